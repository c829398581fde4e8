import assert from "node:assert/strict";
import { agents } from "../../../../src/agents/catalogue.ts";
import { proposable, proposeRules } from "../../../../src/agents/nativeRules.ts";
import type { AuditAct } from "../../../../src/core/audit/acts.ts";
import { chainStart, link } from "../../../../src/core/audit/chain.ts";
import type { AuditEntry, AuditRecord } from "../../../../src/core/audit/record.ts";
import type { Action } from "../../../../src/core/model/action.ts";
import type { Decision } from "../../../../src/core/model/verdict.ts";
import type { PermissionInput } from "../../../../src/core/permissions/input.ts";
import { startUses, type Use } from "../../../../src/core/permissions/tighten.ts";
import { auditEntry, sha256 } from "../../../support/auditEntries.ts";

const act = (kind: AuditAct["kind"], more: Partial<AuditAct>): AuditAct => ({
  kind,
  rule: "r",
  grade: "allow",
  effects: [],
  ...more,
});
const record = (
  acts: readonly AuditAct[] | undefined,
  time = "2026-11-21T10:00:00.000Z",
  more: Partial<AuditEntry> = {},
): AuditRecord => link(auditEntry(1, { ...(acts ? { acts } : {}), ...more }), chainStart, time, sha256);

function usesOf(...records: readonly AuditRecord[]) {
  const uses = startUses("claude-code");
  for (const one of records) uses.add(one);
  return uses;
}

const place = { home: "/home/u", workspace: "/ws", platform: "linux" } as const;
const use = (kind: Use["kind"], what: string, decision: Use["decision"] = "allow"): Use => ({
  kind,
  what,
  decision,
  count: 1,
  first: "2026-11-21T10:00:00.000Z",
  last: "2026-11-21T10:00:00.000Z",
});

describe("what was used", () => {
  it("is counted and dated, and what was a question stays one", () => {
    const command = (grade: Decision) => act("command", { command: "npm test", grade });
    const uses = usesOf(
      record([command("allow")], "2026-11-23T10:00:00.000Z"),
      record([command("ask")], "2026-11-21T10:00:00.000Z"),
      record([command("allow")], "2026-11-22T10:00:00.000Z", { decision: "deny" }),
      record([command("allow")], "2026-11-22T10:00:00.000Z", { agent: "codex" }),
    );
    assert.deepEqual(uses.all(), [
      {
        kind: "command",
        what: "npm test",
        decision: "ask",
        count: 2,
        first: "2026-11-21T10:00:00.000Z",
        last: "2026-11-23T10:00:00.000Z",
      },
    ]);
    assert.equal(uses.untold(), 0);
  });

  it("is not guessed where the record does not say all", () => {
    const uses = usesOf(
      record(undefined),
      record([act("command", { command: "deploy --key [redacted:x]", lost: ["command"] })]),
      record([act("file_write", { paths: ["/ws/a.ts"] })], undefined, { actsLeftOut: 3 }),
    );
    assert.deepEqual(
      uses.all().map(({ what }) => what),
      ["/ws/a.ts"],
    );
    assert.equal(uses.untold(), 3);
  });
});

/** The proposal, put where it belongs, asked of the agent's own resolver. */
function explained(id: string, uses: readonly Use[], action: Action): string {
  const agent = agents.find((one) => one.id === id);
  const proposal = proposeRules(id, uses, place);
  assert.ok(agent && proposal);
  const path = {
    "claude-code": "/ws/.claude/settings.local.json",
    vscode: "/home/u/.config/Code/User/settings.json",
    opencode: "/ws/opencode.json",
  }[id];
  const trust = JSON.stringify({ projects: { "/ws": { hasTrustDialogAccepted: true } } });
  const texts: Readonly<Record<string, string>> = {
    [path ?? ""]: proposal.text,
    "/home/u/.claude.json": trust,
    "/ws/.git/HEAD": "ref: x\n",
  };
  const configs = agent
    .configFiles(place)
    .flatMap(({ dropIns, ...file }) =>
      dropIns === undefined ? [texts[file.path] === undefined ? file : { ...file, text: texts[file.path] ?? "" }] : [],
    );
  const input: PermissionInput = { place, configs, documents: [], credentials: [], installed: true };
  return agent.explain({ ...action, cwd: "/ws" }, input).outcome;
}

describe("proposed rules", () => {
  const uses = [use("command", "npm test"), use("command", "make deploy", "ask"), use("edit", "/ws/src/a.ts")];
  for (const id of ["claude-code", "vscode", "opencode"]) {
    it(`${id}: by its own resolver they keep what was used, and nothing longer or beside it`, () => {
      const run = (command: string): Action => ({ kind: "command", shell: "bash", command });
      assert.equal(explained(id, uses, run("npm test")), "allow");
      assert.equal(explained(id, uses, run("npm test extra")), "ask");
      assert.equal(explained(id, uses, run("npm publish")), "ask");
      assert.equal(explained(id, uses, run("make deploy")), "ask");
      assert.equal(explained(id, uses, { kind: "file_edit", path: "/ws/src/a.ts", new_text: "" }), "allow");
    });
  }

  it("no language takes what would be read as a pattern", () => {
    for (const id of proposable()) {
      const proposal = proposeRules(
        id,
        [use("command", "ls *"), use("command", "echo a) b"), use("command", 'x"\n[[rule]]')],
        place,
      );
      assert.equal(proposal?.kept.length, 0, id);
      assert.equal(proposal?.inexpressible.length, 3, id);
    }
  });

  it("Codex and Gemini say what their languages cannot", () => {
    const codex = proposeRules("codex", uses, place);
    assert.deepEqual(
      codex?.kept.map(({ what }) => what),
      ["make deploy"],
    );
    assert.equal(codex?.text, 'prefix_rule(pattern=["make", "deploy"], decision="prompt")\n');
    const gemini = proposeRules("gemini", uses, place);
    assert.match(gemini?.text ?? "", /commandRegex = "npm test\$"\ndecision = "allow"/);
    assert.deepEqual(
      gemini?.inexpressible.map(({ use: { what } }) => what),
      ["/ws/src/a.ts"],
    );
  });
});
