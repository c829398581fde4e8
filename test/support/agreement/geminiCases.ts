/** What Gemini CLI is tried with. Its start takes seconds, so that each session tries many things. */
import type { Configuration, Tried } from "./recording.ts";

const settingsFile = "$HOME/.gemini/settings.json";
const projectFile = "$WS/.gemini/settings.json";
const policyFile = "$HOME/.gemini/policies/some.toml";
const trusted = { "$HOME/.gemini/trustedFolders.json": '{ "$WS": "TRUST_FOLDER" }' };

const basic: readonly Tried[] = [
  ["command", "touch a.txt"],
  ["command", "ls"],
  ["command", "ls && touch b"],
  ["command", "ls > f"],
  ["command", "cat $BASE/out/r"],
  ["command", "cat sub/none"],
  ["command", "echo a b"],
  ["command", "git status"],
  ["command", "rm -rf nothing"],
  ["write", "$WS/b.txt"],
  ["edit", "$WS/e.txt"],
  ["read", "$WS/r.txt"],
  ["write", "$BASE/out/b.txt"],
  ["read", "$BASE/out/r.txt"],
  ["write", "$WS/package.json"],
  ["mcp", "lab/lab_touch"],
];

const commands: readonly Tried[] = [
  ["command", "touch a.txt"],
  ["command", "touch a.txt && touch b.txt"],
  ["command", "touch c.txt && mkdir d"],
  ["command", "touch d.txt > e.txt"],
  ["command", "touching nothing"],
  ["command", "/usr/bin/touch g"],
  ["command", "bash -c 'touch h'"],
  ["command", "bash -c 'mkdir h'"],
  ["command", "env touch i"],
  ["command", "touch k; ls"],
  ["command", "ls | touch l"],
  ["command", "touch $(echo m)"],
  ["command", "ls"],
  ["command", "mkdir n"],
  ["command", "mkdir n && ls"],
];

/** @param server more keys of the server's entry */
function settings(
  values: Readonly<Record<string, unknown>> = {},
  server: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({ ...values, mcpServers: { lab: { command: "$CMD", args: ["$ARG"], ...server } } });
}

const config = (
  name: string,
  text: string,
  tried: readonly Tried[] = basic,
  files: Configuration["files"] = trusted,
): Configuration => ({ name, files: { [settingsFile]: text, ...files }, tried });

const tool: readonly Tried[] = [
  ["mcp", "lab/lab_touch"],
  ["write", "$WS/b.txt"],
  ["command", "touch a.txt"],
  ["command", "ls"],
  ["read", "$WS/r.txt"],
];

const policy = (...rules: readonly string[]) => ({
  ...trusted,
  [policyFile]: rules.map((rule) => `[[rule]]\n${rule}\n`).join("\n"),
});

export const geminiCases: readonly Configuration[] = [
  config("in no trust list", settings(), basic, {}),
  config("trusted", settings()),
  config("folder trust off", settings({ security: { folderTrust: { enabled: false } } }), basic, {}),
  config("not trusted", settings({}, { trust: true }), basic, {
    "$HOME/.gemini/trustedFolders.json": '{ "$WS": "DO_NOT_TRUST" }',
  }),
  config("the folder above is trusted", settings(), tool, {
    "$HOME/.gemini/trustedFolders.json": '{ "$BASE": "TRUST_FOLDER" }',
  }),
  config("trusted as a neighbour's parent", settings(), tool, {
    "$HOME/.gemini/trustedFolders.json": '{ "$BASE/out": "TRUST_PARENT" }',
  }),
  config("auto_edit", settings({ general: { defaultApprovalMode: "auto_edit" } })),
  config("auto_edit, not trusted", settings({ general: { defaultApprovalMode: "auto_edit" } }), basic, {}),
  config("plan", settings({ general: { defaultApprovalMode: "plan" } })),
  config("yolo in a file", settings({ general: { defaultApprovalMode: "yolo" } }), tool),
  config("the project's auto_edit", settings(), tool, {
    ...trusted,
    [projectFile]: '{ "general": { "defaultApprovalMode": "auto_edit" } }',
  }),

  config("allowed shell", settings({ tools: { allowed: ["run_shell_command"] } }), commands),
  config("allowed commands", settings({ tools: { allowed: ["run_shell_command(touch)"] } }), commands),
  config("allowed tools", settings({ tools: { allowed: ["write_file", "mcp_lab_lab_touch"] } })),
  config("allowed by an untrusted project", settings(), tool, {
    [projectFile]: '{ "tools": { "allowed": ["write_file"] } }',
  }),
  config("allowed by a trusted project", settings(), tool, {
    ...trusted,
    [projectFile]: '{ "tools": { "allowed": ["write_file", "run_shell_command"] } }',
  }),
  config("excluded tools", settings({ tools: { exclude: ["write_file", "run_shell_command"] } }), tool),
  config("excluded commands", settings({ tools: { exclude: ["run_shell_command(touch)"] } }), tool),
  config("core tools", settings({ tools: { core: ["read_file", "write_file"] } }), tool),
  config(
    "tools to confirm",
    settings({ tools: { confirmationRequired: ["read_file"], allowed: ["read_file"] } }),
    tool,
  ),

  config("trusted server", settings({}, { trust: true }), tool),
  config("a server's tool is not included", settings({}, { includeTools: ["other"] }), tool),
  config("a server's tool is included", settings({}, { includeTools: ["lab_touch"], trust: true }), tool),
  config("a server's tool is excluded", settings({}, { excludeTools: ["lab_touch"], trust: true }), tool),
  config("allowed server", settings({ mcp: { allowed: ["lab"] } }), tool),
  config("another server is allowed", settings({ mcp: { allowed: ["other"] } }, { trust: true }), tool),
  config("excluded server", settings({ mcp: { excluded: ["lab"] } }, { trust: true }), tool),

  config(
    "policy of prefixes",
    settings(),
    commands,
    policy(
      'toolName = "run_shell_command"\ncommandPrefix = "touch"\ndecision = "allow"\npriority = 100',
      'toolName = "run_shell_command"\ncommandPrefix = ["mkdir"]\ndecision = "deny"\npriority = 200',
    ),
  ),
  config(
    "policy of priorities",
    settings({ tools: { allowed: ["write_file"] } }, { trust: true }),
    tool,
    policy(
      'toolName = ["write_file", "read_file"]\ndecision = "deny"\npriority = 400',
      'toolName = "write_file"\ndecision = "ask_user"\npriority = 500',
      'toolName = "mcp_lab_*"\ndecision = "deny"\npriority = 900',
      'toolName = "*"\ndecision = "allow"\npriority = 1',
    ),
  ),
  config(
    "policy of a server",
    settings(),
    tool,
    policy('toolName = "lab_touch"\nmcpName = "lab"\ndecision = "allow"\npriority = 10'),
  ),
  config(
    "policy of a mode",
    settings(),
    tool,
    policy('toolName = "write_file"\ndecision = "deny"\npriority = 10\nmodes = ["autoEdit"]'),
  ),
  config(
    "policy that lets redirects pass",
    settings(),
    commands.slice(0, 5),
    policy(
      'toolName = "run_shell_command"\ncommandPrefix = "touch"\ndecision = "allow"\npriority = 100\nallowRedirection = true',
    ),
  ),
  config(
    "policy with an invalid rule",
    settings(),
    tool,
    policy(
      'toolName = "write_file"\ndecision = "allow"\npriority = 10',
      'toolName = "read_file"\ndecision = "deny"\npriority = 1000',
    ),
  ),
  config("policy that is no TOML", settings(), tool, {
    ...trusted,
    [policyFile]: '[[rule]\ntoolName = "write_file"\n',
  }),
  config("policy of a project", settings(), tool, {
    ...trusted,
    "$WS/.gemini/policies/some.toml": '[[rule]]\ntoolName = "write_file"\ndecision = "allow"\npriority = 900\n',
  }),
];
