/**
 * Where the time of a cold review of a folder goes, as a program of its own: the processor's time by stage, in one
 * thread and in milliseconds. It does what `countersign review` does with the code of a folder, and reports nothing.
 */
import { loadParsers } from "../src/core/parse/parsers.ts";
import { sourcesOf } from "../src/core/parse/project/sources.ts";
import { createReviewer } from "../src/core/review.ts";
import { folderWasm } from "../src/node/wasm.ts";
import { workspaceFiles } from "../src/node/workspaceFiles.ts";

void run(process.argv[2] ?? ".", process.argv[3] ?? "");

async function run(folder: string, wasmFolder: string): Promise<void> {
  const spent = { start: 0, load: 0, read: 0, filesWithoutDefinitions: 0, filesWithDefinitions: 0, judge: 0 };
  let last = 0;
  const book = (stage: keyof typeof spent): void => {
    const { user, system } = process.cpuUsage();
    spent[stage] += user + system - last;
    last = user + system;
  };
  book("start");
  const reviewer = createReviewer(await loadParsers(folderWasm(wasmFolder), []));
  book("load");
  const texts = new Map<string, string>();
  for (const file of workspaceFiles(folder, reviewer.isCandidate))
    if (!("skipped" in file)) texts.set(file.path, file.text);
  book("read");
  await reviewer.expect(texts.keys());
  book("load");
  const sources = sourcesOf(texts);
  const facts = [];
  for (const [path, text] of texts) {
    await reviewer.prepare({ path, text });
    const found = reviewer.inspect({ path, text }, sources);
    book(found.definitions.length > 0 ? "filesWithDefinitions" : "filesWithoutDefinitions");
    facts.push(found);
  }
  reviewer.review(facts, "2026-11-26");
  book("judge");
  const inMs = Object.entries(spent).map(([stage, microseconds]) => [stage, Math.round(microseconds / 1000)]);
  console.log(JSON.stringify(Object.fromEntries(inMs)));
}
