import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pluginHooks } from "../../../src/agents/vscode/plugin.ts";
import { keepPluginFiles, pluginFolders } from "../../../src/node/pluginFiles.ts";

const hooks = `${JSON.stringify(pluginHooks())}\n`;

describe("the files of the plugin for VS Code's agent", () => {
  let extension: string;
  const pathOf = (name: string) => join(extension, name);
  const hookFiles = pluginFolders.map((folder) => `${folder}/hooks/hooks.json`);

  function put(content = hooks): void {
    const manifests = pluginFolders.map((folder) => `${folder}/.claude-plugin/plugin.json`);
    const texts = [...hookFiles.map((file) => [file, content]), ...manifests.map((file) => [file, "{}"])];
    for (const [file, text] of [["package.json", "{}"], ...texts] as [string, string][]) {
      mkdirSync(dirname(pathOf(file)), { recursive: true });
      writeFileSync(pathOf(file), text);
    }
  }

  /** As an installation does: the old folder goes, and the new one takes its name. */
  function putAgain(content?: string): void {
    renameSync(extension, `${extension}.old`);
    put(content);
    rmSync(`${extension}.old`, { recursive: true });
  }

  const readHooks = () => hookFiles.map((file) => readFileSync(pathOf(file), "utf8"));

  beforeEach(() => {
    extension = join(mkdtempSync(join(tmpdir(), "countersign-plugin-")), "extension");
    put();
  });

  afterEach(() => rmSync(dirname(extension), { recursive: true, force: true }));

  it("are left alone while nothing changes", () => {
    const plugin = keepPluginFiles(extension);
    assert.deepEqual([plugin.look(), plugin.look()], ["same", "same"]);
  });

  it("are read anew once when the extension was put there again", () => {
    const plugin = keepPluginFiles(extension);
    putAgain();
    assert.deepEqual([plugin.look(), plugin.look()], ["renewed", "same"]);
  });

  it("come in another wording with another build", () => {
    const plugin = keepPluginFiles(extension);
    const other = hooks.replace('"timeout":3600', '"timeout":1800');
    putAgain(other);
    assert.equal(plugin.look(), "renewed");
    assert.deepEqual(readHooks(), [other, other]);
  });

  for (const [what, content] of [
    ["names no hook", '{ "hooks": {} }'],
    ["is no JSON", "hooks"],
  ] as const) {
    it(`are put back when one ${what}, whatever came with it`, () => {
      const plugin = keepPluginFiles(extension);
      putAgain(content);
      assert.equal(plugin.look(), "renewed");
      assert.deepEqual(readHooks(), [hooks, hooks]);
    });

    it(`are put back when one is changed in its place and ${what}`, () => {
      const plugin = keepPluginFiles(extension);
      writeFileSync(pathOf(hookFiles[0] as string), content);
      assert.deepEqual([plugin.look(), plugin.look()], ["restored", "same"]);
      assert.deepEqual(readHooks(), [hooks, hooks]);
    });
  }

  it("are put back when they are removed", () => {
    const plugin = keepPluginFiles(extension);
    for (const folder of pluginFolders) rmSync(pathOf(folder), { recursive: true });
    assert.deepEqual([plugin.look(), plugin.look()], ["restored", "same"]);
    assert.deepEqual(readHooks(), [hooks, hooks]);
  });

  it("are not made again where the extension is gone, and are read anew when it comes back", () => {
    const plugin = keepPluginFiles(extension);
    renameSync(extension, `${extension}.away`);
    assert.equal(plugin.look(), "gone");
    assert.throws(readHooks);
    put();
    assert.deepEqual([plugin.look(), plugin.look()], ["renewed", "same"]);
  });
});
