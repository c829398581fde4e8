import { l10n, TabInputText, TabInputTextDiff, Uri, window } from "vscode";
import { safeBlock } from "../../core/display/sanitize.ts";
import { actionText } from "../../core/display/summary.ts";
import type { Question } from "../../core/gate/question.ts";
import { effectWords } from "../../core/model/effect.ts";
import type { FollowedFile } from "../../core/model/verdict.ts";
import { documentScheme } from "../ids.ts";
import type { Log } from "../platform/log.ts";
import type { ReadOnlyDocuments } from "../platform/readOnlyDocuments.ts";
import { readText } from "../review/workspaceFiles.ts";

/** Shows a question in full in the editor, as text. */
export interface QuestionPages {
  /** Resolves to the text that was shown. */
  open(question: Question): Promise<string>;
  close(question: Question): Promise<void>;
}

export function createQuestionPages(documents: ReadOnlyDocuments, log: Log): QuestionPages {
  return {
    async open(question) {
      const text = questionInFull(question, await scriptTexts(question.verdict.followed ?? [], log));
      await documents.show(`question/${question.id}/${l10n.t("Question")}.txt`, text);
      return text;
    },
    close: (question) => closePages(`/question/${question.id}`),
  };
}

/**
 * Closes the tabs of read-only pages whose path starts so.
 * @param label also the tab whose name starts so: one that shows several pages tells no more of itself
 */
export async function closePages(path: string, label?: string): Promise<void> {
  const isPage = (uri: Uri): boolean => uri.scheme === documentScheme && uri.path.startsWith(path);
  const tabs = window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input, label: name }) => {
      if (label !== undefined && name.startsWith(label)) return true;
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
