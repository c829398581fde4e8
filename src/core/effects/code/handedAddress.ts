import type { Call, Code, FunctionCode } from "../../parse/code/code.ts";
import { lookup, resolveValue } from "../../parse/code/resolve.ts";
import type { Occurrence } from "./codeEffects.ts";

/**
 * A helper that asks the address it is handed brings text of anybody by itself: `request("/subscriptions")`, which puts
 * the service's own address before it, says that it does not here.
 */

/** The parameter that holds the address of a request; undefined where the address is anything else. */
export function handedAddress(call: Call): string | undefined {
  const named = call.args.find((arg) => arg.kind === "entry" && arg.key === "url");
  const [first] = call.args;
  const address = named?.kind === "entry" ? named.value : first;
  return address && parameterName(address);
}

function parameterName(code: Code): string | undefined {
  const value = resolveValue(code);
  const isParameter = value.kind === "name" && lookup(value.scope, value.name)?.kind === "parameter";
  return isParameter ? value.name : undefined;
}

/** What a helper does where this call hands it the address; the same list where the call says nothing of it. */
export function asAddressed(found: readonly Occurrence[], helper: FunctionCode, call: Call): readonly Occurrence[] {
  if (!found.some(({ address }) => address !== undefined)) return found;
  return found.flatMap((occurrence): Occurrence[] => {
    const { address, ...rest } = occurrence;
    const given = address === undefined ? undefined : argumentFor(address, helper, call);
    if (address === undefined || !given) return [occurrence];
    if (hasOwnPlace(given)) return [];
    const from = parameterName(given);
    return [from === undefined ? rest : { ...rest, address: from }];
  });
}

function argumentFor(name: string, { params }: FunctionCode, { args }: Call): Code | undefined {
  const named = args.find((arg) => arg.kind === "entry" && arg.key === name);
  if (named?.kind === "entry") return named.value;
  const own = params.filter((param) => !/^(?:self|cls)$/.test(param.name ?? ""));
  const at = own.findIndex((param) => param.name === name);
  return at < 0 ? undefined : args.filter((arg) => arg.kind !== "entry")[at];
}

/** The address begins with what the program says: a text, a setting, a constant. */
function hasOwnPlace(code: Code): boolean {
  const value = resolveValue(code);
  if (value.kind === "literal") return typeof value.value === "string";
  if (value.kind === "template") {
    const begin = value.texts[0] ?? "";
    const [hole] = value.holes;
    return begin !== "" || (hole !== undefined && isSetting(hole));
  }
  if (value.kind === "group" && value.operator === "+")
    return value.parts[0] !== undefined && hasOwnPlace(value.parts[0]);
  return isSetting(value);
}

/** `config.baseUrl`, `this.endpoint`, `API_URL`: not what a caller writes. */
function isSetting(code: Code): boolean {
  const value = resolveValue(code);
  if (value.kind === "literal") return typeof value.value === "string";
  if (value.kind === "name") return /^[A-Z][A-Z0-9_]+$/.test(value.name);
  if (value.kind !== "member" || /^(?:url|uri|link|href|\*)$/i.test(value.property)) return false;
  let root: Code = value;
  while (root.kind === "member") root = root.object;
  const isGiven = root.kind === "name" && lookup(root.scope, root.name)?.kind === "parameter";
  return !isGiven || /(?:base|api|root|server|service)_?(?:url|uri|path)$|(?:endpoint|host)$/i.test(value.property);
}
