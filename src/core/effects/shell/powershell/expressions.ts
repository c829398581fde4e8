/** Reads PowerShell's expression mode: operators, casts, members, literals. */
import type { Expression, HashEntry, Statement } from "./ast.ts";
import {
  dash,
  expect,
  giveUp,
  isQuote,
  looksAt,
  nested,
  peek,
  type Reader,
  readDollar,
  readHereString,
  readNumber,
  readQuoted,
  readTypeName,
  skipBlanks,
  skipLines,
  take,
  variableName,
} from "./reader.ts";

const wordOperator = new RegExp(
  `${dash}(and|or|xor|band|bor|bxor|shl|shr|[ic]?(?:eq|ne|gt|ge|lt|le|notlike|like|notmatch|match|replace|split|notcontains|contains|notin|in)|isnot|is|as|join|f)(?![\\w-])`,
  "iy",
);
const signOperator = new RegExp(`(\\.\\.|[*/%](?!=)|\\+(?![+=])|${dash}(?![-=\\w])|${dash}(?=\\d))`, "y");
const unaryWord = new RegExp(`${dash}(not|bnot|join|[ic]?split)(?![\\w-])`, "iy");

const ranks: readonly (readonly string[])[] = [
  ["and", "or", "xor"],
  ["band", "bor", "bxor", "shl", "shr"],
  [],
  ["+", "-"],
  ["*", "/", "%"],
  ["f"],
  [".."],
];
const comparison = 2;
/** Operators as they are named without the letter that says how case counts (`-ieq`, `-creplace`). */
const plainOperators = new Set(
  "and or xor band bor bxor shl shr eq ne gt ge lt le like notlike match notmatch replace split contains notcontains in notin is isnot as join f".split(
    " ",
  ),
);
const rankOf = new Map(ranks.flatMap((names, rank) => names.map((name) => [name, rank] as const)));

/** An expression with everything that belongs to it. */
export function readExpression(reader: Reader): Expression {
  return nested(reader, () => readChoice(reader));
}

function readChoice(reader: Reader): Expression {
  const test = readBinary(reader, 0);
  skipBlanks(reader);
  if (take(reader, /\?\?(?!=)/y)) {
    skipLines(reader);
    const other = readExpression(reader);
    return { kind: "choice", test, either: [test, other], start: test.start, end: reader.at };
  }
  if (!looksAt(reader, /\?(?![.[?])/y)) return test;
  reader.at++;
  skipLines(reader);
  const yes = readExpression(reader);
  skipLines(reader);
  expect(reader, ":");
  skipLines(reader);
  const no = readExpression(reader);
  return { kind: "choice", test, either: [yes, no], start: test.start, end: reader.at };
}

function readOperator(reader: Reader, rank: number): string | undefined {
  const before = reader.at;
  skipBlanks(reader);
  const written = take(reader, wordOperator)?.[1]?.toLowerCase();
  const word = written === undefined || plainOperators.has(written) ? written : written.slice(1);
  const sign = word ?? take(reader, signOperator)?.[1]?.replace(/^[\u2013-\u2015]$/, "-");
  if (sign !== undefined && (rankOf.get(sign) ?? comparison) === rank) return sign;
  reader.at = before;
  return undefined;
}

/** One loop a rank; the ranks are few, so this does not nest deeper than the text does. */
function readBinary(reader: Reader, rank: number): Expression {
  if (rank === ranks.length) return readList(reader);
  let left = readBinary(reader, rank + 1);
  for (;;) {
    const operator = readOperator(reader, rank);
    if (operator === undefined) return left;
    skipLines(reader);
    const right = readBinary(reader, rank + 1);
    left = { kind: "binary", operator, left, right, start: left.start, end: reader.at };
  }
}

function readList(reader: Reader): Expression {
  const first = readUnary(reader);
  const items = [first];
  for (;;) {
    const before = reader.at;
    skipBlanks(reader);
    if (peek(reader) !== ",") {
      reader.at = before;
      return items.length === 1 ? first : { kind: "list", items, start: first.start, end: reader.at };
    }
    reader.at++;
    skipLines(reader);
    items.push(readUnary(reader));
  }
}

function readUnary(reader: Reader): Expression {
  const start = reader.at;
  const operator =
    take(reader, unaryWord)?.[1]?.toLowerCase() ??
    take(reader, /!|\+\+|--|\+|,/y)?.[0] ??
    take(reader, new RegExp(dash, "y"))?.[0];
  if (operator !== undefined)
    return nested(reader, () => {
      skipLines(reader);
      const of = readUnary(reader);
      return { kind: "unary", operator, of, start, end: reader.at };
    });
  if (peek(reader) !== "[") return readPostfix(reader, readPrimary(reader), true);
  const name = readTypeName(reader);
  const type: Expression = { kind: "type", name, start, end: reader.at };
  if (looksAt(reader, /::|\.(?=\p{L})/uy)) return readPostfix(reader, type, true);
  const before = reader.at;
  skipLines(reader);
  if (looksAt(reader, /[$@('"[{\d\u2018-\u201e!]|[-+,](?=[\w$(.])/y))
    return nested(reader, () => {
      const of = readUnary(reader);
      return { kind: "cast", type: name, of, start, end: reader.at };
    });
  reader.at = before;
  return type;
}

/** A literal, variable or bracket. */
export function readPrimary(reader: Reader): Expression {
  const start = reader.at;
  const next = peek(reader);
  if (next === "$") {
    const found = readDollar(reader);
    if (found) return found;
  }
  if (next === "@") {
    const found = readAt(reader);
    if (found) return found;
  }
  if (isQuote(next)) return readQuoted(reader);
  if (next === "(") {
    reader.at++;
    const body = nested(reader, () => reader.grammar.statements(reader, ")"));
    return { kind: "paren", body, start, end: reader.at };
  }
  if (next === "{") {
    reader.at++;
    const block = nested(reader, () => reader.grammar.block(reader));
    return { kind: "block", block, start, end: reader.at };
  }
  const number = readNumber(reader);
  if (number) return number;
  reader.broken = true;
  const text = take(reader, /[^\s;|&(){},]+/y)?.[0] ?? "";
  return { kind: "string", parts: [text], quoted: false, start, end: reader.at };
}

/** `@(…)`, `@{…}`, here-strings and `@name`. */
function readAt(reader: Reader): Expression | undefined {
  const start = reader.at;
  const next = peek(reader, 1);
  if (next === "(") {
    reader.at += 2;
    const body = nested(reader, () => reader.grammar.statements(reader, ")"));
    return { kind: "array", body, start, end: reader.at };
  }
  if (next === "{") {
    reader.at += 2;
    const entries = nested(reader, () => readEntries(reader));
    return { kind: "hash", entries, start, end: reader.at };
  }
  if (isQuote(next)) return readHereString(reader);
  const name = take(reader, /@((?:\p{L}+:)?[\p{L}\p{N}_]+)/uy)?.[1];
  return name === undefined
    ? undefined
    : { kind: "variable", name: variableName(name), splat: true, start, end: reader.at };
}

function readEntries(reader: Reader): HashEntry[] {
  const entries: HashEntry[] = [];
  for (;;) {
    do skipLines(reader);
    while (take(reader, /;/y));
    if (peek(reader) === "}" || peek(reader) === "") {
      expect(reader, "}");
      return entries;
    }
    const start = reader.at;
    const bare = take(reader, /[\p{L}\p{N}_.-]+(?=\s*=)/uy)?.[0];
    const key: Expression =
      bare === undefined
        ? readPostfix(reader, readPrimary(reader), true)
        : { kind: "string", parts: [bare], quoted: false, start, end: reader.at };
    skipLines(reader);
    expect(reader, "=");
    skipLines(reader);
    const value: Statement | undefined = reader.grammar.statement(reader);
    if (value) entries.push({ key, value });
    else {
      reader.broken = true;
      reader.at++;
    }
  }
}

/** Longer chains of members would be walked too deep. */
const maxLinks = 50;

/** Members, calls and indexes behind a value, without a blank between. */
export function readPostfix(reader: Reader, first: Expression, isExpression: boolean): Expression {
  const { start } = first;
  let of = first;
  for (let links = 0; ; links++) {
    if (links > maxLinks) giveUp(reader);
    const isFixed = take(reader, /::/y) !== undefined;
    if (isFixed || take(reader, /\??\.(?=[\p{L}_$("'{\u2018-\u201e])(?!\.)/uy)) {
      const name = readMemberName(reader);
      of = readCall(reader, of, name, isFixed, start);
      continue;
    }
    if (looksAt(reader, /\??\[/y)) {
      take(reader, /\??\[/y);
      skipLines(reader);
      const index = readExpression(reader);
      skipLines(reader);
      expect(reader, "]");
      of = { kind: "index", of, index, start, end: reader.at };
      continue;
    }
    if (isExpression && take(reader, /\+\+|--/y)) {
      if (of.kind === "variable") reader.assigned.push(of.name);
      of = { kind: "unary", operator: "step", of, start, end: reader.at };
      continue;
    }
    return of;
  }
}

function readMemberName(reader: Reader): Expression {
  skipBlanks(reader);
  const start = reader.at;
  const bare = take(reader, /[\p{L}_][\p{L}\p{N}_`]*/uy)?.[0]?.replaceAll("`", "");
  return bare === undefined
    ? readPrimary(reader)
    : { kind: "string", parts: [bare], quoted: false, start, end: reader.at };
}

function readCall(reader: Reader, of: Expression, name: Expression, fixed: boolean, start: number): Expression {
  if (peek(reader) === "{") {
    const block = readPrimary(reader);
    return { kind: "call", of, name, fixed, args: [block], start, end: reader.at };
  }
  if (peek(reader) !== "(") return { kind: "member", of, name, fixed, start, end: reader.at };
  reader.at++;
  const args: Expression[] = [];
  for (;;) {
    skipLines(reader);
    if (peek(reader) === ")" || peek(reader) === "") break;
    const argument = readExpression(reader);
    args.push(...(argument.kind === "list" ? argument.items : [argument]));
    skipLines(reader);
    if (peek(reader) !== ")") {
      const before = reader.at;
      take(reader, /,|[^\s()]/y);
      if (reader.source[before] !== ",") reader.broken = true;
    }
  }
  expect(reader, ")");
  return { kind: "call", of, name, fixed, args, start, end: reader.at };
}
