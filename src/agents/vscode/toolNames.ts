/**
 * The names by which `tools:` of a custom agent or prompt file offers a tool: its own with or without its set, the set,
 * and what they were called before. Read in VS Code 1.139.1 and in its Copilot extension, and tried on 2026-11-26. The
 * model's names (`run_in_terminal`) are none of them, and neither are names in other letters.
 */
import { builtInTool, builtInTools } from "./tools.ts";

interface Listed {
  readonly set?: string;
  readonly reference: string;
  /** Names of earlier versions. What stands before a slash is one too, of all tools that had it. */
  readonly former?: readonly string[];
}

/** All edits are one tool in a list, whatever the model is given for them. */
const editFiles: Listed = { set: "edit", reference: "editFiles", former: ["editFiles"] };

const formerNames: Readonly<Record<string, readonly string[]>> = {
  read_file: ["search/readFile"],
  get_errors: ["problems"],
  get_changed_files: ["changes"],
  get_terminal_output: ["runCommands/getTerminalOutput"],
  create_new_workspace: ["new/newWorkspace"],
  run_in_terminal: ["runCommands/runInTerminal"],
  run_task: ["runTasks/runTask"],
  create_and_run_task: ["runTasks/createAndRunTask"],
  run_notebook_cell: ["runNotebooks/runCell"],
  run_vscode_command: ["new/runVscodeCommand"],
  install_extension: ["new/installExtension"],
  manage_todo_list: ["todos"],
};

/** Tools that are listed otherwise than they are called elsewhere, and those that have no row in the tree. */
const others: Readonly<Record<string, Listed>> = {
  replace_string_in_file: editFiles,
  multi_replace_string_in_file: editFiles,
  insert_edit_into_file: editFiles,
  apply_patch: editFiles,
  create_new_jupyter_notebook: { set: "edit", reference: "createJupyterNotebook", former: ["newJupyterNotebook"] },
  vscode_renameSymbol: { set: "edit", reference: "rename" },
  testFailure: { set: "execute", reference: "testFailure", former: ["copilot_testFailure"] },
  copilot_getNotebookSummary: {
    set: "read",
    reference: "getNotebookSummary",
    former: ["runNotebooks/getNotebookSummary"],
  },
  read_notebook_cell_output: {
    set: "read",
    reference: "readNotebookCellOutput",
    former: ["runNotebooks/readNotebookCellOutput"],
  },
  terminal_selection: { set: "read", reference: "terminalSelection", former: ["runCommands/terminalSelection"] },
  terminal_last_command: { set: "read", reference: "terminalLastCommand", former: ["runCommands/terminalLastCommand"] },
  get_task_output: { set: "read", reference: "getTaskOutput", former: ["runTasks/getTaskOutput"] },
  vscode_listCodeUsages: { set: "search", reference: "usages" },
  get_vscode_api: { set: "vscode", reference: "vscodeAPI" },
  resolve_memory_file_uri: { set: "vscode", reference: "resolveMemoryFileUri" },
  vscode_searchExtensions_internal: { set: "vscode", reference: "extensions", former: ["extensions"] },
  setup_tools_createNewWorkspace: { reference: "new" },
  vscode_askQuestions: { set: "vscode", reference: "askQuestions", former: ["vscode/askQuestions"] },
  github_text_search: { set: "web", reference: "githubTextSearch" },
};

/** Offered whatever is listed. */
const always: ReadonlySet<string> = new Set(["session_store_sql"]);

/** Other names of a set as a whole. */
const setAliases: Readonly<Record<string, readonly string[]>> = {
  execute: ["shell"],
  agent: ["runSubagent", "custom-agent"],
};

/** Whether the entries of a list offer a tool of VS Code's own; undefined: it is not known by which name it would. */
export function offers(entries: readonly string[], tool: string): boolean | undefined {
  if (always.has(tool)) return true;
  const found = listedAs(tool);
  if (!found) return undefined;
  const names = namesOf(found);
  return entries.some((entry) => names.has(entry));
}

function listedAs(tool: string): Listed | undefined {
  if (Object.hasOwn(others, tool)) return others[tool];
  const known = builtInTool(tool);
  if (!known) return undefined;
  const former = Object.hasOwn(formerNames, tool) ? { former: formerNames[tool] ?? [] } : {};
  const set = known.set === known.reference ? {} : { set: known.set };
  return { ...set, reference: known.reference, ...former };
}

function namesOf({ set, reference, former = [] }: Listed): ReadonlySet<string> {
  return new Set([
    reference,
    ...(set === undefined ? [] : [set, `${set}/${reference}`, ...(setAliases[set] ?? [])]),
    ...former.flatMap((name) => [name, name.slice(name.lastIndexOf("/") + 1), name.split("/")[0] ?? name]),
  ]);
}

/** The name that is meant by an entry that names nothing: the model's name of a tool, or a name in other letters. */
export function meantBy(entry: string): string | undefined {
  const listed = listedAs(entry);
  const all = [...builtInTools.map(({ name }) => name), ...Object.keys(others)];
  const names = new Set(all.flatMap((tool) => [...namesOf(listedAs(tool) ?? { reference: tool })]));
  if (names.has(entry)) return undefined;
  if (listed) return listed.set === undefined ? listed.reference : `${listed.set}/${listed.reference}`;
  return [...names].find((name) => name.toLowerCase() === entry.toLowerCase());
}

const githubServers: readonly string[] = [
  "github",
  "github/github-mcp-server",
  "io.github.github/github-mcp-server",
  "github-mcp-server",
];

const playwrightServers: readonly string[] = ["playwright", "microsoft/playwright-mcp", "com.microsoft/playwright-mcp"];

/** Whether the entries of a list may offer a tool of a server whose tools are not known. */
export function offersSome(entries: readonly string[], server: string): boolean {
  return entries.some((entry) => namesOfServer(server).some((name) => entry === name || entry.startsWith(`${name}/`)));
}

function namesOfServer(server: string): readonly string[] {
  const own = server.toLowerCase().replace(/\s+/g, "-");
  return [githubServers, playwrightServers].find((aliases) => aliases.includes(own)) ?? [own];
}

/**
 * Whether the entries of a list offer a tool of a server. The list has the server's name of its configuration in small
 * letters and with a dash for each space, and no other.
 */
export function offersOfServer(entries: readonly string[], server: string, tool: string): boolean {
  const names = namesOfServer(server);
  return entries.some(
    (entry) => entry === tool || names.some((name) => [name, `${name}/*`, `${name}/${tool}`].includes(entry)),
  );
}
