import { writeSync } from "node:fs";
import type { HookReply } from "../protocol/messages.ts";

/**
 * Exit code for "go on". Not 0, because that is also what an empty, cut off or replaced program exits with:
 * the launcher turns only this code into 0, and every other into 2.
 */
export const allowedExitCode = 10;

/** The exit code that every agent obeys as a denial, with the reason on stderr. */
export const deniedExitCode = 2;

let answered = false;

/** INVARIANT: from here on every way out of the process is a denial with a reason, unless `answer` was told to allow. */
export function installFailClosed(): void {
  process.exitCode = deniedExitCode;
  process.on("uncaughtException", () => deny("The hook failed."));
  process.on("unhandledRejection", () => deny("The hook failed."));
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => deny("The agent ended the hook before anybody answered."));
  }
  process.on("exit", () => {
    if (!answered) say(2, sentence("The hook ended without an answer."));
    if (!answered) process.exitCode = deniedExitCode;
  });
}

/** Ends the process as a denial. */
export function deny(reason: string): never {
  if (!answered) {
    answered = true;
    say(2, sentence(reason));
  }
  process.exit(deniedExitCode);
}

/** Prints what it was told and ends as it was told. What cannot be printed whole is a denial. */
export function answer(reply: HookReply): never {
  if (reply.exitCode !== 0) {
    say(1, reply.stdout);
    return deny(reply.stderr.trim() || "The action was denied.");
  }
  if (!say(1, reply.stdout)) return deny("The answer could not be handed to the agent.");
  answered = true;
  process.exit(allowedExitCode);
}

function sentence(reason: string): string {
  return reason.startsWith("Countersign") ? `${reason}\n` : `Countersign stopped this action. ${reason}\n`;
}

/** Writes at once and completely: what is still in a buffer is lost when the process ends. */
function say(descriptor: 1 | 2, text: string): boolean {
  let bytes = Buffer.from(text, "utf8");
  // A full pipe that nobody reads must not hold the process for ever.
  for (let attempt = 0; attempt < 2_000 && bytes.length > 0; attempt++) {
    try {
      bytes = bytes.subarray(writeSync(descriptor, bytes));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return false;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return bytes.length === 0;
}
