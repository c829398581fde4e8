import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Parsed, Problem } from "../model/problem.ts";
import { maxTextLength, maxValueDepth } from "./limits.ts";
import { type Member, removalSpans, type Scalar, type ValueNode } from "./value.ts";

/** Token kinds of the scanner (a `const enum` of jsonc-parser 3.3, which isolated modules cannot import). */
const token = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, eof: 17 } as const;

/** `ParseErrorCode.EndOfFileExpected`, for the same reason by its number. */
const endOfFileExpected = 9;

/**
 * Reads JSON with comments and trailing commas. A broken text still gives the part that could be read.
 * A byte order mark is accepted; offsets count it.
 */
export function parseJsonc(text: string): Parsed<ValueNode | undefined> {
  if (text.length > maxTextLength) return unread("The file is larger than 2 MB and is not reviewed.");
  // A blank of the same length keeps every offset right.
  const clean = text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
  // The library descends by recursion, so depth is measured first by its scanner, which does not.
  if (depthOf(clean) > maxValueDepth) {
    return unread(`The file nests deeper than ${maxValueDepth} levels and is not reviewed.`);
  }
  const errors: ParseError[] = [];
  const root = parseTree(clean, errors, { allowTrailingComma: true, disallowComments: false });
  if (clean.trim() === "") return { value: undefined, problems: [] };
  return { value: root && convert(root, clean), problems: errors.slice(0, 1).map(toProblem) };
}

function unread(message: string): Parsed<undefined> {
  return { value: undefined, problems: [{ message, span: { start: 0, end: 0 } }] };
}

function depthOf(text: string): number {
  const scanner = createScanner(text, true);
  let depth = 0;
  let deepest = 0;
  for (let kind = scanner.scan() as number; kind !== token.eof; kind = scanner.scan() as number) {
    if (kind === token.openBrace || kind === token.openBracket) deepest = Math.max(deepest, ++depth);
    else if (kind === token.closeBrace || kind === token.closeBracket) depth--;
  }
  return deepest;
}

/** Only the first error is told: the rest mostly follow from it. */
function toProblem(error: ParseError): Problem {
  const what =
    (error.error as number) === endOfFileExpected
      ? "text follows after the end"
      : printParseErrorCode(error.error)
          .replace(/([a-z])([A-Z])/g, "$1 $2")
          .toLowerCase();
  return {
    message: `This is not valid JSON (${what}), so parts of it may not be in effect.`,
    span: { start: error.offset, end: error.offset + error.length },
  };
}

function convert(node: Node, text: string): ValueNode {
  const span = { start: node.offset, end: node.offset + node.length };
  if (node.type === "object") {
    return { kind: "object", span, members: (node.children ?? []).flatMap((child) => convertMember(child, text)) };
  }
  if (node.type === "array") {
    const values = (node.children ?? []).map((child) => convert(child, text));
    const removals = removalSpans(
      values.map((value) => value.span),
      (offset) => commaAfter(text, offset),
    );
    return {
      kind: "array",
      span,
      items: values.map((value, index) => ({ value, removalSpan: removals[index] ?? value.span })),
    };
  }
  return { kind: "scalar", span, value: (node.value ?? null) as Scalar };
}

function convertMember(node: Node, text: string): Member[] {
  const [key, value] = node.children ?? [];
  if (!key || !value) return [];
  const converted = convert(value, text);
  return [
    {
      key: String(key.value),
      keySpan: { start: key.offset, end: key.offset + key.length },
      value: converted,
      span: { start: key.offset, end: converted.span.end },
    },
  ];
}

function commaAfter(text: string, offset: number): number | undefined {
  const rest = /^\s*,/.exec(text.slice(offset, offset + 200));
  return rest ? offset + rest[0].length : undefined;
}
