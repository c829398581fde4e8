/**
 * VS Code's own agent (1.139.1) under many configurations: one real editor, a window for each of them, a scripted model
 * and a person who skips whatever is asked.
 */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { nodeForVscode } from "../../../scripts/lib/tools.mjs";
import { mcpToolName } from "../../../src/agents/vscode/tools.ts";
import { root } from "../../process/hookLab.ts";
import { enableAgentMode, sendPrompt } from "../agentMode.ts";
import { type Model, startModel, type ToolCall } from "../model.ts";
import { openVscode, type Vscode } from "../vscode.ts";
import { eventually } from "../wait.ts";
import type { Workbench } from "../workbench.ts";
import { asOffered, doIt, type Outcome } from "./lab.ts";
import { type Called, type Configuration, type Places, placed } from "./recording.ts";

/** Where the adapter looks for the user's settings on Linux; a server keeps them in its data folder. */
const userFolder = "$HOME/.config/Code/User/";

/** What every window of the laboratory needs besides. It decides nothing. */
const quiet = {
  "window.dialogStyle": "custom",
  "workbench.startupEditor": "none",
  "telemetry.telemetryLevel": "off",
  "git.enabled": false,
  "chat.byokUtilityModelDefault": "mainAgent",
  "chat.mcp.autostart": "newAndOutdated",
};

/** Generous: every call is a turn of a real editor, on a machine that others use too. */
const patienceMs = 400_000;

export interface VscodeLab {
  observe(configuration: Configuration): Promise<readonly Outcome[]>;
  end(): Promise<void>;
}

export async function openVscodeLab(): Promise<VscodeLab> {
  const model = await startModel();
  const vscode = await openVscode({ model, extension: false, settings: quiet });
  let windows = 0;
  try {
    const first = await vscode.openWindow();
    await enableAgentMode(first);
    await acceptAutoApproval(first, vscode, model);
    await first.close();
  } catch (error) {
    await vscode.end();
    await model.end();
    throw error;
  }
  return {
    async observe(configuration) {
      const base = join(vscode.home, `lab-${++windows}`);
      const places = { base, home: vscode.home, workspace: join(base, "ws") };
      await prepare(configuration, places, vscode);
      const window = await vscode.openWindow(places.workspace);
      try {
        return await tryAll(window, model, configuration, places);
      } finally {
        await window.close();
      }
    },
    async end() {
      await vscode.end();
      await model.end();
    },
  };
}

/** Until a person has once agreed to it, VS Code approves no command by its rules. */
async function acceptAutoApproval(window: Workbench, { workspace }: Vscode, model: Model): Promise<void> {
  const { page } = window;
  const places = { base: workspace, home: workspace, workspace };
  model.play((request) =>
    request.prompt.includes(doIt) && request.results.length === 0
      ? { calls: [callOf(["command", "ls"], places)] }
      : { text: "Done." },
  );
  await sendPrompt(window, doIt);
  const question = questionOf(window);
  await question.waitFor();
  await question.locator(".monaco-dropdown-button, .monaco-button-dropdown .codicon-chevron-down").first().click();
  await page.getByText("Enable Auto Approve", { exact: false }).first().click();
  await eventually("the dialog is open", 45_000, () => window.modal.isOpen());
  await window.modal.press("Enable");
  await window.modal.waitGone();
  await eventually("the question is answered", 45_000, async () => {
    if (!(await question.isVisible())) return true;
    await answer(window, "Allow");
    return false;
  });
}

async function prepare({ files, links = {}, tried }: Configuration, places: Places, vscode: Vscode): Promise<void> {
  const words = [await nodeForVscode(), join(root, "test", "process", "programs", "labServer.mjs")];
  const put = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const user = join(vscode.home, "..", "data", "data", "User");
  const settings = { ...quiet, ...JSON.parse(placed(files[`${userFolder}settings.json`] ?? "{}", places)) };
  put(join(user, "settings.json"), JSON.stringify(settings));
  put(join(user, "mcp.json"), "{}");
  mkdirSync(join(places.workspace, "sub"), { recursive: true });
  mkdirSync(join(places.base, "out"), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    const written = placed(text.replaceAll("$CMD", words[0] ?? "").replaceAll("$ARG", words[1] ?? ""), places);
    if (path === `${userFolder}settings.json`) continue;
    put(path.startsWith(userFolder) ? join(user, path.slice(userFolder.length)) : placed(path, places), written);
  }
  for (const [path, target] of Object.entries(links)) symlinkSync(placed(target, places), placed(path, places));
  for (const [kind, path] of tried)
    if (kind === "edit" || kind === "read") put(resolve(places.workspace, placed(path, places)), "before\n");
}

/** A prompt file is typed by its name, and says itself what the script is for. */
async function tryAll(
  window: Workbench,
  model: Model,
  { tried, skill = doIt }: Configuration,
  places: Places,
): Promise<Outcome[]> {
  let current = -1;
  let results: readonly string[] = [];
  const asked = new Set<number>();
  model.play((request) => {
    if (!request.prompt.includes(doIt)) return { text: "Done." };
    if (process.env.DEBUG_AGREEMENT) console.error(request.results.length, request.tools.join(" "));
    results = request.results;
    current = results.length;
    const next = tried[current];
    if (!next) return { text: "Done." };
    const [kind, text] = next;
    const call = callOf([kind === "again" ? "command" : kind, text], places);
    return { calls: [{ ...call, tool: asOffered(call.tool, request.tools) }] };
  });
  await enableAgentMode(window);
  await sendPrompt(window, skill);
  await eventually("every call is answered", patienceMs + tried.length * 20_000, async () => {
    if (results.length === tried.length) return true;
    if (await window.modal.isOpen()) {
      const { title, detail, buttons } = await window.modal.read();
      if (process.env.DEBUG_AGREEMENT) console.error(title, detail, buttons);
      await window.modal.press(buttons.includes("Trust") ? "Trust" : "Enable");
    }
    await backToTheSession(window, skill);
    const at = current;
    if (!asked.has(at) && (await skipButton(window).isVisible()) && at === current) {
      asked.add(at);
      await skipButton(window).click();
    }
    await delay(50);
    return false;
  }).catch(async (error) => {
    await window.screenshot("vscode-agreement");
    throw new Error(`${error}: ${JSON.stringify(tried[current])} ${results.at(-1)}`);
  });
  return tried.map((one, index) => {
    const told = results[index] ?? "";
    const refused = /disabled by the user|denied by|Tool .* (?:not found|does not exist)/i.test(told);
    return { tried: one, seen: asked.has(index) ? "ask" : refused ? "deny" : "allow", told };
  });
}

/** VS Code may go back to the list of sessions while the turn goes on unseen. */
async function backToTheSession({ page }: Workbench, prompt: string): Promise<void> {
  if (await page.locator(".interactive-response").first().isVisible()) return;
  const session = page.locator(".part.auxiliarybar .monaco-list-row", { hasText: prompt }).first();
  if (await session.isVisible()) await session.click({ timeout: 5_000 }).catch(() => undefined);
}

function questionOf({ page }: Workbench) {
  return page.locator(".chat-tool-confirmation-carousel");
}

/** Questions about tools of servers stand in another box than those about files and commands. */
function skipButton({ page }: Workbench) {
  return page.locator(".part.auxiliarybar .monaco-button:visible", { hasText: /^Skip$/ }).first();
}

/** “Skip” speaks of this call only: what allows an edit would allow all others of the session too. */
async function answer(window: Workbench, word: "Allow" | "Skip"): Promise<void> {
  await questionOf(window).locator(".chat-buttons .monaco-button", { hasText: word }).first().click();
}

function callOf([kind, written]: Called, places: Places): ToolCall {
  const text = placed(written, places);
  const filePath = resolve(places.workspace, text);
  switch (kind) {
    case "command":
      return {
        tool: "run_in_terminal",
        input: { command: text, explanation: "Tries it", goal: "Try it", mode: "sync", timeout: 20_000 },
      };
    case "write":
      return { tool: "create_file", input: { filePath, content: "written\n" } };
    case "edit":
      return { tool: "replace_string_in_file", input: { filePath, oldString: "before", newString: "after" } };
    case "read":
      return { tool: "read_file", input: { filePath, startLine: 1, endLine: 2 } };
    case "fetch":
      return { tool: "fetch_webpage", input: { urls: [text], query: "What does it say?" } };
    case "start":
      return { tool: "runSubagent", input: { agentName: text, description: "Starts it", prompt: "say hello" } };
    case "skill":
      throw new Error("VS Code's own agent reads a skill's file and has no tool for it.");
    case "mcp":
      return { tool: serverTool(text), input: { file: join(places.workspace, "touched.txt") } };
  }
}

function serverTool(written: string): string {
  const [server = "", tool = ""] = written.split("/");
  return mcpToolName(server, tool);
}
