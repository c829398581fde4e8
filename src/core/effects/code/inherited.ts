import type { Effect } from "../../model/effect.ts";
import type { Call, FunctionCode } from "../../parse/code/code.ts";
import { functionOf, lookup, ownerOf, writtenName } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";

/** Calls whose code a library makes of a declaration: methods that are inherited, and those of annotated interfaces. */

/** The names under which a library would know a method that a class of the project only inherits or declares. */
export function inheritedSymbols(call: Call): string[] {
  const { callee } = call;
  if (callee.kind === "name") {
    if (lookup(callee.scope, callee.name)) return [];
    const owner = ownerOf(callee.scope);
    return (owner?.bases ?? []).flatMap((base) => {
      const symbol = symbolOf(base);
      return symbol?.includes(".") ? [`${symbol}().${callee.name}`] : [];
    });
  }
  if (callee.kind !== "member" || functionOf(callee)?.body.length !== 0) return [];
  const object = symbolOf(callee.object);
  return object?.includes(".") ? [`${object}.${callee.property}`] : [];
}

const mark =
  /(?:^|\.)(?:(GET|HEAD|OPTIONS|Get|Head)|(DELETE|Delete)|(POST|PUT|PATCH|Post|Put|Patch|RequestLine))(?:Mapping|Exchange|Attribute)?$/;

/** A method of an interface of which a library makes a request, as Retrofit, Feign, Refit and MicroProfile do. */
export function declaredRequest(call: Call): readonly Effect[] | undefined {
  return requestOf(functionOf(call.callee));
}

/** The same for the method itself, where it is a tool. */
export function requestOf(fn: FunctionCode | undefined): readonly Effect[] | undefined {
  if (!fn || fn.body.length > 0) return undefined;
  for (const decorator of fn.decorators) {
    const match = mark.exec(writtenName(decorator.kind === "call" ? decorator.callee : decorator));
    if (match?.[1]) return ["fetch-network"];
    if (match?.[2]) return ["send-outward", "destroy-data"];
    if (match) return ["fetch-network", "send-outward"];
  }
  return undefined;
}
