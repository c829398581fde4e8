/**
 * Factory Droid, from its documents (read 2026-11-21). Not proven: no Droid was run here. Whether a longer time than its
 * 60 s counts is not known, and a late hook may let the action run, so ours answers after 50 s.
 */
import { at, itemsOf, textOf, type ValueNode } from "../../core/parse/value.ts";
import { singleCommand } from "../hookCommand.ts";
import { commandsFor, type HookInstall, isOurCommand } from "../hookInstall.ts";
import { jsonEntries } from "../jsonEntries.ts";

export const factoryDroidInstall: HookInstall = {
  source: "factory-hooks",
  title: "Factory Droid",
  agents: ["factory-droid"],
  path: [".factory", "hooks.json"],
  ...jsonEntries({ entries, isOurs: isOurGroup }),
};

const patienceMs = 50_000;

/** Seconds. */
const timeout = 60;

function entries(launcher: string, windows: boolean) {
  const commands = commandsFor(launcher, "factory-hooks", ["--patience", String(patienceMs)]);
  const command = windows ? commands.windows : singleCommand(commands);
  const value = { matcher: "*", hooks: [{ type: "command", command, timeout }] };
  return [{ path: ["hooks", "PreToolUse"], value }];
}

/** A group whose every command is ours; one that a person added a command to is not taken away. */
function isOurGroup(group: ValueNode): boolean {
  const handlers = itemsOf(at(group, "hooks"));
  return handlers.length > 0 && handlers.every(({ value }) => isOurCommand(textOf(at(value, "command"))));
}
