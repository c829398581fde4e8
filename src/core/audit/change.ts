/**
 * What a call makes of files, as the audit keeps it: a diff without secrets, as long as a person reads. Beyond that the
 * first lines, how many there are, and the digest of each side, so that it can still be told whether a file is this one.
 */
import { countOf, type DiffHunk, lineDiff } from "../display/lineDiff.ts";
import type { FileChange, ForeseenChanges } from "../effects/fileChanges.ts";
import type { Sha256 } from "./chain.ts";
import { markedRedactor, type Redactor, unmarked } from "./redact.ts";

/** One side of a file: what it was before, or is afterwards. */
export interface KeptSide {
  /** SHA-256 (hex) of the text, in UTF-8. */
  readonly sha256: string;
  /** UTF-16 code units. */
  readonly length: number;
}

export interface KeptFile {
  readonly path: string;
  /** Where it came from, when it is moved. */
  readonly from?: string;
  /** Not there: the file did not exist. */
  readonly before?: KeptSide;
  /** Not there: the file is deleted. */
  readonly after?: KeptSide;
  /** Lines. Not there: the texts are too long to be compared. */
  readonly added?: number;
  readonly removed?: number;
  /** In unified form, redacted: `@@ -1,3 +1,4 @@`, then lines that begin with a blank, `-` or `+`. */
  readonly diff?: string;
  /** How many lines of the diff are not kept. */
  readonly leftOut?: number;
}

export interface KeptChange {
  /** Exactly this was on the person's screen. Not there: nobody was asked, or the question showed no diff. */
  readonly shown?: true;
  readonly files: readonly KeptFile[];
  /** How many files more there are than are kept. */
  readonly moreFiles?: number;
  /** Why it is not known what would change. */
  readonly why?: string;
}

/** A record stays far shorter than the longest line that is read back (1 MB), whatever JSON makes of its characters. */
export const changeLimits = {
  files: 40,
  /** Texts of a call that are compared, in UTF-16 code units. */
  compared: 400_000,
  /** Of the diffs of a call. */
  kept: 40_000,
  /** Of one line. */
  line: 400,
  path: 1_000,
} as const;

/** @param shown the change was on the person's screen as it is here */
export function keepChange(foreseen: ForeseenChanges, shown: boolean, sha256: Sha256): KeptChange {
  if ("why" in foreseen) return { files: [], why: foreseen.why };
  const files = foreseen.files.slice(0, changeLimits.files);
  const room = { compared: changeLimits.compared, kept: changeLimits.kept };
  const compared = files.filter((file) => fits(file, room));
  // A value found in one of the texts is taken out of all of them. Whole texts: half a secret is not recognized as one.
  const clean = markedRedactor([...files.flatMap(pathsOf), ...compared.flatMap(sidesOf)]);
  const moreFiles = foreseen.files.length - files.length;
  return {
    ...(shown ? { shown } : {}),
    files: files.map((file) => keepFile(file, compared.includes(file), { clean, room, sha256 })),
    ...(moreFiles > 0 ? { moreFiles } : {}),
  };
}

interface Keeping {
  readonly clean: Redactor;
  readonly room: { kept: number };
  readonly sha256: Sha256;
}

function fits(file: FileChange, room: { compared: number }): boolean {
  const length = sidesOf(file).reduce((sum, text) => sum + text.length, 0);
  if (length > room.compared) return false;
  room.compared -= length;
  return true;
}

const sidesOf = ({ before, after }: FileChange) => [before, after].filter((side) => side !== undefined);
const pathsOf = ({ path, from }: FileChange) => (from === undefined ? [path] : [path, from]);

function keepFile(file: FileChange, isCompared: boolean, { clean, room, sha256 }: Keeping): KeptFile {
  const { path, from, before, after } = file;
  const named = (text: string) => unmarked(clean(text)).slice(0, changeLimits.path);
  const side = (text: string): KeptSide => ({ sha256: sha256(text), length: text.length });
  return {
    path: named(path),
    ...(from === undefined ? {} : { from: named(from) }),
    ...(before === undefined ? {} : { before: side(before) }),
    ...(after === undefined ? {} : { after: side(after) }),
    ...(isCompared ? compare(clean(before ?? ""), clean(after ?? ""), room) : {}),
  };
}

function compare(before: string, after: string, room: { kept: number }) {
  const hunks = lineDiff(before, after);
  const lines = hunks.flatMap(hunkLines);
  const kept: string[] = [];
  for (const line of lines) {
    if (line.length + 1 > room.kept) break;
    room.kept -= line.length + 1;
    kept.push(line);
  }
  const leftOut = lines.length - kept.length;
  return {
    ...countOf(hunks),
    ...(kept.length > 0 ? { diff: kept.join("\n") } : {}),
    ...(leftOut > 0 ? { leftOut } : {}),
  };
}

function hunkLines({ oldStart, oldLines, newStart, newLines, lines }: DiffHunk): string[] {
  const head = `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`;
  return [head, ...lines.map(({ sign, text }) => `${sign}${shortLine(unmarked(text).replace(/\r$/, ""))}`)];
}

function shortLine(line: string): string {
  return line.length > changeLimits.line ? `${line.slice(0, changeLimits.line)}…` : line;
}
