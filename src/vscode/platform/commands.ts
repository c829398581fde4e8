import { commands, type Disposable, l10n } from "vscode";
import type { CommandArguments, CommandId } from "../ids.ts";
import type { Log } from "./log.ts";
import type { Notify } from "./notify.ts";

/** Registers a command whose failure is logged and told once, instead of a bare stack. */
export type RegisterCommand = <K extends CommandId>(
  id: K,
  run: (...args: CommandArguments[K]) => unknown,
) => Disposable;

export function createRegisterCommand(log: Log, notify: Notify): RegisterCommand {
  return (id, run) =>
    commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        return await run(...(args as CommandArguments[typeof id]));
      } catch (error) {
        log.error(`${id} failed`, error);
        const message = l10n.t("Countersign could not finish this. Nothing was decided. The log says why.");
        offerLog(message, log, notify);
        return undefined;
      }
    });
}

function offerLog(message: string, log: Log, notify: Notify): void {
  const showLog = l10n.t("Show Log");
  const shown = notify.choose({ kind: "error", message }, [showLog]);
  shown.then(
    (chosen) => chosen === showLog && log.show(),
    (error: unknown) => log.error("A notification could not be shown", error),
  );
}

/** Runs one of our own commands, typed. */
export function run<K extends CommandId>(id: K, ...args: CommandArguments[K]): Thenable<unknown> {
  return commands.executeCommand(id, ...args);
}
