import assert from "node:assert/strict";
import { languages } from "../../../../src/agents/languages/catalogue.ts";
import { compileWishes, driftOf, withFile } from "../../../../src/agents/languages/compile.ts";
import { resolvable } from "../../../../src/agents/resolvable.ts";
import type { Action } from "../../../../src/core/model/action.ts";
import type { Decision } from "../../../../src/core/model/verdict.ts";
import type { PermissionInput } from "../../../../src/core/permissions/input.ts";
import type { Wish } from "../../../../src/core/permissions/wish.ts";

const place = { home: "/home/u", workspace: "/ws", platform: "linux" } as const;

function agentOf(id: string) {
  const agent = resolvable.find((one) => one.id === id);
  assert.ok(agent);
  return agent;
}

/** A machine on which the workspace is trusted and nothing else is set, with these files besides. */
function inputFor(id: string, files: Readonly<Record<string, string>> = {}): PermissionInput {
  const texts: Readonly<Record<string, string>> = {
    "/home/u/.claude.json": JSON.stringify({ projects: { "/ws": { hasTrustDialogAccepted: true } } }),
    "/home/u/.codex/config.toml": '[projects."/ws"]\ntrust_level = "trusted"\n',
    "/home/u/.gemini/trustedFolders.json": '{ "/ws": "TRUST_FOLDER" }',
    "/ws/.git/HEAD": "ref: refs/heads/main\n",
    ...files,
  };
  const configs = agentOf(id)
    .configFiles(place)
    .flatMap(({ dropIns, ...file }) => {
      if (dropIns === undefined)
        return [texts[file.path] === undefined ? file : { ...file, text: texts[file.path] ?? "" }];
      const inside = Object.keys(texts).filter((path) => path.startsWith(`${file.path}/`) && path.endsWith(dropIns));
      return inside.map((path) => ({ ...file, path, text: texts[path] ?? "" }));
    });
  return { place, configs, documents: [], credentials: [], installed: true };
}

const wish = (kind: Wish["kind"], text: string, decision: Decision): Wish => ({
  kind,
  text,
  exact: !text.includes("*"),
  decision,
  from: "rule",
});

const compile = (id: string, wishes: readonly Wish[], input = inputFor(id), only = false) => {
  const compiled = compileWishes({ agent: agentOf(id), wishes, input, only });
  assert.ok(compiled);
  return compiled;
};

const run = (command: string): Extract<Action, { kind: "command" }> => ({
  kind: "command",
  shell: "bash",
  command,
  cwd: "/ws",
  workspace: "/ws",
});

describe("a policy in the agents' own languages", () => {
  const wishes = [
    wish("command", "make build *", "allow"),
    wish("command", "git push *", "ask"),
    wish("command", "terraform destroy *", "deny"),
  ];

  for (const { agent: id } of languages) {
    it(`${id}: by its own resolver it does what was wished, and what is joined to it is not meant`, () => {
      const { kept, vain, path, after } = compile(id, wishes);
      assert.deepEqual(vain, []);
      assert.equal(kept.length, 3);
      const input = withFile(inputFor(id), path, after);
      const said = (command: string) => agentOf(id).explain(run(command), input).outcome;
      assert.equal(said("make build all"), "allow");
      assert.equal(said("git push origin main"), "ask");
      assert.equal(said("terraform destroy prod"), id === "vscode" ? "ask" : "deny");
      const longer = run("make build all && never-heard-of-it");
      // Codex runs in its sandbox and OpenCode runs by itself what no rule speaks of.
      assert.equal(said(longer.command), agentOf(id).explain(longer, inputFor(id)).outcome);
    });

    it(`${id}: what is there stays, and a second time nothing changes`, () => {
      const first = compile(id, wishes);
      const again = compile(id, wishes, withFile(inputFor(id), first.path, first.after));
      assert.equal(again.after, first.after);
    });

    it(`${id}: no text leaves its rule`, () => {
      for (const text of ['x"\n[[rule]]', "a) b", "a\nb", "$(x)", "a'b", "[ab] *"]) {
        const { kept, left } = compile(id, [wish("command", text, "allow")]);
        assert.equal(kept.length, 0, text);
        assert.equal(left.length, 1, text);
      }
    });
  }

  it("keeps comments and every other setting of the file", () => {
    const path = "/ws/.claude/settings.local.json";
    const text = '{\n  // mine\n  "model": "x",\n  "permissions": {\n    "allow": ["Read"]\n  }\n}\n';
    const { after } = compile("claude-code", wishes, inputFor("claude-code", { [path]: text }));
    assert.match(after, /\/\/ mine\n {2}"model": "x"/);
    assert.match(after, /"Read",\s+"Bash\(make build \*\)"/);
  });

  it("says what a language cannot", () => {
    const why = (id: string, one: Wish) => compile(id, [one]).left[0]?.why ?? "";
    assert.match(why("codex", wish("fetch", "example.com", "deny")), /commands only/);
    assert.match(why("codex", wish("command", "npm test", "allow")), /every longer command/);
    assert.match(why("vscode", wish("server", "forum/post", "ask")), /its own state/);
    assert.match(why("gemini", wish("edit", "/ws/src/**", "allow")), /call's JSON/);
    assert.match(why("opencode", wish("edit", "/ws/src/*", "allow")), /crosses folders/);
    assert.match(compile("vscode", [wish("command", "reboot *", "deny")]).kept[0]?.note ?? "", /cannot refuse/);
  });

  it("does not write what would have no effect, and names what is in the way", () => {
    const yolo = { "/home/u/.config/Code/User/settings.json": '{ "chat.permissions.default": "autoApprove" }' };
    const { vain, kept, after, before } = compile(
      "vscode",
      [wish("command", "git push *", "ask")],
      inputFor("vscode", yolo),
    );
    assert.equal(kept.length, 0);
    assert.equal(vain[0]?.by?.path, "/home/u/.config/Code/User/settings.json");
    assert.equal(after, before);
  });

  it("tells of a rule elsewhere that is stricter", () => {
    const deny = { "/home/u/.claude/settings.json": '{ "permissions": { "deny": ["Bash(make *)"] } }' };
    const { stricter } = compile("claude-code", wishes, inputFor("claude-code", deny));
    assert.deepEqual(
      stricter.map(({ wish: { text }, by }) => [text, by?.path]),
      [["make build *", "/home/u/.claude/settings.json"]],
    );
  });

  it("leaves a file alone that cannot be read", () => {
    const broken = inputFor("claude-code", { "/ws/.claude/settings.local.json": "{ broken" });
    assert.equal(compileWishes({ agent: agentOf("claude-code"), wishes, input: broken }), undefined);
  });

  it("drops what else is allowed where only the wishes shall hold, and keeps what is refused", () => {
    const path = "/ws/.claude/settings.local.json";
    const text = '{ "permissions": { "allow": ["Bash(*)"], "deny": ["Read(//etc/**)"] } }';
    const { after } = compile(
      "claude-code",
      [wish("command", "npm test", "allow")],
      inputFor("claude-code", { [path]: text }),
      true,
    );
    assert.deepEqual(JSON.parse(after).permissions, { allow: ["Bash(npm test)"], deny: ["Read(//etc/**)"] });
  });

  it("tells when a rule was loosened later", () => {
    const first = compile("claude-code", wishes);
    const agent = agentOf("claude-code");
    const input = withFile(inputFor("claude-code"), first.path, first.after);
    assert.deepEqual(driftOf({ agent, wishes, input }), []);
    const loosened = withFile(input, first.path, first.after.replace("Bash(terraform destroy *)", "Bash(other)"));
    assert.deepEqual(
      driftOf({ agent, wishes, input: loosened }).map(({ wish: { text } }) => text),
      ["terraform destroy *"],
    );
  });

  it("tells when a rule that allows was taken away, and not when another is in its way", () => {
    const agent = agentOf("claude-code");
    const allowed = [wish("command", "npm test", "allow")];
    const { path, after } = compile("claude-code", allowed);
    const input = withFile(inputFor("claude-code"), path, after);
    assert.deepEqual(driftOf({ agent, wishes: allowed, input }), []);
    const [gone] = driftOf({ agent, wishes: allowed, input: withFile(input, path, "{}") });
    assert.equal(gone?.wish.text, "npm test");
    assert.match(gone?.why ?? "", /the rule that lets it run is gone/);
    const denied = withFile(input, path, '{ "permissions": { "deny": ["Bash(npm test)"] } }');
    assert.deepEqual(driftOf({ agent, wishes: allowed, input: denied }), []);
  });
});
