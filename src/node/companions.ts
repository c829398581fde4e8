import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Locations } from "./locations.ts";
import { makePrivateFolder, removeIfEmpty, replaceFile } from "./privateFiles.ts";

/** A file of our own that an agent's configuration names: a plugin, a helper program. */
export interface CompanionFile {
  readonly name: string;
  readonly executable: boolean;
  /** In the folder of the agent's own file; it may be somebody else's, which is left alone. */
  readonly telling?: { isOurs(text: string): boolean };
  content(launcher: string, windows: boolean): string;
}

interface WithCompanions {
  /** The agent's own file, below the home folder. */
  readonly path: readonly string[];
  readonly companions?: readonly CompanionFile[];
}

/** Writes the companions before anything names them. */
export function putCompanions(target: WithCompanions, locations: Locations, windows: boolean): void {
  const { companions = [] } = target;
  if (companions.some(({ telling }) => !telling)) {
    makePrivateFolder(locations.base);
    makePrivateFolder(folderOf(locations));
  }
  for (const companion of companions) {
    const path = placeOf(companion, target, locations);
    if (companion.telling && !isFree(path, companion.telling)) continue;
    replaceFile(path, companion.content(locations.launcher, windows), companion.executable ? 0o700 : 0o600);
  }
}

/** Takes them away once nothing names them any longer. */
export function removeCompanions(target: WithCompanions, locations: Locations): void {
  const { companions = [] } = target;
  for (const companion of companions) {
    const path = placeOf(companion, target, locations);
    if (!companion.telling || isFree(path, companion.telling)) rmSync(path, { force: true });
  }
  if (companions.length > 0 && existsSync(folderOf(locations))) removeIfEmpty(folderOf(locations));
}

/** Why an agent cannot be held by its companions; undefined: each is there and as it was written. */
export function companionFault(
  { companions = [] }: WithCompanions,
  locations: Locations,
  windows: boolean,
): string | undefined {
  for (const { name, telling, content } of companions) {
    if (telling) continue;
    const path = join(folderOf(locations), name);
    if (readOr(path) !== content(locations.launcher, windows)) {
      return `${path} is missing or was changed. Install the gate again.`;
    }
  }
  return undefined;
}

function placeOf({ name, telling }: CompanionFile, { path }: WithCompanions, locations: Locations): string {
  return telling ? join(locations.home, ...path.slice(0, -1), name) : join(folderOf(locations), name);
}

/** Nobody's, or one that we wrote. */
function isFree(path: string, { isOurs }: NonNullable<CompanionFile["telling"]>): boolean {
  const text = readOr(path);
  return text === undefined ? !existsSync(path) : isOurs(text);
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
