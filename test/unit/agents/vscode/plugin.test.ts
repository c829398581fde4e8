import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { pluginHooks } from "../../../../src/agents/vscode/plugin.ts";
import { pluginFolders } from "../../../../src/node/pluginFiles.ts";

interface Hooks {
  readonly hooks: Readonly<
    Record<
      string,
      readonly { readonly hooks: readonly { readonly command: string; readonly env?: Record<string, string> }[] }[]
    >
  >;
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
    for (const folder of pluginFolders) {
      const file = new URL(`../../../../${folder}/hooks/hooks.json`, import.meta.url);
      assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), pluginHooks());
    }
  });

  it("is the same in both folders", () => {
    const [first, second] = pluginFolders.map((folder) =>
      readFileSync(new URL(`../../../../${folder}/.claude-plugin/plugin.json`, import.meta.url), "utf8"),
    );
    assert.equal(first, second);
  });

  it("takes what shells and loaders run first from every hook's environment", () => {
    for (const [event, groups] of events) {
      const env = groups[0]?.hooks[0]?.env ?? {};
      assert.ok("LD_AUDIT" in env && "LD_LIBRARY_PATH" in env && "BASH_ENV" in env, event);
      assert.ok(
        Object.values(env).every((value) => value === ""),
        event,
      );
    }
  });
});
