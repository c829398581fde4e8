/**
 * What a line of commands does to files and addresses, as Qwen Code sees it: rules about them hold for it too. Read in the
 * bundle of its 0.24.4 and compared with it on 2026-11-26.
 */
import { resolveFrom, slashed } from "../../core/permissions/paths.ts";
import { isPath, type Stand, standsOfWords } from "./fileWords.ts";
import { covers, matches, type Rule } from "./rule.ts";
import type { QwenSettings } from "./settings.ts";
import { partsOf, unwrapped, withoutHereDocuments } from "./shellParts.ts";

export interface FileUse extends Stand {
  /** It is a path below a folder that cannot be told. */
  readonly somewhere?: true;
}

type Settings = Pick<QwenSettings, "place" | "rules">;

const maxDepth = 4;

/** All that the line does, across its parts and the shells that it starts. */
export function fileUsesOf(line: string, { place }: Settings): readonly FileUse[] {
  return walk(line, place.workspace ?? place.home, place, 0, false);
}

/** The rule that refuses or asks most strictly; `somewhere` where a path is not known and such a rule may hold. */
export function strictestFileRule(uses: readonly FileUse[], settings: QwenSettings): Rule | "somewhere" | undefined {
  const careful = settings.rules.filter(({ list }) => list !== "allow");
  const found = uses.flatMap((use) => careful.filter((rule) => matches(rule, use, settings)).slice(0, 1));
  return (
    found.find(({ list }) => list === "deny") ??
    found[0] ??
    (uses.some((use) => mayMeet(use, careful)) ? "somewhere" : undefined)
  );
}

/** Whether a rule speaks of what the line does. */
export function isConcerned(uses: readonly FileUse[], settings: QwenSettings): boolean {
  const careful = settings.rules.filter(({ list }) => list !== "allow");
  return uses.some((use) => mayMeet(use, careful) || settings.rules.some((rule) => matches(rule, use, settings)));
}

function mayMeet({ tool, somewhere }: FileUse, careful: readonly Rule[]): boolean {
  return somewhere === true && careful.some((rule) => covers(rule.tool, tool));
}

function walk(line: string, start: string, place: Settings["place"], depth: number, unknown: boolean): FileUse[] {
  const uses: FileUse[] = [];
  let folder = start;
  let somewhere = unknown;
  for (const { text, terminator } of partsOf(withoutHereDocuments(line))) {
    const move = moveOf(text, folder, place);
    if (move) {
      if (terminator === "&") continue;
      somewhere = move.to === undefined || (somewhere && !move.isAbsolute);
      folder = move.to ?? folder;
      continue;
    }
    const inner = depth < maxDepth ? unwrapped(text) : text;
    if (inner !== text) uses.push(...walk(inner, folder, place, depth + 1, somewhere));
    else uses.push(...usesOf(text, folder, place, somewhere));
  }
  return uses;
}

/** One command by itself. */
function usesOf(text: string, folder: string, place: Settings["place"], somewhere: boolean): FileUse[] {
  const { words, uses } = withoutRedirects(wordsOf(text), (word) => resolveFrom(folder, word, place));
  const first = words.findIndex((word) => !isAssignment(word));
  const own = first < 0 ? [] : ofProgram(words.slice(first), folder, place);
  const all = [...own, ...uses];
  if (!somewhere) return all;
  const known = new Set(wordsOf(text).map((word) => slashed(word.replace(redirects, ""), place.platform)));
  return all.map((use) => (use.path === undefined || known.has(use.path) ? use : { ...use, somewhere: true }));
}

const isAssignment = (word: string) => /^[A-Za-z_]\w*=/.test(word);

/** They start what follows them. */
const starters: Readonly<Record<string, ReadonlySet<string>>> = {
  sudo: new Set(
    "-u --user -g --group -C --close-from -c --login-class -D --chdir -p --prompt -r --role -t --type -T --command-timeout -U --other-user".split(
      " ",
    ),
  ),
  timeout: new Set("-s --signal -k --kill-after".split(" ")),
  ...Object.fromEntries(
    "doas env time nice ionice nohup unbuffer stdbuf".split(" ").map((name) => [name, new Set<string>()]),
  ),
};

function ofProgram(words: readonly string[], folder: string, place: Settings["place"]): FileUse[] {
  const [program = "", ...args] = words;
  if (program === "find") return ofFind(args, folder, place);
  const valued = Object.hasOwn(starters, program) ? starters[program] : undefined;
  if (!valued) return [...standsOfWords(words, (word) => resolveFrom(folder, word, place))];
  let at = 0;
  while (at < args.length && /^-|^[A-Za-z_]\w*=/.test(args[at] ?? ""))
    at += valued.has(args[at] ?? "") && !(args[at + 1] ?? "-").startsWith("-") ? 2 : 1;
  if (program === "timeout" && /^\d/.test(args[at] ?? "")) at++;
  return at < args.length ? usesOf(args.slice(at).join(" "), folder, place, false) : [];
}

function ofFind(args: readonly string[], folder: string, place: Settings["place"]): FileUse[] {
  const end = args.findIndex((arg) => /^(?:-|[()!]$)/.test(arg));
  const starts = args.slice(0, end < 0 ? undefined : end).filter(isPath);
  const inner: FileUse[] = [];
  for (let at = 0; at < args.length; at++) {
    const run = /^-(?:exec|ok)(dir)?$/.exec(args[at] ?? "");
    if (!run) continue;
    const rest = args.slice(at + 1);
    const stop = rest.findIndex((word) => word === ";" || word === "+");
    const command = rest.slice(0, stop < 0 ? undefined : stop);
    at += command.length + 1;
    const text = command.map((word) => word.replaceAll("{}", "__find_exec_path__")).join(" ");
    inner.push(...walk(text, folder, place, 0, run[1] !== undefined));
  }
  const listed = (starts.length > 0 ? starts : ["."]).map((path) => resolveFrom(folder, path, place));
  return [...listed.map((path): FileUse => ({ tool: "list_directory", path })), ...inner];
}

/** Where `cd` goes: nowhere known without a plain word. Undefined: the command does not move. */
function moveOf(text: string, folder: string, place: Settings["place"]) {
  const { words } = withoutRedirects(wordsOf(text), (word) => word);
  const [program, first = ""] = words;
  if (program === "popd") return { to: undefined, isAbsolute: false };
  if (program !== "cd" && program !== "pushd") return undefined;
  if (program === "pushd" && (first === "" || first === "-n" || /^[+-]\d+$/.test(first)))
    return { to: undefined, isAbsolute: false };
  let at = 1;
  while (at < words.length && /^-./.test(words[at] ?? "") && words[at] !== "--") at++;
  const target = words[words[at] === "--" ? at + 1 : at] ?? place.home;
  if (target === "-" || /[$`]/.test(target)) return { to: undefined, isAbsolute: false };
  return { to: resolveFrom(folder, target, place), isAbsolute: target.startsWith("/") };
}

/** Words with their quotes and escapes resolved, without brackets around them. */
function wordsOf(text: string): string[] {
  const found: string[] = [];
  let word = "";
  let quote = "";
  const end = () => {
    const plain = /^[{}]$/.test(word) ? "" : word.replace(/^\(+/, "").replace(/[)&]+$/, "");
    if (plain !== "") found.push(plain);
    word = "";
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char === "\\" && quote !== "'") word += text[++at] ?? "";
    else if (/['"]/.test(char) && (quote === "" || quote === char)) quote = quote === "" ? char : "";
    else if (quote === "" && (char === " " || char === "\t")) end();
    else word += char;
  }
  end();
  return found;
}

const redirects = /^(<<-?|1>>|1>|>>|>|2>>|2>|&>>|&>|<)/;

/** Redirects by themselves, or with their file written on. */
function withoutRedirects(all: readonly string[], resolve: (word: string) => string) {
  const words: string[] = [];
  const uses: FileUse[] = [];
  const add = (operator: string, target: string) => {
    if (!/^\/dev\/(?:tcp|udp)\//.test(target))
      uses.push({ tool: operator === "<" ? "read_file" : "write_file", path: resolve(target) });
  };
  for (let at = 0; at < all.length; at++) {
    const word = all[at] as string;
    const operator = redirects.exec(word)?.[0];
    const next = all[at + 1] ?? "";
    const isQuiet = operator !== undefined && /^(?:2|&)/.test(operator);
    if (operator === undefined) words.push(word);
    else if (operator !== word) {
      const target = word.slice(operator.length);
      if (!operator.startsWith("<<") && target !== "/dev/null" && isPath(target)) add(operator, target);
    } else if (operator.startsWith("<<")) at++;
    else if (isPath(next) || (isQuiet && next !== "")) {
      if (isPath(next) && !(isQuiet && next === "/dev/null")) add(operator, next);
      at++;
    } else words.push(word);
  }
  return { words, uses };
}
