import assert from "node:assert/strict";
import type { FileChange } from "../../../../src/core/effects/fileChanges.ts";
import type { Question } from "../../../../src/core/gate/question.ts";
import { type PanelFacts, panelContent } from "../../../../src/vscode/model/panelContent.ts";
import { plain } from "../../../support/plainWords.ts";

const question: Question = {
  id: "q1",
  call: {
    agent: "vscode",
    event: "pre-tool",
    tool: "create_file",
    actions: [{ kind: "file_write", path: "/h/x", content: "1\n" }],
  },
  verdict: { decision: "ask", severity: "high", effects: [], reasons: [], targets: [] },
  digest: "0".repeat(64),
  title: "Allow it?",
  detail: "Who: an agent\nText: 1⏎\n2 more questions wait behind this one.",
  deadline: 1_000_000,
  whole: true,
  mayLast: true,
};

const files: readonly FileChange[] = [
  { path: "/h/x\u202e", before: "a\nb\n", after: "a\nc\nd\n" },
  { path: "/h/new", before: undefined, after: "1\n" },
  { path: "/h/to", from: "/h/from", before: "1", after: "1" },
];

function content(over: Partial<PanelFacts> = {}) {
  return panelContent({ question, files, unsaved: new Set(), again: false, now: 0, ...over }, plain);
}

describe("panelContent", () => {
  it("lists each file with what happens to it, safe to show", () => {
    assert.deepEqual(
      content({ unsaved: new Set(["/h/new"]) }).files.map((row) => Object.values(row)),
      [
        ["x⟨U+202E⟩", "/h/", "changed", "+2 −1", ""],
        ["new", "/h/", "new", "+1 −0", "An editor holds unsaved changes of it, which are not part of this."],
        ["to", "/h/", "moved", "+0 −0", "from /h/from"],
      ],
    );
  });

  it("does not say beside a diff what the diff shows, and shows the text where there is none", () => {
    const heads = (all: ReturnType<typeof content>) => all.lines.map(({ head }) => head);
    assert.deepEqual(heads(content()), ["Who", ""]);
    assert.equal(content().text, "");
    assert.deepEqual(heads(content({ files: [] })), ["Who", "Text", ""]);
    assert.match(content({ files: [] }).text, /^Write:\n\/h\/x\n\n1/);
  });

  it("puts Deny first, and offers nothing that lasts where nothing may", () => {
    const ids = (all: ReturnType<typeof content>) => all.buttons.map(({ id }) => id);
    assert.deepEqual(ids(content()), ["deny", "once", "task", "session", "rule"]);
    assert.deepEqual(ids(content({ question: { ...question, mayLast: false } })), ["deny", "once"]);
  });

  it("counts down only where there is little time", () => {
    assert.equal(content().countdown, "");
    const short = content({ now: 975_000 });
    assert.deepEqual([short.countdown, short.leftMs], ["Denied in {0} s without your answer", 25_000]);
  });

  it("says that a file changed while it was looked at", () => assert.match(content({ again: true }).notice, /changed/));
});
