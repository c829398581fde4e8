/** VS Code's own agent mode, driven for real and without an account (VS Code 1.139.1, seen 2026-11-21). */
import { modelName } from "../../scripts/lib/vscode.mjs";
import { shownText } from "./shownText.ts";
import { eventually } from "./wait.ts";
import type { Workbench } from "./workbench.ts";

const turnPatienceMs = 90_000;

/**
 * On a fresh profile the chat extension is disabled until it is set up. Managing language models is a way to set it up
 * that asks for no sign-in, and with a model of one's own none is asked for later.
 */
export async function enableAgentMode(window: Workbench): Promise<void> {
  const { page } = window;
  await window.runCommand("Chat: Manage Language Models");
  const editor = page.locator(".models-widget");
  await editor
    .getByText(modelName)
    .first()
    .waitFor({ timeout: 2 * turnPatienceMs });
  await eventually("the list of models is closed", turnPatienceMs, async () => {
    if (!(await editor.isVisible())) return true;
    await page.keyboard.press("Escape");
    return eventually("it is", 5_000, async () => !(await editor.isVisible())).catch(() => false);
  });
  await page.locator(".chat-input-picker-label", { hasText: modelName }).first().waitFor();
}

/** In a window after the first: the chat is set up, and the model is often there by itself. */
export async function readyAgentMode(window: Workbench): Promise<void> {
  const label = window.page.locator(".chat-input-picker-label", { hasText: modelName }).first();
  await label.waitFor({ timeout: 15_000 }).catch(() => enableAgentMode(window));
}

/** Types a prompt into a new chat, in agent mode, and sends it. A new chat is a new session of the agent. */
export async function sendPrompt(window: Workbench, prompt: string): Promise<void> {
  const { page } = window;
  await page.locator('.part.auxiliarybar .action-label[aria-label^="New Chat ("]').first().click();
  await eventually("the chat is empty", turnPatienceMs, async () => (await responses(window).count()) === 0);
  await typePrompt(window, prompt);
  const ready = page.locator(".chat-execute-toolbar .codicon-arrow-up-compact:not(.disabled)").first();
  await ready.waitFor();
  await eventually("the agent begins its turn", turnPatienceMs, async () => {
    const begun = async () => (await responses(window).count()) > 0;
    if (await begun()) return true;
    // It has text to send, so it was not sent yet.
    if (await ready.isVisible()) await page.keyboard.press("Enter");
    return eventually("it has begun", 10_000, begun).catch(() => false);
  });
}

/** Types the next prompt of the same session, and sends it. */
export async function sendNextPrompt(window: Workbench, prompt: string): Promise<void> {
  const begun = (await responses(window).count()) + 1;
  await typePrompt(window, prompt);
  await eventually("the agent begins its next turn", turnPatienceMs, async () => {
    if ((await responses(window).count()) >= begun) return true;
    await window.page.keyboard.press("Enter");
    return eventually("it has begun", 10_000, async () => (await responses(window).count()) >= begun).catch(
      () => false,
    );
  });
}

/**
 * Types a prompt where the folder is not trusted. VS Code begins no turn, and asks instead whether it is to be trusted
 * (1.139.1, seen 2026-11-26).
 */
export async function sendUntrustedPrompt(window: Workbench, prompt: string, answer: string): Promise<void> {
  await typePrompt(window, prompt);
  await eventually("VS Code asks for trust", turnPatienceMs, async () => {
    if (await window.modal.isOpen()) return true;
    await window.page.keyboard.press("Enter");
    return eventually("it has asked", 10_000, window.modal.isOpen).catch(() => false);
  });
  await window.modal.press(answer);
}

async function typePrompt({ page }: Workbench, prompt: string): Promise<void> {
  const input = page.locator(".interactive-input-part .monaco-editor").first();
  await eventually("the chat has the keyboard", turnPatienceMs, async () => {
    await input.click({ timeout: 5_000 });
    return /\bfocused\b/.test((await input.getAttribute("class")) ?? "");
  });
  await page.keyboard.type(prompt);
}

/**
 * Waits until the agent has ended its turn. Returns what it said.
 * Soon after its first start VS Code may go back to the list of sessions while the turn goes on unseen (seen once,
 * 2026-11-21): then nothing is returned, so a test's proof must be what is on disk, not what the chat says.
 */
export async function turnEnded(window: Workbench): Promise<string> {
  const response = responses(window).first();
  let gone = 0;
  await eventually("the agent ends its turn", turnPatienceMs, async () => {
    if ((await responses(window).count()) === 0) return ++gone > 100;
    gone = 0;
    const classes = (await response.getAttribute("class")) ?? "chat-response-loading";
    return !classes.split(/\s+/).includes("chat-response-loading");
  });
  return gone > 0 ? "" : shownText(response);
}

/** Whether a turn is over that had begun. */
export async function isOver(window: Workbench): Promise<boolean> {
  const response = responses(window).last();
  if (!(await response.isVisible())) return false;
  const classes = (await response.getAttribute("class")) ?? "chat-response-loading";
  return !classes.split(/\s+/).includes("chat-response-loading");
}

/** VS Code's own question in the chat, if it asks one: its text. */
export async function hostConfirmation(window: Workbench): Promise<string | undefined> {
  const question = window.page.locator(".chat-tool-confirmation-carousel");
  return (await question.isVisible()) ? shownText(question) : undefined;
}

/** Answers VS Code's own question in the chat. */
export async function answerHostConfirmation(window: Workbench, answer: "Allow" | "Skip"): Promise<void> {
  const question = window.page.locator(".chat-tool-confirmation-carousel");
  await question.getByRole("button", { name: answer }).first().click();
}

function responses(window: Workbench) {
  return window.page.locator(".interactive-response");
}
