import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Locations, locations } from "../../../src/node/locations.ts";

/** A home folder of its own for one test. */
export interface Home {
  readonly path: string;
  readonly locations: Locations;
  /** Writes a file below the home, with its folders. */
  write(path: string, content: string | Uint8Array): string;
  remove(): void;
}

export function makeHome(): Home {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "countersign-home-")));
  return {
    path,
    locations: locations(path),
    write(name, content) {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Runs a test in a home folder that is gone afterwards. */
export async function inHome<T>(test: (home: Home) => T | Promise<T>): Promise<T> {
  const home = makeHome();
  try {
    return await test(home);
  } finally {
    home.remove();
  }
}
