import assert from "node:assert/strict";
import type { Compiled, Refused } from "../../../../src/agents/languages/compile.ts";
import type { Grant } from "../../../../src/core/model/permission.ts";
import type { Use } from "../../../../src/core/permissions/tighten.ts";
import type { Wish } from "../../../../src/core/permissions/wish.ts";
import { driftNode, driftWords } from "../../../../src/vscode/model/driftWords.ts";
import { proposalSummary, reportItems } from "../../../../src/vscode/model/proposalItems.ts";
import { useItems } from "../../../../src/vscode/model/useItems.ts";
import { plain } from "../../../support/plainWords.ts";

const path = "/work/.claude/settings.local.json";
const wish = (text: string): Wish => ({ kind: "command", text, exact: true, decision: "deny", from: "no-push" });
const by = { layer: "user", path: "/home/me/.claude/settings.json", line: 3, text: "Bash" } as const;
const refused = (text: string, why: string): Refused => ({ wish: wish(text), why, by });
const compiled: Compiled = {
  ...{ agent: "claude-code", path, before: "", after: "{}" },
  kept: [{ wish: wish("git push"), rule: "Bash(git push)" }],
  left: [refused("a*", "no pattern")],
  vain: [refused("b", "it runs all the same")],
  stricter: [refused("c", "it refuses all the same")],
};
const grant: Grant = { decision: "allow", effects: [], tool: "Bash", specifier: "make *", source: by, overrides: [] };

describe("what a proposal says beside its diff", () => {
  const all = {
    ...{ title: "Claude Code", compiled, untold: 4 },
    left: [{ rule: "outward", why: "no agent has a rule for effect" }],
    dropped: { gone: [grant], others: [{ ...grant, specifier: "ls *" }] },
  };

  it("names everything that becomes a rule, and everything that does not, with its reason and place", () => {
    const items = reportItems([all], plain);
    assert.deepEqual(
      items.map(({ section, label }) => `${section}: ${label}`),
      [
        "Becomes a rule: denied: command git push",
        "Not written, it would have no effect: denied: command b",
        "Cannot be said in its language: denied: command a*",
        "Cannot be said in any agent's language: outward",
        "Stays stricter by another rule: denied: command c",
        "No longer runs without asking: Bash(make *)",
        "Still runs by another file: Bash(ls *)",
        "Not told in full: 4 acts: no rule is made of them",
      ],
    );
    assert.equal(items[1]?.detail, "it runs all the same (settings.json:4, user)");
    assert.deepEqual(items[1]?.opens, { path: by.path, line: 3 });
  });

  it("says whose each is where there are several agents", () => {
    const [first] = reportItems([all, all], plain);
    assert.equal(first?.section, "Claude Code: Becomes a rule");
  });

  it("counts them in one line", () => {
    assert.equal(proposalSummary([all], plain), "1 rule · left out: 3 · no longer without asking: 1");
    assert.equal(
      proposalSummary([{ title: "Claude Code", compiled: { ...compiled, left: [], vain: [] } }], plain),
      "1 rule",
    );
  });
});

describe("what was used", () => {
  const use = (changes: Partial<Use>): Use => ({
    ...{ kind: "command", what: "npm test", decision: "allow", count: 1 },
    ...{ first: "2026-11-02", last: "2026-11-02" },
    ...changes,
  });

  it("is listed by kind with how often and when, and says what stays a question", () => {
    const uses = [
      use({ what: "git push", decision: "ask" }),
      use({ count: 12, last: "2026-11-20" }),
      use({ kind: "fetch", what: "example.com" }),
    ];
    const items = useItems(uses, (iso) => iso, plain);
    assert.deepEqual(
      items.map((item) => ("use" in item ? `${item.label}: ${item.description}` : item.label)),
      [
        "Commands",
        "git push: once · 2026-11-02 · stays a question",
        "npm test: 12 times · 2026-11-02 to 2026-11-20",
        "Addresses",
        "example.com: once · 2026-11-02",
      ],
    );
  });
});

describe("drift", () => {
  const facts = { title: "Claude Code", path, day: "12 Nov", differs: [refused("git push", "it runs all the same")] };

  it("is told in one line", () => {
    assert.equal(driftWords(facts, plain), "Claude Code: 1 rule differs since 12 Nov");
    assert.equal(
      driftWords({ ...facts, differs: [...facts.differs, ...facts.differs] }, plain),
      "Claude Code: 2 rules differ since 12 Nov",
    );
    assert.equal(driftWords({ ...facts, differs: [] }, plain), "Claude Code: holds since 12 Nov");
  });

  it("opens the line that is in the way, and the written file where all of it holds", () => {
    const node = driftNode(facts, "/claude-code", plain);
    assert.equal(node.description, "differs in 1 since 12 Nov");
    assert.deepEqual(node.children?.[0]?.opens, { path: by.path, line: 3 });
    assert.match(node.children?.[0]?.spoken ?? "", /denied: command git push: it runs all the same/);
    assert.deepEqual(driftNode({ ...facts, differs: [] }, "/claude-code", plain).opens, { path });
  });
});
