import { existsSync, lstatSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Locations } from "./locations.ts";
import { makePrivateFolder, replaceFile } from "./privateFiles.ts";

/** "Stop All" for every window of this user, and for hooks that find no window. */
export interface StopSwitch {
  /** True also when it cannot be told. */
  isStopped(): boolean;
  stop(): void;
  lift(): void;
}

export function createStopSwitch({ stopFile }: Locations): StopSwitch {
  return {
    isStopped() {
      try {
        return lstatSync(stopFile, { throwIfNoEntry: false }) !== undefined;
      } catch {
        return existsSync(dirname(stopFile));
      }
    },
    stop() {
      makePrivateFolder(dirname(stopFile));
      replaceFile(stopFile, "");
    },
    lift: () => rmSync(stopFile, { force: true }),
  };
}
