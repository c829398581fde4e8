import type { CodeEffects, Occurrence } from "../../effects/code/codeEffects.ts";
import { isOpenMethod } from "../../effects/code/refineRequest.ts";
import { verbOf } from "../../effects/code/services.ts";
import type { EffectClaim } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import type { Span } from "../../model/span.ts";

/** What sends a request that was put together elsewhere. */
const sendsPrepared =
  /^net\/http\.(?:\w+\(\)\.)?Do$|HttpClient\(\)\.Send(?:Async)?$|^reqwest\.(?:blocking\.)?Client\(\)\.execute$|^(?:requests|httpx|niquests)\.(?:\w+\(\)\.)?send$/;

const looks: ReadonlySet<Effect> = new Set(["fetch-network", "read-untrusted"]);

/**
 * What a tool does with requests of which its code does not show how they ask: by the direction that its name tells.
 * Nothing where a request is seen whose method is known.
 */
export function openRequestClaims(
  found: CodeEffects | undefined,
  name: string,
  place: (span: Span) => Span | undefined,
): readonly EffectClaim[] {
  const verb = verbOf(name);
  if (!found || (verb !== "change" && verb !== "remove")) return [];
  const all = found.occurrences.filter(({ effect }) => looks.has(effect));
  const [first] = all;
  if (!first || all.length < found.occurrences.length || !all.every(isOpen)) return [];
  const span = place(first.span);
  const because = `its name, and ${first.because} of which the code does not show how it asks`;
  const effects: readonly Effect[] = verb === "remove" ? ["send-outward", "destroy-data"] : ["send-outward"];
  return effects.map((effect) => ({ effect, origin: "declared", because, assumed: true, ...(span && { span }) }));
}

function isOpen({ symbol, because }: Occurrence): boolean {
  return isOpenMethod(because) || (symbol !== undefined && sendsPrepared.test(symbol));
}
