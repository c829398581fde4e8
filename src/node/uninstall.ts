import { rmSync } from "node:fs";
import { removeHookFiles } from "./hookFiles.ts";
import { createInstaller } from "./installer.ts";
import type { InstallTarget } from "./installTarget.ts";
import type { Locations } from "./locations.ts";
import { removeIfEmpty } from "./privateFiles.ts";
import { unwrapAll } from "./wrapRecord.ts";

/**
 * Leaves every configuration file of others as it was before. The policy and the audit are the user's and stay.
 * @returns what could not be removed, and why
 */
export function uninstall(locations: Locations, targets: readonly InstallTarget[]): readonly string[] {
  const installer = createInstaller(locations, Date.now);
  const problems = [...targets.flatMap((target) => installer.remove(target).problem ?? []), ...unwrapAll(locations)];
  rmSync(locations.run, { recursive: true, force: true });
  // While an entry remains its hook must remain too: without it every action of that agent would be denied, and a
  // server that is still wrapped would not start.
  if (problems.length > 0) return problems;
  removeHookFiles(locations);
  rmSync(locations.backup, { recursive: true, force: true });
  removeIfEmpty(locations.base);
  return [];
}
