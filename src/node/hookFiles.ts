import { createHash } from "node:crypto";
import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launcherFiles } from "./launchers.ts";
import type { Locations } from "./locations.ts";
import { putNativeRelay } from "./nativeRelay.ts";
import { makePrivateFolder, replaceFile } from "./privateFiles.ts";
import { putProxyLauncher } from "./proxyLauncher.ts";
import { judgeGrammars, wasmFile } from "./wasm.ts";

export interface HookFilesInput {
  readonly locations: Locations;
  /** The folder of our bundles: hook.js, relay.pl, proxy.js, unattended.js, sqlParser.js and wasm/. */
  readonly dist: string;
  /** Of the extension. An older one never replaces a newer one, so two windows do not fight. */
  readonly version: string;
  /** Absolute paths of programs that can run the hook, best first. */
  readonly nodes: readonly string[];
}

/** Where Node is commonly installed; tried when the recorded programs are gone, as after an editor update. */
export const usualNodes = ["/usr/local/bin/node", "/opt/homebrew/bin/node", "/usr/bin/node"];

/**
 * Puts the hook programs at a path that no update moves. The programs of one version lie in a folder named after
 * their content and are complete before the launcher names them, so a hook never runs half of an update.
 * @throws when a file cannot be written; what was there keeps working
 */
export function putHookFiles(input: HookFilesInput): void {
  const { bin, base } = input.locations;
  makePrivateFolder(base);
  makePrivateFolder(bin);
  const programs = readPrograms(input.dist);
  const present = installedVersion(bin);
  if (present && compareVersions(present, input.version) > 0) return;
  const app = `app-${digestOf(programs)}`;
  if (!existsSync(join(bin, app))) putApp(bin, app, programs);
  const relay = textOf(programs, "relay.pl");
  const nodes = [...new Set([...input.nodes, ...usualNodes])];
  for (const { path, text } of launcherFiles({
    launcher: input.locations.launcher,
    app: join(bin, app),
    base,
    nodes,
    relay,
  }))
    if (readOr(path) !== text) replaceFile(path, text, 0o700);
  putNativeRelay(input.locations.launcher, input.dist);
  putProxyLauncher(input.locations, join(bin, app), nodes);
  replaceFile(join(bin, versionFile), JSON.stringify({ version: input.version, app }));
  removeOldApps(bin, app);
}

/** Whether the launcher is there and names programs that are there. */
export function hookFilesPresent({ bin, launcher }: Locations): boolean {
  const app = installedApp(bin);
  return existsSync(launcher) && app !== undefined && existsSync(join(bin, app, "hook.js"));
}

export function removeHookFiles({ bin }: Locations): void {
  rmSync(bin, { recursive: true, force: true });
}

const versionFile = "version.json";

interface Program {
  readonly name: string;
  readonly bytes: Buffer;
}

function readPrograms(dist: string): readonly Program[] {
  // What the review of other languages reads stays with the editor.
  const wasm = (["tree-sitter", ...judgeGrammars] as const).map(wasmFile);
  const bundles = ["hook.js", "proxy.js", "relay.pl", "unattended.js", "sqlParser.js"];
  const names = [...bundles, ...wasm.map((name) => join("wasm", name))];
  return names.map((name) => ({ name, bytes: readFileSync(join(dist, name)) }));
}

function textOf(programs: readonly Program[], wanted: string): string {
  return programs.find(({ name }) => name === wanted)?.bytes.toString("utf8") ?? "";
}

function digestOf(programs: readonly Program[]): string {
  const hash = createHash("sha256");
  for (const { name, bytes } of programs) hash.update(`${name}\n${bytes.length}\n`).update(bytes);
  return hash.digest("hex").slice(0, 16);
}

function putApp(bin: string, app: string, programs: readonly Program[]): void {
  const temporary = join(bin, `.${app}-${process.pid}.tmp`);
  rmSync(temporary, { recursive: true, force: true });
  try {
    makePrivateFolder(join(temporary, "wasm"));
    for (const { name, bytes } of programs) writeFileSync(join(temporary, name), bytes, { mode: 0o600, flush: true });
    chmodSync(temporary, 0o700);
    renameSync(temporary, join(bin, app));
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    // Another window may have put the same programs there in the meantime.
    if (!existsSync(join(bin, app))) throw error;
  }
}

/** The one before stays too: a hook that is waiting may still start its fallback from there. */
function removeOldApps(bin: string, app: string): void {
  const apps = readdirSync(bin).filter((name) => name.startsWith("app-") && name !== app);
  for (const name of apps.slice(0, -1)) rmSync(join(bin, name), { recursive: true, force: true });
}

function installedVersion(bin: string): string | undefined {
  return versionRecord(bin)?.version;
}

function installedApp(bin: string): string | undefined {
  return versionRecord(bin)?.app;
}

function versionRecord(bin: string): { version: string; app: string } | undefined {
  try {
    const { version, app } = JSON.parse(readFileSync(join(bin, versionFile), "utf8")) as Record<string, unknown>;
    return typeof version === "string" && typeof app === "string" ? { version, app } : undefined;
  } catch {
    return undefined;
  }
}

/** By number, part by part; what is no number counts as 0. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[.+-]/).map((part) => Number(part) || 0)) as [
    number[],
    number[],
  ];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function readOr(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
