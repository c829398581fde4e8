/** Reads simple commands: assignments, words and redirects in any order. */
import { peek, type Reader, skipBlanks, skipLines, subscript, take, takeMatch } from "./reader.ts";
import type { Assignment, HereDocument, Redirect, Simple, Word } from "./syntax.ts";
import { readWord } from "./words.ts";

const declaring = /^(?:declare|typeset|export|readonly|local|integer|float|private)$/;
const assigned = /[A-Za-z_]\w*(?=\[|\+?=)/y;
const assigns = /\+?=/y;
const redirection = /(?:\d+|\{\w+\})?(?:&>>?|<<<|<<-?|<>|<&|>&|>>|>\||>|<)/y;
const zshForce = /[|!](?=[^\s()])|[|!](?=\s)/y;
const processStart = /[<>]\(/y;
const zshRange = /<\d*-\d*>/y;
const comment = /#[^\n]*/y;

export function readSimple(reader: Reader): Simple {
  const start = reader.base + reader.at;
  const outer = reader.uses;
  reader.uses = new Set();
  const assignments: Assignment[] = [];
  const words: Word[] = [];
  const declared: Assignment[] = [];
  const redirects: Redirect[] = [];
  let declares = false;
  for (;;) {
    skipBlanks(reader);
    if (takeMatch(reader, comment) !== "" || isEnd(reader)) break;
    const redirect = readRedirect(reader);
    if (redirect) {
      redirects.push(redirect);
      continue;
    }
    const assignment = words.length === 0 || declares ? readAssignment(reader) : undefined;
    if (assignment && !declares) assignments.push(assignment);
    else if (assignment && assignment.value.parts[0]?.kind === "array") declared.push(assignment);
    else if (assignment) words.push(asWord(assignment));
    else {
      const before = reader.at;
      words.push(readWord(reader));
      if (reader.at === before) {
        words.pop();
        break;
      }
      // `builtin declare`, `command export`: the second or third word may be the one.
      declares ||= words.length <= 3 && declaring.test(literal(words.at(-1) as Word));
    }
  }
  const uses = reader.uses;
  reader.uses = outer;
  for (const name of uses) outer.add(name);
  return { kind: "simple", start, end: reader.base + reader.at, assignments, words, declared, redirects, uses };
}

function isEnd(reader: Reader): boolean {
  const character = peek(reader);
  if (character === "&") return peek(reader, 1) !== ">";
  return character === "" || "\n;|)".includes(character) || (reader.zsh && character === "}");
}

function literal(word: Word): string {
  const only = word.parts.length === 1 ? word.parts[0] : undefined;
  return only?.kind === "text" || only?.kind === "quoted" ? only.text : "";
}

/** `declare x=$y`: one word, whose value is not split. */
function asWord({ name, appends, index, value, start, end }: Assignment): Word {
  const subscripted = index
    ? [{ kind: "quoted", text: "[" } as const, ...index, { kind: "quoted", text: "]" } as const]
    : [];
  const mark = appends ? "+=" : "=";
  const parts = [
    { kind: "quoted", text: name } as const,
    ...subscripted,
    { kind: "quoted", text: mark } as const,
    ...value.parts,
  ];
  return { start, end, parts, whole: true };
}

/** undefined, with nothing read: no assignment begins here. */
function readAssignment(reader: Reader): Assignment | undefined {
  const at = reader.at;
  const { broken } = reader;
  const name = takeMatch(reader, assigned);
  if (name === "") return undefined;
  let index: Assignment["index"];
  if (take(reader, "[")) {
    index = reader.parts(reader, subscript);
    take(reader, "]");
  }
  const mark = takeMatch(reader, assigns);
  if (mark === "") {
    reader.at = at;
    reader.broken = broken;
    return undefined;
  }
  const value = peek(reader) === "(" ? readArray(reader) : readWord(reader);
  return {
    start: reader.base + at,
    end: reader.base + reader.at,
    name,
    ...(index ? { index } : {}),
    appends: mark === "+=",
    value,
  };
}

function readArray(reader: Reader): Word {
  const start = reader.base + reader.at++;
  const words: Word[] = [];
  for (;;) {
    skipLines(reader);
    if (take(reader, ")")) break;
    const before = reader.at;
    words.push(readWord(reader));
    if (reader.at > before) continue;
    reader.broken = true;
    if (reader.at++ >= reader.source.length) break;
  }
  return { start, end: reader.base + reader.at, parts: [{ kind: "array", words }] };
}

/** undefined: none begins here. */
export function readRedirect(reader: Reader): Redirect | undefined {
  const character = peek(reader);
  if (!/[\d{&<>]/.test(character)) return undefined;
  const start = reader.at;
  if (takeMatch(reader, processStart) !== "" || (reader.zsh && takeMatch(reader, zshRange) !== "")) {
    reader.at = start;
    return undefined;
  }
  const written = takeMatch(reader, redirection);
  if (written === "") return undefined;
  const [, descriptor, operator = ""] = /^(\d+|\{\w+\})?([\s\S]+)$/.exec(written) ?? [];
  if (reader.zsh) takeMatch(reader, zshForce);
  skipBlanks(reader);
  const document = operator === "<<" || operator === "<<-" ? readDocumentStart(reader, operator) : undefined;
  const target = document ? undefined : readWord(reader);
  if (target && target.parts.length === 0) reader.broken = true;
  return {
    start: reader.base + start,
    end: reader.base + reader.at,
    operator,
    ...(descriptor ? { descriptor: descriptor.replace(/[{}]/g, "") } : {}),
    ...(target ? { target } : {}),
    ...(document ? { document } : {}),
  };
}

function readDocumentStart(reader: Reader, operator: string): HereDocument {
  const from = reader.at;
  readWord(reader);
  const written = reader.source.slice(from, reader.at);
  if (written === "") reader.broken = true;
  const document: HereDocument = {
    delimiter: written
      .replace(/\\\n/g, "")
      .replace(/^\$(?=['"])/, "")
      .replace(/["'\\]/g, ""),
    quoted: /["'\\]/.test(written),
    strips: operator === "<<-",
    parts: [],
  };
  reader.waiting.push(document);
  return document;
}
