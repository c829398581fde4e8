/** Changes and reads of files by an agent's own tools. */
import type { Action } from "../model/action.ts";
import { deleteAct, readAct, writeAct } from "./access.ts";
import { type Act, act } from "./act.ts";
import { endings } from "./paths.ts";
import type { Place } from "./place.ts";
import { plain } from "./text.ts";
import { pathFacts } from "./zones.ts";

type FileAction = Extract<
  Action,
  { kind: "file_write" | "file_edit" | "file_delete" | "file_read" | "dir_create" | "file_rename" | "symlink" }
>;

export function judgeFileAction(action: FileAction, place: Place): Act[] {
  const use = { text: action.path };
  switch (action.kind) {
    case "file_write":
      return [writeAct(use, plain(action.content), "editor", place, textSpan(action.content))];
    case "file_edit":
      return judgeEdit(action, place);
    case "file_delete":
      return [judgeDeletion(action.path, place)];
    case "file_read":
      return [readAct(use, place)];
    case "dir_create":
      return [writeAct({ text: `${action.path}/.keep` }, undefined, "editor", place)];
    case "file_rename":
      return judgeRename(action, place);
    case "symlink":
      return judgeLink(action, place);
  }
}

function textSpan(text: string): { span: { start: number; end: number } } {
  return { span: { start: 0, end: text.length } };
}

function judgeEdit(action: Extract<Action, { kind: "file_edit" }>, place: Place): Act[] {
  const written = writeAct({ text: action.path }, plain(action.new_text), "editor", place, textSpan(action.new_text));
  const removed = action.old_text;
  const loses = losesProtection(action.path, removed, action.new_text, place);
  return loses
    ? [written, act("touches-agent-settings", { target: written.targets[0], paths: written.paths })]
    : [written];
}

/** An ignore list that no longer names secrets lets them be committed. Without the old text nobody can tell. */
function losesProtection(path: string, before: string | undefined, after: string, place: Place): boolean {
  const isIgnoreList = endings(path, place).some((ending) => pathFacts(ending, place).kind === "ignore-list");
  if (!isIgnoreList) return false;
  if (before === undefined) return /\benv\b|secret|\bpem\b|\bkey\b|credential/i.test(after);
  const lines = before.split(/\r?\n/).filter((line) => /env|secret|pem|key|credential|\.ssh|\.aws/i.test(line));
  return lines.some((line) => !after.includes(line.trim()));
}

/** A folder that the editor's tool deletes goes with all it holds. */
function judgeDeletion(path: string, place: Place): Act {
  const found = deleteAct({ text: path.replace(/[\\/]+$/, "") || "/" }, { recursive: true }, place);
  return found;
}

/** The old name loses what it held, the new one gets it; both count. */
function judgeRename(action: Extract<Action, { kind: "file_rename" }>, place: Place): Act[] {
  const from = writeAct({ text: action.path }, undefined, "editor", place);
  const to = writeAct({ text: action.to }, undefined, "editor", place);
  const secret = readAct({ text: action.path }, place);
  return secret.rule === "reads-secret" ? [from, to, secret] : [from, to];
}

/** Whatever is done to the link is done to its target. */
function judgeLink(action: Extract<Action, { kind: "symlink" }>, place: Place): Act[] {
  const folder = action.path.replace(/[\\/][^\\/]*$/, "");
  const target =
    /^(?:[\\/~]|[a-zA-Z]:)/.test(action.target) || folder === action.path
      ? action.target
      : `${folder}/${action.target}`;
  const made = writeAct({ text: action.path }, undefined, "editor", place);
  const reached = writeAct({ text: target }, undefined, "editor", place);
  const read = readAct({ text: target }, place);
  const acts = [made];
  if (reached.grade !== "allow") acts.push(reached);
  if (read.rule === "reads-secret") acts.push(read);
  return acts;
}
