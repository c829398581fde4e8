/**
 * All commands as a bundle of its own. A review needs half of it, and reading the rest costs as much of the processor as
 * reviewing hundreds of files.
 */
import { commands } from "./commandCatalogue.ts";
import type { ExitCode } from "./exitCodes.ts";
import type { Io } from "./io.ts";
import { runCommand } from "./run.ts";

export { reviewSince } from "./reviewSince.ts";

/** Never rejects. */
export function runCli(argv: readonly string[], io: Io): Promise<ExitCode> {
  return runCommand(argv, io, commands);
}
