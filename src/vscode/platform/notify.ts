import { l10n, type Memento, window } from "vscode";
import type { Log } from "./log.ts";

export interface Notice {
  readonly kind: "info" | "warning" | "error";
  readonly message: string;
  /** With a key the notice can be silenced for good by its reader. */
  readonly suppressKey?: string;
}

/** The one way to show a notification. */
export interface Notify {
  /** Says something and goes on: nobody has to press anything. */
  tell(notice: Notice): void;
  /** Resolves to the chosen one of `actions` (verbs, at most two), or undefined. */
  choose(notice: Notice, actions: readonly string[]): Promise<string | undefined>;
}

export function createNotify(memento: Memento, log: Log): Notify {
  async function choose(
    { kind, message, suppressKey }: Notice,
    actions: readonly string[],
  ): Promise<string | undefined> {
    log.info(`notice: ${message}`);
    const shown = withoutLinks(message);
    const key = suppressKey && `silenced.${suppressKey}`;
    if (key && memento.get<boolean>(key, false)) return undefined;
    const silence = l10n.t("Don't Show Again");
    const chosen = await show[kind](shown, ...actions, ...(key ? [silence] : []));
    if (chosen !== silence) return chosen;
    if (key) await memento.update(key, true);
    return undefined;
  }

  return {
    choose,
    tell: (notice) => {
      choose(notice, []).catch((error: unknown) => log.error("A notification could not be shown", error));
    },
  };
}

/** VS Code makes `[text](command:…)` of a message a link, and messages quote what agents wrote. */
export function withoutLinks(message: string): string {
  return message.replaceAll("](", "] (");
}

const show = {
  info: (message: string, ...items: string[]) => window.showInformationMessage(message, ...items),
  warning: (message: string, ...items: string[]) => window.showWarningMessage(message, ...items),
  error: (message: string, ...items: string[]) => window.showErrorMessage(message, ...items),
};
