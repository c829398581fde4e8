/**
 * Façade 1: what agent tools, agents and servers a workspace defines, and what is wrong with them.
 * Two steps, so that an editor re-inspects one changed document and re-judges all facts cheaply.
 */

import { formats } from "./discover/catalogue.ts";
import type { DocumentFacts } from "./discover/facts.ts";
import type { Format, Inspection } from "./discover/format.ts";
import { joinWorkspace } from "./discover/join.ts";
import { isAgentLibrary } from "./discover/libraries.ts";
import type { Definition } from "./model/definition.ts";
import type { Finding } from "./model/finding.ts";
import type { Problem } from "./model/problem.ts";
import { SourceText } from "./model/span.ts";
import { maxTextLength } from "./parse/limits.ts";
import type { Parsers } from "./parse/parsers.ts";
import { createProject } from "./parse/project/project.ts";
import { noSources, type Sources } from "./parse/project/sources.ts";
import { rules } from "./rules/catalogue.ts";

export interface InputDocument {
  /** Relative to the workspace root, with forward slashes; decides the format together with the content. */
  readonly path: string;
  readonly text: string;
}

export interface Review {
  readonly facts: DocumentFacts;
  readonly findings: readonly Finding[];
  /** Agents that can reach each tool or server, by definition index: names as written in their files. */
  readonly reachableBy: ReadonlyMap<Definition, readonly string[]>;
}

export interface Reviewer {
  /** True when a file of this name may define something; cheap, used before reading. */
  isCandidate(path: string): boolean;
  inspect(document: InputDocument, sources?: Sources): DocumentFacts;
  /** Judges all documents together: tools are joined with servers, agents and settings of other files. */
  review(facts: readonly DocumentFacts[]): ReadonlyMap<string, Review>;
}

/** A reviewer over loaded parsers. It keeps parsed code between calls, and nothing it is given makes it throw. */
export function createReviewer(parsers: Parsers): Reviewer {
  const project = createProject(parsers, isAgentLibrary);
  return {
    isCandidate: (path) => formatOf(path) !== undefined,
    inspect: (document, sources = noSources) => inspect(document, { parsers, project, sources }),
    review: reviewAll,
  };
}

function formatOf(path: string): Format | undefined {
  if (/(?:^|\/)(?:node_modules|\.git)\//.test(path)) return undefined;
  return formats.find((format) => format.isCandidate(path));
}

function inspect({ path, text }: InputDocument, inspection: Inspection): DocumentFacts {
  const isTooLong = text.length > maxTextLength;
  const source = new SourceText(path, isTooLong ? "" : text);
  const found = isTooLong ? { problems: [tooLong] } : (formatOf(path)?.inspect(source, inspection) ?? {});
  return {
    source,
    definitions: found.definitions ?? [],
    permissionRules: found.permissionRules ?? [],
    settings: found.settings ?? [],
    problems: found.problems ?? [],
    ...(found.reads && found.reads.length > 0 && { reads: found.reads }),
  };
}

const tooLong: Problem = { message: "The file is larger than 2 MB and is not reviewed.", span: { start: 0, end: 0 } };

function reviewAll(facts: readonly DocumentFacts[]): ReadonlyMap<string, Review> {
  const workspace = joinWorkspace(facts);
  return new Map(
    workspace.documents.map((document): [string, Review] => {
      const context = { document, workspace };
      const findings = rules.flatMap((rule) => rule.findings(context)).toSorted((a, b) => a.span.start - b.span.start);
      const reachableBy = new Map(
        document.definitions.map((definition) => [definition, workspace.reachableBy.get(definition) ?? []]),
      );
      return [document.source.path, { facts: document, findings, reachableBy }];
    }),
  );
}
