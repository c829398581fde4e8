import type { KeptChange, KeptFile } from "../audit/change.ts";
import { safeLine } from "../display/sanitize.ts";
import { safeShort } from "../display/shorten.ts";
import type { Translate } from "../display/translate.ts";
import type { DiffPart, DiffRow, Part } from "./page.ts";

/** What a recorded call makes of files, a part for each file. */
export function changeParts(change: KeptChange, t: Translate): Part[] {
  const { files, moreFiles = 0, why, shown } = change;
  const notes = [
    ...(why === undefined ? [] : [t("What would change is not known. {0}", safeLine(t(why)))]),
    ...(moreFiles > 0 ? [t("{0} more files are not kept.", moreFiles)] : []),
    ...(files.length > 0 && !shown
      ? [t("As it stood when it was decided; it was not shown beside the question.")]
      : []),
  ];
  return [
    ...files.map((file) => filePart(file, t)),
    ...(notes.length > 0
      ? [{ kind: "list", title: t("About the change"), items: notes.map((text) => ({ text })) } as const]
      : []),
  ];
}

function filePart(file: KeptFile, t: Translate): DiffPart {
  const { path, from, added, removed, diff = "", leftOut = 0 } = file;
  const at = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1;
  const counts = added === undefined || removed === undefined ? "" : ` +${added} −${removed}`;
  return {
    kind: "diff",
    title: safeShort(path.slice(at), 200),
    folder: safeShort(path.slice(0, at), 400),
    state: `${stateWord(file, t)}${counts}`,
    notes: [
      ...(from === undefined ? [] : [t("from {0}", safeShort(from, 400))]),
      ...(added === undefined ? [t("It is too long to be compared; only its digests are kept.")] : []),
      ...(leftOut > 0 ? [t("{0} more lines are not kept.", leftOut)] : []),
      ...(added === 0 && removed === 0 && isOther(file) ? [t("Only line ends differ.")] : []),
    ],
    lines: diff === "" ? [] : diffRows(diff.split("\n")),
  };
}

function stateWord({ from, before, after }: KeptFile, t: Translate): string {
  if (from !== undefined) return t("moved");
  if (before === undefined) return t("new");
  if (after === undefined) return t("deleted");
  return before.sha256 === after.sha256 ? t("unchanged") : t("changed");
}

function isOther({ before, after }: KeptFile): boolean {
  return before !== undefined && after !== undefined && before.sha256 !== after.sha256;
}

/** The lines of a unified diff with the numbers that each has in its file. */
function diffRows(lines: readonly string[]): DiffRow[] {
  let [old, now] = [0, 0];
  return lines.map((line): DiffRow => {
    const head = /^@@ -(\d{1,9}),\d{1,9} \+(\d{1,9}),\d{1,9} @@$/.exec(line);
    if (head) {
      [old, now] = [Number(head[1]), Number(head[2])];
      return { sign: "@", text: line };
    }
    const text = safeLine(line.slice(1));
    if (line.startsWith("-")) return { sign: "-", text, old: old++ };
    if (line.startsWith("+")) return { sign: "+", text, now: now++ };
    return { sign: " ", text, old: old++, now: now++ };
  });
}
