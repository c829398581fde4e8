import type { Translate } from "../../core/display/translate.ts";
import type { AgentPermissions } from "../../core/model/permission.ts";

/** Which of the three an agent has without a person. */
export function ruleOfTwoParts(
  { untrusted, sensitive, outward }: AgentPermissions["ruleOfTwo"],
  t: Translate,
): string[] {
  return [
    untrusted && t("takes in outside text"),
    sensitive && t("reaches what is sensitive"),
    outward && t("acts outward"),
  ].filter((word) => word !== false);
}

/** The Rule of Two in one line: "2 of 3 without a person: takes in outside text, acts outward". */
export function ruleOfTwoWords(ruleOfTwo: AgentPermissions["ruleOfTwo"], t: Translate): string {
  const has = ruleOfTwoParts(ruleOfTwo, t);
  if (has.length === 0) return t("Rule of Two: none of the three without a person");
  return t("Rule of Two: {0} of 3 without a person ({1})", has.length, has.join(", "));
}
