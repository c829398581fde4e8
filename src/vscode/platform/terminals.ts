import { type Disposable, type Event, type Terminal, type Uri, window } from "vscode";

/** VS Code 1.93 and later tell what runs in a terminal; we support older ones, which do not. */
interface ShellExecutions {
  readonly onDidStartTerminalShellExecution?: Event<{
    readonly terminal: Terminal;
    readonly execution: { readonly commandLine: { readonly value: string }; readonly cwd?: Uri };
  }>;
  readonly onDidEndTerminalShellExecution?: Event<{ readonly terminal: Terminal }>;
}

export interface StartedCommand {
  readonly terminal: Terminal;
  readonly command: string;
  readonly cwd?: string;
}

/** Tells of each command that starts in a terminal with shell integration. */
export function onStartedCommand(listener: (started: StartedCommand) => void): Disposable {
  const { onDidStartTerminalShellExecution: event } = window as ShellExecutions;
  return (
    event?.(({ terminal, execution }) => {
      const { commandLine, cwd } = execution;
      listener({ terminal, command: commandLine.value, ...(cwd?.scheme === "file" ? { cwd: cwd.fsPath } : {}) });
    }) ?? { dispose() {} }
  );
}

/** The folder a terminal is in, where its shell tells. */
export function folderOf(terminal: Terminal | undefined): string | undefined {
  const cwd = (terminal as { readonly shellIntegration?: { readonly cwd?: Uri } } | undefined)?.shellIntegration?.cwd;
  return cwd?.scheme === "file" ? cwd.fsPath : undefined;
}

/** Tells of each terminal in which a command has ended. */
export function onEndedCommand(listener: (terminal: Terminal) => void): Disposable {
  const { onDidEndTerminalShellExecution: event } = window as ShellExecutions;
  return event?.(({ terminal }) => listener(terminal)) ?? { dispose() {} };
}

/** Whether a terminal tells what runs in it. */
export function hasShellIntegration(terminal: Terminal): boolean {
  return (terminal as { readonly shellIntegration?: unknown }).shellIntegration !== undefined;
}
