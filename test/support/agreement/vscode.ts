/**
 * VS Code's own agent (1.139.1) under many configurations: one real editor, a window for each of them, a scripted model
 * and a person who skips whatever is asked.
 */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { nodeForVscode } from "../../../scripts/lib/tools.mjs";
import { mcpToolName } from "../../../src/agents/vscode/tools.ts";
import { root } from "../../process/hookLab.ts";
import { enableAgentMode, isOver, readyAgentMode, sendNextPrompt, sendPrompt, turnEnded } from "../agentMode.ts";
import { type Model, startModel, type ToolCall } from "../model.ts";
import { openVscode, type Vscode } from "../vscode.ts";
import { eventually } from "../wait.ts";
import type { Workbench } from "../workbench.ts";
import { asOffered, childDoes, depthOf, doIt, type Outcome } from "./lab.ts";
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
  let agreed = true;
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
      if (!agreed) await agreeAgain(vscode, model);
      agreed = !revokes(configuration);
      const base = join(vscode.home, `lab-${++windows}`);
      const places = { base, home: vscode.home, workspace: join(base, "ws") };
      const others = await prepare(configuration, places, vscode);
      const window = await vscode.openWindow(places.workspace);
      try {
        return await tryAll(window, model, configuration, places);
      } finally {
        await window.close();
        for (const path of others) rmSync(path, { force: true });
      }
    },
    async end() {
      await vscode.end();
      await model.end();
    },
  };
}

/** Where a window has it otherwise than true, VS Code forgets that the person had agreed (read in 1.139.1, 2026-11-26). */
function revokes({ files }: Configuration): boolean {
  return Object.values(files).some((text) => /enableAutoApprove|"chat"/.test(text));
}

/** In a window that has nothing but the laboratory's own settings. */
async function agreeAgain(vscode: Vscode, model: Model): Promise<void> {
  writeFileSync(join(vscode.home, "..", "data", "data", "User", "settings.json"), JSON.stringify(quiet));
  const window = await vscode.openWindow();
  await readyAgentMode(window);
  await warmUp(window, model);
  await acceptAutoApproval(window, vscode, model);
  await window.close();
}

/** Until a person has once agreed to it, VS Code approves no command by its rules. */
async function acceptAutoApproval(window: Workbench, { workspace }: Vscode, model: Model): Promise<void> {
  const { page } = window;
  const places = { base: workspace, home: workspace, workspace };
  model.play((request) =>
    request.prompt.includes(doIt) && request.results.length === 0
      ? { calls: [callOf(["command", "ls"], places, String)] }
      : { text: "Done." },
  );
  await sendPrompt(window, doIt);
  const question = questionOf(window);
  await question.waitFor({ timeout: 120_000 });
  const more = question.locator(".monaco-dropdown-button, .monaco-button-dropdown .codicon-chevron-down").first();
  await eventually("the dialog is open", 120_000, async () => {
    await more.click({ timeout: 10_000 }).catch(() => undefined);
    await page
      .getByText("Enable Auto Approve", { exact: false })
      .first()
      .click({ timeout: 10_000 })
      .catch(() => undefined);
    return eventually("it is", 10_000, () => window.modal.isOpen()).catch(() => false);
  });
  await window.modal.press("Enable");
  await window.modal.waitGone();
  await eventually("the question is answered", 45_000, async () => {
    if (!(await question.isVisible())) return true;
    await answer(window, "Allow");
    return false;
  });
}

/** Returns what was written outside of the configuration's own folder, where the next one would find it. */
async function prepare(
  { files, links = {}, tried }: Configuration,
  places: Places,
  vscode: Vscode,
): Promise<readonly string[]> {
  const words = [await nodeForVscode(), join(root, "test", "process", "programs", "labServer.mjs")];
  const put = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const user = join(vscode.home, "..", "data", "data", "User");
  const filled = (text: string) =>
    placed(text.replaceAll("$CMD", words[0] ?? "").replaceAll("$ARG", words[1] ?? ""), places);
  const settings = { ...quiet, ...JSON.parse(filled(files[`${userFolder}settings.json`] ?? "{}")) };
  put(join(user, "settings.json"), JSON.stringify(settings));
  put(join(user, "mcp.json"), "{}");
  mkdirSync(join(places.workspace, "sub"), { recursive: true });
  mkdirSync(join(places.base, "out"), { recursive: true });
  const others: string[] = [];
  for (const [path, text] of Object.entries(files)) {
    const written = filled(text);
    if (path === `${userFolder}settings.json`) continue;
    const where = path.startsWith(userFolder) ? join(user, path.slice(userFolder.length)) : placed(path, places);
    put(where, written);
    if (path.startsWith("$HOME") && !path.endsWith("/mcp.json")) others.push(where);
  }
  for (const [path, target] of Object.entries(links)) symlinkSync(placed(target, places), placed(path, places));
  for (const [kind, path] of tried)
    if (kind === "edit" || kind === "read") put(resolve(places.workspace, placed(path, places)), "before\n");
  return others;
}

/** What those who act have done so far. */
interface Played {
  current: number;
  results: readonly string[];
  /** What the model is given by the one that acts. */
  tools: readonly string[] | undefined;
  /** Why a sub-agent was not started. */
  refused: string | undefined;
  /** The name of a prompt file was sent as a mere text, since VS Code had not found the file yet. */
  unread: boolean;
}

/** Plays what is called; what is only looked for is told from the tools that are offered. */
function play(model: Model, configuration: Configuration, calls: readonly Called[], places: Places): Played {
  const { delegates = [] } = configuration;
  const played: Played = { current: -1, results: [], tools: undefined, refused: undefined, unread: false };
  model.play((request) => {
    const { prompt, results, tools } = request;
    const depth = depthOf(request);
    if (process.env.DEBUG_AGREEMENT)
      console.error(
        depth,
        results.length,
        JSON.stringify(request.body).includes("You help."),
        prompt.slice(0, 200),
        results.at(-1)?.slice(0, 200),
        tools.join(" "),
      );
    if (depth === undefined) {
      if (prompt.trim() === configuration.skill) played.unread = true;
      return { text: "Done." };
    }
    const name = delegates[depth];
    if (name !== undefined) {
      if (results.length > 0) played.refused ??= results.at(-1) ?? "";
      const input = { agentName: name, description: "Plays its part", prompt: childDoes(depth + 1) };
      return results.length > 0 ? { text: "Done." } : { calls: [{ tool: "runSubagent", input }] };
    }
    Object.assign(played, { current: results.length, results, tools });
    const next = calls[results.length];
    if (!next) return { text: "Done." };
    const call = callOf(next, places, (tool) => alone(tool, configuration, tools));
    return { calls: [{ ...call, tool: asOffered(call.tool, tools) }] };
  });
  return played;
}

/** A prompt file is not sent where its agent is not there: what was typed stays. */
async function begins(sent: Promise<void>, prompt: string): Promise<boolean> {
  return sent.then(
    () => true,
    (error: unknown) => {
      if (prompt.startsWith("/") && String(error).includes("the agent begins its turn")) return false;
      throw error;
    },
  );
}

/** Everything was answered, or nothing will be. */
function hasEnded({ results, tools, refused }: Played, calls: readonly Called[]): boolean {
  return tools === undefined ? refused !== undefined : results.length === calls.length;
}

/**
 * Until VS Code has all of its agent, a prompt goes on with every tool whatever is listed (seen four times, 1.139.1,
 * 2026-11-26). A turn that says nothing is a sign that it is there.
 */
async function warmUp(window: Workbench, model: Model): Promise<void> {
  model.play(() => ({ text: "Done." }));
  await sendPrompt(window, "hello");
  await turnEnded(window);
}

/** A prompt file is typed by its name, and says itself what the script is for. */
async function tryAll(
  window: Workbench,
  model: Model,
  configuration: Configuration,
  places: Places,
): Promise<Outcome[]> {
  const { tried, skill = doIt, later } = configuration;
  const calls = tried.flatMap(([kind, text]): Called[] =>
    kind === "has" ? [] : [[kind === "again" ? "command" : kind, text]],
  );
  const asked = new Set<number>();
  await readyAgentMode(window);
  await warmUp(window, model);
  if (later) {
    model.play(() => ({ text: "Done." }));
    await sendPrompt(window, skill);
    await turnEnded(window);
  }
  const played = play(model, configuration, calls, places);
  const sent = await begins(later ? sendNextPrompt(window, doIt) : sendPrompt(window, skill), skill);
  if (!sent) return tried.map((one) => ({ tried: one, seen: "deny", told: "no turn began" }));
  let idle = 0;
  await eventually("every call is answered", patienceMs + calls.length * 20_000, async () => {
    if (hasEnded(played, calls)) return true;
    // Where no tool is offered at all, the model is asked as for a title.
    idle = (await isOver(window)) && played.tools === undefined && played.refused === undefined ? idle + 1 : 0;
    if (idle > 100 && !played.unread) return Object.assign(played, { tools: [] });
    if (played.unread) {
      played.unread = false;
      await turnEnded(window);
      await sendPrompt(window, skill);
    }
    if (await window.modal.isOpen()) {
      const { title, detail, buttons } = await window.modal.read();
      if (process.env.DEBUG_AGREEMENT) console.error(title, detail, buttons);
      await window.modal.press(buttons.includes("Trust") ? "Trust" : "Enable");
    }
    await backToTheSession(window, skill);
    const at = played.current;
    if (!asked.has(at) && (await skipButton(window).isVisible()) && at === played.current) {
      asked.add(at);
      await skipButton(window).click();
    }
    await delay(50);
    return false;
  }).catch(async (error) => {
    await window.screenshot("vscode-agreement");
    throw new Error(`${error}: ${JSON.stringify(calls[played.current])} ${played.results.at(-1)}`);
  });
  let next = 0;
  return tried.map((one): Outcome => {
    if (played.tools?.length === 0) return { tried: one, seen: "deny", told: "no tool is offered" };
    if (played.tools === undefined) return { tried: one, seen: "deny", told: played.refused ?? "it was not started" };
    if (one[0] === "has")
      return { tried: one, seen: played.tools.includes(one[1]) ? "allow" : "deny", told: played.tools.join(" ") };
    const index = next++;
    const told = played.results[index] ?? "";
    const refused =
      /disabled by the user|denied by|Tool .* (?:not found|does not exist)|Requested agent .* not (?:found|allowed)/i.test(
        told,
      );
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

function callOf([kind, written]: Called, places: Places, named: (tool: string) => string): ToolCall {
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
    case "search":
    case "todo":
      throw new Error("Searches and steps are not tried here.");
    case "mcp":
      return { tool: named(text), input: { file: join(places.workspace, "touched.txt") } };
    default:
      throw new Error("That was not tried of it.");
  }
}

/** Where one server alone is defined, its tool is the one of that name, whatever the server calls itself. */
function alone(written: string, { files }: Configuration, offered: readonly string[]): string {
  const [server = "", tool = ""] = written.split("/");
  const defined = Object.entries(files).flatMap(([path, text]) =>
    path.endsWith("mcp.json") ? Object.keys(JSON.parse(text).servers ?? {}) : [],
  );
  const name = mcpToolName(server, tool);
  if (defined.length !== 1 || defined[0] !== server) return name;
  return offered.find((one) => one.startsWith("mcp_") && one.endsWith(`_${tool}`)) ?? name;
}
