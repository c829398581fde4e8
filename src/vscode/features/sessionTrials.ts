import type { Disposable } from "vscode";
import { commandsFor } from "../../agents/hookInstall.ts";
import { sourcesStartedBy } from "../../agents/startedBy.ts";
import { pluginCommands } from "../../agents/vscode/plugin.ts";
import { proveHook } from "../../node/canary.ts";
import { createSessionTrials } from "../../node/sessionTrials.ts";
import type { HookSource } from "../../protocol/messages.ts";
import { Disposables } from "../platform/disposable.ts";
import { onStartedCommand } from "../platform/terminals.ts";
import type { Services } from "../services.ts";

/** Tries the hook of each agent when a session of it begins here, so that the tree says how it is and not how it was. */
export function registerSessionTrials({ gate, hookInstalls, installs, locations, log }: Services): Disposable {
  const owned = new Disposables();
  const commandOf = (source: HookSource) => {
    if (source === "vscode-plugin") return pluginCommands();
    const target = hookInstalls.find((candidate) => candidate.source === source);
    if (!target || installs.status(target).kind === "not-installed") return undefined;
    return commandsFor(locations.launcher, target.source);
  };
  const trials = createSessionTrials({
    prove(source) {
      const command = commandOf(source);
      return command && proveHook(source, command, locations, Date.now);
    },
    tried(source, proof) {
      log.info(`trial of ${source}, at the start of a session: ${JSON.stringify(proof)}`);
      installs.refresh();
    },
    monotonic: () => performance.now(),
  });
  owned.add(gate.onDidSee(({ source, session }) => trials.called(source, session)));
  owned.add(onStartedCommand(({ command }) => sourcesStartedBy(command).forEach(trials.started)));
  return owned;
}
