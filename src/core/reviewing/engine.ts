import type { DocumentFacts } from "../discover/facts.ts";
import { SourceText } from "../model/span.ts";
import type { Review, Reviewer } from "../review.ts";
import { saysNothing } from "../rules/judge.ts";
import type { DocumentText, Told, ToldFacts, ToldReview, Work } from "./messages.ts";
import { WorkspaceTexts } from "./workspaceTexts.ts";

/** A review that goes on: it holds what it was told, and tells only what changes. */
export interface ReviewEngine {
  /**
   * Does one piece of work; the next is handed over when it is answered.
   * @param step is told the id of each document before it is looked at, and undefined before the judgement
   * @throws whatever a fault of ours throws: what the engine holds is then not to be relied on
   */
  work(work: Work, step?: (id: string | undefined) => void): Promise<Told>;
}

interface Entry {
  readonly document: DocumentText;
  /** Of an older text, until the document is inspected again. */
  readonly facts: DocumentFacts | undefined;
  /** What was told of it last. */
  told?: { readonly review: Review; readonly isQuiet: boolean };
}

interface Changes {
  readonly reviews: ToldReview[];
  readonly quiet: string[];
}

/** @param reviewer one of its own: it remembers between calls */
export function createEngine(reviewer: Reviewer): ReviewEngine {
  const entries = new Map<string, Entry>();
  const texts = new WorkspaceTexts();
  const dirtyGroups = new Set<string>();
  const outdated = new Set<string>();

  function put(given: DocumentText): void {
    const before = entries.get(given.id);
    const document = given.unread === undefined ? given : { ...given, text: "" };
    texts.set(document.group, document.path, document.text);
    entries.set(document.id, { ...before, document, facts: before?.facts });
    if (before && before.document.text !== document.text) noteChange(document);
  }

  function drop(id: string): void {
    const entry = entries.get(id);
    if (!entry) return;
    entries.delete(id);
    texts.delete(entry.document.group, entry.document.path);
    noteChange(entry.document);
    dirtyGroups.add(entry.document.group);
  }

  /** What was concluded from the text of a file that changed is found anew before the next judgement. */
  function noteChange({ group, path }: DocumentText): void {
    for (const [id, { document, facts }] of entries) {
      if (document.group === group && facts?.reads?.includes(path)) outdated.add(id);
    }
  }

  async function inspect(id: string, failures: Set<string>): Promise<void> {
    outdated.delete(id);
    const entry = entries.get(id);
    if (!entry) return;
    dirtyGroups.add(entry.document.group);
    entries.set(id, { ...entry, facts: await factsOf(entry.document, failures) });
  }

  async function factsOf(document: DocumentText, failures: Set<string>): Promise<DocumentFacts> {
    if (document.unread !== undefined) return unreadFacts(document, document.unread);
    // Inspected without its language, the document says so itself.
    await heard(reviewer.prepare(document), failures);
    return reviewer.inspect(document, texts.of(document.group));
  }

  async function heard(loading: Promise<void> | undefined, failures: Set<string>): Promise<void> {
    await loading?.catch((error: unknown) => failures.add(error instanceof Error ? error.message : String(error)));
  }

  async function tellFacts(id: string, failures: Set<string>): Promise<ToldFacts[]> {
    const document = entries.get(id)?.document;
    if (!document) return [];
    const { source: _, ...facts } = await factsOf(document, failures);
    return [{ id, facts }];
  }

  /** Judges every group in which something changed; files are joined, so one change may move findings elsewhere. */
  function judge(today: string): Changes {
    const told: Changes = { reviews: [], quiet: [] };
    for (const group of dirtyGroups) {
      const members = [...entries.values()].filter((one) => one.document.group === group && one.facts);
      const all = members.flatMap(({ facts }) => facts ?? []);
      tellChanges(members, reviewer.review(all, today), told);
    }
    dirtyGroups.clear();
    return told;
  }

  return {
    async work(
      { drop: gone = [], texts: given = [], inspect: asked = [], tell, judge: today },
      step = () => undefined,
    ) {
      const failures = new Set<string>();
      const look = (id: string): Promise<void> => {
        step(id);
        return inspect(id, failures);
      };
      for (const id of gone) drop(id);
      for (const document of given) put(document);
      await heard(reviewer.expect(given.map(({ path }) => path)), failures);
      for (const id of asked) await look(id);
      const facts: ToldFacts[] = [];
      for (const id of tell ?? []) {
        step(id);
        facts.push(...(await tellFacts(id, failures)));
      }
      if (today === undefined) return { reviews: [], quiet: [], failures: [...failures], ...(tell && { facts }) };
      for (const id of outdated) await look(id);
      step(undefined);
      return { ...judge(today), failures: [...failures] };
    },
  };
}

/** A document is told of when its review is another object than the last time. */
function tellChanges(members: readonly Entry[], found: ReadonlyMap<string, Review>, { reviews, quiet }: Changes): void {
  const named = new Set([...found.values()].flatMap(({ findings }) => findings.flatMap(relatedPaths)));
  for (const entry of members) {
    const { document, facts, told } = entry;
    const review = found.get(document.path);
    if (!review || !facts) continue;
    const isQuiet = saysNothing(review.facts) && saysNothing(facts) && !named.has(document.path);
    if (told?.review === review && told.isQuiet === isQuiet) continue;
    if (isQuiet) quiet.push(document.id);
    else reviews.push(toldReview(document.id, facts, review));
    entry.told = { review, isQuiet };
  }
}

/** Whoever shows a related place has to have the text of its document. */
function relatedPaths({ related }: Review["findings"][number]): readonly string[] {
  return related.map(({ path }) => path);
}

function toldReview(id: string, own: DocumentFacts, review: Review): ToldReview {
  const { source, ...facts } = review.facts;
  return {
    id,
    text: source.text,
    facts,
    ...(own.definitions !== facts.definitions && { own: own.definitions }),
    findings: review.findings,
    suppressed: review.suppressed ?? [],
    reachableBy: review.reachableBy,
  };
}

/** It says why it is not reviewed, as a file does that is too large. */
export function unreadFacts({ path }: Pick<DocumentText, "path">, why: string): DocumentFacts {
  return {
    source: new SourceText(path, ""),
    definitions: [],
    permissionRules: [],
    settings: [],
    problems: [{ message: why, span: { start: 0, end: 0 } }],
  };
}
