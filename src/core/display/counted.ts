import type { Translate } from "./translate.ts";

/** "1 action", "3 actions". */
export function countedActions(count: number, t: Translate): string {
  return count === 1 ? t("1 action") : t("{0} actions", count);
}
