import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { withPipes } from "../withPipes.ts";

type Fields = Readonly<Record<string, unknown>>;

/** More output than this is not kept, whatever the agent asks for. */
const mostOutput = 1024 * 1024;

interface Terminal {
  readonly child: ChildProcess;
  readonly session: string;
  output: string;
  truncated: boolean;
  exit: { readonly exitCode: number | null; readonly signal: string | null } | undefined;
  readonly ended: Promise<unknown>;
}

/** The commands an agent runs through us. Each was allowed before it gets here. */
export interface Terminals {
  create(params: Fields, cwd: string): unknown;
  /** Undefined: not a method of terminals. Rejects for a terminal that this session did not make. */
  use(method: string, params: Fields): Promise<unknown> | undefined;
  /** Ends everything that still runs. */
  close(): void;
}

export function createTerminals(env: NodeJS.ProcessEnv): Terminals {
  const terminals = new Map<string, Terminal>();

  function find({ terminalId, sessionId }: Fields): Terminal {
    const terminal = terminals.get(String(terminalId));
    if (!terminal || terminal.session !== sessionId) throw new Error("There is no such terminal.");
    return terminal;
  }

  const methods: Readonly<Record<string, (params: Fields) => Promise<unknown>>> = {
    async "terminal/output"(params) {
      const { output, truncated, exit } = find(params);
      return { output, truncated, ...(exit ? { exitStatus: exit } : {}) };
    },
    async "terminal/wait_for_exit"(params) {
      const terminal = find(params);
      await terminal.ended;
      return terminal.exit;
    },
    async "terminal/kill"(params) {
      kill(find(params));
      return {};
    },
    async "terminal/release"(params) {
      kill(find(params));
      terminals.delete(String(params.terminalId));
      return {};
    },
  };

  return {
    create(params, cwd) {
      const terminalId = randomUUID();
      terminals.set(terminalId, start(params, cwd, env));
      return { terminalId };
    },
    use: (method, params) => (Object.hasOwn(methods, method) ? methods[method]?.(params) : undefined),
    close() {
      for (const terminal of terminals.values()) kill(terminal);
      terminals.clear();
    },
  };
}

/** With arguments it is a program and its words; without, a line for the shell. What was judged is the same line. */
function start(
  { command, args, env: own, cwd: folder, outputByteLimit, sessionId }: Fields,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Terminal {
  const words = Array.isArray(args) ? (args as string[]) : [];
  const variables = Array.isArray(own) ? (own as { name: string; value: string }[]) : [];
  if (variables.length > 0) throw new Error("Variables for a command are not taken: put them into the command.");
  const child = withPipes(
    spawn(String(command), words, {
      cwd: typeof folder === "string" ? folder : cwd,
      env,
      shell: words.length === 0,
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    }),
  );
  const limit = Math.min(
    typeof outputByteLimit === "number" && outputByteLimit > 0 ? outputByteLimit : mostOutput,
    mostOutput,
  );
  const ended = new Promise<void>((resolve) => {
    child.once("error", () => finish(null, null));
    child.once("close", (code, signal) => finish(code, signal));
    function finish(exitCode: number | null, signal: string | null): void {
      terminal.exit ??= { exitCode, signal };
      resolve();
    }
  });
  const terminal: Terminal = {
    child,
    session: String(sessionId),
    output: "",
    truncated: false,
    exit: undefined,
    ended,
  };
  const keep = (chunk: string) => {
    const all = terminal.output + chunk;
    terminal.truncated ||= all.length > limit;
    terminal.output = all.slice(-limit);
  };
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);
  return terminal;
}

function kill({ child, exit }: Terminal): void {
  if (exit || child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill();
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}
