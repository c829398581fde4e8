import { child, childOfType, type SyntaxNode } from "../syntax.ts";
import { type Binding, type ClassCode, type Code, type Entry, type Scope, wholeModule } from "./code.ts";
import { contractOf } from "./contracts.ts";
import { functionCode, readParameter, readType } from "./ecmascriptFunctions.ts";
import { keyText, patternNames } from "./ecmascriptNames.ts";
import {
  bind,
  group,
  importOperator,
  type NodeReader,
  newScope,
  type Reading,
  readAll,
  readName,
  setOwnerMember,
  spanOf,
  targetNames,
  textOf,
} from "./reading.ts";

/** `const x = …`, `let { a, b: c } = …`. */
export const variable: NodeReader = (node, scope, reading) => {
  const target = child(node, "name");
  const valueNode = child(node, "value");
  const value = valueNode && reading.read(valueNode, scope, reading);
  const type = readType(child(node, "type"), scope, reading);
  const nameSpan = spanOf(target ?? node);
  if (target?.type === "identifier") {
    const text = textOf(target, reading);
    bind(scope, text, { kind: "value", value, type });
    return { kind: "declaration", name: text, nameSpan, value, span: spanOf(node) };
  }
  for (const part of target ? patternNames(target) : []) {
    const property = keyText(part.key, reading);
    const picked: Code | undefined = value && { kind: "member", object: value, property, span: spanOf(part.name) };
    bind(scope, textOf(part.name, reading), { kind: "value", value: picked, type: undefined });
  }
  const targets = target?.type === "array_pattern" ? { targets: targetNames(target, reading) } : {};
  return { kind: "declaration", name: undefined, ...targets, nameSpan, value, span: spanOf(node) };
};

/** `x = …`, `this.x = …`. */
export const assignment: NodeReader = (node, scope, reading) => {
  const leftNode = child(node, "left");
  const rightNode = child(node, "right");
  const left = leftNode ? reading.read(leftNode, scope, reading) : group(node, []);
  const right = rightNode ? reading.read(rightNode, scope, reading) : group(node, []);
  if (left.kind === "member" && left.object.kind === "name" && left.object.name === "this") {
    setOwnerMember(scope, left.property, { kind: "value", value: right, type: undefined });
  }
  noteCommonExport(left, right, reading);
  if (left.kind === "name") {
    for (let at: Scope | undefined = scope; at; at = at.parent) {
      if (at.bindings.has(left.name)) {
        bind(at, left.name, { kind: "value", value: right, type: undefined });
        break;
      }
    }
  }
  return group(node, [left, right], "=");
};

/** `module.exports = …`, `exports.name = …`. */
function noteCommonExport(left: Code, right: Code, { exports }: Reading): void {
  if (!exports || left.kind !== "member") return;
  const written = left.object.kind === "name" ? `${left.object.name}.${left.property}` : left.property;
  const owner = left.object.kind === "member" && left.object.object.kind === "name" ? left.object : undefined;
  const binding: Binding = { kind: "value", value: right, type: undefined };
  if (written === "module.exports") exports.named.set("default", binding);
  else if (written.startsWith("exports.")) exports.named.set(left.property, binding);
  else if (owner?.property === "exports") exports.named.set(left.property, binding);
}

/** `export …`: what is declared is read as ever, and what is given under a name is noted. */
export const exportStatement: NodeReader = (node, scope, reading) => {
  const source = child(node, "source");
  const module = source && keyText(source, reading);
  const clause = childOfType(node, "export_clause");
  const whole = childOfType(node, "namespace_export");
  const named = reading.exports?.named;
  for (const specifier of clause?.children ?? []) {
    const name = child(specifier, "name");
    if (!name) continue;
    const given = keyText(child(specifier, "alias") ?? name, reading);
    const imported = keyText(name, reading);
    if (module === undefined)
      named?.set(given, { kind: "value", value: readName(name, scope, reading), type: undefined });
    else named?.set(given, { kind: "import", module, imported, link: reading.link });
  }
  if (module !== undefined && whole?.children[0]) {
    named?.set(keyText(whole.children[0], reading), {
      kind: "import",
      module,
      imported: wholeModule,
      link: reading.link,
    });
  } else if (module !== undefined && !clause) reading.exports?.stars.push(module);
  if (module !== undefined || clause) return group(node, [], importOperator);
  const parts = readAll(node.children, (part) => reading.read(part, scope, reading));
  const value = parts.at(-1);
  if (value && /^export\s+default\b/.test(reading.text.slice(node.start, node.start + 40)))
    named?.set("default", { kind: "value", value, type: undefined });
  return parts.length === 1 && value ? value : group(node, parts);
};

/** A class, with everything its methods assign to `this`. */
export const classCode: NodeReader = (node, outer, reading) => {
  const nameNode = child(node, "name");
  const members = new Map<string, Binding>();
  const body: Code[] = [];
  const bases = (childOfType(node, "class_heritage")?.children ?? []).flatMap((part) => heritage(part, outer, reading));
  const text = nameNode && textOf(nameNode, reading);
  const result: ClassCode = { kind: "class", name: text, bases, body, members, span: spanOf(node) };
  if (text) bind(outer, text, { kind: "value", value: result, type: undefined });
  let decorators: Code[] = [];
  for (const part of child(node, "body")?.children ?? []) {
    if (part.type === "comment") continue;
    if (part.type === "decorator") {
      const inner = part.children.find(({ type }) => type !== "comment");
      if (inner) decorators.push(reading.read(inner, outer, reading));
      continue;
    }
    body.push(...readClassPart(part, decorators, outer, reading, result));
    decorators = [];
  }
  return result;
};

/** `extends B<T>` and `implements I`, or in JavaScript the class itself. */
function heritage(node: SyntaxNode, scope: Scope, reading: Reading): Code[] {
  if (node.type === "comment") return [];
  if (node.type === "implements_clause") return node.children.flatMap((part) => readType(part, scope, reading) ?? []);
  const extended = node.type === "extends_clause" ? child(node, "value") : node;
  return extended ? [reading.read(extended, scope, reading)] : [];
}

/** @param decorators of this part, in a list that is not changed any more */
function readClassPart(
  node: SyntaxNode,
  decorators: readonly Code[],
  outer: Scope,
  reading: Reading,
  owner: ClassCode,
): Code[] {
  const members = owner.members as Map<string, Binding>;
  const nameNode = child(node, "name") ?? child(node, "property");
  const key = nameNode && keyText(nameNode, reading);
  if (node.type === "method_definition") {
    const read = functionCode(node, outer, reading, owner);
    // What is got is read like a field, as Python's properties are.
    const isGetter = getter.test(textOf(node, reading).slice(0, 80));
    const mark = { kind: "name", name: "property", scope: outer, span: read.nameSpan ?? read.span } as const;
    const method = { ...read, decorators: isGetter ? [...decorators, mark] : decorators };
    if (key) members.set(key, { kind: "value", value: method, type: undefined });
    // `constructor(private server: McpServer)` declares a field.
    for (const part of child(node, "parameters")?.children ?? []) {
      if (!/^(?:public|private|protected|readonly|override)\b/.test(textOf(part, reading))) continue;
      const parameter = readParameter(part, newScope(outer), reading);
      if (parameter.name) members.set(parameter.name, { kind: "value", value: undefined, type: parameter.type });
    }
    return [method];
  }
  if (node.type !== "public_field_definition" && node.type !== "field_definition") return [];
  const valueNode = child(node, "value");
  const value = valueNode && reading.read(valueNode, newScope(outer, owner), reading);
  const type = readType(child(node, "type"), outer, reading);
  if (key) members.set(key, { kind: "value", value, type });
  if (!value || !nameNode) return [];
  return [{ kind: "declaration", name: key, nameSpan: spanOf(nameNode), value, span: spanOf(node) }];
}

const getter = /^(?:(?:public|private|protected|static|override|accessor)\s+)*get\s+[\w#$[]/;

/** An interface or a type: nothing runs, and what it says is read when it is asked for. */
export const contract: NodeReader = (node, scope, reading) => {
  const type = contractOf(textOf(node, reading), scope, spanOf(node));
  if (type?.name) bind(scope, type.name, { kind: "value", value: type, type: undefined });
  return group(node, []);
};

/** An enum, read as an object. */
export const enumeration: NodeReader = (node, scope, reading) => {
  const entries = (child(node, "body")?.children ?? []).flatMap((part): Entry[] => {
    const keyNode = child(part, "name");
    const valueNode = child(part, "value");
    if (!keyNode || !valueNode) return [];
    const value = reading.read(valueNode, scope, reading);
    return [{ kind: "entry", key: keyText(keyNode, reading), keySpan: spanOf(keyNode), value, span: spanOf(part) }];
  });
  const value: Code = { kind: "object", entries, span: spanOf(node) };
  const nameNode = child(node, "name");
  if (nameNode) bind(scope, textOf(nameNode, reading), { kind: "value", value, type: undefined });
  return value;
};

/** `import …`: only binds names. */
export const importStatement: NodeReader = (node, scope, reading) => {
  const requireClause = childOfType(node, "import_require_clause");
  const source = child(requireClause ?? node, "source");
  if (!source) return group(node, []);
  const module = reading.text.slice(source.start + 1, source.end - 1).replace(/^node:/, "");
  const add = (local: SyntaxNode | undefined, imported: string) => {
    if (local) bind(scope, textOf(local, reading), { kind: "import", module, imported, link: reading.link });
  };
  add(requireClause?.children[0], wholeModule);
  for (const part of childOfType(node, "import_clause")?.children ?? []) {
    if (part.type === "identifier") add(part, "default");
    if (part.type === "namespace_import") add(part.children[0], wholeModule);
    if (part.type !== "named_imports") continue;
    for (const specifier of part.children) {
      const imported = child(specifier, "name");
      if (imported) add(child(specifier, "alias") ?? imported, keyText(imported, reading));
    }
  }
  return group(node, [], importOperator);
};
