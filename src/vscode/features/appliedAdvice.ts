import { dirname } from "node:path";
import { type Disposable, l10n, type TextDocument, workspace } from "vscode";
import { addedLines } from "../../core/advice/settings.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import type { AdviceMemory } from "../../node/adviceMemory.ts";
import { appliedWords, isWorthAWord } from "../model/adviceText.ts";
import { Disposables } from "../platform/disposable.ts";
import { debounce, guarded } from "../platform/events.ts";
import type { Services } from "../services.ts";
import { recordAdvice } from "./adviceRecord.ts";

/** Soon enough to be before the editor saves by itself, late enough to be after a word. */
const settleMs = 300;

const limits = { characters: 200_000, documents: 200, told: 500 } as const;

/**
 * Tells a person when what they put into a file is an agent's unconfirmed advice, and changes who may do what, destroys
 * or goes outward. Only texts that differ from the disk are looked at: what an agent writes goes there by itself.
 */
export function watchAppliedAdvice(services: Services, memory: Pick<AdviceMemory, "findSetting">): Disposable {
  const owned = new Disposables();
  /** By address: the text as it was last saved. */
  const saved = new Map<string, string>();
  const changed = new Set<TextDocument>();
  const told = new Set<string>();

  const look = guarded(services.log, "looking for advice in a file", async () => {
    const documents = [...changed];
    changed.clear();
    for (const document of documents) if (document.isDirty) await check(document);
  });
  const lookSoon = owned.add(debounce(look, settleMs));

  async function check(document: TextDocument): Promise<void> {
    const [path, text] = [document.uri.fsPath, document.getText()];
    const lines = addedLines(saved.get(document.uri.toString()) ?? "", text);
    const advice = lines.length === 0 ? undefined : await memory.findSetting(lines);
    if (!advice || wroteLately(services, path)) return;
    await services.ready;
    const call: HeldCall = {
      agent: advice.agent,
      event: "pre-tool",
      tool: "editor",
      cwd: dirname(path),
      actions: [{ kind: "file_write", path, content: text }],
    };
    const judgement = await services.judge(call);
    const seen = `${path}\n${judgement.verdict.reasons.map(({ rule }) => rule).join("\n")}`;
    if (!isWorthAWord(judgement) || told.has(seen)) return;
    if (told.size >= limits.told) told.clear();
    told.add(seen);
    const agent = services.gate.agentTitle(advice.agent);
    const message = appliedWords(agent, workspace.asRelativePath(document.uri), judgement, l10n.t);
    services.notify.tell({ kind: "warning", message });
    await recordAdvice(services, { agent, call, judgement }, "applied", { decision: "allow" });
  }

  const remember = (document: TextDocument): void => {
    if (!isLookedAt(document) || document.isDirty) return;
    const key = document.uri.toString();
    saved.delete(key);
    saved.set(key, document.getText());
    const oldest = saved.keys().next();
    if (saved.size > limits.documents && !oldest.done) saved.delete(oldest.value);
  };
  workspace.textDocuments.forEach(remember);
  owned.add(workspace.onDidOpenTextDocument(remember));
  owned.add(workspace.onDidSaveTextDocument(remember));
  owned.add(workspace.onDidCloseTextDocument(({ uri }) => saved.delete(uri.toString())));
  owned.add(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // Reloaded from the disk: not this person's doing here.
      if (!document.isDirty) return remember(document);
      if (contentChanges.length === 0 || !isLookedAt(document)) return;
      changed.add(document);
      lookSoon();
    }),
  );
  return owned;
}

function isLookedAt(document: TextDocument): boolean {
  return document.uri.scheme === "file" && document.getText().length <= limits.characters;
}

/** An agent of this editor edits in the same documents; what it does went through the gate. */
function wroteLately({ gate }: Services, path: string): boolean {
  return gate
    .decided()
    .some(({ state, call }) => state === "allowed" && call.actions.some((one) => "path" in one && one.path === path));
}
