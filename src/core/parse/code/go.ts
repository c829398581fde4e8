import { child, childOfType, childrenOf, type SyntaxNode } from "../syntax.ts";
import type {
  Binding,
  ClassCode,
  Code,
  CodeFile,
  FunctionCode,
  Link,
  Origin,
  Parameter,
  Scope,
  Sliceable,
} from "./code.ts";
import {
  callOf,
  compiledFile,
  entryOf,
  functionOfParts,
  importAll,
  leaves,
  memberOf,
  nothing,
  readChildren,
} from "./compiled.ts";
import { literalOf } from "./program.ts";
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
  unescapeText,
} from "./reading.ts";
import { writtenName } from "./resolve.ts";

/** Reads a Go syntax tree. A struct with its methods is a class; the receiver of a method is `this`. */
export function readGo(root: SyntaxNode, text: Sliceable, origin?: Origin): CodeFile {
  const first: NodeReader = (node, scope, reading) => {
    // Before the first declaration is read, every struct of the file is known, so that methods find theirs.
    if (scope.bindings.size === 0 && !scope.parent) declareTypes(root, scope, reading);
    return read(node, scope, reading);
  };
  return compiledFile(root, text, "go", first, origin);
}

const read: NodeReader = (node, scope, reading) => dispatch(node, scope, reading, readers, transparent);

const transparent: ReadonlySet<string> = new Set([
  "parenthesized_expression",
  "expression_statement",
  "literal_element",
  "pointer_type",
  "parenthesized_type",
]);

/** Fields and methods of a type, and those that other files of the package give it. */
class TypeMembers extends Map<string, Binding> {
  constructor(
    private readonly type: string,
    private readonly link: Link | undefined,
  ) {
    super();
  }
  override get(name: string): Binding | undefined {
    const own = super.get(name);
    if (own) return own;
    const there = this.link?.("", `${this.type}.${name}`);
    if (there) return there;
    // The type itself may stand in another file, with its fields.
    const type = this.link?.("", this.type);
    const members = type?.kind === "value" && type.value?.kind === "class" ? type.value.members : undefined;
    return members && members !== this ? (Map.prototype.get.call(members, name) as Binding | undefined) : undefined;
  }
}

/** Methods of an interface: where one type of the package alone has such a method, that one is meant. */
class InterfaceMembers extends Map<string, Binding> {
  constructor(
    private readonly scope: Scope,
    private readonly link: Link | undefined,
  ) {
    super();
  }
  override get(name: string): Binding | undefined {
    const declared = super.get(name);
    if (!declared) return undefined;
    const here = [...this.scope.bindings].filter(([key]) => key.endsWith(`.${name}`));
    if (here.length > 1) return declared;
    return here[0]?.[1] ?? this.link?.("", `*.${name}`) ?? declared;
  }
}

/** What a method of an interface is declared to answer. */
function declareMethods(node: SyntaxNode, members: Map<string, Binding>, scope: Scope, reading: Reading): void {
  for (const part of node.children) {
    if (!/^method_(?:elem|spec)$/.test(part.type)) continue;
    const value = functionOf(part, newScope(scope), reading);
    if (value.name) members.set(value.name, { kind: "value", value, type: undefined });
  }
}

/** The interfaces whose methods an interface has, too. */
function embeddedIn(node: SyntaxNode, scope: Scope, reading: Reading): Code[] {
  return node.children.flatMap((part) => {
    const named = part.type === "type_elem" && part.children.length === 1 ? part.children[0] : part;
    const type = named && /^(?:type_identifier|qualified_type)$/.test(named.type) && typeOf(named, scope, reading);
    return type ? [type] : [];
  });
}

interface Growing extends ClassCode {
  readonly bases: Code[];
  readonly members: Map<string, Binding>;
  readonly body: Code[];
}

function declareTypes(root: SyntaxNode, scope: Scope, reading: Reading): void {
  for (const declaration of root.children.filter(({ type }) => type === "type_declaration")) {
    for (const spec of declaration.children) {
      const name = child(spec, "name");
      if (spec.type !== "type_spec" || !name) continue;
      const shape = child(spec, "type");
      const isInterface = shape?.type === "interface_type";
      const members = isInterface
        ? new InterfaceMembers(scope, reading.link)
        : new TypeMembers(textOf(name, reading), reading.link);
      if (shape && isInterface) declareMethods(shape, members, scope, reading);
      const code: Growing = {
        kind: "class",
        name: textOf(name, reading),
        bases: shape && isInterface ? embeddedIn(shape, scope, reading) : [],
        body: [],
        members,
        span: spanOf(spec),
      };
      bind(scope, textOf(name, reading), { kind: "value", value: code, type: undefined });
      const fields = shape?.children.find(({ type }) => type === "field_declaration_list");
      for (const field of fields?.children ?? []) {
        const type = typeOf(child(field, "type"), scope, reading);
        const names = childrenOf(field, "name").map((part) => textOf(part, reading));
        // A field without a name gives its methods to what holds it, and is called by its type.
        if (names.length === 0 && type) code.bases.push(type);
        const called = names.length > 0 || !type ? names : [/\w*$/.exec(writtenName(type))?.[0] ?? ""];
        for (const one of called) members.set(one, { kind: "value", value: undefined, type });
      }
    }
  }
}

const importSpec: NodeReader = (node, scope, reading) => {
  const path = child(node, "path");
  const module = path ? textOf(path, reading).slice(1, -1) : "";
  const name = child(node, "name");
  const local = name ? textOf(name, reading) : packageName(module);
  if (local === "_" || local === ".") importAll(scope, module);
  else bind(scope, local, { kind: "import", module, imported: "*", link: reading.link });
  return group(node, []);
};

/** The name by which a package is used when the import gives none: its last part, without a version and without "go-". */
function packageName(module: string): string {
  if (module === "gitlab.com/gitlab-org/api/client-go") return "gitlab";
  const parts = module.split("/");
  let last = parts.pop() ?? "";
  if (/^v\d+$/.test(last)) last = parts.pop() ?? last;
  return last
    .replace(/\.v\d+$/, "")
    .replace(/^go-|-sdk-go$|-go-(?:sdk|client|driver)$|-go$|\.go$/g, "")
    .replaceAll("-", "");
}

/** The receiver of the method around is `this`. */
const identifier: NodeReader = (node, scope, reading) => {
  const name = textOf(node, reading);
  return { kind: "name", name: isReceiver(scope, name) ? "this" : name, scope, span: spanOf(node) };
};

const receivers = new WeakMap<Scope, string>();

function isReceiver(scope: Scope, name: string): boolean {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const receiver = receivers.get(at);
    if (receiver !== undefined) return receiver === name;
    if (at.bindings.has(name)) return false;
  }
  return false;
}

const selector: NodeReader = (node, scope, reading) => {
  const name = child(node, "field") ?? child(node, "name");
  const object = child(node, "operand") ?? child(node, "package");
  if (!name || !object) return group(node, []);
  const base: Code =
    object.type === "package_identifier" ? identifier(object, scope, reading) : read(object, scope, reading);
  return memberOf(base, textOf(name, reading), node);
};

/** A conversion such as `string(x)` is x. */
const call: NodeReader = (node, scope, reading) => {
  const target = child(node, "function");
  const [only, ...more] = child(node, "arguments")?.children ?? [];
  if (only && more.length === 0 && target?.type === "identifier" && textOf(target, reading) === "string") {
    return read(only, scope, reading);
  }
  const args = readChildren(child(node, "arguments"), scope, reading);
  const generic = target && instantiated(target, reading);
  return callOf(generic ? read(generic, scope, reading) : readField(node, "function", scope, reading), args, node);
};

/** `Required[string](request, "x")` is a call of `Required`; a call of what a map holds is none. */
function instantiated(target: SyntaxNode, reading: Reading): SyntaxNode | undefined {
  if (target.type === "type_instantiation_expression") return target.children[0];
  const operand = target.type === "index_expression" ? child(target, "operand") : undefined;
  const given = child(target, "index");
  return operand && given && basicType.test(textOf(given, reading)) ? operand : undefined;
}

const basicType = /^(?:\[\]|\*|map\[)*(?:string|bool|byte|rune|any|error|u?int(?:8|16|32|64)?|float(?:32|64))$/;

const typeName = /^(?:type_identifier|qualified_type|generic_type)$/;

/** `T{Name: "a"}` makes a T of its fields; `[]T{…}` is a list, `map[K]V{…}` an object. */
const composite: NodeReader = (node, scope, reading) => {
  const type = child(node, "type");
  const body = child(node, "body");
  const inner = body ? literalValue(body, scope, reading) : group(node, []);
  if (!type || !typeName.test(type.type)) return { ...inner, span: spanOf(node) };
  const parts = inner.kind === "object" ? inner.entries : inner.kind === "list" ? inner.items : [];
  return callOf(read(type, scope, reading), parts, node, true);
};

/** `value.(*api.Client)` is a client; of a plain type it stays what it was. */
const asserted: NodeReader = (node, scope, reading) => {
  const operand = readField(node, "operand", scope, reading);
  const type = typeOf(child(node, "type"), scope, reading);
  const isNamed = type?.kind === "member" || (type?.kind === "name" && /^[A-Z]/.test(type.name));
  return type && isNamed ? callOf(type, [operand], node, true) : operand;
};

function literalValue(node: SyntaxNode, scope: Scope, reading: Reading): Code {
  const parts = readAll(node.children, (part) => read(part, scope, reading));
  const entries = parts.filter((part) => part.kind === "entry");
  return entries.length > 0 && entries.length === parts.length
    ? { kind: "object", entries, span: spanOf(node) }
    : { kind: "list", items: parts, span: spanOf(node) };
}

const keyed: NodeReader = (node, scope, reading) => {
  const key = child(node, "key") ?? node;
  const inner = key.children[0] ?? key;
  const value = readField(node, "value", scope, reading);
  const isPlain = /^(?:field_)?identifier$/.test(inner.type);
  const text = isPlain ? textOf(inner, reading) : textOf(inner, reading).replace(/^["`]|["`]$/g, "");
  const entry = entryOf(text, inner, value, node);
  // In a map a name is a constant, in a struct it is the field: both readings are kept, the field first.
  return isPlain || /string_literal$/.test(inner.type) ? entry : { ...entry, computed: read(inner, scope, reading) };
};

const text: NodeReader = (node, _scope, reading) => {
  const whole = textOf(node, reading);
  const value = whole.startsWith("`") ? whole.slice(1, -1) : unescapeText(whole.slice(1, -1));
  return { kind: "literal", value, span: spanOf(node) };
};

/** The class behind `T`, `*T`, `p.T`, `T[K]`. */
function typeOf(node: SyntaxNode | undefined, scope: Scope, reading: Reading): Code | undefined {
  if (!node) return undefined;
  if (node.type === "pointer_type") return typeOf(node.children[0], scope, reading);
  if (node.type === "generic_type") return typeOf(child(node, "type"), scope, reading);
  return typeName.test(node.type) ? read(node, scope, reading) : undefined;
}

function parametersOf(node: SyntaxNode | undefined, scope: Scope, reading: Reading): Parameter[] {
  return (node?.children ?? []).flatMap((part): Parameter[] => {
    if (!/parameter_declaration$/.test(part.type)) return [];
    const type = typeOf(child(part, "type"), scope, reading);
    return childrenOf(part, "name").map((name): Parameter => {
      const text = textOf(name, reading);
      bind(scope, text, { kind: "parameter", type });
      return { name: text, fields: [], type, value: undefined, span: spanOf(part) };
    });
  });
}

function functionOf(node: SyntaxNode, scope: Scope, reading: Reading): FunctionCode {
  const params = parametersOf(child(node, "parameters"), scope, reading);
  const named = child(node, "result");
  if (named?.type === "parameter_list") parametersOf(named, scope, reading);
  const body = readChildren(child(node, "body"), scope, reading);
  // Of several answers the first is the value and the rest is an error.
  const first = named?.type === "parameter_list" ? child(named.children[0] ?? named, "type") : named;
  const answers = typeOf(first, scope, reading);
  return functionOfParts({ name: child(node, "name"), params, body, answers }, node, reading);
}

const declaration: NodeReader = (node, outer, reading) => {
  const code = functionOf(node, newScope(outer), reading);
  if (code.name) bind(outer, code.name, { kind: "value", value: code, type: undefined });
  return code;
};

const method: NodeReader = (node, outer, reading) => {
  const receiver = child(node, "receiver")?.children[0];
  const type = receiver && typeOf(child(receiver, "type"), outer, reading);
  const binding = type?.kind === "name" ? outer.bindings.get(type.name) : undefined;
  const known = binding?.kind === "value" && binding.value?.kind === "class" ? (binding.value as Growing) : undefined;
  const owner = known ?? (type?.kind === "name" ? elsewhere(type.name, node, outer, reading) : undefined);
  const scope = newScope(outer, owner);
  const name = receiver && child(receiver, "name");
  if (name) receivers.set(scope, textOf(name, reading));
  const code = functionOf(node, newScope(scope), reading);
  if (code.name && owner) {
    const found = { kind: "value", value: code, type: undefined } as const;
    owner.members.set(code.name, found);
    // Other files of the package ask for it by this name.
    outer.bindings.set(`${owner.name}.${code.name}`, found);
  }
  return code;
};

/** A type that another file declares: the methods that this file gives it are kept together. */
function elsewhere(name: string, node: SyntaxNode, scope: Scope, reading: Reading): Growing {
  const key = `methods of ${name}`;
  const before = scope.bindings.get(key);
  if (before?.kind === "value" && before.value?.kind === "class") return before.value as Growing;
  const members = new TypeMembers(name, reading.link);
  // What the type itself embeds is known where it is declared.
  const declared: Code = { kind: "name", name, scope, span: spanOf(node) };
  const code: Growing = { kind: "class", name, bases: [declared], body: [], members, span: spanOf(node) };
  scope.bindings.set(key, { kind: "value", value: code, type: undefined });
  return code;
}

const literal: NodeReader = (node, outer, reading) => functionOf(node, newScope(outer), reading);

/** `a, b := f()`, `a = b`, `const a = "x"`, `var a T`. */
function assign(
  node: SyntaxNode,
  left: readonly SyntaxNode[],
  right: readonly SyntaxNode[],
  scope: Scope,
  reading: Reading,
  type?: Code,
): Code {
  const values = right.map((part) => read(part, scope, reading));
  const declared = left.map((target, index): Code => {
    // Of several answers of one call, the first is the value.
    const value = values.length === left.length ? values[index] : index === 0 ? values[0] : undefined;
    if (target.type !== "identifier") return group(target, value ? [read(target, scope, reading), value] : [], "=");
    const name = textOf(target, reading);
    bind(scope, name, { kind: "value", value, type });
    return { kind: "declaration", name, nameSpan: spanOf(target), value, span: spanOf(node) };
  });
  return declared.length === 1 && declared[0] ? declared[0] : group(node, declared);
}

const assignment: NodeReader = (node, scope, reading) =>
  assign(node, child(node, "left")?.children ?? [], child(node, "right")?.children ?? [], scope, reading);

const spec: NodeReader = (node, scope, reading) =>
  assign(
    node,
    childrenOf(node, "name"),
    child(node, "value")?.children ?? [],
    scope,
    reading,
    typeOf(child(node, "type"), scope, reading),
  );

const branch: NodeReader = (node, scope, reading) => {
  const inner = newScope(scope);
  const initializer = child(node, "initializer");
  const first = initializer ? [read(initializer, inner, reading)] : [];
  const part = (field: string) => {
    const found = child(node, field);
    return found ? [read(found, inner, reading)] : [];
  };
  const code: Code = {
    kind: "branch",
    condition: readField(node, "condition", inner, reading),
    consequence: part("consequence"),
    alternative: part("alternative"),
    span: spanOf(node),
  };
  return first.length > 0 ? group(node, [...first, code]) : code;
};

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

const forLoop: NodeReader = (node, scope, reading) => {
  const range = childOfType(node, "range_clause");
  if (!range) return group(node, readChildren(node, scope, reading));
  const targets = (child(range, "left")?.children ?? []).map((part) =>
    part.type === "identifier" ? textOf(part, reading) : undefined,
  );
  return loop(
    node,
    // The first of two is the index, which says nothing.
    targets.slice(-1),
    readField(range, "right", scope, reading),
    (inner) => [readField(node, "body", inner, reading)],
    scope,
  );
};

const returns: NodeReader = (node, scope, reading) => {
  const values = childOfType(node, "expression_list")?.children ?? [];
  const read0 = values.map((part) => read(part, scope, reading));
  // A function that answers a tool and its handler answers both: the rest is kept beside the first.
  const value: Code | undefined = read0.length <= 1 ? read0[0] : { kind: "list", items: read0, span: spanOf(node) };
  return { kind: "exit", returns: true, value, span: spanOf(node) };
};

const index: NodeReader = (node, scope, reading) => {
  const at = readField(node, "index", scope, reading);
  const property = at.kind === "literal" ? String(at.value) : "*";
  return memberOf(readField(node, "operand", scope, reading), property, node, at);
};

/** `&x` and `*x` are x; `!x` and the like stay groups. */
const unary: NodeReader = (node, scope, reading) => {
  const operator = reading.text.slice(node.start, node.start + 1);
  const operand = readField(node, "operand", scope, reading);
  return operator === "&" || operator === "*" ? operand : group(node, [operand], operator);
};

const readers: Readonly<Record<string, NodeReader>> = {
  identifier,
  field_identifier: identifier,
  type_identifier: identifier,
  package_identifier: identifier,
  selector_expression: selector,
  qualified_type: selector,
  generic_type: (node, scope, reading) => readField(node, "type", scope, reading),
  import_spec: importSpec,
  package_clause: nothing,
  type_declaration: nothing,
  interpreted_string_literal: text,
  raw_string_literal: text,
  int_literal: literalOf((value) => Number(value.replaceAll("_", ""))),
  float_literal: literalOf(Number),
  true: literalOf(() => true),
  false: literalOf(() => false),
  nil: literalOf(() => null),
  call_expression: call,
  composite_literal: composite,
  literal_value: literalValue,
  keyed_element: keyed,
  function_declaration: declaration,
  method_declaration: method,
  func_literal: literal,
  short_var_declaration: assignment,
  assignment_statement: assignment,
  const_spec: spec,
  var_spec: spec,
  if_statement: branch,
  expression_case: caseOf,
  type_case: caseOf,
  communication_case: caseOf,
  for_statement: forLoop,
  return_statement: returns,
  break_statement: leaves,
  continue_statement: leaves,
  index_expression: index,
  slice_expression: (node, scope, reading) => readField(node, "operand", scope, reading),
  type_assertion_expression: asserted,
  type_conversion_expression: (node, scope, reading) => {
    const type = child(node, "type");
    const table = type?.type === "generic_type" ? child(type, "type") : undefined;
    const operand = child(node, "operand");
    if (!type || !table || !operand) return group(node, readChildren(node, scope, reading));
    // `handlers[name](x)` is read by the grammar as if it were a type with an argument.
    const name = { kind: "name", name: textOf(table, reading), scope, span: spanOf(table) } as const;
    return callOf(memberOf(name, "*", type), [read(operand, scope, reading)], node);
  },
  unary_expression: unary,
  variadic_argument: (node, scope, reading) => {
    const value = node.children[0] ? read(node.children[0], scope, reading) : group(node, []);
    return entryOf(undefined, node, value, node);
  },
  comment: nothing,
};
