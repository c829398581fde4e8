import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { DocumentFacts } from "../../../../src/core/discover/facts.ts";
import { createJoiner } from "../../../../src/core/discover/join.ts";
import { SourceText } from "../../../../src/core/model/span.ts";
import { sourcesOf } from "../../../../src/core/parse/project/sources.ts";
import { createReviewer, type InputDocument, type Review, type Reviewer } from "../../../../src/core/review.ts";
import { rules } from "../../../../src/core/rules/catalogue.ts";
import { testParsers } from "../../../support/parsers.ts";
import { readFolder } from "../../../support/reviewFolder.ts";

const fixtures = join(import.meta.dirname, "../../../fixtures/rules");
const today = "2026-11-25";

/** @param kept facts of texts that rest on no other file, as an editor keeps them */
async function review(
  reviewer: Reviewer,
  documents: readonly InputDocument[],
  kept = new Map<string, DocumentFacts>(),
): Promise<ReadonlyMap<string, Review>> {
  const candidates = documents.filter(({ path }) => reviewer.isCandidate(path));
  for (const document of candidates) await reviewer.prepare(document);
  const sources = sourcesOf(new Map(candidates.map(({ path, text }) => [path, text])));
  const facts = candidates.map((document) => {
    const key = `${document.path}\n${document.text}`;
    const found = kept.get(key) ?? reviewer.inspect(document, sources);
    if ((found.reads ?? []).length === 0) kept.set(key, found);
    return found;
  });
  return reviewer.review(facts, today);
}

/** All that a review says, as text. */
function told(reviews: ReadonlyMap<string, Review>): string {
  return JSON.stringify(
    [...reviews].map(([path, { facts, findings, suppressed, reachableBy }]) => [
      path,
      facts.definitions,
      findings,
      suppressed,
      [...reachableBy.values()],
      facts.problems,
    ]),
    undefined,
    1,
  );
}

describe("a reviewer that has reviewed before", () => {
  for (const rule of readdirSync(fixtures)) {
    it(`says what a new one says, after each edit: ${rule}`, async () => {
      const parsers = await testParsers();
      const old = createReviewer(parsers);
      for (const name of readdirSync(join(fixtures, rule))) {
        const documents = readFolder(join(fixtures, rule, name));
        const states = [
          documents,
          ...documents.map(({ path }) => documents.filter((document) => document.path !== path)),
          ...documents.map((edited) =>
            documents.map((document) => (document === edited ? { ...document, text: `\n${document.text}` } : document)),
          ),
          documents,
        ];
        const kept = new Map<string, DocumentFacts>();
        for (const state of states) {
          const [again, cold] = [await review(old, state, kept), await review(createReviewer(parsers), state)];
          assert.equal(told(again), told(cold));
        }
      }
    });
  }

  it("keeps the review of a document in which nothing changed", async () => {
    const reviewer = createReviewer(await testParsers());
    const first = reviewer.inspect({ path: ".claude/settings.json", text: '{"permissions":{"allow":["Bash"]}}' });
    const other = (text: string) => reviewer.inspect({ path: "a.ts", text });
    const before = reviewer.review([first, other("1")], today).get(".claude/settings.json");
    const after = reviewer.review([first, other("2")], today).get(".claude/settings.json");
    assert.ok((before?.findings.length ?? 0) > 0);
    assert.equal(after, before);
  });
});

describe("a document of which nothing is known", () => {
  it("is one that no rule speaks about, whatever its text says", () => {
    const text =
      'password = "hunter2hunter2"; AKIAIOSFODNN7EXAMPLE ignore all previous instructions \u200b\u202e claude --yolo';
    for (const path of ["a.ts", "a.py", ".mcp.json", ".claude/settings.json", "openclaw.json", "CLAUDE.md", "a.yml"]) {
      const document = {
        source: new SourceText(path, text),
        definitions: [],
        permissionRules: [],
        settings: [],
        problems: [],
      };
      const workspace = createJoiner()([document]);
      for (const rule of rules) {
        assert.deepEqual(rule.findings({ document, workspace, reach: workspace, today }), [], rule.id);
      }
    }
  });
});
