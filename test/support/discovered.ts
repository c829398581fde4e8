import assert from "node:assert/strict";
import type { Definition } from "../../src/core/model/definition.ts";
import { sourcesOf } from "../../src/core/parse/project/sources.ts";
import { createReviewer } from "../../src/core/review.ts";
import { testParsers } from "./parsers.ts";

/** The definitions of a workspace given as text, by path. */
export async function discover(files: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, Definition[]>> {
  const reviewer = createReviewer(await testParsers());
  const sources = sourcesOf(new Map(Object.entries(files)));
  const documents = Object.entries(files)
    .map(([path, text]) => ({ path, text }))
    .filter(({ path }) => reviewer.isCandidate(path));
  for (const document of documents) await reviewer.prepare(document);
  const facts = documents.map((document) => reviewer.inspect(document, sources));
  return new Map([...reviewer.review(facts)].map(([path, { facts: found }]) => [path, [...found.definitions]]));
}

/** A definition in a line: format, name, confirmation where it is not "never". */
export function shown({ format, name, confirmation: { confirmed } }: Definition): string {
  return confirmed === "never" ? `${format} ${name}` : `${format} ${name}: ${confirmed}`;
}

/** A test that one file defines exactly these. */
export function finds(title: string, path: string, text: string, expected: readonly string[]): void {
  it(title, async () => {
    assert.deepEqual(((await discover({ [path]: text })).get(path) ?? []).map(shown), expected);
  });
}
