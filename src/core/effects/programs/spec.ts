/** How a program is described: which words mean what. Tables of these are the catalogue. */
import type { JudgementId } from "../judgements.ts";
import type { Invocation } from "../shell/run.ts";
import type { Text } from "../text.ts";
import type { Arguments } from "./arguments.ts";

/** What a word of a command line is to its program. */
export type Role =
  /** Data: a pattern, a number, a name. */
  | "text"
  | "read"
  /** Only its name, size or dates are shown. */
  | "look"
  | "write"
  | "append"
  | "delete"
  /** A folder the program works in. */
  | "dir"
  /** Text that a shell runs. */
  | "shell"
  /** Names a program that is run. */
  | "program"
  /** A script that is run by the program. */
  | "script"
  /** From here on the words are another command. */
  | "command"
  | "url"
  | "host"
  /** Leaves the machine; `@name` is a file. */
  | "data"
  /** A file that leaves the machine. */
  | "upload"
  /** A file that names other files to read. */
  | "list"
  /** Code of the program's own language. */
  | "code";

export type Style = "gnu" | "single-dash" | "windows" | "powershell";

export interface Spec {
  /** Judgement of running it at all. Default: it only prints or reads. */
  readonly rule?: JudgementId;
  /**
   * Options, separated by blanks. Each is `names`, `names=role` (takes a value), `names?=role` (only a glued value)
   * or `names!judgement`; `names=role!judgement` both. Names are separated by commas, one letter is a short option.
   */
  readonly options?: string;
  /** Roles of the other words: fixed ones first, one with `*` for any number, fixed ones last: "text read*", "read* write". */
  readonly operands?: string;
  /** Options that take the place of the first operand (`grep -e`). */
  readonly replacesFirst?: string;
  readonly style?: Style;
  /** First operand chooses. */
  readonly sub?: Readonly<Record<string, Spec | JudgementId>>;
  /** What holds where the first operand is not in `sub`: a judgement, or the program's form without subcommands. */
  readonly otherwise?: JudgementId | Spec;
  /** Without a subcommand or operands. */
  readonly bare?: JudgementId;
  /** Its output came from a network. */
  readonly remote?: boolean;
  /** What it is given leaves the machine. */
  readonly sink?: boolean;
  /** `{target}` of its judgement, when the command line is not a good name. */
  readonly target?: string;
  /** `{target}` is what the operands name; this text where they name nothing. */
  readonly named?: string;
  /** What the table cannot say. Runs after it. Returns the output where that is known. */
  readonly more?: (call: Invocation, args: Arguments) => Text | undefined;
  /** Branches that its acts are about; undefined: none, empty: which is not known. */
  readonly branches?: (args: Arguments) => readonly string[] | undefined;
  /** Options with which its scripts are only read: a check of their syntax. */
  readonly checks?: readonly string[];
  /** Takes the place of running the words after the options (`operands` ends in "command"). */
  readonly byHand?: (call: Invocation, args: Arguments) => Text;
  /** The table has all of its options: one that is not there is not known to be harmless. */
  readonly complete?: boolean;
  /** `--help` and the like are not its own: everything after is another program's. */
  readonly noHelp?: boolean;
}

export type Table = Readonly<Record<string, Spec | JudgementId>>;

export interface OptionSpec {
  readonly names: readonly string[];
  readonly value: "none" | "glued" | "next";
  readonly role: Role;
  readonly rule: JudgementId | undefined;
}

const parsed = new Map<string, ReadonlyMap<string, OptionSpec>>();

/** The options of a spec by name. Parsed once. */
export function optionsOf(spec: Spec): ReadonlyMap<string, OptionSpec> {
  const text = spec.options ?? "";
  const known = parsed.get(text);
  if (known) return known;
  const table = new Map<string, OptionSpec>();
  for (const entry of text.split(/\s+/).filter((part) => part !== "")) {
    const [, names, glued, role, rule] = /^([^=!?]+|\?[^=!]*?)(\?)?(?:=([a-z]+))?(?:!([a-z-]+))?$/.exec(entry) ?? [];
    if (names === undefined) continue;
    const option: OptionSpec = {
      names: names.split(","),
      value: role === undefined ? "none" : glued ? "glued" : "next",
      role: (role ?? "text") as Role,
      rule: rule as JudgementId | undefined,
    };
    for (const name of option.names) table.set(name, option);
  }
  parsed.set(text, table);
  return table;
}

export function specOf(entry: Spec | JudgementId): Spec {
  return typeof entry === "string" ? { rule: entry } : entry;
}
