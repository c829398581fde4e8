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
];
