import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locations } from "./locations.ts";
import { makePrivateFolder, replaceFile } from "./privateFiles.ts";
import { planWrap, readConfig, writePlan } from "./wrapFile.ts";

/**
 * Remembers that servers of a configuration file are wrapped. How to take them back is in the file itself; this only
 * says which files to look at when Countersign goes. Call it before the file is written.
 * @throws when it cannot be remembered
 */
export function rememberWrapped({ backup }: Locations, path: string): void {
  const known = wrappedFiles(backup);
  if (known.includes(path)) return;
  makePrivateFolder(backup);
  replaceFile(recordPath(backup), JSON.stringify([...known, path]));
}

/**
 * Gives every server that was wrapped on this machine its own entry again.
 * @returns what could not be taken back, and why: its launcher has to stay, or the server would not start any more
 */
export function unwrapAll({ backup, proxyLauncher }: Locations): readonly string[] {
  return wrappedFiles(backup).flatMap((path) => {
    try {
      // The file may be gone with its project.
      if (!existsSync(path)) return [];
      const plan = planWrap(readConfig(path), { action: "unwrap", launcher: proxyLauncher });
      if (plan.after !== plan.before) writePlan(path, plan);
      return names(plan.after, proxyLauncher) ? [`${path} still starts a server through Countersign's proxy.`] : [];
    } catch (error) {
      return `${path}: ${error instanceof Error ? error.message : String(error)}`;
    }
  });
}

/** Whatever the file looks like by now: broken, or with entries that somebody changed. */
function names(text: string, launcher: string): boolean {
  return [launcher, JSON.stringify(launcher).slice(1, -1)].some((spelled) => text.includes(spelled));
}

function wrappedFiles(backup: string): readonly string[] {
  try {
    const paths: unknown = JSON.parse(readFileSync(recordPath(backup), "utf8"));
    return Array.isArray(paths) ? paths.filter((path) => typeof path === "string") : [];
  } catch {
    return [];
  }
}

function recordPath(backup: string): string {
  return join(backup, "wrapped.json");
}
