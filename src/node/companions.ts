import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Locations } from "./locations.ts";
import { makePrivateFolder, removeIfEmpty, replaceFile } from "./privateFiles.ts";

/** A file of our own that an agent's configuration names: a plugin, a helper program. */
export interface CompanionFile {
  readonly name: string;
  readonly executable: boolean;
  content(launcher: string, windows: boolean): string;
}

interface WithCompanions {
  readonly companions?: readonly CompanionFile[];
}

/** Writes the companions before anything names them. */
export function putCompanions({ companions = [] }: WithCompanions, locations: Locations, windows: boolean): void {
  if (companions.length === 0) return;
  makePrivateFolder(locations.base);
  makePrivateFolder(folderOf(locations));
  for (const { name, executable, content } of companions) {
    replaceFile(join(folderOf(locations), name), content(locations.launcher, windows), executable ? 0o700 : 0o600);
  }
}

/** Takes them away once nothing names them any longer. */
export function removeCompanions({ companions = [] }: WithCompanions, locations: Locations): void {
  for (const { name } of companions) rmSync(join(folderOf(locations), name), { force: true });
  if (companions.length > 0 && existsSync(folderOf(locations))) removeIfEmpty(folderOf(locations));
}

/** Why an agent cannot be held by its companions; undefined: each is there and as it was written. */
export function companionFault(
  { companions = [] }: WithCompanions,
  locations: Locations,
  windows: boolean,
): string | undefined {
  for (const { name, content } of companions) {
    const path = join(folderOf(locations), name);
    if (readOr(path) !== content(locations.launcher, windows)) {
      return `${path} is missing or was changed. Install the gate again.`;
    }
  }
  return undefined;
}

function folderOf({ base }: Locations): string {
  return join(base, "agents");
}

function readOr(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
