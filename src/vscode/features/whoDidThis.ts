import { stat } from "node:fs/promises";
import { type Disposable, l10n, ProgressLocation, Uri, window, workspace } from "vscode";
import { type LineWriter, searchLineWriter } from "../../core/audit/lineWriter.ts";
import { entriesBackwards } from "../../node/auditBackwards.ts";
import { realPath } from "../../node/realPath.ts";
import { type WhoDid, whoDidText } from "../model/whoDidText.ts";
import { run } from "../platform/commands.ts";
import { breathe } from "../platform/events.ts";
import type { Services } from "../services.ts";

/** "Who did this?" on a file, or on the line the cursor is in. */
export function registerWhoDidThis(services: Services): Disposable {
  const { command, gate, notify } = services;
  return command("countersign.whoDidThis", async (given) => {
    const editor = window.activeTextEditor;
    const uri = given instanceof Uri ? given : editor?.document.uri;
    if (uri?.scheme !== "file") {
      return notify.tell({ kind: "info", message: l10n.t("Open a file first: this tells which agent changed it.") });
    }
    const line =
      editor?.document.uri.toString() === uri.toString() ? editor.document.lineAt(editor.selection.active).text : "";
    const who = await find(services, uri.fsPath, line);
    const time = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
    const message = whoDidText(who, gate.agentTitle, l10n.t, (iso) => time.format(new Date(iso)));
    const open = l10n.t("Open Record");
    const chosen = await notify.choose({ kind: "info", message }, who.record ? [open] : []);
    if (chosen === open && who.record) await run("countersign.openRecord", `record/${who.record.seq}`);
    return message;
  });
}

async function find(services: Services, path: string, line: string): Promise<WhoDid> {
  const unsaved = workspace.textDocuments.some((one) => one.isDirty && one.uri.fsPath === path);
  const changedAt = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
  const paths = [...new Set([path, realPath(path) ?? path])];
  return { unsaved, ...(changedAt === undefined ? {} : { changedAt }), ...(await writerOf(services, paths, line)) };
}

/** The log is looked through newest first, until the action that wrote the line is found. */
async function writerOf({ gate, locations }: Services, paths: readonly string[], line: string): Promise<LineWriter> {
  const title = l10n.t("Looking through the audit");
  return window.withProgress({ location: ProgressLocation.Window, title }, async () => {
    const search = searchLineWriter(paths, line, (digest) => gate.remembered(digest)?.actions ?? []);
    let read = 0;
    for await (const entry of entriesBackwards(locations.audit)) {
      if (search.add(entry) || ++read > maxRead) break;
      if (read % 500 === 0) await breathe();
    }
    return search.found();
  });
}

/** More records than a year of work has. */
const maxRead = 300_000;
