/** What Qwen Code is tried with. Where no mode is set, a model decides: that is not tried. */
import type { Configuration, Tried } from "./recording.ts";

const settingsFile = "$HOME/.qwen/settings.json";
const projectFile = "$WS/.qwen/settings.json";
const trustFile = "$HOME/.qwen/trustedFolders.json";

const basic: readonly Tried[] = [
  ["command", "touch a.txt"],
  ["command", "ls"],
  ["command", "ls && touch b"],
  ["command", "git status"],
  ["write", "$WS/b.txt"],
  ["read", "$WS/e.txt"],
  ["edit", "$WS/e.txt"],
  ["write", "$BASE/out/b.txt"],
  ["read", "$BASE/out/r.txt"],
  ["write", "$WS/package.json"],
  ["mcp", "lab/lab_touch"],
];

const commands: readonly Tried[] = [
  ["command", "touch a"],
  ["command", "touch a && touch b"],
  ["command", "touch a && mkdir c"],
  ["command", "X=1 touch a"],
  ["command", "env touch a"],
  ["command", "bash -c 'touch a'"],
  ["command", "/usr/bin/touch a"],
  ["command", "mkdir d"],
  ["command", "ls | mkdir e"],
  ["command", "ls; touch f"],
  ["command", "touching f"],
  ["command", "ls"],
];

/** Lines that only read, and lines that seem to. */
const readers: readonly Tried[] = [
  ["command", "git log"],
  ["command", "git branch"],
  ["command", "git diff | head -1"],
  ["command", "find . -name nothing"],
  ["command", "cat package.json | wc -l"],
  ["command", "sort sub/none"],
  ["command", "X=1 ls"],
  ["command", "(ls)"],
  ["command", "{ ls; }"],
  ["command", "ls $(pwd)"],
  ["command", "ls > f"],
  ["command", "ls 2>&1"],
  ["command", "ls &"],
  ["command", "cd sub && ls"],
  ["command", "cat $BASE/out/r"],
  ["command", "env"],
  ["command", "sed -n 1p sub/none"],
  ["command", "true"],
  ["command", "if ls; then pwd; fi"],
  ["command", "ls # touch a"],
  ["command", "'ls'"],
  ["command", "command ls"],
  ["command", "ls; pwd"],
  ["command", "(touch a)"],
  ["command", "touch a &"],
];

const tools: readonly Tried[] = [
  ["command", "touch a"],
  ["command", "ls"],
  ["write", "$WS/b.txt"],
  ["read", "$WS/r.txt"],
  ["mcp", "lab/lab_touch"],
];

const paths: readonly Tried[] = [
  ["write", "$WS/b.txt"],
  ["write", "$WS/b.md"],
  ["write", "$WS/sub/b.txt"],
  ["write", "$WS/sub/deep/b.md"],
  ["write", "$WS/sub/../c.txt"],
  ["write", "$BASE/out/b.txt"],
  ["write", "$HOME/b.txt"],
  ["read", "$WS/r.txt"],
  ["read", "$WS/sub/r.md"],
  ["read", "$BASE/out/r.txt"],
];

function config(
  name: string,
  values: Readonly<Record<string, unknown>>,
  tried: readonly Tried[] = basic,
  server: Readonly<Record<string, unknown>> = {},
  files: Configuration["files"] = {},
): Configuration {
  const mcpServers = { lab: { command: "$CMD", args: ["$ARG"], ...server } };
  return { name, files: { [settingsFile]: JSON.stringify({ ...values, mcpServers }), ...files }, tried };
}

const asks = { tools: { approvalMode: "default" } };

export const qwenCases: readonly Configuration[] = [
  config("default mode", asks),
  config("auto-edit", { tools: { approvalMode: "auto-edit" } }),
  config("yolo with rules", {
    tools: { approvalMode: "yolo" },
    permissions: { ask: ["Bash(touch *)"], deny: ["Write(/b.txt)"] },
  }),
  config(
    "rules for commands",
    { ...asks, permissions: { allow: ["Bash(touch *)"], deny: ["Bash(mkdir *)", "mcp__lab__lab_touch"] } },
    [...commands, ["mcp", "lab/lab_touch"]],
  ),
  config("rules by prefix", { ...asks, permissions: { allow: ["Bash(touch:*)", "mcp__lab"], ask: ["Bash(ls)"] } }, [
    ...commands,
    ["mcp", "lab/lab_touch"],
  ]),
  config(
    "rules for files",
    {
      ...asks,
      permissions: { allow: ["Edit(/sub/**)", "mcp__lab__*"], ask: ["Read(./e.txt)"], deny: ["Write(/b.txt)"] },
    },
    [
      ["write", "$WS/sub/x"],
      ["write", "$WS/b.txt"],
      ["write", "$WS/c.txt"],
      ["read", "$WS/e.txt"],
      ["read", "$WS/r.txt"],
      ["mcp", "lab/lab_touch"],
    ],
  ),
  config("trusted server", asks, [["mcp", "lab/lab_touch"]], { trust: true }),

  config("commands that read", asks, readers),
  config("plan", { tools: { approvalMode: "plan" } }, tools),
  config("yolo", { tools: { approvalMode: "yolo" } }, tools),
  config("auto-edit with rules", { tools: { approvalMode: "auto-edit" }, permissions: { ask: ["Edit(/sub/**)"] } }, [
    ...paths,
    ["command", "touch a"],
  ]),

  config("the project's yolo", asks, tools, {}, { [projectFile]: '{ "tools": { "approvalMode": "yolo" } }' }),
  config(
    "rules of both layers",
    { ...asks, permissions: { allow: ["Bash(touch *)", "mcp__lab"], deny: ["Write(/sub/**)"] } },
    [...tools, ["write", "$WS/sub/b.txt"], ["command", "mkdir d"]],
    {},
    { [projectFile]: '{ "permissions": { "deny": ["Bash(touch *)"], "allow": ["Write", "Bash(mkdir *)"] } }' },
  ),
  config(
    "not in the trust list",
    { ...asks, security: { folderTrust: { enabled: true } }, permissions: { allow: ["Bash(touch *)"] } },
    tools,
    { trust: true },
    { [projectFile]: '{ "permissions": { "allow": ["Write"] } }' },
  ),
  config(
    "in the trust list",
    { ...asks, security: { folderTrust: { enabled: true } } },
    tools,
    { trust: true },
    { [projectFile]: '{ "permissions": { "allow": ["Write"] } }', [trustFile]: '{ "$WS": "TRUST_FOLDER" }' },
  ),
  config(
    "yolo where nothing is trusted",
    { tools: { approvalMode: "yolo" }, security: { folderTrust: { enabled: true } } },
    tools,
    { trust: true },
    { [trustFile]: '{ "$WS": "DO_NOT_TRUST" }' },
  ),

  config(
    "wildcards for commands",
    { ...asks, permissions: { allow: ["Bash(git * --short)", "Bash(t*)", "Bash(echo)"], ask: ["Bash(pwd:*)"] } },
    [
      ["command", "git status --short"],
      ["command", "git branch --short"],
      ["command", "git commit -m --short"],
      ["command", "touch a"],
      ["command", "true"],
      ["command", "echo a"],
      ["command", "pwd"],
      ["command", "pwd -P"],
      ["command", "mkdir d"],
      ["command", "touch a > f"],
      ["command", "touch $(mkdir d)"],
      ["command", "(touch a)"],
      ["command", "touch a &"],
      ["command", "touch a | mkdir d"],
    ],
  ),
  config("one star", { ...asks, permissions: { allow: ["Bash(*)"], deny: ["Bash(mkdir)"] } }, [
    ...commands,
    ["command", "mkdir"],
    ["command", "touch a > f"],
  ]),
  config(
    "the tool's name alone",
    { ...asks, permissions: { allow: ["run_shell_command", "edit"], ask: ["write_file"] } },
    tools,
  ),
  config(
    "denied tools",
    { ...asks, permissions: { deny: ["Bash", "Read", "mcp__lab__lab_touch"], allow: ["Write"] } },
    tools,
  ),
  config("older names", { ...asks, permissions: { allow: ["ShellTool(touch *)", "WriteFile", "EditTool"] } }, [
    ...tools,
    ["edit", "$WS/e.txt"],
  ]),
  config("case and space", { ...asks, permissions: { allow: ["bash(touch *)", " Write ", "write_file"] } }, tools),
  config("brackets", { ...asks, permissions: { allow: ["Bash(touch *", "Write()", "Bash()"] } }, tools),

  config(
    "paths from the root and the home folder",
    { ...asks, permissions: { allow: ["Edit(/$BASE/out/**)", "Read(/$BASE/out/**)", "Write(~/b.txt)"] } },
    paths,
  ),
  config(
    "paths without a start",
    { ...asks, permissions: { allow: ["Edit(*.md)", "Write(sub/*)"], deny: ["Read(**/r.md)"] } },
    paths,
  ),
  config(
    "paths with two stars",
    { ...asks, permissions: { allow: ["Edit(/**/*.txt)"], ask: ["Edit(/sub/*)"] } },
    paths,
  ),
  config(
    "a path that is a folder",
    { ...asks, permissions: { allow: ["Edit(/sub)"], deny: ["Edit(./sub/deep/**)"] } },
    paths,
  ),

  config("a server's name in rules", { ...asks, permissions: { allow: ["mcp__lab__*"], ask: ["mcp__other"] } }, tools),
  config("a tool's beginning", { ...asks, permissions: { allow: ["mcp__lab__lab_*"] } }, tools),
  config("all servers", { ...asks, permissions: { allow: ["mcp__*"] } }, tools),
  config(
    "a server is denied",
    { ...asks, permissions: { deny: ["mcp__lab"], allow: ["mcp__lab__lab_touch"] } },
    tools,
    {
      trust: true,
    },
  ),
  config("a server with brackets", { ...asks, permissions: { allow: ["mcp__lab__lab_touch(*)"] } }, tools),
  config("a server's tool is excluded", asks, tools, { excludeTools: ["lab_touch"], trust: true }),
  config("a server's tool is not included", asks, tools, { includeTools: ["other"] }),
  config("servers that are allowed", { ...asks, mcp: { allowed: ["lab"] } }, tools),
  config("another server is allowed", { ...asks, mcp: { allowed: ["other"] } }, tools, { trust: true }),
  config("a server that is excluded", { ...asks, mcp: { excluded: ["lab"] } }, tools),

  config("core tools", { tools: { ...asks.tools, core: ["read_file", "write_file"] } }, tools),
  config("excluded tools", { tools: { ...asks.tools, exclude: ["write_file", "run_shell_command(touch)"] } }, tools),
  config("allowed tools", { tools: { ...asks.tools, allowed: ["write_file", "run_shell_command(touch)"] } }, [
    ...tools,
    ["command", "mkdir d"],
  ]),
];
