import { type Binding, type ClassCode, type Code, type FunctionCode, type Scope, wholeModule } from "./code.ts";
import {
  answersOf,
  entriesOf,
  fieldType,
  firstAnswer,
  functionOf,
  isProperty,
  lookup,
  memberBinding,
  ownerOf,
  type Resolver,
  real,
  remembered,
  resolveValue,
  stringOf,
  withoutTypeArguments,
} from "./resolve.ts";
import { storedFor } from "./stored.ts";

/**
 * The full dotted name of what an expression stands for, resolved through imports, constructors, parameter types,
 * fields and same-file factories: `fs/promises.writeFile`, `@octokit/rest.Octokit().issues.createComment`,
 * `boto3.client().delete_stack`. A default import counts as the module. Unbound names are globals: `fetch`, `open`.
 * Undefined when a part is a parameter without a type, or is computed.
 */
export const symbolOf: Resolver<string | undefined> = remembered<string | undefined>(undefined, (code, steps) => {
  switch (code.kind) {
    case "name":
      return symbolOfName(code.name, code.scope, steps);
    case "member":
      return symbolOfMember(code, steps);
    case "call":
      return symbolOfCall(code, steps);
    case "branch":
      return symbolOf(code.consequence[0], steps - 1) ?? symbolOf(code.alternative[0], steps - 1);
    case "group":
      // `a ?? b`, `a or b`: the first part that is known.
      // `a / b` on a path is still a path.
      return /^(\?\?|\|\||or|\/)$/.test(code.operator ?? "")
        ? code.parts.map((part) => symbolOf(part, steps - 1)).find((symbol) => symbol !== undefined)
        : undefined;
    default:
      return undefined;
  }
});

function symbolOfName(name: string, scope: Scope, steps: number): string | undefined {
  const binding = lookup(scope, name);
  if (!binding) {
    if (!/^(this|self|super)$/.test(name)) return name;
    return selfSymbol(scope, steps);
  }
  if (name === "self" && binding.kind === "parameter" && !binding.type) return selfSymbol(scope, steps);
  return symbolOfBinding(binding, steps);
}

/** `this` in a class that extends a library's is an instance of that. */
function selfSymbol(scope: Scope, steps: number): string | undefined {
  const owner = ownerOf(scope);
  const base = owner && baseSymbol(owner, steps);
  return base && `${base}()`;
}

function symbolOfBinding(binding: Binding, steps: number): string | undefined {
  if (binding.kind === "import") {
    const target = real(binding, steps);
    if (target && target !== binding) return symbolOfBinding(target, steps - 1);
    const isWhole = binding.imported === wholeModule || binding.imported === "default";
    if (isWhole) return binding.module;
    // Python's `from . import x` has a module of dots alone.
    return binding.module.endsWith(".") ? binding.module + binding.imported : `${binding.module}.${binding.imported}`;
  }
  const typed = () => {
    const type = typeSymbol(binding.type, steps - 1);
    return type && `${type}()`;
  };
  if (binding.kind === "parameter") return typed();
  if (binding.known) return binding.known;
  if (binding.value?.kind === "function")
    return isProperty(binding.value) ? answerSymbol(binding.value, steps) : typed();
  if (binding.value?.kind === "class")
    return baseSymbol(binding.value, steps) ?? (binding.value.contract && binding.value.name);
  const made = binding.value && symbolOf(binding.value, steps - 1);
  return made !== undefined && !(binding.type && makesField.test(made)) ? made : typed();
}

/** `session: ClientSession = field(default=None)` says by its type what it holds. */
const makesField = /^(?:dataclasses\.field|pydantic\.(?:Field|PrivateAttr)|attrs?\.(?:ib|field|attrib))\(\)$/;

/** The name of a type, of what a field of a type is declared as, or of what another name stands for. */
function typeSymbol(type: Code | undefined, steps: number): string | undefined {
  if (!type || steps <= 0) return undefined;
  const written = type.kind === "member" ? (fieldType(type, steps - 1) ?? type) : type;
  const value = written.kind === "name" ? resolveValue(written, steps - 1) : written;
  const alias = value.kind === "class" ? value.contract?.alias : undefined;
  if (alias) return typeSymbol(alias, steps - 1);
  if (written.kind === "call") return symbolOf(written, steps - 1)?.replace(/\(\)$/, "");
  return symbolOf(written, steps - 1);
}

function symbolOfMember(code: Code & { kind: "member" }, steps: number): string | undefined {
  const own = memberBinding(code, steps - 1);
  const known = own && symbolOfBinding(own, steps - 1);
  if (known) return known;
  // A method of a library's class is named by the class; one of the project's own is followed instead.
  if (own) return ownerSymbol(code, steps - 1);
  const object = resolveValue(code.object, steps - 1);
  if (object.kind === "object") {
    const entry = entriesOf(object, steps - 1).get(code.property);
    return entry && symbolOf(entry.value, steps - 1);
  }
  const base = symbolOf(code.object, steps - 1) ?? (object.kind === "module" ? importedModule(code.object) : undefined);
  return base && `${base}.${code.property}`;
}

/** A folder of the project that does not declare the name only ends like the library's package that is imported. */
function importedModule(code: Code): string | undefined {
  const binding = code.kind === "name" ? lookup(code.scope, code.name) : undefined;
  const isWhole = binding?.kind === "import" && binding.imported === wholeModule;
  return isWhole && !binding.module.startsWith(".") ? binding.module : undefined;
}

function ownerSymbol(code: Code & { kind: "member" }, steps: number): string | undefined {
  const object = resolveValue(code.object, steps);
  if (object.kind !== "call" || resolveValue(object.callee, steps).kind !== "class") return undefined;
  const maker = symbolOf(object.callee, steps);
  const made = resolveValue(object.callee, steps);
  // Only where the class itself is a library's, not where it extends one.
  return maker !== undefined && made.kind === "class" && maker.endsWith(`.${made.name}`)
    ? `${maker}().${code.property}`
    : undefined;
}

/** The library class that a class of the project extends. */
function baseSymbol(code: ClassCode, steps: number): string | undefined {
  const [base] = code.bases;
  return base && base.kind !== "entry" && steps > 0 ? symbolOf(withoutTypeArguments(base), steps - 1) : undefined;
}

function symbolOfCall(code: Code & { kind: "call" }, steps: number): string | undefined {
  const [first] = code.args;
  const callee = symbolOf(withoutTypeArguments(code.callee), steps - 1);
  if ((callee === "require" || callee === "import") && first) {
    return stringOf(first, steps - 1)?.replace(/^node:/, "");
  }
  // `promisify(exec)` is exec; `asyncio.to_thread(f, x)` stays a call, since it runs f.
  if (callee === "util.promisify") return symbolOf(first, steps - 1);
  const service = first && serviceFactory.test(callee ?? "") ? stringOf(first, steps - 1) : undefined;
  if (service) return `boto3.${service}()`;
  const local = functionOf(code.callee, steps - 1);
  if (!local) return callee && `${callee}()`;
  return answerSymbol(local, steps) ?? loadedSymbol(code, steps - 1);
}

/** `return lent("logging", async () => (await import("…")).Logging)`: what a helper keeps is made by the function it is handed. */
function loadedSymbol({ args }: Code & { kind: "call" }, steps: number): string | undefined {
  for (const arg of args) {
    if (arg.kind !== "function" || steps <= 0) continue;
    const symbol = answerSymbol(arg, steps - 1);
    if (symbol?.includes(".")) return /\.[A-Z]\w*$/.test(symbol) ? `${symbol}()` : symbol;
  }
  return undefined;
}

/** What a function of the project answers. */
function answerSymbol(code: FunctionCode, steps: number): string | undefined {
  for (const returned of answersOf(code)) {
    const answer = firstAnswer(returned);
    const symbol = symbolOf(storedFor(answer, code) ?? answer, steps - 1);
    if (symbol && !picks.test(symbol)) return symbol;
  }
  const declared = code.answers && symbolOf(code.answers, steps - 1);
  return declared && `${declared}()`;
}

/** `next(iter(clients.values()))`: one of several, which the declared class says better. */
const picks = /^(?:next|min|max|getattr|cast|typing\.cast)\(\)$|^(?:dict|list)\(\)\.\*$/;

/** Calls of boto3 whose first argument names the service: the symbol carries that name, since the effect depends on it. */
const serviceFactory =
  /^(?:aio)?(?:boto3|botocore\.session)\.(?:(?:Session|get_session)\(\)\.)?(?:client|resource|create_client)$/;
