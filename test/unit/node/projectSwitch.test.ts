import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { hookInstalls } from "../../../src/agents/installCatalogue.ts";
import { switchedOffIn } from "../../../src/node/projectSwitch.ts";
import { inHome } from "./home.ts";

const switches = hookInstalls.flatMap(({ project }) => project ?? []);

describe("a workspace that switches the gate off", () => {
  const rows: readonly (readonly [agent: string, file: string, text: string])[] = [
    ["claude-code", ".claude/settings.local.json", '{"disableAllHooks":true}'],
    ["codex", ".codex/config.toml", "[features]\nhooks = false\n"],
    ["copilot-cli", ".github/copilot/settings.json", '{"disableAllHooks":true}'],
    ["gemini", ".gemini/settings.json", '{"hooksConfig":{"enabled":false}}'],
    ["qwen", ".qwen/settings.json", '{"disableAllHooks":true}'],
  ];
  for (const [agent, file, text] of rows) {
    it(`is told for ${agent}, with the file and what to do, in any of several folders`, () =>
      inHome((home) => {
        home.write(`w/${file}`, text);
        const folders = [join(home.path, "other"), join(home.path, "w")];
        assert.match(switchedOffIn(folders, agent, switches) ?? "", /settings|config\.toml/);
        assert.equal(switchedOffIn(folders.slice(0, 1), agent, switches), undefined);
        assert.equal(switchedOffIn(folders, "vscode", switches), undefined);
      }));
  }

  it("is not seen where its file is none", () =>
    inHome((home) => {
      mkdirSync(join(home.path, "w/.qwen/settings.json"), { recursive: true });
      assert.equal(switchedOffIn([join(home.path, "w")], "qwen", switches), undefined);
    }));
});
