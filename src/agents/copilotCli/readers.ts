/**
 * Commands that only read, as Copilot CLI knows them: it runs them without a question where nobody can be asked. By the
 * program's name as it is written; 473 lines were tried with 1.0.102 and `-p` on 2026-11-26.
 */
import { withoutSubstitutions } from "../../core/permissions/shellBrackets.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Whatever their options; those of `doing` are exceptions. */
const readers = words(
  "basename cal cat cd cut date df diff dirname du echo expr false file find free grep groups head hostname id ls nl " +
    "printenv ps pwd readlink realpath rg set sort stat tail top tr true type uname uniq uptime wc whatis whereis which whoami",
);

const doing: Readonly<Record<string, RegExp>> = {
  find: /^-(?:delete|exec|execdir|ok|okdir|fls|fprint.*)$/,
  date: /^(?:-s|--set)/,
  rg: /^--pre(?:$|=|-)/,
  sort: /^(?:-o|--o|--com)/,
};

const gitReaders = words(
  "blame branch describe diff grep log ls-files ls-remote remote rev-parse shortlog show status tag",
);

/** What is done with remotes besides listing them. */
const remoteReads = /^(?:(?:-v|--verbose)(?: show)?|show(?: .*)?|get-url(?: .*)?)?$/;

/** Of GitHub's own program what lists and shows, and its help. */
const ghReads =
  /^(?:(?:help|search|status)(?: .*)?|-h|--help|(?:auth|gist|issue|pr|release|repo|run|workflow)(?: (?:-h|--help))?|(?:auth status|(?:gist|issue|pr|release|repo|run|workflow) (?:list|view|status)|pr (?:diff|checks))(?: .*)?)?$/;

/** Programs whose options are looked at: each word has to be of one part, either in quotes or not. */
const strict = words("git gh find sort rg sed date");

/** A word that is put together of quotes, variables or plain signs. */
function isPutTogether(text: string): boolean {
  const part = /\$?'[^']*'|"(?:[^"\\]|\\.)*"|\$\(\(.*?\)\)|\$\{[^}]*\}|\$[\w?#@*!]+|(?:[^\s'"$\\]|\\.)+|\$|\s+/gs;
  const parts = (text.match(part) ?? []).map((one) => one.trim() === "");
  return parts.some((isBlank, at) => !isBlank && parts[at + 1] === false);
}

/**
 * @param text the command as written, without variables before it
 * @param args its words without the program
 */
export function readsOnly(text: string, args: readonly string[]): boolean {
  const [program = ""] = text.split(/\s/);
  if (withoutSubstitutions(text) !== text) return false;
  if (strict.has(program) && isPutTogether(text)) return false;
  if (program === "git") return gitReads(args);
  if (program === "gh") return ghReads.test(args.join(" ")) && !args.some((arg) => /^(?:-t|--show-token)$/.test(arg));
  if (program === "sed") return args.length === 3 && args[0] === "-n" && /^\d+(?:,\d+)?p$/.test(args[1] ?? "");
  const pattern = Object.hasOwn(doing, program) ? doing[program] : undefined;
  return readers.has(program) && !args.some((arg) => pattern?.test(arg));
}

function gitReads(args: readonly string[]): boolean {
  const [command, ...rest] = args[0] === "--no-pager" ? args.slice(1) : args;
  if (command === undefined) return args.length === 0;
  // Abbreviations of the program that the other side is to run, and what it takes for one.
  if (rest.some((arg) => /^(?:-u|--upload-p.*)$/.test(arg))) return false;
  return gitReaders.has(command) && (command !== "remote" || remoteReads.test(rest.join(" ")));
}
