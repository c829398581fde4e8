import { commands } from "vscode";
import type { Services } from "../services.ts";

export interface Sheets {
  readonly title: string;
  /** Without it there is nothing to compare with. */
  readonly left?: string;
  readonly right: string;
}

/** Shows what an agent may do as a page, or two of them beside one another. */
export async function showSheets(
  { documents }: Pick<Services, "documents">,
  { title, left, right }: Sheets,
): Promise<void> {
  const name = title.replaceAll("/", " ");
  if (left === undefined) {
    await documents.show(`permissions/${name}.txt`, right);
    return;
  }
  const before = documents.put(`permissions/${name}.txt`, left, "before");
  const after = documents.put(`permissions/${name}.txt`, right, "after");
  await commands.executeCommand("vscode.diff", before, after, title, { preview: true });
}
