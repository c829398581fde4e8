import { l10n, type QuickPickItem, QuickPickItemKind, window } from "vscode";
import type { ReportItem } from "../model/proposalItems.ts";
import type { SourcePlace } from "../model/treeNode.ts";
import { Disposables } from "./disposable.ts";

export interface ReviewPick<T> {
  readonly title: string;
  readonly placeholder: string;
  /** What can be decided, the careful one first. */
  readonly choices: readonly (QuickPickItem & { readonly choice: T })[];
  /** What is told of it, one step away, so that the change itself is not covered. */
  readonly report: readonly ReportItem[];
  /** Opens the place of a line of the report; the list stays. */
  open(place: SourcePlace): void;
}

type Row<T> = QuickPickItem & {
  readonly choice?: T;
  readonly opens?: SourcePlace;
  readonly goes?: "report" | "back";
};

/** A decision beside what is decided, with a report: read with the keyboard, and found by typing. */
export function reviewPick<T>({ title, placeholder, choices, report, open }: ReviewPick<T>): Promise<T | undefined> {
  const owned = new Disposables();
  const picker = owned.add(window.createQuickPick<Row<T>>());
  Object.assign(picker, { title, placeholder, ignoreFocusOut: true, matchOnDescription: true });
  const show = (page: "report" | "back"): void => {
    picker.value = "";
    picker.items = page === "report" ? [{ label: l10n.t("Back"), goes: "back" }, ...rowsOf<T>(report)] : first();
  };
  const first = (): Row<T>[] => {
    const more: Row<T> = {
      label: l10n.t("Show Every Rule and What Is Left Out ({0})…", report.length),
      goes: "report",
    };
    return [...choices, ...(report.length === 0 ? [] : [more])];
  };
  show("back");
  return new Promise((resolve) => {
    owned.add(
      picker.onDidAccept(() => {
        const [row] = picker.selectedItems;
        if (row?.goes) show(row.goes);
        else if (row?.opens) open(row.opens);
        else if (row?.choice !== undefined) {
          resolve(row.choice);
          picker.hide();
        }
      }),
    );
    owned.add(
      picker.onDidHide(() => {
        resolve(undefined);
        owned.dispose();
      }),
    );
    picker.show();
  });
}

function rowsOf<T>(report: readonly ReportItem[]): Row<T>[] {
  const sections = [...new Set(report.map(({ section }) => section))];
  return sections.flatMap((section): Row<T>[] => {
    const items = report.filter((item) => item.section === section);
    return [
      { label: `${section} (${items.length})`, kind: QuickPickItemKind.Separator },
      ...items.map(({ label, detail, opens }) => ({
        label,
        ...(detail === undefined ? {} : { description: detail }),
        ...(opens ? { opens } : {}),
      })),
    ];
  });
}
