/**
 * Façade 1: what agent tools, agents and servers a workspace defines, and what is wrong with them.
 * Two steps, so that an editor re-inspects one changed document and re-judges all facts cheaply.
 */

import { besides, formats } from "./discover/catalogue.ts";
import type { DocumentFacts } from "./discover/facts.ts";
import type { Format, FormatFacts, Inspection } from "./discover/format.ts";
import { createJoiner } from "./discover/join.ts";
import { sameItems } from "./discover/sameItems.ts";
import { withBehindDoors } from "./discover/tools/behindDoors.ts";
import { isAgentLibrary } from "./discover/tools/libraries.ts";
import type { Definition } from "./model/definition.ts";
import type { Finding } from "./model/finding.ts";
import type { Problem } from "./model/problem.ts";
import { SourceText } from "./model/span.ts";
import { maxTextLength } from "./parse/limits.ts";
import type { Grammar, Parsers } from "./parse/parsers.ts";
import { readerOf } from "./parse/project/languages.ts";
import { createProject } from "./parse/project/project.ts";
import { noSources, type Sources } from "./parse/project/sources.ts";
import { rememberAnswers } from "./rememberAnswers.ts";
import { rules } from "./rules/catalogue.ts";
import { createJudge } from "./rules/judge.ts";
import { createSuppressor, suppressionsIn } from "./suppress/apply.ts";
import { isTestCode } from "./suppress/testCode.ts";

export interface InputDocument {
  /** Relative to the workspace root, with forward slashes; decides the format together with the content. */
  readonly path: string;
  readonly text: string;
}

export interface Review {
  readonly facts: DocumentFacts;
  readonly findings: readonly Finding[];
  /** Findings that an author suppressed, with a reason that holds. */
  readonly suppressed?: readonly Finding[];
  /** Agents that can reach each tool or server, by definition index: names as written in their files. */
  readonly reachableBy: ReadonlyMap<Definition, readonly string[]>;
}

export interface Reviewer {
  /** True when a file of this name may define something; cheap, used before reading. */
  isCandidate(path: string): boolean;
  /**
   * Loads what a document needs and is not loaded yet; undefined when nothing is missing. Inspected without it,
   * a document says that it could not be parsed.
   */
  prepare(document: InputDocument): Promise<void> | undefined;
  /** The same for the languages of files that are followed into, of which any may be: before the first is inspected. */
  expect(paths: Iterable<string>): Promise<void>;
  inspect(document: InputDocument, sources?: Sources): DocumentFacts;
  /**
   * Judges all documents together: tools are joined with servers, agents and settings of other files. The review of a
   * document is the same object as the last time when nothing in it changed.
   * @param today ISO date, to which suppressions are held; without it none is over
   */
  review(facts: readonly DocumentFacts[], today?: string): ReadonlyMap<string, Review>;
}

/** A reviewer over loaded parsers. It keeps parsed code between calls, and nothing it is given makes it throw. */
export function createReviewer(parsers: Parsers): Reviewer {
  const project = createProject(parsers, isAgentLibrary);
  return {
    isCandidate,
    prepare(document) {
      const [grammar] = formatsOf(document.path).flatMap((format) => format.grammarFor?.(document) ?? []);
      return grammar && parsers.load?.(grammar);
    },
    async expect(paths) {
      const wanted = new Set<Grammar>();
      for (const path of paths) {
        const grammar = readerOf(path)?.grammar;
        if (grammar) wanted.add(grammar);
      }
      for (const grammar of wanted) await parsers.load?.(grammar);
    },
    inspect: (document, sources = noSources) => inspect(document, { parsers, project, sources }),
    review: createReviewing(),
  };
}

/** True when a file of this name may define something. */
export function isCandidate(path: string): boolean {
  return formatsOf(path).length > 0;
}

/** The format that defines, and what is read besides. Each file is asked about several times. */
const formatsOf = rememberAnswers(searchFormats, { most: 20_000 });

/** A settings file can list servers too. */
function searchFormats(path: string): readonly Format[] {
  if (/(?:^|\/)(?:node_modules|\.git)\//.test(path)) return [];
  const defining = formats.find((format) => format.isCandidate(path));
  const others = besides.filter((format) => format.isCandidate(path));
  return defining ? [defining, ...others] : others;
}

function inspect({ path, text }: InputDocument, inspection: Inspection): DocumentFacts {
  const isTooLong = text.length > maxTextLength;
  const source = sourceOf({ path, text });
  const suppressions = suppressionsIn(source);
  const found: readonly FormatFacts[] = isTooLong
    ? [{ problems: [tooLong] }]
    : formatsOf(path).map((format) => format.inspect(source, inspection));
  if (suppressions.length === 0 && found.every(isEmpty)) return { source, ...silent };
  const workflow = found.find((facts) => facts.workflow)?.workflow;
  const approvals = found.find((facts) => facts.approvals)?.approvals;
  const reads = found.flatMap((facts) => facts.reads ?? []);
  return {
    source,
    definitions: withBehindDoors(found.flatMap((facts) => facts.definitions ?? [])),
    permissionRules: found.flatMap((facts) => facts.permissionRules ?? []),
    settings: found.flatMap((facts) => facts.settings ?? []),
    prose: found.flatMap((facts) => facts.prose ?? []),
    commands: found.flatMap((facts) => facts.commands ?? []),
    ...(approvals && { approvals }),
    ...(workflow && { workflow }),
    // Two formats that cannot read a file say the same of it.
    problems: found.find((facts) => (facts.problems ?? []).length > 0)?.problems ?? [],
    ...(reads.length > 0 && { reads }),
    ...(suppressions.length > 0 && { suppressions }),
  };
}

/** Of nearly every file of a repository, and made once. */
const silent: Omit<DocumentFacts, "source"> = {
  definitions: [],
  permissionRules: [],
  settings: [],
  prose: [],
  commands: [],
  problems: [],
};

function isEmpty(facts: FormatFacts): boolean {
  for (const _ in facts) return false;
  return true;
}

/** The text as its facts hold it. */
export function sourceOf({ path, text }: InputDocument): SourceText {
  return new SourceText(path, text.length > maxTextLength ? "" : text);
}

const tooLong: Problem = { message: "The file is larger than 2 MB and is not reviewed.", span: { start: 0, end: 0 } };

/** Judges workspaces; what is said of a document is found again only when something that it rests on changed. */
function createReviewing(): Reviewer["review"] {
  const join = createJoiner();
  const judge = createJudge(rules);
  const known = new WeakMap<DocumentFacts, Review>();
  return (facts, today) => {
    const workspace = join(facts);
    const suppress = createSuppressor(workspace.documents, today);
    return new Map(
      workspace.documents.map((document): [string, Review] => {
        const all = isTestCode(document.source.path) ? [] : judge(document, workspace, today);
        const { shown, suppressed } = suppress(document, all);
        const reach = document.definitions.map((one) => workspace.reachableBy.get(one) ?? unreached);
        const last = known.get(document);
        const review =
          last && isSame(last, shown, suppressed, reach)
            ? last
            : {
                facts: document,
                findings: shown,
                suppressed,
                reachableBy: new Map(document.definitions.map((one, index) => [one, reach[index] ?? unreached])),
              };
        known.set(document, review);
        return [document.source.path, review];
      }),
    );
  };
}

const unreached: readonly string[] = [];

function isSame(
  last: Review,
  shown: readonly Finding[],
  suppressed: readonly Finding[],
  reach: readonly (readonly string[])[],
): boolean {
  const before = [...last.reachableBy.values()];
  return (
    sameItems(last.findings, shown) &&
    sameItems(last.suppressed ?? [], suppressed) &&
    before.length === reach.length &&
    before.every((names, index) => sameItems(names, reach[index] ?? unreached))
  );
}
