/** Whether the gate that was put into an agent's files is in place there and works. */
import { statSync } from "node:fs";
import { lastProof } from "./canary.ts";
import { companionFault } from "./companions.ts";
import { hookFilesPresent } from "./hookFiles.ts";
import { readRecord } from "./installRecord.ts";
import { besideOf, filePath, type InstallTarget, installAt } from "./installTarget.ts";
import type { Locations } from "./locations.ts";
import { lastSeen } from "./seen.ts";
import { readText } from "./settingsFile.ts";

/**
 * "live" only after a call was seen since the installation. "broken": something is in place and does not hold agents;
 * `why` says what and how to repair it.
 */
export type GateStatus =
  | { readonly kind: "not-installed" }
  | { readonly kind: "installed"; readonly since: number; readonly trial?: Trial }
  | {
      readonly kind: "live";
      readonly since: number;
      readonly lastCall: number;
      readonly agent: string;
      readonly trial?: Trial;
    }
  | {
      readonly kind: "broken";
      readonly why: string;
      /** The file that a person has to put right by hand. Undefined: installing again repairs it. */
      readonly path?: string;
    };

/** The hook was tried and answered; the agent itself may not have called it yet. */
export interface Trial {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** From its start to its answer. */
  readonly delayMs: number;
}

/** Reads the files anew each time. Never throws. */
export function gateStatus(target: InstallTarget, locations: Locations, windows: boolean): GateStatus {
  const path = filePath(locations, target);
  let text: string;
  let state: ReturnType<InstallTarget["state"]>;
  try {
    text = readText(path)?.text ?? "";
    state = target.state(text, locations.launcher, windows, installAt(locations, target));
  } catch (error) {
    return { kind: "broken", why: explain(path, error), path };
  }
  const record = readRecord(locations.backup, target.source);
  if (state === "absent") return record ? { kind: "broken", why: lost(path) } : { kind: "not-installed" };
  if (state !== "present") {
    const byHand = state === "altered" ? {} : { path };
    const fault =
      state === "altered"
        ? target.alteredBy?.(text, locations.launcher, installAt(locations, target))
        : target.faultOf(text);
    return { kind: "broken", why: brokenStates[state](path, fault), ...byHand };
  }
  const fault =
    executableFault(target, path) ??
    besideFault(target, locations, windows) ??
    companionFault(target, locations, windows);
  if (fault !== undefined) return { kind: "broken", why: fault };
  if (!hookFilesPresent(locations))
    return { kind: "broken", why: "The hook program is missing. Install the gate again." };
  const since = record?.installedAt ?? 0;
  const seen = lastSeen(locations, target.source);
  const proof = lastProof(locations, target.source);
  const called = seen !== undefined && seen.at >= since ? seen : undefined;
  // A call after the trial shows that it works again.
  if (proof && "why" in proof && proof.at >= since && (called?.at ?? 0) < proof.at)
    return { kind: "broken", why: `The hook was tried and did not work: ${proof.why}` };
  const trial = proof && "delayMs" in proof && proof.at >= since ? { trial: proof } : {};
  if (!called) return { kind: "installed", since, ...trial };
  return { kind: "live", since, lastCall: called.at, agent: called.agent, ...trial };
}

const brokenStates = {
  altered: (path: string, fault: string | undefined) =>
    fault === undefined
      ? `The gate's entry in ${path} was changed. Install the gate again.`
      : `${fault} (${path}). Install the gate again.`,
  "switched-off": (path: string, fault: string | undefined) =>
    `${path} ${fault ?? "switches hooks off"}: that switches the gate off. Undo it.`,
  unreadable: (path: string) => unreadable(path),
} as const;

/** Why the entry does not hold although it is there; undefined: what belongs beside it is there too. */
function besideFault(target: InstallTarget, locations: Locations, windows: boolean): string | undefined {
  for (const part of besideOf(target)) {
    const path = filePath(locations, part);
    try {
      const text = readText(path)?.text ?? "";
      const state = part.state(text, locations.launcher, windows, installAt(locations, part));
      if (state === "absent") return lost(path);
      if (state !== "present") return brokenStates.altered(path, undefined);
    } catch (error) {
      return explain(path, error);
    }
  }
  return undefined;
}

/** Agents skip a hook file that may not be executed without a word. */
export function executableFault(target: Pick<InstallTarget, "executable">, path: string): string | undefined {
  if (!target.executable || process.platform === "win32" || (statSync(path).mode & 0o100) !== 0) return undefined;
  return `${path} may not be executed, so it is skipped. Install the gate again.`;
}

function lost(path: string): string {
  return `The gate's entry in ${path} is gone. Install the gate again.`;
}

export function unreadable(path: string): string {
  return `${path} cannot be read. Repair it; Countersign does not rewrite a broken file.`;
}

export function explain(path: string, error: unknown): string {
  return `${path}: ${error instanceof Error ? error.message : String(error)}`;
}
