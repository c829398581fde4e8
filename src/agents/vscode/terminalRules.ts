/** `chat.tools.terminal.autoApprove`: which rules there are, and what each speaks of. VS Code 1.139.1, read from its bundle. */
import { entriesOf, type MapEntry, settingOf, type VsCodeSettings } from "./settings.ts";
import { terminalDefaults } from "./terminalDefaults.ts";

export interface TerminalRule {
  readonly entry: MapEntry;
  readonly approve: boolean;
  /** Looks at the whole command line instead of each command in it. */
  readonly wholeLine: boolean;
}

/** The rules in force, defaults included unless they are switched off. `null` unsets a rule. */
export function terminalRules(settings: VsCodeSettings): TerminalRule[] {
  const ignoreDefaults = settingOf(settings, "chat.tools.terminal.ignoreDefaultAutoApproveRules", false).value === true;
  const current = entriesOf(settings, "chat.tools.terminal.autoApprove", ignoreDefaults ? new Map() : terminalDefaults);
  // What stands under the former name still comes over it (tried on 2026-11-26).
  const former = entriesOf(settings, "chat.agent.terminal.autoApprove", new Map());
  const entries = new Map([...current, ...former].map((entry) => [entry.key, entry]));
  return [...entries.values()].flatMap((entry): TerminalRule[] => {
    const { value } = entry;
    if (typeof value === "boolean") return [{ entry, approve: value, wholeLine: false }];
    if (typeof value !== "object" || value === null) return [];
    const { approve, matchCommandLine } = value as { approve?: unknown; matchCommandLine?: unknown };
    return typeof approve === "boolean" ? [{ entry, approve, wholeLine: matchCommandLine === true }] : [];
  });
}

/** Whether a rule of the list speaks of the command; undefined: it is not evaluated here. */
export function ruleMatches(rule: TerminalRule, text: string): boolean | undefined {
  const expression = expressionOf(rule.entry.key);
  if (expression === nothing) return false;
  return text.length <= maxCommandLength ? expression?.test(text) : undefined;
}

const maxCommandLength = 2_000;

/** What no text meets. */
export const nothing = /(?!)/;

/**
 * A key as VS Code reads it; undefined for one that is not evaluated here (able to take forever, or of a kind that this
 * engine reads otherwise). What is no expression means nothing, and so does what an empty text would meet.
 */
export function expressionOf(key: string): RegExp | undefined {
  const [, pattern, flags = ""] = /^\/(.+)\/([dgimsuvy]*)$/.exec(key) ?? [];
  if (pattern === undefined) return literal(key);
  if (pattern === ".*") return /.*/;
  const isOwn = terminalDefaults.has(key);
  if (!isOwn && (slow.test(pattern) || elsewhere.test(pattern) || flags.includes("y"))) return undefined;
  try {
    // Engines before V8 12.5 do not know `(?-i:…)`; on Windows alone it makes a difference.
    const expression = new RegExp(isOwn ? pattern.replaceAll("(?-i:", "(?:") : pattern, flags.replaceAll("g", ""));
    return emptiness.has(expression.source) || !expression.test("") ? expression : nothing;
  } catch {
    return nothing;
  }
}

/** Repetitions of repetitions. */
const slow = /[+*}]\)?[+*{]|\([^)]*[+*][^)]*\)[+*{]/;

/** Modifiers inside an expression, which engines before V8 12.5 do not know. */
const elsewhere = /\(\?[ims]*-?[ims]*:/;

/** Expressions that are meant to meet an empty text. */
const emptiness: ReadonlySet<string> = new Set(["^", "^$", "$", "^\\s*$"]);

function literal(key: string): RegExp {
  if (key === "") return nothing;
  const escaped = key.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\/|\\\\/g, "[/\\\\]");
  return new RegExp(`^${/[/\\]/.test(key) ? "(?:\\.[/\\\\])?" : ""}${escaped}\\b`);
}
