import { child, type SyntaxNode } from "../syntax.ts";
import type { Entry, FunctionCode, Scope } from "./code.ts";
import {
  caseBranch,
  literalOf,
  type Program,
  quotedText,
  readProgram,
  returns,
  sequence,
  spreadEntry,
} from "./program.ts";
import {
  bind,
  dispatch,
  group,
  loop,
  type NodeReader,
  newScope,
  type Reading,
  readAll,
  readField,
  readName,
  spanOf,
  targetNames,
  textOf,
} from "./reading.ts";

/** Reads a Ruby syntax tree. Calls of a receiver are members that are called; blocks are the last argument. */
export function readRuby(root: SyntaxNode, text: string): Program {
  const documents = hereDocuments(root);
  return readProgram(root, text, (node, scope, reading) =>
    dispatch(node, scope, reading, readersWith(documents), transparent),
  );
}

/** The bodies of here-documents by where each was begun: the n-th beginning belongs to the n-th body. */
function hereDocuments(root: SyntaxNode): ReadonlyMap<number, SyntaxNode> {
  const found: Record<string, SyntaxNode[]> = { heredoc_beginning: [], heredoc_body: [] };
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    found[node.type]?.push(node);
    open.push(...node.children);
  }
  const inOrder = (nodes: SyntaxNode[] = []) => nodes.sort((left, right) => left.start - right.start);
  const bodies = inOrder(found.heredoc_body);
  return new Map(
    inOrder(found.heredoc_beginning).flatMap(({ start }, index) => (bodies[index] ? [[start, bodies[index]]] : [])),
  );
}

function readersWith(documents: ReadonlyMap<number, SyntaxNode>): Readonly<Record<string, NodeReader>> {
  if (documents.size === 0) return readers;
  const heredoc_beginning: NodeReader = (node, scope, reading) =>
    quoted(documents.get(node.start) ?? node, scope, reading);
  return { ...readers, heredoc_beginning, heredoc_body: (node) => group(node, []) };
}

const transparent: ReadonlySet<string> = new Set(["parenthesized_statements", "then", "else", "pattern", "in"]);

const call: NodeReader = (node, scope, reading) => {
  const receiver = child(node, "receiver");
  const method = child(node, "method");
  const block = child(node, "block");
  const name = method ? textOf(method, reading) : "call";
  const args = readAll(child(node, "arguments")?.children ?? [], (part) => reading.read(part, scope, reading));
  return {
    kind: "call",
    callee: receiver
      ? { kind: "member", object: reading.read(receiver, scope, reading), property: name, span: spanOf(node) }
      : { kind: "name", name, scope, span: spanOf(method ?? node) },
    args: block ? [...args, reading.read(block, scope, reading)] : args,
    construct: false,
    span: spanOf(node),
  };
};

/** Backquotes and `%x` run their text. */
const subshell: NodeReader = (node, scope, reading) => ({
  kind: "call",
  callee: { kind: "name", name: "`", scope, span: spanOf(node) },
  args: [quoted(node, scope, reading)],
  construct: false,
  span: spanOf(node),
});

const quoted: NodeReader = (node, scope, reading) =>
  quotedText(node, reading, /^'|^%q/.test(textOf(node, reading)), (hole) => sequence(hole, scope, reading));

const scoped: NodeReader = (node, scope, reading) => {
  const name = child(node, "name");
  const property = name ? textOf(name, reading) : "";
  const outer = child(node, "scope");
  if (!outer) return { kind: "name", name: property, scope, span: spanOf(node) };
  return { kind: "member", object: reading.read(outer, scope, reading), property, span: spanOf(node) };
};

const element: NodeReader = (node, scope, reading) => {
  const [object, index] = node.children;
  const at = index ? reading.read(index, scope, reading) : group(node, []);
  return {
    kind: "member",
    object: object ? reading.read(object, scope, reading) : group(node, []),
    property: at.kind === "literal" ? String(at.value) : "*",
    index: at,
    span: spanOf(node),
  };
};

const assignment: NodeReader = (node, scope, reading) => {
  const left = child(node, "left");
  const value = readField(node, "right", scope, reading);
  if (left && /^(?:identifier|constant|global_variable|instance_variable|class_variable)$/.test(left.type)) {
    return { kind: "declaration", name: textOf(left, reading), nameSpan: spanOf(left), value, span: spanOf(node) };
  }
  if (left?.type === "left_assignment_list") {
    const targets = targetNames(left, reading);
    return { kind: "declaration", name: undefined, targets, nameSpan: spanOf(left), value, span: spanOf(node) };
  }
  return group(node, [readField(node, "left", scope, reading), value], "=");
};

const method: NodeReader = (node, outer, reading) => {
  const value = functionCode(node, outer, reading);
  if (value.name) bind(outer, value.name, { kind: "value", value, type: undefined });
  return value;
};

function functionCode(node: SyntaxNode, outer: Scope, reading: Reading): FunctionCode {
  const scope = newScope(outer);
  const nameNode = child(node, "name");
  const body = child(node, "body");
  const params = (child(node, "parameters")?.children ?? []).map((part) => {
    const target = part.type === "identifier" ? part : (child(part, "name") ?? part);
    const name = textOf(target, reading);
    bind(scope, name, { kind: "parameter", type: undefined });
    return { name, fields: [], type: undefined, value: undefined, span: spanOf(part) };
  });
  const inner = body?.type === "block" ? (child(body, "body") ?? body) : body;
  return {
    kind: "function",
    name: nameNode && textOf(nameNode, reading),
    nameSpan: nameNode && spanOf(nameNode),
    params,
    body: inner ? [reading.read(inner, scope, reading)] : [],
    decorators: [],
    doc: undefined,
    span: spanOf(node),
  };
}

const pair: NodeReader = (node, scope, reading): Entry => {
  const key = child(node, "key");
  const text = key ? textOf(key, reading).replace(/^[:'"]|['":]$/g, "") : undefined;
  return {
    kind: "entry",
    key: text,
    keySpan: spanOf(key ?? node),
    value: readField(node, "value", scope, reading),
    span: spanOf(node),
  };
};

const hash: NodeReader = (node, scope, reading) => ({
  kind: "object",
  entries: node.children.filter((part) => part.type === "pair").map((part) => pair(part, scope, reading) as Entry),
  span: spanOf(node),
});

const list: NodeReader = (node, scope, reading) => ({
  kind: "list",
  items: readAll(node.children, (part) => reading.read(part, scope, reading)),
  span: spanOf(node),
});

const forLoop: NodeReader = (node, scope, reading) =>
  loop(
    node,
    targetNames(child(node, "pattern"), reading),
    readField(node, "value", scope, reading),
    (inner) => [readField(node, "body", inner, reading)],
    scope,
  );

const symbol: NodeReader = (node, _scope, reading) => ({
  kind: "literal",
  value: textOf(node, reading).replace(/^:["']?|["']$/g, ""),
  span: spanOf(node),
});

const adjacent: NodeReader = (node, scope, reading) =>
  group(
    node,
    readAll(node.children, (part) => reading.read(part, scope, reading)),
    "+",
  );

const readers: Readonly<Record<string, NodeReader>> = {
  identifier: readName,
  constant: readName,
  global_variable: readName,
  instance_variable: readName,
  class_variable: readName,
  self: readName,
  string: quoted,
  bare_string: quoted,
  bare_symbol: quoted,
  delimited_symbol: quoted,
  chained_string: adjacent,
  subshell,
  simple_symbol: symbol,
  hash_key_symbol: symbol,
  integer: literalOf((text) => Number(text.replaceAll("_", ""))),
  float: literalOf(Number),
  true: literalOf(() => true),
  false: literalOf(() => false),
  nil: literalOf(() => null),
  call,
  scope_resolution: scoped,
  element_reference: element,
  assignment,
  method,
  singleton_method: method,
  lambda: functionCode,
  block: functionCode,
  do_block: functionCode,
  pair,
  hash,
  array: list,
  string_array: list,
  symbol_array: list,
  right_assignment_list: list,
  splat_argument: spreadEntry,
  hash_splat_argument: spreadEntry,
  for: forLoop,
  if: caseBranch,
  unless: caseBranch,
  if_modifier: caseBranch,
  unless_modifier: caseBranch,
  while_modifier: caseBranch,
  until_modifier: caseBranch,
  rescue_modifier: caseBranch,
  while: caseBranch,
  until: caseBranch,
  conditional: caseBranch,
  when: caseBranch,
  rescue: caseBranch,
  return: returns,
  argument_list: (node, scope, reading) => {
    const [only, ...more] = node.children;
    return only && more.length === 0 ? reading.read(only, scope, reading) : list(node, scope, reading);
  },
  block_body: sequence,
  body_statement: sequence,
  comment: (node) => group(node, []),
};
