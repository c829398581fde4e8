/** Reads PowerShell's statements and script blocks. The entry to reading the language. */
import type { Block, Statement } from "./ast.ts";
import {
  flow,
  type ReadStatement,
  readBody,
  readDo,
  readFor,
  readForeach,
  readIf,
  readLeave,
  readSwitch,
  readTrap,
  readTry,
  readWhile,
} from "./branches.ts";
import { readArgument, readPipeline } from "./commands.ts";
import { readBlock, readClass, readFunction, readUsing } from "./declarations.ts";
import { readExpression } from "./expressions.ts";
import { type Grammar, looksAt, nested, peek, type Reader, skipBlanks, skipLines, take } from "./reader.ts";

export interface Script {
  readonly block: Block;
  readonly broken: boolean;
}

/** Reads a whole script. Never throws; text that does not fit is `broken` and read as far as it goes. */
export function readScript(source: string): Script {
  const reader: Reader = { source, grammar, at: 0, depth: 0, looks: 0, broken: false, assigned: [] };
  const block = readBlock(reader, "");
  return { block, broken: reader.broken };
}

const grammar: Grammar = {
  statements: readStatements,
  statement: readStatement,
  block: (reader) => readBlock(reader, "}"),
  expression: readExpression,
  argument: readArgument,
};

type Closer = "" | ")" | "}";

function readStatements(reader: Reader, closer: Closer): Statement[] {
  const statements: Statement[] = [];
  for (;;) {
    do skipLines(reader);
    while (take(reader, /;/y));
    const next = peek(reader);
    if (next === "") {
      if (closer !== "") reader.broken = true;
      return statements;
    }
    if (next === closer) {
      reader.at++;
      return statements;
    }
    const from = reader.at;
    const statement = readStatement(reader);
    if (statement) statements.push(statement);
    skipBlanks(reader);
    const isEnd = looksAt(reader, /$|[\r\n;)}]/y) || reader.source[reader.at - 1] === "}";
    if (!isEnd || reader.at === from) {
      reader.broken = true;
      if (reader.at === from) reader.at++;
    }
  }
}

function readStatement(reader: Reader): Statement | undefined {
  skipBlanks(reader);
  const start = reader.at;
  take(reader, /:\p{L}[\p{L}\p{N}_]*\s+(?=for|while|do|switch)/iuy);
  const word = take(reader, /[a-z]+(?=[\s({;)}]|$)/iy)?.[0]?.toLowerCase();
  const read = word !== undefined && Object.hasOwn(keywords, word) ? keywords[word] : undefined;
  if (read) {
    const found = nested(reader, () => read(reader, start));
    if (found) return found;
  }
  reader.at = start;
  return nested(reader, () => readPipeline(reader));
}

const keywords: Readonly<Record<string, ReadStatement>> = {
  if: readIf,
  while: readWhile,
  do: readDo,
  for: readFor,
  foreach: readForeach,
  switch: readSwitch,
  try: readTry,
  trap: readTrap,
  data: (reader, start) => {
    take(reader, /\s*\w*\s*(?=\{)/y);
    return peek(reader) === "{" ? flow(start, reader, [], [readBody(reader)]) : undefined;
  },
  return: readLeave,
  throw: readLeave,
  exit: readLeave,
  break: readLeave,
  continue: readLeave,
  function: readFunction,
  filter: readFunction,
  workflow: readFunction,
  class: readClass,
  enum: (reader, start) => (take(reader, /[^{]{0,200}\{[^}]{0,5000}\}/y) ? flow(start, reader, [], []) : undefined),
  using: readUsing,
};
