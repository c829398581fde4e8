/**
 * Milder commands for the same wish: they look at what would happen, rehearse it, or can be taken back. Offered only
 * where they would themselves run without a question, which the caller checks.
 */
import type { Shell } from "../model/action.ts";
import type { Act } from "./act.ts";
import { type Row, rehearse, words } from "./saferRows.ts";
import { databases, files, history, infrastructure, machine, packages, windowsShells } from "./saferTables.ts";

const everywhere: readonly Row[] = [...history, ...infrastructure, ...databases, ...packages];
const posix: readonly Row[] = [...everywhere, ...files, ...machine];

/** Cmdlets, and the aliases of those, that change something take `-WhatIf`. */
const cmdlets =
  /^(?:(?:remove|clear|move|copy|rename|set|new|stop|restart|suspend|start|disable|enable|uninstall|install|update|add|out|register|unregister|publish|reset|restore|checkpoint|dismount|format|initialize|resize)-\w+|rm|ri|del|erase|rd|rmdir|mv|mi|move|ren|rni|cp|cpi|copy|kill|spps|spsv|clc|cli|sp|si|ni|md|mkdir) ./i;
const powershell: readonly Row[] = [
  [cmdlets, (command) => rehearse(command, "-WhatIf", "powershell")],
  ...everywhere,
  ...windowsShells,
];
const cmd: readonly Row[] = [...everywhere, ...windowsShells];

const rowsOf: Readonly<Record<Shell, readonly Row[]>> = { bash: posix, zsh: posix, sh: posix, powershell, cmd };

/** A command for the same wish that only looks or that can be taken back; undefined: none is known. */
export function saferCommand(found: Act, shell: Shell): string | undefined {
  const { command } = found;
  if (command === undefined || command.length > 400) return undefined;
  for (const [pattern, suggestion] of rowsOf[shell]) {
    const match = pattern.exec(command);
    if (!match) continue;
    if (typeof suggestion === "function") return suggestion(command, match);
    const parts = match.slice(1).map((part) => part ?? "");
    if (!parts.every((part) => words(part) !== undefined)) return undefined;
    return suggestion.replace(/\$(\d)/g, (_whole, index: string) => parts[Number(index) - 1] ?? "").trim();
  }
  return undefined;
}
