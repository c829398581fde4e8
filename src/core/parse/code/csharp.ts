import { child, childOfType, type SyntaxNode } from "../syntax.ts";
import type { Code, CodeFile, Entry, FunctionCode, Origin, Parameter, Scope, Sliceable } from "./code.ts";
import {
  bindMethod,
  callOf,
  compiledFile,
  entryOf,
  functionOfParts,
  implicitClass,
  importAll,
  importMembers,
  leaves,
  memberOf,
  parameter,
  readChildren,
  returned,
} from "./compiled.ts";
import { caseBranch, literalOf } from "./program.ts";
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
  setOwnerMember,
  spanOf,
  targetNames,
  textOf,
  unescapeText,
} from "./reading.ts";

/** Reads a C# syntax tree. Attributes are decorators; fields and methods are names their class sees. */
export function readCsharp(root: SyntaxNode, text: Sliceable, origin?: Origin): CodeFile {
  return compiledFile(root, text, "csharp", read, origin);
}

const read: NodeReader = (node, scope, reading) => dispatch(node, scope, reading, readers, transparent);

const transparent: ReadonlySet<string> = new Set([
  "parenthesized_expression",
  "await_expression",
  "expression_statement",
  "global_statement",
  "postfix_unary_expression",
  "ref_expression",
  "nullable_type",
  "checked_expression",
]);

const using: NodeReader = (node, scope, reading) => {
  const alias = child(node, "name");
  const target = node.children.find((part) => part !== alias && part.type !== "comment");
  const module = textOf(target ?? alias ?? node, reading).replaceAll(/\s/g, "");
  if (/^using\s+static\b|^global\s+using\s+static\b/.test(textOf(node, reading))) importMembers(scope, module);
  if (!alias || !target) importAll(scope, module);
  else {
    const dot = module.lastIndexOf(".");
    const whole = { kind: "import", module, imported: "*" } as const;
    const part = { kind: "import", module: module.slice(0, dot), imported: module.slice(dot + 1) } as const;
    bind(scope, textOf(alias, reading), dot < 0 ? whole : part);
  }
  return group(node, []);
};

/** In `namespace A.B` the names of `A` can be written as they are. */
const namespace: NodeReader = (node, scope, reading) => {
  const name = child(node, "name");
  const parts = name ? textOf(name, reading).split(".") : [];
  for (const at of parts.keys()) importAll(scope, parts.slice(0, at + 1).join("."));
  return group(
    node,
    readAll(
      node.children.filter((part) => part !== name),
      (part) => read(part, scope, reading),
    ),
  );
};

const qualified: NodeReader = (node, scope, reading) => {
  const name = child(node, "name");
  const qualifier = child(node, "qualifier") ?? child(node, "expression");
  const property = name ? plainName(name, reading) : "";
  return qualifier ? memberOf(read(qualifier, scope, reading), property, node) : group(node, []);
};

/** `Get<T>` is called `Get`. */
function plainName(node: SyntaxNode, reading: Reading): string {
  const inner = node.type === "generic_name" ? childOfType(node, "identifier") : undefined;
  return textOf(inner ?? node, reading);
}

const genericName: NodeReader = (node, scope, reading) => ({
  kind: "name",
  name: plainName(node, reading),
  scope,
  span: spanOf(node),
});

function argumentsOf(node: SyntaxNode | undefined, scope: Scope, reading: Reading): Code[] {
  return readAll(node?.children ?? [], (part) => readArgument(part, scope, reading));
}

function readArgument(node: SyntaxNode, scope: Scope, reading: Reading): Code {
  if (node.type !== "argument" && node.type !== "attribute_argument") return read(node, scope, reading);
  const name = child(node, "name");
  const value = node.children.find((part) => part !== name && part.type !== "comment");
  if (!value) return group(node, []);
  if (name) return entryOf(textOf(name, reading), name, read(value, scope, reading), node);
  // `[Tool(Name = "x")]` sets a property of the attribute.
  if (node.type === "attribute_argument" && value.type === "assignment_expression")
    return assignedEntry(value, scope, reading);
  return read(value, scope, reading);
}

function assignedEntry(node: SyntaxNode, scope: Scope, reading: Reading): Entry {
  const left = child(node, "left") ?? node;
  const key = /^[\w@]+$/.test(textOf(left, reading)) ? textOf(left, reading) : undefined;
  return entryOf(key, left, readField(node, "right", scope, reading), node);
}

const invocation: NodeReader = (node, scope, reading) => {
  const callee = readField(node, "function", scope, reading);
  const args = argumentsOf(child(node, "arguments"), scope, reading);
  const [first] = args;
  if (callee.kind === "name" && callee.name === "nameof" && first) {
    const text = reading.text.slice(first.span.start, first.span.end);
    return { kind: "literal", value: text.slice(text.lastIndexOf(".") + 1), span: spanOf(node) };
  }
  const asked = askedType(node, reading);
  if (asked) return callOf(read(asked, scope, reading), [], node, true);
  return callOf(callee, args, node);
};

/** `services.GetRequiredService<Store>()` answers a `Store`. */
function askedType(node: SyntaxNode, reading: Reading): SyntaxNode | undefined {
  const called = child(node, "function");
  const name = called?.type === "generic_name" ? called : called && child(called, "name");
  if (name?.type !== "generic_name" || !serviceGetter.test(plainName(name, reading))) return undefined;
  return childOfType(name, "type_argument_list")?.children[0];
}

const serviceGetter = /^(?:Get(?:Required)?(?:Keyed)?Service|GetServiceOrCreateInstance|CreateInstance)$/;

const creation: NodeReader = (node, scope, reading) => {
  const args = argumentsOf(child(node, "arguments"), scope, reading);
  const initializer = child(node, "initializer");
  const set = initializer ? initializerParts(initializer, scope, reading) : [];
  return callOf(readField(node, "type", scope, reading), [...args, ...set], node, true);
};

function initializerParts(node: SyntaxNode, scope: Scope, reading: Reading): Code[] {
  return readAll(node.children, (part) =>
    part.type === "assignment_expression" ? assignedEntry(part, scope, reading) : read(part, scope, reading),
  );
}

const initializer: NodeReader = (node, scope, reading) => {
  const parts = initializerParts(node, scope, reading);
  const entries = parts.filter((part) => part.kind === "entry");
  return entries.length > 0 && entries.length === parts.length
    ? { kind: "object", entries, span: spanOf(node) }
    : { kind: "list", items: parts, span: spanOf(node) };
};

/** `new { name = "x", id }`: names and values stand side by side, with a sign between those that belong together. */
const anonymous: NodeReader = (node, scope, reading) => {
  const entries: Entry[] = [];
  for (let index = 0; index < node.children.length; index++) {
    const part = node.children[index] as SyntaxNode;
    const next = node.children[index + 1];
    const isKey = next && part.type === "identifier" && /^\s*=\s*$/.test(reading.text.slice(part.end, next.start));
    const value = isKey ? next : part;
    const key = textOf(part, reading);
    entries.push({
      kind: "entry",
      key: isKey || part.type === "identifier" ? key : key.split(".").at(-1),
      keySpan: spanOf(part),
      value: read(value, scope, reading),
      span: { start: part.start, end: value.end },
    });
    if (isKey) index++;
  }
  return { kind: "object", entries, span: spanOf(node) };
};

/** `new() { Name = "x" }`, whose type stands elsewhere. */
const implicitCreation: NodeReader = (node, scope, reading) => {
  const set = child(node, "initializer") ?? childOfType(node, "initializer_expression");
  return set ? initializer(set, scope, reading) : group(node, readChildren(node, scope, reading));
};

/** `Type x = new(…) { … }` makes what the variable is declared to be. */
function valueOfType(node: SyntaxNode, type: Code | undefined, scope: Scope, reading: Reading): Code {
  if (!type || node.type !== "implicit_object_creation_expression") return read(node, scope, reading);
  const args = argumentsOf(child(node, "arguments") ?? childOfType(node, "argument_list"), scope, reading);
  const set = child(node, "initializer") ?? childOfType(node, "initializer_expression");
  return callOf(type, [...args, ...(set ? initializerParts(set, scope, reading) : [])], node, true);
}

/** `a?.b(c)`: the parts behind the question mark hang on what is before it. */
const conditionalAccess: NodeReader = (node, scope, reading) => {
  const condition = child(node, "condition");
  const rest = node.children.findLast((part) => part !== condition);
  const object = condition ? read(condition, scope, reading) : group(node, []);
  return rest ? bound(rest, object, scope, reading) : object;
};

function bound(node: SyntaxNode, object: Code, scope: Scope, reading: Reading): Code {
  const on = (field: string) => {
    const part = child(node, field);
    return part ? bound(part, object, scope, reading) : object;
  };
  const property = (name: SyntaxNode | undefined) => (name ? plainName(name, reading) : "*");
  switch (node.type) {
    case "member_binding_expression":
      return memberOf(object, property(child(node, "name")), node);
    case "member_access_expression":
      return memberOf(on("expression"), property(child(node, "name")), node);
    case "invocation_expression":
      return callOf(on("function"), argumentsOf(child(node, "arguments"), scope, reading), node);
    case "conditional_access_expression": {
      const condition = child(node, "condition");
      const rest = node.children.findLast((part) => part !== condition);
      const inner = condition ? bound(condition, object, scope, reading) : object;
      return rest ? bound(rest, inner, scope, reading) : inner;
    }
    case "postfix_unary_expression":
      return node.children[0] ? bound(node.children[0], object, scope, reading) : object;
    case "element_binding_expression":
      return memberOf(object, "*", node);
    default:
      return group(node, [object, read(node, scope, reading)]);
  }
}

const element: NodeReader = (node, scope, reading) => {
  const index = argumentsOf(child(node, "subscript"), scope, reading)[0] ?? group(node, []);
  const property = index.kind === "literal" ? String(index.value) : "*";
  return memberOf(readField(node, "expression", scope, reading), property, node, index);
};

const text: NodeReader = (node, _scope, reading) => {
  const whole = textOf(node, reading);
  const value = whole.startsWith("@")
    ? whole.slice(2, -1).replaceAll('""', '"')
    : whole.startsWith('"""')
      ? whole.replace(/^"{3,}|"{3,}$/g, "").trim()
      : unescapeText(whole.slice(1, -1));
  return { kind: "literal", value, span: spanOf(node) };
};

const interpolated: NodeReader = (node, scope, reading) => {
  const texts = [""];
  const holes: Code[] = [];
  for (const part of node.children) {
    if (part.type === "interpolation") {
      const inner = part.children.find(({ type }) => !/brace$|format_clause$|alignment_clause$/.test(type));
      holes.push(inner ? read(inner, scope, reading) : group(part, []));
      texts.push("");
    } else if (!/start$|quote$|end$/.test(part.type)) {
      texts[texts.length - 1] += unescapeText(textOf(part, reading));
    }
  }
  return holes.length === 0
    ? { kind: "literal", value: texts[0] as string, span: spanOf(node) }
    : { kind: "template", texts, holes, span: spanOf(node) };
};

function attributesOf(node: SyntaxNode, scope: Scope, reading: Reading): Code[] {
  return node.children
    .filter(({ type }) => type === "attribute_list")
    .flatMap((list) => list.children.filter(({ type }) => type === "attribute"))
    .map((part) => {
      const name = child(part, "name") ?? part;
      return callOf(
        read(name, scope, reading),
        argumentsOf(childOfType(part, "attribute_argument_list"), scope, reading),
        part,
      );
    });
}

function parametersOf(node: SyntaxNode | undefined, scope: Scope, reading: Reading): Parameter[] {
  if (node?.type === "identifier") return [parameter(textOf(node, reading), undefined, node, scope)];
  return (node?.children ?? []).flatMap((part): Parameter[] => {
    const name = child(part, "name") ?? (part.type === "identifier" ? part : undefined);
    if (!name) return [];
    const typeNode = child(part, "type");
    const type = typeNode && typeOf(typeNode, scope, reading);
    return [parameter(textOf(name, reading), type, part, scope, attributesOf(part, scope, reading))];
  });
}

/** The class a type names; `var` names none. */
function typeOf(node: SyntaxNode, scope: Scope, reading: Reading): Code | undefined {
  if (node.type === "implicit_type" || node.type === "array_type") return undefined;
  const code = read(node, scope, reading);
  return code.kind === "name" || code.kind === "member" ? code : undefined;
}

/** `Task<T>` becomes a `T`. */
function awaited(node: SyntaxNode, reading: Reading): SyntaxNode {
  const isTask = node.type === "generic_name" && /^(?:Value)?Task</.test(textOf(node, reading));
  return (isTask && childOfType(node, "type_argument_list")?.children[0]) || node;
}

function bodyOf(node: SyntaxNode | undefined, scope: Scope, reading: Reading): Code[] {
  if (!node) return [];
  if (node.type === "block") return readChildren(node, scope, reading);
  if (node.type === "arrow_expression_clause") return readChildren(node, scope, reading).map(returned);
  return [returned(read(node, scope, reading))];
}

function method(node: SyntaxNode, outer: Scope, reading: Reading): FunctionCode {
  const scope = newScope(outer);
  const name = child(node, "name");
  const params = parametersOf(child(node, "parameters") ?? childOfType(node, "parameter_list"), scope, reading);
  const body = bodyOf(child(node, "body") ?? childOfType(node, "block", "arrow_expression_clause"), scope, reading);
  const result = child(node, "returns") ?? child(node, "type");
  const answers = result && typeOf(awaited(result, reading), outer, reading);
  const parts = { name, params, body, decorators: attributesOf(node, outer, reading), answers };
  const code = functionOfParts(parts, node, reading);
  if (code.name && node.type !== "constructor_declaration") bindMethod(outer, code.name, code);
  return code;
}

const lambda: NodeReader = (node, outer, reading) => {
  const scope = newScope(outer);
  const params = parametersOf(child(node, "parameters") ?? childOfType(node, "parameter_list"), scope, reading);
  const body = bodyOf(child(node, "body") ?? childOfType(node, "block"), scope, reading);
  const decorators = attributesOf(node, outer, reading);
  return functionOfParts({ name: undefined, params, body, decorators }, node, reading);
};

const type: NodeReader = (node, outer, reading) => {
  const name = child(node, "name");
  const bases = readChildren(childOfType(node, "base_list"), outer, reading).filter(
    ({ kind }) => kind === "name" || kind === "member",
  );
  const { code, scope } = implicitClass(name && textOf(name, reading), bases, outer, node);
  code.body.push(...attributesOf(node, outer, reading));
  parametersOf(childOfType(node, "parameter_list"), scope, reading);
  for (const part of child(node, "body")?.children ?? []) {
    if (part.type !== "comment") code.body.push(read(part, scope, reading));
  }
  return code;
};

const variables: NodeReader = (node, scope, reading) => {
  const typeNode = child(node, "type");
  const declaredType = typeNode && typeOf(typeNode, scope, reading);
  return group(
    node,
    node.children
      .filter((part) => part.type === "variable_declarator")
      .map((part) => {
        const name = child(part, "name");
        const valueNode = part.children.findLast((inner) => inner !== name && inner.type !== "comment");
        const value = valueNode && valueOfType(valueNode, declaredType, scope, reading);
        if (name) bind(scope, textOf(name, reading), { kind: "value", value, type: declaredType });
        const nameSpan = spanOf(name ?? part);
        return { kind: "declaration", name: name && textOf(name, reading), nameSpan, value, span: spanOf(part) };
      }),
  );
};

const property: NodeReader = (node, scope, reading) => {
  const name = child(node, "name");
  const typeNode = child(node, "type");
  const valueNode = child(node, "value");
  // `Name => "x"` gives the same each time.
  const inner = valueNode?.type === "arrow_expression_clause" ? valueNode.children[0] : valueNode;
  const type = typeNode && typeOf(typeNode, scope, reading);
  const value = inner && valueOfType(inner, type, scope, reading);
  const binding = { kind: "value", value, type } as const;
  if (name) bind(scope, textOf(name, reading), binding);
  return group(node, readChildren(child(node, "accessors") ?? valueNode, scope, reading));
};

const assignment: NodeReader = (node, scope, reading) => {
  const left = child(node, "left");
  const value = readField(node, "right", scope, reading);
  if (!left) return value;
  const target = read(left, scope, reading);
  if (target.kind === "name") {
    setOwnerMember(scope, target.name, { kind: "value", value, type: undefined });
    return { kind: "declaration", name: target.name, nameSpan: spanOf(left), value, span: spanOf(node) };
  }
  if (target.kind === "member" && target.object.kind === "name" && target.object.name === "this") {
    setOwnerMember(scope, target.property, { kind: "value", value, type: undefined });
  }
  return group(node, [target, value], "=");
};

const branch: NodeReader = (node, scope, reading) => {
  const condition = child(node, "condition");
  const parts = (field: string) => {
    const part = child(node, field);
    return part ? [read(part, scope, reading)] : [];
  };
  return {
    kind: "branch",
    condition: condition ? read(condition, scope, reading) : group(node, []),
    consequence: parts("consequence"),
    alternative: parts("alternative"),
    span: spanOf(node),
  };
};

/** `case "a": …` and `"a" => …`: its first part decides. */
const caseOf: NodeReader = (node, scope, reading) => {
  const [condition, ...rest] = readChildren(node, scope, reading);
  return {
    kind: "branch",
    condition: condition ?? group(node, []),
    consequence: rest,
    alternative: [],
    span: spanOf(node),
  };
};

const foreach: NodeReader = (node, scope, reading) =>
  loop(
    node,
    targetNames(child(node, "left"), reading),
    readField(node, "right", scope, reading),
    (inner) => [readField(node, "body", inner, reading)],
    scope,
  );

const returns: NodeReader = (node, scope, reading) => {
  const [value] = readChildren(node, scope, reading);
  return { kind: "exit", returns: true, value, span: spanOf(node) };
};

const list: NodeReader = (node, scope, reading) => ({
  kind: "list",
  items: argumentsOf(node, scope, reading),
  span: spanOf(node),
});

/** `(T)x` and `x as T` are x. */
const cast: NodeReader = (node, scope, reading) => {
  const value = child(node, "value") ?? child(node, "left") ?? node.children.at(-1);
  return value ? read(value, scope, reading) : group(node, []);
};

const readers: Readonly<Record<string, NodeReader>> = {
  identifier: readName,
  this: readName,
  this_expression: readName,
  predefined_type: readName,
  generic_name: genericName,
  qualified_name: qualified,
  alias_qualified_name: qualified,
  member_access_expression: qualified,
  conditional_access_expression: conditionalAccess,
  element_access_expression: element,
  using_directive: using,
  string_literal: text,
  verbatim_string_literal: text,
  raw_string_literal: text,
  interpolated_string_expression: interpolated,
  character_literal: literalOf((value) => value.slice(1, -1)),
  integer_literal: literalOf((value) => Number.parseInt(value.replaceAll("_", ""), 10)),
  real_literal: literalOf((value) => Number.parseFloat(value)),
  boolean_literal: literalOf((value) => value === "true"),
  null_literal: literalOf(() => null),
  namespace_declaration: namespace,
  file_scoped_namespace_declaration: namespace,
  invocation_expression: invocation,
  object_creation_expression: creation,
  implicit_object_creation_expression: implicitCreation,
  initializer_expression: initializer,
  anonymous_object_creation_expression: anonymous,
  element_binding_expression: list,
  collection_expression: list,
  array_creation_expression: (node, scope, reading) => {
    const items = childOfType(node, "initializer_expression");
    return items ? initializer(items, scope, reading) : group(node, readChildren(node, scope, reading));
  },
  implicit_array_creation_expression: (node, scope, reading) => {
    const items = childOfType(node, "initializer_expression");
    return items ? initializer(items, scope, reading) : group(node, []);
  },
  class_declaration: type,
  record_declaration: type,
  struct_declaration: type,
  interface_declaration: type,
  method_declaration: method,
  constructor_declaration: method,
  local_function_statement: method,
  lambda_expression: lambda,
  anonymous_method_expression: lambda,
  variable_declaration: variables,
  property_declaration: property,
  assignment_expression: assignment,
  if_statement: branch,
  conditional_expression: branch,
  while_statement: caseBranch,
  switch_section: caseOf,
  switch_expression_arm: caseOf,
  foreach_statement: foreach,
  return_statement: returns,
  throw_statement: leaves,
  throw_expression: leaves,
  break_statement: leaves,
  continue_statement: leaves,
  cast_expression: cast,
  as_expression: cast,
};
