import { child, type SyntaxNode } from "../syntax.ts";
import type { ClassCode, Code, FunctionCode, Parameter, Scope } from "./code.ts";
import { patternNames } from "./ecmascriptNames.ts";
import { bind, blockScope, type NodeReader, type Reading, readAll, readName, spanOf, textOf } from "./reading.ts";

/** Reads a function, arrow function or method; `owner` is what `this` means in it. */
export function functionCode(node: SyntaxNode, outer: Scope, reading: Reading, owner?: ClassCode): FunctionCode {
  const bodyNode = child(node, "body");
  const scope = blockScope(bodyNode, outer, reading, owner);
  const single = child(node, "parameter");
  const params = single
    ? [readParameter(single, scope, reading)]
    : (child(node, "parameters")?.children ?? [])
        .filter((part) => part.type !== "comment")
        .map((part) => readParameter(part, scope, reading));
  const nameNode = child(node, "name");
  return {
    kind: "function",
    name: nameNode && textOf(nameNode, reading).replace(/^#/, ""),
    nameSpan: nameNode && spanOf(nameNode),
    params,
    body: bodyNode ? functionBody(bodyNode, scope, reading) : [],
    decorators: [],
    doc: undefined,
    answers: readType(child(node, "return_type"), outer, reading),
    span: spanOf(node),
  };
}

/** The body of an arrow function without braces is what it returns. */
function functionBody(node: SyntaxNode, scope: Scope, reading: Reading): Code[] {
  if (node.type === "statement_block") return readAll(node.children, (part) => reading.read(part, scope, reading));
  return [{ kind: "exit", returns: true, value: reading.read(node, scope, reading), span: spanOf(node) }];
}

/** Reads a parameter and binds its names. */
export function readParameter(node: SyntaxNode, scope: Scope, reading: Reading): Parameter {
  const pattern = child(node, "pattern") ?? child(node, "left") ?? node;
  const type = readType(child(node, "type"), scope, reading);
  const valueNode = child(node, "value") ?? child(node, "right");
  const value = valueNode && reading.read(valueNode, scope, reading);
  if (pattern.type === "identifier" || pattern.type === "this") {
    const text = textOf(pattern, reading);
    bind(scope, text, { kind: "parameter", type, value });
    return { name: text, fields: [], type, value, span: spanOf(node) };
  }
  const fields = patternNames(pattern).map((part) => textOf(part.key, reading));
  for (const part of patternNames(pattern))
    bind(scope, textOf(part.name, reading), { kind: "parameter", type: undefined });
  return { name: undefined, fields, type, value, span: spanOf(node) };
}

/** The class that a type annotation names, without its type arguments. */
export function readType(node: SyntaxNode | undefined, scope: Scope, reading: Reading): Code | undefined {
  const inner = present(node?.type === "type_annotation" ? node.children[0] : node);
  const named = inner?.type === "generic_type" ? child(inner, "name") : inner;
  // What is promised is what comes.
  if (inner && named && textOf(named, reading) === "Promise") {
    return readType(child(inner, "type_arguments")?.children[0], scope, reading);
  }
  if (named?.type === "type_identifier") return readName(named, scope, reading);
  if (named?.type !== "nested_type_identifier") return undefined;
  const [module, type] = named.children;
  if (!module || !type) return undefined;
  return {
    kind: "member",
    object: readName(module, scope, reading),
    property: textOf(type, reading),
    span: spanOf(named),
  };
}

/** Of `Client | null | undefined` the one type that is something. */
function present(node: SyntaxNode | undefined): SyntaxNode | undefined {
  if (node?.type === "parenthesized_type") return present(node.children[0]);
  if (node?.type !== "union_type") return node;
  const [only, ...others] = choicesOf(node).filter(({ type }) => !/^(?:literal_type|predefined_type)$/.test(type));
  return others.length === 0 ? present(only) : undefined;
}

function choicesOf(node: SyntaxNode): SyntaxNode[] {
  return node.children.flatMap((part) => (part.type === "union_type" ? choicesOf(part) : [part]));
}

/** Reads a function statement and binds its name. */
export const functionDeclaration: NodeReader = (node, scope, reading) => {
  const value = functionCode(node, scope, reading);
  if (value.name) bind(scope, value.name, { kind: "value", value, type: undefined });
  return value;
};
