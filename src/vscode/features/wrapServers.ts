import { basename } from "node:path";
import {
  CodeLens,
  commands,
  type Disposable,
  type DocumentSelector,
  EventEmitter,
  l10n,
  languages,
  type QuickPickItem,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import { type Changed, type ServerEntry, serverEntries, unwrapServer, wrapServer } from "../../core/wrap/wrap.ts";
import { readConfig, writePlan } from "../../node/wrapFile.ts";
import { rememberWrapped } from "../../node/wrapRecord.ts";
import type { TreeNode } from "../model/treeNode.ts";

import { Disposables } from "../platform/disposable.ts";
import { isTrusted } from "../platform/trust.ts";
import type { Services } from "../services.ts";
import { closePages } from "./questionPages.ts";
import { putPrograms } from "./setup.ts";

/** Files in which agents list MCP servers. Facts agents-a and agents-b of 2026-11-21. */
const configFiles: DocumentSelector = [
  "**/{.mcp,mcp,mcp_config,mcp-config,mcp_settings,cline_mcp_settings,claude_desktop_config}.json",
  "**/.claude.json",
  "**/{.gemini,.qwen}/settings.json",
  "**/.codex/config.toml",
  "**/{opencode,kilo}.{json,jsonc}",
].map((pattern) => ({ scheme: "file", pattern }));

/** A lens on each MCP server of a configuration file, and the command behind it: hold its calls, or no longer. */
export function registerWrapServers(services: Services): Disposable {
  const { command, settings } = services;
  const owned = new Disposables();
  const changed = owned.add(new EventEmitter<void>());
  owned.add(settings.onChange("codeLens.enabled", () => changed.fire()));
  const provideCodeLenses = (document: TextDocument) =>
    settings.get("codeLens.enabled") && isTrusted()
      ? entriesOf(document).flatMap((entry) => lens(document, entry))
      : [];
  owned.add(
    languages.registerCodeLensProvider(configFiles, { onDidChangeCodeLenses: changed.event, provideCodeLenses }),
  );
  owned.add(command("countersign.wrapServer", (place, nameStart) => wrapOne(place, nameStart, services)));
  return owned;
}

function entriesOf(document: TextDocument): readonly ServerEntry[] {
  return serverEntries({ path: document.uri.fsPath, text: document.getText() });
}

function lens(document: TextDocument, { nameSpan, state }: ServerEntry): CodeLens[] {
  const place = document.positionAt(nameSpan.start);
  const range = new Range(place, place);
  if (state.kind === "unfit") return [new CodeLens(range, { title: cannot(state.why), command: "" })];
  const title = state.kind === "wrapped" ? l10n.t("Held by Countersign · take away") : l10n.t("Hold its tool calls");
  const tooltip = l10n.t("Shows the change of this file before it is written");
  return [
    new CodeLens(range, {
      title,
      tooltip,
      command: "countersign.wrapServer",
      arguments: [document.uri, nameSpan.start],
    }),
  ];
}

function cannot(why: string): string {
  return l10n.t("Its calls cannot be held here: {0}", why);
}

async function wrapOne(place: Uri | TreeNode, nameStart: number | undefined, services: Services): Promise<void> {
  const { log, notify } = services;
  if (!isTrusted())
    return notify.tell({ kind: "info", message: l10n.t("The gate is installed from a trusted workspace only.") });
  const uri = place instanceof Uri ? place : place.opens && Uri.file(place.opens.path);
  if (!uri) return;
  const document = await workspace.openTextDocument(uri);
  if (document.isDirty) return notify.tell({ kind: "info", message: l10n.t("Save {0} first.", basename(uri.fsPath)) });
  const file = readConfig(uri.fsPath);
  const entries = serverEntries(file);
  const entry =
    place instanceof Uri
      ? entries.find(({ nameSpan }) => nameSpan.start === nameStart)
      : atNode(place, document, entries);
  if (!entry) return notify.tell({ kind: "info", message: l10n.t("The server is not in {0}.", basename(uri.fsPath)) });
  const at = entry.nameSpan.start;
  const isWrapped = entry.state.kind === "wrapped";
  const change: Changed = isWrapped ? unwrapServer(file, at) : wrapServer(file, at, services.locations.proxyLauncher);
  if ("problem" in change) return notify.tell({ kind: "warning", message: cannot(change.problem) });
  if (!(await agreed(uri, change.text, services))) return;
  if (!isWrapped) {
    putPrograms(services);
    rememberWrapped(services.locations, uri.fsPath);
  }
  writePlan(uri.fsPath, { before: file.text, after: change.text, servers: [] });
  log.info(`${isWrapped ? "unwrapped" : "wrapped"} ${JSON.stringify(entry.name)} in ${uri.fsPath}`);
  const message = isWrapped
    ? l10n.t("The entry is as it was. Start the agent's servers again.")
    : l10n.t("Its tool calls are held from its next start on. Start the agent's servers again.");
  notify.tell({ kind: "info", message });
}

/** The entry that a node of the tree stands for: by its line, since names may repeat, and by its name. */
function atNode(node: TreeNode, document: TextDocument, entries: readonly ServerEntry[]): ServerEntry | undefined {
  const sameLine = entries.find(({ nameSpan }) => document.positionAt(nameSpan.start).line === node.opens?.line);
  return sameLine ?? entries.find(({ name }) => name === node.label);
}

/** Shows the file as it is beside the file as it would be, and asks. */
async function agreed(uri: Uri, after: string, { documents }: Services): Promise<boolean> {
  const right = documents.put(`wrap/${basename(uri.fsPath)}`, after);
  await commands.executeCommand("vscode.diff", uri, right, l10n.t("Change of {0}", uri.fsPath), { preview: true });
  const write: QuickPickItem = { label: l10n.t("Write This Change") };
  const leave: QuickPickItem = { label: l10n.t("Leave the File Alone") };
  const picked = await window.showQuickPick([write, leave], { title: uri.fsPath, ignoreFocusOut: true });
  await closePages("/wrap/");
  return picked === write;
}
