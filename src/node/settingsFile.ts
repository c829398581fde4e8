/** Reading a program's settings file as it is, and the folders that are made for one. */
import { existsSync, mkdirSync, readFileSync, rmdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

export interface FileText {
  readonly bytes: Buffer;
  readonly text: string;
  readonly mode: number;
}

/** @throws when the file exists and cannot be read as UTF-8 */
export function readText(path: string): FileText | undefined {
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  return { bytes, text: textOf(bytes), mode: statSync(path).mode & 0o777 };
}

/** @throws when they are no UTF-8; a byte order mark stays */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** @returns the folders that were made, outermost first */
export function makeFolders(folder: string): string[] {
  const missing: string[] = [];
  for (let path = folder; !existsSync(path); path = dirname(path)) missing.unshift(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return missing;
}

/** Only empty ones: what somebody else put there meanwhile stays. */
export function removeFolders(folders: readonly string[]): void {
  for (const folder of [...folders].reverse()) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
  }
}
