import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { claudeCodeInstall } from "../../../src/agents/claudeCode/install.ts";
import type { HeldCall } from "../../../src/core/model/heldCall.ts";
import { createInstaller } from "../../../src/node/installer.ts";
import { createSettingsGuard } from "../../../src/node/settingsGuard.ts";
import { type Home, inHome } from "./home.ts";

interface Change {
  readonly name: string;
  readonly expected: "allow" | "deny";
  change(home: Home, settings: string): void;
  readonly changedPath?: string;
}

const changes: readonly Change[] = [
  { name: "nothing that matters", expected: "allow", change: (_home, file) => edit(file, '"model": "b",') },
  {
    name: "a project that adds a permission",
    expected: "allow",
    change: ({ write }) => write("w/.claude/settings.json", '{"permissions":{}}'),
  },
  { name: "an empty project file", expected: "allow", change: ({ write }) => write("w/.claude/settings.json", "") },
  { name: "the user's file is gone", expected: "deny", change: (_home, file) => rmSync(file) },
  { name: "our entry is gone", expected: "deny", change: (_home, file) => writeFileSync(file, "{}") },
  {
    name: "our entry is shortened",
    expected: "deny",
    change: (_home, file) => writeFileSync(file, readFileSync(file, "utf8").replace("3600", "1")),
  },
  {
    name: "our entry is on another matcher",
    expected: "deny",
    change: (_home, file) => writeFileSync(file, readFileSync(file, "utf8").replace('"*"', '"Nothing"')),
  },
  { name: "the user's file is broken", expected: "deny", change: (_home, file) => writeFileSync(file, "{") },
  {
    name: "the user's file switches hooks off",
    expected: "deny",
    change: (_home, file) => edit(file, '"disableAllHooks": true,'),
  },
  {
    name: "the project switches hooks off",
    expected: "deny",
    change: ({ write }) => write("w/.claude/settings.json", '{"disableAllHooks":true}'),
  },
  {
    name: "the local file switches hooks off",
    expected: "deny",
    change: ({ write }) => write("w/.claude/settings.local.json", '{"disableAllHooks":"yes"}'),
  },
  {
    name: "another project's file switches hooks off",
    expected: "deny",
    changedPath: "v/.claude/settings.json",
    change: ({ write }) => write("v/.claude/settings.json", '{"disableAllHooks":true}'),
  },
  {
    name: "the project's file is broken",
    expected: "deny",
    change: ({ write }) => write("w/.claude/settings.json", "{"),
  },
];

function edit(file: string, text: string): void {
  writeFileSync(file, readFileSync(file, "utf8").replace("{", `{ ${text}`));
}

function callIn(home: Home, changedPath?: string): HeldCall {
  return {
    agent: "claude-code",
    event: "config-change",
    tool: "ConfigChange",
    cwd: join(home.path, "w"),
    actions: [],
    ...(changedPath ? { changedPath: join(home.path, changedPath) } : {}),
  };
}

describe("settings guard", () => {
  for (const { name, expected, change, changedPath } of changes) {
    it(`${expected === "deny" ? "rejects" : "accepts"}: ${name}`, () =>
      inHome((home) => {
        const file = home.write(".claude/settings.json", '{ "model": "a" }');
        createInstaller(home.locations, () => 1).install(claudeCodeInstall);
        change(home, file);
        const verdict = createSettingsGuard(home.locations, claudeCodeInstall)(callIn(home, changedPath));
        assert.equal(verdict.decision, expected);
        if (expected === "deny") assert.match(verdict.reasons[0]?.message ?? "", /switch Countersign off/);
      }));
  }

  it("accepts the removal that the person asked for", () =>
    inHome((home) => {
      home.write(".claude/settings.json", "{}");
      const installer = createInstaller(home.locations, () => 1);
      installer.install(claudeCodeInstall);
      installer.remove(claudeCodeInstall);
      assert.equal(createSettingsGuard(home.locations, claudeCodeInstall)(callIn(home)).decision, "allow");
    }));
});
