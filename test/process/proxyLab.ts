/** Real MCP servers and clients on both sides of the built proxy, with the gate of a real window. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { type CallToolResult, CallToolResultSchema } from "@modelcontextprotocol/sdk/types.js";
import { eventually } from "../support/wait.ts";
import { createHookLab, type HookLab, root } from "./hookLab.ts";

/** Waits that normally take milliseconds; a busy machine takes longer. */
export const patienceMs = 30_000;

const programs = join(root, "test", "process", "programs");
const mcpServer = join(programs, "mcpServer.mjs");
const lineServer = join(programs, "lineServer.mjs");

export interface ClientOptions {
  readonly server?: string;
  readonly capabilities?: ConstructorParameters<typeof Client>[1];
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds after which an unanswered call is denied. */
  readonly patienceMs?: number;
  readonly url?: string;
}

export interface LabClient {
  readonly client: Client;
  readonly pid: number;
  call(tool: string, args?: Record<string, unknown>): Promise<CallToolResult>;
}

export interface RawProxy {
  readonly child: ChildProcessWithoutNullStreams;
  send(line: string | Uint8Array): void;
  /** What came back so far, line by line. */
  lines(): string[];
  /** The answer to a request. */
  answer(id: unknown): Promise<Record<string, unknown>>;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export interface ProxyLab extends HookLab {
  connect(options?: ClientOptions): Promise<LabClient>;
  raw(args?: readonly string[]): RawProxy;
  /** Tools that really ran, in order. */
  ran(): string[];
  /** Bytes that reached the line server. */
  bytes(): string;
  /** What the tool "list_notes" says of itself from now on. */
  describe(text: string): void;
  /** The user's policy lets these tools run without a question. */
  allowTools(...tools: readonly string[]): void;
  readonly environment: Readonly<Record<string, string>>;
  readonly serverCommand: readonly string[];
  /** A server that notes the bytes it gets. */
  readonly lineCommand: readonly string[];
}

export function createProxyLab(): ProxyLab {
  const lab = createHookLab();
  const { locations, project } = lab;
  const file = (name: string) => join(locations.home, name);
  const environment = {
    PATH: process.env.PATH ?? "",
    HOME: locations.home,
    LAB_CALLS: file("calls"),
    LAB_BYTES: file("bytes"),
    LAB_DESCRIPTION: file("description"),
  };
  const closers: (() => Promise<unknown>)[] = [];
  const serverCommand = [process.execPath, mcpServer];
  return {
    ...lab,
    environment,
    serverCommand,
    lineCommand: [process.execPath, lineServer],
    async connect(options = {}) {
      const transport = new StdioClientTransport({
        command: locations.proxyLauncher,
        args: proxyArguments(options, serverCommand),
        cwd: project,
        env: { ...environment, ...options.environment },
        stderr: "ignore",
      });
      const client = new Client({ name: "lab-client", version: "1.0.0" }, options.capabilities);
      await client.connect(transport, { timeout: patienceMs });
      closers.push(() => client.close());
      const call = (tool: string, args: Record<string, unknown> = {}) =>
        client.callTool({ name: tool, arguments: args }, CallToolResultSchema, {
          timeout: 2 * patienceMs,
        }) as Promise<CallToolResult>;
      return { client, pid: transport.pid as number, call };
    },
    raw(args = ["--", process.execPath, lineServer]) {
      const raw = startRaw(locations.proxyLauncher, ["--server", "lab", ...args], project, environment);
      closers.push(async () => {
        raw.child.kill("SIGKILL");
        await raw.ended;
      });
      return raw;
    },
    ran: () => linesOf(environment.LAB_CALLS).map((line) => JSON.parse(line)[0]),
    bytes: () => (existsSync(environment.LAB_BYTES) ? readFileSync(environment.LAB_BYTES, "utf8") : ""),
    describe: (text) => writeFileSync(environment.LAB_DESCRIPTION, text),
    allowTools(...tools) {
      const rules = tools.map((tool) => `  - { id: lets-${tool}, when: { tool: ${tool} }, then: allow }`);
      writeFileSync(locations.policy, `version: 1\nrules:\n${rules.join("\n")}\n`);
    },
    async close() {
      await Promise.all(closers.map((close) => close()));
      await lab.close();
    },
  };
}

function proxyArguments(options: ClientOptions, serverCommand: readonly string[]): string[] {
  const { server = "lab", patienceMs: patience, url, args = [] } = options;
  return [
    ...["--server", server],
    ...(patience === undefined ? [] : ["--patience", String(patience)]),
    ...(url === undefined ? ["--", ...serverCommand, ...args] : ["--url", url]),
  ];
}

function startRaw(launcher: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): RawProxy {
  const child = spawn(launcher, [...args], { cwd, env, stdio: ["pipe", "pipe", "pipe"] });
  let stdout = "";
  child.stdin.on("error", () => undefined);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.resume();
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal }));
  });
  const lines = () => stdout.split("\n").slice(0, -1);
  return {
    child,
    send: (line) => void child.stdin.write(line),
    lines,
    answer: (id) =>
      eventually(`an answer to ${String(id)}`, patienceMs, async () =>
        lines()
          .flatMap((line) => JSON.parse(line) as Record<string, unknown>[])
          .find((message) => message.id === id && message.method === undefined),
      ),
    ended,
  };
}

function linesOf(path: string): string[] {
  return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
}

/** The text of a tool's result. */
export function textOf(result: CallToolResult): string {
  return result.content.map((part) => (part.type === "text" ? part.text : "")).join("");
}

/** Starts the lab's server on HTTP. */
export async function startHttpLab(
  lab: ProxyLab,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly url: string; end(): Promise<void> }> {
  const child = spawn(process.execPath, [mcpServer, "--http", ...args], {
    env: { ...lab.environment, ...environment },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  const closed = new Promise((resolve) => child.on("close", resolve));
  const url = await eventually("the server's address", patienceMs, async () => /^(\S+)\n/.exec(stdout)?.[1]);
  return {
    url,
    async end() {
      child.kill("SIGKILL");
      await closed;
    },
  };
}
