import assert from "node:assert/strict";
import fc from "fast-check";
import { acpLaunches } from "../../../../src/agents/acp/launch.ts";
import { type HeldMethod, heldMethods, permissionAnswer, readAcpRequest } from "../../../../src/agents/acp/requests.ts";

const place = { agent: "gemini", cwd: "/w" };

function actionsOf(method: HeldMethod, params: object): unknown {
  return readAcpRequest(method, { sessionId: "s", ...params }, place)?.actions.map(
    ({ agent: _agent, cwd: _cwd, ...action }) => action,
  );
}

function asked(toolCall: object): unknown {
  return actionsOf("session/request_permission", { toolCall, options: [] });
}

describe("requests of ACP agents", () => {
  it("are what the raw input says, not what the title says", () => {
    const command = { kind: "command", shell: "bash", command: "npm publish" };
    assert.deepEqual(asked({ title: "List files", kind: "read", rawInput: { command: "npm publish" } }), [command]);
  });

  it("hold every file of a call's diffs", () => {
    const diff = (path: string) => ({ type: "diff", path, oldText: "a", newText: "b" });
    assert.deepEqual(asked({ kind: "edit", content: [diff("/w/a"), diff("/w/b")] }), [
      { kind: "file_write", path: "/w/a", content: "b" },
      { kind: "file_write", path: "/w/b", content: "b" },
    ]);
  });

  it("are unknown tools where nothing can be read, also when they say that they only read", () => {
    for (const kind of ["read", "execute", "delete", "other", undefined]) {
      assert.deepEqual(asked({ title: "t", kind, rawInput: { x: 1 } }), [
        { kind: "unknown_tool", tool: "t", args: { x: 1 } },
      ]);
    }
  });

  it("read places for what is only read or deleted", () => {
    const locations = [{ path: "/w/a" }];
    assert.deepEqual(asked({ kind: "read", locations }), [{ kind: "file_read", path: "/w/a" }]);
    assert.deepEqual(asked({ kind: "delete", locations }), [{ kind: "file_delete", path: "/w/a" }]);
  });

  it("of files and terminals are what they say", () => {
    assert.deepEqual(actionsOf("fs/write_text_file", { path: "/w/a", content: "x" }), [
      { kind: "file_write", path: "/w/a", content: "x" },
    ]);
    assert.deepEqual(actionsOf("fs/read_text_file", { path: "/w/a" }), [{ kind: "file_read", path: "/w/a" }]);
    assert.deepEqual(actionsOf("terminal/create", { command: "git", args: ["commit", "-m", "it's"] }), [
      { kind: "command", shell: "bash", command: "git commit -m 'it'\\''s'" },
    ]);
  });

  it("with variables for a command, or without a session, are refused", () => {
    const env = [{ name: "X", value: "1" }];
    assert.equal(actionsOf("terminal/create", { command: "ls", env }), undefined);
    assert.equal(readAcpRequest("fs/read_text_file", { path: "/w/a" }, place), undefined);
  });

  it("that ask first and act then are one call", () => {
    const question = readAcpRequest(
      "session/request_permission",
      { sessionId: "s", toolCall: { rawInput: { command: "ls" } } },
      place,
    );
    const deed = readAcpRequest("terminal/create", { sessionId: "s", command: "ls" }, place);
    assert.deepEqual(question, deed);
  });

  it("never make the reader throw", () => {
    fc.assert(
      fc.property(fc.constantFrom(...heldMethods), fc.anything(), fc.anything(), (method, params, toolCall) => {
        readAcpRequest(method, params, place);
        readAcpRequest(method, { sessionId: "s", toolCall, path: toolCall, command: toolCall }, place);
        permissionAnswer(params, true);
        permissionAnswer({ options: toolCall }, false);
      }),
    );
  });
});

describe("answers to ACP agents", () => {
  const options = [
    { optionId: "x1", name: "Always", kind: "allow_always" },
    { optionId: "x2", name: "Reject", kind: "reject_once" },
    { optionId: "x3", name: "Once", kind: "allow_once" },
  ];

  it("choose by kind, and never an option that lasts", () => {
    assert.deepEqual(permissionAnswer({ options }, true), { outcome: { outcome: "selected", optionId: "x3" } });
    assert.deepEqual(permissionAnswer({ options }, false), { outcome: { outcome: "selected", optionId: "x2" } });
  });

  it("are “cancelled” where there is no option for this once", () => {
    const cancelled = { outcome: { outcome: "cancelled" } };
    assert.deepEqual(permissionAnswer({ options: options.slice(0, 1) }, true), cancelled);
    assert.deepEqual(permissionAnswer({ options: [] }, false), cancelled);
  });
});

describe("ways to start ACP agents", () => {
  it("never name a mode in which the agent asks nobody", () => {
    for (const { words, env } of acpLaunches) {
      assert.doesNotMatch([...words, ...Object.values(env)].join(" "), /yolo|bypass|allow|auto/i);
    }
  });
});
