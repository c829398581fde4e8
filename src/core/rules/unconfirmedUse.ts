import type { EffectClaim, ToolDefinition } from "../model/definition.ts";
import type { Match, ReachContext } from "./rule.ts";
import { approvalFix, effectList, nameOrStart, whereShown, whoReaches } from "./support.ts";

/**
 * What the rules about unconfirmed tools report: the tool, what it can do, what shows it, who reaches it.
 * @param claims all that a person should confirm
 * @param decisive those that the rule is about; at least one
 */
export function unconfirmedUse(
  tool: ToolDefinition,
  claims: readonly EffectClaim[],
  decisive: readonly EffectClaim[],
  { document, reach }: ReachContext,
): Match<"seen" | "declared"> {
  const isSeen = decisive.some(({ origin }) => origin === "code");
  return {
    messageId: isSeen ? "seen" : "declared",
    data: {
      tool: tool.name,
      effects: effectList(claims.map(({ effect }) => effect)),
      by: tool.confirmation.by ?? "nothing asks a person",
      because: decisive[0]?.because ?? tool.name,
    },
    span: nameOrStart(tool),
    ...(!isSeen && { severity: "medium" as const }),
    related: [...whereShown(decisive, document.source.path), ...whoReaches(tool, reach)],
    fixes: approvalFix(tool, document.source),
  };
}
