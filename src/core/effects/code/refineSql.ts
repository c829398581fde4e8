import type { Effect } from "../../model/effect.ts";
import type { Call, Code } from "../../parse/code/code.ts";
import { entriesOf, resolveValue, stringOf, visibleText, writtenName } from "../../parse/code/resolve.ts";
import { keyword, positional } from "./callArguments.ts";
import type { Refined } from "./refine.ts";

/** The first argument that is a text of SQL; with none, whatever the arguments are. */
export function sqlAmong(call: Call): { readonly text: string; readonly known: boolean } {
  const texts = call.args.map((arg) => ({ text: visibleText(arg), known: stringOf(arg) !== undefined }));
  return texts.find(({ text }) => text !== "") ?? { text: "", known: false };
}

/** The text of SQL that a call is handed first or under a usual name; known where it is written out whole. */
export function firstText(call: Call): { readonly text: string; readonly known: boolean } {
  const arg =
    positional(call, 0) ??
    keyword(call, "query") ??
    keyword(call, "sql") ??
    keyword(call, "text") ??
    keyword(call, "QueryString") ??
    keyword(call, "sql_query");
  const inner = arg && unwrapText(arg);
  return { text: visibleText(inner), known: stringOf(inner) !== undefined };
}

/** `session.execute(delete(User).where(…))`: a query that is put together by calls says what it is with the first. */
export function builtQuery(call: Call): Refined | undefined {
  const arg = positional(call, 0);
  let root = arg && resolveValue(arg);
  if (root?.kind !== "call") return undefined;
  for (;;) {
    const object: Code | undefined = root.callee.kind === "member" ? resolveValue(root.callee.object) : undefined;
    if (object?.kind !== "call") break;
    root = object;
  }
  const name = root.callee.kind === "member" ? root.callee.property : writtenName(root.callee);
  const effect = Object.hasOwn(builders, name) ? builders[name] : undefined;
  return effect && { effects: [effect] };
}

const builders: Readonly<Record<string, Effect>> = {
  select: "read-data",
  exists: "read-data",
  insert: "write-data",
  update: "write-data",
  pg_insert: "write-data",
  delete: "destroy-data",
};

/** `text("SELECT ...")`, `"SELECT …".format(x)`, `{ text: "..." }`, `{ sql: "..." }`. */
export function unwrapText(arg: Code): Code {
  const value = resolveValue(arg);
  if (value.kind === "call" && value.callee.kind === "member" && visibleText(value.callee.object) !== "")
    return value.callee.object;
  if (value.kind === "call" && value.args[0]) return value.args[0];
  // Of several statements at once the first.
  const first = value.kind === "list" ? value.items[0] : value;
  if (first?.kind !== "object") return arg;
  const entries = entriesOf(first);
  return ["text", "sql", "query", "sqlText"].flatMap((key) => entries.get(key)?.value ?? [])[0] ?? arg;
}

/** `const all = db.prepare("SELECT …")` at the top of a file, and `all.get(id)` in the tool. */
export function refinePrepared({ callee }: Call): Refined {
  let at: Code = callee;
  for (let steps = 0; steps < 6; steps++) {
    const made: Code = at.kind === "member" ? resolveValue(at.object) : at;
    if (made.kind !== "call" || made.callee.kind !== "member") return { effects: [] };
    if (/^(?:prepare|query)$/.test(made.callee.property)) return refineSql(firstText(made));
    at = made.callee;
  }
  return { effects: [] };
}

const sqlChanges = /\b(?:insert|update|merge|replace|upsert|relate|create|alter|grant|revoke|copy|call)\b/i;
const sqlRemoves = /\b(?:delete|drop|truncate)\b/i;
const sqlAccess = /\b(?:grant|revoke|create\s+(?:user|role)|alter\s+(?:user|role)|drop\s+(?:user|role))\b/i;

/** How a query is told of that the code does not write out. */
export const openQuery = "with a query that is not fixed in the code";

/** A query that is not written out can be anything. */
export function refineSql({ text, known }: { readonly text: string; readonly known: boolean }): Refined {
  if (/^\s*pragma\b(?!.*\bwritable_schema\b)/i.test(text)) return { effects: [], detail: "with PRAGMA" };
  if (introspects.test(text)) return { effects: ["read-data"], detail: "with a question for the schema" };
  const removes = sqlRemoves.test(text);
  const changes = sqlChanges.test(text) && !/^\s*select\b/i.test(text);
  if (
    !known &&
    !/^\s*(?:select|insert|update|delete|with|pragma|explain|show|create|drop|alter|truncate|upsert|merge|relate)\b/i.test(
      text,
    )
  ) {
    return {
      effects: ["read-data", "write-data", "destroy-data"],
      detail: openQuery,
    };
  }
  const effects: Effect[] = [];
  if (removes) effects.push("destroy-data");
  if (changes) effects.push("write-data");
  if (sqlAccess.test(text)) effects.push("change-access");
  if (effects.length === 0 || /\bselect\b/i.test(text)) effects.push("read-data");
  return { effects, detail: `with ${(/\w+/.exec(text)?.[0] ?? "SQL").toUpperCase()}` };
}

/** Procedures of a graph database that only tell what it holds, and nothing after them that could change it. */
const introspects =
  /^\s*call\s+(?:apoc\.meta|db\.(?:schema|labels|indexes|constraints|propertyKeys|relationshipTypes)|dbms\.components)\b(?![\s\S]*\b(?:create|merge|set|delete|remove|load)\s)/i;
