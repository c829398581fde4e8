/** What Copilot CLI is tried with. Its flags are not: they are given for one run, and stand in no file. */
import type { Configuration, Tried } from "./recording.ts";

const basic: readonly Tried[] = [
  ["command", "touch a.txt"],
  ["command", "ls"],
  ["command", "ls && touch b"],
  ["command", "cat $BASE/out/r"],
  ["command", "git status"],
  ["write", "$WS/b.txt"],
  ["write", "$WS/sub/b.txt"],
  ["write", "$WS/package.json"],
  ["write", "$WS/sub/../../out/w"],
  ["edit", "$WS/e.txt"],
  ["read", "$WS/r.txt"],
  ["write", "$BASE/out/b.txt"],
  ["edit", "$BASE/out/e.txt"],
  ["read", "$BASE/out/r.txt"],
  ["mcp", "lab/lab_touch"],
];

const servers = {
  "$HOME/.copilot/mcp-config.json":
    '{ "mcpServers": { "lab": { "type": "local", "command": "$CMD", "args": ["$ARG"], "env": {}, "tools": ["*"] } } }',
};
const saved = (folder: string, approvals: string) => ({
  "$HOME/.copilot/permissions-config.json": `{ "locations": { "${folder}": { "tool_approvals": [${approvals}] } } }`,
});

const commands: readonly Tried[] = [
  ["command", "touch a"],
  ["command", "touch a && touch b"],
  ["command", "touch a && mkdir c"],
  ["command", "touch a\nmkdir g"],
  ["command", " touch a"],
  ["command", "touch  a"],
  ["command", "git  status"],
  ["command", "touch a | mkdir d"],
  ["command", "touch a > f"],
  ["command", "touching a"],
  ["command", "X=1 touch a"],
  ["command", "env touch a"],
  ["command", "/usr/bin/touch a"],
  ["command", "bash -c 'touch a'"],
  ["command", "touch $(echo m)"],
  ["command", "touch $BASE/out/t"],
  ["command", "(touch a)"],
  ["command", "ls; touch a"],
  ["command", "mkdir e"],
  ["command", "git status"],
  ["command", "git status --short"],
  ["command", "git branch"],
];

/** Lines that only read, and lines that seem to. */
const readers: readonly Tried[] = [
  ["command", "pwd"],
  ["command", "echo a"],
  ["command", "cat sub/none"],
  ["command", "ls -la"],
  ["command", "ls | head -1"],
  ["command", "git log"],
  ["command", "find . -name nothing"],
  ["command", "ls > f"],
  ["command", "X=1 ls"],
  ["command", "(ls)"],
  ["command", "ls $BASE/out"],
  ["command", "cd sub && ls"],
  ["command", "true"],
  ["command", "grep a sub/none"],
];

const files: readonly Tried[] = [
  ["write", "$WS/b.txt"],
  ["write", "$WS/sub/deep.txt"],
  ["write", "$WS/sub/../c.txt"],
  ["write", "$WS/.mcp.json"],
  ["write", "$HOME/b.txt"],
  ["write", "$BASE/out/b.txt"],
  ["edit", "$WS/e.txt"],
  ["edit", "$BASE/out/e.txt"],
  ["read", "$WS/r.txt"],
  ["read", "$WS/sub/../r2.txt"],
  ["read", "$HOME/r.txt"],
  ["read", "$BASE/out/r.txt"],
];

const tools: readonly Tried[] = [
  ["mcp", "lab/lab_touch"],
  ["write", "$WS/b.txt"],
  ["command", "touch a"],
  ["read", "$WS/r.txt"],
];

const server = (name: string, offered: string, type = "local") =>
  `{ "mcpServers": { "${name}": { "type": "${type}", "command": "$CMD", "args": ["$ARG"], "env": {}, "tools": ${offered} } } }`;

export const copilotCliCases: readonly Configuration[] = [
  { name: "no file but a server", files: servers, tried: basic },
  {
    name: "trusted",
    files: { ...servers, "$HOME/.copilot/settings.json": '{ "trustedFolders": ["$WS"] }' },
    tried: basic,
  },
  {
    name: "writing was always allowed here",
    files: { ...servers, ...saved("$WS", '{ "kind": "write" }') },
    tried: basic,
  },
  {
    name: "writing was always allowed elsewhere",
    files: { ...servers, ...saved("$BASE/out", '{ "kind": "write" }') },
    tried: basic,
  },
  {
    name: "a server without the tool",
    files: {
      "$HOME/.copilot/mcp-config.json":
        '{ "mcpServers": { "lab": { "type": "local", "command": "$CMD", "args": ["$ARG"], "env": {}, "tools": ["other"] } } }',
    },
    tried: [["mcp", "lab/lab_touch"]],
  },

  { name: "commands that read", files: servers, tried: readers },
  {
    name: "a command was always allowed here",
    files: { ...servers, ...saved("$WS", '{ "kind": "commands", "commandIdentifiers": ["touch"] }') },
    tried: commands,
  },
  {
    name: "commands by their beginnings",
    files: {
      ...servers,
      ...saved("$WS", '{ "kind": "commands", "commandIdentifiers": ["git status", "touch:*", "mkdir *", "ls*"] }'),
    },
    tried: commands,
  },
  {
    name: "two answers for commands",
    files: {
      ...servers,
      ...saved(
        "$WS",
        '{ "kind": "commands", "commandIdentifiers": ["touch"] }, { "kind": "commands", "commandIdentifiers": ["mkdir"] }',
      ),
    },
    tried: commands,
  },
  {
    name: "a command was always allowed elsewhere",
    files: { ...servers, ...saved("$BASE", '{ "kind": "commands", "commandIdentifiers": ["touch"] }') },
    tried: commands.slice(0, 4),
  },
  {
    name: "reading was always allowed here",
    files: { ...servers, ...saved("$WS", '{ "kind": "read" }') },
    tried: files,
  },
  {
    name: "reading and writing were always allowed here",
    files: { ...servers, ...saved("$WS", '{ "kind": "read" }, { "kind": "write" }') },
    tried: files,
  },
  {
    name: "writing was always allowed in the folder above",
    files: { ...servers, ...saved("$BASE", '{ "kind": "write" }') },
    tried: files,
  },
  {
    name: "writing was always allowed, with a slash at the end",
    files: { ...servers, ...saved("$WS/", '{ "kind": "write" }') },
    tried: files.slice(0, 4),
  },
  {
    name: "a tool was always allowed here",
    files: { ...servers, ...saved("$WS", '{ "kind": "mcp", "serverName": "lab", "toolName": "lab_touch" }') },
    tried: tools,
  },
  {
    name: "a server was always allowed here",
    files: { ...servers, ...saved("$WS", '{ "kind": "mcp", "serverName": "lab", "toolName": null }') },
    tried: tools,
  },
  {
    name: "another tool was always allowed here",
    files: { ...servers, ...saved("$WS", '{ "kind": "mcp", "serverName": "lab", "toolName": "other" }') },
    tried: tools,
  },
  {
    name: "another server was always allowed here",
    files: { ...servers, ...saved("$WS", '{ "kind": "mcp", "serverName": "other", "toolName": null }') },
    tried: tools,
  },
  {
    name: "memory was always allowed here",
    files: { ...servers, ...saved("$WS", '{ "kind": "memory" }') },
    tried: tools,
  },

  {
    name: "a server with its tool named",
    files: { "$HOME/.copilot/mcp-config.json": server("lab", '["lab_touch"]') },
    tried: tools,
  },
  {
    name: "a server without tools",
    files: { "$HOME/.copilot/mcp-config.json": server("lab", "[]") },
    tried: [["mcp", "lab/lab_touch"]],
  },
  {
    name: "a server by stdio",
    files: { "$HOME/.copilot/mcp-config.json": server("lab", '["*"]', "stdio") },
    tried: [["mcp", "lab/lab_touch"]],
  },
  {
    name: "a server of the project, not trusted",
    files: { "$WS/.mcp.json": server("lab", '["*"]') },
    tried: [["mcp", "lab/lab_touch"]],
  },
  {
    name: "a server of the project, trusted",
    files: {
      "$WS/.mcp.json": server("lab", '["*"]'),
      "$HOME/.copilot/settings.json": '{ "trustedFolders": ["$WS"] }',
    },
    tried: [["mcp", "lab/lab_touch"]],
  },
  {
    name: "a server of the project's .github, trusted",
    files: {
      "$WS/.github/mcp.json": server("lab", '["*"]'),
      "$HOME/.copilot/settings.json": '{ "trustedFolders": ["$WS"] }',
    },
    tried: [["mcp", "lab/lab_touch"]],
  },
  {
    name: "the folder above is trusted",
    files: { ...servers, "$HOME/.copilot/settings.json": '{ "trustedFolders": ["$BASE"] }' },
    tried: files,
  },
  {
    name: "everything is allowed by a file",
    files: { ...servers, "$HOME/.copilot/settings.json": '{ "defaultPermissionMode": "allow-all" }' },
    tried: tools,
  },
  {
    name: "assisted by a file",
    files: { ...servers, "$HOME/.copilot/settings.json": '{ "defaultPermissionMode": "assisted" }' },
    tried: tools,
  },
  {
    name: "everything is allowed by the project",
    files: { ...servers, "$WS/.github/copilot/settings.json": '{ "defaultPermissionMode": "allow-all" }' },
    tried: tools,
  },
];
