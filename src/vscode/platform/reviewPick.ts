import { type Disposable, type QuickPickItem, QuickPickItemKind, window } from "vscode";
import type { ReportItem } from "../model/proposalItems.ts";
import type { SourcePlace } from "../model/treeNode.ts";
import { Disposables } from "./disposable.ts";

export interface ReviewPick<T> {
  readonly title: string;
  readonly placeholder: string;
  /** What can be decided, the careful one first. */
  readonly choices: readonly (QuickPickItem & { readonly choice: T })[];
  /** What is told below them. */
  readonly report: readonly ReportItem[];
  /** Opens the place of a line of the report; the list stays. */
  open(place: SourcePlace): void;
}

type Row<T> = QuickPickItem & { readonly choice?: T; readonly opens?: SourcePlace };

/** A decision beside what is decided, with the report below it: read with the keyboard, and found by typing. */
export function reviewPick<T>({ title, placeholder, choices, report, open }: ReviewPick<T>): Promise<T | undefined> {
  const owned = new Disposables();
  const picker = owned.add(window.createQuickPick<Row<T>>());
  Object.assign(picker, { title, placeholder, ignoreFocusOut: true, matchOnDetail: true });
  picker.items = [...choices, ...rowsOf<T>(report)];
  return new Promise((resolve) => {
    owned.add(
      picker.onDidAccept(() => {
        const [row] = picker.selectedItems;
        if (row?.opens) return open(row.opens);
        if (row?.choice === undefined) return;
        resolve(row.choice);
        picker.hide();
      }) as Disposable,
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
    const label = `${section} (${items.length})`;
    return [
      { label, kind: QuickPickItemKind.Separator },
      ...items.map(({ label: words, detail, opens }) => ({
        label: words,
        ...(detail === undefined ? {} : { description: detail }),
        ...(opens ? { opens } : {}),
      })),
    ];
  });
}
