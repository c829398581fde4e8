import type { Format } from "../format.ts";
import { inspectAgentFile } from "./agentFile.ts";
import type { GrantDialect } from "./grants.ts";

const copilotPath = /\.(?:agent|chatmode)\.md$|(?:^|\/)\.github\/agents\/(?:[^/]+\/)*[^/]+\.md$/;

/** Agent files of hosts that are known by their folder. Sources: agents-a 6.5 and 6.6, agents-b 1 to 8, of 2026-11-21. */
const hosts: readonly { readonly path: RegExp; readonly format: string; readonly dialect: GrantDialect }[] = [
  { path: /(?:^|\/)\.gemini\/(?:[^/]+\/)*agents\/[^/]+\.md$/, format: "gemini-agent-md", dialect: "gemini" },
  { path: /(?:^|\/)\.qwen\/agents\/[^/]+\.md$/, format: "qwen-agent-md", dialect: "gemini" },
  {
    path: /(?:^|\/)(?:\.opencode|\.kilo|\.kilocode|\.config\/opencode)\/(?:agents?|modes?)\/(?:[^/]+\/)*[^/]+\.md$/,
    format: "opencode-agent-md",
    dialect: "opencode",
  },
  { path: /(?:^|\/)\.cursor\/agents\/[^/]+\.(?:md|mdc|markdown)$/, format: "cursor-agent-md", dialect: "claude" },
  { path: /(?:^|\/)\.kiro\/agents\/[^/]+\.md$/, format: "kiro-agent-md", dialect: "kiro" },
  { path: /(?:^|\/)\.factory\/droids\/[^/]+\.md$/, format: "factory-droid-md", dialect: "factory" },
];

export const hostAgents: Format = {
  id: "host-agent-md",
  isCandidate: (path) => hosts.some((host) => host.path.test(path)),
  inspect(source) {
    const host = hosts.find(({ path }) => path.test(source.path));
    return host ? inspectAgentFile(source, { ...host, requiredKeys: ["description"] }) : {};
  },
};

/** Sub-agents of Claude Code: `.claude/agents/*.md`, and `agents/*.md` of plugins. */
export const claudeAgents: Format = {
  id: "claude-agent-md",
  isCandidate: (path) =>
    /(?:^|\/)agents?\/(?:[^/]+\/)*[^/]+\.md$/.test(path) &&
    !copilotPath.test(path) &&
    !/(?:^|\/)(?:readme|skill|agents|claude|changelog)\.md$|\.(?:prompt|instructions)\.md$/i.test(path),
  inspect(source) {
    // Elsewhere a folder named agents holds other Markdown too, so the file has to say more.
    if (ownAgent.test(source.text))
      return inspectAgentFile(source, {
        format: "custom-agent-md",
        dialect: "claude",
        requiredKeys: ["id", "description"],
      });
    // The folder of OpenCode's settings itself, kept as a repository.
    if (opencodeAgent.test(source.text))
      return inspectAgentFile(source, {
        format: "opencode-agent-md",
        dialect: "opencode",
        requiredKeys: ["description", "mode"],
      });
    if (!/(?:^|\/)agents\//.test(source.path)) return {};
    const requiredKeys = source.path.includes(".claude/agents/") ? ["name"] : ["name", "description"];
    return inspectAgentFile(source, { ...hostByTools(source.text), requiredKeys });
  },
};

/** A mode in place of a name, as only OpenCode writes it (1.18.33, 2026-11-26). */
const opencodeAgent =
  /^\uFEFF?---\r?\n(?=(?:(?!---)[^\n]*\n)*description:)(?=(?:(?!---)[^\n]*\n)*mode: *["']?(?:subagent|primary|all)\b)(?!(?:(?!---)[^\n]*\n)*name:)/;

/** An id in place of a name, beside a description and what it works with: agents of a program of the project's own. */
const ownAgent =
  /^\uFEFF?---\r?\n(?=(?:(?!---)[^\n]*\n)*id:)(?=(?:(?!---)[^\n]*\n)*description:)(?=(?:(?!---)[^\n]*\n)*(?:tools|model|system_prompt|user_prompt|temperature|provider):)(?!(?:(?!---)[^\n]*\n)*name:)/;

/** Collections are for one host, whose names of tools tell which. */
function hostByTools(text: string): { readonly format: string; readonly dialect: GrantDialect } {
  const front = /^\uFEFF?---\r?\n([\s\S]{0,6000}?)\r?\n---/.exec(text)?.[1] ?? "";
  return geminiTools.test(front) && !claudeTools.test(front)
    ? { format: "gemini-agent-md", dialect: "gemini" }
    : { format: "claude-agent-md", dialect: "claude" };
}

/** Names that only the Gemini CLI and those made of it have (agents-a, 2026-11-21). */
const geminiTools =
  /^tools:(?:[^\n]*|(?:\s*\n\s+-[^\n]*)*)\b(?:run_shell_command|google_web_search|web_fetch|read_file|write_file|read_many_files|search_file_content|grep_search|list_directory)\b/m;

/**
 * Collections keep agents in folders of their own: any Markdown whose frontmatter has a name, a description and either
 * tools of which at least one is Claude Code's, or what only its agents have: a colour, or one of its models.
 */
export const collectedAgents: Format = {
  id: "claude-agent-md",
  isCandidate: (path) => path.endsWith(".md") && !/(?:^|\/)(?:readme|changelog|contributing|license)\.md$/i.test(path),
  inspect(source) {
    const front = /^\uFEFF?---\r?\n([\s\S]{0,6000}?)\r?\n---/.exec(source.text)?.[1] ?? "";
    const isAgent =
      /^name:/m.test(front) && /^description:/m.test(front) && (claudeTools.test(front) || claudeLook.test(front));
    if (!isAgent) return {};
    const requiredKeys = ["name", "description"];
    return inspectAgentFile(source, { ...hostByTools(source.text), requiredKeys });
  },
};

const claudeTools =
  /^tools:(?:[^\n]*|(?:\s*\n\s+-[^\n]*)*)\b(?:Read|Write|Edit|MultiEdit|Bash|Grep|Glob|WebFetch|WebSearch|Task|TodoWrite)\b/m;

const claudeLook =
  /^color:[ \t]*["']?(?:red|blue|green|yellow|purple|orange|pink|cyan|indigo|teal|magenta|gr[ae]y|gold|violet)["']?[ \t]*$|^model:[ \t]*["']?(?:sonnet|opus|haiku|inherit)["']?[ \t]*$/m;

/** Custom agents of VS Code and Copilot, with their older name chat modes. */
export const copilotAgents: Format = {
  id: "copilot-agent-md",
  isCandidate: (path) => copilotPath.test(path) && !/(?:^|\/)readme\.md$/i.test(path),
  inspect: (source) =>
    inspectAgentFile(source, { format: "copilot-agent-md", dialect: "copilot", requiredKeys: ["description"] }),
};
