/**
 * The hook that our own extension brings along (`contributes.chatPlugins`, VS Code 1.114.1 and later; measured on
 * 1.139.1, 2026-11-21). It is spawned by the extension host of the window and inherits what the extension put into
 * `process.env`, so it finds its window without a file. Without those variables it denies.
 */
import {
  cleanEnvironment,
  type HookCommands,
  nativeOr,
  posixCommand,
  relayOr,
  windowsCommand,
} from "../hookCommand.ts";

/** What the extension must set in `process.env` before an agent acts. Paths may hold blanks. */
export const pluginVariables = {
  /** A program that runs the hook: `process.execPath`. */
  node: "COUNTERSIGN_NODE",
  /** Absolute path of dist/hook.js. */
  hook: "COUNTERSIGN_HOOK",
  /** Absolute path of the native relay; nothing where it does not run. */
  native: "COUNTERSIGN_NATIVE",
  /** Absolute path of dist/relay.pl, which is started where there is a Perl. */
  relay: "COUNTERSIGN_RELAY",
  /** The file that announces the window; see WindowGate.entry. */
  window: "COUNTERSIGN_WINDOW",
  /** `switchedOff` while the user's own setting switches the gate off: the hook then says nothing. Any other value: on. */
  gate: "COUNTERSIGN_GATE",
} as const;

/**
 * What says to the hooks of an extension host that the gate is switched off. It names that host, which is the hooks'
 * parent, so that a variable with which the editor was started cannot say it. Windows' shells do not know their parent.
 */
export function switchedOff(extensionHost: number, platform: string): string {
  return platform === "win32" ? "off" : `off ${extensionHost}`;
}

const { node, hook, native, relay, window, gate } = pluginVariables;

/** The command that VS Code's agent waits for before each tool. Its variables must be set. */
export function pluginCommands(): Omit<HookCommands, "posixLine"> {
  const { posix, windows } = starts();
  return {
    posix: posixCommand(posix, `case \${${gate}-} in "off $PPID") exit 0;; esac; `),
    windows: `if ($env:${gate} -eq 'off') { exit 0 }; ${windowsCommand(windows)}`,
  };
}

function starts(): Omit<HookCommands, "posixLine"> {
  const args = `--source vscode-plugin --window "$${window}"`;
  const all = `${args} --node "$${node}"`;
  const fast = `${nativeOr(`"$${native}"`, all)} ${relayOr(`"$${relay}"`, all)}`;
  return {
    posix: `{ ${fast} ELECTRON_RUN_AS_NODE=1 NODE_OPTIONS= "$${node}" "$${hook}" ${args}; }`,
    windows: [
      "$env:ELECTRON_RUN_AS_NODE = '1'; $env:NODE_OPTIONS = '';",
      `& "$env:${node}" "$env:${hook}" --source vscode-plugin --window "$env:${window}"`,
    ].join(" "),
  };
}

/** The content of plugin/hooks/hooks.json; a test keeps the file equal. */
export function pluginHooks(): unknown {
  const { posix: run, windows: start } = starts();
  const { posix: command, windows } = pluginCommands();
  const handler = { type: "command", command, windows, env: cleanEnvironment, timeout: 3600 };
  const told = {
    type: "command",
    // In a shell of its own, whatever that one becomes: a prompt must not be blocked, nor a turn kept from ending.
    command: `[ "$${gate}" = "off $PPID" ] || ( ${run} ) >/dev/null 2>&1; exit 0`,
    windows: `if ($env:${gate} -ne 'off') { try { ${start} *> $null } catch { } }; exit 0`,
    env: cleanEnvironment,
    timeout: 10,
  };
  // They end what a person allowed for a task, and prove that hooks are called before the first action; the last tells
  // what became of a call.
  const tells = ["UserPromptSubmit", "Stop", "SubagentStop", "PostToolUse"];
  const entries = tells.map((name) => [name, [{ hooks: [told] }]] as const);
  return { hooks: { PreToolUse: [{ matcher: "*", hooks: [handler] }], ...Object.fromEntries(entries) } };
}
