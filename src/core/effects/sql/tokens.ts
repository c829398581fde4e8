/** Tokens of SQL: what is data (texts, comments, quoted names), and where each statement ends. */
import type { SqlDialect } from "../../parse/sql.ts";

export interface SqlToken {
  readonly kind: "word" | "name" | "text" | "number" | "sign" | "meta";
  /** Lower case for words; without quotes for names and texts. */
  readonly text: string;
  /** How many parentheses it is in. */
  readonly depth: number;
  readonly start: number;
}

export interface SqlStatement {
  readonly tokens: readonly SqlToken[];
  readonly source: string;
}

const shared: readonly (readonly [SqlToken["kind"] | "skip", RegExp])[] = [
  ["skip", /\s+|--[^\n]*/y],
  ["number", /0x[\da-f]+|\d+(?:\.\d+)?(?:e[-+]?\d+)?/iy],
];
const last: readonly (readonly [SqlToken["kind"], RegExp])[] = [
  ["word", /[\p{L}_@$][\p{L}\d_@$#]*/uy],
  ["sign", /->>?|#>>?|::|<=>|<>|!=|>=|<=|\|\||:=|[\s\S]/y],
];

const doubled = (quote: string) => new RegExp(`${quote}((?:[^${quote}]|${quote}${quote})*)${quote}?`, "y");
const escaped = (quote: string) =>
  new RegExp(`${quote}((?:[^${quote}\\\\]|\\\\[\\s\\S]|${quote}${quote})*)${quote}?`, "y");
const dollars = /\$([\p{L}_]\w*)?\$([\s\S]*?)(?:\$\1\$|$)/uy;
const name = ["name", doubled('"')] as const;
const ticks = ["name", doubled("`")] as const;

/** Where dialects differ in what is data. */
const quoting: Readonly<Record<SqlDialect, readonly (readonly [SqlToken["kind"] | "skip", RegExp])[]>> = {
  postgresql: [["text", /[eE]'((?:[^'\\]|\\[\s\S]|'')*)'?/y], ["text", doubled("'")], name, ["text", dollars]],
  mysql: [["skip", /#[^\n]*/y], ["text", escaped("'")], ["text", escaped('"')], ticks],
  mariadb: [["skip", /#[^\n]*/y], ["text", escaped("'")], ["text", escaped('"')], ticks],
  sqlite: [["text", doubled("'")], name, ticks, ["name", /\[([^\]]*)\]/y]],
  bigquery: [
    ["skip", /#[^\n]*/y],
    ["text", /(?:[rb]{1,2})?"""([\s\S]*?)"""/iy],
    ["text", escaped("'")],
    ["text", escaped('"')],
    ticks,
  ],
};

/** Splits a text into statements of tokens. `meta` tokens are lines that a client program reads itself. */
export function sqlStatements(text: string, dialect: SqlDialect): SqlStatement[] {
  const source = text.replace(/\/\*[!+]\d*|(?<=\/\*[!+][\s\S]*?)\*\//g, (part) => " ".repeat(part.length));
  const statements: SqlStatement[] = [];
  let tokens: SqlToken[] = [];
  let depth = 0;
  let from = 0;
  const finish = (at: number) => {
    if (tokens.length > 0) statements.push({ tokens, source: source.slice(from, at) });
    tokens = [];
    depth = 0;
    from = at + 1;
  };
  const shapes = [...shared.slice(0, 1), ...quoting[dialect], ...shared.slice(1), ...last];
  for (let at = 0; at < source.length; ) {
    const meta = tokens.length === 0 || source[at] === "\\" ? metaLine(source, at) : undefined;
    if (meta !== undefined) {
      finish(at);
      statements.push({ tokens: [{ kind: "meta", text: meta.trim(), depth: 0, start: at }], source: meta });
      at += meta.length;
      from = at;
      continue;
    }
    if (source.startsWith("/*", at)) {
      at = commentEnd(source, at, dialect === "postgresql");
      continue;
    }
    for (const [kind, shape] of shapes) {
      shape.lastIndex = at;
      const found = shape.exec(source);
      if (!found || found[0] === "") continue;
      if (found[0] === ";") finish(at);
      else if (kind !== "skip") {
        if (found[0] === ")") depth--;
        const inner = kind === "text" || kind === "name" ? (found[2] ?? found[1] ?? "") : found[0];
        tokens.push({ kind, text: kind === "word" ? inner.toLowerCase() : inner, depth, start: at - from });
        if (found[0] === "(") depth++;
      }
      at += found[0].length;
      break;
    }
  }
  finish(source.length);
  return statements;
}

/** Orders to the client: `\\! …`, `.shell …`, at the start of a line. */
function metaLine(source: string, at: number): string | undefined {
  const line =
    /\\(?:!|\.|[a-z]+[+]?)[^\n]*|(?<=^|\n|;)\s*\.[a-z]+[^\n]*|(?<=^|\n|;)\s*(?:system|source|pager|tee)\s[^\n;]*/iy;
  line.lastIndex = at;
  return line.exec(source)?.[0];
}

function commentEnd(source: string, from: number, nests: boolean): number {
  let depth = 1;
  for (let at = from + 2; at < source.length; at++) {
    if (source.startsWith("*/", at)) {
      at++;
      if (--depth === 0 || !nests) return at + 1;
    } else if (nests && source.startsWith("/*", at)) {
      at++;
      depth++;
    }
  }
  return source.length;
}
