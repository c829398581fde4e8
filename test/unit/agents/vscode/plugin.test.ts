import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pluginHooks } from "../../../../src/agents/vscode/plugin.ts";

describe("VS Code plugin", () => {
  it("has the hook that the code describes", () => {
    const file = new URL("../../../../plugin/hooks/hooks.json", import.meta.url);
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), pluginHooks());
  });
});
