import assert from "node:assert/strict";
import { declaredEffects, describedEffects } from "../../../../../src/core/effects/code/declared.ts";
import { guessedEffects } from "../../../../../src/core/effects/code/guess.ts";
import { type Call, walk } from "../../../../../src/core/parse/code/code.ts";
import { readCode } from "../../../../support/code.ts";

async function guessed(line: string): Promise<string> {
  const file = await readCode("typescript", `async function f(a, b) { ${line}; }`);
  let call: Call | undefined;
  walk(file.body, (part) => {
    if (part.kind === "call") call ??= part;
    return undefined;
  });
  assert.ok(call);
  return (guessedEffects(call) ?? []).join(" ");
}

const rows: readonly (readonly [line: string, effects: string])[] = [
  ["dbClient.query(a)", "read-data write-data"],
  ['dbClient.query("select 1")', "read-data"],
  ["session.db.query(User)", "read-data"],
  ["this.noteRepository.findByOwner(a)", "read-data"],
  ["knowledge.insert(a)", "write-data"],
  ["conn.execute(a)", "read-data write-data"],
  ["this.kv.delete(a)", "destroy-data"],
  ["getUserContainer(a).container_exec(b)", "run-code"],
  ["getUserContainer(a).container_file_write(b)", "write-files"],
  ["sandbox.files.list(a)", "read-files"],
  ["cli.executeCommand(a)", "run-code"],
  ["client.addComment(a)", "send-outward"],
  ["client.executeLua(a)", "run-code"],
  ["apiClient.get(a).send()", ""],
  ["apiClient.post(a).send()", "send-outward"],
  ["userMapper.deleteById(a)", "destroy-data"],
  ["ctx.deps.commentsApi.list(a)", "fetch-network"],
  ["apiClient.items.remove(a)", "destroy-data send-outward"],
  ["researchAgent.ask(a)", "delegate"],
  ["fileManager.delete(a)", "delete-files"],
];

/** What only computes, gets ready or tells, or is called on something that is named for nothing of the kind. */
const nothing = [
  "client.close()",
  "db.connect(a)",
  "conn.commit()",
  "container.ping()",
  "parts.join(a)",
  "api.format(a)",
  "databaseListFormatter.read(a)",
  "apiVersion.find(a)",
  "logger.write(a)",
  "names.delete(a)",
  "agent.describe(a)",
  "dbClient.items().isEmpty()",
  "jsonMapper.writeValueAsString(a)",
  "OBJECT_MAPPER.createObjectNode()",
  "mapper.createObjectNode()",
  "api.newRequest(a)",
  "otel.getTracerProvider().tracer(a).start(b)",
  "client.metrics.requestsTotal.add(1)",
  "client.lastSeenNanos.store(a)",
  "restApi.copyConfig(a)",
  "client.run(async () => a)",
];

describe("what the words of a call suggest", () => {
  for (const [line, effects] of rows) it(line, async () => assert.equal(await guessed(line), effects));
  for (const line of nothing) it(`nothing: ${line}`, async () => assert.equal(await guessed(line), ""));
});

describe("what the first words of a description claim", () => {
  const descriptions: readonly (readonly [text: string, effects: string])[] = [
    ["Execute SQL queries: analyze, debug, modify schema", "read-data write-data"],
    ["Executes a shell command in the project", "run-code"],
    ["Sends an email to the customer.", "send-outward"],
    ["Formats text. Then you can send it.", ""],
    ["A calculator for loans", ""],
  ];
  for (const [text, effects] of descriptions)
    it(text, () => assert.deepEqual(describedEffects(text), effects.split(" ").filter(Boolean)));
});

const names: readonly (readonly [name: string, effects: string])[] = [
  ["delete_project", "destroy-data"],
  ["delete_project_preview", ""],
  ["preview_delete_project", ""],
  ["validate_and_deploy", "change-infra"],
  ["validate_deploy", ""],
  ["publish_voice_from_preview", "send-outward"],
  ["wire_funds", "spend-money"],
  ["create_share_link", "change-access"],
  ["share_folder", "send-outward change-access"],
  ["share_price", "send-outward"],
  ["acme_project_invite", "change-access"],
  ["acme_project_invite_list", ""],
  ["acme_invite_get", ""],
  ["create_invite_list", "change-access send-outward"],
  ["get_share", ""],
  ["extract_and_wire_interface", ""],
];

describe("what the name of a tool claims", () => {
  for (const [name, effects] of names)
    it(name, () => assert.deepEqual(declaredEffects(name), effects.split(" ").filter(Boolean)));
});
