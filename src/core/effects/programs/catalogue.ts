/** The catalogue of programs: every table, looked up by name. */
import type { JudgementId } from "../judgements.ts";
import type { Dialect } from "../shell/run.ts";
import { amazon } from "./cloud/amazon.ts";
import { business } from "./cloud/business.ts";
import { containers } from "./cloud/containers.ts";
import { forges } from "./cloud/forges.ts";
import { google } from "./cloud/google.ts";
import { hostingServices } from "./cloud/hosting.ts";
import { infrastructure } from "./cloud/infrastructure.ts";
import { kubernetes } from "./cloud/kubernetes.ts";
import { machines } from "./cloud/machines.ts";
import { microsoft } from "./cloud/microsoft.ts";
import { vaults } from "./cloud/vaults.ts";
import { backups } from "./databases/backups.ts";
import { sqlClients } from "./databases/clients.ts";
import { migrations } from "./databases/migrations.ts";
import { stores } from "./databases/stores.ts";
import { changing } from "./files/changing.ts";
import { data } from "./files/data.ts";
import { inspecting } from "./files/inspecting.ts";
import { reading } from "./files/reading.ts";
import { rightsOfFiles } from "./files/rights.ts";
import { searching } from "./files/searching.ts";
import { sed } from "./files/sed.ts";
import { specialists } from "./files/specialists.ts";
import { gitItself } from "./git/git.ts";
import { interpreters } from "./interpreters.ts";
import { contacting } from "./network/contacting.ts";
import { copying } from "./network/copying.ts";
import { crypto } from "./network/crypto.ts";
import { requests } from "./network/curl.ts";
import { tunnels } from "./network/tunnels.ts";
import { builds } from "./packages/builds.ts";
import { languages } from "./packages/languages.ts";
import { nodePackages } from "./packages/node.ts";
import { platforms } from "./packages/platforms.ts";
import { pythonPackages } from "./packages/python.ts";
import { systemPackages } from "./packages/systems.ts";
import { cmdlet } from "./powershell.ts";
import type { Spec, Table } from "./spec.ts";
import { agents } from "./system/agents.ts";
import { appleScript } from "./system/appleScript.ts";
import { archives } from "./system/archives.ts";
import { desktop } from "./system/desktop.ts";
import { disks } from "./system/disks.ts";
import { editors } from "./system/editors.ts";
import { mac } from "./system/mac.ts";
import { machine } from "./system/machine.ts";
import { processes } from "./system/processes.ts";
import { cmdBuiltins, windowsPrograms } from "./windows/catalogue.ts";
import { wrappers } from "./wrappers.ts";

/** Each program has one place; a test holds them to it. */
export const tables: Readonly<Record<string, Table>> = {
  wrappers,
  interpreters,
  reading,
  searching,
  sed,
  specialists,
  data,
  inspecting,
  changing,
  rightsOfFiles,
  gitItself,
  nodePackages,
  pythonPackages,
  languages,
  platforms,
  systemPackages,
  builds,
  requests,
  copying,
  contacting,
  tunnels,
  crypto,
  containers,
  machines,
  kubernetes,
  infrastructure,
  forges,
  amazon,
  google,
  microsoft,
  hostingServices,
  vaults,
  business,
  sqlClients,
  stores,
  backups,
  migrations,
  processes,
  disks,
  machine,
  mac,
  appleScript,
  archives,
  editors,
  agents,
  desktop,
};

const byName = new Map<string, Spec | JudgementId>();
for (const table of Object.values(tables)) for (const [name, entry] of Object.entries(table)) byName.set(name, entry);

/** Tools for another machine: `arm-none-eabi-size`. */
const forMachine =
  /^(?:[a-z0-9_]+-){1,3}(?=(?:size|nm|objdump|readelf|strings|addr2line|c\+\+filt|gcc|g\+\+|cpp|ld|as|ar|ranlib|strip|objcopy|gdb)$)/;

/** Names with a version (`python3.12`, `gcc-13`) are the program, and so are those for another machine. */
function find(name: string): Spec | JudgementId | undefined {
  return (
    byName.get(name) ??
    byName.get(name.replace(/[-.]?\d[\d.]*$/, "")) ??
    (forMachine.test(name) ? byName.get(name.replace(forMachine, "")) : undefined) ??
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
