/** Rules written into an agent's own file, and which policies were compiled into which files: what later drift is told from. */
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Locations } from "./locations.ts";
import { makePrivateFolder, replaceFile } from "./privateFiles.ts";
import { realPath } from "./realPath.ts";

/** What shall be written, and the text it was made from. */
export interface NativeChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** @throws when the file is another by now, or cannot be written; it is then as it was */
export function writeNative({ path, before, after }: NativeChange): void {
  // Through a link to what it names: replacing the link would cut it.
  const real = realPath(path) ?? path;
  const there = statSync(real, { throwIfNoEntry: false });
  if ((there ? readFileSync(real, "utf8") : "") !== before) throw new Error("The file was changed in the meantime.");
  mkdirSync(dirname(real), { recursive: true });
  replaceFile(real, after, there ? there.mode & 0o777 : 0o644);
}

/** One policy that a person had compiled into one agent's own rules. */
export interface CompiledRecord {
  readonly agent: string;
  readonly workspace: string;
  readonly path: string;
  /** ISO 8601. */
  readonly time: string;
}

/** Where it is kept which policies were compiled into which files. */
export const compiledName = ({ base }: Locations): string => join(base, "compiled.json");

/** What cannot be read counts as nothing compiled: drift is a help, and no gate. */
export function compiledRecords(locations: Locations): readonly CompiledRecord[] {
  try {
    const found: unknown = JSON.parse(readFileSync(compiledName(locations), "utf8"));
    return Array.isArray(found) ? found.filter(isRecord) : [];
  } catch {
    return [];
  }
}

function isRecord(value: unknown): value is CompiledRecord {
  const one = value as Partial<Record<keyof CompiledRecord, unknown>> | null;
  return (["agent", "workspace", "path", "time"] as const).every((key) => typeof one?.[key] === "string");
}

export function recordCompiled(locations: Locations, record: CompiledRecord): void {
  const others = compiledRecords(locations).filter(
    ({ agent, workspace }) => agent !== record.agent || workspace !== record.workspace,
  );
  makePrivateFolder(locations.base);
  replaceFile(compiledName(locations), `${JSON.stringify([...others, record], undefined, 2)}\n`);
}
