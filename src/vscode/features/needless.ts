import { type Disposable, l10n } from "vscode";
import { restoreAct } from "../../core/audit/acts.ts";
import { enoughEqual, equalAllowed, maySpare, needlessCase, wasAsked } from "../../core/audit/needless.ts";
import type { AuditRecord } from "../../core/audit/record.ts";
import { safeShort } from "../../core/display/shorten.ts";
import { keepNeedless } from "../../node/needlessFile.ts";
import type { Services } from "../services.ts";
import { createWriteRule } from "./writeRule.ts";

const lookBack = 5_000;

/** Marks a question as needless with one key, keeps it as a case, and proposes the narrowest rule that spares it. */
export function registerNeedless(services: Services, selected: () => string | undefined): Disposable {
  const { command, documents, folders, gate, locations, notify } = services;
  const write = createWriteRule({
    ...{ documents, notify, locations, folders },
    agentTitle: gate.agentTitle,
    save: l10n.t("Save This Rule"),
  });

  async function propose(record: AuditRecord, count: number): Promise<void> {
    const { seq, agent, cwd, tool, reasons, effects, targets, acts = [] } = record;
    const judged = acts.map((act) => restoreAct(act, agent));
    const spare = l10n.t("Show the Rule");
    const message = l10n.t("Marked. You allowed this {0} times; a rule could spare you the next.", count);
    if ((await notify.choose({ kind: "info", message }, [spare])) !== spare) return;
    const call = { agent, event: "pre-tool", tool, actions: [], ...(cwd === undefined ? {} : { cwd }) } as const;
    const verdict = { decision: "ask", severity: "medium", effects, reasons, targets, acts: judged } as const;
    await write({ id: `record-${seq}`, call, verdict });
  }

  return command("countersign.markNeedless", async (node) => {
    const records = await services.readRecent(lookBack);
    const key = node?.opensRecord ?? selected();
    const record = key === undefined ? records.find(wasAsked) : records.find(({ seq }) => key === `record/${seq}`);
    if (!record || !wasAsked(record)) {
      return notify.tell({ kind: "info", message: l10n.t("Choose a question in the Activity view first.") });
    }
    keepNeedless(locations, needlessCase(record, new Date().toISOString()));
    const equal = equalAllowed(records, record).length;
    if (equal >= enoughEqual && maySpare(record)) return propose(record, equal);
    const message = l10n.t(
      "Marked as needless: {0}. Each replay of a policy tells whether it is still asked.",
      safeShort(record.summary, 80),
    );
    return notify.tell({ kind: "info", message });
  });
}
