import { child, type SyntaxNode } from "../syntax.ts";
import type { ClassCode, Code, FunctionCode, Parameter, Scope } from "./code.ts";
import { typeFromText } from "./contracts.ts";
import { keyText, patternNames } from "./ecmascriptNames.ts";
import { bind, blockScope, type NodeReader, type Reading, readAll, spanOf, textOf } from "./reading.ts";

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
  for (const part of patternNames(pattern)) {
    const property = keyText(part.key, reading);
    const own: Code | undefined = type && { kind: "member", object: type, property, span: spanOf(part.name) };
    bind(scope, textOf(part.name, reading), { kind: "parameter", type: own });
  }
  return { name: undefined, fields, type, value, span: spanOf(node) };
}

/** The class that a type annotation names or writes out, without its type arguments. */
export function readType(node: SyntaxNode | undefined, scope: Scope, reading: Reading): Code | undefined {
  if (!node) return undefined;
  return typeFromText(textOf(node, reading).replace(/^\s*:/, ""), scope, spanOf(node));
}

/** Reads a function statement and binds its name. */
export const functionDeclaration: NodeReader = (node, scope, reading) => {
  const value = functionCode(node, scope, reading);
  if (value.name) bind(scope, value.name, { kind: "value", value, type: undefined });
  return value;
};
