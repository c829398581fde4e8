import assert from "node:assert/strict";
import type { DocumentFacts } from "../../../../src/core/discover/facts.ts";
import type { ToolDefinition } from "../../../../src/core/model/definition.ts";
import { SourceText } from "../../../../src/core/model/span.ts";
import { toolsOfServer } from "../../../../src/core/permissions/serverTools.ts";

const place = { home: "/home/u", workspace: "/ws", platform: "linux" } as const;

function document(path: string): DocumentFacts {
  const tool: ToolDefinition = {
    kind: "tool",
    format: "mcp-ts",
    language: "typescript",
    name: "post_reply",
    span: { start: 2, end: 5 },
    effects: [{ effect: "send-outward", origin: "code", because: "fetch" }],
    confirmation: { confirmed: "never" },
  };
  return {
    source: new SourceText(path, "a\nbcde\n"),
    definitions: [tool],
    permissionRules: [],
    settings: [],
    problems: [],
  };
}

describe("toolsOfServer", () => {
  const found: readonly [path: string, command: string, args: readonly string[], cwd?: string][] = [
    ["servers/forum.ts", "tsx", ["servers/forum.ts"]],
    ["servers/forum.ts", "node", ["${workspaceFolder}/servers/forum.ts"]],
    ["servers/forum.ts", "node", ["/ws/servers/forum.ts"]],
    ["src/forum.ts", "node", ["dist/forum.js"]],
    ["infra/server.py", "python", ["-m", "infra.server"]],
    ["infra/server.py", "uv", ["run", "--directory", "infra", "server.py"]],
    ["infra/server.py", "python3", ["server.py"], "infra"],
  ];
  for (const [path, command, args, cwd] of found) {
    it(`finds ${path} behind ${command} ${args.join(" ")}`, () => {
      assert.deepEqual(toolsOfServer({ command, args, cwd }, [document(path)], place), [
        { name: "post_reply", effects: ["send-outward"], confirmed: "never", path: `/ws/${path}`, line: 1 },
      ]);
    });
  }

  it("finds nothing for a package, another file or a file outside", () => {
    for (const args of [["-y", "some-server"], ["elsewhere/other.ts"], ["../servers/forum.ts"]]) {
      assert.deepEqual(toolsOfServer({ command: "npx", args }, [document("servers/forum.ts")], place), []);
    }
  });
});
