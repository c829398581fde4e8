/**
 * Copilot CLI's managed file: rules of an administrator. Seen with 1.0.102 over ACP on 2026-11-26: where there are any,
 * what no rule speaks of is asked about, and what a person saved as allowed does not count.
 */
import { at, itemsOf, textOf } from "../../core/parse/value.ts";
import { matchesIgnorePattern } from "../../core/permissions/glob.ts";
import { relativeTo } from "../../core/permissions/paths.ts";
import { defaultProvenance, provenanceOf, type SettingsFile } from "../../core/permissions/settingsFile.ts";
import { splitCommand } from "../../core/permissions/shellSegments.ts";
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
  const answers = own.map((rule) => ({ rule, met: meets(rule, use) }));
  const found = answers.find(({ met }) => met === true)?.rule;
  const unclear = answers.find(({ met }) => met === undefined)?.rule;
  if (unclear && (!found || strictness[unclear.list] > strictness[found.list]))
    return because("unknown", unclear.by, `${unclear.by.text}: whether it meets this was not observed`);
  if (found) return because(outcomes[found.list], found.by);
  return because("ask", defaultProvenance("what no managed rule speaks of is asked about"));
}

const strictness = { allow: 0, ask: 1, deny: 2 } as const;
const outcomes = { allow: "allow", ask: "ask", deny: "deny" } as const;

/** Undefined: how such a pattern, or such a line, is read was not observed. */
function meets({ pattern, list }: ManagedRule, { kind, text, workspace }: ManagedUse): boolean | undefined {
  if (pattern === undefined || pattern === "**") return true;
  if (kind === "Shell") return meetsLine(pattern, list, text);
  if (pattern.startsWith("//")) return matchesIgnorePattern(pattern.slice(1), text.slice(1));
  const below = workspace === undefined ? undefined : relativeTo(workspace, text, "linux");
  if (below === undefined || /^[~!]/.test(pattern)) return /^[~!/*]/.test(pattern) ? undefined : false;
  return /[*/]/.test(pattern) ? undefined : below === pattern || (below.endsWith(`/${pattern}`) ? undefined : false);
}

function meetsLine(pattern: string, list: ManagedRule["list"], text: string): boolean | undefined {
  const { segments, obstacles } = splitCommand(text);
  const prefix = pattern.endsWith(":*") ? pattern.slice(0, -2) : undefined;
  const met = segments.map((segment) =>
    prefix === undefined ? segment.text === pattern : segment.text === prefix || segment.text.startsWith(`${prefix} `),
  );
  if (segments.length === 1 && obstacles.size === 0) return met[0];
  // A part that is not allowed is asked about; which parts a stricter list looks at was not observed.
  return list === "allow" ? met.every(Boolean) && obstacles.size === 0 : met.some(Boolean) ? undefined : false;
}
