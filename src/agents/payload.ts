/** Small readers for payloads that come from an agent: every field may be missing, of another type, or hostile. */
import type { Action, Shell } from "../core/model/action.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** An object's own fields, or undefined for anything that is no plain object. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Optional properties without `undefined` values, as exact optional types want them. */
export function optional<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: string });
}

/**
 * Turns a tool's input into actions. Undefined: the input is not what this tool takes, so the call is not understood
 * and is held as an unknown tool.
 */
export type ToolReader = (input: Fields, cwd: string | undefined) => readonly Action[] | undefined;

/** A tool that neither touches anything nor tells anybody: plans, questions to the user, lists of its own. */
export const planning: ToolReader = () => [{ kind: "todo_update" }];

/** A tool that reads what the editor or the agent itself already knows. */
export const readsState: ToolReader = () => [{ kind: "diagnostics_read" }];

export const searches =
  (...keys: readonly string[]): ToolReader =>
  (input) => [{ kind: "workspace_search", ...optional("query", firstText(input, keys)) }];

/** One action made of one required text field. */
export function one(key: string, make: (value: string, input: Fields) => Action): ToolReader {
  return (input) => {
    const value = text(input[key]);
    return value === undefined ? undefined : [make(value, input)];
  };
}

/** Runs the reader; a tool that is unknown, or whose input is not understood, becomes an unknown tool that is asked. */
export function readTool(
  readers: Readonly<Record<string, ToolReader>>,
  tool: string,
  input: unknown,
  cwd: string | undefined,
): readonly Action[] {
  const reader = Object.hasOwn(readers, tool) ? readers[tool] : undefined;
  const fields = fieldsOf(input) ?? {};
  const actions = reader?.(fields, cwd);
  return actions && actions.length > 0 ? actions : [{ kind: "unknown_tool", tool, args: input }];
}

/** `mcp__server__tool`: the server's name ends at the first "__", so that every word of the tool's name is in `tool`. */
export function mcpByUnderscores(name: string, args: unknown): Action {
  const [, server, tool] = /^mcp__(.+?)__(.+)$/s.exec(name) ?? [];
  if (server === undefined || tool === undefined) return { kind: "unknown_tool", tool: name, args };
  return { kind: "mcp_call", server, tool, args };
}

/** A command that may name a folder of its own to run in. */
export function runsIn(folderKey: string): ToolReader {
  return (input, cwd) => {
    const command = text(input.command);
    if (command === undefined) return undefined;
    return [{ kind: "command", shell: shellFor(cwd), command, ...inFolder(text(input[folderKey]), cwd) }];
  };
}

/** The agent and folder every action of a call carries; an action that names a folder of its own keeps it. */
export function withContext(actions: readonly Action[], agent: string, cwd: string | undefined): readonly Action[] {
  return actions.map((action) => ({ ...optional("cwd", cwd), ...action, agent }));
}

/** The folder a call names for itself, seen from the folder the agent works in. */
export function inFolder(folder: string | undefined, cwd: string | undefined): { cwd?: string } {
  if (folder === undefined || folder === "") return {};
  const absolute = /^(?:[/~]|[A-Za-z]:[\\/]|\\\\)/.test(folder);
  return absolute || cwd === undefined ? { cwd: folder } : { cwd: `${cwd}/${folder}` };
}

/** The agents run the user's shell; on Windows that is PowerShell, which a folder like `C:\work` tells. */
export function shellFor(cwd: string | undefined): Shell {
  return cwd !== undefined && /^(?:[A-Za-z]:[\\/]|\\\\)/.test(cwd) ? "powershell" : "bash";
}

function firstText(input: Fields, keys: readonly string[]): string | undefined {
  return keys.map((key) => text(input[key])).find((value) => value !== undefined);
}
