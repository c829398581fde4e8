import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { pluginHooks } from "../../../../src/agents/vscode/plugin.ts";

interface Hooks {
  readonly hooks: Readonly<Record<string, readonly { readonly hooks: readonly { readonly command: string }[] }[]>>;
}

describe("VS Code plugin", () => {
  const events = Object.entries((pluginHooks() as Hooks).hooks);
  for (const [event, groups] of events.filter(([name]) => name !== "PreToolUse")) {
    it(`never blocks ${event}, whatever is missing or broken`, () => {
      const command = groups[0]?.hooks[0]?.command ?? "";
      for (const env of [{}, { COUNTERSIGN_NODE: "/nowhere", COUNTERSIGN_HOOK: "x" }, { COUNTERSIGN_GATE: "off" }]) {
        const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", command], {
          env,
          input: "{}",
          encoding: "utf8",
        });
        assert.deepEqual([status, stdout, stderr], [0, "", ""]);
      }
    });
  }

  it("has the hook that the code describes", () => {
    const file = new URL("../../../../plugin/hooks/hooks.json", import.meta.url);
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), pluginHooks());
  });
});
