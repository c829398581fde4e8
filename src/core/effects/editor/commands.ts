/** Commands of VS Code that an agent may run: by their id and arguments. */
import type { Parsers } from "../../parse/parsers.ts";
import { deleteAct, readAct, writeAct } from "../access.ts";
import { type Act, act } from "../act.ts";
import { loosensApprovals } from "../config/approvals.ts";
import { judgeFetch } from "../network.ts";
import type { Place } from "../place.ts";
import { commandRows } from "./commandTable.ts";
import { judgeTyped } from "./terminal.ts";

export function judgeEditorCommand(command: string, args: unknown, place: Place, parsers: Parsers): Act[] {
  const id = command.trim();
  const texts = stringsIn(args);
  const found = commandRows.find(([pattern]) => pattern.test(id))?.[1];
  const acts: Act[] = [];
  if (
    /^(?:vscode\.open|markdown\.api|simplebrowser\.|workbench\.action\.browser|vscode\.openFolder|vscode\.newWindow)/i.test(
      id,
    )
  ) {
    for (const text of texts)
      acts.push(
        ...(/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[a-zA-Z]:[\\/]|^file:/i.test(text)
          ? judgeFetch(text, place)
          : [readAct({ text }, place)]),
      );
    if (/openfolder|newwindow/i.test(id)) acts.push(act("opens-program", { target: id }));
    return acts.length > 0 ? acts : [act("opens-program", { target: id })];
  }
  const rule = isExtensionOff(id, texts, place) ? "changes-guard" : (found ?? "unknown-subcommand");
  if (!isWhollyTyped(id, texts)) acts.push(act(rule, { target: id }));
  if (/terminal|tasks|debug/i.test(id)) for (const text of texts) acts.push(...judgeTyped(text, place, parsers));
  if (/config|setting/i.test(id) && loosensApprovals(args)) acts.push(act("switches-approval-off", { target: id }));
  if (/^(?:deletefile|movefiletotrash|explorer\.delete|filesexplorer)/i.test(id))
    for (const text of texts) acts.push(deleteAct({ text }, { recursive: true }, place));
  if (/save|new|write|applyedit/i.test(id))
    for (const text of texts)
      if (/[\\/]/.test(text) && text.length < 500) acts.push(writeAct({ text }, undefined, "editor", place));
  return acts;
}

/** Keys for a terminal are no more than the line they type; `${…}` is filled in by the editor, with what nobody sees here. */
function isWhollyTyped(id: string, texts: readonly string[]): boolean {
  return (
    /\.sendsequence$/i.test(id) &&
    texts.some((text) => text.trim() !== "") &&
    !texts.some((text) => text.includes("${"))
  );
}

function isExtensionOff(id: string, texts: readonly string[], place: Place): boolean {
  const own = place.extensionId.toLowerCase();
  return (
    /extension/i.test(id) &&
    own !== "" &&
    texts.some((text) => text.toLowerCase().includes(own)) &&
    !/show|open|search/i.test(id)
  );
}

/** Strings in the arguments, URIs of files as their paths. */
function stringsIn(value: unknown): string[] {
  const found: string[] = [];
  const visit = (item: unknown, depth: number): void => {
    if (found.length > 200 || depth > 12) return;
    if (typeof item === "string") found.push(item);
    else if (Array.isArray(item)) for (const inner of item) visit(inner, depth + 1);
    else if (typeof item === "object" && item !== null) {
      const uri = item as { fsPath?: unknown; path?: unknown };
      if (typeof uri.fsPath === "string") found.push(uri.fsPath);
      else for (const inner of Object.values(item)) visit(inner, depth + 1);
    }
  };
  visit(value, 0);
  return found;
}
