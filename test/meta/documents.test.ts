import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { filesBelow, read, root } from "./repository.ts";

const documents = readdirSync(root).filter((name) => name.endsWith(".md"));
const topFolders = ["src", "test", "media", "scripts", "syntaxes", "demo", "l10n", "plugin", "plugin-again", ".ci"];

/** Paths in backticks that start with a folder of ours: `src/core/review.ts`. Patterns and placeholders are not paths. */
function pathsIn(document: string): string[] {
  return [...read(document).matchAll(/`([\w.@-]+(?:\/[\w.@-]+)*\/?)`/g)]
    .map((match) => match[1] ?? "")
    .filter((path) => topFolders.some((folder) => path.startsWith(`${folder}/`)));
}

function linksIn(document: string): string[] {
  return [...read(document).matchAll(/\]\((?!https?:|#|mailto:|command:)([^)#\s]+)/g)].map((match) => match[1] ?? "");
}

describe("documents", () => {
  it("exist", () => assert.ok(documents.includes("README.md") && documents.includes("CHANGELOG.md")));

  it("name only paths that exist", () => {
    const missing = documents.flatMap((document) =>
      pathsIn(document)
        .filter((path) => !existsSync(join(root, path)))
        .map((path) => `${document}: ${path}`),
    );
    assert.deepEqual(missing, []);
  });

  it("link only to files that exist", () => {
    const all = [...documents, ...filesBelow("docs", ".md"), ...filesBelow("media", ".md")];
    const missing = all.flatMap((document) =>
      linksIn(document)
        .filter((link) => !existsSync(join(root, dirname(document), link)))
        .map((link) => `${document}: ${link}`),
    );
    assert.deepEqual(missing, []);
  });
});
