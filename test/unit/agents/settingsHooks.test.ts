import assert from "node:assert/strict";
import { claudeCodeInstall } from "../../../src/agents/claudeCode/install.ts";
import { copilotCliInstall } from "../../../src/agents/copilotCli/install.ts";
import { geminiInstall } from "../../../src/agents/gemini/install.ts";
import type { HookInstall } from "../../../src/agents/hookInstall.ts";
import { qwenInstall } from "../../../src/agents/qwen/install.ts";
import { sha256 } from "../../support/auditEntries.ts";

const launcher = "/home/u/.countersign/bin/hook";

function installed(target: HookInstall, text: string): string {
  const { value } = target.add(text, launcher, false, at);
  assert.ok(value);
  return value.text;
}

const at = { file: "/home/u/settings.json", sha256 };
const state = (target: HookInstall, text: string) => target.state(text, launcher, false, at);

const rows: readonly (readonly [target: HookInstall, settings: string, state: string])[] = [
  [claudeCodeInstall, "{}", "present"],
  [claudeCodeInstall, '{ "disableAllHooks": true }', "switched-off"],
  [qwenInstall, '{ "disableAllHooks": false }', "present"],
  [qwenInstall, '{ "disableAllHooks": "yes" }', "switched-off"],
  [geminiInstall, '{ "hooksConfig": { "enabled": true } }', "present"],
  [geminiInstall, '{ "hooksConfig": { "enabled": false } }', "switched-off"],
  [geminiInstall, '{ "hooksConfig": { "disabled": ["other"] } }', "present"],
  [geminiInstall, '{ "hooksConfig": { "disabled": ["other", "countersign"] } }', "switched-off"],
];

describe("the gate in files of settings", () => {
  for (const [target, settings, expected] of rows) {
    it(`${target.title} is ${expected} with ${settings}`, () => {
      assert.equal(state(target, installed(target, settings)), expected);
    });

    it(`${target.title} is altered when its time is changed, with ${settings}`, () => {
      const changed = installed(target, settings).replace(/"timeout": ?\d+/, '"timeout": 1');
      assert.equal(state(target, changed), "altered");
    });
  }

  it("gives each agent its time in its own unit, and Qwen Code's hook answers before its minute is over", () => {
    const handler = (target: HookInstall, event: string) =>
      JSON.parse(installed(target, "")).hooks[event][0].hooks[0] as { timeout: number; command: string };
    assert.equal(handler(geminiInstall, "BeforeTool").timeout, 3_600_000);
    const qwen = handler(qwenInstall, "PreToolUse");
    assert.equal(qwen.timeout, 60_000);
    const patience = Number(/--patience (\d+)/.exec(qwen.command)?.[1]);
    assert.ok(patience > 0 && patience <= 50_000, "ten seconds for a busy machine to start programs in");
  });
});

describe("what in a workspace switches the gate off", () => {
  const switches: readonly (readonly [target: HookInstall, text: string, says: RegExp | undefined])[] = [
    [claudeCodeInstall, '{ "disableAllHooks": true }', /disableAllHooks/],
    [claudeCodeInstall, '{ "disableAllHooks": false }', undefined],
    [copilotCliInstall, '{ "disableAllHooks": true }', /disableAllHooks/],
    [qwenInstall, '{ "disableAllHooks": 1 }', /disableAllHooks/],
    [geminiInstall, '{ "hooksConfig": { "enabled": false } }', /hooksConfig\.enabled/],
    [geminiInstall, '{ "hooksConfig": { "disabled": ["countersign"] } }', /hooksConfig\.disabled/],
    [geminiInstall, "{ broken", undefined],
    [qwenInstall, "", undefined],
  ];
  for (const [target, text, says] of switches) {
    it(`${target.title}: ${text} ${says ? "does" : "does not"}`, () => {
      const found = target.project?.switchedOff(text);
      if (says) assert.match(found ?? "", says);
      else assert.equal(found, undefined);
    });
  }
});
