/**
 * Amp, from a copy of its manual (read 2026-11-21). Not proven: Amp does not start without its own server. A rule of
 * `amp.permissions` delegates every call to a helper of ours: exit code 0 allows, 2 rejects with stderr as the reason.
 */
import { at, itemsOf, textOf, type ValueNode } from "../../core/parse/value.ts";
import { singleCommand } from "../hookCommand.ts";
import { commandsFor, companionPath, type HookInstall } from "../hookInstall.ts";
import { jsonEntries } from "../jsonEntries.ts";

const permissions = "amp.permissions";

export const ampInstall: HookInstall = {
  source: "amp-delegate",
  title: "Amp",
  agents: ["amp"],
  path: [".config", "amp", "settings.json"],
  companions: [{ name: "amp", executable: true, content: helper }],
  ...jsonEntries({
    entries: (launcher) => [
      { path: [permissions], value: { tool: "*", action: "delegate", to: companionPath(launcher, "amp") } },
    ],
    isOurs,
    refusal,
    faultOf: (root) => {
      const first = itemsOf(at(root, permissions))[0];
      return first === undefined || isOurs(first.value) ? undefined : "has rules in front of ours (“amp.permissions”)";
    },
  }),
};

function isOurs(rule: ValueNode): boolean {
  return /\.countersign[\\/]+agents[\\/]+amp$/.test(textOf(at(rule, "to")) ?? "");
}

/**
 * The first rule that matches decides, and the helper can only allow or reject. In front of other rules ours would
 * take them out of force, behind them it would not be asked.
 */
function refusal(root: ValueNode | undefined): string | undefined {
  if (itemsOf(at(root, permissions)).length === 0) return undefined;
  return (
    "“amp.permissions” holds rules already, and Amp takes the first that matches: ours would switch them off. " +
    "Move them into a policy of Countersign, empty the list, then install the gate again."
  );
}

/**
 * The helper gets the name of the tool in a variable and its arguments on stdin, and makes one description of both. A
 * name that would need quoting is no tool of Amp's and is denied.
 */
function helper(launcher: string): string {
  const command = singleCommand(commandsFor(launcher, "amp-delegate"));
  return `#!/bin/sh
# Written by Countersign (${launcher}). Amp calls it before each tool. Do not edit.
case $AGENT_TOOL_NAME in
  '' | *[!A-Za-z0-9_.:/@-]*)
    echo "Countersign stopped this action: Amp named no tool." >&2
    exit 2
    ;;
esac
folder=$(pwd)
case $folder in
  *[!A-Za-z0-9_./@+,=\\ ~-]*) folder= ;;
esac
{
  printf '{"amp":true,"tool":"%s","cwd":"%s","input":' "$AGENT_TOOL_NAME" "$folder"
  cat
  printf '}'
} | ${command}
[ $? -eq 0 ] || exit 2
`;
}
