/** What Qwen Code is tried with. Where no mode is set, a model decides: that is not tried. */
import type { Configuration, Tried } from "./recording.ts";

const settingsFile = "$HOME/.qwen/settings.json";

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

function config(
  name: string,
  values: Readonly<Record<string, unknown>>,
  tried: readonly Tried[] = basic,
  server: Readonly<Record<string, unknown>> = {},
): Configuration {
  const mcpServers = { lab: { command: "$CMD", args: ["$ARG"], ...server } };
  return { name, files: { [settingsFile]: JSON.stringify({ ...values, mcpServers }) }, tried };
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
];
