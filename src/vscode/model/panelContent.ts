import { countLines } from "../../core/display/lineDiff.ts";
import { safeLine } from "../../core/display/sanitize.ts";
import { safeShort } from "../../core/display/shorten.ts";
import { actionText } from "../../core/display/summary.ts";
import type { Translate } from "../../core/display/translate.ts";
import type { FileChange } from "../../core/effects/fileChanges.ts";
import type { Question } from "../../core/gate/question.ts";

/** One file in the list of the panel. All text is safe to show. */
export interface FileRow {
  readonly name: string;
  readonly folder: string;
  readonly state: string;
  /** "+3 −1" */
  readonly counts: string;
  /** What the person should know of it, such as unsaved changes. */
  readonly note: string;
}

export interface PanelButton {
  readonly id: PanelChoice;
  readonly label: string;
  readonly title: string;
}

export type PanelChoice = "deny" | "once" | "task" | "session" | "rule";

/** Everything the panel draws. Plain data: the page sets it as text, never as markup. */
export interface PanelContent {
  readonly title: string;
  readonly lines: readonly { readonly head: string; readonly text: string }[];
  readonly notice: string;
  readonly files: readonly FileRow[];
  /** The action in full, where no diff shows it. */
  readonly text: string;
  readonly buttons: readonly PanelButton[];
  /** Said while not all files were looked at. */
  readonly hint: string;
  /** "Denied in {0} s"; empty: there is plenty of time. */
  readonly countdown: string;
  readonly leftMs: number;
  readonly showAll: string;
  /** Said to a screen reader when it opens, since it does not take the keyboard. */
  readonly spoken: string;
}

/** Less time than this is told, since a person would not expect it. */
export const shortMs = 120_000;

export interface PanelFacts {
  readonly question: Question;
  readonly files: readonly FileChange[];
  /** Absolute paths of files that an editor holds with unsaved changes. */
  readonly unsaved: ReadonlySet<string>;
  readonly again: boolean;
  readonly now: number;
}

export function panelContent({ question, files, unsaved, again, now }: PanelFacts, t: Translate): PanelContent {
  const leftMs = Math.max(0, question.deadline - now);
  return {
    title: question.title,
    lines: question.detail.split("\n").filter(isWorthALine(files)).map(splitLine),
    notice: again ? t("A file changed while you looked at it. This is the change as it would be now.") : "",
    files: files.map((file) => fileRow(file, unsaved.has(file.path), t)),
    text: files.length > 0 ? "" : question.call.actions.map(actionText).join("\n\n"),
    buttons: panelButtons(question.mayLast, t),
    hint: files.length > 1 ? t("Look at each file to be able to allow it.") : "",
    countdown: leftMs < shortMs ? t("Denied in {0} s without your answer", "{0}") : "",
    leftMs,
    showAll: files.length > 1 ? t("Show All in One Editor") : "",
    spoken: spokenWords(question, leftMs, t),
  };
}

function spokenWords({ title }: Question, leftMs: number, t: Translate): string {
  const time = leftMs < shortMs ? t("Denied in {0} seconds without your answer.", Math.floor(leftMs / 1000)) : "";
  return [t("{0} Waiting for your decision.", title), time, t("“Countersign: Go to Decision” leads there.")]
    .filter(Boolean)
    .join(" ");
}

function panelButtons(mayLast: boolean, t: Translate): PanelButton[] {
  const buttons: PanelButton[] = [
    { id: "deny", label: t("Deny"), title: t("the agent is told, and nothing happens") },
    { id: "once", label: t("Allow Once"), title: t("exactly this action, one time") },
  ];
  if (!mayLast) return buttons;
  return [
    ...buttons,
    { id: "task", label: t("Allow for This Task"), title: t("until the agent has ended its turn") },
    { id: "session", label: t("Allow for This Session"), title: t("until this agent's session ends") },
    { id: "rule", label: t("Write a Rule…"), title: t("the narrowest rule; you see it before it is saved") },
  ];
}

/** What the diff shows already is not said again beside it. */
function isWorthALine(files: readonly FileChange[]): (line: string) => boolean {
  return (line) => files.length === 0 || !/^(?:Text|Parts): /.test(line);
}

/** "Who: Claude Code" as a head and its text; a sentence has no head. */
function splitLine(line: string): { head: string; text: string } {
  const [, head = "", text = line] = /^([A-Z][a-z ]{1,40}): (.*)$/.exec(line) ?? [];
  return { head, text };
}

function stateWord({ from, before, after }: FileChange, t: Translate): string {
  if (from) return t("moved");
  if (before === undefined) return t("new");
  if (after === undefined) return t("deleted");
  return before === after ? t("unchanged") : t("changed");
}

function fileRow({ path, from, before, after }: FileChange, unsaved: boolean, t: Translate): FileRow {
  const at = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1;
  const { added, removed } = countLines(before, after);
  const state = stateWord({ path, before, after, ...(from ? { from } : {}) }, t);
  const notes = [
    from ? t("from {0}", safeShort(from, 120)) : "",
    unsaved ? t("An editor holds unsaved changes of it, which are not part of this.") : "",
  ];
  return {
    name: safeLine(path.slice(at)),
    folder: safeShort(path.slice(0, at), 120),
    state,
    counts: `+${added} −${removed}`,
    note: notes.filter((note) => note !== "").join(" "),
  };
}
