import { type Binding, type Call, type Code, type Entry, type FunctionCode, type Scope, walk } from "./code.ts";

/**
 * Functions that are made by functions: `withErrors(fn)` gives a function that runs what it was handed, and
 * `onlyWith(token, fn)` gives that itself, or another one that says why not.
 */

/** How parts of code are resolved; handed in by what resolves them. */
export interface Resolving {
  functionOf(code: Code | undefined): FunctionCode | undefined;
  entriesOf(code: Code | undefined): ReadonlyMap<string, Entry>;
  returnsOf(code: FunctionCode): readonly Code[];
  lookup(scope: Scope, name: string): Binding | undefined;
}

/** The function that a call of a factory gives; undefined where it gives none. */
export function madeFunction(factory: FunctionCode, call: Call, resolving: Resolving): FunctionCode | undefined {
  const { functionOf, returnsOf, lookup } = resolving;
  const handed = new Map([...handedTo(factory, call, resolving)].filter(([, value]) => mayRun(value, resolving)));
  const returned = returnsOf(factory).flatMap(choices);
  for (const one of returned) {
    const own = functionOf(handedAs(one, handed, lookup));
    if (own) return own;
  }
  let plain: FunctionCode | undefined;
  for (const one of returned) {
    const made = functionOf(one) ?? passedOn(one, handed, resolving);
    const running = made && withHanded(made, factory, handed, resolving);
    // What runs what it is handed comes before what only says that it cannot.
    if (running !== made) return running;
    plain ??= made;
  }
  return plain;
}

/** What was handed to the parameter that a name stands for. */
export function handedAs(code: Code, handed: ReadonlyMap<string, Code>, lookup: Resolving["lookup"]): Code | undefined {
  if (code.kind !== "name" || !handed.has(code.name)) return undefined;
  return lookup(code.scope, code.name)?.kind === "parameter" ? handed.get(code.name) : undefined;
}

/** What a call hands to a function of the project, by the names of its parameters. */
function handedTo({ params }: FunctionCode, { args }: Call, { entriesOf }: Resolving): Map<string, Code> {
  const handed = new Map<string, Code>();
  for (const [index, param] of params.entries()) {
    const at = args[index];
    const named = args.find(
      (arg): arg is Entry => arg.kind === "entry" && arg.key !== undefined && arg.key === param.name,
    );
    const value = named?.value ?? (at?.kind === "entry" ? undefined : at);
    if (!value) continue;
    if (param.name !== undefined) handed.set(param.name, value);
    for (const field of param.fields) {
      const entry = entriesOf(value).get(field);
      if (entry) handed.set(field, entry.value);
    }
  }
  return handed;
}

function choices(code: Code): readonly Code[] {
  if (code.kind === "branch") return [...code.consequence, ...code.alternative].flatMap(choices);
  if (code.kind === "group" && /^(?:\?\?|\|\||or)$/.test(code.operator ?? "")) return code.parts.flatMap(choices);
  return [code];
}

/** A function, an object that holds one, or what is itself handed in. */
function mayRun(code: Code, { functionOf, entriesOf, lookup }: Resolving): boolean {
  if (functionOf(code)) return true;
  if (code.kind === "name" && lookup(code.scope, code.name)?.kind === "parameter") return true;
  return code.kind !== "call" && [...entriesOf(code).values()].some(({ value }) => functionOf(value) !== undefined);
}

/** `return memoize(fn)`: a library gives on what it is handed. */
function passedOn(
  code: Code,
  handed: ReadonlyMap<string, Code>,
  { functionOf, lookup }: Resolving,
): FunctionCode | undefined {
  if (code.kind !== "call" || functionOf(code.callee)) return undefined;
  const given = code.args.flatMap((arg) => functionOf(handedAs(arg, handed, lookup)) ?? []);
  return given.length === 1 ? given[0] : undefined;
}

/** The same function with what its factory was handed, where it uses that. */
function withHanded(
  made: FunctionCode,
  factory: FunctionCode | undefined,
  handed: ReadonlyMap<string, Code>,
  resolving: Resolving,
): FunctionCode {
  const isInside = factory && factory.span.start <= made.span.start && made.span.end <= factory.span.end;
  const own = isInside ? used(made, factory, handed, resolving) : [];
  const inner = [...(made.given?.handed ?? [])].map(
    ([name, value]) => [name, substituted(value, handed, resolving)] as const,
  );
  const isSame = own.length === 0 && inner.every(([name, value]) => made.given?.handed.get(name) === value);
  if (isSame) return made;
  const within = (own.length > 0 ? factory?.span : made.given?.within) ?? made.span;
  return { ...made, given: { handed: new Map([...own, ...inner]), within } };
}

/** What is handed on, also through a further wrapper. */
function substituted(value: Code, handed: ReadonlyMap<string, Code>, resolving: Resolving): Code {
  const direct = handedAs(value, handed, resolving.lookup);
  if (direct || handed.size === 0) return direct ?? value;
  const wrapper = resolving.functionOf(value);
  const made = wrapper?.given && withHanded(wrapper, undefined, handed, resolving);
  return made && made !== wrapper ? made : value;
}

/** What is handed to a factory and stands in what it makes, or in a function beside that, which that runs. */
function used(
  made: FunctionCode,
  factory: FunctionCode,
  handed: ReadonlyMap<string, Code>,
  { functionOf }: Resolving,
): (readonly [string, Code])[] {
  if (handed.size === 0) return [];
  const names = new Set<string>();
  const seen = new Set<FunctionCode>();
  const look = (code: FunctionCode): void => {
    if (seen.has(code)) return;
    seen.add(code);
    const hidden = new Set(code.params.flatMap(({ name, fields }) => (name === undefined ? fields : [name])));
    walk(code.body, (part) => {
      if (part.kind === "name" && handed.has(part.name) && !hidden.has(part.name)) names.add(part.name);
      const helper = part.kind === "call" && part.callee.kind === "name" ? functionOf(part.callee) : undefined;
      if (helper && factory.span.start <= helper.span.start && helper.span.end <= factory.span.end) look(helper);
      return undefined;
    });
  };
  look(made);
  return [...handed].filter(([name]) => names.has(name));
}
