import type { Definition } from "../model/definition.ts";
import type { Problem } from "../model/problem.ts";
import type { SourceText } from "../model/span.ts";
import type { Parsers } from "../parse/parsers.ts";
import type { Project } from "../parse/project/project.ts";
import type { Sources } from "../parse/project/sources.ts";
import type { PermissionRuleFact, SettingFact } from "./facts.ts";

/** What a format finds in one document; what it leaves out is empty. */
export interface FormatFacts {
  readonly definitions?: readonly Definition[];
  readonly permissionRules?: readonly PermissionRuleFact[];
  readonly settings?: readonly SettingFact[];
  readonly problems?: readonly Problem[];
  /** Other files on which this rests: when one of them changes, it is to be found anew. */
  readonly reads?: readonly string[];
}

/** What a format may ask beside the document itself. */
export interface Inspection {
  readonly parsers: Parsers;
  readonly project: Project;
  readonly sources: Sources;
}

/** One family of files that define tools, agents or servers, or set what they may do. */
export interface Format {
  /** Named in reports; a family may produce definitions of several format ids. */
  readonly id: string;
  /** By the path alone, relative to the workspace root with forward slashes. */
  isCandidate(path: string): boolean;
  /** Never throws; unreadable text is a problem. */
  inspect(source: SourceText, inspection: Inspection): FormatFacts;
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
