import assert from "node:assert/strict";
import type { DocumentFacts } from "../../../../src/core/discover/facts.ts";
import { mcpConfig } from "../../../../src/core/discover/files/mcpConfig.ts";
import type { Confirmed, ToolDefinition } from "../../../../src/core/model/definition.ts";
import { SourceText } from "../../../../src/core/model/span.ts";
import { toolEffectsIn } from "../../../../src/core/permissions/toolEffects.ts";
import { testInspection } from "../../../support/inspection.ts";

const place = { home: "/home/u", workspace: "/ws", platform: "linux" } as const;

function facts(path: string, definitions: DocumentFacts["definitions"]): DocumentFacts {
  return { source: new SourceText(path, "a\nb\n"), definitions, permissionRules: [], settings: [], problems: [] };
}

function tool(name: string, confirmed: Confirmed): ToolDefinition {
  return {
    kind: "tool",
    format: "mcp-ts",
    language: "typescript",
    name,
    span: { start: 0, end: 1 },
    effects: [{ effect: "send-outward", origin: "code", because: "fetch" }],
    confirmation: { confirmed },
  };
}

describe("toolEffectsIn", () => {
  let documents: readonly DocumentFacts[];
  before(async () => {
    const config = new SourceText(
      ".mcp.json",
      '{"mcpServers":{"forum":{"command":"tsx","args":["servers/forum.ts"]}}}',
    );
    const servers = mcpConfig.inspect(config, await testInspection("javascript")).definitions ?? [];
    documents = [
      facts(".mcp.json", servers),
      facts("servers/forum.ts", [tool("post", "never"), tool("post_asked", "always")]),
      facts("other/server.ts", [tool("elsewhere", "never")]),
    ];
  });

  it("tells what a tool of a configured server does, and whether a person confirms it", () => {
    const known = toolEffectsIn(documents, place);
    assert.deepEqual(known("forum", "post"), { effects: ["send-outward"], confirmed: false });
    assert.deepEqual(known("forum", "post_asked"), { effects: ["send-outward"], confirmed: true });
  });

  it("knows nothing of other servers and of tools that are not the server's", () => {
    const known = toolEffectsIn(documents, place);
    assert.equal(known("github", "post"), undefined);
    assert.equal(known("forum", "elsewhere"), undefined);
  });
});
