import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Finding, TextEdit } from "../../../../src/core/model/finding.ts";
import type { InputDocument, Review } from "../../../../src/core/review.ts";
import { rules } from "../../../../src/core/rules/catalogue.ts";
import { readFolder, reviewTexts } from "../../../support/reviewFolder.ts";

const root = join(import.meta.dirname, "../../../fixtures/rules");

describe("rule fixtures", () => {
  for (const { id } of rules) {
    for (const name of readdirSync(join(root, id)).toSorted()) {
      const documents = readFolder(join(root, id, name));
      it(`${id}/${name}: finds what the marks say and nothing else`, () => check(id, name, documents));
      it(`${id}/${name}: each fix removes its finding and leaves a readable file`, () => checkFixes(documents));
    }
  }
});

/** `// want a b`, `# want a`, `<!-- want a -->`: the rules that speak about this line. */
function wanted({ path, text }: InputDocument): string[] {
  return text.split("\n").flatMap((line, index) => {
    const ids = /(?:\/\/|#|<!--) want ((?:[a-z-]+ ?)+)/.exec(line)?.[1] ?? "";
    return ids
      .split(/[^a-z-]+|--+/)
      .filter((id) => /^[a-z]/.test(id))
      .map((id) => `${path}:${index + 1} ${id}`);
  });
}

function found(reviews: ReadonlyMap<string, Review>): string[] {
  return [...reviews].flatMap(([path, { facts, findings }]) =>
    findings.map(({ span, ruleId }) => `${path}:${facts.source.positionAt(span.start).line + 1} ${ruleId}`),
  );
}

async function check(id: string, name: string, documents: readonly InputDocument[]): Promise<void> {
  const wants = documents.flatMap(wanted).toSorted();
  const ofRule = wants.filter((want) => want.endsWith(` ${id}`));
  assert.equal(ofRule.length > 0, name.startsWith("bad-"), "bad fixtures are marked, ok fixtures are not");
  assert.match(name, /^(?:bad|ok)-/);
  assert.deepEqual(found(await reviewTexts(documents)).toSorted(), wants);
}

async function checkFixes(documents: readonly InputDocument[]): Promise<void> {
  for (const [path, review] of await reviewTexts(documents)) {
    for (const finding of review.findings) {
      for (const fix of finding.fixes) {
        const fixed = documents.map((document) => {
          return document.path === path ? { path, text: apply(document.text, fix.edits) } : document;
        });
        const after = (await reviewTexts(fixed)).get(path)?.findings ?? [];
        assert.equal(
          count(after, finding.ruleId),
          count(review.findings, finding.ruleId) - 1,
          `${finding.ruleId}: ${fix.title}`,
        );
        assert.equal(count(after, "unreadable-file"), count(review.findings, "unreadable-file"), fix.title);
      }
    }
  }
}

function count(findings: readonly Finding[], ruleId: string): number {
  return findings.filter((finding) => finding.ruleId === ruleId).length;
}

function apply(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((before, { span, newText }) => before.slice(0, span.start) + newText + before.slice(span.end), text);
}
