import type { Effect } from "../../model/effect.ts";
import type { Call, Code } from "../../parse/code/code.ts";
import { entriesOf, lookup, resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";

/** How a request is told of whose method is not written at it. */
export const computedMethod = "with a computed method";
/** The same with GET where none is given. */
export const elseGet = "with a method that is computed, else GET";
/** A request that takes its options, and perhaps a method in them, from who calls the function around it. */
export const handedOptions = "with the options it is given";

/** True of what a helper cannot tell of a request, where the call says that hands it the method. */
export function isOpenMethod(because: string): boolean {
  return [computedMethod, elseGet, handedOptions].some((end) => because.endsWith(end));
}

/** True where a call hands over nothing that could hold a method. */
export function handsNoMethod(call: Call): boolean {
  return call.args.every((arg) => {
    const value = resolveValue(arg.kind === "entry" ? arg.value : arg);
    if (arg.kind === "entry" && (arg.key === undefined || /method|verb/i.test(arg.key))) return false;
    if (value.kind === "object") return value.entries.every(({ key }) => key !== undefined && !methodKey.test(key));
    return !(
      value.kind === "name" && /^(?:options|opts|init|config|request|req|method|verb|kwargs)$/i.test(value.name)
    );
  });
}

/** What stands for the method where a request takes it from who calls the function around it. */
export function isHandedOptions(options: Code | undefined): boolean {
  if (!options) return false;
  const value = resolveValue(options);
  if (value.kind === "name") return lookup(value.scope, value.name)?.kind === "parameter";
  return (
    value.kind === "object" && value.entries.some((entry) => entry.key === undefined && isHandedOptions(entry.value))
  );
}

/** `init.method ?? "GET"`, and a parameter that is GET where it is not given. */
export function isElseGet(method: Code): boolean {
  const value = resolveValue(method);
  if (value.kind === "group" && /^(?:\?\?|\|\|)$/.test(value.operator ?? ""))
    return stringOf(value.parts.at(-1))?.toUpperCase() === "GET";
  const binding = value.kind === "name" ? lookup(value.scope, value.name) : undefined;
  return binding?.kind === "parameter" && stringOf(binding.value)?.toUpperCase() === "GET";
}

/** True of the methods of HTTP that change nothing. */
export function onlyAsks(method: string): boolean {
  return /^(?:GET|HEAD|OPTIONS)$/.test(method);
}

const methods = /^(?:GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE)$/;

/**
 * A request whose method stands anywhere among its arguments: as a text, or as a constant that is named after it
 * (`HttpMethod.Post`, `http.MethodPost`, `Method::POST`). Without one it is taken for anything.
 */
export function refineRequest(call: Call): { readonly effects: readonly Effect[]; readonly detail?: string } {
  const method = requestMethod(call);
  if (!method) {
    // A helper is handed the method by those who call it, and their call says which it is.
    const handedIn = call.args.some((arg) => arg.kind === "name" && /method|verb/i.test(arg.name));
    return {
      effects: handedIn ? ["fetch-network"] : ["fetch-network", "send-outward"],
      detail: computedMethod,
    };
  }
  if (onlyAsks(method)) return { effects: ["fetch-network"] };
  const effects: readonly Effect[] =
    method === "DELETE" ? ["send-outward", "destroy-data"] : ["fetch-network", "send-outward"];
  return { effects, detail: `with method ${method}` };
}

/** The method among the arguments of a call; undefined when none is written there. */
export function requestMethod(call: Call): string | undefined {
  return (
    call.args.map((arg) => methodOf(arg.kind === "entry" ? arg.value : arg)).find(Boolean) ??
    call.args.map(methodInOptions).find(Boolean)
  );
}

/** `{ method: "POST" }`, `Params{Method: http.MethodGet}`, `new Request { Verb = HttpMethod.Put }`. */
function methodInOptions(arg: Code): string | undefined {
  const value = resolveValue(arg);
  const isRecord = value.kind === "object" || (value.kind === "call" && value.construct);
  if (!isRecord) return undefined;
  for (const [key, entry] of entriesOf(arg)) if (methodKey.test(key)) return methodOf(entry.value);
  return undefined;
}

const methodKey = /^(?:http_?)?(?:method|verb)$/i;

function methodOf(code: Code): string | undefined {
  const text = stringOf(code)?.toUpperCase();
  if (text !== undefined) return methods.test(text) ? text : undefined;
  const name = writtenName(code);
  const last = name
    .slice(name.lastIndexOf(".") + 1)
    .replace(/^Method(?=[A-Z])/, "")
    .toUpperCase();
  return name.includes(".") && methods.test(last) ? last : undefined;
}
