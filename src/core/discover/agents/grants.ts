import { declaredEffects } from "../../effects/code/declared.ts";
import { verbOf } from "../../effects/code/services.ts";
import type { EffectClaim, GrantEntry } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";

/** The dialects in which agent files name tools. */
export type GrantDialect = "claude" | "copilot" | "gemini" | "opencode" | "kiro" | "factory";

const reads: readonly Effect[] = ["read-files"];
const writes: readonly Effect[] = ["write-files"];
const runs: readonly Effect[] = ["run-code"];
const web: readonly Effect[] = ["fetch-network", "read-untrusted"];
const delegates: readonly Effect[] = ["delegate"];
const none: readonly Effect[] = [];

/** Built-in tools by lower-case name. Sources: agents-a 2.7, 3.6 and 6.4, agents-b 6.3 and 7.5, tool-formats 6, of 2026-11-21. */
const builtIn: Readonly<Record<GrantDialect, Readonly<Record<string, readonly Effect[]>>>> = {
  claude: {
    ...named("read notebookread glob grep ls lsp", reads),
    ...named("write edit multiedit notebookedit", writes),
    ...named("bash powershell repl monitor", runs),
    ...named("webfetch websearch", web),
    ...named("task agent sendmessage teamcreate workflow", delegates),
    ...named("croncreate schedulewakeup", ["persist"]),
    ...named(
      "bashoutput killshell taskoutput taskstop todowrite askuserquestion exitplanmode enterplanmode skill slashcommand toolsearch",
      none,
    ),
  },
  copilot: {
    ...named(
      "read notebookread readfile codebase usages problems changes findtestfiles searchresults testfailure terminallastcommand terminalselection search grep glob listdirectory textsearch filesearch getnotebooksummary",
      reads,
    ),
    ...named(
      "edit multiedit write notebookedit editfiles createfile createdirectory new editnotebook newworkspace createandrunTask",
      writes,
    ),
    ...named(
      "execute shell bash powershell runcommands runinterminal runtasks runtask runtests runnotebooks runnotebookcell createandruntask runcommand installextension",
      runs,
    ),
    ...named("web websearch webfetch fetch githubrepo opensimplebrowser browser", web),
    ...named("agent custom-agent task runsubagent", delegates),
    ...named("todo todos todowrite think vscodeapi extensions vscode askquestions memory getterminaloutput", none),
  },
  gemini: {
    ...named(
      "read_file read_many_files list_directory glob grep_search search_file_content get_internal_docs list_mcp_resources read_mcp_resource",
      reads,
    ),
    ...named("write_file replace edit", writes),
    ...named("run_shell_command shelltool", runs),
    ...named("web_fetch google_web_search", web),
    ...named("invoke_agent delegate_to_agent agent", delegates),
    ...named("ask_user write_todos save_memory activate_skill complete_task", none),
  },
  opencode: {
    ...named("read glob grep list lsp", reads),
    ...named("edit write patch apply_patch multiedit", writes),
    ...named("bash shell", runs),
    ...named("webfetch websearch codesearch", web),
    ...named("task subagent", delegates),
    ...named("skill todowrite todoread question plan_exit", none),
  },
  kiro: {
    ...named("fs_read read grep glob code readfile fsread", reads),
    ...named("fs_write write fswrite", writes),
    ...named("execute_bash execute_cmd shell executebash", runs),
    ...named("use_aws aws", ["fetch-network", "change-infra"]),
    ...named("web_fetch web_search web", web),
    ...named("use_subagent subagent delegate", delegates),
    ...named("knowledge thinking todo_list todo report_issue introspect session spec", none),
  },
  factory: {
    ...named("read ls grep glob read-only", reads),
    ...named("create edit multiedit applypatch", writes),
    ...named("execute", runs),
    ...named("websearch fetchurl", web),
    ...named("task", delegates),
    ...named("todowrite skill", none),
  },
};

/** Groups of VS Code tools, written `group/tool`: not servers. */
const copilotGroups: ReadonlySet<string> = new Set([
  "read",
  "edit",
  "execute",
  "search",
  "web",
  "agent",
  "vscode",
  "todo",
  "browser",
]);

function named(names: string, list: readonly Effect[]): Record<string, readonly Effect[]> {
  return Object.fromEntries(names.split(" ").map((name) => [name.toLowerCase(), list]));
}

/** What an agent without a list may do: every tool of its host. */
export const inheritsAll: readonly EffectClaim[] = (
  ["read-files", "write-files", "run-code", "fetch-network", "read-untrusted"] as const
).map((effect) => ({ effect, origin: "grant", because: "no tools list: every tool is inherited" }));

/** A tool of a server as an agent's list names it; `tool` undefined: all of the server's tools. */
export interface ServerGrant {
  readonly server: string;
  readonly tool: string | undefined;
}

/** The name without a scope in parentheses: `Bash(git *)` names `Bash`. */
export function grantName(text: string): string {
  return (text.split("(")[0] ?? "").trim();
}

/** The server that an entry names; undefined for built-in tools. */
export function serverGrant(text: string, dialect: GrantDialect): ServerGrant | undefined {
  const name = grantName(text);
  if (dialect === "kiro") return kiroServer(name);
  if (dialect === "gemini") return geminiServer(name);
  if (name.startsWith("mcp__")) {
    const [server = "", ...rest] = name.slice("mcp__".length).split("__");
    const tool = rest.join("__");
    return server ? { server, tool: tool && tool !== "*" ? tool : undefined } : undefined;
  }
  if (dialect !== "copilot" || !name.includes("/")) return undefined;
  const slash = name.lastIndexOf("/");
  const server = name.slice(0, slash);
  if (copilotGroups.has(server.toLowerCase())) return undefined;
  const tool = name.slice(slash + 1);
  return { server, tool: tool === "*" ? undefined : tool };
}

/** `@server`, `@server/tool`; `@builtin` is none. */
function kiroServer(name: string): ServerGrant | undefined {
  const [server = "", tool] = name.startsWith("@") ? name.slice(1).split("/") : [];
  return server && server !== "builtin" ? { server, tool: tool === "*" ? undefined : tool } : undefined;
}

/** `mcp_server_tool`, `mcp_server_*`, `server__tool`. */
function geminiServer(name: string): ServerGrant | undefined {
  const [, server, tool] = /^mcp_([^_*]+)_(.+)$/.exec(name) ?? /^([\w-]+)__(.+)$/.exec(name) ?? [];
  if (server) return { server, tool: tool === "*" ? undefined : tool };
  return name === "mcp_*" ? { server: "*", tool: undefined } : undefined;
}

/** What one entry of a tools list allows. */
export function grantEffects(entry: GrantEntry, dialect: GrantDialect): EffectClaim[] {
  const name = grantName(entry.text);
  const because = `tools: ${name}`;
  const claim = (effect: Effect): EffectClaim => ({ effect, origin: "grant", because, span: entry.span });
  if (name === "*" || name === "@builtin") return inheritsAll.map(({ effect }) => claim(effect));
  const server = serverGrant(name, dialect);
  if (server) return serverEffects(server).map(claim);
  const parts = dialect === "copilot" ? name.split("/") : [name];
  const table = builtIn[dialect];
  for (const part of [parts.at(-1), parts[0]]) {
    const key = part?.toLowerCase() ?? "";
    if (!Object.hasOwn(table, key)) continue;
    const known = table[key] ?? [];
    return [...known, ...(known === runs ? scopeEffects(entry.text) : [])].map(claim);
  }
  return namedEffects(parts.at(-1) ?? name).map(claim);
}

/** A tool that an extension or another host brings: what its name claims, and SQL, which is anything. */
function namedEffects(name: string): readonly Effect[] {
  return isSql(name) ? ["read-data", "write-data"] : declaredEffects(name);
}

function isSql(name: string): boolean {
  return /sql/i.test(name) && /query|exec|modify|run/i.test(name);
}

/** What the commands in a scope such as `Bash(git push:*)` are known to do beyond running. */
function scopeEffects(text: string): readonly Effect[] {
  const scope = text.slice(text.indexOf("(") + 1);
  return text.includes("(")
    ? scopes.filter(({ pattern }) => pattern.test(scope)).flatMap(({ effects }) => effects)
    : [];
}

const scopes: readonly { readonly pattern: RegExp; readonly effects: readonly Effect[] }[] = [
  // All of a program that can publish
  { pattern: /^(?:git|gh|gh\s+(?:pr|issue|release|repo|gist)|npm|docker)(?:[\s:]*\*)?\)?$/, effects: ["send-outward"] },
  {
    pattern:
      /^(?:git\s+push|gh\s+(?:pr|issue|release|gist|repo)\s+(?:create|comment|edit|merge|close|fork|review)|gh\s+api|(?:npm|pnpm|yarn|cargo|twine|gem)\s+publish|docker\s+push)/,
    effects: ["send-outward"],
  },
  { pattern: /^git\s+(?:reset|rebase|clean|push\s+(?:-f|--force))/, effects: ["rewrite-history"] },
  { pattern: /^(?:gh\s|curl\b|wget\b|git\s+(?:fetch|pull|clone))/, effects: ["fetch-network"] },
  { pattern: /^(?:rm|rmdir|unlink)\b/, effects: ["delete-files"] },
  {
    pattern: /^(?:npm|pnpm|yarn|pip3?|uv|brew|apt|apt-get)\s+(?:i|install|add)\b|^(?:npx|uvx|bunx)\b/,
    effects: ["install-package"],
  },
  { pattern: /^(?:kubectl|helm|terraform|aws|gcloud|az)\b/, effects: ["change-infra"] },
  { pattern: /^sudo\b/, effects: ["gain-privilege"] },
];

/** What is known of a server's tools by name alone: they bring in outside text, and send unless they say they read. */
function serverEffects({ tool }: ServerGrant): readonly Effect[] {
  if (tool !== undefined && isSql(tool)) return ["fetch-network", "read-data", "write-data"];
  const isRead = tool !== undefined && verbOf(tool) === "read";
  return isRead ? web : ["fetch-network", "send-outward", "read-untrusted"];
}
