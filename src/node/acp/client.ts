import { type ChildProcess, spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { isAbsolute } from "node:path";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { withPipes } from "../withPipes.ts";
import { type AcpConnection, connectAcp } from "./connection.ts";
import { createTerminals, type Terminals } from "./terminals.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The protocol's view of the agent; src/agents/acp fulfils it. */
export interface AcpAdapter<Method extends string = string> {
  readonly heldMethods: readonly Method[];
  readRequest(method: Method, params: unknown): HeldCall | undefined;
  permissionAnswer(params: unknown, allowed: boolean): unknown;
}

export interface AcpOptions<Method extends string> {
  /** A program and its arguments. */
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Absolute. */
  readonly cwd: string;
  readonly adapter: AcpAdapter<Method>;
  /** A file that is not there reads as an empty one. */
  readonly missingIsEmpty?: boolean;
  /** Holds a call; `source` tells a question from the deed that follows it. Whatever goes wrong is a denial. */
  hold(call: HeldCall, source: "acp-question" | "acp-deed", gone: AbortSignal): Promise<AcpVerdict>;
  /** What the agent says, thinks and does. Text of the agent's: not safe to show as it is. */
  update(update: Fields): void;
  /** What it prints beside the protocol. */
  noise(text: string): void;
}

export type AcpVerdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

export interface AcpClient {
  /** Resolves to the reason the turn ended for. */
  prompt(text: string): Promise<string>;
  /** Ends the turn; questions that wait are cancelled. */
  cancel(): void;
  /** Ends the agent with everything it runs through us. */
  end(): void;
  readonly ended: Promise<void>;
}

/**
 * Starts an ACP agent as a child, with us as its client: it asks us for permission, and reads, writes and runs through
 * us. Everything of that is held; a request we do not know is refused.
 * @throws when the agent cannot be started or does not speak the protocol
 */
export async function startAcpAgent<Method extends string>(options: AcpOptions<Method>): Promise<AcpClient> {
  const [program = "", ...args] = options.words;
  const child = withPipes(
    spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ["pipe", "pipe", "pipe"],
      detached: process.platform !== "win32",
      windowsHide: true,
    }),
  );
  const terminals = createTerminals(options.env);
  const gone = new AbortController();
  let turn = new AbortController();
  const turnGone = () => AbortSignal.any([gone.signal, turn.signal]);
  child.stderr.setEncoding("utf8").on("data", options.noise);
  const failed = new Promise<never>((_resolve, reject) => child.once("error", reject));
  failed.catch(() => connection.end());
  const connection = connectAcp(child.stdout, child.stdin, {
    request: (method, params) => serve(method, params, options, terminals, turnGone()),
    notify(method, params) {
      const { update } = (params ?? {}) as { update?: unknown };
      if (method === "session/update" && typeof update === "object" && update !== null)
        options.update(update as Fields);
    },
    ended: () => gone.abort(),
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const end = () => {
    connection.end();
    terminals.close();
    killGroup(child);
  };
  try {
    const sessionId = await Promise.race([begin(connection, options.cwd), failed]);
    return {
      async prompt(text) {
        turn = new AbortController();
        const params = { sessionId, prompt: [{ type: "text", text }] };
        const { stopReason } = (await connection.call("session/prompt", params)) as { stopReason?: unknown };
        return String(stopReason ?? "ended");
      },
      cancel() {
        connection.notify("session/cancel", { sessionId });
        turn.abort();
      },
      end,
      ended,
    };
  } catch (error) {
    end();
    throw error;
  }
}

async function begin(connection: AcpConnection, cwd: string): Promise<string> {
  const fs = { readTextFile: true, writeTextFile: true };
  const said = (await connection.call("initialize", {
    protocolVersion: 1,
    clientCapabilities: { fs, terminal: true },
    clientInfo: { name: "countersign", version: "1" },
  })) as { protocolVersion?: unknown };
  // Version 2 lets the agent write and run without us.
  if (said.protocolVersion !== 1) throw new Error("The agent speaks another version of ACP than 1.");
  const { sessionId } = (await connection.call("session/new", { cwd, mcpServers: [] })) as { sessionId?: unknown };
  if (typeof sessionId !== "string") throw new Error("The agent opened no session.");
  return sessionId;
}

/** @throws with the reason when it is denied, refused or fails: the agent gets it as an error */
async function serve<Method extends string>(
  method: string,
  params: unknown,
  { adapter, hold, cwd, missingIsEmpty = false }: AcpOptions<Method>,
  terminals: Terminals,
  gone: AbortSignal,
): Promise<unknown> {
  const used = terminals.use(method, (params ?? {}) as Fields);
  if (used) return used;
  const held = adapter.heldMethods.find((known) => known === method);
  const call = held && adapter.readRequest(held, params);
  if (!call) throw new Error(`Countersign does not do “${method.slice(0, 60)}” for an agent.`);
  const question = method === "session/request_permission";
  const verdict = await hold(call, question ? "acp-question" : "acp-deed", gone);
  if (question && gone.aborted) return { outcome: { outcome: "cancelled" } };
  if (question) return adapter.permissionAnswer(params, verdict.allowed);
  if (!verdict.allowed) throw new Error(verdict.reason);
  if (gone.aborted) throw new Error("The turn has ended.");
  return perform(method, params as Fields, { cwd, terminals, missingIsEmpty });
}

interface Means {
  readonly cwd: string;
  readonly terminals: Terminals;
  readonly missingIsEmpty: boolean;
}

async function perform(method: string, params: Fields, { cwd, terminals, missingIsEmpty }: Means): Promise<unknown> {
  if (method === "terminal/create") return terminals.create(params, cwd);
  const path = String(params.path);
  if (!isAbsolute(path)) throw new Error("The path must be absolute.");
  if (method === "fs/write_text_file") {
    await writeFile(path, String(params.content));
    return {};
  }
  return { content: someLines(await readText(path, missingIsEmpty), params.line, params.limit) };
}

async function readText(path: string, missingIsEmpty: boolean): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (missingIsEmpty && (error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

/** `line` counts from 1. */
function someLines(text: string, line: unknown, limit: unknown): string {
  if (typeof line !== "number" && typeof limit !== "number") return text;
  const from = typeof line === "number" ? Math.max(0, line - 1) : 0;
  const lines = text.split("\n").slice(from);
  return (typeof limit === "number" ? lines.slice(0, limit) : lines).join("\n");
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    if (process.platform === "win32") child.kill();
    else process.kill(-child.pid, "SIGTERM");
  } catch {
    // It has ended.
  }
}
