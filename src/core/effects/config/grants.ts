/** How far a rule reaches that lets an agent do something without a question. */

/** `wide`: more than one declared task. `narrow`: one command, tool, folder or host. */
export type Reach = "wide" | "narrow";

/** Programs that only look, so that letting them run loosens little. */
const mildCommands = new Set(
  "ls dir pwd echo cat head tail wc grep rg find tree which date whoami uname stat file diff sort uniq cut true jq df du".split(
    " ",
  ),
);

/** Programs that can run or change anything; a rule with them is narrow only if it names every word. */
const mightyCommands =
  /^(?:sudo|doas|su|rm|rmdir|del|rd|sh|bash|zsh|fish|dash|pwsh|powershell|cmd|python[\d.]*|py|node|deno|bun|ruby|perl|php|lua|eval|exec|env|xargs|curl|wget|ssh|scp|nc|ncat|npx|pnpx|bunx|uvx|pipx|docker|podman|kubectl|helm|terraform|aws|gcloud|az|dd|chmod|chown|kill|pkill|osascript|iex|iwr|invoke-.*)$/;

const readingTool =
  /^(?:get|list|search|read|view|find|show|describe|query|lookup|fetch|count|ls|glob|grep|status)(?:[_-].*)?$/i;
const readingTools = new Set(
  "read grep glob ls list websearch web_search todowrite todoread notebookread search fs_read file_search view codebase_search list_dir read_file".split(
    " ",
  ),
);
const shellTool =
  /^(?:bash|shell|powershell|run_shell_command|shelltool|execute_bash|execute_command|exec|terminal|run_in_terminal|command|developer__shell|run_command|shell\(.*)$/i;
const everything = /^(?:\*+|\.\*|\.\+|\*:\*|:\*|\*\*\/\*|\/\*\*|\/\/\*\*|~\/\*\*|all|any|\.|\/|~|\^|)$/i;

/** The reach of one entry of an allow list, in whatever notation: `Bash(npm test)`, `git status`, `/^ls\b/`, `mcp__a__b`. */
export function reachOf(rule: unknown): Reach {
  if (typeof rule === "boolean" || typeof rule === "number") return "wide";
  if (typeof rule !== "string") return "wide";
  const text = rule.trim();
  if (everything.test(text)) return "wide";
  const call = /^([\w*-]+)\s*\(([\s\S]*)\)$/.exec(text);
  if (call) return reachOfCall(call[1] as string, (call[2] as string).trim());
  if (/^mcp__/i.test(text)) return /^mcp__[^_*]+(?:_[^_*]+)*__[^*]+$/i.test(text) ? "narrow" : "wide";
  const pattern = /^\/(.*)\/[a-z]*$/s.exec(text)?.[1];
  return reachOfCommand(pattern === undefined ? text : unanchored(pattern));
}

function reachOfCall(tool: string, argument: string): Reach {
  if (everything.test(argument))
    return readingTools.has(tool.toLowerCase()) && !/^[/~]/.test(argument) ? "narrow" : "wide";
  if (shellTool.test(tool)) return reachOfCommand(argument);
  if (/^(?:domain:)?\*/.test(argument)) return "wide";
  return reachOfPath(argument);
}

/** A rule over files is narrow while it stays in named folders that steer nothing. */
export function reachOfPath(glob: string): Reach {
  if (everything.test(glob)) return "wide";
  if (/^\/\/|^~|^[a-z]:|^\/(?:home|users|etc|var|usr|root)\b|^\.\./i.test(glob)) return "wide";
  return /(?:^|[/*])(?:\.(?:git|vscode|claude|cursor|github|env|ssh|codex|gemini|kiro|husky|npmrc|mcp)|package\.json)/i.test(
    glob,
  )
    ? "wide"
    : "narrow";
}

/** Anchors, word borders and plain blanks of a regular expression say nothing about its reach. */
function unanchored(pattern: string): string {
  return pattern
    .replace(/^\^|\$$|\\b/g, "")
    .replace(/\\s[+*]?/g, " ")
    .replace(/\\(?=[./-])/g, "")
    .trim();
}

function reachOfCommand(text: string): Reach {
  const bare = text.replace(/\s*(?::\*|\*|\.\*|\.\+)$/, "").trim();
  const isOpen = bare.length < text.trim().length;
  const words = bare.split(/\s+/).filter((word) => word !== "");
  const first = (words[0] ?? "").replace(/^.*[\\/]/, "").toLowerCase();
  if (words.length === 0 || /^[*.[(?]/.test(bare)) return "wide";
  if (/[;&|`<>]|\$\(/.test(bare.replace(/\([\w| -]*\)/g, ""))) return "wide";
  if (mightyCommands.test(first)) return isOpen || words.length < 3 ? "wide" : "narrow";
  if (words.length === 1) return mildCommands.has(first) || isReadingTool(first) ? "narrow" : "wide";
  return /^git$/.test(first) && /^(?:push|reset|clean|config|rebase|filter-branch|-c)$/.test(words[1] as string)
    ? "wide"
    : "narrow";
}

/** `search`, `list_issues`, `github:get_*`: tools that look. */
function isReadingTool(name: string): boolean {
  const own = name.replace(/^.*[:/]/, "");
  return readingTools.has(own) || readingTool.test(own);
}

/** The reach of all rules of a list or map: `{"npm test": true, "rm": false}`. undefined: nothing is granted. */
export function reachOfAll(value: unknown, reach: (rule: unknown) => Reach = reachOf): Reach | undefined {
  const rules = grantedIn(value);
  if (rules.length === 0) return undefined;
  return rules.some((rule) => reach(rule) === "wide") ? "wide" : "narrow";
}

function grantedIn(value: unknown): readonly unknown[] {
  if (value === undefined || value === null || value === false) return [];
  if (Array.isArray(value)) return value.map((item) => patternOf(item));
  if (typeof value !== "object") return [value];
  return Object.entries(value).flatMap(([rule, granted]) => (isGranted(granted) ? [rule] : []));
}

/** Lists also hold objects that carry their pattern. */
function patternOf(item: unknown): unknown {
  if (typeof item !== "object" || item === null) return item;
  const fields = item as Readonly<Record<string, unknown>>;
  return fields.pattern ?? fields.command ?? fields.match ?? fields.tool ?? fields.name ?? "*";
}

function isGranted(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).some(isGranted);
  return (
    value !== false && value !== null && !/^(?:deny|ask|prompt|confirm|never|off|false|exclude)$/i.test(String(value))
  );
}
