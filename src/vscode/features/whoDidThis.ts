import { stat } from "node:fs/promises";
import { type Disposable, l10n, ProgressLocation, Uri, window, workspace } from "vscode";
import type { AuditRecord } from "../../core/audit/record.ts";
import { addedLine, type Touch, touches, wroteLine } from "../../core/audit/whoChanged.ts";
import { recordsBackwards, stepsOf } from "../../node/auditBackwards.ts";
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
  const real = realPath(path) ?? path;
  const rest = { unsaved: workspace.textDocuments.some((one) => one.isDirty && one.uri.fsPath === path) };
  const changedAt = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
  const found = await lastTouch(services, real);
  return {
    ...rest,
    ...(changedAt === undefined ? {} : { changedAt }),
    ...found,
    wroteLine: found === undefined ? undefined : await writesLine(services, found.record, [path, real], line),
  };
}

async function writesLine(
  { gate, locations }: Services,
  record: AuditRecord,
  paths: readonly string[],
  line: string,
): Promise<boolean | undefined> {
  const actions = gate.remembered(record.actionDigest)?.actions ?? [];
  if (paths.some((path) => wroteLine(actions, path, line))) return true;
  const steps = await stepsOf(locations.audit, record);
  const change = steps.find(({ step }) => step === "change")?.change;
  const known = paths.map((path) => addedLine(change, path, line));
  return known.includes(true) ? true : known.find((one) => one !== undefined);
}

/** The whole log is looked through, newest first. A record of exactly the file is looked for behind one of its folder. */
async function lastTouch({ locations }: Services, path: string) {
  const title = l10n.t("Looking through the audit");
  return window.withProgress({ location: ProgressLocation.Window, title }, async () => {
    let above: { readonly record: AuditRecord; readonly touch: Touch } | undefined;
    let read = 0;
    for await (const record of recordsBackwards(locations.audit)) {
      const touch = touches(record, path);
      if (touch === "exactly") return { record, touch };
      if (touch) above ??= { record, touch };
      if (++read % 500 === 0) await breathe();
      if (read > maxRead) break;
    }
    return above;
  });
}

/** More records than a year of work has. */
const maxRead = 300_000;
