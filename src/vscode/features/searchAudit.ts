import { type Disposable, l10n, type QuickPickItem, window } from "vscode";
import type { AuditRecord } from "../../core/audit/record.ts";
import { matchesWords } from "../../core/audit/recordFilter.ts";
import { outcomeWords } from "../../core/display/outcomeWords.ts";
import { safeShort } from "../../core/display/shorten.ts";
import { recordsBackwards } from "../../node/auditBackwards.ts";
import { Disposables } from "../platform/disposable.ts";
import { breathe, debounce, guarded } from "../platform/events.ts";
import { withoutIcons } from "../platform/withoutIcons.ts";
import type { Services } from "../services.ts";

/** More than anybody reads; the words are to be narrowed then. */
const maxFound = 200;
const typingPauseMs = 200;
/** After so many records the editor is let do other things, and what was found is shown. */
const batch = 500;

interface Found extends QuickPickItem {
  readonly record: AuditRecord;
}

/** Searches the whole log while the person types, newest first; typing on, or Escape, ends the search before. */
export function registerSearchAudit({ command, gate, locations, log, openRecord }: SearchParts): Disposable {
  return command("countersign.searchAudit", () => {
    const owned = new Disposables();
    const pick = owned.add(window.createQuickPick<Found>());
    let run = 0;
    pick.title = l10n.t("Search the audit");
    pick.placeholder = l10n.t("Words of the action, a path, an agent, an effect, a rule, a day");
    const search = guarded(log, "searching the audit", async () => {
      const mine = ++run;
      const found: Found[] = [];
      let read = 0;
      pick.busy = true;
      for await (const record of recordsBackwards(locations.audit)) {
        if (matchesWords(record, pick.value)) found.push(item(record, gate.agentTitle, pick.value));
        if (found.length >= maxFound) break;
        if (++read % batch !== 0) continue;
        await breathe();
        if (mine !== run) return;
        pick.items = found;
      }
      if (mine !== run) return;
      pick.items = found;
      pick.busy = false;
    });
    const searchSoon = owned.add(debounce(search, typingPauseMs));
    owned.add(
      pick.onDidChangeValue(() => {
        run++;
        searchSoon();
      }),
    );
    owned.add(
      pick.onDidAccept(() => {
        const [chosen] = pick.selectedItems;
        pick.hide();
        if (chosen) guarded(log, "opening a record", () => openRecord(chosen.record))();
      }),
    );
    owned.add(
      pick.onDidHide(() => {
        run++;
        owned.dispose();
      }),
    );
    search();
    pick.show();
  });
}

export interface SearchParts extends Pick<Services, "command" | "gate" | "locations" | "log"> {
  openRecord(record: AuditRecord): Promise<unknown>;
}

function item(record: AuditRecord, agentTitle: (agent: string) => string, query: string): Found {
  const when = new Date(record.time).toLocaleString();
  return {
    label: withoutIcons(safeShort(record.summary, 120)),
    description: `${outcomeWords(record, l10n.t)} · ${safeShort(agentTitle(record.agent), 40)} · ${when}`,
    ...(query.trim() === "" ? {} : { detail: safeShort([...record.targets, ...record.effects].join("  "), 160) }),
    alwaysShow: true,
    record,
  };
}
