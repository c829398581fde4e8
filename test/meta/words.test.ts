import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { effectWords } from "../../src/core/model/effect.ts";
import { chatToolNames } from "../../src/vscode/model/chatToolNames.ts";
import { filesBelow, manifestText, read, root } from "./repository.ts";

/** Texts handed to `l10n.t` or to a parameter `t` of the same kind, as literals. */
function translatedTexts(): string[] {
  return surfaces().flatMap((file) =>
    [...read(file).matchAll(/(?<![\w.])(?:l10n\.)?t\(\s*"((?:[^"\\]|\\.)*)"/g)].map(
      (match) => JSON.parse(`"${match[1]}"`) as string,
    ),
  );
}

/** What people read in the editor is written there, or where the command line reads it too. */
function surfaces(): readonly string[] {
  return ["src/vscode", "src/core/pages", "src/core/display"].flatMap((folder) => filesBelow(folder, ".ts"));
}

describe("words", () => {
  it("defines exactly the manifest strings that are used", () => {
    const used = new Set([...manifestText.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]));
    assert.deepEqual(Object.keys(JSON.parse(read("package.nls.json"))).sort(), [...used].sort());
  });

  it("leaves no manifest text outside package.nls.json", () => {
    const literal = /"(?:title|displayName|description|markdownDescription|contents|altText|name)": "(?!%)([^"]+)"/g;
    const allowed = new Set(["countersign", "Countersign", ...chatToolNames]);
    assert.deepEqual(
      [...manifestText.matchAll(literal)].map((match) => match[1]).filter((text) => !allowed.has(text ?? "")),
      [],
    );
  });

  it("lists every text of the editor's surface for translators", () => {
    const words = Object.values(effectWords).flatMap(({ verb, explanation }) => [verb, explanation]);
    const expected = [...new Set([...translatedTexts(), ...words])].sort();
    assert.ok(expected.length > 100);
    if (process.env.ACCEPT_GOLDEN === "1") accept(expected);
    const bundle = JSON.parse(read("l10n/bundle.l10n.json")) as Record<string, string>;
    assert.deepEqual(Object.keys(bundle).sort(), expected, "accept with ACCEPT_GOLDEN=1");
    for (const [key, value] of Object.entries(bundle)) assert.equal(value, key);
  });

  it("never joins a text for translation from parts", () => {
    const parts = surfaces().filter((file) => /(?<![\w.])(?:l10n\.)?t\(\s*(?:`|"[^"]*"\s*\+)/.test(read(file)));
    assert.deepEqual(parts, []);
  });
});

function accept(texts: readonly string[]): void {
  const bundle = Object.fromEntries(texts.map((text) => [text, text]));
  writeFileSync(join(root, "l10n/bundle.l10n.json"), `${JSON.stringify(bundle, undefined, 2)}\n`);
}
