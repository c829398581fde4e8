import type { SpannedText } from "../../model/definition.ts";
import { child, childOfType, type SyntaxNode } from "../syntax.ts";
import type { Binding, ClassCode, Code, FunctionCode, Parameter, Scope } from "./code.ts";
import {
  bind,
  blockScope,
  group,
  type NodeReader,
  newScope,
  type Reading,
  readAll,
  spanOf,
  textOf,
} from "./reading.ts";
import { writtenName } from "./resolve.ts";

/** Reads a function or lambda; `start` is the node with its decorators, `owner` what `self` means in it. */
export function functionCode(
  node: SyntaxNode,
  outer: Scope,
  reading: Reading,
  start?: SyntaxNode,
  owner?: ClassCode,
): FunctionCode {
  const bodyNode = child(node, "body");
  const scope = blockScope(bodyNode, outer, reading, owner);
  const params = (child(node, "parameters")?.children ?? [])
    .filter((part) => part.type !== "comment")
    .map((part) => readParameter(part, scope, reading));
  const nameNode = child(node, "name");
  const decorators = (start ?? node).children.filter((part) => part.type === "decorator");
  return {
    kind: "function",
    name: nameNode && textOf(nameNode, reading),
    nameSpan: nameNode && spanOf(nameNode),
    params,
    body: bodyNode ? functionBody(bodyNode, scope, reading) : [],
    decorators: decorators.flatMap((part) => readAll(part.children, (inner) => reading.read(inner, outer, reading))),
    doc: bodyNode && docstring(bodyNode, reading),
    answers: answered(node, outer, reading),
    span: spanOf(start ?? node),
  };
}

function answered(node: SyntaxNode, scope: Scope, reading: Reading): Code | undefined {
  const type = child(node, "return_type");
  return type && plainType(reading.read(type, scope, reading), scope);
}

/** The body of a lambda is what it returns. */
function functionBody(node: SyntaxNode, scope: Scope, reading: Reading): Code[] {
  if (node.type === "block") return readAll(node.children, (part) => reading.read(part, scope, reading));
  return [{ kind: "exit", returns: true, value: reading.read(node, scope, reading), span: spanOf(node) }];
}

function docstring(body: SyntaxNode, reading: Reading): SpannedText | undefined {
  const first = body.children.find((part) => part.type !== "comment");
  const text = first?.type === "expression_statement" ? first.children[0] : undefined;
  const content = text?.type === "string" ? childOfType(text, "string_content") : undefined;
  return content && { text: textOf(content, reading), span: spanOf(content) };
}

function readParameter(node: SyntaxNode, scope: Scope, reading: Reading): Parameter {
  const target = child(node, "name") ?? (node.type === "identifier" ? node : childOfType(node, "identifier"));
  const typeNode = child(node, "type");
  const written = typeNode && reading.read(typeNode, scope, reading);
  const type = written && plainType(written, scope);
  const valueNode = child(node, "value");
  const value = valueNode && reading.read(valueNode, scope, reading);
  const text = target && textOf(target, reading);
  if (text) bind(scope, text, { kind: "parameter", type, holds: written && heldType(written, scope) });
  return { name: text, fields: [], type, value, span: spanOf(node) };
}

/** Contexts of agent libraries that are handed to each tool, by what is theirs: dependencies, state, settings. */
const contexts = /^(?:RunContext|RunContextWrapper|ToolContext|AgentHookContext|ToolRuntime|Runtime)$/;

/** What a context is a context of: the first type between its brackets. */
function heldType(type: Code, scope: Scope): Code | undefined {
  const [first, inner] = type.kind === "group" ? type.parts : [];
  if (!first || !inner || !contexts.test(writtenName(first).split(".").at(-1) ?? "")) return undefined;
  const held = inner.kind === "group" ? inner.parts[0] : inner;
  return held && plainType(held, scope);
}

const wrappers =
  /^(?:Optional|Annotated|Awaitable|Coroutine|Final|ClassVar|(?:Async)?(?:Iterator|Generator)|(?:Abstract)?(?:Async)?ContextManager)$/;

/** The class behind `X`, `"X"`, `X[...]`, `Optional[X]`, `X | None`, `Annotated[X, ...]` and `AsyncIterator[X]`. */
export function plainType(type: Code, scope: Scope): Code | undefined {
  if (type.kind === "name" || type.kind === "member" || type.kind === "call") return type;
  if (type.kind === "literal") return quotedType(type, scope);
  if (type.kind !== "group") return undefined;
  const [first, ...rest] = type.parts;
  const wraps = first !== undefined && wrappers.test(writtenName(first).replace(/^typing\./, ""));
  if (!wraps) return first && plainType(first, scope);
  const inner = rest[0]?.kind === "group" ? rest[0].parts[0] : rest[0];
  return inner && plainType(inner, scope);
}

/** `"Client"`, `"Client | None"`: a type that is written as a text, since it is declared later or elsewhere. */
function quotedType({ value, span }: Code & { kind: "literal" }, scope: Scope): Code | undefined {
  const found =
    typeof value === "string" && /^(?:Optional\[)?([A-Za-z_][\w.]*)\]?(?:\s*\|\s*None)?$/.exec(value.trim());
  const [root, ...rest] = found ? (found[1] ?? "").split(".") : [];
  if (root === undefined || root === "") return undefined;
  return rest.reduce<Code>((object, property) => ({ kind: "member", object, property, span }), {
    kind: "name",
    name: root,
    scope,
    span,
  });
}

/** A function without decorators. */
export const functionDeclaration: NodeReader = (node, scope, reading) =>
  declareFunction(node, scope, reading, undefined);

function declareFunction(
  node: SyntaxNode,
  scope: Scope,
  reading: Reading,
  start: SyntaxNode | undefined,
): FunctionCode {
  const value = functionCode(node, scope, reading, start);
  if (value.name) bind(scope, value.name, { kind: "value", value, type: undefined });
  return value;
}

/** A function or class with decorators; it starts at the first of them. */
export const decorated: NodeReader = (node, scope, reading) => {
  const definition = child(node, "definition");
  if (definition?.type === "function_definition") return declareFunction(definition, scope, reading, node);
  if (!definition) return group(node, []);
  const read = reading.read(definition, scope, reading);
  const marks = node.children.filter((part) => part.type === "decorator");
  const decorators = marks.flatMap((part) => readAll(part.children, (inner) => reading.read(inner, scope, reading)));
  if (read.kind === "class") (read as { decorators?: readonly Code[] }).decorators = decorators;
  return read;
};

/** A class, with everything its methods assign to `self`. */
export const classCode: NodeReader = (node, outer, reading) => {
  const nameNode = child(node, "name");
  const members = new Map<string, Binding>();
  const body: Code[] = [];
  const bases = readAll(child(node, "superclasses")?.children ?? [], (part) => reading.read(part, outer, reading));
  const text = nameNode && textOf(nameNode, reading);
  const bodyNode = child(node, "body");
  const doc = bodyNode && docstring(bodyNode, reading);
  const nameSpan = nameNode && spanOf(nameNode);
  const result: ClassCode = { kind: "class", name: text, bases, body, members, doc, nameSpan, span: spanOf(node) };
  if (text) bind(outer, text, { kind: "value", value: result, type: undefined });
  // Names of the class body are attributes of the class, not names its methods see.
  const inside = newScope(outer, result);
  for (const part of child(node, "body")?.children ?? []) {
    const definition = part.type === "decorated_definition" ? child(part, "definition") : part;
    if (definition?.type === "function_definition") {
      const start = definition === part ? undefined : part;
      const method = functionCode(definition, outer, reading, start, result);
      if (method.name) members.set(method.name, { kind: "value", value: method, type: undefined });
      body.push(method);
    } else if (part.type !== "comment") {
      body.push(reading.read(part, inside, reading));
    }
  }
  for (const [key, binding] of inside.bindings) if (!members.has(key)) members.set(key, binding);
  return result;
};
