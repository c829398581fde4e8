/** The questions that a person marked as needless, one a line in Countersign's own folder. */
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { NeedlessCase } from "../core/audit/needless.ts";
import { readNeedless } from "../core/policy/needless.ts";
import type { Locations } from "./locations.ts";
import { makePrivateFolder } from "./privateFiles.ts";

const fileIn = ({ base }: Pick<Locations, "base">) => join(base, "needless.jsonl");

export function keepNeedless(locations: Pick<Locations, "base">, one: NeedlessCase): void {
  makePrivateFolder(locations.base);
  appendFileSync(fileIn(locations), `${JSON.stringify(one)}\n`, { mode: 0o600 });
}

/** @throws errors of the file system when the file exists and cannot be read */
export function needlessCases(locations: Pick<Locations, "base">): NeedlessCase[] {
  try {
    return readNeedless(readFileSync(fileIn(locations), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
