import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import { type Use, useKinds } from "../../core/permissions/tighten.ts";

export type UseItem =
  | { readonly label: string }
  | { readonly label: string; readonly description: string; readonly use: Use };

/** What was used, by kind, each with how often and when. Items without a use are headings. */
export function useItems(uses: readonly Use[], day: (iso: string) => string, t: Translate): UseItem[] {
  const titles = {
    command: t("Commands"),
    edit: t("Files changed"),
    read: t("Files read"),
    fetch: t("Addresses"),
    server: t("Tools of servers"),
  };
  return useKinds.flatMap((kind): UseItem[] => {
    const items = uses.filter((use) => use.kind === kind);
    if (items.length === 0) return [];
    return [
      { label: titles[kind] },
      ...items.map((use) => ({ label: safeShort(use.what, 120), description: whenWords(use, day, t), use })),
    ];
  });
}

function whenWords({ count, first, last, decision }: Use, day: (iso: string) => string, t: Translate): string {
  const [from, to] = [day(first), day(last)];
  const times = count === 1 ? t("once") : t("{0} times", count);
  const when = from === to ? from : t("{0} to {1}", from, to);
  return [times, when, ...(decision === "ask" ? [t("stays a question")] : [])].join(" · ");
}
