import assert from "node:assert/strict";
import { kilo } from "../../../../src/agents/kilo/agent.ts";
import { opencode } from "../../../../src/agents/opencode/agent.ts";
import { wildcard } from "../../../../src/agents/opencode/judge.ts";
import { actionOf, explainCase, opencodeInput } from "../../../support/opencodeAgreement.ts";
import type { Setup } from "../../../support/opencodeCases.ts";

const outcome = (setup: Omit<Setup, "name" | "calls">, command: string) =>
  explainCase({ name: "", calls: [], ...setup }, ["bash", command]);

describe("OpenCode's own permissions", () => {
  it("runs everything out of the box, except what lies outside, and asks for .env", () => {
    const { grants, mode } = opencode.permissions(opencodeInput({}));
    const said = grants.map(({ tool, specifier, decision }) => `${tool} ${specifier ?? ""} ${decision}`);
    for (const row of ["bash  allow", "edit  allow", "external_directory  ask", "read *.env ask"]) {
      assert.ok(said.includes(row), `${row}\n${said.join("\n")}`);
    }
    assert.equal(mode.name, "build");
  });

  it("names the file, the line and what it overrode", () => {
    const { grants } = opencode.permissions(opencodeInput({ user: { permission: { bash: "deny" } } }));
    const bash = grants.find(({ tool }) => tool === "bash");
    assert.equal(bash?.decision, "deny");
    assert.equal(bash?.source.path, "/lab/home/.config/opencode/opencode.json");
    assert.equal(bash?.source.line, 2);
    assert.equal(bash?.overrides.length, 1);
  });

  it("tells of a rule that a later one leaves without a say", () => {
    const setup = { user: { permission: { bash: { "rm *": "deny", "*": "allow" } } } };
    const { ineffective } = opencode.permissions(opencodeInput(setup));
    assert.deepEqual(
      ineffective.map(({ kind, source }) => [kind, source.text]),
      [["shadowed", "bash rm *: deny"]],
    );
  });

  it("says that it does not start with a file that is no JSON", () => {
    const broken = opencodeInput({});
    const configs = broken.configs.map((file) =>
      file.path.endsWith("project/opencode.json") ? { ...file, text: "{ broken" } : file,
    );
    assert.equal(opencode.explain(actionOf(["bash", "pwd"]), { ...broken, configs }).outcome, "unreachable");
  });

  it("says unknown where it cannot tell: other settings by a variable, a word filled in at the start", () => {
    assert.equal(outcome({ variables: { OPENCODE_CONFIG: "/elsewhere.json" } }, "pwd"), "unknown");
    assert.equal(outcome({ user: { permission: { bash: "{env:X}" } } }, "pwd"), "unknown");
  });

  it("compares a variable as it is written, as the program does", () => {
    const user = { permission: { bash: { "*": "deny", "echo *": "allow" } } };
    assert.equal(outcome({ user }, 'echo "$X"'), "allow");
  });

  it("is sure of a denial whatever else cannot be told", () => {
    assert.equal(outcome({ user: { permission: { bash: "deny" } } }, "touch /elsewhere $X"), "deny");
  });

  it("lists its servers", () => {
    const mcp = { forum: { type: "local", command: ["node", "server.js"], enabled: false } };
    const { servers } = opencode.permissions(opencodeInput({ project: { mcp } }));
    assert.deepEqual(
      servers.map(({ name, state }) => [name, state]),
      [["forum", "disabled"]],
    );
  });

  const patterns: readonly [pattern: string, text: string, matches: boolean][] = [
    ["git *", "git", true],
    ["git *", "git push", true],
    ["git *", "gitk", false],
    ["*", "a/b", true],
    ["echo ?", "echo a", true],
    ["echo ?", "echo ab", false],
    ["?*b", "aab", true],
    ["src/*", "src/a/b", true],
    ["*.env", "a/.env", true],
  ];
  for (const [pattern, text, matches] of patterns) {
    it(`“${pattern}” ${matches ? "matches" : "does not match"} “${text}”`, () =>
      assert.equal(wildcard(pattern, text, "linux"), matches));
  }
});

describe("Kilo Code's own permissions", () => {
  it("are shown as not proven, and asks for commands it does not list", () => {
    const { place, credentials, documents } = opencodeInput({});
    const input = {
      place,
      credentials,
      documents,
      configs: kilo.configFiles(place).filter(({ dropIns }) => dropIns === undefined),
      installed: true,
    };
    const { grants } = kilo.permissions(input);
    const bash = grants.filter(({ tool }) => tool === "bash");
    assert.equal(bash[0]?.decision, "ask");
    assert.ok(bash.some(({ specifier, decision }) => specifier === "touch *" && decision === "allow"));
    const explained = kilo.explain(actionOf(["bash", "touch a"]), input);
    assert.equal(explained.outcome, "unknown");
    assert.match(explained.decidedBy.text, /^not proven/);
  });
});
