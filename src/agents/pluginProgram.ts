/**
 * The program text that plugins of ours share. A plugin runs inside the agent and knows nothing: it hands the call to
 * the hook and throws unless the hook says "go on". It needs no package, since a plugin that cannot import something
 * is skipped by OpenCode and Kilo without a word (1.18.33, 7.7.7; seen 2026-11-21).
 */
import { commandsFor, type HookInstall } from "./hookInstall.ts";

/** Milliseconds after which the plugin itself denies, should even the hook's own deadline not work. */
export const pluginPatienceMs = 3_600_000;

export interface PluginOptions {
  readonly launcher: string;
  readonly windows: boolean;
  readonly source: HookInstall["source"];
  /** Milliseconds; the hook answers earlier by itself. */
  readonly patienceMs: number;
  /** Further words for the hook. */
  readonly extra?: readonly string[];
}

/** The first line of every plugin of ours; the hook's path in it is how an older or altered one is recognised. */
export function pluginHeader(launcher: string): string {
  return `// Written by Countersign (${JSON.stringify(launcher)}). Agents load it; it asks before they act. Do not edit.`;
}

/**
 * Text that defines `hold(call)`: resolves when the call may go on, and rejects in every other case.
 * The shell gets an empty environment: what the agent was started with may come from a repository.
 */
export function holdProgram({ launcher, windows, source, patienceMs, extra = [] }: PluginOptions): string {
  const { posix, windows: powerShell } = commandsFor(launcher, source, extra);
  const [program, args] = windows
    ? ["powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", powerShell]]
    : ["/bin/sh", ["-c", posix]];
  return `import { spawn } from "node:child_process";

const program = ${JSON.stringify(program)};
const args = ${JSON.stringify(args)};
const environment = ${windows ? "process.env" : "{}"};
const broken = "Countersign stopped this action: its hook could not run.";

/** Resolves when the call may go on; rejects with the reason in every other case. */
function hold(call) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["pipe", "ignore", "pipe"], env: environment, windowsHide: true });
    // Before all else: what nobody listens to ends the agent. With no file left to open there is no pipe to it either.
    child.on("error", () => reject(new Error(broken)));
    if (!child.stdin || !child.stderr) return reject(new Error(broken));
    let said = "";
    const late = setTimeout(() => {
      reject(new Error("Countersign stopped this action: nobody answered in time."));
      child.kill("SIGKILL");
    }, ${patienceMs});
    child.stderr.setEncoding("utf8");
    child.stderr.on("data", (text) => {
      if (said.length < 20000) said += text;
    });
    const ended = (code, signal) => {
      clearTimeout(late);
      if (code === 0 && signal === null) resolve();
      else reject(new Error(said.trim() || broken));
    };
    child.on("close", ended);
    // A shell that was killed may leave the hook behind, which keeps the pipe open: only a denial is not waited for.
    child.on("exit", (code, signal) => {
      if (code !== 0 || signal !== null) setTimeout(() => ended(code ?? 1, signal), 1000);
    });
    child.stdin.on("error", () => {});
    child.stdin.end(JSON.stringify(call));
  });
}
`;
}
