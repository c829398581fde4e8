import type { Effect } from "../../model/effect.ts";
import type { Call, Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import {
  functionOf,
  lookup,
  memberOf,
  ownerOf,
  resolveValue,
  rootName,
  writtenName,
} from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { guessedEffects, isPlainValue } from "./guess.ts";
import { compiled, opaqueCompiled } from "./opaqueCompiled.ts";
import { type Verb, verbOf } from "./services.ts";

/** What can be said of a call whose code is in another file: whether its name says that it changes something. */
export interface Opaque {
  readonly verb: Verb | undefined;
  /** What its words suggest that it does. */
  readonly guess?: readonly Effect[] | undefined;
}

/**
 * Judges a call that no table knows. Undefined for ordinary computing: on the model's input, on values made here,
 * and by libraries that only compute.
 * @param ancestors of the call, nearest last.
 */
export function opaqueCall(
  call: Call,
  handler: FunctionCode,
  ancestors: readonly Code[],
  language: CodeFile["language"],
): Opaque | undefined {
  const guess = guessedEffects(call);
  const known = judged(call, handler, ancestors, language);
  if (!guess) return known;
  if (known) return { ...known, guess };
  return isOutside(call, guess) ? { verb: verbOf(writtenName(call.callee).split(".").at(-1) ?? ""), guess } : undefined;
}

/** Its code is not in sight, or only puts what is to be run into a queue. */
function isOutside(call: Call, guess: readonly Effect[]): boolean {
  const root = call.construct ? undefined : rootName(call.callee);
  if (!root) return false;
  if (functionOf(call.callee)) return call.callee.kind === "member" && guess.includes("run-code");
  const binding = lookup(root.scope, root.name);
  if (binding?.kind === "import" && pureModules.test(binding.module)) return false;
  return call.callee.kind === "name"
    ? binding !== undefined
    : !isPlainValue(call.callee.kind === "member" ? call.callee.object : root);
}

function judged(
  call: Call,
  handler: FunctionCode,
  ancestors: readonly Code[],
  language: CodeFile["language"],
): Opaque | undefined {
  if (functionOf(call.callee) || call.construct || takesTurns(call)) return undefined;
  const verb = verbOf(call.callee.kind === "member" ? call.callee.property : writtenName(call.callee));
  const root = rootName(call.callee);
  if (!root) return undefined;
  const changes = verb === "change" || verb === "remove";
  if (/^(?:this|self)$/.test(root.name)) {
    const onField = call.callee.kind === "member" && call.callee.object.kind === "member";
    if (onField) return changes ? { verb } : undefined;
    // What a class leaves to those that extend it can be anything.
    return root.name === "this" && isLeftOpen(call.callee) ? { verb: undefined } : undefined;
  }
  const binding = lookup(root.scope, root.name);
  if (compiled.has(language)) return opaqueCompiled(call, root, binding, verb, language);
  if (binding?.kind === "import") return pureModules.test(binding.module) ? undefined : { verb };
  if (binding?.kind === "parameter" && call.callee.kind === "name" && continuing.test(root.name)) return undefined;
  if (binding?.kind === "parameter") return changes && isHandedIn(root.name, handler, ancestors) ? { verb } : undefined;
  if (binding?.kind !== "value" || !binding.value) return undefined;
  const made = resolveValue(binding.value);
  return changes && made.kind === "call" && isImportedCall(made) ? { verb } : undefined;
}

/** `d.writeMu.Lock()`: one thing of a program waits for another. */
function takesTurns({ callee, args }: Call): boolean {
  return (
    args.length === 0 && callee.kind === "member" && /^(?:[rR]|[tT]ry_?R?)?(?:[uU]n)?[lL]ock$/.test(callee.property)
  );
}

/** What a promise or a callback is ended with. */
const continuing = /^(?:resolve|reject|next|done|callback|cb)$/;

function isLeftOpen(callee: Code): boolean {
  const owner = callee.kind === "member" && callee.object.kind === "name" ? ownerOf(callee.object.scope) : undefined;
  return owner !== undefined && callee.kind === "member" && memberOf(owner, callee.property) === undefined;
}

/** A parameter of what is around the handler, such as a client given to the function that registers the tools. */
function isHandedIn(name: string, handler: FunctionCode, ancestors: readonly Code[]): boolean {
  const inside = [handler, ...ancestors.filter((ancestor): ancestor is FunctionCode => ancestor.kind === "function")];
  return !inside.some(({ params }) => params.some((param) => param.name === name || param.fields.includes(name)));
}

/** A value made by a constructor or factory from another module, such as a client. */
function isImportedCall(made: Call): boolean {
  const root = symbolOf(made.callee) === undefined ? undefined : rootName(made.callee);
  const binding = root && lookup(root.scope, root.name);
  return binding?.kind === "import" && !pureModules.test(binding.module);
}

/** Libraries that compute, log or describe; calls of theirs leave nothing behind. */
const pureModules =
  /^(?:zod|lodash|path|url|util|crypto|os|events|json|re|math|datetime|time|logging|typing|collections|itertools|functools|uuid|random|dataclasses|pydantic|string|textwrap|hashlib|base64|copy|decimal|sys|asyncio|@modelcontextprotocol\/.*|mcp(?:\..*)?|fastmcp(?:\..*)?|ai|date-fns|dayjs|yaml|chalk|winston|pino|structlog|loguru)$/;
