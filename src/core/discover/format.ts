import type { Confirmation, Definition, SpannedText } from "../model/definition.ts";
import type { Problem } from "../model/problem.ts";
import type { SourceText } from "../model/span.ts";
import type { Grammar, Parsers } from "../parse/parsers.ts";
import type { Project } from "../parse/project/project.ts";
import type { Sources } from "../parse/project/sources.ts";
import type { PermissionRuleFact, SettingFact } from "./facts.ts";
import type { WorkflowFacts } from "./files/workflowFacts.ts";

/** What a format finds in one document; what it leaves out is empty. */
export interface FormatFacts {
  readonly definitions?: readonly Definition[];
  readonly permissionRules?: readonly PermissionRuleFact[];
  readonly settings?: readonly SettingFact[];
  readonly prose?: readonly SpannedText[];
  readonly commands?: readonly SpannedText[];
  readonly workflow?: WorkflowFacts;
  readonly approvals?: ReadonlyMap<string, Confirmation>;
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
  /** The grammar that a document needs and that is not always loaded; decided by a cheap look at its text. */
  grammarFor?(source: Pick<SourceText, "path" | "text">): Grammar | undefined;
  /** Never throws; unreadable text is a problem. */
  inspect(source: SourceText, inspection: Inspection): FormatFacts;
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
