import { type Disposable, l10n } from "vscode";
import { neverUsed, startCoverage } from "../../core/audit/coverage.ts";
import { startFatigue } from "../../core/audit/fatigue.ts";
import { sparable } from "../../core/audit/needless.ts";
import { type SessionLegs, sessionLegs } from "../../core/audit/sessionLegs.ts";
import type { Effect } from "../../core/model/effect.ts";
import { coveragePage } from "../../core/pages/coveragePage.ts";
import { fatiguePage } from "../../core/pages/fatiguePage.ts";
import { sessionPage } from "../../core/pages/sessionPage.ts";
import { summarize } from "../../core/permissions.ts";
import { sessionKey, sessionTitles } from "../../node/sessionTitles.ts";
import { transcriptFolders } from "../../node/transcriptFiles.ts";
import { Disposables } from "../platform/disposable.ts";
import type { Services } from "../services.ts";
import { reading } from "./reading.ts";

/** As far back as the editor looks; the command line takes all. */
const lookBack = 10_000;

/** What the record comes to: sessions, how much is asked, what was confirmed. */
export function registerReports(services: Services): Disposable {
  const { command, context, gate, locations, pages, permissions, readRecent } = services;
  const owned = new Disposables();
  const read = reading(gate);

  owned.add(
    command("countersign.showSessions", async () => {
      const sessions = sessionLegs(await readRecent(lookBack));
      const folders = transcriptFolders(locations.home, context.globalStorageUri.fsPath);
      const titles = await sessionTitles(folders, sessions, Date.now());
      const askedFor = (session: SessionLegs) => titles.get(sessionKey(session));
      pages.show("sessions", l10n.t("Sessions"), sessionPage(sessions, { ...read, askedFor }, l10n.t));
    }),
  );

  owned.add(
    command("countersign.showFatigue", async () => {
      const records = await readRecent(lookBack);
      const fatigue = startFatigue();
      for (const record of records) fatigue.add(record);
      const page = fatiguePage(fatigue.report(), sparable(records), read, l10n.t);
      pages.show("fatigue", l10n.t("Questions"), page);
    }),
  );

  owned.add(
    command("countersign.showCoverage", async () => {
      const coverage = startCoverage();
      for (const record of await readRecent(lookBack)) coverage.add(record);
      const rows = coverage.rows();
      const page = coveragePage(rows, neverUsed(rows, granted(permissions)), read, l10n.t);
      pages.show("coverage", l10n.t("Confirmations"), page);
    }),
  );
  return owned;
}

/** What runs without asking in the folders of this window, by agent. */
function granted(store: Services["permissions"]): Map<string, Effect[]> {
  const found = new Map<string, Effect[]>();
  for (const { permissions } of store.all()) {
    if (!permissions.installed) continue;
    const effects = summarize(permissions).runsWithoutAsking.flatMap(({ effect }) => effect ?? []);
    found.set(permissions.agent, [...(found.get(permissions.agent) ?? []), ...effects]);
  }
  return found;
}
