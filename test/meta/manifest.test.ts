import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { extensionId } from "../../src/core/identity.ts";
import {
  contextKeys,
  hiddenCommands,
  paletteCommands,
  policyLanguageId,
  settingDefaults,
  settingsSection,
  views,
  walkthroughId,
} from "../../src/vscode/ids.ts";
import { chatToolNames } from "../../src/vscode/model/chatToolNames.ts";
import { filesBelow, manifest, manifestText, read, root } from "./repository.ts";

const { contributes } = manifest;
const commands = contributes.commands.map(({ command }) => command);
const properties = Object.assign({}, ...contributes.configuration.map((page) => page.properties)) as Record<
  string,
  { default: unknown; scope?: string; markdownDescription?: string }
>;
const source = filesBelow("src/vscode", ".ts").map(read).join("\n");

describe("manifest", () => {
  it("has the extension id the code names", () => assert.equal(`${manifest.publisher}.${manifest.name}`, extensionId));

  it("declares exactly the commands of ids.ts", () =>
    assert.deepEqual([...commands].sort(), [...paletteCommands, ...hiddenCommands].sort()));

  it("registers each declared command once", () => {
    for (const command of commands) {
      const registrations = source.split(new RegExp(`\\bcommand\\(\\s*"${command.replace(".", "\\.")}"`)).length - 1;
      assert.equal(registrations, 1, command);
    }
  });

  it("declares exactly the tools for chats that the code has", () =>
    assert.deepEqual(
      contributes.languageModelTools.map(({ name }) => name),
      [...chatToolNames],
    ));

  it("hides commands that need an argument from the palette", () => {
    const hidden = contributes.menus.commandPalette
      ?.filter(({ when }) => when === "false")
      .map(({ command }) => command);
    assert.deepEqual([...(hidden ?? [])].sort(), [...hiddenCommands].sort());
  });

  it("gives every command the category Countersign, and no menu an unknown command", () => {
    for (const { command, category } of contributes.commands) assert.equal(category, "Countersign", command);
    for (const item of Object.values(contributes.menus).flat())
      assert.ok(commands.includes(item.command), item.command);
  });

  it("declares exactly the views of ids.ts, each with an icon", () => {
    const declared = Object.values(contributes.views).flat();
    assert.deepEqual(declared.map(({ id }) => id).sort(), Object.values(views).sort());
    for (const view of declared) assert.ok(view.icon, view.id);
  });

  it("declares exactly the settings of ids.ts with their defaults", () => {
    const expected = Object.fromEntries(
      Object.entries(settingDefaults).map(([key, value]) => [`${settingsSection}.${key}`, value]),
    );
    assert.deepEqual(
      Object.fromEntries(Object.entries(properties).map(([key, { default: value }]) => [key, value])),
      expected,
    );
  });

  it("has no setting that a workspace could change", () => {
    for (const [key, { scope }] of Object.entries(properties))
      assert.ok(scope === "application" || scope === "machine", key);
    const restricted = manifest.capabilities.untrustedWorkspaces?.restrictedConfigurations;
    assert.deepEqual([...(restricted ?? [])].sort(), Object.keys(properties).sort());
  });

  it("uses only context keys of ids.ts", () => {
    const settingsAndViews = [...Object.keys(properties), ...Object.values(views), ...commands];
    const clauses = [...manifestText.matchAll(/"(?:when|onContext:[^"]*)":? ?"?([^"]*)"/g)].map((match) => match[0]);
    const used = new Set(clauses.flatMap((clause) => clause.match(/countersign\.\w+(?:\.\w+)?/g) ?? []));
    const unknown = [...used].filter((key) => !contextKeys.includes(key as never) && !settingsAndViews.includes(key));
    assert.deepEqual(unknown, []);
    for (const key of contextKeys) assert.ok(used.has(key), `${key} is set and used by nothing`);
  });

  it("links only to commands that exist from its welcome texts and walkthrough", () => {
    const links = [...read("package.nls.json").matchAll(/command:(countersign\.[\w.]+)/g)].map(
      (match) => match[1] ?? "",
    );
    assert.ok(links.length > 5);
    const focus = Object.values(views).map((view) => `${view}.focus`);
    assert.deepEqual(
      links.filter((link) => !commands.includes(link) && !focus.includes(link)),
      [],
    );
  });

  it("has a walkthrough of five steps, each with a picture and an end", () => {
    const [walkthrough, ...others] = contributes.walkthroughs;
    assert.deepEqual([walkthrough?.id, others.length, walkthrough?.steps.length], [walkthroughId, 0, 5]);
    for (const { id, media, completionEvents } of walkthrough?.steps ?? []) {
      assert.ok(existsSync(join(root, media.svg)), id);
      assert.equal(completionEvents.length, 1, id);
      const [kind, what = ""] = completionEvents[0]?.split(":") ?? [];
      const known = kind === "onCommand" ? commands : kind === "onView" ? Object.values(views) : contextKeys;
      assert.ok((known as readonly string[]).includes(what), `${id}: ${what}`);
    }
  });

  it("gives the policy language its files and grammar", () => {
    assert.deepEqual(
      contributes.languages.map(({ id }) => id),
      [policyLanguageId],
    );
    assert.deepEqual(contributes.languages[0]?.filenames, [
      "countersign.yaml",
      ".countersign.yaml",
      "countersign.test.yaml",
      ".countersign.test.yaml",
    ]);
    const own = contributes.grammars.filter(({ language }) => language !== undefined);
    assert.deepEqual(
      own.map(({ language }) => language),
      [policyLanguageId],
    );
  });

  it("has the grammars it names, under the names they have", () => {
    for (const { path, scopeName } of contributes.grammars) {
      assert.equal(JSON.parse(read(path)).scopeName, scopeName, path);
    }
    assert.equal(contributes.grammars.length, filesBelow("syntaxes", ".tmLanguage.json").length);
  });

  it("says limited, with words, for untrusted and virtual workspaces, and cleans up when uninstalled", () => {
    for (const { supported, description } of Object.values(manifest.capabilities)) {
      assert.equal(supported, "limited");
      assert.match(description, /^%.+%$/);
    }
    assert.equal(manifest.scripts["vscode:uninstall"], "node ./dist/uninstall.js");
    for (const { path } of contributes.chatPlugins) assert.ok(existsSync(join(root, path)), path);
  });
});
