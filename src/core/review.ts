/**
 * Façade 1: what agent tools, agents and servers a workspace defines, and what is wrong with them.
 * Two steps, so that an editor re-inspects one changed document and re-judges all facts cheaply.
 */

import type { PermissionRuleFact, SettingFact } from "./discover/facts.ts";
import type { Definition } from "./model/definition.ts";
import type { Finding } from "./model/finding.ts";
import type { Problem } from "./model/problem.ts";
import type { SourceText } from "./model/span.ts";
import type { Parsers } from "./parse/parsers.ts";

export interface InputDocument {
  /** Relative to the workspace root, with forward slashes; decides the format together with the content. */
  readonly path: string;
  readonly text: string;
}

/** What one document says, judged by nothing yet. Cacheable by text. */
export interface DocumentFacts {
  readonly source: SourceText;
  readonly definitions: readonly Definition[];
  /** Permission rules of an agent's settings file, as written. */
  readonly permissionRules: readonly PermissionRuleFact[];
  /** Other settings of an agent or of the editor that matter to safety. */
  readonly settings: readonly SettingFact[];
  /** The file could not be read as its format: shown as a finding, never a crash. */
  readonly problems: readonly Problem[];
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
  inspect(document: InputDocument): DocumentFacts;
  /** Judges all documents together: tools are joined with servers, agents and settings of other files. */
  review(facts: readonly DocumentFacts[]): ReadonlyMap<string, Review>;
}

export declare function createReviewer(parsers: Parsers): Reviewer;
