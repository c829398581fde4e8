/** The wire form of an action: reading it strictly, and writing it in one canonical way. */
import type { Action, ActionKind } from "./model/action.ts";

type Field = "text" | "optional" | "any" | "shell" | "hints";

/** The fields of each kind besides the common ones. */
const fields: Readonly<Record<ActionKind, Readonly<Record<string, Field>>>> = {
  command: { shell: "shell", command: "text" },
  file_write: { path: "text", content: "text" },
  file_edit: { path: "text", new_text: "text", old_text: "optional" },
  file_delete: { path: "text" },
  file_read: { path: "text" },
  dir_create: { path: "text" },
  file_rename: { path: "text", to: "text" },
  symlink: { path: "text", target: "text" },
  url_fetch: { url: "text" },
  mcp_call: { server: "text", tool: "text", args: "any", annotations: "hints" },
  terminal_input: { content: "optional", command: "optional", text: "optional" },
  notebook_run: { content: "optional", code: "optional", path: "optional" },
  task_run: { command: "optional", name: "optional", content: "optional" },
  debug_start: { name: "optional", content: "optional" },
  subagent_start: { prompt: "optional", name: "optional", content: "optional" },
  clipboard_write: { content: "optional" },
  markdown_render: { content: "optional" },
  workspace_search: { query: "optional" },
  diagnostics_read: {},
  todo_update: { content: "optional" },
  vscode_command: { command: "text", args: "any" },
  unknown_tool: { tool: "text", args: "any" },
};

export const actionKinds = Object.keys(fields) as readonly ActionKind[];

export function isActionKind(word: string): word is ActionKind {
  return Object.hasOwn(fields, word);
}

const common = ["id", "agent", "cwd", "workspace", "home"] as const;
/** Other names of platforms that senders use. */
const platforms: Readonly<Record<string, "linux" | "darwin" | "win32">> = {
  linux: "linux",
  darwin: "darwin",
  win32: "win32",
  macos: "darwin",
  windows: "win32",
};
const shells: ReadonlySet<string> = new Set(["bash", "zsh", "sh", "powershell", "cmd"]);

/** Reads one wire action. Unknown kinds, missing or mistyped fields are errors; fields nobody knows are dropped. */
export function readWireAction(value: unknown): { action: Action } | { error: string } {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { error: "An action must be a JSON object." };
  const given = value as Readonly<Record<string, unknown>>;
  const kind = given.kind;
  if (typeof kind !== "string" || !isActionKind(kind)) return { error: "The action's kind is missing or not known." };
  const action: Record<string, unknown> = { kind };
  for (const name of common) {
    const text = given[name];
    if (text === undefined || text === null) continue;
    if (typeof text !== "string") return { error: `${name} must be a text.` };
    action[name] = text;
  }
  if (given.platform !== undefined) {
    const platform =
      typeof given.platform === "string" && Object.hasOwn(platforms, given.platform)
        ? platforms[given.platform]
        : undefined;
    if (!platform) return { error: "platform must be linux, darwin or win32." };
    action.platform = platform;
  }
  for (const [name, field] of Object.entries(fields[kind])) {
    const fault = readField(name, field, withAliases(kind, name, given), action);
    if (fault) return { error: fault };
  }
  return { action: action as unknown as Action };
}

/** Some senders put the new text of an edit under `content`. */
function withAliases(kind: string, name: string, given: Readonly<Record<string, unknown>>): unknown {
  return kind === "file_edit" && name === "new_text" ? (given.new_text ?? given.content) : given[name];
}

function readField(name: string, field: Field, value: unknown, action: Record<string, unknown>): string | undefined {
  if (value === undefined || value === null) {
    return field === "text" || field === "shell" ? `${name} is missing.` : undefined;
  }
  if ((field === "text" || field === "optional") && typeof value !== "string") return `${name} must be a text.`;
  if (field === "shell" && (typeof value !== "string" || !shells.has(value)))
    return "shell must be bash, zsh, sh, powershell or cmd.";
  if (field === "hints" && (typeof value !== "object" || Array.isArray(value))) return `${name} must be an object.`;
  action[name] = value;
  return undefined;
}
