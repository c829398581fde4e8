/**
 * What Qwen Code takes a line for: one that reads runs without asking, one that writes is refused in plan mode. Read in the
 * bundle of its 0.24.4 and compared with it, 2026-11-25 and 2026-11-26.
 */
import { type CommandLine, type Segment, splitCommand } from "../../core/permissions/shellSegments.ts";
import { gitSafety } from "./gitSafety.ts";
import { awkSafety, sedSafety, strictest } from "./scriptSafety.ts";
import { firstToken, withoutHereDocuments } from "./shellParts.ts";

export type Safety = "reads" | "writes" | "unclear";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));
const readers = words(
  "awk basename cat cd column cut df dirname du echo find git grep head ls printenv printf ps pwd rg ripgrep sed sort stat tail tree uniq wc which where whoami",
);
const writers = words(
  "chgrp chmod chown cp install ln mkdir mkfifo mknod mv rename rm rmdir shred touch truncate unlink",
);
/** Of these a variable or a glob among the arguments may be an option. */
const careful = words("awk find git printf rg ripgrep sed sort tree uniq");

/** Brackets, a line that goes on meanwhile and variables are followed; of a here-document only its redirect is seen. */
const followed: ReadonlySet<string> = new Set(["subshell", "group", "background", "heredoc", "variable"]);

export function safetyOf(text: string): Safety {
  const line = splitCommand(asRead(text));
  const { segments, obstacles } = line;
  if (segments.length === 0) return "unclear";
  if (unread.test(text)) return "unclear";
  const found = strictest(...segments.map((segment) => segmentSafety(segment, line)));
  const odd = [...obstacles].some((one) => !followed.has(one)) || branches.test(text) || hasComment(text);
  if (found === "writes" || odd) return found === "writes" ? "writes" : "unclear";
  return readsOtherFolder(segments) ? "unclear" : found;
}

/** Functions and choices are not looked into. */
const unread = /(?:^|[;\n&|]|\b(?:then|do|else))\s*(?:case\s|function\s|[\w-]+\s*\(\s*\))/;

/** Escaped blanks and braces are words to it like others, patterns of names. */
function asRead(text: string): string {
  return text.replace(
    /'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\ |(?<!\$)\{([^{}\s'"]*(?:,|\.\.)[^{}\s'"]*)\}/g,
    (found, names?: string) => (names === undefined ? (found === "\\ " ? "\\_" : found) : `[${names}]`),
  );
}

const branches = /^\s*(?:if|for|while|until|case)\s|\$\(\(/;

/** A comment is something that it does not know. */
function hasComment(text: string): boolean {
  const bare = withoutHereDocuments(text).replace(/\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"/g, "_");
  return /(?:^|[\s;&|()])#/.test(bare);
}

/** These two of git may run what the settings of that folder say. */
function readsOtherFolder(segments: readonly Segment[]): boolean {
  const moved = segments.findIndex(({ words: [program] }) => program === "cd" || program === "pushd");
  return (
    moved >= 0 &&
    segments.slice(moved).some(({ words: [program, sub = ""] }) => program === "git" && /^(?:diff|status)$/i.test(sub))
  );
}

function segmentSafety(segment: Segment, { obstacles, segments }: CommandLine): Safety {
  const { assignments } = segment;
  const redirects = seenRedirects(segment.redirects).map(redirectSafety);
  // Only sets a variable.
  if (segment.words.length === 0 && assignments.length > 0)
    return strictest(segments.length === 1 && obstacles.size === 0 ? "reads" : "unclear", ...redirects);
  const raw = rawWords(segment);
  const [program = "", ...rest] = raw;
  const own = program === "" ? "reads" : programSafety(program, rest.map(unquoted));
  const open = own === "reads" && careful.has(program) && rest.some(expands);
  return strictest(own, open || assignments.length > 0 ? "unclear" : "reads", ...redirects);
}

/** Words as written. */
function rawWords(segment: Segment): readonly string[] {
  const found: string[] = [];
  for (let token = firstToken(segment.text); token; token = firstToken(token.rest))
    if (found.length > 0 || !/^[A-Za-z_]\w*\+?=/.test(token.text)) found.push(token.text);
  return found;
}

const unquoted = (word: string) => (/^'[\s\S]*'$|^"[\s\S]*"$/.test(word) && word.length > 1 ? word.slice(1, -1) : word);

/** A variable, or a pattern of names that is not quoted as a whole. */
function expands(word: string): boolean {
  if (/^'[^']*'$/.test(word)) return false;
  if (/\$(?:[\w@*#?$!-]|\{)/.test(word.replace(/\\\$|'[^']*'/g, ""))) return true;
  return !/^"(?:\\[\s\S]|[^"\\])*"$/.test(word) && (/[[*?]/.test(word) || /\{[^}]*(?:,|\.\.)/.test(word));
}

/** It does not see what stands behind a here-document on its line (tried). */
function seenRedirects(redirects: Segment["redirects"]): Segment["redirects"] {
  const here = redirects.findIndex(({ operator }) => /^<<-?$/.test(operator));
  return here < 0 ? redirects : redirects.slice(0, here);
}

function redirectSafety({ operator, target }: Segment["redirects"][number]): Safety {
  if (!operator.includes(">") || operator === "<>") return "reads";
  if (operator !== ">&") return "writes";
  if (/^(?:\d+|-)$/.test(target)) return "reads";
  return /[$`*?()[\]{}]/.test(target) ? "unclear" : "writes";
}

/** Options are looked for up to `--`. */
export function beforeEnd(args: readonly string[]): readonly string[] {
  const end = args.indexOf("--");
  return end < 0 ? args : args.slice(0, end);
}

export function asksForHelp(args: readonly string[], valued: readonly string[] = []): boolean {
  return beforeEnd(args).some(
    (arg, at, options) => /^--(?:help|version)$/i.test(arg) && !valued.includes(options[at - 1] ?? ""),
  );
}

function programSafety(program: string, args: readonly string[]): Safety {
  if (writers.has(program)) return asksForHelp(args) ? "unclear" : "writes";
  const own = Object.hasOwn(special, program) ? special[program] : undefined;
  if (own) return own(args, program);
  return readers.has(program) ? "reads" : "unclear";
}

const special: Readonly<Record<string, (args: readonly string[], program: string) => Safety>> = {
  ...{ git: gitSafety, find: findSafety, sed: sedSafety, awk: awkSafety, sort: intoFile, tree: intoFile },
  ...{ kill: killSafety, killall: killSafety, pkill: killSafety, rg: searches, ripgrep: searches },
  uniq: (args) => (asksForHelp(args) ? "unclear" : uniqSafety(args)),
  tee: (args) =>
    args.some((arg, at) => !arg.startsWith("-") || args[at - 1] === "--") && !asksForHelp(args) ? "writes" : "unclear",
  dd: (args) => (args.some((arg) => arg.startsWith("of=")) && !asksForHelp(args) ? "writes" : "unclear"),
  printf: (args) => (beforeEnd(args).some((arg) => /^-[^-]*v/.test(arg)) ? "unclear" : "reads"),
};

function searches(args: readonly string[]): Safety {
  const odd = /^(?:--(?:hostname-bin|pre)(?:=|$)|--search-zip$|-[^-]*z)/;
  return beforeEnd(args).some((arg) => odd.test(arg)) ? "unclear" : "reads";
}

/** With `-o` and a name; `tree` knows no long form. */
function intoFile(args: readonly string[], program: string): Safety {
  const long = program === "sort";
  const odd = beforeEnd(args).some((arg) => /^(?:--o|-[^-]+o)/.test(arg) || (long && arg.startsWith("--co")));
  const own = asksForHelp(args, ["-o", "--output"]) ? "unclear" : (outputSafety(args, long, true) ?? "reads");
  return strictest(own, odd ? "unclear" : "reads");
}

/** Undefined: no file is named. */
export function outputSafety(args: readonly string[], long: boolean, short: boolean): Safety | undefined {
  const options = beforeEnd(args);
  const at = options.findIndex((arg) => (short && arg.startsWith("-o")) || (long && /^--output(?:=|$)/.test(arg)));
  if (at < 0) return undefined;
  const [arg = "", next] = args.slice(at);
  if (arg === "-o" || arg === "--output") return next ? "writes" : "unclear";
  return arg === "--output=" ? "unclear" : "writes";
}

const takesWord =
  /^-(?:[ac]?newer|newer[a-z]{2}|[acm](?:min|time)|context|fstype|gid|group|i?(?:lname|name|path|regex)|inum|links|maxdepth|mindepth|path|perm|printf|regextype|samefile|size|type|uid|used|user|wholename|xtype)$/;

function findSafety(args: readonly string[]): Safety {
  const found: Safety[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = (args[at] as string).toLowerCase();
    if (arg === "--") return strictest(...found, "unclear");
    if (/^--(?:help|version)$/.test(arg)) return "unclear";
    if (takesWord.test(arg)) {
      if (!/^[^-]/.test(args[++at] ?? "")) found.push("unclear");
    } else if (arg === "-delete") found.push("writes");
    else if (/^-f(?:ls|print)/.test(arg)) {
      found.push("writes");
      at += arg.startsWith("-fprintf") ? 2 : 1;
    } else if (/^-(?:exec|ok)(?:dir)?$/.test(arg)) {
      const end = args.findIndex((one, index) => index > at + 1 && /^(?:\\?;|\+)$/.test(one));
      const [program = "", ...rest] = args.slice(at + 1, end < 0 ? undefined : end);
      const name = program.toLowerCase();
      found.push(writers.has(name) || /^(?:kill|killall|pkill)$/.test(name) ? programSafety(name, rest) : "unclear");
      at = end < 0 ? args.length : end;
    }
  }
  return strictest(...found);
}

function uniqSafety(args: readonly string[]): Safety {
  let files = 0;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] as string;
    if (arg === "--") return args.length - at + files > 2 ? "writes" : "reads";
    if (/^(?:-[fsw]|--(?:skip-fields|skip-chars|check-chars))$/.test(arg)) {
      if (!args[++at]) return "unclear";
    } else if (arg === "-" || !arg.startsWith("-")) files++;
  }
  return files >= 2 ? "writes" : "reads";
}

function killSafety(args: readonly string[], program: string): Safety {
  const options = beforeEnd(args);
  const none = /^(?:SIG)?0+$/i;
  const valued = ["--signal", ...(program === "pkill" ? [] : ["-s"]), ...(program === "kill" ? ["-n"] : [])];
  const odd = options.some((arg, at) => {
    const isValue = at > 0 && valued.includes(options[at - 1] ?? "");
    return (
      /^(?:-h|-V|-help|-version)$/.test(arg) ||
      (/[$`*?()[\]{}]/.test(arg) && (arg.startsWith("-") || isValue)) ||
      /^-(?:[lL0]|-(?:.*list|table)(?:=|$))/.test(arg) ||
      (arg.startsWith("--signal=") && none.test(arg.slice(9))) ||
      /^-(?:SIG)?0+$/i.test(arg) ||
      (program === "kill" && /^-[sn](?:SIG)?0+$/i.test(arg)) ||
      (program === "killall" && /^-s(?:SIG)?0+$/i.test(arg)) ||
      (isValue && none.test(arg))
    );
  });
  return args.length === 0 || asksForHelp(args) || odd ? "unclear" : "writes";
}
