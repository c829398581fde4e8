import type { Effect } from "../../model/effect.ts";
import { type Call, type Code, parts } from "../../parse/code/code.ts";
import { resolveValue, stringOf, visibleText } from "../../parse/code/resolve.ts";
import type { Occurrence } from "./codeEffects.ts";
import { openQuery, refineSql } from "./refineSql.ts";

/**
 * A helper that is handed its query can do anything by itself: `run("SELECT …")` says what it does here. The same holds
 * of a document of GraphQL, which is posted also where it only asks.
 * @returns what the helper does where this call hands it a text; undefined where it hands none that says more
 */
export function asHanded(found: readonly Occurrence[], call: Call): readonly Occurrence[] | undefined {
  const isOpen = found.some(({ because }) => because.endsWith(openQuery));
  const sql = isOpen ? handed(call, statement) : undefined;
  if (sql) return found.flatMap((occurrence, index) => ofQuery(occurrence, sql, found.slice(0, index)));
  const posts = found.some(({ effect, because }) => effect === "send-outward" && isPost.test(because));
  const document = posts ? handed(call, asking) : undefined;
  if (!document || /\bmutation\b/.test(visibleText(document))) return undefined;
  return found.filter(({ effect, because }) => !(effect === "send-outward" && isPost.test(because)));
}

/** True of what a call may say more about that reaches the helper from another place. */
export function isHandedText({ because, effect }: Occurrence): boolean {
  return because.endsWith(openQuery) || (effect === "send-outward" && isPost.test(because));
}

const isPost = /\bPOST\b|\bpost\(\)|with (?:a computed method|a method that is computed, else GET)$/;

/** The beginning of a statement, with what has to follow it. */
const statement =
  /^\s*(?:--[^\n]*\n\s*)*(?:select\s|insert\s+(?:(?:or\s+\w+\s+|ignore\s+)?into\s|$)|replace\s+into\s|update\s+(?:[\w"`[\]{}.$:]+\s+)?(?:set\b|$)|delete\s+from\s|with\s+(?:recursive\s+)?\w+\s+as\b|merge\s+into\s|truncate\s|(?:create|drop|alter|upsert|relate)\s+(?:[\w"`[$]|$)|show\s+\w|describe\s+\w|explain\s|pragma\s+\w|match\s*\()/i;
/** A query of GraphQL. */
const asking = /^\s*(?:#[^\n]*\n\s*)*(?:query\s*(?:\w+\s*)?(?:\([^)]*\)\s*)?\{|\{\s*\w+\s*[({])/;

/** The one text of that kind among the arguments, also in a property of one. */
function handed(call: Call, kind: RegExp): Code | undefined {
  const given = call.args.flatMap((arg): Code[] => {
    const value = resolveValue(arg.kind === "entry" ? arg.value : arg);
    const around = value.kind === "call" && value.callee.kind === "member" ? [value.callee.object] : [];
    return value.kind === "object" || value.kind === "call" ? [value, ...around, ...parts(value)] : [value];
  });
  const texts = given
    .map((code) => (code.kind === "entry" ? code.value : code))
    .filter((code) => kind.test(visibleText(code)));
  return texts[0];
}

/** What an open query is, told once for each place. */
function ofQuery(occurrence: Occurrence, sql: Code, before: readonly Occurrence[]): readonly Occurrence[] {
  const { because, span } = occurrence;
  if (!because.endsWith(openQuery)) return [occurrence];
  if (before.some((other) => other.span === span && other.because === because)) return [];
  const { effects, detail } = refineSql({ text: visibleText(sql), known: stringOf(sql) !== undefined });
  const told = `${because.slice(0, -openQuery.length)}${detail ?? ""}`.trim();
  return effects.map((effect: Effect) => ({ ...occurrence, effect, because: told }));
}
