import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HookSource } from "../protocol/messages.ts";
import { trialPayload, trialReason } from "./gateway.ts";
import type { Locations } from "./locations.ts";
import { makePrivateFolder, replaceFile } from "./privateFiles.ts";
import { withPipes } from "./withPipes.ts";

/** What came of running an installed hook once. The hook itself works or not; that the agent calls it is shown by a call. */
export type Proof = { readonly at: number; readonly delayMs: number } | { readonly at: number; readonly why: string };

/** The command line that stands in the agent's configuration, for the shell of this system. */
export interface HookCommandLine {
  readonly posix: string;
  readonly windows: string;
}

/** A hook that needs longer does not work, whatever it says then. */
const trialTimeoutMs = 30_000;

/**
 * Runs a hook as its agent would, with a trial that the gate denies by itself, and keeps what came of it. A trial asks
 * nobody, runs nothing, and is answered only by a gate that it has reached. Never rejects.
 */
export async function proveHook(
  source: HookSource,
  command: HookCommandLine,
  locations: Locations,
  now: () => number,
): Promise<Proof> {
  const nonce = randomBytes(8).toString("hex");
  const begun = performance.now();
  const { code, stderr } = await run(command, trialPayload(nonce), locations.home);
  const delayMs = Math.max(1, Math.round(performance.now() - begun));
  const arrived = code === 2 && stderr.includes(trialReason(nonce));
  const proof = arrived ? { at: now(), delayMs } : { at: now(), why: reasonOf(code, stderr) };
  keep(source, proof, locations);
  return proof;
}

export function lastProof({ seen }: Locations, source: HookSource): Proof | undefined {
  try {
    const { at, delayMs, why } = JSON.parse(readFileSync(proofFile(seen, source), "utf8")) as Record<string, unknown>;
    if (typeof at !== "number") return undefined;
    if (typeof delayMs === "number") return { at, delayMs };
    return typeof why === "string" ? { at, why } : undefined;
  } catch {
    return undefined;
  }
}

function keep(source: HookSource, proof: Proof, { seen }: Locations): void {
  try {
    makePrivateFolder(seen);
    replaceFile(proofFile(seen, source), JSON.stringify(proof));
  } catch {
    // Only the status view depends on it, and it then says nothing of a trial.
  }
}

function proofFile(seen: string, source: HookSource): string {
  return join(seen, `${source}.proof`);
}

const longestReason = 300;

function reasonOf(code: number | null | "not-started", stderr: string): string {
  const said = stderr.replace(/\s+/g, " ").trim().slice(0, longestReason);
  if (code === "not-started") return `it could not be started: ${said}`;
  return said === "" ? `it ended with ${code ?? "a signal"} and said nothing` : said;
}

interface Ended {
  readonly code: number | null | "not-started";
  readonly stderr: string;
}

function run(command: HookCommandLine, input: string, cwd: string): Promise<Ended> {
  const windows = process.platform === "win32";
  const [program, args] = windows
    ? (["powershell.exe", ["-NoProfile", "-Command", command.windows]] as const)
    : (["/bin/sh", ["-c", command.posix]] as const);
  return new Promise<Ended>((resolve) => {
    const child = withPipes(
      spawn(program, args, { cwd, timeout: trialTimeoutMs, windowsHide: true, stdio: ["pipe", "ignore", "pipe"] }),
    );
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => {
      if (stderr.length < 10_000) stderr += chunk.toString("utf8");
    });
    child.stdin.on("error", () => {});
    child.on("error", (error) => resolve({ code: "not-started", stderr: error.message }));
    child.on("close", (code) => resolve({ code, stderr }));
    child.stdin.end(input);
  }).catch((error: Error) => ({ code: "not-started", stderr: error.message }));
}
