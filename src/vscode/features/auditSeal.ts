/** Signs the audit from time to time with a key from the system's secret store, and removes what is too old to keep. */
import { join } from "node:path";
import { type Disposable, l10n } from "vscode";
import type { Signer } from "../../core/audit/checkpoint.ts";
import { openAudit } from "../../node/auditFile.ts";
import { openSigner } from "../../node/auditKeys.ts";
import { retireSegments } from "../../node/auditRetention.ts";
import { sealAudit, sealEveryMs } from "../../node/auditSeal.ts";
import { sha256 } from "../../node/sha256.ts";
import { Disposables } from "../platform/disposable.ts";
import { guarded } from "../platform/events.ts";
import type { Services } from "../services.ts";

const retireEveryMs = 6 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** Where signatures are kept beside the audit's own folder: with our state, and with what this editor keeps for us. */
export function anchorPlaces({ locations, context }: Pick<Services, "locations" | "context">): readonly string[] {
  return [locations.auditAnchor, join(context.globalStorageUri.fsPath, "audit")];
}

export function registerAuditSeal(services: Services): Disposable {
  const { log, notify, settings, locations } = services;
  const owned = new Disposables();
  const places = anchorPlaces(services);
  const folder = locations.audit;
  let signer: Promise<Signer> | undefined;
  let told = "";

  const seal = guarded(log, "signing the audit", async () => {
    const key = () => {
      signer ??= openSigner(secretStore(services)).catch((error: unknown) => {
        signer = undefined;
        throw error;
      });
      return signer;
    };
    const sealing = await sealAudit({ folder, places, sha256, signer: key, now: () => new Date() });
    if (sealing.kind !== "refused" || told === sealing.message) return;
    told = sealing.message;
    log.warn(`The audit is not signed: ${sealing.message}`);
    void notify.tell({ kind: "error", message: l10n.t("The audit was changed. {0}", sealing.message) });
  });

  const retire = guarded(log, "removing old records", async () => {
    const days = settings.get("audit.keepDays");
    if (!Number.isSafeInteger(days) || days <= 0) return;
    const audit = openAudit(folder, { sha256, now: () => new Date() });
    const retired = await retireSegments({ folder, places, audit, sha256, before: Date.now() - days * dayMs });
    if (retired.kind === "kept") log.warn(`Old records of the audit are kept: ${retired.message}`);
  });

  const timers = [setInterval(seal, sealEveryMs), setInterval(retire, retireEveryMs)];
  owned.add({ dispose: () => timers.map((timer) => clearInterval(timer)) });
  return owned;
}

/** Where the key lies that signs the audit. */
export function secretStore({ context }: Pick<Services, "context">) {
  const name = "countersign.audit.key";
  return {
    read: async () => context.secrets.get(name),
    write: async (pem: string) => context.secrets.store(name, pem),
  };
}
