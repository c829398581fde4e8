/** Reads PowerShell's branches and loops, from behind their keyword. */
import type { Expression, Statement } from "./ast.ts";
import { expect, looksAt, peek, type Reader, readDollar, readTypeName, skipBlanks, skipLines, take } from "./reader.ts";

export type ReadStatement = (reader: Reader, start: number) => Statement | undefined;

export function flow(
  start: number,
  reader: Reader,
  heads: readonly Statement[],
  bodies: readonly (readonly Statement[])[],
  assigned: readonly string[] = [],
  condition?: string,
): Statement {
  const always = condition !== undefined && /^[\s();]*(?:\$true|1)?[\s();]*$/i.test(condition);
  const endless = always && !/\b(?:break|exit|return|throw|sleep)\b/i.test(reader.source.slice(start, reader.at));
  return { kind: "flow", heads, bodies, assigned, endless, start, end: reader.at };
}

/** `{ … }` */
export function readBody(reader: Reader): Statement[] {
  skipLines(reader);
  if (peek(reader) !== "{") {
    reader.broken = true;
    return [];
  }
  reader.at++;
  return reader.grammar.statements(reader, "}");
}

/** `( … )` */
function readHead(reader: Reader): Statement[] {
  skipLines(reader);
  if (peek(reader) !== "(") {
    reader.broken = true;
    return [];
  }
  reader.at++;
  return reader.grammar.statements(reader, ")");
}

/** Takes a word that may follow on a later line. */
export function takeWord(reader: Reader, word: RegExp): boolean {
  const before = reader.at;
  skipLines(reader);
  if (take(reader, word)) return true;
  reader.at = before;
  return false;
}

export const readIf: ReadStatement = (reader, start) => {
  const heads = readHead(reader);
  const bodies = [readBody(reader)];
  while (takeWord(reader, /elseif(?=[\s(])/iy)) {
    heads.push(...readHead(reader));
    bodies.push(readBody(reader));
  }
  if (takeWord(reader, /else(?=[\s{])/iy)) bodies.push(readBody(reader));
  return flow(start, reader, heads, bodies);
};

export const readWhile: ReadStatement = (reader, start) => {
  const before = reader.assigned.length;
  const from = reader.at;
  const heads = readHead(reader);
  const condition = reader.source.slice(from, reader.at);
  const body = readBody(reader);
  return flow(start, reader, [], [[...heads, ...body]], reader.assigned.slice(before), condition);
};

export const readDo: ReadStatement = (reader, start) => {
  const before = reader.assigned.length;
  const body = readBody(reader);
  if (!takeWord(reader, /(?:while|until)(?=[\s(])/iy)) reader.broken = true;
  const from = reader.at;
  const heads = readHead(reader);
  const condition = reader.source.slice(from, reader.at);
  return flow(start, reader, [], [[...body, ...heads]], reader.assigned.slice(before), condition);
};

export const readFor: ReadStatement = (reader, start) => {
  skipLines(reader);
  expect(reader, "(");
  const from = reader.at;
  const [first, ...rest] = reader.grammar.statements(reader, ")");
  const condition = reader.source.slice(from, reader.at);
  const before = reader.assigned.length;
  const body = readBody(reader);
  const assigned = [...reader.assigned.slice(before), ...(first?.kind === "assign" ? namesOf(first.target) : [])];
  return flow(start, reader, first ? [first] : [], [[...rest, ...body]], assigned, condition);
};

function namesOf(target: Expression): string[] {
  return target.kind === "variable" ? [target.name] : [];
}

export const readForeach: ReadStatement = (reader, start) => {
  take(reader, /\s*-parallel(?:\s+-throttlelimit\s+\d+)?/iy);
  skipLines(reader);
  if (!take(reader, /\(/y)) return undefined;
  skipLines(reader);
  const loop = readDollar(reader);
  skipLines(reader);
  if (loop?.kind !== "variable" || !take(reader, /in(?=[\s($@])/iy)) return undefined;
  skipLines(reader);
  const listed = reader.grammar.statements(reader, ")");
  const list = listed[0];
  if (!list) return undefined;
  const before = reader.assigned.length;
  const body = readBody(reader);
  const assigned = reader.assigned.slice(before);
  return { kind: "each", variable: loop.name, list, body, assigned, start, end: reader.at };
};

export const readSwitch: ReadStatement = (reader, start) => {
  skipLines(reader);
  let isFile = false;
  for (let option = take(reader, /-(\w+)\s*/y); option; option = take(reader, /-(\w+)\s*/y))
    isFile ||= option[1]?.toLowerCase() === "file";
  const subject: Statement = isFile
    ? asStatement(reader.grammar.argument(reader))
    : { kind: "chain", items: readHead(reader), start, end: reader.at };
  skipLines(reader);
  expect(reader, "{");
  const tests: Expression[] = [];
  const bodies: (readonly Statement[])[] = [];
  for (;;) {
    do skipLines(reader);
    while (take(reader, /;/y));
    if (peek(reader) === "}" || peek(reader) === "") break;
    const from = reader.at;
    tests.push(reader.grammar.argument(reader));
    bodies.push(readBody(reader));
    if (reader.at === from) {
      reader.broken = true;
      reader.at++;
    }
  }
  expect(reader, "}");
  return { kind: "switch", subject, isFile, tests, bodies, start, end: reader.at };
};

function asStatement(value: Expression): Statement {
  const { start, end } = value;
  return { kind: "pipeline", stages: [{ kind: "value", value, redirects: [], start, end }], start, end };
}

export const readTry: ReadStatement = (reader, start) => {
  const heads = readBody(reader);
  const bodies: Statement[][] = [];
  while (takeWord(reader, /catch(?=[\s{[])/iy)) {
    skipLines(reader);
    while (peek(reader) === "[") {
      readTypeName(reader);
      skipLines(reader);
      take(reader, /,\s*/y);
    }
    bodies.push(readBody(reader));
  }
  if (takeWord(reader, /finally(?=[\s{])/iy)) bodies.push(readBody(reader));
  return flow(start, reader, heads, bodies);
};

export const readTrap: ReadStatement = (reader, start) => {
  skipLines(reader);
  if (peek(reader) === "[") readTypeName(reader);
  return flow(start, reader, [], [readBody(reader)]);
};

/** `return`, `throw` and the like: what follows them still runs. */
export const readLeave: ReadStatement = (reader, start) => {
  skipBlanks(reader);
  const value = looksAt(reader, /$|[\r\n;)}]/y) ? undefined : reader.grammar.statement(reader);
  return { kind: "chain", items: value ? [value] : [], start, end: reader.at };
};
