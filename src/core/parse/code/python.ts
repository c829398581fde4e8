import { child, childOfType, type SyntaxNode } from "../syntax.ts";
import { alone, type Code, type CodeFile, type Entry, type Origin, type Scope, type Sliceable } from "./code.ts";
import { classCode, decorated, functionCode, functionDeclaration } from "./pythonDefinitions.ts";
import {
  asPattern,
  assignment,
  branch,
  comprehension,
  conditional,
  exit,
  forStatement,
  importFrom,
  importStatement,
  match,
} from "./pythonStatements.ts";
import {
  dispatch,
  group,
  type NodeReader,
  named,
  newScope,
  type Reading,
  readAll,
  readField,
  readName,
  spanOf,
  textOf,
  unescapeText,
} from "./reading.ts";

/** Reads a Python syntax tree. */
export function readPython(root: SyntaxNode, text: Sliceable, origin: Origin = alone): CodeFile {
  const exports = { named: new Map(), stars: [] };
  const reading: Reading = { text, depth: 0, truncated: false, read, link: origin.link, exports };
  const scope: Scope = { ...newScope(undefined), link: origin.link, stars: exports.stars };
  const body = readAll(root.children, (node) => read(node, scope, reading));
  const { place, locate } = origin;
  return { language: "python", body, scope, truncated: reading.truncated, exports, place, locate };
}

export function read(node: SyntaxNode, scope: Scope, reading: Reading): Code {
  return dispatch(node, scope, reading, readers, transparent);
}

const transparent: ReadonlySet<string> = new Set(["parenthesized_expression", "await", "expression_statement", "type"]);

export const string: NodeReader = (node, scope, reading) => {
  const holes = node.children.filter((part) => part.type === "interpolation");
  const start = childOfType(node, "string_start");
  const end = childOfType(node, "string_end");
  const isRaw = start !== undefined && /r/i.test(textOf(start, reading));
  const clean = (from: number, to: number) => {
    const text = reading.text.slice(from, Math.max(from, to));
    return isRaw ? text : unescapeText(text);
  };
  const stop = end?.start ?? node.end;
  let from = start?.end ?? node.start;
  if (holes.length === 0) return { kind: "literal", value: clean(from, stop), span: spanOf(node) };
  const texts: string[] = [];
  for (const hole of holes) {
    texts.push(clean(from, hole.start));
    from = hole.end;
  }
  texts.push(clean(from, stop));
  const parts = holes.map((hole) => readHole(hole, scope, reading));
  return { kind: "template", texts, holes: parts, span: spanOf(node) };
};

/** A format may be computed too: `{x:{width}}`. */
function readHole(hole: SyntaxNode, scope: Scope, reading: Reading): Code {
  const value = readField(hole, "expression", scope, reading);
  const format = child(hole, "format_specifier") ?? childOfType(hole, "format_specifier");
  if (!format || format.children.length === 0) return value;
  return group(hole, [...readAll(format.children, (part) => read(part, scope, reading)), value], "last");
}

/** Adjacent strings are one string. */
const concatenated: NodeReader = (node, scope, reading) => {
  const parts = readAll(node.children, (part) => read(part, scope, reading));
  return parts.slice(1).reduce<Code>((left, right) => group(node, [left, right], "+"), parts[0] ?? group(node, []));
};

const attribute: NodeReader = (node, scope, reading) => {
  const property = child(node, "attribute");
  return {
    kind: "member",
    object: readField(node, "object", scope, reading),
    property: property ? textOf(property, reading) : "",
    span: spanOf(node),
  };
};

/** `a.b` in patterns. */
const dottedName: NodeReader = (node, scope, reading) =>
  node.children.slice(1).reduce<Code>(
    (object, part) => ({
      kind: "member",
      object,
      property: textOf(part, reading),
      span: { start: node.start, end: part.end },
    }),
    node.children[0] ? readName(node.children[0], scope, reading) : group(node, []),
  );

const subscript: NodeReader = (node, scope, reading) => {
  const index = readField(node, "subscript", scope, reading);
  const property = index.kind === "literal" ? String(index.value) : "*";
  return { kind: "member", object: readField(node, "value", scope, reading), property, index, span: spanOf(node) };
};

export const call: NodeReader = (node, scope, reading) => {
  const args = child(node, "arguments");
  return {
    kind: "call",
    callee: readField(node, "function", scope, reading),
    // A generator stands alone, without the list around it.
    args: args
      ? readAll(args.type === "generator_expression" ? [args] : args.children, (part) => read(part, scope, reading))
      : [],
    construct: false,
    span: spanOf(node),
  };
};

const keyword: NodeReader = (node, scope, reading): Entry => {
  const key = child(node, "name");
  return {
    kind: "entry",
    key: key && textOf(key, reading),
    keySpan: spanOf(key ?? node),
    value: readField(node, "value", scope, reading),
    span: spanOf(node),
  };
};

const pair: NodeReader = (node, scope, reading): Entry => {
  const key = readField(node, "key", scope, reading);
  const fixed = key.kind === "literal" ? String(key.value) : "*";
  return {
    kind: "entry",
    key: fixed,
    keySpan: key.span,
    ...(key.kind !== "literal" && { computed: key }),
    value: readField(node, "value", scope, reading),
    span: spanOf(node),
  };
};

const splat: NodeReader = (node, scope, reading): Entry => {
  const inner = node.children[0];
  const value = inner ? read(inner, scope, reading) : group(node, []);
  return { kind: "entry", key: undefined, keySpan: spanOf(node), value, span: spanOf(node) };
};

const dictionary: NodeReader = (node, scope, reading) => ({
  kind: "object",
  entries: node.children
    .filter((part) => part.type === "pair" || part.type === "dictionary_splat")
    .map((part) => (part.type === "pair" ? pair : splat)(part, scope, reading) as Entry),
  span: spanOf(node),
});

const list: NodeReader = (node, scope, reading) => ({
  kind: "list",
  items: readAll(node.children, (part) => read(part, scope, reading)),
  span: spanOf(node),
});

export const not: NodeReader = (node, scope, reading) =>
  group(node, [readField(node, "argument", scope, reading)], "not");

const literal =
  (value: (text: string) => string | number | boolean | null): NodeReader =>
  (node, _scope, reading) => ({ kind: "literal", value: value(textOf(node, reading)), span: spanOf(node) });

/** `[start:stop:step]` keeps its bounds as the operator, since the grammar gives the colons no place of their own. */
const slice: NodeReader = (node, scope, reading) =>
  group(
    node,
    readAll(node.children, (part) => read(part, scope, reading)),
    textOf(node, reading).replace(/\s/g, ""),
  );

/** The statements of Python 2 that are functions since. */
const statementCall =
  (name: string): NodeReader =>
  (node, scope, reading) => ({
    kind: "call",
    callee: { kind: "name", name, scope, span: spanOf(node) },
    args: readAll(node.children, (part) => read(part, scope, reading)),
    construct: false,
    span: spanOf(node),
  });

const readers: Readonly<Record<string, NodeReader>> = {
  identifier: readName,
  string,
  concatenated_string: concatenated,
  integer: literal(Number),
  float: literal(Number),
  true: literal(() => true),
  false: literal(() => false),
  none: literal(() => null),
  yield: named("yield"),
  attribute,
  dotted_name: dottedName,
  subscript,
  call,
  keyword_argument: keyword,
  dictionary,
  dictionary_splat: splat,
  list,
  tuple: list,
  set: list,
  lambda: (node, scope, reading) => functionCode(node, scope, reading),
  function_definition: functionDeclaration,
  decorated_definition: decorated,
  class_definition: classCode,
  assignment,
  named_expression: assignment,
  as_pattern: asPattern,
  if_statement: branch,
  elif_clause: branch,
  conditional_expression: conditional,
  match_statement: match,
  return_statement: exit,
  raise_statement: exit,
  break_statement: exit,
  continue_statement: exit,
  not_operator: not,
  import_statement: importStatement,
  import_from_statement: importFrom,
  for_statement: forStatement,
  while_statement: named("while"),
  try_statement: named("try"),
  except_clause: named("catch"),
  list_comprehension: comprehension,
  set_comprehension: comprehension,
  generator_expression: comprehension,
  list_splat: splat,
  slice,
  exec_statement: statementCall("exec"),
  print_statement: statementCall("print"),
};
