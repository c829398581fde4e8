import { lstatSync } from "node:fs";

/** How many names a plain file has; undefined: no plain file, not there, or not to be looked at. */
export function linkCount(path: string): number | undefined {
  try {
    const found = lstatSync(path);
    return found.isFile() ? found.nlink : undefined;
  } catch {
    return undefined;
  }
}
