import { child, childOfType, type SyntaxNode } from "../syntax.ts";
import type { Code, Entry, FunctionCode, Scope } from "./code.ts";
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
  spanOf,
  textOf,
} from "./reading.ts";

/** Reads a PHP syntax tree. Variables keep their `$`; names of functions are lower case, as PHP takes them. */
export function readPhp(root: SyntaxNode, text: string): Program {
  return readProgram(root, text, (node, scope, reading) => dispatch(node, scope, reading, readers, transparent));
}

const transparent: ReadonlySet<string> = new Set([
  "parenthesized_expression",
  "expression_statement",
  "error_suppression_expression",
  "else_clause",
  "by_ref",
]);

const name: NodeReader = (node, scope, reading) => ({
  kind: "name",
  name: textOf(node, reading).replace(/^\\+/, "").replaceAll("\\", "."),
  scope,
  span: spanOf(node),
});

const nothing: NodeReader = (node) => group(node, []);

/** A call of a construct or quotation that is a function in all but form. */
const callOf =
  (callee: string, args: NodeReader): NodeReader =>
  (node, scope, reading) => ({
    kind: "call",
    callee: { kind: "name", name: callee, scope, span: spanOf(node) },
    args: [args(node, scope, reading)],
    construct: false,
    span: spanOf(node),
  });

const inner: NodeReader = (node, scope, reading) =>
  node.children[0] ? reading.read(node.children[0], scope, reading) : group(node, []);

function argumentsOf(node: SyntaxNode, scope: Scope, reading: Reading): Code[] {
  const list = child(node, "arguments") ?? childOfType(node, "arguments");
  return readAll(list?.children ?? [], (part) => reading.read(part, scope, reading));
}

const call: NodeReader = (node, scope, reading) => {
  const callee = readField(node, "function", scope, reading);
  return {
    kind: "call",
    callee:
      callee.kind === "name" && !callee.name.startsWith("$") ? { ...callee, name: callee.name.toLowerCase() } : callee,
    args: argumentsOf(node, scope, reading),
    construct: false,
    span: spanOf(node),
  };
};

/** `$a->b(…)`, `A::b(…)`. */
const memberCall: NodeReader = (node, scope, reading) => ({
  kind: "call",
  callee: member(node, scope, reading),
  args: argumentsOf(node, scope, reading),
  construct: false,
  span: spanOf(node),
});

const member: NodeReader = (node, scope, reading) => {
  const object = child(node, "object") ?? child(node, "scope") ?? node.children[0];
  const property = child(node, "name") ?? node.children[1];
  const computed = property && !/^(?:name|variable_name)$/.test(property.type);
  return {
    kind: "member",
    object: object ? reading.read(object, scope, reading) : group(node, []),
    property: property && !computed ? textOf(property, reading) : "*",
    ...(property && (computed || property.type === "variable_name")
      ? { index: reading.read(property, scope, reading) }
      : {}),
    span: spanOf(node),
  };
};

const construct: NodeReader = (node, scope, reading) => {
  const type = node.children.find((part) => part.type !== "arguments");
  return {
    kind: "call",
    callee: type ? reading.read(type, scope, reading) : group(node, []),
    args: argumentsOf(node, scope, reading),
    construct: true,
    span: spanOf(node),
  };
};

const subscript: NodeReader = (node, scope, reading) => {
  const [object, at] = node.children;
  const index = at ? reading.read(at, scope, reading) : group(node, []);
  return {
    kind: "member",
    object: object ? reading.read(object, scope, reading) : group(node, []),
    property: index.kind === "literal" ? String(index.value) : "*",
    index,
    span: spanOf(node),
  };
};

const assignment: NodeReader = (node, scope, reading) => {
  const left = child(node, "left");
  const value = readField(node, "right", scope, reading);
  const declared = { kind: "declaration", nameSpan: spanOf(left ?? node), value, span: spanOf(node) } as const;
  if (left?.type === "variable_name") return { ...declared, name: textOf(left, reading) };
  if (left?.type === "list_literal") {
    const targets = left.children.map((part) => (part.type === "variable_name" ? textOf(part, reading) : undefined));
    return { ...declared, name: undefined, targets };
  }
  return group(node, [readField(node, "left", scope, reading), value], "=");
};

/** `const X = …`, `static $x = …`. */
const constant: NodeReader = (node, scope, reading) => {
  const [target, valueNode] = node.children;
  const value = valueNode && reading.read(valueNode, scope, reading);
  const text = target && textOf(target, reading);
  return { kind: "declaration", name: text, nameSpan: spanOf(target ?? node), value, span: spanOf(node) };
};

const functionCode: NodeReader = (node, outer, reading): FunctionCode => {
  const scope = newScope(outer);
  const nameNode = child(node, "name");
  const body = child(node, "body");
  const params = (child(node, "parameters")?.children ?? []).map((part) => {
    const text = textOf(child(part, "name") ?? part, reading);
    bind(scope, text, { kind: "parameter", type: undefined });
    return { name: text, fields: [], type: undefined, value: undefined, span: spanOf(part) };
  });
  const isExpression = node.type === "arrow_function" && body;
  const read = body && reading.read(body, scope, reading);
  const value: FunctionCode = {
    kind: "function",
    name: nameNode && textOf(nameNode, reading).toLowerCase(),
    nameSpan: nameNode && spanOf(nameNode),
    params,
    body: read ? [isExpression ? { kind: "exit", returns: true, value: read, span: spanOf(body) } : read] : [],
    decorators: [],
    doc: undefined,
    span: spanOf(node),
  };
  if (value.name) bind(outer, value.name, { kind: "value", value, type: undefined });
  return value;
};

/** Keys make an object of it, else it is a list. */
const array: NodeReader = (node, scope, reading) => {
  const elements = node.children.filter((part) => part.type === "array_element_initializer");
  const isObject = elements.some((part) => part.children.length > 1);
  const entries = elements.map((part, index): Entry => {
    const [first, second] = part.children;
    const valueNode = second ?? first;
    const value = valueNode ? reading.read(valueNode, scope, reading) : group(part, []);
    const key = second && first ? reading.read(first, scope, reading) : undefined;
    const text = key?.kind === "literal" ? String(key.value) : key ? "*" : String(index);
    return { kind: "entry", key: text, keySpan: spanOf(part), value, span: spanOf(part) };
  });
  if (isObject) return { kind: "object", entries, span: spanOf(node) };
  return { kind: "list", items: entries.map(({ value }) => value), span: spanOf(node) };
};

/** `foreach ($xs as $k => $x)`: of a pair only the value is followed. */
const forEach: NodeReader = (node, scope, reading) => {
  const body = child(node, "body");
  const [iterable, target] = node.children.filter((part) => part !== body);
  const named = target?.type === "pair" ? target.children[1] : target;
  const targets = [named?.type === "variable_name" ? textOf(named, reading) : undefined];
  const items = iterable ? reading.read(iterable, scope, reading) : group(node, []);
  return loop(node, targets, items, (within) => (body ? [reading.read(body, within, reading)] : []), scope);
};

const argument: NodeReader = (node, scope, reading) => {
  const key = child(node, "name");
  const valueNode = node.children.find((part) => part !== key);
  const value = valueNode ? reading.read(valueNode, scope, reading) : group(node, []);
  if (!key) return value;
  return { kind: "entry", key: textOf(key, reading), keySpan: spanOf(key), value, span: spanOf(node) };
};

const single: NodeReader = (node, _scope, reading) => quotedText(node, reading, true, () => undefined);
const encapsed: NodeReader = (node, scope, reading) =>
  quotedText(node, reading, false, (hole) => reading.read(hole, scope, reading));

const readers: Readonly<Record<string, NodeReader>> = {
  name,
  qualified_name: name,
  variable_name: (node, scope, reading) => ({
    kind: "name",
    name: textOf(node, reading),
    scope,
    span: spanOf(node),
  }),
  string: single,
  encapsed_string: encapsed,
  heredoc: (node, scope, reading) => {
    const body = child(node, "value");
    return body ? encapsed(body, scope, reading) : group(node, []);
  },
  nowdoc: (node, scope, reading) => {
    const body = child(node, "value");
    return body ? single(body, scope, reading) : group(node, []);
  },
  shell_command_expression: callOf("shell_exec", encapsed),
  include_expression: callOf("include", inner),
  include_once_expression: callOf("include", inner),
  require_expression: callOf("include", inner),
  require_once_expression: callOf("include", inner),
  print_intrinsic: callOf("print", inner),
  echo_statement: callOf("print", sequence),
  integer: literalOf(Number),
  float: literalOf(Number),
  boolean: literalOf((text) => /^true$/i.test(text)),
  null: literalOf(() => null),
  function_call_expression: call,
  member_call_expression: memberCall,
  nullsafe_member_call_expression: memberCall,
  scoped_call_expression: memberCall,
  member_access_expression: member,
  nullsafe_member_access_expression: member,
  scoped_property_access_expression: member,
  class_constant_access_expression: member,
  object_creation_expression: construct,
  subscript_expression: subscript,
  assignment_expression: assignment,
  static_variable_declaration: constant,
  const_element: constant,
  function_definition: functionCode,
  method_declaration: functionCode,
  anonymous_function: functionCode,
  arrow_function: functionCode,
  array_creation_expression: array,
  foreach_statement: forEach,
  argument,
  variadic_unpacking: spreadEntry,
  if_statement: caseBranch,
  else_if_clause: caseBranch,
  conditional_expression: caseBranch,
  while_statement: caseBranch,
  do_statement: caseBranch,
  switch_statement: caseBranch,
  case_statement: caseBranch,
  catch_clause: caseBranch,
  return_statement: returns,
  php_tag: nothing,
  php_end_tag: nothing,
  text: nothing,
  comment: nothing,
  named_type: nothing,
};
