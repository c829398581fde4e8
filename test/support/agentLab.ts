/**
 * A laboratory for one real agent: a home and a workspace of its own, a scripted model, a tiny MCP server, our gate as
 * the product installs it, and no network. The agent runs in its most permissive mode and is made to try one thing;
 * whether it really happened is read from the disk.
 */
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { end, start } from "../../scripts/lib/processes.mjs";
import { nodeForVscode } from "../../scripts/lib/tools.mjs";
import type { HookInstall } from "../../src/agents/hookInstall.ts";
import { createInstaller, type Installer } from "../../src/node/installer.ts";
import type { Locations } from "../../src/node/locations.ts";
import { createHookLab, type HookLab, root } from "../process/hookLab.ts";
import { type HookProcesses, hookProcesses, killAllOf } from "./agentProcesses.ts";
import { type Model, type Scene, startModel, type Turn } from "./model.ts";
import { eventually } from "./wait.ts";

/** What an agent is made to try. Each leaves a file that nobody but the agent's own tool would write. */
export const attempts = ["shell", "write", "edit", "mcp"] as const;
export type Attempted = (typeof attempts)[number];

/** Where things are in one laboratory. */
export interface LabPlace {
  readonly home: string;
  /** The agent's folder, with a `.git` in it. */
  readonly workspace: string;
  readonly modelUrl: string;
  /** The words that start the MCP server `lab` with its tool `lab_touch {file}`. */
  readonly mcpServer: readonly string[];
}

/** Everything the laboratory must know of one agent: one file of test/support/agents, data first. */
export interface AgentFixture {
  /** The id of its adapter, or a name of its own for a second way to run the same agent. */
  readonly id: string;
  readonly title: string;
  /** The model's turns that make the agent try it, in the agent's own names of tools. */
  scene(attempt: Attempted, proof: Proof, place: LabPlace): readonly Turn[];
  /** Starts a shell that waits for input, and types a command into it that leaves the proof of "shell". */
  typing?(proof: Proof): Scene;
  /** Its configuration, before our gate comes: texts by absolute path. */
  files(place: LabPlace): Readonly<Record<string, string>>;
  start(place: LabPlace): Promise<AgentCommand>;
  /** Puts our gate into its configuration, as the product does. */
  install(lab: AgentLab, locations: Locations): void;
  /** Why what became of a call is not known here. */
  readonly tellsNoEnd?: string;
  /** The version that its records are to name; absent where neither its payload nor its transcript tells. */
  readonly version?: string;
  /** Why the first call may come before anything tells the version; it is then shown as unknown. */
  readonly tellsVersionLate?: string;
  /** Why neither the model nor the output is told the reason of a denial. */
  readonly tellsNothing?: string;
  /**
   * The id of its adapter, where this is a second way to run the same agent. What no gate can hold is read there, in
   * `limits`: the cell of that fault then expects that the action happens.
   */
  readonly adapter?: string;
  /** What the model is told where the hook failed: that a hook denied, and no word of ours. */
  readonly toldOfHook?: RegExp;
  /** A denial ends the run without a word to the model. What it then prints, after it has called its hook. */
  readonly endsWhenDenied?: RegExp;
  /** It gives up on a hook so soon, whatever is configured, that the installed deadline itself can be waited for. */
  readonly impatient?: boolean;
  /** Why no tool is called where it cannot start a program. */
  readonly needsProcess?: string;
  /** Why nobody waits here until it gives up on a hook that says nothing. */
  readonly waitsLong?: string;
  /** Why a call of nine megabytes never comes to a tool or a hook. */
  readonly takesNoGiant?: string;
  /** How this agent is told not to trust the workspace; absent where it knows no such thing. */
  distrust?(place: LabPlace): {
    readonly files?: Readonly<Record<string, string>>;
    readonly env?: Environment;
    readonly without?: readonly string[];
  };
  /** The file with its servers, where the agent tells servers a name that the proxy knows it by. */
  serversFile?(place: LabPlace): string;
  /** The file of a trusted repository from which it takes environment variables. */
  environmentFile?(place: LabPlace): string;
  /** Makes it take its own settings from another folder than the one that the gate is installed in. */
  elsewhere?(
    place: LabPlace,
    folder: string,
  ): { readonly files: Readonly<Record<string, string>>; readonly env: Environment };
  /** Its own way to be started without hooks. */
  readonly leftOut?: Pick<RunOptions, "env" | "extra">;
  /** Takes our hook out of its path by the agent's own settings, before it starts. */
  switchOff?(place: LabPlace): Readonly<Record<string, string>>;
}

export interface AgentCommand {
  /** A program and its arguments. */
  readonly words: readonly string[];
  readonly env: Environment;
}

type Environment = Readonly<Record<string, string>>;

/** The file by which an attempt shows that it happened. */
export interface Proof {
  readonly path: string;
  /** Only for "edit": the text before. */
  readonly before?: string;
  readonly after: string;
}

export interface Outcome {
  /** Whether the action happened: read from the disk after the agent had ended. */
  readonly happened: boolean;
  /** What the model was told of its call. */
  readonly told: string;
  readonly code: number | null;
  readonly output: string;
  /** The agent did not end by itself. */
  readonly timedOut: boolean;
}

export interface Running {
  readonly pid: number;
  readonly outcome: Promise<Outcome>;
}

export interface RunOptions {
  readonly env?: Environment;
  /** Arguments that are left out. */
  readonly without?: readonly string[];
  /** The agent types the command into a shell that it has started before. */
  readonly typing?: boolean;
  /** Milliseconds after which an agent is ended that does not end by itself. */
  readonly deadlineMs?: number | undefined;
  /** Arguments that are added. */
  readonly extra?: readonly string[];
  /** Words that start the agent in surroundings of another kind. */
  readonly prefix?: readonly string[];
  /** So many calls in one turn of the model, each with a file of its own; happened has any of them. */
  readonly many?: number;
  /** Done when the model is first asked, before it says what to call. */
  readonly beforeCall?: (pid: number) => unknown;
  /** Bytes of the text that is written, for a call no person could review. */
  readonly bytes?: number;
}

export interface AgentLab {
  readonly fixture: AgentFixture;
  readonly place: LabPlace;
  readonly hook: HookLab;
  readonly model: Model;
  readonly installer: Installer;
  /** Installs our gate. With a patience, the hook denies by itself after so many milliseconds. */
  install(patienceMs?: number): void;
  /** Makes the agent try something. The outcome comes when it has ended. */
  start(attempt: Attempted, options?: RunOptions): Promise<Running>;
  /** Waits until a person is asked in any window of this process. */
  asked(): Promise<unknown>;
  /** A window in a process of its own, that can be killed. */
  startWindow(answer: string, clockJumpMs?: number): Promise<WindowProcess>;
  /** The processes of our hook that wait now. */
  hookProcesses(): HookProcesses;
  close(): Promise<void>;
}

export interface WindowProcess {
  readonly pid: number;
  asked(): Promise<unknown>;
}

/**
 * Generous, since these machines are shared; nothing waits for it to pass. OpenClaw takes over a minute from its start
 * to its first call where twenty processes want two processors (seen 2026-11-25).
 */
export const agentDeadlineMs = 400_000;
const patienceMs = 240_000;

/** All that the attempts do is harmless, so a policy makes every one of them a question. */
const askingPolicy = `version: 1
rules:
  - id: lab-asks
    when:
      tool: [command, file_write, file_edit, mcp_call]
    then: ask
`;

/**
 * @param options.asks false: no policy of the user, so that the built-in one lets the attempts pass
 */
export async function openAgentLab(
  fixture: AgentFixture,
  options: { readonly asks?: boolean } = {},
): Promise<AgentLab> {
  const hook = createHookLab();
  const model = await startModel();
  const { home } = hook.locations;
  const server = [await nodeForVscode(), join(root, "test", "process", "programs", "labServer.mjs")];
  const place = { home, workspace: hook.project, modelUrl: model.url, mcpServer: server };
  if (options.asks !== false) write({ [hook.locations.policy]: askingPolicy });
  write(fixture.files(place));
  const children: ChildProcess[] = [];
  const installer = createInstaller(hook.locations, Date.now);
  const lab: AgentLab = {
    fixture,
    place,
    hook,
    model,
    installer,
    install: (soonMs) =>
      fixture.install(lab, soonMs === undefined ? hook.locations : impatient(hook.locations, soonMs)),
    start: (attempt, run = {}) => startAgent(lab, attempt, run, children),
    asked: () =>
      eventually("a person is asked", patienceMs, async () =>
        hook.windows.some(({ questions }) => questions.length > 0),
      ),
    startWindow: (answer, clockJumpMs = 0) => startWindow(lab, answer, clockJumpMs, children),
    hookProcesses: () => hookProcesses(hook.locations.base),
    async close() {
      await Promise.all(children.map(end));
      killAllOf(home);
      await model.end();
      await hook.close();
    },
  };
  return lab;
}

/** Installs through the product's own installer; for agents that are held by a line in a file of theirs. */
export function installHooks(...targets: readonly HookInstall[]): AgentFixture["install"] {
  return (_lab, locations) => {
    const installer = createInstaller(locations, Date.now);
    for (const target of targets) {
      const { problem, path } = installer.install(target);
      if (problem !== undefined) throw new Error(`${path}: ${problem}`);
    }
  };
}

/** Writes texts by absolute path, with the folders they need. */
export function write(files: Readonly<Record<string, string>>, mode = 0o644): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode });
  }
}

/** What every agent gets: nothing of the person who runs the tests. */
export async function plainEnvironment(place: LabPlace): Promise<Record<string, string>> {
  const node = dirname(await nodeForVscode());
  return {
    PATH: [node, process.env.PATH ?? ""].join(":"),
    HOME: place.home,
    LANG: "C.UTF-8",
    TERM: "dumb",
    NO_COLOR: "1",
    // As from a terminal: bash without it takes a socket for a remote login, and reads other start files.
    SHLVL: "1",
    // Nothing but loopback can be reached, even where the machine has a network.
    http_proxy: "http://127.0.0.1:9",
    https_proxy: "http://127.0.0.1:9",
    no_proxy: "127.0.0.1,localhost",
  };
}

export function proofOf(attempt: Attempted, { workspace }: LabPlace, bytes = 0, index = 0): Proof {
  const path = join(workspace, `${attempt}${index || ""}.txt`);
  if (attempt === "shell") return { path, after: "" };
  if (attempt === "mcp") return { path, after: "touched\n" };
  if (attempt === "edit") return { path, before: "before\n", after: "after\n" };
  return { path, after: `${"x".repeat(bytes)}written\n` };
}

function hasHappened({ path, after }: Proof): boolean {
  return existsSync(path) && readFileSync(path, "utf8").trim() === after.trim();
}

async function startAgent(
  lab: AgentLab,
  attempt: Attempted,
  {
    env = {},
    without = [],
    extra = [],
    prefix = [],
    typing = false,
    many = 1,
    beforeCall,
    bytes,
    deadlineMs = agentDeadlineMs,
  }: RunOptions,
  children: ChildProcess[],
): Promise<Running> {
  const { fixture, place, model } = lab;
  const proofs = Array.from({ length: many }, (_, index) => proofOf(attempt, place, bytes, index));
  const [proof] = proofs as [Proof];
  if (proof.before !== undefined) write({ [proof.path]: proof.before });
  const turns = proofs.map((each) => fixture.scene(attempt, each, place));
  const scene = many > 1 ? [{ calls: turns.flat().flatMap(({ calls = [] }) => calls) }] : (turns[0] ?? []);
  let ready: Promise<unknown> | undefined;
  model.play(
    (typing && fixture.typing?.(proof)) || scene,
    () => (ready ??= Promise.resolve(beforeCall?.(child.pid ?? 0))),
  );
  const command = await fixture.start(place);
  const words = [...prefix, ...command.words.filter((word) => !without.includes(word)), ...extra];
  const [program = "", ...args] = words;
  const child = start(program, args, {
    cwd: place.workspace,
    env: { ...command.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let output = "";
  let timedOut = false;
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (output += text));
  const deadline = setTimeout(() => {
    timedOut = true;
    void end(child);
  }, deadlineMs);
  const outcome = new Promise<Outcome>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(deadline);
      const told = model.requests.flatMap(({ results }) => results).join("\n");
      resolve({ happened: proofs.some(hasHappened), told, code, output, timedOut });
    });
  });
  return { pid: child.pid ?? 0, outcome };
}

async function startWindow(
  { place }: AgentLab,
  answer: string,
  clockJumpMs: number,
  children: ChildProcess[],
): Promise<WindowProcess> {
  const program = join(root, "test", "process", "programs", "labWindow.ts");
  const args = ["--import", "tsx", program, place.home, place.workspace, answer, String(clockJumpMs)];
  const child = start(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  let said = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (said += text));
  const says = (word: string) =>
    Promise.race([
      eventually(`the window is ${word}`, patienceMs, async () => said.includes(word)),
      once(child, "exit").then(() => assert.fail("the window ended")),
    ]);
  await says("open");
  return { pid: child.pid ?? 0, asked: () => says("asked") };
}

/** A launcher beside the real one whose patience is short; everything else is the real one. */
function impatient(locations: Locations, soonMs: number): Locations {
  const launcher = `${locations.launcher}-soon`;
  writeFileSync(launcher, `#!/bin/sh\nexec '${locations.launcher}' "$@" --patience ${soonMs}\n`, { mode: 0o700 });
  return { ...locations, launcher };
}
