import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { createReviewer, type InputDocument, type Review } from "../../src/core/review.ts";
import { testParsers } from "./parsers.ts";

/** Reviews documents given as text, as one workspace. */
export async function reviewTexts(documents: readonly InputDocument[]): Promise<ReadonlyMap<string, Review>> {
  const reviewer = createReviewer(await testParsers());
  const candidates = documents.filter(({ path }) => reviewer.isCandidate(path));
  for (const document of candidates) await reviewer.prepare(document);
  return reviewer.review(candidates.map((document) => reviewer.inspect(document)));
}

/** All files below a folder, with paths relative to it. */
export function readFolder(folder: string): InputDocument[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => ({ path: relative(folder, path).replaceAll("\\", "/"), text: readFileSync(path, "utf8") }));
}
