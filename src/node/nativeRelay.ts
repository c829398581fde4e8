import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nativeRelayPath, pluginLauncherText } from "./launchers.ts";
import type { Locations } from "./locations.ts";
import { makePrivateFolder, replaceFile } from "./privateFiles.ts";

/**
 * Puts the native relay beside the launcher where there is one for this machine that runs here; takes an older one away
 * where not, and the relay in Perl serves. Never throws: it only makes the hook faster.
 */
export function putNativeRelay(launcher: string, dist: string): void {
  const place = nativeRelayPath(launcher);
  try {
    const bytes = readOr(builtRelay(dist));
    if (bytes && readOr(place)?.equals(bytes) && runs(place)) return;
    if (bytes && putTried(place, bytes)) return;
  } catch {
    // What is there is of another version, or does not run.
  }
  rmSync(place, { force: true });
}

/**
 * Puts the native relay where the hook of the extension's own plugin finds it, beside the folder of the windows.
 * @param node a program that runs Node, for what the native relay hands on
 * @returns its path; undefined where it does not run, and the relay in Perl serves. Never throws.
 */
export function putPluginRelay({ base, bin }: Locations, dist: string, node: string): string | undefined {
  const launcher = join(bin, "plugin");
  const native = nativeRelayPath(launcher);
  if (!existsSync(builtRelay(dist)) && !existsSync(native)) return undefined;
  try {
    makePrivateFolder(base);
    makePrivateFolder(bin);
    const text = pluginLauncherText(base, dist, node);
    if (readOr(launcher)?.toString("utf8") !== text) replaceFile(launcher, text, 0o700);
    putNativeRelay(launcher, dist);
    return existsSync(native) ? native : undefined;
  } catch {
    return undefined;
  }
}

function builtRelay(dist: string): string {
  return join(dist, `relay-${process.platform}-${process.arch}`);
}

/** Tried before it gets its name: whoever finds it there starts it. */
function putTried(place: string, bytes: Buffer): boolean {
  const temporary = join(place, "..", `.tried-${process.pid}${nativeEnding}`);
  try {
    writeFileSync(temporary, bytes, { mode: 0o700, flush: true });
    if (!runs(temporary)) return false;
    renameSync(temporary, place);
    return true;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** The program knows its base by its own name. */
const nativeEnding = nativeRelayPath("");

/** What it ends with when it is only tried; see src/hook/native/relay.c. */
const tried = 42;

function runs(program: string): boolean {
  const { status } = spawnSync(program, ["--probe", "runs"], { stdio: "ignore", timeout: 10_000, env: {} });
  return status === tried;
}

function readOr(path: string): Buffer | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}
