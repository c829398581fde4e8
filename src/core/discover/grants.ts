import { verbOf } from "../effects/code/services.ts";
import type { EffectClaim, GrantEntry } from "../model/definition.ts";
import type { Effect } from "../model/effect.ts";

/** The two dialects in which agent files name tools. */
export type GrantDialect = "claude" | "copilot";

const reads: readonly Effect[] = ["read-files"];
const writes: readonly Effect[] = ["write-files"];
const runs: readonly Effect[] = ["run-code"];
const web: readonly Effect[] = ["fetch-network", "read-untrusted"];
const delegates: readonly Effect[] = ["delegate"];
const none: readonly Effect[] = [];

/** Built-in tools by lower-case name. Sources: agents-a 2.7 and 3.6, tool-formats 6, of 2026-11-21. */
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
  if (name.startsWith("mcp__")) {
    const [server = "", ...rest] = name.slice("mcp__".length).split("__");
    const tool = rest.join("__");
    return server ? { server, tool: tool && tool !== "*" ? tool : undefined } : undefined;
  }
  if (dialect === "claude" || !name.includes("/")) return undefined;
  const slash = name.lastIndexOf("/");
  const server = name.slice(0, slash);
  if (copilotGroups.has(server.toLowerCase())) return undefined;
  const tool = name.slice(slash + 1);
  return { server, tool: tool === "*" ? undefined : tool };
}

/** What one entry of a tools list allows. */
export function grantEffects(entry: GrantEntry, dialect: GrantDialect): EffectClaim[] {
  const name = grantName(entry.text);
  const because = `tools: ${name}`;
  const claim = (effect: Effect): EffectClaim => ({ effect, origin: "grant", because, span: entry.span });
  if (name === "*") return inheritsAll.map(({ effect }) => claim(effect));
  const server = serverGrant(name, dialect);
  if (server) return serverEffects(server).map(claim);
  const parts = dialect === "copilot" ? name.split("/") : [name];
  const table = builtIn[dialect];
  for (const part of [parts.at(-1), parts[0]]) {
    const key = part?.toLowerCase() ?? "";
    if (Object.hasOwn(table, key)) return (table[key] ?? []).map(claim);
  }
  return [];
}

/** What is known of a server's tools by name alone: they bring in outside text, and send unless they say they read. */
function serverEffects({ tool }: ServerGrant): readonly Effect[] {
  const isRead = tool !== undefined && verbOf(tool) === "read";
  return isRead ? web : ["fetch-network", "send-outward", "read-untrusted"];
}
