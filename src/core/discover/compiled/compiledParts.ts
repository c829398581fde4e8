import {
  type Binding,
  type Call,
  type Code,
  type CodeFile,
  type Entry,
  type FunctionCode,
  wholeModule,
} from "../../parse/code/code.ts";
import { wholeImports } from "../../parse/code/compiled.ts";
import { lookup, resolveValue } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";

/** Helpers of the discoverers for C#, Java, Go and Rust. */

/** A keyword argument of a call, an attribute or an annotation. */
export function keyword(call: Call, ...names: readonly string[]): Entry | undefined {
  return call.args.find((arg): arg is Entry => arg.kind === "entry" && names.includes(arg.key ?? ""));
}

/** The arguments without a name, in order. */
export function positionals(call: Call): Code[] {
  return call.args.filter((arg) => arg.kind !== "entry");
}

/** The decorator of a function whose name is one of these; a qualified name counts by its last part. */
export function decorator(fn: FunctionCode, isWanted: (callee: Code) => boolean): Call | undefined {
  return fn.decorators.find((part): part is Call => part.kind === "call" && isWanted(part.callee));
}

/** The last part of a written name. */
export function lastName(code: Code): string {
  return code.kind === "name" ? code.name : code.kind === "member" ? code.property : "";
}

/** The resolved name, also where only the package was imported as a whole. */
export function candidates(code: Code, file: CodeFile): string[] {
  const symbol = symbolOf(code) ?? "";
  const binding = code.kind === "name" ? lookup(code.scope, code.name) : undefined;
  // In a framework's own repository the name is followed to the class, and means what was imported all the same.
  const imported = binding?.kind === "import" ? [`${binding.module}.${binding.imported}`] : [];
  if (symbol.includes(".")) return [symbol, ...imported];
  return [symbol, ...imported, ...wholeImports(file.scope).map((module) => `${module}.${symbol}`)];
}

/**
 * `package.Function` or `package.Class.method` by the import as written, whatever the function turns out to be: in the
 * repository of a library that is its own code. A major version in the path of a Go module is left away.
 */
export function importedName(code: Code): string | undefined {
  const root = code.kind === "member" ? code.object : code;
  const binding = root.kind === "name" ? lookup(root.scope, root.name) : undefined;
  if (binding?.kind !== "import") return undefined;
  const imported = binding.imported === wholeModule ? "" : `.${binding.imported}`;
  const member = code.kind === "member" ? `.${code.property}` : "";
  return binding.module.replace(goMajorVersion, "") + imported + member;
}

const goMajorVersion = /\/v\d+(?=\/|$)/;

/** The name of what a builder chain begins with, by its import as written. */
export function chainSymbol(code: Code): string {
  const root = chainRoot(code);
  return importedName(root) ?? symbolOf(root) ?? "";
}

/** The modules a file imports at its top, whole or in parts. */
export function importsOf(file: CodeFile): string[] {
  return [...file.scope.bindings.values()].flatMap((binding: Binding) =>
    binding.kind === "import" ? [`${binding.module}.${binding.imported}`] : [],
  );
}

/** Hints under the names of the protocol, whatever a library calls them; a wrapped value counts as the value. */
export function hintsOf(entries: Iterable<readonly [string, Code]>, code: Code): Code {
  const found = [...entries].flatMap(([name, value]): Entry[] => {
    const hint = hintNames[name.toLowerCase().replaceAll("_", "")];
    return hint ? [{ kind: "entry", key: hint, keySpan: code.span, value: unwrapped(value), span: code.span }] : [];
  });
  return { kind: "object", entries: found, span: code.span };
}

const hintNames: Readonly<Record<string, string>> = {
  readonly: "readOnlyHint",
  readonlyhint: "readOnlyHint",
  destructive: "destructiveHint",
  destructivehint: "destructiveHint",
  idempotent: "idempotentHint",
  idempotenthint: "idempotentHint",
  openworld: "openWorldHint",
  openworldhint: "openWorldHint",
};

/** `ptr(false)`, `Some(true)`: the boolean inside. */
function unwrapped(code: Code): Code {
  const value = resolveValue(code);
  return value.kind === "call" && value.args.length === 1 && value.args[0] ? value.args[0] : code;
}

/** Calls of a builder chain by method, outermost last: `X.builder().name("a").build()`. */
export function chainOf(code: Code): ReadonlyMap<string, Call> {
  const found = new Map<string, Call>();
  let at: Code = resolveValue(code);
  for (let steps = 0; steps < 60 && at.kind === "call"; steps++) {
    if (at.callee.kind === "member") {
      if (!found.has(at.callee.property)) found.set(at.callee.property, at);
      at = resolveValue(at.callee.object);
    } else break;
  }
  return found;
}

/** The code at the foot of a builder chain: `X` of `X.builder().name("a").build()`. */
export function chainRoot(code: Code): Code {
  let at: Code = code;
  for (let steps = 0; steps < 60; steps++) {
    if (at.kind === "call" && at.callee.kind === "member") at = at.callee.object;
    else if (at.kind === "call") at = at.callee;
    else break;
  }
  return at;
}

/** `DeleteBlobAsync` is called `delete_blob`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}
