import type { Action, ActionKind, ToolChange } from "../model/action.ts";
import type { HeldCall } from "../model/heldCall.ts";
import { safeBlock } from "./sanitize.ts";
import { grouped, safeShort, shortenMiddle } from "./shorten.ts";

/** What an action does and to what: "run" and the command, "write" and the path. `object` is raw text of the agent. */
interface Phrase {
  readonly verb: string;
  readonly object: string;
  /** Long text that goes with it: a file's new content, a prompt, a tool's arguments. */
  readonly body?: string;
}

type Phrases = { readonly [K in ActionKind]: (action: Extract<Action, { kind: K }>) => Phrase };

/**
 * One line for lists, titles and the audit, safe to show: `run “npm test”`.
 * @param clean takes secrets out; it sees the text before it is shortened, since half a secret is not recognized
 */
export function summarize(action: Action, max = 160, clean?: (text: string) => string): string {
  const { verb, object, body } = phrase(action);
  const size = body === undefined ? "" : ` (${describeSize(body)})`;
  if (object === "") return `${verb}${size}`;
  if (clean && object.length > maxCleaned) return `${verb} a text of ${describeSize(object)}${size}`;
  return `${verb} “${safeShort(clean ? clean(object) : object, max)}”${size}`;
}

/** Longest text that is searched for secrets; of a longer one nothing is quoted. */
const maxCleaned = 100_000;

/** One line for a whole call: its first action, and how many more there are. */
export function summarizeCall(call: HeldCall, max = 160, clean?: (text: string) => string): string {
  const [first, ...rest] = call.actions;
  if (!first) return `use the tool “${safeShort(call.tool, max)}”`;
  const summary = summarize(first, max, clean);
  return rest.length === 0 ? summary : `${summary} and ${rest.length} more`;
}

/** The long text that goes with an action (content, arguments, a prompt), as the agent wrote it. */
export function bodyOf(action: Action): string | undefined {
  return phrase(action).body;
}

/** Whether `summarize(action, max)` shows the object whole, and there is no body beside it. */
export function isSummaryWhole(action: Action, max: number): boolean {
  const { object, body } = phrase(action);
  return body === undefined && object.length <= max;
}

/** Everything an action says, on as many lines as it takes, safe to show in a read-only document. */
export function actionText(action: Action): string {
  const { verb, object, body } = phrase(action);
  const head = object === "" ? capitalize(verb) : `${capitalize(verb)}:\n${shownBlock(object)}`;
  return body === undefined ? head : `${head}\n\n${shownBlock(body)}`;
}

/** Longest text shown in full, in characters: beyond it nobody reads, and a hostile one would stall the editor. */
const maxShown = 1_000_000;

function shownBlock(text: string): string {
  return safeBlock(shortenMiddle(text, maxShown));
}

/** "12 lines, 340 characters". */
export function describeSize(text: string): string {
  const lines = text === "" ? 0 : text.split("\n").length;
  return `${count(lines, "line")}, ${count(text.length, "character")}`;
}

function count(number: number, thing: string): string {
  return `${grouped(number)} ${thing}${number === 1 ? "" : "s"}`;
}

const phrases: Phrases = {
  command: (a) => ({ verb: "run", object: a.command }),
  file_write: (a) => ({ verb: "write", object: a.path, body: a.content }),
  file_edit: (a) => ({ verb: "edit", object: a.path, body: editBody(a.old_text, a.new_text) }),
  file_delete: (a) => ({ verb: "delete", object: a.path }),
  file_read: (a) => ({ verb: "read", object: a.path }),
  dir_create: (a) => ({ verb: "create the folder", object: a.path }),
  file_rename: (a) => ({ verb: "rename", object: `${a.path} → ${a.to}` }),
  symlink: (a) => ({ verb: "link", object: `${a.path} → ${a.target}` }),
  url_fetch: (a) => ({ verb: "fetch", object: a.url }),
  mcp_call: (a) => ({ verb: "call the tool", object: `${a.tool} of ${a.server}`, ...callBody(a) }),
  terminal_input: (a) => ({ verb: "type into a terminal", object: a.command ?? a.text ?? a.content ?? "" }),
  notebook_run: (a) => ({ verb: "run a notebook cell", object: a.path ?? "", ...body(a.code ?? a.content) }),
  task_run: (a) => ({ verb: "run the task", object: a.command ?? a.name ?? a.content ?? "" }),
  debug_start: (a) => ({ verb: "start the debugger", object: a.name ?? a.content ?? "" }),
  subagent_start: (a) => ({ verb: "start another agent", object: a.name ?? "", ...body(a.prompt ?? a.content) }),
  clipboard_write: (a) => ({ verb: "write to the clipboard", object: "", ...body(a.content) }),
  markdown_render: (a) => ({ verb: "show a document", object: "", ...body(a.content) }),
  workspace_search: (a) => ({ verb: "search for", object: a.query ?? "" }),
  diagnostics_read: () => ({ verb: "read the editor's state", object: "" }),
  todo_update: (a) => ({ verb: "update its plan", object: "", ...body(a.content) }),
  vscode_command: (a) => ({ verb: "run the editor command", object: a.command, ...argumentsBody(a.args) }),
  unknown_tool: (a) => ({ verb: "use the unknown tool", object: a.tool, ...argumentsBody(a.args) }),
};

function phrase(action: Action): Phrase {
  // The table has one entry a kind; TypeScript cannot relate the key and the argument of an indexed union.
  return (phrases[action.kind] as (action: Action) => Phrase)(action);
}

function editBody(oldText: string | undefined, newText: string): string {
  if (oldText === undefined) return newText;
  return `${prefixLines(oldText, "- ")}\n${prefixLines(newText, "+ ")}`;
}

function prefixLines(text: string, prefix: string): string {
  return text
    .split("\n")
    .map((line) => prefix + line)
    .join("\n");
}

function body(text: string | undefined): { body?: string } {
  return text === undefined ? {} : { body: text };
}

function argumentsBody(args: unknown): { body?: string } {
  if (args === undefined) return {};
  try {
    return body(JSON.stringify(args, undefined, 2));
  } catch {
    return body("⟨arguments that cannot be shown⟩");
  }
}

/** The arguments, and the words of the tool where they changed. */
function callBody({ args, changes = [] }: Extract<Action, { kind: "mcp_call" }>): { body?: string } {
  if (changes.length === 0) return argumentsBody(args);
  return body([argumentsBody(args).body ?? "", ...changes.map(changeText)].filter((part) => part !== "").join("\n\n"));
}

function changeText({ part, before, after }: ToolChange): string {
  return `The tool's ${part} before:\n${before ?? "⟨none⟩"}\nThe tool's ${part} now:\n${after ?? "⟨none⟩"}`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
