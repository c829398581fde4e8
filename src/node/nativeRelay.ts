import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nativeRelayPath } from "../agents/hookCommand.ts";

/**
 * Puts the native relay beside the launcher where there is one for this machine that runs here; takes an older one away
 * where not, and the relay in Perl serves. Never throws: it only makes the hook faster.
 */
export function putNativeRelay(launcher: string, dist: string): void {
  const place = nativeRelayPath(launcher);
  try {
    const bytes = readOr(join(dist, `relay-${process.platform}-${process.arch}`));
    if (bytes && readOr(place)?.equals(bytes) && runs(place)) return;
    if (bytes && putTried(place, bytes)) return;
  } catch {
    // What is there is of another version, or does not run.
  }
  rmSync(place, { force: true });
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
