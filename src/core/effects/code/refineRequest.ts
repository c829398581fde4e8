import type { Effect } from "../../model/effect.ts";
import type { Call, Code } from "../../parse/code/code.ts";
import { stringOf, writtenName } from "../../parse/code/resolve.ts";

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
      detail: "with a computed method",
    };
  }
  if (/^(?:GET|HEAD|OPTIONS)$/.test(method)) return { effects: ["fetch-network"] };
  const effects: readonly Effect[] =
    method === "DELETE" ? ["send-outward", "destroy-data"] : ["fetch-network", "send-outward"];
  return { effects, detail: `with method ${method}` };
}

/** The method among the arguments of a call; undefined when none is written there. */
export function requestMethod(call: Call): string | undefined {
  return call.args.map((arg) => methodOf(arg.kind === "entry" ? arg.value : arg)).find(Boolean);
}

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
