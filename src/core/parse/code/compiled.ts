import type { SyntaxNode } from "../syntax.ts";
import {
  alone,
  type Binding,
  type ClassCode,
  type Code,
  type CodeFile,
  type Entry,
  type FunctionCode,
  type Link,
  type Origin,
  type Parameter,
  type Scope,
  type Sliceable,
} from "./code.ts";
import { bind, type NodeReader, type Reading, readAll, spanOf } from "./reading.ts";
import { resolveValue } from "./resolve.ts";

/** What the readers of C#, Java, Go and Rust have in common. */

/** Names of a file, and once it is read those of the files around it, which need no import. */
class PackageNames extends Map<string, Binding> {
  link: Link | undefined;
  isRead = false;
  /** Classes whose members can be named as they are: `using static`, `import static …*`. */
  readonly statics: string[] = [];
  override get(name: string): Binding | undefined {
    return super.get(name) ?? (name.includes(" ") ? undefined : (this.link?.("", name) ?? this.ofStatics(name)));
  }
  private ofStatics(name: string): Binding | undefined {
    if (!this.isRead) return undefined;
    for (const type of this.statics) {
      const binding = super.get(type) ?? this.link?.("", type);
      const members = binding?.kind === "value" && binding.value?.kind === "class" ? binding.value.members : undefined;
      const found = members?.get(name);
      if (found) return found;
    }
    return undefined;
  }
}

/** Names that the methods of a class see: its own, and what it inherits. */
class ClassNames extends Map<string, Binding> {
  constructor(
    private readonly bases: readonly Code[],
    private readonly outer: Scope,
  ) {
    super();
  }
  private asking = false;
  override get(name: string): Binding | undefined {
    const own = super.get(name);
    if (own || this.asking || this.bases.length === 0 || !isRead(this.outer)) return own;
    // Classes may name each other as their base.
    this.asking = true;
    try {
      for (const base of this.bases) {
        const parent = resolveValue(base);
        const found = parent.kind === "class" ? parent.members.get(name) : undefined;
        if (found) return found;
      }
      return undefined;
    } finally {
      this.asking = false;
    }
  }
}

/** True when the whole file is read, so that names can be followed out of it. */
function isRead(scope: Scope): boolean {
  let root = scope;
  while (root.parent) root = root.parent;
  return root.bindings instanceof PackageNames && root.bindings.isRead;
}

export function compiledFile(
  root: SyntaxNode,
  text: Sliceable,
  language: CodeFile["language"],
  read: NodeReader,
  origin: Origin = alone,
): CodeFile {
  const bindings = new PackageNames();
  const scope: Scope = { parent: undefined, bindings, owner: undefined, link: origin.link };
  const exports = { named: new Map<string, Binding>(), stars: [] };
  const reading: Reading = { text, link: origin.link, exports, depth: 0, truncated: false, read };
  const body = readAll(root.children, (node) => read(node, scope, reading));
  bindings.link = origin.link;
  bindings.isRead = true;
  const { place, locate } = origin;
  return { language, body, scope, truncated: reading.truncated, exports, place, locate };
}

/** A call of an annotation or attribute, so that discoverers read it like a decorator. */
export function callOf(callee: Code, args: readonly Code[], node: SyntaxNode, construct = false): Code {
  return { kind: "call", callee, args, construct, span: spanOf(node) };
}

export function memberOf(object: Code, property: string, node: SyntaxNode, index?: Code): Code {
  return { kind: "member", object, property, span: spanOf(node), ...(index && { index }) };
}

export function entryOf(key: string | undefined, keyNode: SyntaxNode, value: Code, node: SyntaxNode): Entry {
  return { kind: "entry", key, keySpan: spanOf(keyNode), value, span: spanOf(node) };
}

/** Names a module in a scope without a name of its own: everything in it may be meant. */
export function importAll(scope: Scope, module: string): void {
  // A name with a blank in it cannot be written in code, so it hides nothing.
  bind(scope, `* of ${module}`, { kind: "import", module, imported: "*" });
}

/** Names a class whose members a file names as they are. */
export function importMembers(scope: Scope, type: string): void {
  let root = scope;
  while (root.parent) root = root.parent;
  if (root.bindings instanceof PackageNames) root.bindings.statics.push(type.slice(type.lastIndexOf(".") + 1));
}

/** Namespaces and packages whose whole content a file can name. */
export function wholeImports(scope: Scope | undefined): string[] {
  const found: string[] = [];
  for (let at = scope; at; at = at.parent) {
    for (const [name, binding] of at.bindings) {
      if (binding.kind === "import" && name.startsWith("* of ")) found.push(binding.module);
    }
  }
  return found;
}

/**
 * A class whose fields and methods are names that its methods see, as in C# and Java.
 * The scope of the class holds exactly its members.
 */
export function implicitClass(
  name: string | undefined,
  bases: readonly Code[],
  outer: Scope,
  node: SyntaxNode,
): { readonly code: ClassCode & { readonly body: Code[] }; readonly scope: Scope } {
  const members = new ClassNames(bases, outer);
  const body: Code[] = [];
  const code = { kind: "class", name, bases, body, members, span: spanOf(node) } as const;
  const scope: Scope = { parent: outer, bindings: members, owner: code };
  if (name) bind(outer, name, { kind: "value", value: code, type: undefined });
  return { code, scope };
}

export interface FunctionParts {
  readonly name: SyntaxNode | undefined;
  readonly params: readonly Parameter[];
  readonly body: readonly Code[];
  readonly decorators?: readonly Code[];
  readonly doc?: FunctionCode["doc"];
  readonly answers?: Code | undefined;
}

export function functionOfParts(parts: FunctionParts, node: SyntaxNode, reading: Reading): FunctionCode {
  const { name, params, body, decorators = [], doc, answers } = parts;
  return {
    kind: "function",
    name: name && reading.text.slice(name.start, name.end),
    nameSpan: name && spanOf(name),
    params,
    body,
    decorators,
    doc,
    answers,
    span: spanOf(node),
  };
}

/**
 * Binds a method. Of several with one name, as C# and Java have them, the name stands for all: they do the same with
 * other arguments, and mostly one of them does it for the others.
 */
export function bindMethod(scope: Scope, name: string, code: FunctionCode): void {
  const before = Map.prototype.get.call(scope.bindings, name) as Binding | undefined;
  // A field of that name was there first.
  if (before && !(before.kind === "value" && (before.value === undefined || before.value.kind === "function"))) return;
  const other = before?.kind === "value" && before.value?.kind === "function" ? before.value : undefined;
  const [long, short] = other && other.params.length > code.params.length ? [other, code] : [code, other];
  const all = short ? { ...long, body: [...long.body, ...short.body] } : code;
  scope.bindings.set(name, { kind: "value", value: all, type: undefined });
}

/** Binds a parameter and describes it. */
export function parameter(
  name: string,
  type: Code | undefined,
  node: SyntaxNode,
  scope: Scope,
  marks: readonly Code[] = [],
): Parameter {
  bind(scope, name, { kind: "parameter", type });
  return { name, fields: [], type, value: undefined, ...(marks.length > 0 && { marks }), span: spanOf(node) };
}

/** An expression in place of a body is what the function returns. */
export function returned(value: Code): Code {
  return { kind: "exit", returns: true, value, span: value.span };
}

/** All children, read in order. */
export function readChildren(node: SyntaxNode | undefined, scope: Scope, reading: Reading): Code[] {
  return readAll(node?.children ?? [], (part) => reading.read(part, scope, reading));
}

/** A statement that leaves: `throw`, `break`, `continue`. */
export const leaves: NodeReader = (node, scope, reading) => {
  const [value] = readChildren(node, scope, reading);
  return { kind: "exit", returns: false, value, span: spanOf(node) };
};

/** Comments of every spelling; the shared readers only know `comment`. */
export const nothing: NodeReader = (node) => ({ kind: "group", operator: undefined, parts: [], span: spanOf(node) });
