/** Finds the command, runs it, and turns whatever goes wrong into a message and an exit code. */
import { type Command, readArguments } from "./command.ts";
import { CliError } from "./errors.ts";
import { type ExitCode, exitCodes } from "./exitCodes.ts";
import type { Io } from "./io.ts";
import { table } from "./style.ts";

/**
 * Never rejects.
 * @param commands that there are
 */
export async function runCommand(argv: readonly string[], io: Io, commands: readonly Command[]): Promise<ExitCode> {
  const [name, ...rest] = argv;
  try {
    if (name === undefined || name === "help" || name === "--help" || name === "-h") {
      await io.write(help(rest[0], io, commands));
      return name === undefined ? exitCodes.wrongUse : exitCodes.fine;
    }
    if (name === "--version" || name === "-v") {
      await io.write(`${io.product.version}\n`);
      return exitCodes.fine;
    }
    const command = findCommand(name, commands);
    const args = readArguments(command, rest);
    if (args.flag("help")) {
      await io.write(commandHelp(command));
      return exitCodes.fine;
    }
    return await command.run(args, io);
  } catch (error) {
    return report(error, name, io, commands);
  }
}

function findCommand(name: string, commands: readonly Command[]): Command {
  const command = commands.find((one) => one.name === name);
  if (command) return command;
  throw new CliError("usage", `There is no command “${name}”.`);
}

function report(error: unknown, name: string | undefined, io: Io, commands: readonly Command[]): ExitCode {
  if (error instanceof CliError) {
    const known = commands.some((command) => command.name === name);
    const hint = error.reason === "usage" ? `Try “countersign ${known ? `${name} ` : ""}--help”.\n` : "";
    io.warn(`countersign: ${error.message}\n${hint}`);
    return exitCodes.wrongUse;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.warn(`countersign: an internal failure; this is a bug. Please report it with these lines.\n${stack}\n`);
  return exitCodes.failure;
}

function help(name: string | undefined, io: Io, commands: readonly Command[]): string {
  if (name !== undefined) return commandHelp(findCommand(name, commands));
  const list = table(commands.map((command) => [`  ${command.name}`, command.summary]));
  return `countersign ${io.product.version}: what AI agents can do, may do and did, and who confirms it\n
Usage: countersign <command> [options]\n
${list}
“countersign <command> --help” says more about one.
Exit codes: 0 fine, 1 findings at or above --fail-on, 2 wrong use or unreadable input, 3 internal failure.
`;
}

function commandHelp({ name, summary, usage }: Command): string {
  return `${summary}\n\n${usage.map((line, index) => (index === 0 ? `Usage: countersign ${name} ${line}` : `  ${line}`).trimEnd()).join("\n")}\n`;
}
