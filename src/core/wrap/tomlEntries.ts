/**
 * The servers of Codex's `config.toml`: tables `[mcp_servers.NAME]`. The TOML library gives values without places, so
 * the places are found here, and what is found is compared with what the library reads.
 */
import type { Span } from "../model/span.ts";
import { parseToml } from "../parse/toml.ts";
import type { LocatedEntry, LocatedMember, Notation } from "./located.ts";

export const tomlNotation: Notation = { key: (key) => key, is: " = ", between: "\n" };

/** None where the file cannot be read, or where an entry is written in a way that is not followed. */
export function tomlEntries(text: string): LocatedEntry[] {
  const { value } = parseToml(text);
  const servers = (value as { mcp_servers?: Readonly<Record<string, Readonly<Record<string, unknown>>>> } | undefined)
    ?.mcp_servers;
  if (!servers) return [];
  return tables(text).filter(({ name, members }) => agrees(servers[name], members));
}

/** A header of one table: the name bare or quoted. */
const header =
  /^[ \t]*\[[ \t]*mcp_servers[ \t]*\.[ \t]*(?:([\w-]+)|("(?:[^"\\\n]|\\.)*")|'([^'\n]*)')[ \t]*\][ \t]*(?:#.*)?$/;
const anyHeader = /^[ \t]*\[/;
const assignment = /^([ \t]*)([\w-]+)[ \t]*=[ \t]*/;

function tables(text: string): LocatedEntry[] {
  const found: LocatedEntry[] = [];
  let members: LocatedMember[] | undefined;
  for (let at = 0; at < text.length; ) {
    const lineEnd = endOfLine(text, at);
    const line = text.slice(at, lineEnd).replace(/\r$/, "");
    const start = header.exec(line);
    const assigned = assignment.exec(line);
    if (start) {
      members = [];
      const name = start[1] ?? start[3] ?? (parseToml(`x = ${start[2]}`).value as { x: string }).x;
      found.push({ name, nameSpan: { start: at, end: at + line.length }, members });
    } else if (anyHeader.test(line)) members = undefined;
    else if (assigned) {
      const valueStart = at + assigned[0].length;
      const end = endOfValue(text, valueStart);
      const keyStart = at + (assigned[1] as string).length;
      members?.push(locate(text, assigned[2] as string, { start: keyStart, end }, { start: valueStart, end }));
      at = endOfLine(text, end) + 1;
      continue;
    }
    at = lineEnd + 1;
  }
  return found;
}

function locate(text: string, key: string, span: Span, value: Span): LocatedMember {
  const read = (place: Span) =>
    (parseToml(`x = ${text.slice(place.start, place.end)}`).value as { x?: unknown } | undefined)?.x;
  const place = { key, keySpan: { start: span.start, end: span.start + key.length }, span, value };
  const whole = read(value);
  if (typeof whole === "string") return { ...place, text: whole };
  if (!Array.isArray(whole)) return place;
  const items = itemSpans(text, value).map((itemSpan) => {
    const item = read(itemSpan);
    return { span: itemSpan, ...(typeof item === "string" ? { text: item } : {}) };
  });
  return { ...place, items };
}

/** What was found by place says the same as the library. */
function agrees(read: Readonly<Record<string, unknown>> | undefined, members: readonly LocatedMember[]): boolean {
  return members.every(({ key, text, items }) => {
    const value = read?.[key];
    if (text !== undefined) return value === text;
    if (items === undefined) return value !== undefined;
    return Array.isArray(value) && value.length === items.length && items.every((item, at) => item.text === value[at]);
  });
}

function itemSpans(text: string, { start, end }: Span): Span[] {
  const spans: Span[] = [];
  for (let at = start + 1; at < end - 1; ) {
    const sign = text[at] as string;
    if (sign === "#") at = endOfLine(text, at);
    else if (/[\s,]/.test(sign)) at++;
    else {
      const itemEnd = endOfValue(text, at);
      spans.push({ start: at, end: itemEnd });
      at = Math.max(itemEnd, at + 1);
    }
  }
  return spans;
}

/** A string, a bracketed value with comments and strings in it, or a bare word. */
function endOfValue(text: string, start: number): number {
  const string = stringAt(text, start);
  if (string !== undefined) return string;
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const sign = text[at] as string;
    const inner = stringAt(text, at);
    if (inner !== undefined) at = inner;
    else if (sign === "#") {
      if (depth === 0) return trimmed(text, start, at);
      at = endOfLine(text, at);
    } else if (sign === "[" || sign === "{") {
      depth++;
      at++;
    } else if (sign === "]" || sign === "}") {
      if (depth === 0) return trimmed(text, start, at);
      depth--;
      at++;
      if (depth === 0) return at;
    } else if (depth === 0 && (sign === "\n" || sign === ",")) return trimmed(text, start, at);
    else at++;
  }
  return trimmed(text, start, text.length);
}

/** The end of the string that starts here, if one does. */
function stringAt(text: string, at: number): number | undefined {
  for (const quote of ['"""', "'''", '"', "'"]) {
    if (!text.startsWith(quote, at)) continue;
    for (let next = at + quote.length; next < text.length; next++) {
      if (quote.startsWith('"') && text[next] === "\\") next++;
      else if (text.startsWith(quote, next)) return next + quote.length;
    }
    return text.length;
  }
  return undefined;
}

function trimmed(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}
