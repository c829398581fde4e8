import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { InputDocument } from "../../../../src/core/review.ts";
import { rules } from "../../../../src/core/rules/catalogue.ts";
import { mappings } from "../../../../src/core/rules/mappings.ts";
import { reviewTexts } from "../../../support/reviewFolder.ts";

const root = join(import.meta.dirname, "../../../..");
const headings = [
  "What it finds",
  "Why it matters",
  "Bad",
  "Good",
  "How to fix",
  "When not to use it",
  "Known gaps",
  "References",
];

describe("rule catalogue", () => {
  const ids = rules.map(({ id }) => id);

  it("is in alphabetical order without doubles", () => {
    assert.deepEqual(ids, [...new Set(ids)].toSorted());
  });

  it("has a file, a page and fixtures for each rule, and none besides", () => {
    const named = (folder: string, suffix: string) =>
      readdirSync(join(root, folder))
        .filter((name) => name.includes("-"))
        .map((name) => name.replace(suffix, ""))
        .toSorted();
    assert.deepEqual(named("src/core/rules", ".ts"), ids);
    assert.deepEqual(named("media/rules", ".md"), ids);
    assert.deepEqual(named("test/fixtures/rules", ""), ids);
  });

  it("says for each rule where it stands in the lists of others", () => {
    assert.deepEqual(Object.keys(mappings).toSorted(), ids);
    for (const { asi, mcp, atlas } of Object.values(mappings)) {
      assert.ok(asi.length > 0 && asi.every((one) => /^ASI(?:0[1-9]|10)$/.test(one)));
      assert.ok(mcp.every((one) => /^MCP(?:0[1-9]|10)$/.test(one)));
      assert.ok(atlas.every((one) => /^AML\.T\d{4}(?:\.\d{3})?$/.test(one)));
    }
  });

  it("covers every entry of the OWASP list for agents that a file can show", () => {
    const covered = new Set(Object.values(mappings).flatMap(({ asi }) => asi));
    const all = Array.from({ length: 10 }, (_, index) => `ASI${String(index + 1).padStart(2, "0")}`);
    assert.deepEqual(
      all.filter((one) => !covered.has(one)),
      [],
    );
  });

  for (const { id, docs, messages } of rules) {
    it(`${id}: has bad and ok fixtures`, () => {
      const names = readdirSync(join(root, "test/fixtures/rules", id));
      assert.ok(names.some((name) => name.startsWith("bad-")));
      assert.ok(names.some((name) => name.startsWith("ok-")));
    });

    it(`${id}: has a page with every heading in order`, () => {
      const page = readFileSync(join(root, docs), "utf8");
      assert.ok(page.startsWith(`# ${id}\n`));
      const found = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
      assert.deepEqual(found, headings);
    });

    it(`${id}: the bad example of its page is found, the good one is clean of it`, async () => {
      const page = readFileSync(join(root, docs), "utf8");
      const speaks = async (heading: string) => {
        const reviews = await reviewTexts(examples(page, heading));
        return [...reviews.values()].some(({ findings }) => findings.some(({ ruleId }) => ruleId === id));
      };
      assert.equal(await speaks("Bad"), true);
      assert.equal(await speaks("Good"), false);
    });

    it(`${id}: messages are sentences that end`, () => {
      for (const message of Object.values(messages)) assert.match(message, /^(?:\{problem\}|[“A-Z{].*\.)$/);
    });
  }
});

/** The fenced examples of a section; the word after the language is the path. */
function examples(page: string, heading: string): InputDocument[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  return [...section.matchAll(/^```\w+ (\S+)\n([\s\S]*?)\n```$/gm)].map(([, path = "", text = ""]) => ({ path, text }));
}
