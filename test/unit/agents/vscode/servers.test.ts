/** VS Code names the tools of a server after what the server says of itself: one can pass for another. */
import assert from "node:assert/strict";
import { vscode } from "../../../../src/agents/vscode/agent.ts";
import { mcpToolName } from "../../../../src/agents/vscode/tools.ts";
import { inputOf } from "../../../support/agreement/recording.ts";

const called = (tool: string) =>
  vscode
    .readPayload({
      timestamp: "2026-11-26T00:38:42.859Z",
      hook_event_name: "PreToolUse",
      session_id: "s",
      transcript_path: "/u/workspaceStorage/x/GitHub.copilot-chat/transcripts/s.jsonl",
      cwd: "/ws",
      tool_name: tool,
      tool_input: {},
      tool_use_id: "call_x__vscode-1795221500690",
    })
    ?.actions.map((action) => (action.kind === "mcp_call" ? `${action.server}/${action.tool}` : action.kind));

describe("servers of VS Code that call themselves alike", () => {
  it("are told apart by a number alone, and the hook is told no other name", () => {
    // Two entries of mcp.json whose server says "lab" of itself, as they were seen.
    assert.deepEqual(called("mcp_lab_lab_touch"), ["lab/lab_touch"]);
    assert.deepEqual(called("mcp_lab2_lab_touch"), ["lab2/lab_touch"]);
  });

  it("have names of 18 characters at most before the tool's own", () => {
    const names: readonly (readonly [server: string, name: string])[] = [
      ["lab", "mcp_lab_touch"],
      ["lab two", "mcp_lab_two_touch"],
      ["lab.three", "mcp_lab.three_touch"],
      ["Lab", "mcp_lab_touch"],
      ["lab-with-a-very-long-name", "mcp_lab-with-a-ve_touch"],
      ["lab-with-a-very-different-name", "mcp_lab-with-a-ve_touch"],
    ];
    for (const [server, name] of names) assert.equal(mcpToolName(server, "touch"), name);
  });

  it("are each asked about by the name of their entry, as the settings have it", () => {
    const entry = { type: "stdio", command: "node", args: ["server.mjs"] };
    const names = ["lab", "lab two", "lab.three", "lab-with-a-very-long-name"];
    const files = {
      "$HOME/.config/Code/User/mcp.json": JSON.stringify({
        servers: Object.fromEntries(names.map((name) => [name, entry])),
      }),
      "$WS/.vscode/mcp.json": JSON.stringify({ servers: { here: entry } }),
    };
    const input = inputOf(vscode, { files });
    for (const server of [...names, "here"])
      assert.equal(vscode.explain({ kind: "mcp_call", server, tool: "lab_touch" }, input).outcome, "ask", server);
    // A number behind a name is no entry: which server it would be cannot be told.
    assert.equal(vscode.explain({ kind: "mcp_call", server: "lab2", tool: "lab_touch" }, input).outcome, "unknown");
  });

  it("are a limit that the tree tells", () => {
    const limit = vscode.limits?.find(({ id }) => id === "server-name");
    assert.match(limit?.why ?? "", /name that the server says of itself/);
  });
});
