import assert from "node:assert/strict";
import { effectsBeyond } from "../../../../src/core/effects/code/declared.ts";
import type { Effect } from "../../../../src/core/model/effect.ts";
import { discover } from "../../../support/discovered.ts";

const request: readonly Effect[] = ["fetch-network", "send-outward"];

describe("what words say of the far side of a border", () => {
  const rows: readonly (readonly [string, string, readonly Effect[], string])[] = [
    // Something goes away.
    ["delete_resource", "", ["run-code"], "destroy-data"],
    ["batch_delete_emails", "", request, "destroy-data"],
    ["purge_table", "", ["fetch-network"], "destroy-data"],
    ["rm", "", ["run-code"], "delete-files"],
    // Who may do something.
    ["replace_group_roles", "Replace group roles for an app", request, "change-access"],
    ["update_action_policies", "", request, "change-access"],
    ["cloud-key-create", "Create a new SSH key", ["change-infra"], "change-access"],
    ["detach_policy", "", request, "change-access"],
    ["remove_member_from_board", "", request, "change-access destroy-data"],
    // Secrets and who is told them.
    ["reveal_secret", "", request, "read-secrets"],
    ["rotate_client_secret", "Rotate the secret of an OAuth application", request, "change-access read-secrets"],
    // Money.
    ["swap_tokens", "", request, "spend-money"],
    ["initiate_payment", "", request, "spend-money"],
    ["native_transfer", "", request, "spend-money"],
    // Other agents.
    ["research_agent_call", "", request, "delegate"],
    ["assign_task", "Assign a task to a teammate", request, "delegate"],
    ["task", "Launch a new agent for a search", ["run-code"], "delegate"],
    ["claude_code", "", ["run-code"], "delegate"],
    ["request_research", "Spawn a research-only agent to look into a question", request, "delegate"],
    ["work", "Launches another sub-agent with its own context", request, "delegate"],
    ["deep_researcher_start", "", request, "delegate"],
    ["deep_research", "", ["fetch-network"], "delegate"],
    // Commands and statements.
    ["exec", "Run a command in a pod", request, "run-code"],
    ["test_run", "", ["read-files"], "run-code"],
    ["pty_spawn", "", request, "run-code"],
    ["run_cypher", "", request, "read-data write-data"],
    ["storage_upload", "", ["write-data"], "send-outward"],
  ];
  for (const [name, description, seen, expected] of rows)
    it(`${name} beside ${seen.join(" and ")}: ${expected}`, () =>
      assert.equal([...effectsBeyond(name, description, seen)].sort().join(" "), expected));

  const nothing: readonly (readonly [string, string, readonly Effect[]])[] = [
    // It reads, or only shows.
    ["list_deleted_users", "Lists deleted users", request],
    ["get_deleted_items", "", request],
    ["remove_file_preview", "", request],
    ["acme_list_agents", "", request],
    ["get_agent", "", request],
    ["list_roles", "", request],
    ["get_member", "", request],
    ["pty_list", "", request],
    ["simulate_payment", "", request],
    // What goes is missed by nobody.
    ["delete_cache", "", request],
    ["clear_selection", "", request],
    ["remove_filter", "", request],
    ["delete_session", "", request],
    // A word that means something else there.
    ["add_drop_rule", "", request],
    ["create_payment_link", "", request],
    ["transfer_call", "", request],
    ["bridge_networks", "", request],
    ["set_key", "Set a key of the cache", request],
    ["create_agent", "Create an agent", request],
    ["set_user_agent", "", request],
    ["run_task", "Run a task of Gradle", request],
    ["create_task", "Create a task", request],
    ["close_terminal", "", request],
    ["finish", "Call this when the agent needs no more", request],
    ["notify", "Starts a round trip to the agent", request],
    ["get_work", "Start an agent to look", request],
    ["deep_research_status", "", request],
    ["research_paper_search", "", request],
    ["deep_link", "", request],
    ["run_query", "", request],
    ["run_test_results", "", request],
    ["send_keys", "", ["read-files"]],
    ["gemini_image", "", ["run-code"]],
    ["claude_chat", "", request],
    ["upload_file", "", []],
  ];
  for (const [name, description, seen] of nothing)
    it(`${name}: nothing more`, () => assert.deepEqual(effectsBeyond(name, description, seen), []));
});

describe("the far side of a tool whose code ends at a border", () => {
  const tool = (name: string, description: string, body: string, before = "") => `
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { execFile, execFileSync } from "node:child_process";
${before}
const server = new McpServer({ name: "s", version: "1" });
server.registerTool("${name}", { description: "${description}", inputSchema: {} }, async (args) => { ${body} });
`;
  const claims = async (text: string) => {
    const [found] = (await discover({ "a.ts": text })).get("a.ts") ?? [];
    return found?.effects.map(({ effect, assumed }) => `${effect}${assumed ? "??" : ""}`).join(" ");
  };
  const put = `return fetch("https://acme.example/x", { method: "PUT", body: args.text });`;
  const rows: readonly (readonly [string, string, string, string, string])[] = [
    ["a request that has a command run", "exec", "d", put, "fetch-network send-outward run-code??"],
    ["a program", "delete_resource", "d", `execFileSync("kubectl", args.words);`, "run-code destroy-data??"],
    [
      "a program of its own that does the work, by what the tool says of it",
      "http_tool",
      "Sends HTTP requests",
      `execFileSync("./helper", args.words);`,
      "run-code send-outward??",
    ],
    ["files by a program", "glob_tool", "Find files", `execFileSync("fd", [args.p]);`, "run-code read-files??"],
    [
      "a program whose words name no other place",
      "status",
      "Shows changes",
      `execFileSync("git", ["diff"]);`,
      "run-code",
    ],
    ["a tool for any program", "run_command", "Runs a command", "execFileSync(args.a, args.b);", "run-code"],
    ["what only looks by its name", "list_roles", "d", `return fetch("https://acme.example/x");`, "fetch-network"],
    ["no border at all", "delete_words", "d", "return { content: args.text.split(' ') };", "destroy-data"],
  ];
  for (const [title, name, description, body, expected] of rows)
    it(`is ${title}`, async () => assert.equal(await claims(tool(name, description, body)), expected));

  it("is a call out of sight that changes something", async () => {
    const text = tool("work", "Run a coding agent", "pipes.write(args.a);", 'import { pipes } from "pipes-kit";');
    assert.equal(await claims(text), "delegate");
  });

  it("is not told twice: what is removed is seen", async () => {
    const text = tool(
      "delete_file",
      "d",
      `fs.unlinkSync(args.path); await fetch("https://acme.example/x");`,
      `import fs from "node:fs";`,
    );
    assert.equal(await claims(text), "delete-files fetch-network");
  });
});
