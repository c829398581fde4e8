/**
 * Copilot CLI's managed file: rules of an administrator. Seen with 1.0.102 over ACP on 2026-11-26: where there are any,
 * what no rule speaks of is asked about, and what a person saved as allowed does not count.
 */
import { at, itemsOf, textOf } from "../../core/parse/value.ts";
import { resolveFrom } from "../../core/permissions/paths.ts";
import { defaultProvenance, provenanceOf, type SettingsFile } from "../../core/permissions/settingsFile.ts";
import { type Segment, splitCommand, withoutAssignments } from "../../core/permissions/shellSegments.ts";
import { matchesWildcard } from "../../core/permissions/wildcard.ts";
import { because, type Judgement } from "../judgement.ts";
import { coversAddress } from "./addresses.ts";
import { isCommand, unfollowed } from "./alone.ts";
import { matchesPath, namesCommand } from "./flagRules.ts";
import { whyClosed } from "./managedFile.ts";

type Kind = "shell" | "edit" | "read" | "domain";

interface ManagedRule {
  readonly list: "deny" | "ask" | "allow";
  readonly tool: string;
  readonly pattern: string | undefined;
  readonly by: Judgement["by"];
}

export interface ManagedUse {
  readonly kind: Kind;
  /** The line, or an absolute path. */
  readonly text: string;
  /** The path with its dots: it counts too where a rule refuses or asks (tried on 2026-11-27). */
  readonly given?: string;
  readonly workspace: string | undefined;
  readonly home: string;
}

const aliases: Readonly<Record<string, string>> = { write: "edit" };

export function managedRules(file: SettingsFile | undefined): readonly ManagedRule[] {
  if (!file || whyClosed(file)) return [];
  return (["deny", "ask", "allow"] as const).flatMap((list) =>
    itemsOf(at(file.root, "permissions", list)).map(({ value }) => {
      const text = textOf(value) ?? "";
      const [, tool = text, pattern] = /^(\w+)(?:\((.*)\))?$/s.exec(text) ?? [];
      const name = tool.toLowerCase();
      return {
        list,
        tool: aliases[name] ?? name,
        pattern,
        by: provenanceOf(file, value.span, `permissions.${list}: ${text}`),
      };
    }),
  );
}

/** Rules for servers alone change nothing else. */
export function hasRules(rules: readonly ManagedRule[]): boolean {
  return rules.some(({ tool }) => tool !== "mcp");
}

/** Undefined: no rules are there. */
export function judgeManaged(use: ManagedUse, rules: readonly ManagedRule[]): Judgement | undefined {
  if (!hasRules(rules)) return undefined;
  const own = rules.filter(({ tool }) => tool === use.kind);
  const { segments, obstacles } = splitCommand(use.kind === "shell" ? use.text : "");
  const files = filesOf(segments);
  for (const list of ["deny", "ask"] as const) {
    const found =
      own.find((rule) => rule.list === list && meets(rule, use, segments)) ??
      own.find(
        (rule) => rule.list === list && use.given !== undefined && meets(rule, { ...use, text: use.given }, segments),
      ) ??
      rules.find((rule) => rule.list === list && files.some((file) => meetsFile(rule, file, use)));
    if (found) return because(list, found.by);
  }
  const allows = own.filter(({ list }) => list === "allow");
  const whole = allows.find((rule) => use.kind !== "shell" && meets(rule, use, segments));
  if (whole) return because("allow", whole.by);
  if (use.kind === "shell" && (unfollowed.test(use.text) || obstacles.has("unbalanced") || obstacles.has("too-long")))
    return because(
      "unknown",
      defaultProvenance("a line that cannot be read, functions and sums are not followed here"),
    );
  // Of a line each command has to be allowed, by whichever rule, also in brackets and in substitutions (tried).
  const commands = segments.filter(({ text }) => isCommand(text));
  const parts = commands.map((segment) =>
    segment.assignments.length > 0 ? undefined : allows.find((rule) => meetsPart(rule, segment)),
  );
  const [first] = parts;
  if (use.kind === "shell" && first && !parts.includes(undefined)) return because("allow", first.by);
  return because("ask", defaultProvenance("what no managed rule speaks of is asked about"));
}

function meets(rule: ManagedRule, { kind, text, workspace, home }: ManagedUse, segments: readonly Segment[]): boolean {
  const { pattern } = rule;
  if (pattern === undefined || pattern === "**") return true;
  if (kind === "shell") return segments.some((segment) => meetsPart(rule, segment) || meetsName(rule, segment));
  if (kind === "domain") return coversAddress(pattern, text);
  if (pattern.startsWith("//")) return matchesPath(pattern.slice(2), text.slice(1));
  if (pattern.startsWith("~/")) return matchesPath(`${home}${pattern.slice(1)}`.slice(1), text.slice(1));
  // A folder's name with a slash behind it meets nothing.
  if (pattern.endsWith("/")) return false;
  // A slash or a dot in front means the workspace; any other is met at any depth, also elsewhere.
  const [, own] = /^\.?\/(.+)$/s.exec(pattern) ?? [];
  return matchesPath(own === undefined ? `**/${pattern}` : `${workspace ?? home}/${own}`.slice(1), text.slice(1));
}

type File = readonly [kind: "edit" | "read", path: string];

/** Files of a line that rules look at: of `cat`, of `sed -i` and of redirects, and of nothing else that was tried. */
function filesOf(segments: readonly Segment[]): readonly File[] {
  return segments.flatMap(({ words: [program, ...args], redirects }) => {
    const plain = args.filter((arg) => !arg.startsWith("-"));
    const inPlace = program === "sed" && args.some((arg) => /^(?:-[a-zA-Z]*i|--in-place)/.test(arg));
    return [
      ...(program === "cat" ? plain : []).map((path): File => ["read", path]),
      ...(inPlace ? plain.slice(1) : []).map((path): File => ["edit", path]),
      ...redirects.flatMap(({ operator, target }): readonly File[] => {
        if (operator.includes(">") && operator !== ">&") return [["edit", target]];
        return operator === "<" ? [["read", target]] : [];
      }),
    ];
  });
}

function meetsFile(rule: ManagedRule, [kind, path]: File, { workspace, home }: ManagedUse): boolean {
  if (rule.tool !== kind) return false;
  const absolute = resolveFrom(workspace ?? home, path, { home, platform: "linux" });
  return meets(rule, { kind, text: absolute, workspace, home }, []);
}

/** By the program, or by what is done with one that has subcommands. */
function meetsName({ pattern = "" }: ManagedRule, segment: Segment): boolean {
  return !pattern.replace(/:\*$/, "").includes("*") && namesCommand(pattern, withoutAssignments(segment));
}

/** A command as it is written, quotes and blanks too, without the variables before it (tried on 2026-11-27). */
function meetsPart({ pattern }: ManagedRule, segment: Segment): boolean {
  if (pattern === undefined || pattern === "**") return true;
  const text = withoutAssignments(segment);
  const prefix = pattern.endsWith(":*") ? pattern.slice(0, -2) : undefined;
  // A star behind a blank stands for no words as well.
  if (prefix === undefined && pattern.includes("*"))
    return matchesWildcard(pattern, text) || (pattern.endsWith(" *") && matchesWildcard(pattern.slice(0, -2), text));
  return prefix === undefined ? text === pattern : text === prefix || text.startsWith(`${prefix} `);
}
