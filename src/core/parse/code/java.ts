import { child, childOfType, childrenOf, type SyntaxNode } from "../syntax.ts";
import type { Code, CodeFile, FunctionCode, Origin, Parameter, Scope, Sliceable } from "./code.ts";
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
  nothing,
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
  textOf,
  unescapeText,
} from "./reading.ts";

/** Reads a Java syntax tree. Annotations are decorators; fields and methods are names their class sees. */
export function readJava(root: SyntaxNode, text: Sliceable, origin?: Origin): CodeFile {
  return compiledFile(root, text, "java", read, origin);
}

const read: NodeReader = (node, scope, reading) => dispatch(node, scope, reading, readers, transparent);

const transparent: ReadonlySet<string> = new Set(["parenthesized_expression", "expression_statement"]);

const importOf: NodeReader = (node, scope, reading) => {
  const path = node.children.find(({ type }) => type === "scoped_identifier" || type === "identifier");
  const full = path ? textOf(path, reading).replaceAll(/\s/g, "") : "";
  if (childOfType(node, "asterisk")) {
    if (/^import\s+static\b/.test(textOf(node, reading))) importMembers(scope, full);
    importAll(scope, full);
  } else {
    const dot = full.lastIndexOf(".");
    const imported = full.slice(dot + 1);
    bind(scope, imported, { kind: "import", module: full.slice(0, Math.max(0, dot)), imported, link: reading.link });
  }
  return group(node, []);
};

const scoped: NodeReader = (node, scope, reading) => {
  const object = child(node, "scope") ?? child(node, "object") ?? node.children[0];
  const name = child(node, "name") ?? child(node, "field") ?? node.children.at(-1);
  return object && name && object !== name
    ? memberOf(read(object, scope, reading), textOf(name, reading), node)
    : group(node, []);
};

const invocation: NodeReader = (node, scope, reading) => {
  const object = child(node, "object");
  const nameNode = child(node, "name") ?? node;
  const name = textOf(nameNode, reading);
  const args = readChildren(child(node, "arguments"), scope, reading);
  const callee: Code = object
    ? { ...memberOf(read(object, scope, reading), name, node), span: { start: node.start, end: nameNode.end } }
    : { kind: "name", name, scope, span: spanOf(nameNode) };
  return callOf(callee, args, node);
};

const creation: NodeReader = (node, scope, reading) => {
  const args = readChildren(child(node, "arguments"), scope, reading);
  const made = callOf(readField(node, "type", scope, reading), args, node, true);
  const body = childOfType(node, "class_body");
  // An anonymous class: what it does counts where it is made.
  return body ? group(node, [made, ...readChildren(body, newScope(scope), reading)]) : made;
};

const text: NodeReader = (node, _scope, reading) => {
  const whole = textOf(node, reading);
  const value = whole.startsWith('"""')
    ? whole.slice(3, -3).replace(/^[ \t]*\r?\n/, "")
    : unescapeText(whole.slice(1, -1));
  return { kind: "literal", value, span: spanOf(node) };
};

function annotationsOf(node: SyntaxNode, scope: Scope, reading: Reading): Code[] {
  const parts = childOfType(node, "modifiers")?.children ?? [];
  return parts.filter(({ type }) => /annotation$/.test(type)).map((part) => read(part, scope, reading));
}

const annotation: NodeReader = (node, scope, reading) => {
  const name = child(node, "name");
  const args = readAll(child(node, "arguments")?.children ?? [], (part) => {
    const key = child(part, "key");
    if (part.type !== "element_value_pair" || !key) return read(part, scope, reading);
    return entryOf(textOf(key, reading), key, readField(part, "value", scope, reading), part);
  });
  return callOf(name ? read(name, scope, reading) : group(node, []), args, node);
};

/** The class a type names; `var` and primitives name none. */
function typeOf(node: SyntaxNode | undefined, scope: Scope, reading: Reading): Code | undefined {
  if (!node || textOf(node, reading) === "var") return undefined;
  const inner = node.type === "generic_type" ? node.children[0] : node;
  if (!inner || !/^(?:scoped_)?type_identifier$/.test(inner.type)) return undefined;
  return read(inner, scope, reading);
}

function parametersOf(node: SyntaxNode | undefined, scope: Scope, reading: Reading): Parameter[] {
  if (node?.type === "identifier") return [parameter(textOf(node, reading), undefined, node, scope)];
  return (node?.children ?? []).flatMap((part): Parameter[] => {
    const name = part.type === "identifier" ? part : child(part, "name");
    if (!name) return [];
    const type = typeOf(child(part, "type"), scope, reading);
    return [parameter(textOf(name, reading), type, part, scope, annotationsOf(part, scope, reading))];
  });
}

function bodyOf(node: SyntaxNode | undefined, scope: Scope, reading: Reading): Code[] {
  if (!node) return [];
  return /^(?:block|constructor_body)$/.test(node.type)
    ? readChildren(node, scope, reading)
    : [returned(read(node, scope, reading))];
}

const method: NodeReader = (node, outer, reading): FunctionCode => {
  const scope = newScope(outer);
  const name = child(node, "name");
  const params = parametersOf(child(node, "parameters"), scope, reading);
  const body = bodyOf(child(node, "body"), scope, reading);
  const answers = typeOf(child(node, "type"), outer, reading);
  const decorators = annotationsOf(node, outer, reading);
  const code = functionOfParts({ name, params, body, decorators, answers }, node, reading);
  if (code.name && node.type === "method_declaration") bindMethod(outer, code.name, code);
  return code;
};

const type: NodeReader = (node, outer, reading) => {
  const name = child(node, "name");
  // What an interface extends stands in no field.
  const extended = node.children.find((part) => part.type === "extends_interfaces");
  const bases = [child(node, "superclass"), child(node, "interfaces"), extended]
    .flatMap((part) => readChildren(part, outer, reading))
    .flatMap((base) => (base.kind === "group" ? base.parts : [base]));
  const { code, scope } = implicitClass(name && textOf(name, reading), bases, outer, node);
  code.body.push(...annotationsOf(node, outer, reading));
  parametersOf(child(node, "parameters"), scope, reading);
  code.body.push(...readChildren(child(node, "body"), scope, reading));
  return code;
};

const variables: NodeReader = (node, scope, reading) => {
  const declaredType = typeOf(child(node, "type"), scope, reading);
  return group(
    node,
    childrenOf(node, "declarator").map((part) => {
      const name = child(part, "name") ?? part;
      const valueNode = child(part, "value");
      const value = valueNode && read(valueNode, scope, reading);
      bind(scope, textOf(name, reading), { kind: "value", value, type: declaredType });
      return {
        kind: "declaration",
        name: textOf(name, reading),
        nameSpan: spanOf(name),
        value,
        span: spanOf(part),
      };
    }),
  );
};

const lambda: NodeReader = (node, outer, reading) => {
  const scope = newScope(outer);
  const params = parametersOf(child(node, "parameters"), scope, reading);
  return functionOfParts({ name: undefined, params, body: bodyOf(child(node, "body"), scope, reading) }, node, reading);
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
  const part = (field: string) => {
    const found = child(node, field);
    return found ? [read(found, scope, reading)] : [];
  };
  return {
    kind: "branch",
    condition: readField(node, "condition", scope, reading),
    consequence: part("consequence"),
    alternative: part("alternative"),
    span: spanOf(node),
  };
};

/** `case "a" -> …` and `case "a": …`: the label decides. */
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

const forEach: NodeReader = (node, scope, reading) => {
  const name = child(node, "name");
  return loop(
    node,
    [name && textOf(name, reading)],
    readField(node, "value", scope, reading),
    (inner) => [readField(node, "body", inner, reading)],
    scope,
  );
};

const returns: NodeReader = (node, scope, reading) => {
  const [value] = readChildren(node, scope, reading);
  return { kind: "exit", returns: true, value, span: spanOf(node) };
};

const list: NodeReader = (node, scope, reading) => ({
  kind: "list",
  items: readChildren(node, scope, reading),
  span: spanOf(node),
});

const readers: Readonly<Record<string, NodeReader>> = {
  identifier: readName,
  type_identifier: readName,
  this: readName,
  super: readName,
  scoped_identifier: scoped,
  scoped_type_identifier: scoped,
  generic_type: (node, scope, reading) => (node.children[0] ? read(node.children[0], scope, reading) : group(node, [])),
  field_access: scoped,
  method_reference: scoped,
  import_declaration: importOf,
  package_declaration: nothing,
  string_literal: text,
  character_literal: literalOf((value) => value.slice(1, -1)),
  decimal_integer_literal: literalOf((value) => Number.parseInt(value.replaceAll("_", ""), 10)),
  true: literalOf(() => true),
  false: literalOf(() => false),
  null_literal: literalOf(() => null),
  method_invocation: invocation,
  object_creation_expression: creation,
  marker_annotation: annotation,
  annotation,
  class_declaration: type,
  record_declaration: type,
  interface_declaration: type,
  enum_declaration: type,
  method_declaration: method,
  constructor_declaration: method,
  lambda_expression: lambda,
  field_declaration: variables,
  local_variable_declaration: variables,
  resource: (node, scope, reading) => {
    const name = child(node, "name");
    const value = readField(node, "value", scope, reading);
    if (name) {
      const type = typeOf(child(node, "type"), scope, reading);
      bind(scope, textOf(name, reading), { kind: "value", value, type });
    }
    return value;
  },
  assignment_expression: assignment,
  if_statement: branch,
  ternary_expression: branch,
  while_statement: caseBranch,
  switch_rule: caseOf,
  switch_block_statement_group: caseOf,
  enhanced_for_statement: forEach,
  return_statement: returns,
  yield_statement: returns,
  throw_statement: leaves,
  break_statement: leaves,
  continue_statement: leaves,
  cast_expression: (node, scope, reading) => readField(node, "value", scope, reading),
  array_initializer: list,
  element_value_array_initializer: list,
  line_comment: nothing,
  block_comment: nothing,
  modifiers: nothing,
};
