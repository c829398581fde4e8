import type { Confirmation, HazardKind } from "../model/definition.ts";
import { type Effect, irreversibleOrOutward } from "../model/effect.ts";
import type { Match, RuleContext } from "./rule.ts";
import { definitionsOf, isUnconfirmed, nameOrStart, realClaims } from "./support.ts";

/** Hazards that a person who looks at each call keeps small. */
const keptByAPerson: ReadonlySet<HazardKind> = new Set(["bulk"]);

/** Places in the code of tools where what the model wrote does more than it is meant to. */
export function* hazardsOf({ document }: RuleContext, kind: HazardKind): Iterable<Match<"found">> {
  // Several tools may reach one place through one helper.
  const told = new Set<number>();
  for (const tool of definitionsOf(document, "tool")) {
    if (keptByAPerson.has(kind) && !isUnconfirmed(tool.confirmation)) continue;
    for (const hazard of tool.hazards ?? []) {
      if (hazard.kind !== kind || told.has(hazard.span.start)) continue;
      told.add(hazard.span.start);
      yield {
        messageId: "found",
        data: { tool: tool.name, parameter: hazard.parameter ?? "", call: hazard.by },
        span: hazard.span,
        related: [{ path: document.source.path, span: nameOrStart(tool), message: "the tool that takes it in" }],
      };
    }
  }
}

const acting: ReadonlySet<Effect> = new Set([...irreversibleOrOutward, "run-code", "write-data", "write-files"]);

/** Tools that act behind a gate which is there and is none. */
export function* weakGates(
  { document }: RuleContext,
  weakness: NonNullable<Confirmation["weakness"]>,
): Iterable<Match<"found">> {
  for (const tool of definitionsOf(document, "tool")) {
    const { confirmation } = tool;
    if (confirmation.weakness !== weakness || !realClaims(tool).some(({ effect }) => acting.has(effect))) continue;
    yield {
      messageId: "found",
      data: { tool: tool.name, by: confirmation.by ?? "" },
      span: confirmation.span ?? nameOrStart(tool),
      related: [{ path: document.source.path, span: nameOrStart(tool), message: "the tool it seems to protect" }],
    };
  }
}
