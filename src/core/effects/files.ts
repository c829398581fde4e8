/** Changes and reads of files by an agent's own tools. */
import type { Action } from "../model/action.ts";
import { deleteAct, readAct, type Written, writeAct } from "./access.ts";
import { type Act, act } from "./act.ts";
import { isAbsolute, lastPart, resolvePath } from "./paths.ts";
import type { Place } from "./place.ts";
import { plain } from "./text.ts";

type FileAction = Extract<
  Action,
  { kind: "file_write" | "file_edit" | "file_delete" | "file_read" | "dir_create" | "file_rename" | "symlink" }
>;

export function judgeFileAction(action: FileAction, place: Place): Act[] {
  switch (action.kind) {
    case "file_write":
      return judgeWriting(action.path, { text: plain(action.content) }, place);
    case "file_edit":
      return judgeWriting(action.path, { text: plain(action.new_text), edit: { replaces: action.old_text } }, place);
    case "file_delete":
      return [judgeDeletion(action.path, place)];
    case "file_read":
      return [readAct({ text: action.path }, place)];
    case "dir_create":
      return [writeAct({ text: `${action.path}/.keep` }, undefined, "editor", place)];
    case "file_rename":
      return judgeRename(action, place);
    case "symlink":
      return judgeLink(action, place);
  }
}

/** A file with a second name is also changed wherever that name is. */
function judgeWriting(path: string, written: Written, place: Place): Act[] {
  const found = writeAct({ text: path }, written, "editor", place, {
    span: { start: 0, end: written.text.value.length },
  });
  const shared = found.grade === "allow" ? found.paths.find((name) => (place.linkCount?.(name) ?? 1) > 1) : undefined;
  return shared === undefined ? [found] : [found, act("writes-shared-file", { target: shared, paths: [shared] })];
}

/** A folder that the editor's tool deletes goes with all it holds. */
function judgeDeletion(path: string, place: Place): Act {
  return deleteAct({ text: path.replace(/[\\/]+$/, "") || "/" }, { recursive: true }, place);
}

/** The old name loses what it held, the new one gets it; both count. What was under the old name may be known. */
function judgeRename(action: Extract<Action, { kind: "file_rename" }>, place: Place): Act[] {
  const from = writeAct({ text: action.path }, undefined, "editor", place);
  const source = resolvePath(action.path, place);
  const held = source === undefined ? undefined : place.readFile?.(source)?.text;
  const to = writeAct({ text: action.to }, held === undefined ? undefined : plain(held), "editor", place);
  const secret = readAct({ text: action.path }, place);
  return secret.rule === "reads-secret" ? [from, to, secret] : [from, to];
}

/** Whatever is done to the link is done to its target. */
function judgeLink(action: Extract<Action, { kind: "symlink" }>, place: Place): Act[] {
  const made = writeAct({ text: action.path }, undefined, "editor", place);
  const target = { text: linkTarget(action.path, action.target) };
  const reached = writeAct(target, undefined, "editor", place);
  const read = readAct(target, place);
  const acts = [made];
  if (reached.grade !== "allow") acts.push(reached);
  else acts.push(...actingWithin(target.text, place));
  if (read.rule === "reads-secret") acts.push(read);
  return acts;
}

/** What would be found below a folder whose files something runs by itself: editor, agent, git and workflow folders. */
const actingFiles = [
  "settings.json",
  "hooks/pre-commit",
  "pre-commit",
  "config",
  "workflows/ci.yml",
  "authorized_keys",
];

/** A link to a folder whose files act by themselves gives that folder a harmless name. */
function actingWithin(folder: string, place: Place): Act[] {
  const inside = actingFiles.map((name) => writeAct({ text: `${folder}/${name}` }, undefined, "program", place));
  const acting = inside.find(({ grade, rule }) => grade !== "allow" && rule !== "writes-in-workspace");
  return acting ? [acting] : [];
}

/** A relative target counts from the folder of the link. */
function linkTarget(link: string, target: string): string {
  if (isAbsolute(target.replaceAll("\\", "/")) || /^(?:~|[a-zA-Z]:|[a-z]+:\/\/)/.test(target)) return target;
  const folder = link.slice(0, link.length - lastPart(link.replaceAll("\\", "/")).length);
  return `${folder}${target}`;
}
