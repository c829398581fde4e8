import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { HeldCall } from "../core/model/heldCall.ts";
import type { Verdict } from "../core/model/verdict.ts";
import { readRecord } from "./installRecord.ts";
import { type InstallTarget, installAt } from "./installTarget.ts";
import type { Locations } from "./locations.ts";

/** What the guard needs of an agent's adapter. */
export type GuardedTarget = InstallTarget;

/**
 * Judges a change of an agent's settings while it runs: one that would switch the hook off is rejected, so that the
 * session goes on with the settings it had. What the agent says of the change is only a hint; the files are read.
 */
export function createSettingsGuard(locations: Locations, target: GuardedTarget): (call: HeldCall) => Verdict {
  return (call) => {
    const own = join(locations.home, ...target.path);
    const fault = ownFault(own, locations, target) ?? otherFault(filesOf(call, target, own), target);
    return fault ? rejected(fault) : accepted;
  };
}

function ownFault(own: string, locations: Locations, target: GuardedTarget): string | undefined {
  // Without a record the gate was removed on purpose, by the person who installed it.
  if (!readRecord(locations.backup, target.source)) return undefined;
  const text = readText(own);
  if (text === undefined) return `${own} is gone, and Countersign's hook with it`;
  const state = target.state(text, locations.launcher, process.platform === "win32", installAt(locations, target));
  return state === "present" ? undefined : `${own} no longer calls Countersign's hook`;
}

function otherFault(files: readonly string[], target: GuardedTarget): string | undefined {
  for (const file of files) {
    const text = readText(file);
    const fault = text === undefined ? undefined : target.faultOf(text);
    if (fault) return `${file} ${fault}`;
  }
  return undefined;
}

/** The settings that the agent reads in its folder, and the file it names. */
function filesOf({ cwd, changedPath }: HeldCall, target: GuardedTarget, own: string): readonly string[] {
  const folder = target.path[0] ?? "";
  const named = changedPath === undefined ? [] : [resolve(cwd ?? "/", changedPath)];
  const project =
    cwd === undefined ? [] : ["settings.json", "settings.local.json"].map((name) => join(cwd, folder, name));
  return [...new Set([...project, ...named.filter((file) => isSettings(file, folder))])].filter((file) => file !== own);
}

function isSettings(file: string, folder: string): boolean {
  return file.endsWith(".json") && file.split(/[\\/]/).includes(folder);
}

/** Undefined when it does not exist; what cannot be read is a text that is no JSON. */
function readText(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "unreadable";
  }
}

const accepted: Verdict = { decision: "allow", severity: "low", effects: [], reasons: [], targets: [] };

function rejected(fault: string): Verdict {
  return {
    decision: "deny",
    severity: "critical",
    effects: ["change-access"],
    reasons: [{ rule: "gate-switched-off", message: `The change would switch Countersign off: ${fault}.` }],
    targets: [],
    safer: "undo the change; to remove the gate, use “Countersign: Remove Gate” in VS Code.",
  };
}
