/**
 * Runs a real agent in its asking form (a program of ours is the editor that it asks), lets a scripted model try one
 * thing after the other in a single session, and says of each whether it ran, was asked about or was refused.
 * Whoever is asked says yes, so that the session goes on: everything that is tried is harmless.
 */
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { end, start } from "../../../scripts/lib/processes.mjs";
import { nodeForVscode } from "../../../scripts/lib/tools.mjs";
import { root } from "../../process/hookLab.ts";
import { type LabPlace, write } from "../agentLab.ts";
import { type Model, type ModelRequest, startModel, type ToolCall } from "../model.ts";
import {
  type Called,
  type Configuration,
  ends,
  type Places,
  placed,
  placedAll,
  type Seen,
  type Tried,
} from "./recording.ts";

export interface AgreementPlace extends LabPlace, Places {}

/** How one agent is run for the agreement; one file for each. */
export interface AgreementAgent {
  /** The id of its adapter. */
  readonly id: string;
  /** Files the laboratory needs, in addition to those of the configuration. They decide nothing. */
  files(place: AgreementPlace): Readonly<Record<string, string>>;
  /** Whether flags make it a run with nobody to ask: it is told what to do by its flags, and ends by itself. */
  alone(flags: readonly string[]): boolean;
  command(
    place: AgreementPlace,
    flags: readonly string[],
    prompts: readonly string[],
  ): Promise<{
    readonly words: readonly string[];
    readonly env: Readonly<Record<string, string>>;
  }>;
  /** The calls by which it is tried: what is asked about, or refused, is the last. */
  calls(tried: Called, place: AgreementPlace): readonly ToolCall[];
  /**
   * The next call by which a sub-agent is started and waited for, after these results; undefined: it has told its end.
   * Absent: its sub-agents are not tried.
   */
  delegate?(name: string, prompt: string, results: readonly string[]): ToolCall | undefined;
  /** The call by which the model loads a skill. Absent: skills are not tried. */
  loadSkill?(name: string): ToolCall;
  /** Sub-agents may work on in the background after the session has answered. */
  readonly mayGoOn?: true;
  /** How it is run where sub-agents are tried, if that is another way. */
  readonly withDelegates?: Partial<AgreementAgent>;
  /** The words of a refusal, in what the model is told. */
  readonly refused: RegExp;
  /** What it says when it does not start with such a configuration: nothing is done then. Absent: that was not tried. */
  readonly stops?: RegExp;
  /** Speaks with the program until the prompts are answered, one after the other. */
  converse(child: ChildProcess, place: AgreementPlace, asked: () => void, prompts: readonly string[]): Promise<void>;
}

export interface Outcome {
  readonly tried: Tried;
  readonly seen: Seen;
  /** What the model was told. */
  readonly told: string;
}

/** Generous, since these machines are shared; nothing waits for it to pass. */
const deadlineMs = 500_000;

export async function observe(usual: AgreementAgent, configuration: Configuration): Promise<readonly Outcome[]> {
  const agent = configuration.delegates ? { ...usual, ...usual.withDelegates } : usual;
  // Not below /tmp, which some agents let commands write to.
  const base = realpathSync(mkdtempSync("/var/tmp/agreement-"));
  const model = await startModel();
  const server = [await nodeForVscode(), join(root, "test", "process", "programs", "labServer.mjs")];
  const places = { base, home: join(base, "home"), workspace: join(base, "ws") };
  const place = { ...places, modelUrl: model.url, mcpServer: server };
  try {
    prepare(agent, configuration, place);
    const before = new Set(configuration.tried.flatMap(([, path]) => (isThere(path, places) ? [path] : [])));
    const { asked, played, lastOf, calls } = play(model, agent, configuration, place);
    const flags = (configuration.flags ?? []).map((word) => placed(withServer(word, place), place));
    const { variables = {} } = configuration;
    const prompts = promptsOf(configuration);
    const run = { flags, variables, prompts, played };
    const ended = await runAgent(agent, place, run, asked.now).catch((error: Error) => error);
    // A line for the third time that is refused ends all, so it is tried alone.
    const [first, ...others] = configuration.tried;
    if (ended && first?.[0] === "again" && others.length === 0 && agent.refused.test(ended.message))
      return [{ tried: first, seen: "deny", told: ended.message }];
    if (ended && model.requests.length === 0 && agent.stops?.test(ended.message))
      return configuration.tried.map((tried) => ({ tried, seen: "deny", told: ended.message }));
    if (ended) throw ended;
    const depth = configuration.delegates?.length ?? 0;
    const ours = model.requests.filter((request) => depthOf(request) === depth);
    // A sub-agent that could not be started, or has no tools, did nothing.
    const starter = model.requests.findLast((request) => depthOf(request) === depth - 1)?.results.at(-1) ?? "";
    const isRefused = ours.length === 0 ? agent.refused.test(starter) : ours.every(({ tools }) => tools.length === 0);
    if (process.env.DEBUG_AGREEMENT)
      for (const { prompt, results, tools } of model.requests)
        console.error(
          "REQUEST",
          process.env.DEBUG_AGREEMENT === "tools" ? tools.join(" ") : tools.length,
          results.length,
          prompt.slice(-200),
          results.at(-1)?.slice(0, 300),
        );
    if (depth > 0 && isRefused)
      return configuration.tried.map((tried) => ({ tried, seen: "deny", told: "it was not started" }));
    if (ours.length > 0 && ours.every(({ tools }) => tools.length === 0))
      return configuration.tried.map((tried) => ({ tried, seen: "deny", told: "no tool is offered" }));
    const told = ours.at(-1)?.results.slice(-calls) ?? [];
    if (told.length !== calls) throw new Error(`${configuration.name}: ${told.length} of ${calls} calls were answered`);
    return configuration.tried.map((tried, index) => {
      const at = lastOf[index] ?? 0;
      const text = told[at] ?? "";
      const refused = agent.refused.test(text);
      // A question about a part of it was answered with yes, and then a rule refused the rest.
      const inVain = refused && (tried[0] === "read" || (tried[0] === "write" && !isThere(tried[1], places)));
      const isAsked = asked.at.has(tried[0] === "again" ? at + 1 - times : at);
      const seen = isAsked && !inVain ? "ask" : refused ? "deny" : "allow";
      if (!before.has(tried[1])) checkDisk(tried, seen, places, text);
      return { tried, seen, told: text };
    });
  } finally {
    await model.end();
    rmSync(base, { recursive: true, force: true, maxRetries: 5 });
    for (const [, text] of configuration.tried) {
      const shared = /\/tmp\/agreement-\w+/.exec(text)?.[0];
      if (shared !== undefined) rmSync(shared, { force: true });
    }
  }
}

function prepare(agent: AgreementAgent, { files, links = {}, tried }: Configuration, place: AgreementPlace): void {
  mkdirSync(join(place.workspace, ".git"), { recursive: true });
  mkdirSync(join(place.workspace, "sub"), { recursive: true });
  mkdirSync(join(place.base, "out"), { recursive: true });
  mkdirSync(place.home, { recursive: true });
  const own = Object.entries(files).map(([path, text]) => {
    return [inLab(path, place), placed(withServer(text, place), place)] as const;
  });
  write({ ...agent.files(place), ...Object.fromEntries(own) });
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(placed(path, place)), { recursive: true });
    symlinkSync(placed(target, place), placed(path, place));
  }
  for (const [kind, path] of tried)
    if (kind === "write") mkdirSync(dirname(resolve(place.workspace, placed(path, place))), { recursive: true });
  for (const [kind, path] of tried)
    if (kind === "move") write({ [resolve(place.workspace, placed(ends(path)[0], place))]: "before\n" });
  for (const [kind, path] of tried)
    if (kind === "edit" || kind === "read" || kind === "delete")
      write({ [resolve(place.workspace, placed(path, place))]: "before\n" });
}

function withServer(text: string, { mcpServer: [node = "", script = ""] }: AgreementPlace): string {
  return text.replaceAll("$CMD", node).replaceAll("$ARG", script);
}

/** Files of the whole machine are laid over `/etc` for this one program: the machine itself has none of them. */
function inLab(path: string, place: AgreementPlace): string {
  return path.startsWith("/etc/") ? join(systemFolder(place), path.slice("/etc/".length)) : placed(path, place);
}

function systemFolder({ base }: Places): string {
  return join(base, "etc");
}

/** The program with a view of the machine of its own, which only root may make. */
function withSystemFolder(words: readonly string[], place: AgreementPlace): readonly string[] {
  const lay = `mount -t overlay overlay -o lowerdir=${systemFolder(place)}:/etc /etc && exec "$@"`;
  return ["unshare", "-m", "sh", "-c", lay, "sh", ...words];
}

/** What the agent is told to do. Agents also ask the model on their own account, such as for what to remember. */
export const doIt = "do what the script says";

/** What the person says, one after the other. */
function promptsOf({ skill, later }: Configuration): readonly string[] {
  if (skill === undefined) return [doIt];
  if (skill.startsWith("/")) return later ? [skill, doIt] : [skill];
  return later ? ["get ready", doIt] : [doIt];
}

/** How often a line is called that is tried `again`. */
const times = 3;

/** What a sub-agent so deep is told to do. */
export const childDoes = (depth: number) => `sub-agent ${depth} plays its part`;

/** 0: the session's own agent. Undefined: it asks on its own account. */
export function depthOf({ prompt }: ModelRequest): number | undefined {
  const child = /sub-agent (\d) plays its part/.exec(prompt)?.[1];
  if (child !== undefined) return Number(child);
  return prompt.includes(doIt) ? 0 : undefined;
}

/** Plays one call after the other; tells which of them was asked about, and the last call of each thing tried. */
function play(
  model: Model,
  agent: AgreementAgent,
  { tried, delegates = [], skill = "/", later, within }: Configuration,
  place: AgreementPlace,
) {
  const at = new Set<number>();
  let current = -1;
  let end: () => void = () => undefined;
  const played = new Promise<void>((resolve) => (end = resolve));
  const perTried = tried.map(([kind, written]) => {
    const text = placed(written, place);
    if (kind === "has") throw new Error("What is offered is looked at in VS Code alone.");
    if (kind !== "again") return agent.calls([kind, text], place);
    return Array.from({ length: times }).flatMap(() => agent.calls(["command", text], place));
  });
  const calls = perTried.flat();
  const lastOf = perTried.map((_, index) => perTried.slice(0, index + 1).flat().length - 1);
  const togetherFrom = new Set(
    tried.flatMap(([kind], index) => (kind === "again" ? [(lastOf[index] ?? 0) + 1 - times] : [])),
  );
  const loads = !skill.startsWith("/") && agent.loadSkill !== undefined;
  let load = skill.startsWith("/") ? undefined : agent.loadSkill?.(skill);
  const loadsAt = within ? delegates.length : 0;
  const loadedAt = (depth: number) => (loads && !later && depth === loadsAt ? 1 : 0);
  model.play((request) => {
    const depth = depthOf(request);
    if (load && (later || depth === loadsAt)) {
      const first = load;
      load = undefined;
      return { calls: [first] };
    }
    if (depth === undefined) return { text: "Done." };
    const name = delegates[depth];
    const results = request.results.slice(loadedAt(depth));
    if (name !== undefined || depth > delegates.length) {
      if (depth < delegates.length && agent.refused.test(results.at(-1) ?? "")) end();
      const start = name === undefined ? undefined : agent.delegate?.(name, childDoes(depth + 1), results);
      return start ? { calls: [start] } : { text: "Done." };
    }
    current = results.length;
    // A line for the third time is in one reply with the first two: OpenCode looks no further back.
    const next = calls.slice(current, current + (togetherFrom.has(current) ? times : 1));
    if (next.length === 0) {
      end();
      return { text: "Done." };
    }
    return { calls: next.map((call) => ({ ...call, tool: asOffered(call.tool, request.tools) })) };
  });
  return { asked: { at, now: () => void at.add(current) }, played, lastOf, calls: calls.length };
}

/** Agents offer tools of servers under names of their own making: other characters, and a hash behind. */
export function asOffered(tool: string, offered: readonly string[]): string {
  const plain = (name: string) => name.replace(/[^A-Za-z0-9]/g, "_");
  const isIt = (name: string) =>
    plain(name)
      .replace(plain(tool), "")
      .replace(/^_[0-9a-z]{6,}$/, "") === "";
  return offered.includes(tool) ? tool : (offered.find(isIt) ?? tool);
}

/** What is said to have happened is on the disk, and what is said to be refused is not. */
function checkDisk([kind, path]: Tried, seen: Seen, places: Places, told: string): void {
  if (kind !== "write" && kind !== "move") return;
  const there = isThere(kind === "write" ? path : ends(path)[1], places);
  // What it was let do may fail all the same.
  const failed = seen === "ask" && /fail|error/i.test(told);
  if (there !== (seen !== "deny") && !failed)
    throw new Error(`${path}: ${seen}, and the file is ${there ? "" : "not "}there: ${told}`);
}

function isThere(path: string, places: Places): boolean {
  return existsSync(resolve(places.workspace, placed(path, places)));
}

async function runAgent(
  agent: AgreementAgent,
  place: AgreementPlace,
  run: Required<Pick<Configuration, "flags" | "variables">> & {
    readonly prompts: readonly string[];
    /** All was tried that is to be tried, or it was refused before. */
    readonly played: Promise<void>;
  },
  asked: () => void,
): Promise<void> {
  const { flags, variables, prompts, played } = run;
  const { words, env } = await agent.command(place, flags, prompts);
  const [program = "", ...args] = existsSync(systemFolder(place)) ? withSystemFolder(words, place) : words;
  const child = start(program, args, {
    cwd: place.workspace,
    env: { ...env, ...placedAll(variables, place) },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let noise = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (noise += text));
  const ended = new Promise<never>((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${agent.id} ended with ${code}: ${noise.slice(-2_000)}`)));
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${agent.id} did not answer: ${noise.slice(-2_000)}`)), deadlineMs);
  });
  try {
    const quiet = () => void (process.env.DEBUG_AGREEMENT && console.error(noise));
    const done = agent.alone(flags)
      ? ended.catch((error: Error) => {
          if (agent.stops?.test(error.message)) throw error;
          quiet();
        })
      : agent.converse(child, place, asked, prompts).then(() => (agent.mayGoOn ? played : undefined));
    if (agent.alone(flags)) child.stdin?.end();
    await Promise.race([done, ...(agent.alone(flags) ? [] : [ended]), late]);
  } finally {
    clearTimeout(timer);
    ended.catch(() => undefined);
    await end(child);
  }
}

/** JSON-RPC over the program's own input and output, a message a line. */
export interface Link {
  request(method: string, params: unknown): Promise<Record<string, unknown>>;
  notify(method: string, params?: unknown): void;
  /** Requests of the program; what the function returns is the answer. */
  onRequest(answer: (method: string, params: Record<string, unknown>) => unknown): void;
  onNotice(notice: (method: string, params: Record<string, unknown>) => void): void;
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: unknown;
}

export function linkTo(child: ChildProcess): Link {
  const waiting = new Map<number, (message: Message) => void>();
  let nextId = 1;
  let answer: (method: string, params: Record<string, unknown>) => unknown = () => undefined;
  let notice: (method: string, params: Record<string, unknown>) => void = () => undefined;
  const send = (message: object) => child.stdin?.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  if (child.stdout)
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (!line.startsWith("{")) return;
      const message = JSON.parse(line) as Message;
      const { id, method, params = {} } = message;
      if (method === undefined) waiting.get(Number(id))?.(message);
      else if (id === undefined) notice(method, params);
      else {
        const result = answer(method, params);
        send(result === undefined ? { id, error: { code: -32601, message: "not here" } } : { id, result });
      }
    });
  return {
    request: (method, params) =>
      new Promise((resolve, reject) => {
        const id = nextId++;
        waiting.set(id, ({ result, error }) =>
          result ? resolve(result) : reject(new Error(`${method}: ${JSON.stringify(error)}`)),
        );
        send({ id, method, params });
      }),
    notify: (method, params) => send({ method, ...(params === undefined ? {} : { params }) }),
    onRequest: (handler) => {
      answer = handler;
    },
    onNotice: (handler) => {
      notice = handler;
    },
  };
}

/** The Agent Client Protocol, which Gemini CLI, Qwen Code and Copilot CLI speak. */
export async function converseOverAcp(
  child: ChildProcess,
  place: AgreementPlace,
  asked: () => void,
  prompts: readonly string[],
): Promise<void> {
  const link = linkTo(child);
  link.onRequest((method, params) => {
    if (method !== "session/request_permission") return undefined;
    if (process.env.DEBUG_AGREEMENT) console.error(JSON.stringify(params));
    asked();
    const options = params.options as readonly { readonly optionId: string; readonly kind: string }[];
    const once = options.find(({ kind }) => kind === "allow_once");
    return { outcome: once ? { outcome: "selected", optionId: once.optionId } : { outcome: "cancelled" } };
  });
  await link.request("initialize", { protocolVersion: 1, clientCapabilities: {} });
  const { sessionId } = await link.request("session/new", { cwd: place.workspace, mcpServers: [] });
  for (const text of prompts) await link.request("session/prompt", { sessionId, prompt: [{ type: "text", text }] });
}
