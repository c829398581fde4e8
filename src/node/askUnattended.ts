import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createLineCollector, decodeReply, encode, maxReplyBytes } from "../protocol/codec.ts";
import type { HookReply, HookRequest } from "../protocol/messages.ts";
import { withPipes } from "./withPipes.ts";

export type UnattendedResult = { readonly reply: HookReply } | { readonly failure: string };

/**
 * No window is open: another process judges by policy alone. A process of its own, so that a judge that hangs or
 * crashes cannot take the watchdog with it. Its answer counts only when it is whole and the process ended well.
 */
export function askUnattended(
  program: string,
  base: string,
  request: Omit<HookRequest, "token">,
  signal?: AbortSignal,
): Promise<UnattendedResult> {
  if (!existsSync(program)) return Promise.resolve({ failure: nobody });
  return new Promise<UnattendedResult>((resolve) => {
    const collector = createLineCollector(maxReplyBytes);
    let line: string | undefined;
    const words = [program, "--base", base];
    const child = withPipes(spawn(process.execPath, words, { stdio: ["pipe", "pipe", "ignore"], windowsHide: true }));
    child.stdout.on("data", (chunk: Buffer) => {
      const progress = collector.push(chunk);
      if (progress) line ??= "line" in progress ? progress.line : "";
    });
    // A child that ends early breaks the pipe; its exit code tells.
    child.stdin.on("error", () => {});
    child.on("error", () => resolve({ failure: nobody }));
    child.on("close", (code) => resolve(code === 0 && line !== undefined ? readReply(line) : { failure: nobody }));
    // When the hook's own time is over, an allow of the child must not be recorded afterwards.
    const kill = () => void child.kill("SIGKILL");
    process.on("exit", kill);
    signal?.addEventListener("abort", kill);
    child.on("close", () => {
      process.off("exit", kill);
      signal?.removeEventListener("abort", kill);
    });
    child.stdin.end(encode({ ...request, token: "" }));
  }).catch(() => ({ failure: nobody }));
}

const nobody = "No editor window with Countersign is open, and the policy could not be applied without one.";

function readReply(line: string): UnattendedResult {
  const decoded = decodeReply(line);
  return "value" in decoded ? { reply: decoded.value } : { failure: decoded.error };
}
