/** The catalogue of programs: every table, looked up by name. */
import type { JudgementId } from "../judgements.ts";
import type { Dialect } from "../shell/run.ts";
import { coreutils } from "./coreutils.ts";
import { databases } from "./databases.ts";
import { git } from "./git.ts";
import { infrastructure } from "./infrastructure.ts";
import { interpreters } from "./interpreters.ts";
import { networking } from "./networking.ts";
import { packages } from "./packages.ts";
import { cmdlet } from "./powershell.ts";
import type { Spec, Table } from "./spec.ts";
import { system } from "./system.ts";
import { cmdBuiltins, windowsPrograms } from "./windows/catalogue.ts";
import { wrappers } from "./wrappers.ts";

/** Earlier tables win where two name the same program. */
const tables: readonly Table[] = [
  wrappers,
  coreutils,
  git,
  packages,
  interpreters,
  networking,
  infrastructure,
  databases,
  system,
];

const byName = new Map<string, Spec | JudgementId>();
for (const table of [...tables].reverse()) for (const [name, entry] of Object.entries(table)) byName.set(name, entry);

/** Names with a version (`python3.12`, `gcc-13`) are the program. */
function find(name: string): Spec | JudgementId | undefined {
  return (
    byName.get(name) ??
    byName.get(name.replace(/[-.]?\d[\d.]*$/, "")) ??
    (/^mkfs\./.test(name) ? byName.get("mkfs") : undefined)
  );
}

/** The table entry of a program; undefined: not known. `isFile`: named with its extension, so no alias or builtin. */
export function lookUp(name: string, dialect: Dialect, isFile = false): Spec | JudgementId | undefined {
  if (dialect === "powershell")
    return (isFile ? undefined : cmdlet(name)) ?? windowsPrograms.get(name.toLowerCase()) ?? find(name.toLowerCase());
  if (dialect === "cmd")
    return cmdBuiltins.get(name.toLowerCase()) ?? windowsPrograms.get(name.toLowerCase()) ?? find(name.toLowerCase());
  return find(name) ?? windowsPrograms.get(name.toLowerCase());
}

/** Names of all programs that are known to a POSIX shell, for tests. */
export function programNames(): readonly string[] {
  return [...byName.keys()];
}
