import { commands, type Disposable, env, l10n, type QuickPickItem, type TextEditor, window } from "vscode";
import { parseAction } from "../../core/decide.ts";
import type { Action } from "../../core/model/action.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { type AgentAnswer, askedPage } from "../model/askedPage.ts";
import { commandOf } from "../model/commandLine.ts";
import type { Subject, TreeNode } from "../model/treeNode.ts";
import type { FolderPermissions } from "../permissionStore.ts";
import { Disposables } from "../platform/disposable.ts";
import type { Services } from "../services.ts";
import { noAgents } from "./pickAgent.ts";

/**
 * "Would It Be Asked?": from the tree, the palette, a selected line of a file, or the terminal's selection. INVARIANT: it
 * only tells. Nothing runs, nobody is asked, and nothing is recorded as allowed.
 */
export function registerWouldItBeAsked(services: Services): Disposable {
  const owned = new Disposables();
  owned.add(
    services.command("countersign.wouldItBeAsked", async (node) => {
      // From the tree the argument is a node; from the menu of an editor it is the address of its file.
      const subject = node && "subject" in node ? (node as TreeNode).subject : undefined;
      const selected = subject ? undefined : selectedCommand(window.activeTextEditor);
      const fields = subject?.tool === undefined ? await fieldsOf(selected) : toolFields(subject);
      if (fields) await tell(fields, subject, services);
    }),
  );
  owned.add(
    services.command("countersign.wouldSelectionBeAsked", async () => {
      const command = commandOf(await selectedInTerminal());
      const fields = await fieldsOf(command === "" ? undefined : command);
      if (fields) await tell(fields, undefined, services);
    }),
  );
  return owned;
}

type Fields = Readonly<Record<string, unknown>>;

/** The selection, or the line the cursor is on. Undefined where that is nothing a shell would be given. */
function selectedCommand(editor: TextEditor | undefined): string | undefined {
  if (!editor || !/^(shellscript|powershell|bat|markdown|plaintext)$/.test(editor.document.languageId)) {
    if (!editor || editor.selection.isEmpty) return undefined;
  }
  const { document, selection } = editor;
  const text = selection.isEmpty ? document.lineAt(selection.active.line).text : document.getText(selection);
  const command = commandOf(text);
  return command === "" ? undefined : command;
}

/** The editor tells no extension what is selected in a terminal, except through the clipboard, which is put back. */
async function selectedInTerminal(): Promise<string> {
  const before = await env.clipboard.readText();
  await env.clipboard.writeText("");
  await commands.executeCommand("workbench.action.terminal.copySelection");
  const selected = await env.clipboard.readText();
  await env.clipboard.writeText(before);
  return selected;
}

const shell = () => (process.platform === "win32" ? "powershell" : "bash");

/** Undefined: it was left. */
async function fieldsOf(command: string | undefined): Promise<Fields | undefined> {
  if (command !== undefined) return { kind: "command", shell: shell(), command };
  const kinds: readonly (QuickPickItem & { readonly prompt: string; fields(text: string): Fields })[] = [
    {
      label: l10n.t("Run a command"),
      prompt: l10n.t("The command line, as an agent would run it"),
      fields: (text) => ({ kind: "command", shell: shell(), command: text }),
    },
    {
      label: l10n.t("Change a file"),
      prompt: l10n.t("The file, in the workspace or from the root"),
      fields: (path) => ({ kind: "file_write", path, content: "" }),
    },
    {
      label: l10n.t("Read a file"),
      prompt: l10n.t("The file, in the workspace or from the root"),
      fields: (path) => ({ kind: "file_read", path }),
    },
    {
      label: l10n.t("Delete a file"),
      prompt: l10n.t("The file, in the workspace or from the root"),
      fields: (path) => ({ kind: "file_delete", path }),
    },
    {
      label: l10n.t("Fetch an address"),
      prompt: l10n.t("The address"),
      fields: (url) => ({ kind: "url_fetch", url }),
    },
    {
      label: l10n.t("Call a tool of a server"),
      prompt: l10n.t("Server and tool, as “server/tool”"),
      fields: (text) => toolCall(text.split("/")[0] ?? "", text.split("/").slice(1).join("/")),
    },
  ];
  const title = l10n.t("Would It Be Asked?");
  const kind = await window.showQuickPick(kinds, { title, placeHolder: l10n.t("What would an agent do?") });
  const text = kind && (await window.showInputBox({ title, prompt: kind.prompt, ignoreFocusOut: true }));
  return kind && text !== undefined && text.trim() !== "" ? kind.fields(text.trim()) : undefined;
}

const toolCall = (server: string, tool: string): Fields => ({ kind: "mcp_call", server, tool, args: {} });

const toolFields = ({ server = "", tool = "" }: Subject): Fields => toolCall(server, tool);

async function tell(fields: Fields, subject: Subject | undefined, services: Services): Promise<void> {
  const { documents, gate, notify, permissions } = services;
  const all = await permissions.known();
  const [first] = all;
  const folder = all.find((one) => one.folder.name === subject?.folder)?.folder ?? first?.folder;
  if (!first || !folder) return notify.tell(noAgents(permissions));
  const parsed = parseAction({
    ...fields,
    cwd: folder.uri.fsPath,
    workspace: folder.uri.fsPath,
    home: first.input.place.home,
  });
  if ("error" in parsed)
    return notify.tell({ kind: "warning", message: l10n.t("This is no action: {0}", parsed.error) });
  const { action } = parsed;
  const here = all.filter((one) => one.folder === folder);
  const answers = here
    .toSorted((a, b) => Number(b.agent.id === subject?.agent) - Number(a.agent.id === subject?.agent))
    .map((one) => answerOf(one, action, gate));
  const { verdict } = await services.judge(callOf(action));
  await documents.showMarkdown(`asked/${l10n.t("Would it be asked?")}.md`, askedPage(action, answers, verdict, l10n.t));
}

function answerOf(
  { agent, input, permissions }: FolderPermissions,
  action: Action,
  gate: Services["gate"],
): AgentAnswer {
  const { kind } = gate.agentGate(agent.id);
  return {
    title: agent.title,
    installed: permissions.installed,
    held: kind === "live" || kind === "installed",
    explanation: agent.explain({ ...action, platform: input.place.platform }, input),
  };
}

function callOf(action: Action): HeldCall {
  return {
    agent: "explain",
    event: "pre-tool",
    tool: "explain",
    actions: [action],
    ...(action.cwd === undefined ? {} : { cwd: action.cwd }),
  };
}
