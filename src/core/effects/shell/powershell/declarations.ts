/** Reads what PowerShell text declares: functions, classes, parameters, script blocks. */
import type { Block, Expression, Parameter, Statement } from "./ast.ts";
import { type ReadStatement, readBody, takeWord } from "./branches.ts";
import { readPrimary } from "./expressions.ts";
import {
  expect,
  giveUp,
  isQuote,
  looksAt,
  peek,
  type Reader,
  readDollar,
  readTypeName,
  skipBlanks,
  skipLines,
  take,
} from "./reader.ts";

export const readFunction: ReadStatement = (reader, start) => {
  skipBlanks(reader);
  const name = take(reader, /[^\s({]+/y)?.[0];
  if (name === undefined) return undefined;
  skipLines(reader);
  const parameters = peek(reader) === "(" ? readParameters(reader) : [];
  skipLines(reader);
  if (peek(reader) !== "{") reader.broken = true;
  reader.at++;
  const block = readBlock(reader, "}");
  const bare = name.replace(/^(?:global|script|local|private):/i, "").toLowerCase();
  const whole = { ...block, parameters: [...parameters, ...block.parameters] };
  return { kind: "function", name: bare, block: whole, start, end: reader.at };
};

export const readUsing: ReadStatement = (reader, start) => {
  const [, what = "", name = ""] = take(reader, /\s+(namespace|module|assembly|command|type)\s+([^\r\n;]+)/iy) ?? [];
  return { kind: "using", what: what.toLowerCase(), name: name.trim(), start, end: reader.at };
};

export const readClass: ReadStatement = (reader, start) => {
  const name = take(reader, /\s+([\p{L}_][\p{L}\p{N}_]*)[^{]{0,300}\{/uy)?.[1];
  if (name === undefined) return undefined;
  const bodies: Block[] = [];
  for (;;) {
    do skipLines(reader);
    while (take(reader, /;|(?:static|hidden)(?=\s)/iy));
    const next = peek(reader);
    if (next === "}" || next === "") break;
    const from = reader.at;
    const member = readClassMember(reader);
    if (member) bodies.push(member);
    if (reader.at === from) {
      reader.broken = true;
      reader.at++;
    }
  }
  expect(reader, "}");
  return { kind: "class", name: name.toLowerCase(), bodies, start, end: reader.at };
};

/** A property with its value or a method with its body; types and attributes in front are passed over. */
function readClassMember(reader: Reader): Block | undefined {
  const start = reader.at;
  if (peek(reader) === "[") {
    readTypeName(reader);
    return undefined;
  }
  if (peek(reader) === "$") {
    const value = reader.grammar.statement(reader);
    return value && { text: reader.source.slice(start, reader.at), parameters: [], body: [value] };
  }
  if (!take(reader, /[\p{L}_][\p{L}\p{N}_]*\s*/uy)) return undefined;
  if (take(reader, /=\s*[^\r\n;}]+/y) || peek(reader) !== "(") return undefined;
  const parameters = readParameters(reader);
  skipLines(reader);
  if (take(reader, /:\s*base\s*/iy)) readPrimary(reader);
  skipLines(reader);
  if (peek(reader) !== "{") return undefined;
  reader.at++;
  const block = readBlock(reader, "}");
  return { ...block, parameters };
}

/** `( [type]$a = value, … )`, from the parenthesis. */
function readParameters(reader: Reader): Parameter[] {
  const parameters: Parameter[] = [];
  expect(reader, "(");
  for (;;) {
    skipLines(reader);
    const next = peek(reader);
    if (next === ")" || next === "") break;
    if (next === ",") reader.at++;
    else if (next === "[") readTypeName(reader);
    else if (next === "$") {
      const variable = readDollar(reader);
      // A dollar sign that names nothing must not hold the reader here.
      if (!variable) giveUp(reader);
      skipLines(reader);
      const value = take(reader, /=\s*/y) ? readDefault(reader) : undefined;
      if (variable?.kind === "variable") parameters.push({ name: variable.name, value });
    } else {
      reader.broken = true;
      if (!isQuote(next)) reader.at++;
      else readPrimary(reader);
    }
  }
  expect(reader, ")");
  return parameters;
}

/** A default value ends at a comma. */
function readDefault(reader: Reader): Expression {
  const found = reader.grammar.expression(reader);
  if (found.kind !== "list") return found;
  reader.at = (found.items[0] as Expression).end;
  return found.items[0] as Expression;
}

export function readBlock(reader: Reader, closer: "" | "}"): Block {
  const start = reader.at;
  const parameters: Parameter[] = [];
  for (;;) {
    skipLines(reader);
    if (looksAt(reader, /using\s+(?:namespace|module|assembly)\s/iy)) break;
    const isAttribute = looksAt(
      reader,
      /\[(?:(?:cmdletbinding|outputtype|alias|parameter|suppressmessage\w*|diagnostics\.codeanalysis\.\w+)\b)[^\]]*\](?!\s*::)/iy,
    );
    if (isAttribute) readTypeName(reader);
    else if (take(reader, /param(?=\s*\()/iy)) {
      skipLines(reader);
      parameters.push(...readParameters(reader));
    } else break;
  }
  const body = readSections(reader, closer);
  const end = closer === "" || reader.source[reader.at - 1] !== "}" ? reader.at : reader.at - 1;
  return { text: reader.source.slice(start, end), parameters, body };
}

/** `begin { } process { } end { }`, or only statements. */
function readSections(reader: Reader, closer: "" | "}"): Statement[] {
  const statements: Statement[] = [];
  while (takeWord(reader, /(?:begin|process|end|clean|dynamicparam)(?=\s*\{)/iy)) statements.push(...readBody(reader));
  return [...statements, ...reader.grammar.statements(reader, closer)];
}
