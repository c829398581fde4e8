import { homedir } from "node:os";
import { basename, join } from "node:path";
import { type Disposable, env, l10n, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from "vscode";
import type { PackFilter } from "../../core/audit/pack.ts";
import { sessionLegs } from "../../core/audit/sessionLegs.ts";
import { countedActions } from "../../core/display/counted.ts";
import { safeShort } from "../../core/display/shorten.ts";
import { openSigner } from "../../node/auditKeys.ts";
import { writePack } from "../../node/evidencePack.ts";
import { sha256 } from "../../node/sha256.ts";
import { withoutIcons } from "../platform/withoutIcons.ts";
import type { Services } from "../services.ts";
import { anchorPlaces, secretStore } from "./auditSeal.ts";
import { reading } from "./reading.ts";

/** Sessions and agents of so many of the last records are offered; the command line takes any. */
const knownFrom = 5_000;
const maxSessions = 50;

interface Item extends QuickPickItem {
  readonly filter?: PackFilter;
}

/** A part of the record for somebody else, that proves itself: what is shown, the person chooses. */
export function registerEvidencePack(services: Services): Disposable {
  const { command, locations, notify } = services;
  return command("countersign.makeEvidencePack", async () => {
    const which = await window.showQuickPick(await parts(services), {
      title: l10n.t("Make an evidence pack (1/2): what is shown"),
      placeHolder: l10n.t("Everything else in between is there only as its hash"),
    });
    if (!which?.filter) return;
    const depth = await window.showQuickPick(depths(), {
      title: l10n.t("Make an evidence pack (2/2): how much of it"),
    });
    if (!depth?.filter) return;
    const target = await window.showSaveDialog({
      defaultUri: Uri.file(join(workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir(), "evidence.jsonl")),
      filters: { "JSON Lines": ["jsonl"] },
      title: l10n.t("Save the evidence pack"),
    });
    if (target?.scheme !== "file") return;
    const packed = await writePack({
      ...{ folder: locations.audit, places: anchorPlaces(services), sha256, now: () => new Date() },
      ...{ filter: { ...which.filter, ...depth.filter }, path: target.fsPath },
      signer: () => openSigner(secretStore(services)),
    }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
    if (!packed) {
      const message = l10n.t("There is a file of that name. It may be evidence, so it is not overwritten.");
      return notify.tell({ kind: "warning", message });
    }
    if (packed.kind === "refused") {
      const why = packed.verification.firstBad?.message ?? "";
      return notify.tell({ kind: "error", message: l10n.t("No pack is made of an audit that was changed. {0}", why) });
    }
    const message = l10n.t(
      "The evidence pack shows {0} records, and withholds {1}. Whoever gets it checks it with one command.",
      packed.shown,
      packed.withheld,
    );
    const copy = l10n.t("Copy the Command");
    if ((await notify.choose({ kind: "info", message }, [copy])) !== copy) return;
    await env.clipboard.writeText(`countersign audit check ${quoted(basename(target.fsPath))}`);
  });
}

/** A name that a shell takes as it is. */
function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}

async function parts(services: Services): Promise<Item[]> {
  const records = await services.readRecent(knownFrom);
  const { agentTitle, clock } = reading(services.gate);
  const agents = [...new Set(records.map(({ agent }) => agent))].sort();
  const titled = (agent: string) => withoutIcons(safeShort(agentTitle(agent), 40));
  return [
    { label: l10n.t("All records"), filter: {} },
    { label: l10n.t("One agent"), kind: QuickPickItemKind.Separator },
    ...agents.map((agent) => ({ label: titled(agent), filter: { agent } })),
    { label: l10n.t("One session"), kind: QuickPickItemKind.Separator },
    ...sessionLegs(records)
      .slice(0, maxSessions)
      .map(({ agent, session, from, records: many }) => ({
        label: `${titled(agent)} · ${withoutIcons(safeShort(session, 40))}`,
        description: `${clock(from)} · ${countedActions(many, l10n.t)}`,
        filter: { agent, session },
      })),
  ];
}

function depths(): Item[] {
  return [
    { label: l10n.t("Decisions, and what became of them"), filter: { withoutDiffs: true } },
    { label: l10n.t("The diffs of files, too"), filter: {} },
  ];
}
