/**
 * Copilot CLI's managed file: rules of an administrator. Seen with 1.0.102 over ACP on 2026-11-26: where there are any,
 * what no rule speaks of is asked about, and what a person saved as allowed does not count.
 */
import { at, itemsOf, textOf } from "../../core/parse/value.ts";
import { matchesIgnorePattern } from "../../core/permissions/glob.ts";
import { relativeTo } from "../../core/permissions/paths.ts";
import { defaultProvenance, provenanceOf, type SettingsFile } from "../../core/permissions/settingsFile.ts";
import { type Segment, splitCommand } from "../../core/permissions/shellSegments.ts";
import { because, type Judgement } from "../judgement.ts";

type Kind = "Shell" | "Edit" | "Read";

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
  readonly workspace: string | undefined;
}

export function managedRules(file: SettingsFile | undefined): readonly ManagedRule[] {
  if (!file) return [];
  return (["deny", "ask", "allow"] as const).flatMap((list) =>
    itemsOf(at(file.root, "permissions", list)).map(({ value }) => {
      const text = textOf(value) ?? "";
      const [, tool = text, pattern] = /^(\w+)(?:\((.*)\))?$/s.exec(text) ?? [];
      return { list, tool, pattern, by: provenanceOf(file, value.span, `permissions.${list}: ${text}`) };
    }),
  );
}

/** Undefined: no rules are there. */
export function judgeManaged(use: ManagedUse, rules: readonly ManagedRule[]): Judgement | undefined {
  if (rules.length === 0) return undefined;
  const own = rules.filter(({ tool }) => tool === use.kind);
  const { segments, obstacles } = splitCommand(use.kind === "Shell" ? use.text : "");
  for (const list of ["deny", "ask"] as const) {
    const found = own.find((rule) => rule.list === list && meets(rule, use, segments));
    if (found) return because(list, found.by);
  }
  const allows = own.filter(({ list }) => list === "allow");
  const whole = allows.find((rule) => use.kind !== "Shell" && meets(rule, use, segments));
  if (whole) return because("allow", whole.by);
  // Of a line each part has to be allowed, by whichever rule.
  const parts = segments.map((segment) => allows.find((rule) => meetsPart(rule, segment)));
  const [first] = parts;
  if (use.kind === "Shell" && first && !parts.includes(undefined) && obstacles.size === 0)
    return because("allow", first.by);
  return because("ask", defaultProvenance("what no managed rule speaks of is asked about"));
}

function meets(rule: ManagedRule, { kind, text, workspace }: ManagedUse, segments: readonly Segment[]): boolean {
  const { pattern } = rule;
  if (pattern === undefined || pattern === "**") return true;
  if (kind === "Shell") return segments.some((segment) => meetsPart(rule, segment));
  if (pattern.startsWith("//")) return matchesIgnorePattern(pattern.slice(1), text.slice(1));
  const below = workspace === undefined ? undefined : relativeTo(workspace, text, "linux");
  return below !== undefined && matchesIgnorePattern(pattern, below);
}

/** A command without the variables before it. */
function meetsPart({ pattern }: ManagedRule, { words }: Segment): boolean {
  if (pattern === undefined || pattern === "**") return true;
  const text = words.join(" ");
  const prefix = pattern.endsWith(":*") ? pattern.slice(0, -2) : undefined;
  return prefix === undefined ? text === pattern : text === prefix || text.startsWith(`${prefix} `);
}
