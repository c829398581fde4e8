import {
  CodeLens,
  type Disposable,
  type DocumentSelector,
  EventEmitter,
  l10n,
  languages,
  Range,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from "vscode";
import { withFile } from "../../agents/languages/compile.ts";
import type { AgentPermissions } from "../../core/model/permission.ts";
import { difference, isEmpty, loosens } from "../../core/permissions/difference.ts";
import { sheetsOf } from "../model/permissionSheet.ts";
import { changeWords, shareWords } from "../model/permissionWords.ts";
import type { FolderPermissions } from "../permissionStore.ts";
import { Disposables } from "../platform/disposable.ts";
import { type CommittedTexts, createCommittedTexts } from "../review/committedTexts.ts";
import type { Services } from "../services.ts";
import { showSheets } from "./sheets.ts";

/** Whether a file is an agent's configuration is decided by its path, which the agents name. */
const maybeConfig: DocumentSelector = { scheme: "file", pattern: "**/*.{json,jsonc,toml,yaml,yml,rules}" };

/** What a file says to one agent, and how that is otherwise than it was. */
interface Share {
  readonly now: AgentPermissions;
  readonly before?: AgentPermissions;
  /** What `before` is. */
  readonly since?: "saved" | "committed";
}

/** A line above each agent's configuration: what this file decides, and what an edit of it changes. */
export function registerConfigLens(services: Services): Disposable {
  const { command, notify, permissions, settings } = services;
  const owned = new Disposables();
  const changed = owned.add(new EventEmitter<void>());
  const committed = owned.add(createCommittedTexts());
  for (const event of [permissions.onDidChange, committed.onDidChange]) owned.add(event(() => changed.fire()));
  owned.add(settings.onChange("codeLens.enabled", () => changed.fire()));

  async function provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    if (!settings.get("codeLens.enabled")) return [];
    const readers = readersOf(document.uri, permissions.all());
    const lenses = await Promise.all(readers.map((one) => lensesOf(document, one, committed)));
    return lenses.flat();
  }

  owned.add(
    languages.registerCodeLensProvider(maybeConfig, { onDidChangeCodeLenses: changed.event, provideCodeLenses }),
  );
  owned.add(
    command("countersign.showFilePermissions", async (given, agent) => {
      const uri = given ?? window.activeTextEditor?.document.uri;
      const readers = uri ? readersOf(uri, permissions.all()) : [];
      const reader = agent === undefined ? await pickReader(readers) : readers.find((one) => one.agent.id === agent);
      if (uri && reader) {
        const document = await workspace.openTextDocument(uri);
        return showShare(await shareOf(document, reader, committed), services);
      }
      if (readers.length > 0) return;
      notify.tell({ kind: "info", message: l10n.t("No agent on this machine reads its permissions from this file.") });
    }),
  );
  return owned;
}

/** Each agent that reads the file, once: for the folder that holds it where there are several. */
function readersOf(uri: Uri, all: readonly FolderPermissions[]): FolderPermissions[] {
  const path = uri.fsPath;
  const home = workspace.getWorkspaceFolder(uri);
  const readers = all.filter(({ input }) => input.configs.some((config) => config.path === path));
  return readers.filter(
    (one, index) =>
      readers.findIndex(({ agent, folder }) => agent.id === one.agent.id && (!home || folder === home)) === index,
  );
}

async function pickReader(readers: readonly FolderPermissions[]): Promise<FolderPermissions | undefined> {
  if (readers.length <= 1) return readers[0];
  const items = readers.map((reader) => ({ label: reader.permissions.title, reader }));
  return (await window.showQuickPick(items, { title: l10n.t("Which agent?") }))?.reader;
}

async function lensesOf(document: TextDocument, reader: FolderPermissions, committed: CommittedTexts) {
  const share = await shareOf(document, reader, committed);
  const words = shareWords(share.now, document.uri.fsPath, l10n.t);
  // The change first: where a line is too narrow, its end is what is lost.
  const titles = [...changeTitle(share), ...(words === "" ? [] : [words])];
  return titles.map(
    (title) =>
      new CodeLens(new Range(0, 0, 0, 0), {
        title,
        tooltip: share.before ? l10n.t("Show what it may do, before and now") : l10n.t("Show what it may do"),
        command: "countersign.showFilePermissions",
        arguments: [document.uri, reader.agent.id],
      }),
  );
}

function changeTitle({ before, now, since }: Share): string[] {
  if (!before) return [];
  const changes = difference(before, now);
  const words = changeWords(changes, l10n.t);
  const title =
    since === "saved"
      ? l10n.t("{0}, unsaved: {1}", now.title, words)
      : l10n.t("{0}, since the last commit: {1}", now.title, words);
  return [loosens(changes) ? `$(warning) ${title}` : title];
}

/** Unsaved text is compared with the file, and a saved one with the last commit. */
async function shareOf(document: TextDocument, reader: FolderPermissions, committed: CommittedTexts): Promise<Share> {
  const { agent, input, permissions } = reader;
  const path = document.uri.fsPath;
  const asking = (text: string) => agent.permissions(withFile(input, path, text));
  if (document.isDirty) return { now: asking(document.getText()), before: permissions, since: "saved" };
  const old = await committed.textOf(path);
  if (old === undefined || old === document.getText()) return { now: permissions };
  const before = asking(old);
  return isEmpty(difference(before, permissions))
    ? { now: permissions }
    : { now: permissions, before, since: "committed" };
}

function showShare({ before, now, since }: Share, services: Services): Promise<void> {
  const [left, right] = sheetsOf(before ?? now, now, l10n.t);
  if (!before) return showSheets(services, { title: now.title, right });
  const words = since === "saved" ? l10n.t("saved ↔ now") : l10n.t("last commit ↔ now");
  return showSheets(services, { title: `${now.title}: ${words}`, left, right });
}
