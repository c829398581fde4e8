/** How `Bash(…)` rules meet a command line. Every row of the tests was seen with Claude Code 2.1.329 on 2026-11-21. */
import { type Segment, withoutAssignments } from "../../core/permissions/shellSegments.ts";
import { matchesWildcard } from "../../core/permissions/wildcard.ts";

/** True when the specifier covers the text: exact, `prefix:*` or `prefix *` up to a word boundary, `*` anywhere. */
export function specifierCovers(written: string, text: string): boolean {
  const specifier = written.includes("*") ? blanksAsOne(written) : written;
  const prefix = prefixOf(specifier);
  if (prefix !== undefined) {
    // Before `:*` a star is a star and nothing else.
    if (prefix.includes("*") && !specifier.endsWith(":*"))
      return matchesWildcard(prefix, text) || matchesWildcard(`${prefix} *`, text);
    return text === prefix || text.startsWith(`${prefix} `);
  }
  return specifier.includes("*") ? matchesWildcard(specifier, text) : text === specifier;
}

/** With a star, words are compared: blanks count as one, and those before a form without `:` for nothing (2026-11-26). */
function blanksAsOne(specifier: string): string {
  const joined = specifier.replace(/[ \t]+/g, " ");
  return specifier.endsWith(":*") ? joined : joined.trimStart();
}

/** The part before `:*` or ` *`; undefined for other forms. `:*` alone is no prefix. */
export function prefixOf(specifier: string): string | undefined {
  return /^(.+?)[ :]\*$/s.exec(specifier)?.[1];
}

/** Allow rules look narrowly: at the command itself, behind a few wrappers that only start it. */
export function coversNarrowly(specifier: string, segment: Segment): boolean {
  if (!segment.assignments.every(isHarmless) || segment.nested) return false;
  // An exact rule compares what is written, but for quotes of the program; a rule with a wildcard the words, however they
  // are quoted and spaced.
  if (!specifier.includes("*")) {
    const written = withoutAssignments(segment);
    return written === specifier || withPlainProgram(written, segment.words) === specifier;
  }
  // What `find` deletes, runs or writes is allowed by a rule without a wildcard, or by one for all of the shell alone.
  if (segment.words[0] === "find" && segment.words.some((word) => acting.test(word))) return specifier === "*";
  return peeled(segment.words, narrowWrappers).some((words) => specifierCovers(specifier, words.join(" ")));
}

/** `'touch' a` is `touch a` to such a rule, and `touch 'a'` is not (tried on 2026-11-26). */
function withPlainProgram(written: string, [program = ""]: readonly string[]): string {
  return written.replace(/^(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/, () => program);
}

const acting = /^-(?:delete|exec|execdir|ok|okdir|fprint|fprint0|fprintf|fls)$/;

/** Variables that may stand before a command without changing what is allowed (list of the 2.1.329 bundle). */
const harmless: ReadonlySet<string> = new Set(
  (
    "GOEXPERIMENT GOOS GOARCH CGO_ENABLED GO111MODULE RUST_BACKTRACE RUST_LOG NODE_ENV PYTHONUNBUFFERED PYTHONDONTWRITEBYTECODE " +
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD PYTEST_DEBUG ANTHROPIC_API_KEY LANG LANGUAGE LC_ALL LC_CTYPE LC_TIME CHARSET TERM COLORTERM " +
    "NO_COLOR FORCE_COLOR TZ LS_COLORS LSCOLORS GREP_COLOR GREP_COLORS GCC_COLORS TIME_STYLE BLOCK_SIZE BLOCKSIZE COLUMNS LINES " +
    "CLICOLOR CLICOLOR_FORCE CI DEBIAN_FRONTEND GIT_TERMINAL_PROMPT"
  ).split(" "),
);
const locale = /^(C|POSIX|UTF-?8|[\w-]+\.UTF-?8(@\w+)?)$/i;
const place = /^[.~]*[/\\]|[/\\][/\\]|:[/\\.]|(?:^|[/\\])\.\.(?:[/\\]|$)/;

/** A plain value that names no place outside; a locale has to be a known one. Tried on 2026-11-26. */
export function isHarmless(assignment: string): boolean {
  const at = assignment.indexOf("=");
  const [name, value] = [assignment.slice(0, at), assignment.slice(at + 1)];
  if (!harmless.has(name) || !/^[\w@%+,./:=-]+$/.test(value) || place.test(value)) return false;
  return !/^(LANG|LC_ALL|LC_CTYPE)$/.test(name) || locale.test(value);
}

/** Deny and ask rules look broadly: behind assignments, `env`, `sudo`, and at the program's name without its folder. */
export function coversBroadly(specifier: string, segment: Segment): boolean {
  const forms = peeled(segment.words, broadWrappers);
  if (forms.some((words) => specifierCovers(specifier, bareName(words).join(" ")))) return true;
  return forms.some((words) => specifierCovers(specifier, words.join(" "))) || specifierCovers(specifier, segment.text);
}

function bareName(words: readonly string[]): string[] {
  const [program = "", ...rest] = words;
  return [program.slice(program.lastIndexOf("/") + 1), ...rest];
}

interface Wrapper {
  /** Options that take the next word as their value. */
  readonly valued?: RegExp;
  /** How many words follow that are not the command: the duration of `timeout`. */
  readonly skip?: number;
  readonly assignments?: boolean;
}

const narrowWrappers: Readonly<Record<string, Wrapper>> = {
  timeout: { valued: /^(-k|-s|--kill-after|--signal)$/, skip: 1 },
  nohup: {},
  // `xargs` and `time` only without options: `xargs -n1 x` is not looked behind.
  xargs: {},
  time: {},
  command: {},
  stdbuf: { valued: /^-[ioe]$/ },
  nice: { valued: /^-n$/ },
};

const broadWrappers: Readonly<Record<string, Wrapper>> = {
  ...narrowWrappers,
  env: { valued: /^(-u|-C|-S)$/, assignments: true },
  sudo: { valued: /^-[ugpCrtT]$/, assignments: true },
  doas: { valued: /^-[uC]$/ },
  watch: { valued: /^-n$/ },
  exec: {},
  builtin: {},
};

/** The command as written, and behind each program that only starts it. */
export function startedBy(words: readonly string[]): (readonly string[])[] {
  return peeled(words, broadWrappers);
}

/** The words as written, then without each wrapper in turn. */
function peeled(words: readonly string[], wrappers: Readonly<Record<string, Wrapper>>): (readonly string[])[] {
  const forms = [words];
  let current = words;
  while (forms.length < 10) {
    const name = bareName(current)[0] ?? "";
    const wrapper = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
    if (!wrapper) break;
    if ((name === "xargs" || name === "time") && current[1]?.startsWith("-")) break;
    current = withoutWrapper(current, wrapper);
    if (current.length === 0) break;
    forms.push(current);
  }
  return forms;
}

function withoutWrapper(words: readonly string[], wrapper: Wrapper): readonly string[] {
  let index = 1;
  for (; index < words.length; index++) {
    const word = words[index] as string;
    if (word === "--") {
      index++;
      break;
    }
    if (wrapper.valued?.test(word)) index++;
    else if (!word.startsWith("-") && !(wrapper.assignments && /^[A-Za-z_]\w*=/.test(word))) break;
  }
  return words.slice(index + (wrapper.skip ?? 0));
}
