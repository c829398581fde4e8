import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** By which of its files a workspace can keep agents from calling the user's hooks; the same as in src/agents. */
export interface ProjectSwitch {
  readonly agents: readonly string[];
  readonly files: readonly string[];
  switchedOff(text: string): string | undefined;
}

/** Larger files are no settings. */
const maxBytes = 4 * 1024 * 1024;

/**
 * What in these folders keeps an agent from calling the user's hooks. Agents read such a file when they start, and no
 * hook can object then: it can only be shown, before.
 */
export function switchedOffIn(
  folders: readonly string[],
  agent: string,
  switches: readonly ProjectSwitch[],
): string | undefined {
  for (const { files, switchedOff } of switches.filter(({ agents }) => agents.includes(agent))) {
    for (const path of folders.flatMap((folder) => files.map((file) => join(folder, file)))) {
      const text = read(path);
      const what = text === undefined ? undefined : switchedOff(text);
      if (what !== undefined) return `${path} ${what}: the agent then calls no hook here. Remove it.`;
    }
  }
  return undefined;
}

function read(path: string): string | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= maxBytes ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}
