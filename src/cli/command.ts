/** What a command is, and how its part of the command line is read. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { CliError } from "./errors.ts";
import type { ExitCode } from "./exitCodes.ts";
import type { Io } from "./io.ts";

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Lines after "countersign <name>" in the help. */
  readonly usage: readonly string[];
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  run(args: Arguments, io: Io): Promise<ExitCode>;
}

export interface Arguments {
  readonly positionals: readonly string[];
  /** The value of an option, undefined when it is not given. */
  text(name: string): string | undefined;
  flag(name: string): boolean;
  /** @throws CliError "usage" when the value is none of the words */
  oneOf<T extends string>(name: string, words: readonly T[]): T | undefined;
}

/** @throws CliError "usage" */
export function readArguments(command: Pick<Command, "name" | "options">, argv: readonly string[]): Arguments {
  const { values, positionals } = parse(command, argv);
  const text = (name: string) => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  return {
    positionals,
    text,
    flag: (name) => values[name] === true,
    oneOf: (name, words) => {
      const value = text(name);
      const word = words.find((one) => one === value);
      if (value !== undefined && word === undefined) {
        throw new CliError("usage", `--${name} must be one of ${words.join(", ")}; it is “${value}”.`);
      }
      return word;
    },
  };
}

interface Parsed {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

function parse(command: Pick<Command, "name" | "options">, argv: readonly string[]): Parsed {
  try {
    const options = { ...command.options, help: { type: "boolean" } } as const;
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (!code.startsWith("ERR_PARSE_ARGS")) throw error;
    throw new CliError("usage", (error as Error).message.split(". ")[0]?.replace(/\.?$/, ".") ?? "");
  }
}

/** @throws CliError "usage" when more is given than is used, since a word ignored is a wish ignored */
export function atMost(args: Arguments, most: number): readonly string[] {
  const extra = args.positionals[most];
  if (extra !== undefined) throw new CliError("usage", `“${extra}” is one argument too many.`);
  return args.positionals;
}
