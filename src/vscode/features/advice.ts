import { commands, type Disposable, env, l10n, window } from "vscode";
import { commandKey } from "../../core/advice/proposed.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { createAdviceMemory } from "../../node/adviceMemory.ts";
import { sha256 } from "../../node/sha256.ts";
import { transcriptFolders } from "../../node/transcriptFiles.ts";
import { isWorthAWord, pasteWords, ranWords } from "../model/adviceText.ts";
import { Disposables } from "../platform/disposable.ts";
import { guarded } from "../platform/events.ts";
import { folderOf, onStartedCommand, type StartedCommand } from "../platform/terminals.ts";
import type { Services } from "../services.ts";
import { type Checked, recordAdvice, type Shown } from "./adviceRecord.ts";
import { watchAppliedAdvice } from "./appliedAdvice.ts";

/** Tells a person what an agent's advice does, before they paste it or at once when they ran it. */
export function registerAdvice(services: Services): Disposable {
  const { command, context, gate, locations, log, notify } = services;
  const owned = new Disposables();
  const memory = createAdviceMemory(transcriptFolders(locations.home, context.globalStorageUri.fsPath), Date.now);
  owned.add(watchAppliedAdvice(services, memory));
  let pasted = "";

  /** Undefined: it is nobody's advice that is known, or harmless. */
  async function check(text: string, cwd: string | undefined): Promise<Checked | undefined> {
    if (text.trim() === "" || text.length > longest) return undefined;
    const advice = await memory.find(text);
    if (!advice) return undefined;
    await services.ready;
    const shell = process.platform === "win32" ? "powershell" : "bash";
    const call: HeldCall = {
      agent: advice.agent,
      event: "pre-tool",
      tool: "terminal",
      actions: [{ kind: "command", shell, command: text }],
      ...(cwd === undefined ? {} : { cwd }),
    };
    const judgement = await services.judge(call);
    return isWorthAWord(judgement) ? { agent: gate.agentTitle(advice.agent), call, judgement } : undefined;
  }

  owned.add(
    command("countersign.pasteChecked", async () => {
      const text = await env.clipboard.readText();
      const checked = await check(text, folderOf(window.activeTerminal));
      if (checked) {
        const shown = await confirm(checked, text);
        await recordAdvice(services, checked, "pasted", { decision: shown.decision, shown });
        if (shown.decision === "deny") return;
        pasted = text;
      }
      // What is pasted is what was checked, and nothing that came into the clipboard meanwhile.
      if ((await env.clipboard.readText()) !== text) {
        const message = l10n.t("The clipboard was changed meanwhile. Nothing was pasted.");
        return notify.tell({ kind: "warning", message });
      }
      await commands.executeCommand("workbench.action.terminal.paste");
    }),
  );

  const started = guarded(log, "looking at a command", async ({ command: text, cwd }: StartedCommand) => {
    if (pasted !== "" && pasted.trim() === text.trim()) {
      // The person was told when they pasted it.
      pasted = "";
      return;
    }
    if (ranByAgent(gate, text)) return;
    const checked = await check(text, cwd);
    if (!checked) return;
    notify.tell({ kind: "warning", message: ranWords(checked.agent, text, checked.judgement, l10n.t) });
    await recordAdvice(services, checked, "ran", { decision: "allow" });
  });
  owned.add(onStartedCommand(started));
  return owned;
}

/** An agent of this editor runs its commands in the same terminals; they went through the gate. */
function ranByAgent({ decided }: Services["gate"], text: string): boolean {
  return decided().some(
    ({ state, call }) =>
      state === "allowed" &&
      call.actions.some((action) => action.kind === "command" && commandKey(action.command) === commandKey(text)),
  );
}

/** Nobody pastes more as a command. */
const longest = 100_000;

async function confirm({ agent, judgement }: Checked, text: string): Promise<Shown> {
  const { title, detail } = pasteWords(agent, text, judgement, l10n.t);
  const paste = l10n.t("Paste Anyway");
  const begun = Date.now();
  const chosen = await window.showWarningMessage(title, { modal: true, detail }, paste);
  const decision = chosen === paste ? "allow" : "deny";
  return { decision, shownDigest: sha256(`${title}\n${detail}`), lookedMs: Date.now() - begun };
}
