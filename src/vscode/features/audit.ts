import { type Disposable, l10n } from "vscode";
import type { AuditRecord } from "../../core/audit/record.ts";
import { safeBlock } from "../../core/display/sanitize.ts";
import { actionText } from "../../core/display/summary.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { recordPage } from "../../core/pages/recordPage.ts";
import { findRecord, stepsOf } from "../../node/auditBackwards.ts";
import { verifyAudit } from "../../node/auditReader.ts";
import { sha256 } from "../../node/sha256.ts";
import { auditText } from "../model/auditText.ts";
import { Disposables } from "../platform/disposable.ts";
import type { Services } from "../services.ts";
import { anchorPlaces } from "./auditSeal.ts";
import { questionInFull } from "./questionPages.ts";
import { reading } from "./reading.ts";
import { registerSearchAudit } from "./searchAudit.ts";

const maxShown = 500;

/** Commands on the audit trail: show it, prove it, open one record. */
export function registerAudit(services: Services): Disposable {
  const { command, documents, gate, notify } = services;
  const owned = new Disposables();

  owned.add(
    command("countersign.showAudit", async () => {
      const records = await services.readRecent(maxShown);
      if (records.length === 0) {
        return notify.tell({
          kind: "info",
          message: l10n.t("The audit has no records yet. Each decision will be one."),
        });
      }
      return documents.show("audit.log", auditText(records, gate.agentTitle, l10n.t));
    }),
  );

  owned.add(
    command("countersign.verifyAudit", async () => {
      const { ok, records, firstBad, torn } = await verifyAudit(
        services.locations.audit,
        sha256,
        anchorPlaces(services),
      );
      if (!ok) {
        const message = l10n.t("The audit was changed. {0}", firstBad?.message ?? "");
        return notify.tell({ kind: "error", message });
      }
      const end = torn ? ` ${l10n.t("Its last line was never finished; no decided record is concerned.")}` : "";
      const whole =
        records === 1
          ? l10n.t("The audit is whole: 1 record.")
          : l10n.t("The audit is whole: {0} records in one chain.", records);
      return notify.tell({ kind: "info", message: `${whole}${end}` });
    }),
  );

  owned.add(
    command("countersign.openRecord", async (key) => {
      const [kind, id = ""] = String(key).split("/");
      if (kind === "waiting") return openWaiting(services, id);
      const record =
        gate.recent().find(({ seq }) => String(seq) === id) ?? (await findRecord(services.locations.audit, Number(id)));
      if (!record) return notify.tell({ kind: "info", message: l10n.t("There is no such record in the audit.") });
      return openRecord(services, record);
    }),
  );
  owned.add(registerSearchAudit({ ...services, openRecord: (record) => openRecord(services, record) }));
  return owned;
}

/** A record's page; what exactly was asked for is added while this window still knows it. */
async function openRecord({ pages, gate, locations }: Services, record: AuditRecord): Promise<void> {
  const steps = await stepsOf(locations.audit, record);
  const { agentTitle, clock } = reading(gate);
  const page = recordPage(record, { steps, agentTitle: agentTitle(record.agent), clock }, l10n.t);
  const call = gate.remembered(record.actionDigest);
  const title = l10n.t("The exact action, which this window still remembers");
  const exact = call ? [{ kind: "text", title, text: exactText(call) } as const] : [];
  pages.show("record", l10n.t("Record {0}", record.seq), { ...page, parts: [...page.parts, ...exact] });
}

function exactText({ actions }: HeldCall): string {
  return actions.map((action) => safeBlock(actionText(action))).join("\n\n");
}

async function openWaiting({ documents, gate, notify }: Services, id: string): Promise<unknown> {
  const held = gate.waiting().find((call) => call.id === id);
  if (!held) return notify.tell({ kind: "info", message: l10n.t("This action was decided in the meantime.") });
  return documents.show(`waiting/${id}/${l10n.t("Waiting")}.txt`, heldText(held, gate.agentTitle(held.call.agent)));
}

function heldText(
  { call, digest, verdict, deadline }: ReturnType<Services["gate"]["waiting"]>[number],
  agent: string,
): string {
  return questionInFull({
    call,
    digest,
    verdict: verdict ?? { decision: "ask", severity: "medium", effects: [], reasons: [], targets: [] },
    title: l10n.t("{0} waits for an answer", agent),
    detail: l10n.t("Without an answer it is denied at {0}.", new Date(deadline).toLocaleTimeString()),
  });
}
