import assert from "node:assert/strict";
import { actionText, summarize, summarizeCall } from "../../../../src/core/display/summary.ts";
import type { Action } from "../../../../src/core/model/action.ts";

describe("summarize", () => {
  const cases: readonly (readonly [Action, string])[] = [
    [{ kind: "command", shell: "bash", command: "npm test\nrm x" }, "run “npm test⏎rm x”"],
    [{ kind: "file_write", path: "/w/a", content: "1\n2" }, "write “/w/a” (2 lines, 3 characters)"],
    [{ kind: "file_edit", path: "/w/a", new_text: "x" }, "edit “/w/a” (1 line, 1 character)"],
    [{ kind: "file_rename", path: "/w/a", to: "/w/b" }, "rename “/w/a → /w/b”"],
    [
      { kind: "mcp_call", server: "forum", tool: "post", args: {} },
      "call the tool “post of forum” (1 line, 2 characters)",
    ],
    [{ kind: "diagnostics_read" }, "read the editor's state"],
    [{ kind: "unknown_tool", tool: "x\u202ey" }, "use the unknown tool “x⟨U+202E⟩y”"],
  ];
  for (const [action, expected] of cases) it(expected, () => assert.equal(summarize(action), expected));

  it("cleans before it shortens, so that half a secret is not left over", () => {
    const secret = "s".repeat(100);
    const action: Action = {
      kind: "command",
      shell: "bash",
      command: `curl ${"a".repeat(50)}${secret}${"b".repeat(50)}`,
    };
    assert.doesNotMatch(
      summarize(action, 90, (text) => text.replaceAll(secret, "[gone]")),
      /ss/,
    );
  });

  it("quotes nothing of a text that is too long to be cleaned", () => {
    const action: Action = { kind: "command", shell: "bash", command: "secret ".repeat(20_000) };
    assert.doesNotMatch(
      summarize(action, 90, (text) => text),
      /secret/,
    );
  });
});

describe("summarizeCall", () => {
  const base = { agent: "a", event: "pre-tool", tool: "apply_patch" } as const;

  it("counts the other parts", () => {
    const actions: Action[] = [
      { kind: "file_delete", path: "/a" },
      { kind: "file_delete", path: "/b" },
    ];
    assert.equal(summarizeCall({ ...base, actions }), "delete “/a” and 1 more");
  });

  it("names the tool when nothing is known of the call", () => {
    assert.equal(summarizeCall({ ...base, actions: [] }), "use the tool “apply_patch”");
  });
});

describe("actionText", () => {
  it("shows both sides of an edit in full, on their lines", () => {
    const text = actionText({ kind: "file_edit", path: "/w/a", old_text: "one\ntwo", new_text: "three" });
    assert.equal(text, "Edit:\n/w/a\n\n- one\n- two\n+ three");
  });

  it("survives arguments that cannot be written as JSON", () => {
    const args: Record<string, unknown> = {};
    args.self = args;
    assert.match(actionText({ kind: "mcp_call", server: "s", tool: "t", args }), /cannot be shown/);
  });
});
