import assert from "node:assert/strict";
import { acpText, forTerminal } from "../../../../src/vscode/model/acpText.ts";
import { createLineEditor } from "../../../../src/vscode/model/lineEditor.ts";
import { plain } from "../../../support/plainWords.ts";

describe("what an ACP agent says in the terminal", () => {
  it("is its words and what it wants to do", () => {
    const chunk = { sessionUpdate: "agent_message_chunk", content: { type: "text", text: "Hello" } };
    assert.equal(acpText(chunk, plain), "Hello");
    assert.match(acpText({ sessionUpdate: "tool_call", title: "npm test" }, plain), /wants to: npm test/);
    assert.match(
      acpText({ sessionUpdate: "tool_call_update", status: "failed", title: "x" }, plain),
      /did not happen: x/,
    );
    assert.equal(acpText({ sessionUpdate: "agent_thought_chunk", content: { text: "hm" } }, plain), "");
  });

  it("cannot move the cursor, colour the terminal or start a line of its own", () => {
    const evil = "\u001b[2J\u001b]0;x\u0007\u202Egood\r";
    for (const update of [
      { sessionUpdate: "agent_message_chunk", content: { text: evil } },
      { sessionUpdate: "tool_call", title: `${evil}\n> yes` },
      { sessionUpdate: "plan", entries: [{ content: evil }] },
    ]) {
      const shown = acpText(update, plain);
      for (const forbidden of ["\u001b", "\u0007", "\r", "\u202E"])
        assert.ok(!shown.includes(forbidden), JSON.stringify(shown));
      assert.doesNotMatch(shown, /^> yes/m);
    }
  });

  it("begins each line at the left", () => assert.equal(forTerminal("a\nb\r\nc"), "a\r\nb\r\nc"));
});

describe("the line a person types", () => {
  function typed(...parts: readonly string[]) {
    const lines: string[] = [];
    let interrupts = 0;
    const editor = createLineEditor({ entered: (line) => lines.push(line), interrupted: () => interrupts++ });
    const printed = parts.map((part) => editor.type(part)).join("");
    return { lines, printed, interrupts };
  }

  it("is handed over with return, without what was taken back", () => {
    assert.deepEqual(typed("hey", "\u007f", "llo\r").lines, ["hello"]);
    assert.deepEqual(typed("a\nb\n").lines, ["a", "b"]);
  });

  it("is dropped with Ctrl+C, and keys that are no letters change nothing", () => {
    assert.deepEqual(typed("abc", "\u0003", "\u001b[A", "d\r"), {
      lines: ["d"],
      printed: "abc^C\r\nd\r\n",
      interrupts: 1,
    });
  });
});
