/**
 * Copilot CLI with `-p`: nobody is asked, and a line is looked at command by command, also in brackets, branches and
 * substitutions. It runs where each command is one that only reads or is named by a rule, and where no path of its words
 * lies outside the workspace and the temporary folder. Tried with 1.0.102 on 2026-11-26.
 */

import type { Place } from "../../core/permissions/input.ts";
import { resolveFrom } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { withoutSubstitutions } from "../../core/permissions/shellBrackets.ts";
import {
  type CommandLine,
  type Segment,
  splitCommand,
  withoutAssignments,
} from "../../core/permissions/shellSegments.ts";
import { lastGiven, type Run, valuesOf } from "../flags.ts";
import { because, type Judgement } from "../judgement.ts";
import type { Approval } from "./approvals.ts";
import { namesProgram } from "./flagRules.ts";
import { readsOnly } from "./readers.ts";

/** What stands before a command in a branch or a loop. */
const keywords = /^(?:(?:function\s+\w+\s*\{|if|then|elif|else|while|until|do|!|\{)\s+)+/;

/** Of these nothing is a command: they declare, test, or end something. */
const noCommand =
  /^(?:\[|\[\[|declare|export|local|readonly|typeset|unset|for|case|select|fi|done|esac|then|else|do|\}|in)(?:\s|;|$)/;

/** Functions and sums. */
export const unfollowed = /(?:^|[;&|\s])\(\(|\w\s*\(\)\s*\{/;

/** @param text a part of a line, as written */
export function isCommand(text: string): boolean {
  return !noCommand.test(text);
}

export interface Alone {
  readonly by: Judgement["by"];
  readonly run: Run;
  /** What a person has saved as allowed: its commands count as rules here, each for one command. */
  readonly saved: readonly Approval[];
  readonly place: Place;
  /** The folder it runs in. */
  readonly cwd: string;
  /** What lets a file be written by a redirect. */
  readonly writes: (path: string) => boolean;
  /** @param path absolute */
  readonly isInside: (path: string) => boolean;
  readonly fetches: (url: string) => boolean;
  /** What lets every command run. */
  readonly everything: Judgement["by"] | undefined;
}

export function judgeAloneCommand(line: string, alone: Alone): Judgement {
  const { by, run, saved, writes, fetches, everything } = alone;
  const refused = (why: string) => because("deny", by, `${by.text}: nobody is asked about ${why}`);
  const split = splitCommand(line);
  if (/`/.test(line.replace(/'[^']*'/g, ""))) return refused("a substitution in backticks");
  if (split.obstacles.has("unbalanced") || split.obstacles.has("too-long")) return refused("what cannot be read");
  const parts = split.segments.flatMap((segment) => commandOf(segment) ?? []);
  if (!lastGiven(run, "paths") && !lastGiven(run, "all")) {
    const where = whereOf(split, alone);
    if (where === "outside") return refused("a path outside the workspace");
    if (where !== "inside") return because("unknown", defaultProvenance(where));
  }
  if (everything) return because("allow", everything);
  if (unfollowed.test(line)) return because("unknown", defaultProvenance("functions and sums are not followed here"));
  if (/[<>]\(/.test(line)) return refused("a substitution of a process");
  if (addressesOf(parts).some((url) => !fetches(url))) return refused("an address");
  if (split.segments.flatMap(writtenBy).some((path) => !writes(path))) return refused("a redirect");
  if (parts.length === 0) return refused("a line without a command");
  if (
    split.segments.some(
      ({ words, assignments }) => words.length > 0 && assignments.some((one) => withoutSubstitutions(one) !== one),
    )
  )
    return refused("a substitution before a command");
  const answers = parts.map((part) => judgePart(part, run, saved));
  return answers.includes(undefined) ? refused("a command") : (answers[0] ?? refused("a command"));
}

interface Part {
  /** As written, without variables before it. */
  readonly text: string;
  readonly words: readonly string[];
}

function commandOf(segment: Segment): Part | undefined {
  const written = withoutAssignments(segment);
  const text = written.replace(keywords, "").trim();
  if (text === "" || noCommand.test(text) || segment.words.length === 0) return undefined;
  const dropped = written.length === text.length ? 0 : (keywords.exec(written)?.[0].trim().split(/\s+/).length ?? 0);
  return { text, words: segment.words.slice(dropped) };
}

/** Files that redirects write. A descriptor counts as a file of this name but for two forms, and `~` as a folder (tried). */
function writtenBy({ redirects, whole }: Segment): readonly string[] {
  return redirects.flatMap(({ operator, target }) => {
    if (!operator.includes(">") || target === "/dev/null") return [];
    const isKnown = operator === ">&" && /^[12]$/.test(target) && /(?:^|\s)(?:2>&1|1>&2)(?=\s|$)/.test(whole);
    return isKnown ? [] : [asWritten(target)];
  });
}

/** No folder of a person is meant by `~`. */
const asWritten = (path: string) => path.replace(/^~/, "./~");

/** Their first word is what they look for. */
const patternFirst = new Set(["grep", "rg", "sed"]);

/** Their words are no paths. */
const pathless = new Set(["echo", "expr"]);

/** Words that may be paths. What an option holds is none. */
function pathsOf({ redirects }: Segment, { words: [program = "", ...args] }: Pick<Part, "words">): readonly string[] {
  const plain = args.filter((arg) => !arg.startsWith("-") && !/^[a-z]+:\/\/|\$\(/i.test(arg));
  // The pattern is the first of them, unless an option holds it.
  const first = patternFirst.has(program) && !args.some((arg) => /^(?:-[ef]|--file|--regexp)$/.test(arg)) ? 1 : 0;
  const ofOption = program === "grep" ? args.filter((_, at) => args[at - 1] === "-e") : [];
  const dated = program === "date" ? args.filter((_, at) => args[at - 1] === "-f") : [];
  const ofWords = pathless.has(program)
    ? []
    : plain.slice(first).filter((word) => !ofOption.includes(word) && !dated.includes(word));
  const ofRedirects = redirects.flatMap(({ operator, target }) =>
    /^<<-?$/.test(operator) || /^\d/.test(target) ? [] : [asWritten(target)],
  );
  return [...ofWords, ...ofRedirects].filter(
    (word) => word !== "/dev/null" && /^\/|(?:^|\/)\.\.(?:\/|$)|^\$\{?HOME\b/.test(word),
  );
}

/** Folders that are at the root of every machine. */
const ofRoot = /^\/(?:bin|boot|dev|etc|home|lib\w*|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)?$/;

/**
 * Whether all paths lie inside. Folders that the line goes to count if they are there, and one word below the root that
 * is not there counts as an option: both cannot be told from here.
 */
function whereOf({ segments }: CommandLine, { isInside, place, cwd }: Alone): "inside" | "outside" | string {
  const home = (path: string) => path.replace(/^\$\{?HOME\b\}?/, place.home);
  let unsure: string | undefined;
  let at = cwd;
  for (const segment of segments) {
    const part = commandOf(segment) ?? { words: [] };
    for (const path of pathsOf(segment, part).map(home)) {
      if (isInside(resolveFrom(cwd, path, place)) && isInside(resolveFrom(at, path, place))) continue;
      if (!isInside(resolveFrom(at, path, place))) {
        if (!/^\/+[^/]+\/?$/.test(path) || ofRoot.test(path)) return "outside";
        unsure = `whether ${path} is there decides`;
      } else unsure = "whether the folder that it goes to is there decides";
    }
    const [program, target = "~"] = part.words;
    if (program === "cd" && !/[$~*]|^-/.test(target)) at = resolveFrom(at, target, place);
  }
  return unsure ?? "inside";
}

/** Addresses with a scheme that a program fetches. */
function addressesOf(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(({ words: [program = "", ...args] }) =>
    /^(?:curl|wget)$/.test(program) ? args.filter((arg) => /^https?:\/\//i.test(arg)) : [],
  );
}

function judgePart(part: Part, run: Run, saved: readonly Approval[]): Judgement | undefined {
  const rule = valuesOf(run, "allow").find(({ value }) => {
    const inner = /^shell\((.*)\)$/s.exec(value)?.[1];
    return value === "shell" || (inner !== undefined && namesProgram(inner, part.text));
  });
  if (rule) return because("allow", rule.source);
  const answer = saved.find(({ commands }) => commands.some((command) => namesProgram(command, part.text)));
  if (answer) return because("allow", answer.by);
  const reads = readsOnly(part.text, part.words.slice(1));
  return reads ? because("allow", defaultProvenance("a command that only reads")) : undefined;
}
