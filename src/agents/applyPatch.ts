import type { Action, PatchHunk } from "../core/model/action.ts";

/**
 * Reads the patch format of `apply_patch` (VS Code 1.139.1, Copilot CLI 1.0.102; seen 2026-11-21): one call can add,
 * change, move and delete many files, and each becomes an action of its own.
 * Undefined when a line does not fit: half a patch understood is a patch not understood.
 */
export function readPatch(patch: string): readonly Action[] | undefined {
  const lines = patch.replace(/\r\n/g, "\n").trim().split("\n");
  if (lines[0]?.trim() !== "*** Begin Patch" || lines.at(-1)?.trim() !== "*** End Patch") return undefined;
  const sections = splitSections(lines.slice(1, -1));
  const actions = sections?.map(readSection);
  return actions?.every((part) => part !== undefined) ? actions.flat() : undefined;
}

interface Section {
  readonly verb: "Add" | "Update" | "Delete";
  readonly path: string;
  readonly body: string[];
}

const header = /^\*\*\* (Add|Update|Delete) File: (.+)$/;
const move = /^\*\*\* Move to: (.+)$/;

function splitSections(lines: readonly string[]): readonly Section[] | undefined {
  const sections: Section[] = [];
  for (const line of lines) {
    const found = header.exec(line);
    if (found) sections.push({ verb: found[1] as Section["verb"], path: (found[2] as string).trim(), body: [] });
    else if (sections.length === 0) return undefined;
    else sections.at(-1)?.body.push(line);
  }
  return sections.length > 0 ? sections : undefined;
}

function readSection({ verb, path, body }: Section): readonly Action[] | undefined {
  if (verb === "Delete") return body.every(isBlank) ? [{ kind: "file_delete", path }] : undefined;
  if (verb === "Add") return body.every(isAdded) ? [{ kind: "file_write", path, content: added(body) }] : undefined;
  return readUpdate(path, body);
}

function readUpdate(path: string, body: readonly string[]): readonly Action[] | undefined {
  const target = move.exec(body[0] ?? "")?.[1]?.trim();
  const hunks = target === undefined ? body : body.slice(1);
  if (!hunks.every(isHunkLine)) return undefined;
  const edit: Action = {
    kind: "file_edit",
    path,
    old_text: side(hunks, "-"),
    new_text: side(hunks, "+"),
    how: { by: "hunks", hunks: splitHunks(hunks) },
  };
  return target === undefined ? [edit] : [edit, { kind: "file_rename", path, to: target }];
}

/** Each place of a patch: after its `@@` lines, which name lines to go to first. */
function splitHunks(body: readonly string[]): readonly PatchHunk[] {
  const hunks: { anchors: string[]; lines: string[]; atEnd?: true }[] = [];
  for (const line of body) {
    const last = hunks.at(-1);
    const isAnchor = line.startsWith("@@");
    const open = last && !last.atEnd && !(isAnchor && last.lines.length > 0) ? last : undefined;
    const hunk = open ?? { anchors: [], lines: [] };
    if (!open) hunks.push(hunk);
    if (line === "*** End of File") hunk.atEnd = true;
    else if (!isAnchor) hunk.lines.push(line);
    else if (line.trim() !== "@@") hunk.anchors.push(line.replace(/^@@ ?/, ""));
  }
  return hunks;
}

/** One side of a change: its own lines with the unchanged ones around them. */
function side(hunks: readonly string[], sign: "-" | "+"): string {
  return hunks
    .filter((line) => !line.startsWith("@@") && !line.startsWith("***") && (isContext(line) || line.startsWith(sign)))
    .map((line) => line.slice(1))
    .join("\n");
}

function added(body: readonly string[]): string {
  return body.map((line) => line.slice(1)).join("\n");
}

function isAdded(line: string): boolean {
  return line.startsWith("+");
}

function isBlank(line: string): boolean {
  return line.trim() === "";
}

function isContext(line: string): boolean {
  return line === "" || line.startsWith(" ");
}

function isHunkLine(line: string): boolean {
  return isContext(line) || /^(?:@@|[-+]|\*\*\* End of File$)/.test(line);
}
