/** Payloads as the real programs sent them (test/agents runs the same programs): what each adapter makes of them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { agentsBySource } from "../../../src/agents/hookCatalogue.ts";
import type { HookSource } from "../../../src/protocol/messages.ts";

interface Observed {
  readonly agent: string;
  readonly payloads: readonly object[];
}

const workspace = "/home/u/project";
const command = { kind: "command", shell: "bash", command: `touch ${workspace}/shell.txt` };
const mcp = { kind: "mcp_call", server: "lab", tool: "lab_touch", args: { file: `${workspace}/mcp.txt` } };
const read = { kind: "file_read", path: `${workspace}/edit.txt` };

function write(content: string): object {
  return { kind: "file_write", path: `${workspace}/write.txt`, content };
}

/** `end` is the line end that the agent's own form of an edit keeps. */
function edit(end: string): object {
  return { kind: "file_edit", path: `${workspace}/edit.txt`, old_text: `before${end}`, new_text: `after${end}` };
}

/** As a patch says it. */
const patched = { ...edit(""), how: { by: "hunks", hunks: [{ anchors: [], lines: ["-before", "+after"] }] } };

const files: readonly (readonly [file: string, source: HookSource, actions: readonly object[]])[] = [
  ["codex/payloads-0.169.0", "codex-config", [command, write("written"), patched, mcp]],
  ["codex/payloads-0.169.0-by-code", "codex-config", [command, write("written"), patched, mcp]],
  ["copilotCli/payloads-1.0.102", "copilot-hooks", [command, write("written\n"), edit("\n"), mcp]],
  ["gemini/payloads-0.61.0", "gemini-settings", [command, write("written\n"), edit("\n"), mcp]],
  ["qwen/payloads-0.24.4", "qwen-settings", [command, write("written\n"), read, edit("\n"), mcp]],
];

describe("payloads of real programs", () => {
  for (const [file, source, actions] of files) {
    it(`${file}: every call is understood, with its session, folder and exact action`, () => {
      const url = new URL(`../../fixtures/agents/${file}.json`, import.meta.url);
      const { agent, payloads } = JSON.parse(readFileSync(url, "utf8")) as Observed;
      const calls = payloads.map((payload) => {
        const reader = agentsBySource[source]?.find((candidate) => candidate.readPayload(payload));
        assert.equal(reader?.id, agent);
        return reader?.readPayload(payload);
      });
      assert.deepEqual(
        calls.map((call) => call?.actions),
        actions.map((action) => [{ ...action, agent, cwd: workspace }]),
      );
      for (const call of calls) {
        assert.equal(call?.event, "pre-tool");
        assert.equal(call?.cwd, workspace);
        assert.match(call?.sessionId ?? "", /^[0-9a-f-]{36}$/);
      }
    });
  }
});
