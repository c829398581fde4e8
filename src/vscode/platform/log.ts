import { type LogOutputChannel, window } from "vscode";
import { productName } from "../ids.ts";

/** What the rest of the extension may say to its log. Lines go to the "Countersign" output, never anywhere else. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  /** Logs the error with its stack. */
  error(message: string, cause?: unknown): void;
  show(): void;
  dispose(): void;
}

export function createLog(): Log {
  const channel: LogOutputChannel = window.createOutputChannel(productName, { log: true });
  return {
    info: (message) => channel.info(message),
    warn: (message) => channel.warn(message),
    error: (message, cause) => (cause === undefined ? channel.error(message) : channel.error(message, cause)),
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
