import { type Call, type Code, type FunctionCode, walk } from "../../parse/code/code.ts";
import { lookup } from "../../parse/code/resolve.ts";

const temporaryName = /^(?:tmp|temp)(?:$|[_A-Z])|(?:_tmp|_temp|Tmp|Temp)(?:$|_?(?:path|file|dir|folder|name)$)/i;

/** The deletion of what the function itself has just made: the cleaning up after a write that replaces a file at once. */
export function deletesOwnTemporary(call: Call): boolean {
  const target = call.args[0] ?? (call.callee.kind === "member" ? call.callee.object : undefined);
  if (target?.kind !== "name" || !temporaryName.test(target.name)) return false;
  return lookup(target.scope, target.name)?.kind === "value";
}

/** `env = os.environ.copy()` whose only use is to be a child process's environment. */
export function becomesChildEnvironment(ancestors: readonly Code[]): boolean {
  if (ancestors.some((ancestor) => ancestor.kind === "entry" && ancestor.key === "env")) return true;
  const holder = ancestors.findLast((ancestor) => ancestor.kind === "declaration");
  if (holder?.kind !== "declaration" || holder.name === undefined) return false;
  const around = ancestors.findLast((ancestor): ancestor is FunctionCode => ancestor.kind === "function");
  return around !== undefined && handedAsEnvironment(holder.name, around.body);
}

function handedAsEnvironment(name: string, body: readonly Code[]): boolean {
  let handed = false;
  let shown = false;
  walk(body, (part, ancestors) => {
    if (part.kind !== "name" || part.name !== name) return undefined;
    const parent = ancestors.at(-1);
    if (ancestors.some((ancestor) => ancestor.kind === "entry" && ancestor.key === "env")) handed = true;
    // Setting or taking out one variable shows nothing.
    else if (parent?.kind !== "member" && !(parent?.kind === "group" && parent.operator === "=")) shown = true;
    return undefined;
  });
  return handed && !shown;
}
