/** Shell tools: which rules speak of a command line, and what holds when none does. Observed with 2.1.329 on 2026-11-21. */
import type { Provenance } from "../../core/model/permission.ts";
import type { Decision } from "../../core/model/verdict.ts";
import { endOf, formsOf } from "../../core/permissions/links.ts";
import { resolveFrom, slashed } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import type { CommandLine, Obstacle, Segment } from "../../core/permissions/shellSegments.ts";
import { coversBroadly, coversNarrowly, isHarmless } from "./commandRule.ts";
import { isInside } from "./judgePath.ts";
import { coversPath, meetsPath } from "./pathRule.ts";
import { isProtected } from "./protectedPaths.ts";
import {
  isFileCommand,
  isReadOnly,
  pathPrograms,
  pathsRead,
  pathsWritten,
  removesTooMuch,
} from "./readOnlyCommands.ts";
import type { Rule } from "./rule.ts";
import type { ClaudeSettings } from "./settings.ts";

export interface CommandUse {
  readonly kind: "command";
  readonly tool: string;
  readonly line: CommandLine;
  /** Absolute folder the command starts in, with forward slashes. */
  readonly cwd: string;
}

type Answer = { readonly decision: Decision; readonly by: Provenance };

export function matchesCommand(rule: Rule, use: CommandUse, settings: ClaudeSettings): boolean {
  if (rule.tool === use.tool) {
    const specifier = rule.specifier;
    if (specifier === undefined) return true;
    const segments = use.line.segments;
    return rule.list === "allow"
      ? use.line.obstacles.size === 0 &&
          segments.length > 0 &&
          segments.every((segment) => coversNarrowly(specifier, segment))
      : withVariables(segments).some((segment) => coversBroadly(specifier, segment));
  }
  // A deny rule for files also stops commands that name such a file; an ask rule does not (both seen).
  if (rule.list !== "deny" || rule.specifier === undefined) return false;
  const paths = rule.tool === "Read" ? readBy : rule.tool === "Edit" ? writtenBy : undefined;
  return (
    !!paths &&
    use.line.segments.some((segment) =>
      paths(segment, use, settings, true).some(
        (path) => path !== undefined && formsOf(path, settings).some((form) => meetsPath(rule, form, settings)),
      ),
    )
  );
}

const obstacleWords: Readonly<Record<Obstacle, string>> = {
  variable: "a variable cannot be checked beforehand",
  substitution: "a nested command cannot be checked beforehand",
  subshell: "a subshell needs approval",
  group: "a group in braces needs approval",
  background: "running in the background needs approval",
  heredoc: "a here-document needs approval",
  control: "shell syntax that is not followed needs approval",
  unbalanced: "the command line cannot be parsed",
  "too-long": "the command line is too long to be checked",
};

export function judgeCommand(use: CommandUse, settings: ClaudeSettings, allows: readonly Rule[]): Answer {
  const special = use.line.segments
    .flatMap((segment) => writtenBy(segment, use, settings))
    .find((path) => path !== undefined && (isProtected(path) || isProtected(`${path}/`)));
  if (special !== undefined) return { decision: "ask", by: defaultProvenance("the command changes a protected file") };
  const { place, folders } = settings;
  const keep = [slashed(place.home, place.platform), use.cwd, ...folders];
  if (use.line.segments.some((segment) => removesTooMuch(segment.words, (path) => pathOf(path, use, settings), keep))) {
    return { decision: "ask", by: defaultProvenance("rm on a folder that matters asks whatever is allowed") };
  }
  const whole = allows.find((rule) => rule.tool === use.tool && rule.specifier === undefined);
  if (whole) return { decision: "allow", by: whole.source };
  const [obstacle] = use.line.obstacles;
  if (obstacle)
    return { decision: "ask", by: defaultProvenance(`allow rules are not applied: ${obstacleWords[obstacle]}`) };
  const answers = use.line.segments.map((segment) => judgeSegment(segment, use, settings, allows));
  // The first part that asks decides; else a rule is named rather than a default.
  return (
    answers.find((answer) => answer.decision !== "allow") ??
    answers.find((answer) => answer.by.layer !== "default") ??
    answers[0] ?? { decision: "allow", by: defaultProvenance("runs no program") }
  );
}

function judgeSegment(segment: Segment, use: CommandUse, settings: ClaudeSettings, allows: readonly Rule[]): Answer {
  const redirected = judgeRedirects(segment, use, settings, allows);
  if (redirected?.decision === "ask") return redirected;
  const special = judgePlaces(segment, use, settings, allows);
  if (special) return special;
  const rule = allows.find(
    (candidate) =>
      candidate.tool === use.tool && candidate.specifier !== undefined && coversNarrowly(candidate.specifier, segment),
  );
  if (rule) return { decision: "allow", by: rule.source };
  // Only assigns variables of the shell itself.
  if (segment.words.length === 0) return { decision: "allow", by: defaultProvenance("runs no program") };
  if (segment.assignments.every(isHarmless) && isReadOnly(segment.words)) {
    const outside = readBy(segment, use, settings).some(
      (path) => path === undefined || !mayRead(path, settings, allows),
    );
    return outside
      ? {
          decision: "ask",
          by: defaultProvenance("the command reads outside the working folders, or a path that cannot be told"),
        }
      : { decision: "allow", by: defaultProvenance("a read-only command") };
  }
  const moves = use.line.segments.some(({ words }) => words[0] === "cd");
  if (
    settings.mode.name === "acceptEdits" &&
    !moves &&
    segment.assignments.length === 0 &&
    segment.text.startsWith(segment.words[0] ?? "") &&
    isFileCommand(segment.words)
  ) {
    const paths = [...readBy(segment, use, settings), ...writtenBy(segment, use, settings)];
    if (paths.every((path) => path !== undefined && isInside(path, settings)))
      return { decision: "allow", by: settings.mode.source };
  }
  return { decision: "ask", by: defaultProvenance("a command asks unless it is read-only or a rule allows it") };
}

/** Places outside are looked at before rules that name the program: `Bash(touch:*)` is no leave to write anywhere. */
function judgePlaces(
  segment: Segment,
  use: CommandUse,
  settings: ClaudeSettings,
  allows: readonly Rule[],
): Answer | undefined {
  const program = segment.words[0] ?? "";
  const writes = writtenBy(segment, use, settings);
  const moved = use.line.segments.some(
    ({ words }) => words[0] === "cd" && words.length > 1 && !/^\.\/?$/.test(words[1] ?? ""),
  );
  if (moved && (program === "git" || writes.length > 0))
    return {
      decision: "ask",
      by: defaultProvenance("a line that changes the folder, and then writes or runs git, asks"),
    };
  if (!pathPrograms.has(program)) return undefined;
  const from = use.line.segments.findIndex(({ words }) => words[0] === "cd");
  const refuses = settings.rules.find(
    (rule) => rule.list === "deny" && rule.tool === "Read" && rule.ignored === undefined,
  );
  // Where it then reads is not followed, so that no rule that refuses reads is passed by (tried on 2026-11-26).
  if (moved && refuses && program !== "cd" && use.line.segments.indexOf(segment) > from)
    return {
      decision: "ask",
      by: { ...refuses.source, text: `${refuses.text}: a line that changes the folder, and then reads, asks` },
    };
  const closed =
    readBy(segment, use, settings).some((path) => path === undefined || !mayRead(path, settings, allows)) ||
    writes.some((path) => path === undefined || !mayWrite(path, settings, allows));
  return closed
    ? {
        decision: "ask",
        by: defaultProvenance(`${program} outside the working folders, or on a path that cannot be told, asks`),
      }
    : undefined;
}

function mayWrite(path: string, settings: ClaudeSettings, allows: readonly Rule[]): boolean {
  if (isInside(path, settings)) return true;
  return !settings.blockedOutside.writes && allows.some((rule) => allowsEdit(rule, path, settings));
}

function allowsEdit(rule: Rule, path: string, settings: ClaudeSettings): boolean {
  return rule.tool === "Edit" && rule.specifier !== undefined && coversPath(rule, path, settings.place);
}

function judgeRedirects(
  segment: Segment,
  use: CommandUse,
  settings: ClaudeSettings,
  allows: readonly Rule[],
): Answer | undefined {
  for (const [index, { operator, target }] of segment.redirects.entries()) {
    if (!writes(operator, target)) continue;
    // Behind a here-document, or with a tilde, where it writes is not followed (tried on 2026-11-26).
    const lost =
      target.startsWith("~") || segment.redirects.slice(0, index).some((one) => one.operator.startsWith("<<"));
    const path = lost ? undefined : pathOf(target, use, settings);
    const inside = path !== undefined && isInside(path, settings);
    const accepted = inside && settings.mode.name === "acceptEdits";
    const ruled = path !== undefined && allows.some((rule) => allowsEdit(rule, path, settings));
    if (!accepted && !ruled) return { decision: "ask", by: defaultProvenance("writing the output to a file asks") };
  }
  return undefined;
}

function writes(operator: string, target: string): boolean {
  return operator.includes(">") && target !== "/dev/null" && !(operator.endsWith("&") && /^(\d|-)$/.test(target));
}

function mayRead(path: string, settings: ClaudeSettings, allows: readonly Rule[]): boolean {
  if (isInside(path, settings)) return true;
  return (
    !settings.blockedOutside.reads &&
    allows.some(
      (rule) => rule.tool === "Read" && rule.specifier !== undefined && coversPath(rule, path, settings.place),
    )
  );
}

/** Absolute paths a segment reads by name; undefined for one that cannot be told. */
function readBy(segment: Segment, use: CommandUse, settings: ClaudeSettings, spelled = false): (string | undefined)[] {
  const inputs = segment.redirects
    .filter(({ operator, target }) => operator === "<" && target !== "/dev/null")
    .map(({ target }) => target);
  // In quotes the current folder is seen through where a file is read, and not where one is written (tried).
  const known = (path: string) =>
    /"\$(?:PWD|\{PWD\})\//.test(segment.text) ? path.replace(/^\$(?:PWD|\{PWD\})(?=\/)/, use.cwd) : path;
  return [...pathsRead(segment.words), ...inputs].map((path) => pathOf(known(path), use, settings, spelled));
}

function writtenBy(
  segment: Segment,
  use: CommandUse,
  settings: ClaudeSettings,
  spelled = false,
): (string | undefined)[] {
  const outputs = segment.redirects
    .filter(({ operator, target }) => writes(operator, target))
    .map(({ target }) => target);
  // A pattern is no path that may be written to (tried on 2026-11-26).
  return [...pathsWritten(segment.words), ...outputs].map((path) =>
    !spelled && /[*?[]/.test(path) ? undefined : pathOf(path, use, settings, spelled),
  );
}

/** @param spelled for rules that refuse, `a/../b` is `b` */
function pathOf(written: string, use: CommandUse, settings: ClaudeSettings, spelled = false): string | undefined {
  const { place } = settings;
  // `$PWD` is seen through by rules that refuse alone (tried on 2026-11-26).
  const here = spelled ? written.replace(/^\$(\{PWD\}|PWD(?=\/|$))/, use.cwd) : written;
  const known = here.replace(/^\$(\{HOME\}|HOME(?=\/|$))/, slashed(place.home, place.platform));
  // `a/../b` is not followed, since `a` may be a link.
  if ((spelled ? /[$`]/ : /[$`]|[^./]\/\.\./).test(known)) return undefined;
  const path = resolveFrom(use.cwd, known, place);
  // What a command touches is looked at where it ends, behind links.
  return spelled ? path : endOf(path, settings);
}

/** Deny and ask rules see through `C=curl; $C …`. */
function withVariables(segments: readonly Segment[]): Segment[] {
  const values = new Map<string, string>();
  return segments.map((segment) => {
    if (segment.words.length === 0) {
      for (const assignment of segment.assignments) {
        const at = assignment.indexOf("=");
        values.set(assignment.slice(0, at), assignment.slice(at + 1));
      }
    }
    const [program, ...rest] = segment.words;
    const value = values.get(/^\$\{?(\w+)\}?$/.exec(program ?? "")?.[1] ?? "");
    return value === undefined ? segment : { ...segment, words: [value, ...rest] };
  });
}
