import type { SpannedText } from "../../model/definition.ts";
import type { Location, Span } from "../../model/span.ts";

/**
 * Source code reduced to what tool discovery and effect analysis ask about, the same for every language.
 * Discoverers and sink tables are written against this and never against a grammar, so a new language is one reader.
 */
export type Code =
  | Literal
  | Template
  | Name
  | Member
  | Call
  | ObjectCode
  | Entry
  | ListCode
  | FunctionCode
  | ClassCode
  | Declaration
  | Branch
  | Loop
  | Exit
  | Group
  | ModuleCode;

export interface Literal {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
  readonly span: Span;
}

/** A string with computed parts: `texts` has one more element than `holes`. */
export interface Template {
  readonly kind: "template";
  readonly texts: readonly string[];
  readonly holes: readonly Code[];
  readonly span: Span;
}

/** A use of a name, with the scope that says what it means. `this` and `self` are names too. */
export interface Name {
  readonly kind: "name";
  readonly name: string;
  readonly scope: Scope;
  readonly span: Span;
}

/** `object.property`, or `object[index]` with property "*" when the index is computed. */
export interface Member {
  readonly kind: "member";
  readonly object: Code;
  readonly property: string;
  readonly index?: Code;
  readonly span: Span;
}

export interface Call {
  readonly kind: "call";
  readonly callee: Code;
  /** Keyword arguments are entries. */
  readonly args: readonly Code[];
  readonly construct: boolean;
  readonly span: Span;
}

export interface ObjectCode {
  readonly kind: "object";
  readonly entries: readonly Entry[];
  readonly span: Span;
}

/** A property of an object, a keyword argument, or a spread (`key` undefined). */
export interface Entry {
  readonly kind: "entry";
  readonly key: string | undefined;
  readonly keySpan: Span;
  /** The key as an expression, when it is computed. */
  readonly computed?: Code;
  readonly value: Code;
  readonly span: Span;
}

export interface ListCode {
  readonly kind: "list";
  readonly items: readonly Code[];
  readonly span: Span;
}

export interface Parameter {
  readonly name: string | undefined;
  /** Names bound by destructuring, for `({ id, confirmed }) =>`. */
  readonly fields: readonly string[];
  readonly type: Code | undefined;
  readonly value: Code | undefined;
  /** Its attributes or annotations, in C# and Java. */
  readonly marks?: readonly Code[];
  readonly span: Span;
}

export interface FunctionCode {
  readonly kind: "function";
  readonly name: string | undefined;
  readonly nameSpan: Span | undefined;
  readonly params: readonly Parameter[];
  readonly body: readonly Code[];
  readonly decorators: readonly Code[];
  readonly doc: SpannedText | undefined;
  /** The class that it is declared to answer, also where it answers it later. */
  readonly answers?: Code | undefined;
  readonly given?: Given;
  readonly span: Span;
}

/** What the function that made another one was handed, and that one runs. */
export interface Given {
  /** By the names that stand for it. */
  readonly handed: ReadonlyMap<string, Code>;
  /** Where they do. */
  readonly within: Span;
}

export interface ClassCode {
  readonly kind: "class";
  readonly name: string | undefined;
  readonly decorators?: readonly Code[];
  readonly doc?: SpannedText | undefined;
  readonly nameSpan?: Span | undefined;
  readonly bases: readonly Code[];
  readonly body: readonly Code[];
  /** Fields, methods and everything assigned to `this` or `self`, by name. */
  readonly members: ReadonlyMap<string, Binding>;
  /** Of an interface or a written type of TypeScript, which has no code of its own. */
  readonly contract?: Contract;
  readonly span: Span;
}

export interface Contract {
  readonly text: string;
  /** Where it stands. */
  readonly scope: Scope;
  /** The type that it only gives another name. */
  readonly alias: Code | undefined;
  /** What a function of this type answers. */
  readonly answers: Code | undefined;
}

export interface Declaration {
  readonly kind: "declaration";
  readonly name: string | undefined;
  /** Names that take the value apart by position; undefined for a place that is not a plain name. */
  readonly targets?: readonly (string | undefined)[];
  readonly nameSpan: Span;
  readonly value: Code | undefined;
  readonly span: Span;
}

/** An `if`, a conditional expression, or one case of a switch or match. */
export interface Branch {
  readonly kind: "branch";
  readonly condition: Code;
  readonly consequence: readonly Code[];
  readonly alternative: readonly Code[];
  readonly span: Span;
}

/** `for x in xs`, a comprehension: the body runs for each item. */
export interface Loop {
  readonly kind: "loop";
  /** Names bound to each item; several take it apart by position. */
  readonly targets: readonly (string | undefined)[];
  readonly iterable: Code;
  readonly body: readonly Code[];
  /** Its value is the list of what the body gives. */
  readonly collects: boolean;
  readonly span: Span;
}

/** Leaves the function or the loop: return, throw, raise, break, continue. */
export interface Exit {
  readonly kind: "exit";
  readonly returns: boolean;
  readonly value: Code | undefined;
  readonly span: Span;
}

/** Anything else, as its parts in source order. */
export interface Group {
  readonly kind: "group";
  readonly operator: string | undefined;
  readonly parts: readonly Code[];
  readonly span: Span;
}

/** A whole module of the project, as `import * as x` and `import x` bind it. */
export interface ModuleCode {
  readonly kind: "module";
  /** What the module gives under a name. */
  member(name: string): Binding | undefined;
  readonly span: Span;
}

/** Finds what an import of this file names in another file of the project; undefined for libraries. */
export type Link = (module: string, imported: string) => Binding | undefined;

/** What a name stands for. */
export type Binding =
  | { readonly kind: "import"; readonly module: string; readonly imported: string; readonly link?: Link | undefined }
  | {
      readonly kind: "value";
      readonly value: Code | undefined;
      readonly type: Code | undefined;
      /** The public name of a function or class, where the project is itself the library that others import it from. */
      readonly known?: string | undefined;
    }
  | {
      readonly kind: "parameter";
      readonly type: Code | undefined;
      readonly value?: Code | undefined;
      /** What the context of a library is a context of: `Deps` of `ctx: RunContext[Deps]`. */
      readonly holds?: Code | undefined;
    };

export interface Scope {
  readonly parent: Scope | undefined;
  readonly bindings: Map<string, Binding>;
  /** The class whose method this is the scope of: what `this` or `self` means. */
  readonly owner: ClassCode | undefined;
  /** Of the outermost scope of a file: what its imports mean. */
  readonly link?: Link | undefined;
  /** Of the outermost scope of a Python file: modules all names of which it takes. */
  readonly stars?: readonly string[] | undefined;
}

/** The imported name that stands for the whole module. */
export const wholeModule = "*";

export interface CodeFile {
  readonly language: "typescript" | "javascript" | "python" | "csharp" | "java" | "go" | "rust";
  readonly body: readonly Code[];
  readonly scope: Scope;
  /** True when a part was nested too deeply to be understood. */
  readonly truncated: boolean;
  readonly exports: Exports;
  /** Where a span of code is in the document; undefined for code of another file. */
  place(span: Span): Span | undefined;
  /** The file that code stands in, with the place there. */
  locate(span: Span): Location | undefined;
}

/** What a file gives to those that import it, beside the names of its top level. */
export interface Exports {
  readonly named: Map<string, Binding>;
  /** Modules of which everything is given on. */
  readonly stars: string[];
}

/** Where a file stands: what its imports mean, and where its code is in a document. */
export interface Origin {
  readonly link?: Link;
  place(span: Span): Span | undefined;
  locate(span: Span): Location | undefined;
}

/** A file that is read alone. */
export const alone: Origin = { place: (span) => span, locate: () => undefined };

/** The part of a text between two offsets; of several files, each may have its own range of offsets. */
export interface Sliceable {
  slice(start: number, end?: number): string;
}

/** Parts of a node in source order. */
export function parts(code: Code): readonly Code[] {
  switch (code.kind) {
    case "literal":
    case "name":
    case "module":
      return [];
    case "template":
      return code.holes;
    case "member":
      return code.index ? [code.object, code.index] : [code.object];
    case "call":
      return [code.callee, ...code.args];
    case "object":
      return code.entries;
    case "entry":
      return code.computed ? [code.computed, code.value] : [code.value];
    case "list":
      return code.items;
    case "function":
      return code.decorators.length > 0 ? [...code.decorators, ...code.body] : code.body;
    case "class":
      return code.body;
    case "declaration":
    case "exit":
      return code.value ? [code.value] : [];
    case "branch":
      return [code.condition, ...code.consequence, ...code.alternative];
    case "loop":
      return [code.iterable, ...code.body];
    case "group":
      return code.parts;
  }
}

/**
 * Visits a tree in source order, parents first, with the chain of ancestors (nearest last).
 * A visitor that answers false keeps the walk out of that node's parts.
 */
export function walk(roots: readonly Code[], visit: Visitor, ancestors: Code[] = []): void {
  for (const root of roots) walkOne(root, visit, ancestors);
}

type Visitor = (code: Code, ancestors: readonly Code[]) => boolean | undefined;

/** Most of the time of a review passes here: the commonest nodes are gone into without a list of their parts. */
function walkOne(code: Code, visit: Visitor, ancestors: Code[]): void {
  if (visit(code, ancestors) === false) return;
  switch (code.kind) {
    case "name":
    case "literal":
      return;
    case "member":
      ancestors.push(code);
      walkOne(code.object, visit, ancestors);
      if (code.index) walkOne(code.index, visit, ancestors);
      break;
    case "call":
      ancestors.push(code);
      walkOne(code.callee, visit, ancestors);
      walk(code.args, visit, ancestors);
      break;
    case "entry":
      ancestors.push(code);
      if (code.computed) walkOne(code.computed, visit, ancestors);
      walkOne(code.value, visit, ancestors);
      break;
    case "declaration":
    case "exit":
      if (!code.value) return;
      ancestors.push(code);
      walkOne(code.value, visit, ancestors);
      break;
    default:
      ancestors.push(code);
      walk(parts(code), visit, ancestors);
  }
  ancestors.pop();
}
