import { child, type SyntaxNode } from "../syntax.ts";
import { alone, type Code, type CodeFile, type Entry, type Origin, type Scope, type Sliceable } from "./code.ts";
import {
  assignment,
  classCode,
  contract,
  enumeration,
  exportStatement,
  importStatement,
  variable,
} from "./ecmascriptDeclarations.ts";
import { functionCode, functionDeclaration } from "./ecmascriptFunctions.ts";
import { keyText } from "./ecmascriptNames.ts";
import { block, branch, exit, switchStatement } from "./ecmascriptStatements.ts";
import {
  dispatch,
  group,
  loop,
  type NodeReader,
  named,
  newScope,
  type Reading,
  readAll,
  readField,
  readName,
  spanOf,
  targetNames,
  textOf,
  unescapeText,
} from "./reading.ts";

/** Reads a TypeScript or JavaScript syntax tree. */
export function readEcmascript(
  root: SyntaxNode,
  text: Sliceable,
  language: "typescript" | "javascript",
  origin: Origin = alone,
): CodeFile {
  const exports = { named: new Map(), stars: [] };
  const reading: Reading = { text, depth: 0, truncated: false, read, link: origin.link, exports };
  const scope: Scope = { ...newScope(undefined), link: origin.link };
  const body = readAll(root.children, (node) => read(node, scope, reading));
  const { place, locate } = origin;
  return { language, body, scope, truncated: reading.truncated, exports, place, locate };
}

export function read(node: SyntaxNode, scope: Scope, reading: Reading): Code {
  return dispatch(node, scope, reading, readers, transparent);
}

/** Nodes into which no reader looks: types, and texts, which are read as they are written. */
export const unread: ReadonlySet<string> = new Set([
  "string",
  "interface_declaration",
  "type_alias_declaration",
  "ambient_declaration",
  "function_signature",
  "type_arguments",
]);

const transparent: ReadonlySet<string> = new Set([
  "parenthesized_expression",
  "await_expression",
  "non_null_expression",
  "expression_statement",
  "else_clause",
]);

const nothing: NodeReader = (node) => group(node, []);

export const string: NodeReader = (node, _scope, reading) => ({
  kind: "literal",
  value: unescapeText(reading.text.slice(node.start + 1, Math.max(node.start + 1, node.end - 1))),
  span: spanOf(node),
});

const template: NodeReader = (node, scope, reading) => {
  const holes = node.children.filter((part) => part.type === "template_substitution");
  if (holes.length === 0) return string(node, scope, reading);
  const texts: string[] = [];
  let from = node.start + 1;
  for (const hole of holes) {
    texts.push(unescapeText(reading.text.slice(from, hole.start)));
    from = hole.end;
  }
  texts.push(unescapeText(reading.text.slice(from, Math.max(from, node.end - 1))));
  return { kind: "template", texts, holes: holes.map((hole) => readHole(hole, scope, reading)), span: spanOf(node) };
};

function readHole(hole: SyntaxNode, scope: Scope, reading: Reading): Code {
  const inner = hole.children.find((part) => part.type !== "comment");
  return inner ? read(inner, scope, reading) : group(hole, []);
}

const memberAccess: NodeReader = (node, scope, reading) => {
  const object = child(node, "object");
  const property = child(node, "property");
  return {
    kind: "member",
    object: object ? read(object, scope, reading) : group(node, []),
    property: property ? textOf(property, reading).replace(/^#/, "") : "",
    span: spanOf(node),
  };
};

const subscript: NodeReader = (node, scope, reading) => {
  const object = child(node, "object");
  const indexNode = child(node, "index");
  const index = indexNode ? read(indexNode, scope, reading) : group(node, []);
  const fixed = index.kind === "literal" ? String(index.value) : undefined;
  return {
    kind: "member",
    object: object ? read(object, scope, reading) : group(node, []),
    property: fixed ?? "*",
    index,
    span: spanOf(node),
  };
};

const call: NodeReader = (node, scope, reading) => {
  const callee = child(node, "function") ?? child(node, "constructor");
  const args = child(node, "arguments");
  const isTagged = args?.type === "template_string";
  return {
    kind: "call",
    callee: callee ? read(callee, scope, reading) : group(node, []),
    args: args ? readAll(isTagged ? [args] : args.children, (part) => read(part, scope, reading)) : [],
    construct: node.type === "new_expression",
    span: spanOf(node),
  };
};

export const object: NodeReader = (node, scope, reading) => ({
  kind: "object",
  entries: node.children.flatMap((part) => readEntry(part, scope, reading)),
  span: spanOf(node),
});

function readEntry(node: SyntaxNode, scope: Scope, reading: Reading): Entry[] {
  const span = spanOf(node);
  switch (node.type) {
    case "pair": {
      const key = child(node, "key");
      const value = child(node, "value");
      if (!key || !value) return [];
      const computed = key.type === "computed_property_name" ? key.children[0] : undefined;
      return [
        {
          kind: "entry",
          key: keyText(key, reading),
          keySpan: spanOf(key),
          ...(computed && { computed: read(computed, scope, reading) }),
          value: read(value, scope, reading),
          span,
        },
      ];
    }
    case "shorthand_property_identifier":
      return [
        { kind: "entry", key: textOf(node, reading), keySpan: span, value: readName(node, scope, reading), span },
      ];
    case "method_definition": {
      const key = child(node, "name");
      const value = functionCode(node, scope, reading);
      return [{ kind: "entry", key: key && keyText(key, reading), keySpan: key ? spanOf(key) : span, value, span }];
    }
    case "spread_element": {
      const inner = node.children[0];
      return inner ? [{ kind: "entry", key: undefined, keySpan: span, value: read(inner, scope, reading), span }] : [];
    }
    default:
      return [];
  }
}

const list: NodeReader = (node, scope, reading) => ({
  kind: "list",
  items: readAll(node.children, (part) => read(part, scope, reading)),
  span: spanOf(node),
});

const spread: NodeReader = (node, scope, reading): Entry => {
  const value = readHole(node, scope, reading);
  return { kind: "entry", key: undefined, keySpan: spanOf(node), value, span: spanOf(node) };
};

/** `for (const x of xs)`, `for (k in object)`. */
const forOf: NodeReader = (node, outer, reading) => {
  const iterable = readField(node, "right", outer, reading);
  const targets = targetNames(child(node, "left"), reading);
  return loop(node, targets, iterable, (scope) => [readField(node, "body", scope, reading)], newScope(outer));
};

const literal =
  (value: (text: string) => string | number | boolean | null): NodeReader =>
  (node, _scope, reading) => ({ kind: "literal", value: value(textOf(node, reading)), span: spanOf(node) });

/** `x as T`, `x satisfies T`, `<T>x`: the type says nothing of the value. */
const typed: NodeReader = (node, scope, reading) => {
  const parts = node.children.filter((part) => part.type !== "comment");
  const value = node.type === "type_assertion" ? parts.at(-1) : parts[0];
  return value ? read(value, scope, reading) : group(node, []);
};

const readers: Readonly<Record<string, NodeReader>> = {
  identifier: readName,
  this: readName,
  super: readName,
  import: readName,
  as_expression: typed,
  satisfies_expression: typed,
  type_assertion: typed,
  string,
  template_string: template,
  number: literal(Number),
  true: literal(() => true),
  false: literal(() => false),
  null: literal(() => null),
  member_expression: memberAccess,
  subscript_expression: subscript,
  call_expression: call,
  new_expression: call,
  object,
  array: list,
  spread_element: spread,
  for_in_statement: forOf,
  arrow_function: (node, scope, reading) => functionCode(node, scope, reading),
  function_expression: (node, scope, reading) => functionCode(node, scope, reading),
  generator_function: (node, scope, reading) => functionCode(node, scope, reading),
  function_declaration: functionDeclaration,
  generator_function_declaration: functionDeclaration,
  variable_declarator: variable,
  assignment_expression: assignment,
  class_declaration: classCode,
  abstract_class_declaration: classCode,
  class: classCode,
  enum_declaration: enumeration,
  statement_block: block,
  if_statement: branch,
  while_statement: named("while"),
  do_statement: named("while"),
  for_statement: named("while"),
  try_statement: named("try"),
  catch_clause: named("catch"),
  ternary_expression: branch,
  switch_statement: switchStatement,
  return_statement: exit,
  throw_statement: exit,
  break_statement: exit,
  continue_statement: exit,
  import_statement: importStatement,
  export_statement: exportStatement,
  interface_declaration: contract,
  type_alias_declaration: contract,
  ambient_declaration: nothing,
  function_signature: nothing,
  type_annotation: nothing,
  type_arguments: nothing,
  comment: nothing,
};
