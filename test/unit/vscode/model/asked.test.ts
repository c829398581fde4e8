import assert from "node:assert/strict";
import type { AgentPermissions, Explanation, Grant } from "../../../../src/core/model/permission.ts";
import type { Verdict } from "../../../../src/core/model/verdict.ts";
import { type AgentAnswer, askedPage } from "../../../../src/vscode/model/askedPage.ts";
import { commandOf } from "../../../../src/vscode/model/commandLine.ts";
import { effectSheet } from "../../../../src/vscode/model/effectSheet.ts";
import { plain } from "../../../support/plainWords.ts";

describe("the command that selected text stands for", () => {
  const rows: readonly (readonly [selected: string, command: string])[] = [
    ["git push origin main", "git push origin main"],
    ["    $ git push", "git push"],
    ["me@host:~/shop$ npm test", "npm test"],
    ["PS C:\\shop> npm test", "npm test"],
    ["- `npm test`", "npm test"],
    ["1. npm test", "npm test"],
    ["```sh\ncd shop\nnpm test\n```", "cd shop\nnpm test"],
    ["echo `date`", "echo `date`"],
    ["cat a | grep b > c", "cat a | grep b > c"],
    ["# a comment", "# a comment"],
    ["$HOME/bin/x", "$HOME/bin/x"],
    ["  ", ""],
  ];
  for (const [selected, command] of rows) {
    it(`${JSON.stringify(selected)} is ${JSON.stringify(command)}`, () => assert.equal(commandOf(selected), command));
  }
});

const builtIn = { layer: "default", text: "Bash asks" } as const;
const rule = { layer: "project", path: "/work/a b/settings.json", line: 6, text: "Bash(git push)" } as const;
const explanation = (changes: Partial<Explanation>): Explanation => ({
  ...{ agent: "claude-code", outcome: "ask", decidedBy: rule, lost: [] },
  ...changes,
});
const answer = (changes: Partial<AgentAnswer>): AgentAnswer => ({
  ...{ title: "Claude Code", installed: true, held: true, explanation: explanation({}) },
  ...changes,
});
const verdict: Verdict = {
  decision: "ask",
  severity: "high",
  effects: ["send-outward"],
  reasons: [{ rule: "pushes", message: "It would push." }],
  targets: [],
};
const action = { kind: "command", shell: "bash", command: "git push" } as const;

describe("“Would it be asked?”", () => {
  it("says Countersign's answer, then each agent's own with what decided, where, and whether it is held", () => {
    const page = askedPage(
      action,
      [
        answer({ explanation: explanation({ lost: [{ ...builtIn, why: "A rule came first." }] }) }),
        answer({ title: "Codex", held: false, explanation: explanation({ outcome: "allow", decidedBy: builtIn }) }),
        answer({ title: "Zed", installed: false, explanation: explanation({ outcome: "unknown" }) }),
      ],
      verdict,
      plain,
    );
    assert.match(page, /\*\*Countersign:\*\* asks you; it would send outward\n\n- It would push/);
    assert.match(
      page,
      /\| Claude Code \| asks first \| Bash\\\(git push\\\) \| settings\\\.json\\:7, project \| held \|/,
    );
    assert.match(page, /\| Codex \| \*\*runs without asking\*\* \| Bash asks \| built\\-in default \| not held \|/);
    assert.match(page, /## Agents that are not on this machine[\s\S]*\| Zed \| not known \|/);
    assert.match(page, /## What did not decide[\s\S]*- Bash asks \(built\\-in default\): A rule came first/);
  });

  it("lets no text of an action, a rule or a path become Markdown", () => {
    const hostile = { ...rule, path: "/w/a](command:x)/<b>.json", text: "| [x](command:y) |\n# big" };
    const page = askedPage(
      { ...action, command: "echo ```\n# big [x](command:z)" },
      [answer({ explanation: explanation({ decidedBy: hostile }) })],
      verdict,
      plain,
    );
    const [, fenced = "", rest = ""] = /\n(````text\n[\s\S]*?\n````\n)([\s\S]*)$/.exec(page) ?? [];
    assert.ok(fenced.includes("command:z"), page);
    assert.ok(rest.includes("Claude Code"), page);
    assert.ok(!/\]\(command:|^# big/m.test(rest), rest);
  });
});

describe("a sheet by effect", () => {
  const grant = (decision: Grant["decision"], effects: Grant["effects"]): Grant => ({
    ...{ decision, effects, tool: "Bash", source: builtIn, overrides: [] },
  });
  const permissions: AgentPermissions = {
    ...{ agent: "a", title: "A", factsVersion: "1", factsDate: "2026-11-25", installed: true },
    mode: { name: "default", source: builtIn },
    grants: [grant("allow", ["run-code"]), grant("ask", ["run-code", "write-files"])],
    ...{ servers: [], delegates: [], credentials: [], ineffective: [], problems: [] },
    ruleOfTwo: { untrusted: false, sensitive: false, outward: true },
  };

  it("has the same lines for every agent, so that two can stand beside one another", () => {
    const sheet = effectSheet(permissions, { kind: "notGated", why: "" }, plain);
    const other = effectSheet({ ...permissions, grants: [] }, { kind: "notGated", why: "" }, plain);
    assert.equal(sheet.split("\n").length, other.split("\n").length);
    assert.match(sheet, /^Run code +runs without asking, asks, by rule$/m);
    assert.match(sheet, /^Write files +asks$/m);
    assert.match(sheet, /^Read secrets +only by running code$/m);
    assert.match(other, /^Read secrets +no tool for it$/m);
    assert.match(sheet, /^Rule of Two: 1 of 3 without a person \(acts outward\)$/m);
  });
});
