/**
 * Copilot CLI with `-p`: nobody is asked, and a line is looked at command by command, also in brackets, branches and
 * substitutions. It runs where each command is one that only reads or is named by a rule, and where no path of its words
 * lies outside the workspace and the temporary folder. Tried with 1.0.102 on 2026-11-26.
 */
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import {
  type CommandLine,
  type Segment,
  splitCommand,
  withoutAssignments,
} from "../../core/permissions/shellSegments.ts";
import { lastGiven, type Run, valuesOf } from "../flags.ts";
import { because, type Judgement } from "../judgement.ts";
import { namesCommand } from "./flagRules.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Run without a rule, whatever their options; those of `doing` are exceptions. */
const readers = words(
  "basename cat cd cut date df diff dirname du echo expr false file find free grep groups head hostname id ls nl printenv ps pwd readlink " +
    "realpath rg sed set sort stat tail top tr true type uname uniq uptime wc whereis which whoami",
);
const gitReaders = words("blame branch describe diff grep log ls-files remote rev-parse show status tag");

/** Of GitHub's own program what lists and shows. */
const ghReads = /^(?:issue|pr|release|repo|run|workflow) (?:list|view|status)$/;

const doing: Readonly<Record<string, RegExp>> = {
  find: /^-(?:delete|exec|execdir|ok|okdir|fls|fprint.*)$/,
  date: /^(?:-s|--set)/,
  rg: /^--(?:pre|hostname-bin)/,
  sort: /^(?:-o|--output)/,
};

/** What stands before a command in a branch or a loop. */
const keywords = /^(?:(?:function\s+\w+\s*\{|if|then|elif|else|while|until|do|!|\{)\s+)+/;

/** Of these nothing is a command: they declare, test, or end something. */
const noCommand =
  /^(?:\[|\[\[|declare|export|local|readonly|typeset|unset|for|case|select|fi|done|esac|then|else|do|\}|in)(?:\s|;|$)/;

export interface Alone {
  readonly by: Judgement["by"];
  readonly run: Run;
  /** What lets a file be written by a redirect. */
  readonly writes: (path: string) => boolean;
  readonly isInside: (path: string) => boolean;
  readonly fetches: (url: string) => boolean;
  /** What lets every command run. */
  readonly everything: Judgement["by"] | undefined;
}

export function judgeAloneCommand(line: string, { by, run, writes, isInside, fetches, everything }: Alone): Judgement {
  const refused = (why: string) => because("deny", by, `${by.text}: nobody is asked about ${why}`);
  const split = splitCommand(line);
  if (/`/.test(line.replace(/'[^']*'/g, ""))) return refused("a substitution in backticks");
  if (split.obstacles.has("unbalanced") || split.obstacles.has("too-long")) return refused("what cannot be read");
  const parts = split.segments.flatMap(commandOf);
  if (!lastGiven(run, "paths") && !lastGiven(run, "all")) {
    const outside = pathsOf(split, parts).find((path) => !isInside(path));
    if (outside !== undefined) return refused("a path outside the workspace");
  }
  if (everything) return because("allow", everything);
  if (/[<>]\(/.test(line)) return refused("a substitution of a process");
  if (addressesOf(parts).some((url) => !fetches(url))) return refused("an address");
  const written = split.segments.flatMap(writtenBy).find((path) => !writes(path));
  if (written !== undefined) return refused("a redirect");
  if (parts.length === 0) return refused("a line without a command");
  const answers = parts.map((part) => judgePart(part, run));
  return answers.includes(undefined) ? refused("a command") : (answers[0] ?? refused("a command"));
}

interface Part {
  /** As written, without variables before it. */
  readonly text: string;
  readonly words: readonly string[];
}

function commandOf(segment: Segment): Part[] {
  const written = withoutAssignments(segment);
  const text = written.replace(keywords, "").trim();
  if (text === "" || noCommand.test(text) || segment.words.length === 0) return [];
  const dropped = written.length === text.length ? 0 : (keywords.exec(written)?.[0].trim().split(/\s+/).length ?? 0);
  return [{ text, words: segment.words.slice(dropped) }];
}

/** Redirects that write. */
function writtenBy({ redirects }: Segment): readonly string[] {
  return redirects.flatMap(({ operator, target }) => {
    if (!operator.includes(">") || target === "/dev/null") return [];
    return operator === ">&" && /^(?:\d+|-)$/.test(target) ? [] : [target];
  });
}

/** Their first word is what they look for. */
const patternFirst = words("grep rg sed");

/** Words that may be paths. Those of `echo` are none, and neither is what an option holds. */
function pathsOf({ segments }: CommandLine, parts: readonly Part[]): readonly string[] {
  const ofWords = parts.flatMap(({ words: [program = "", ...args] }) =>
    program === "echo"
      ? []
      : args
          .filter((arg) => !arg.startsWith("-") && !/^[a-z]+:\/\/|\$\(/i.test(arg))
          .slice(patternFirst.has(program) ? 1 : 0),
  );
  const ofRedirects = segments.flatMap(({ redirects }) =>
    redirects.flatMap(({ operator, target }) =>
      operator.startsWith("<<") || /^(?:\d|\/dev\/null$)/.test(target) ? [] : [target],
    ),
  );
  return [...ofWords, ...ofRedirects].filter((word) => /^\/|(?:^|\/)\.\.(?:\/|$)|^\$\{?HOME\b/.test(word));
}

/** Addresses with a scheme that a program fetches. */
function addressesOf(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(({ words: [program = "", ...args] }) =>
    /^(?:curl|wget)$/.test(program) ? args.filter((arg) => /^https?:\/\//i.test(arg)) : [],
  );
}

function judgePart(part: Part, run: Run): Judgement | undefined {
  const rule = valuesOf(run, "allow").find(({ value }) => {
    const inner = /^shell\((.*)\)$/s.exec(value)?.[1];
    return inner !== undefined && namesCommand(inner, part.text);
  });
  if (rule) return because("allow", rule.source);
  return readsOnly(part) ? because("allow", defaultProvenance("a command that only reads")) : undefined;
}

function readsOnly({ text, words: [, ...args] }: Part): boolean {
  const [program = ""] = text.split(/\s/);
  if (args.some((arg) => /\$\((?!\()/.test(arg))) return false;
  if (program === "git") return gitReaders.has(args.find((arg) => arg !== "--no-pager") ?? "");
  if (program === "gh") return ghReads.test(args.slice(0, 2).join(" "));
  if (program === "sed") return args[0] === "-n" && /^\d+(?:,\d+)?p$/.test(args[1] ?? "");
  const pattern = Object.hasOwn(doing, program) ? doing[program] : undefined;
  return readers.has(program) && !args.some((arg) => pattern?.test(arg));
}
