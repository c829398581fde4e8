import { commands, l10n, TabInputText, TabInputTextDiff, Uri, window, workspace } from "vscode";
import { safeBlock } from "../../core/display/sanitize.ts";
import { actionText } from "../../core/display/summary.ts";
import type { Question } from "../../core/gate/question.ts";
import type { Action } from "../../core/model/action.ts";
import { effectWords } from "../../core/model/effect.ts";
import type { FollowedFile } from "../../core/model/verdict.ts";
import { documentScheme } from "../ids.ts";
import type { Log } from "../platform/log.ts";
import type { ReadOnlyDocuments } from "../platform/readOnlyDocuments.ts";
import { readText } from "../review/workspaceFiles.ts";

/** Shows a question in full in the editor: a diff for one change of a file, the whole text for everything else. */
export interface QuestionPages {
  /** Resolves to the text that was shown. */
  open(question: Question): Promise<string>;
  close(question: Question): Promise<void>;
}

export function createQuestionPages(documents: ReadOnlyDocuments, log: Log): QuestionPages {
  return {
    async open(question) {
      const change = await fileChange(question.call.actions, log);
      if (!change) {
        const text = questionInFull(question, await scriptTexts(question.verdict.followed ?? [], log));
        await documents.show(`question/${question.id}/${l10n.t("Question")}.txt`, text);
        return text;
      }
      const before = change.exists
        ? change.uri
        : documents.put(`question/${question.id}/before/${baseName(change.uri)}`, "");
      const after = documents.put(`question/${question.id}/after/${baseName(change.uri)}`, change.text);
      const title = l10n.t("{0}, as the agent would leave it", baseName(change.uri));
      await commands.executeCommand("vscode.diff", before, after, title, { preview: true });
      return change.text;
    },
    close: (question) => closePages(`/question/${question.id}`),
  };
}

/** Closes the tabs of read-only pages whose path starts so. */
export async function closePages(path: string): Promise<void> {
  const isPage = (uri: Uri): boolean => uri.scheme === documentScheme && uri.path.startsWith(path);
  const tabs = window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => {
      if (input instanceof TabInputText) return isPage(input.uri);
      return input instanceof TabInputTextDiff && isPage(input.modified);
    });
  await window.tabGroups.close(tabs);
}

/** More and longer files than a person would read are only named. */
const room = { scripts: 5, characters: 20_000 } as const;

/** What the scripts hold that the action runs. */
async function scriptTexts(followed: readonly FollowedFile[], log: Log): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const { path } of followed.slice(0, room.scripts)) {
    const text = await readText(Uri.file(path), log);
    if (text !== undefined && text.length <= room.characters) texts.set(path, text);
  }
  return texts;
}

interface FileChange {
  readonly uri: Uri;
  readonly exists: boolean;
  /** The whole file as it would be. */
  readonly text: string;
}

/** The result of a call that changes exactly one file in a way that can be foreseen; undefined otherwise. */
async function fileChange(actions: readonly Action[], log: Log): Promise<FileChange | undefined> {
  const [action] = actions;
  if (!action || actions.length !== 1 || (action.kind !== "file_write" && action.kind !== "file_edit"))
    return undefined;
  if (!isAbsolute(action.path)) return undefined;
  const uri = Uri.file(action.path);
  const before = await fileText(uri, log);
  if (action.kind === "file_write") return { uri, exists: before !== undefined, text: action.content };
  if (before === undefined || !action.old_text || !before.includes(action.old_text)) return undefined;
  // A function, since "$&" in the new text must stay what it is.
  return { uri, exists: true, text: before.replace(action.old_text, () => action.new_text) };
}

async function fileText(uri: Uri, log: Log): Promise<string | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open ? open.getText() : readText(uri, log);
}

function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path);
}

function baseName(uri: Uri): string {
  return uri.path.split("/").at(-1) ?? "file";
}

/**
 * Everything about a question as plain text, safe to show.
 * @param scripts what the files hold that the action runs, by path
 */
export function questionInFull(
  question: Pick<Question, "call" | "verdict" | "title" | "detail" | "digest">,
  scripts: ReadonlyMap<string, string> = new Map(),
): string {
  const { call, verdict } = question;
  return [
    question.title,
    question.detail,
    ...call.actions.map((action, index) => {
      const rule = "─".repeat(24);
      return `${rule} ${index + 1}/${call.actions.length} ${rule}\n${actionText(action)}`;
    }),
    ...(verdict.followed ?? []).map(({ path, sha256 }) => scriptPart(path, sha256, scripts.get(path))),
    `${l10n.t("Effects")}: ${verdict.effects.map((effect) => l10n.t(effectWords[effect].verb)).join(", ") || l10n.t("none known")}`,
    [l10n.t("Why"), ...verdict.reasons.map(({ rule, message }) => `- ${safeBlock(message)} (${safeBlock(rule)})`)].join(
      "\n",
    ),
    [l10n.t("Affects"), ...verdict.targets.map((target) => `- ${safeBlock(target)}`)].join("\n"),
    ...(verdict.safer ? [`${l10n.t("Safer")}: ${safeBlock(verdict.safer)}`] : []),
    `${l10n.t("Tool")}: ${safeBlock(call.tool)}`,
    `${l10n.t("Digest of the exact action")}: ${question.digest}`,
  ].join("\n\n");
}

function scriptPart(path: string, sha256: string, text: string | undefined): string {
  const head = l10n.t("Runs {0} (SHA-256 {1})", safeBlock(path), sha256);
  return text === undefined ? head : `${head}\n${safeBlock(text)}`;
}
