import { type Call, type Code, type FunctionCode, walk } from "../../parse/code/code.ts";
import { functionOf, lookup, resolveValue, writtenName } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { temporaryMaker, temporaryName } from "./ownThings.ts";

/** The deletion of what the function itself has just made: the cleaning up after a write that replaces a file at once. */
export function deletesOwnTemporary(call: Call): boolean {
  const target = call.args[0] ?? (call.callee.kind === "member" ? call.callee.object : undefined);
  if (!target) return false;
  if (target.kind === "name" && temporaryName.test(target.name))
    return lookup(target.scope, target.name)?.kind === "value";
  return isTemporary(target, 3);
}

/** A path that comes from what makes temporary files, or is joined to it. */
function isTemporary(code: Code, steps: number): boolean {
  if (makesTemporary(code)) return true;
  if (steps === 0) return false;
  const value = resolveValue(code);
  if (value.kind === "call" && makesTemporary(value.callee)) return true;
  const start = value.kind === "member" ? value.object : joinedTo(value);
  return start !== undefined && isTemporary(start, steps - 1);
}

function makesTemporary(code: Code): boolean {
  return temporaryMaker.test(symbolOf(code) ?? writtenName(code));
}

/** The folder that a path begins with. */
function joinedTo(value: Code): Code | undefined {
  const joins =
    value.kind === "call" && /(?:^|\.)(?:join|resolve|Join|Combine|Path|of|get)$/.test(writtenName(value.callee));
  return joins ? value.args[0] : undefined;
}

const usualModes: ReadonlySet<number> = new Set([0o400, 0o500, 0o600, 0o644, 0o700, 0o744, 0o755]);

/** A file is made executable or private in the code's own words, as after each download or new key. */
export function setsUsualMode(call: Call): boolean {
  if (call.callee.kind !== "member" && call.callee.kind !== "name") return false;
  const called = call.callee.kind === "member" ? call.callee.property : call.callee.name;
  const mode = /^(?:l|f)?chmod(?:Sync)?$/.test(called) ? call.args.at(-1) : undefined;
  const value = mode && resolveValue(mode);
  if (value?.kind !== "literal") return false;
  return usualModes.has(typeof value.value === "string" ? Number.parseInt(value.value, 8) : Number(value.value));
}

/** `env = os.environ.copy()` whose only use is to be a child process's environment. */
export function becomesChildEnvironment(ancestors: readonly Code[]): boolean {
  if (ancestors.some((ancestor) => ancestor.kind === "entry" && ancestor.key === "env")) return true;
  const holder = heldBy(ancestors);
  if (holder === undefined) return false;
  const around = ancestors.findLast((ancestor): ancestor is FunctionCode => ancestor.kind === "function");
  return around !== undefined && handedAsEnvironment(holder, around.body);
}

/** The name that a value is given: by a declaration, or `env = os.environ.copy()` where there is one already. */
function heldBy(ancestors: readonly Code[]): string | undefined {
  const holder = ancestors.findLast(
    (ancestor) => ancestor.kind === "declaration" || (ancestor.kind === "group" && ancestor.operator === "="),
  );
  if (holder?.kind === "declaration") return holder.name;
  const target = holder?.kind === "group" ? holder.parts[0] : undefined;
  return target?.kind === "name" ? target.name : undefined;
}

/** `start(command, env)`, whose own second parameter is an environment. */
function isTakenAsEnvironment(name: Code, parent: Code | undefined): boolean {
  if (parent?.kind !== "call") return false;
  const parameter = functionOf(parent.callee)?.params[parent.args.indexOf(name)];
  return parameter?.name !== undefined && /^(?:child_?)?env(?:iron(?:ment)?)?$/i.test(parameter.name);
}

/** True where it is given a value, or only compared. */
function isQuiet(name: Code, parent: Code | undefined): boolean {
  if (parent?.kind === "member") return true;
  if (parent?.kind !== "group") return false;
  return parent.operator === "=" ? parent.parts[0] === name : /^(?:[!=]==?|is|is not|not)$/.test(parent.operator ?? "");
}

function handedAsEnvironment(name: string, body: readonly Code[]): boolean {
  let handed = false;
  let shown = false;
  walk(body, (part, ancestors) => {
    if (part.kind !== "name" || part.name !== name) return undefined;
    const parent = ancestors.at(-1);
    if (
      ancestors.some((ancestor) => ancestor.kind === "entry" && ancestor.key === "env") ||
      isTakenAsEnvironment(part, parent)
    )
      handed = true;
    // Setting or taking out one variable shows nothing, nor does asking whether there is one.
    else if (!isQuiet(part, parent)) shown = true;
    return undefined;
  });
  return handed && !shown;
}
