/** Where something was decided, as the command line shows it: one-based lines, and paths a person recognizes. */
import { safeLine } from "../../core/display/sanitize.ts";
import type { Provenance } from "../../core/model/permission.ts";

export interface ShownProvenance {
  readonly layer: string;
  readonly path?: string;
  /** One-based. */
  readonly line?: number;
  readonly text: string;
}

export function jsonProvenance({ layer, path, line, text }: Provenance): ShownProvenance {
  return {
    layer,
    ...(path === undefined ? {} : { path }),
    ...(line === undefined ? {} : { line: line + 1 }),
    text,
  };
}

/** "~/.claude/settings.json:3"; for a default, what it is. */
export function provenanceText(source: Provenance, { home, workspace }: Folders): string {
  if (source.path === undefined) return `${source.layer}: ${safeLine(source.text)}`;
  const line = source.line === undefined ? "" : `:${source.line + 1}`;
  return safeLine(shortPath(source.path, { home, workspace })) + line;
}

export interface Folders {
  readonly home: string;
  readonly workspace: string | undefined;
}

function shortPath(path: string, { home, workspace }: Folders): string {
  if (workspace !== undefined && path.startsWith(`${workspace}/`)) return path.slice(workspace.length + 1);
  return path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}
