import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import type { Parsed, Problem } from "../model/problem.ts";
import type { Span } from "../model/span.ts";
import { maxTextLength, maxValueDepth, maxValues } from "./limits.ts";
import { type Member, removalSpans, type Scalar, type ValueNode } from "./value.ts";

/**
 * Reads one YAML document. Only this file and `insertYaml.ts` import the yaml package.
 * @param offset added to every span, for YAML that is a part of a larger file.
 */
export function parseYaml(text: string, offset = 0): Parsed<ValueNode | undefined> {
  const place = { start: offset, end: offset };
  if (text.length > maxTextLength) return unread("The file is larger than 2 MB and is not reviewed.", place);
  if (nestsTooDeep(text)) {
    return unread(`The file nests deeper than ${maxValueDepth} levels and is not reviewed.`, place);
  }
  const read = readDocument(text);
  if (!read) return unread("This YAML cannot be read, so none of it may be in effect.", place);
  const { document, anchors } = read;
  const reader: Reader = { anchors, offset, budget: maxValues };
  const value = document.contents ? convert(document.contents as Node, reader, 0) : undefined;
  const problems = document.errors.slice(0, 1).map((error) => toProblem(error.message, error.pos, offset));
  return { value, problems };
}

interface Reader {
  readonly anchors: ReadonlyMap<string, Node>;
  readonly offset: number;
  /** Values that may still be read. */
  budget: number;
  /** Inside what an alias stands for, where further aliases are not followed: their expansion grows without bound. */
  inAlias?: boolean;
}

function anchorsOf(document: Document): Map<string, Node> {
  const anchors = new Map<string, Node>();
  visit(document, {
    Node(_, node) {
      if (!isAlias(node) && node.anchor) anchors.set(node.anchor, node as Node);
    },
  });
  return anchors;
}

function unread(message: string, span: Span): Parsed<undefined> {
  return { value: undefined, problems: [{ message, span }] };
}

function readDocument(text: string): { document: Document; anchors: Map<string, Node> } | undefined {
  try {
    const document = parseDocument(text, {
      keepSourceTokens: false,
      uniqueKeys: false,
      // Nothing is logged here. "silent" would also keep quiet about a second document, of which nothing is read.
      logLevel: "error",
    }) as Document;
    return { document, anchors: anchorsOf(document) };
  } catch {
    // The package promises not to throw on bad text; a text that exhausts its recursion still must not end the review.
    return undefined;
  }
}

/** Counts brackets and leading dashes without regard to quotes: too cautious on strange text, never too lax. */
function nestsTooDeep(text: string): boolean {
  let flow = 0;
  let line = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text[index];
    if (char === "[" || char === "{") flow++;
    else if (char === "]" || char === "}") flow = Math.max(0, flow - 1);
    else if (char === "\n") line = 0;
    else if ((char === "-" || char === "?" || char === ":") && text[index + 1] === " ") line++;
    if (flow > maxValueDepth || line > maxValueDepth) return true;
  }
  return false;
}

function toProblem(message: string, pos: readonly [number, number], offset: number): Problem {
  const [first = "it cannot be read"] = message.split(/ at line |\n/);
  return {
    message: `This is not valid YAML (${first.slice(0, 120)}), so parts of it may not be in effect.`,
    span: { start: pos[0] + offset, end: pos[1] + offset },
  };
}

function convert(node: Node, reader: Reader, depth: number): ValueNode {
  const span = spanOf(node, reader);
  if (depth > maxValueDepth || --reader.budget < 0) return { kind: "scalar", value: null, span };
  if (isAlias(node)) return convertAlias(node, reader, span, depth);
  if (isMap(node)) {
    const members = node.items.map((pair) => convertMember(pair, reader, depth));
    return { kind: "object", members, span };
  }
  if (isSeq(node)) {
    const values = node.items.map((item) => convert((isPair(item) ? item.value : item) as Node, reader, depth + 1));
    const removals = removalSpans(
      values.map((value) => value.span),
      () => undefined,
    );
    const items = values.map((value, index) => ({ value, removalSpan: removals[index] ?? value.span }));
    return { kind: "array", items, span };
  }
  return { kind: "scalar", value: scalarOf(node), span };
}

function convertAlias(node: Alias, reader: Reader, span: Span, depth: number): ValueNode {
  const target = reader.anchors.get(node.source);
  if (!target || reader.inAlias) return { kind: "scalar", value: null, span };
  reader.inAlias = true;
  const value = convert(target, reader, depth + 1);
  reader.inAlias = false;
  return { ...value, span };
}

function convertMember(pair: { key: unknown; value: unknown }, reader: Reader, depth: number): Member {
  const key = pair.key as Node | null;
  const keySpan = spanOf(key, reader);
  const value: ValueNode = pair.value
    ? convert(pair.value as Node, reader, depth + 1)
    : { kind: "scalar", value: null, span: { start: keySpan.end, end: keySpan.end } };
  // A key that is a list or a mapping has no name, but must not be overlooked.
  const name = isScalar(key) ? String(key.value) : "";
  return { key: name, keySpan, value, span: { start: keySpan.start, end: value.span.end } };
}

function scalarOf(node: unknown): Scalar {
  if (!isScalar(node)) return null;
  const { value } = node;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return value == null ? null : String(value);
}

function spanOf(node: Node | null | undefined, reader: Reader): Span {
  const [start, end] = node?.range ?? [0, 0];
  return { start: start + reader.offset, end: end + reader.offset };
}
