/** What Codex is tried with: configurations, and actions under each. Everything is harmless where it runs. */
import type { Configuration, Tried } from "./recording.ts";

const trusted = '[projects."$WS"]\ntrust_level = "trusted"\n';
const untrusted = '[projects."$WS"]\ntrust_level = "untrusted"\n';
const server = '[mcp_servers.lab]\ncommand = "$CMD"\nargs = ["$ARG"]\n';
const user = "$HOME/.codex/config.toml";
const project = "$WS/.codex/config.toml";
const userRules = "$HOME/.codex/rules/default.rules";
const projectRules = "$WS/.codex/rules/default.rules";

const basic: readonly Tried[] = [
  ["command", "touch a.txt"],
  ["command", "ls"],
  ["command", "touch $BASE/out/x"],
  ["write", "$WS/b.txt"],
  ["write", "$BASE/out/b.txt"],
  ["edit", "$WS/e.txt"],
  ["read", "$BASE/out/r.txt"],
  ["mcp", "lab/lab_touch"],
];

const closedFolders: readonly Tried[] = [
  ["command", "touch .git/x"],
  ["write", "$WS/.git/y"],
  ["command", "touch sub/.git-x"],
  ["write", "$WS/.gitignore"],
];

const tool: readonly Tried[] = [["mcp", "lab/lab_touch"]];

const some = `# who may do what
prefix_rule(pattern=["touch"], decision="prompt")
prefix_rule(pattern=["mkdir"], decision="forbidden", justification="not here")
prefix_rule(pattern=["echo", ["a", "b"]], decision="allow")
prefix_rule(pattern=["git", "status"], decision="forbidden")
`;

const ruled: readonly Tried[] = [
  ["command", "touch a.txt"],
  ["command", "mkdir d"],
  ["command", "ls && mkdir d2"],
  ["command", "ls || mkdir d14"],
  ["command", "mkdir d11; ls"],
  ["command", "echo a | mkdir d9"],
  ["command", "ls\nmkdir d17"],
  ["command", "/bin/mkdir d5"],
  ["command", "bash -c 'mkdir d3'"],
  ["command", "bash -lc 'mkdir d33'"],
  ["command", "env mkdir d4"],
  ["command", "mkdir d6 > /dev/null"],
  ["command", "X=1 mkdir d7"],
  ["command", "echo $(mkdir d8)"],
  ["command", "(mkdir d10)"],
  ["command", "'mkdir' d12"],
  ["command", "mk''dir d15"],
  ["command", "mkdir d13 &"],
  ["command", "if true; then mkdir d16; fi"],
  ["command", "echo a"],
  ["command", "echo c"],
  ["command", "git status"],
  ["command", "git -C . status"],
];

const config = (
  name: string,
  top: string,
  tried: readonly Tried[] = basic,
  files: Configuration["files"] = {},
): Configuration => ({ name, files: { [user]: top, ...files }, tried });

export const codexCases: readonly Configuration[] = [
  { name: "no file", files: {}, tried: basic.slice(0, 7) },
  config("in no trust list", server),
  config("in no trust list, on-request", `approval_policy = "on-request"\n${server}`),
  config("in no trust list, never", `approval_policy = "never"\n${server}`),
  config("in no trust list, workspace-write", `sandbox_mode = "workspace-write"\n${server}`),
  config("only the folder above is trusted", `${server}[projects."$BASE"]\ntrust_level = "trusted"\n`),
  config("trusted", server + trusted, [...basic, ...closedFolders]),
  config("trusted, read-only", `sandbox_mode = "read-only"\n${server}${trusted}`),
  config("trusted, full access", `sandbox_mode = "danger-full-access"\n${server}${trusted}`, [
    ...basic,
    ...closedFolders,
  ]),
  config("trusted, never", `approval_policy = "never"\n${server}${trusted}`, [...basic, ...closedFolders]),
  config("trusted, never, read-only", `approval_policy = "never"\nsandbox_mode = "read-only"\n${server}${trusted}`),
  config("trusted, never, full", `approval_policy = "never"\nsandbox_mode = "danger-full-access"\n${server}${trusted}`),
  config("trusted, on-failure", `approval_policy = "on-failure"\n${server}${trusted}`),
  config("untrusted", server + untrusted, [...basic, ...closedFolders]),
  config("untrusted, on-request", `approval_policy = "on-request"\n${server}${untrusted}`),
  config("untrusted, never", `approval_policy = "never"\n${server}${untrusted}`),
  config("untrusted, full access", `sandbox_mode = "danger-full-access"\n${server}${untrusted}`),
  config("untrusted, read-only", `sandbox_mode = "read-only"\n${server}${untrusted}`),
  config(
    "granular without the sandbox's questions",
    `approval_policy = { granular = { sandbox_approval = false, rules = true, mcp_elicitations = true, request_permissions = true, skill_approval = true } }\n${server}${trusted}`,
    [...basic, ...closedFolders],
  ),
  config(
    "granular without the rules' questions",
    `approval_policy = { granular = { sandbox_approval = true, rules = false, mcp_elicitations = true, request_permissions = true, skill_approval = true } }\n${server}${trusted}`,
    [...basic, ["command", "mkdir a"], ["command", "rm -rf nothing"]],
    { [userRules]: 'prefix_rule(pattern=["mkdir"], decision="prompt")\n' },
  ),
  config(
    "a writable root, and no temporary folder",
    `${server}${trusted}[sandbox_workspace_write]\nwritable_roots = ["$BASE/out"]\nexclude_slash_tmp = true\n`,
    [...basic, ["command", "touch /tmp/agreement-x"], ["write", "/tmp/agreement-y"], ["write", "$BASE/out/.git/x"]],
  ),
  config("forms of paths", trusted, [
    ["write", "$WS/sub/x"],
    ["write", "sub/y"],
    ["write", "../out/z"],
    ["write", "$WS/sub/../../out/w"],
    ["write", "$WS/.agents/x"],
    ["write", "$WS/.vscode/x"],
    ["write", "$WS/sub/.git/x"],
    ["write", "$WS/sub/.codex/x"],
    ["edit", "$BASE/out/e.txt"],
    ["command", "touch sub/.git/z"],
    ["command", "cd sub && touch t"],
    ["command", "cd .. && touch out/t"],
    ["command", "echo x > $BASE/out/r"],
    ["command", "echo x > sub/r"],
    ["command", "cp $WS/sub/x $BASE/out/c"],
    ["command", "mkdir -p $HOME/d"],
    ["command", "touch $HOME/.x"],
    ["command", "node -e 1"],
  ]),
  config("what a read-only sandbox lets through", `sandbox_mode = "read-only"\n${trusted}`, [
    ["command", "echo x > /tmp/agreement-q"],
    ["command", "ls > /dev/null"],
    ["command", "git status"],
    ["command", "cat $BASE/ws/sub/none | head -1"],
    ["command", "mkdir q"],
    ["command", "node -e 1"],
    ["write", "/tmp/agreement-w"],
  ]),

  config("a server's tools are approved", `${trusted}${server}default_tools_approval_mode = "approve"\n`, tool),
  config("a server's tools ask", `${trusted}${server}default_tools_approval_mode = "prompt"\n`, tool),
  config("a server's tools are automatic", `${trusted}${server}default_tools_approval_mode = "auto"\n`, tool),
  config("a server's writing tools ask", `${trusted}${server}default_tools_approval_mode = "writes"\n`, tool),
  config(
    "one tool is approved",
    `${trusted}${server}default_tools_approval_mode = "prompt"\n[mcp_servers.lab.tools.lab_touch]\napproval_mode = "approve"\n`,
    tool,
  ),
  config(
    "one tool asks",
    `${trusted}${server}default_tools_approval_mode = "approve"\n[mcp_servers.lab.tools.lab_touch]\napproval_mode = "prompt"\n`,
    tool,
  ),
  config(
    "approved, though nobody is asked",
    `approval_policy = "never"\n${trusted}${server}default_tools_approval_mode = "approve"\n`,
    tool,
  ),
  config(
    "asks, and nobody is asked",
    `approval_policy = "never"\n${trusted}${server}default_tools_approval_mode = "prompt"\n`,
    tool,
  ),
  config(
    "asks, nobody is asked, full access",
    `approval_policy = "never"\nsandbox_mode = "danger-full-access"\n${trusted}${server}default_tools_approval_mode = "prompt"\n`,
    tool,
  ),
  config("approved in an untrusted folder", `${untrusted}${server}default_tools_approval_mode = "approve"\n`, tool),
  config("a tool is disabled", `${trusted}${server}disabled_tools = ["lab_touch"]\n`, tool),
  config("another tool is enabled", `${trusted}${server}enabled_tools = ["other"]\n`, tool),
  config("the tool is enabled", `${trusted}${server}enabled_tools = ["lab_touch"]\n`, tool),
  config("the server is disabled", `${trusted}${server}enabled = false\n`, tool),
  config("a trusted project's server", trusted, tool, {
    [project]: `${server}default_tools_approval_mode = "approve"\n`,
  }),
  config("an untrusted project's server", untrusted, tool, {
    [project]: `${server}default_tools_approval_mode = "approve"\n`,
  }),
  config("the project approves the user's server", trusted + server, tool, {
    [project]: '[mcp_servers.lab]\ndefault_tools_approval_mode = "approve"\n',
  }),

  config("a trusted project opens the sandbox", trusted + server, basic, {
    [project]: 'sandbox_mode = "danger-full-access"\n',
  }),
  config("an untrusted project opens the sandbox", untrusted + server, basic, {
    [project]: 'sandbox_mode = "danger-full-access"\n',
  }),
  config("a trusted project says never", trusted + server, basic, { [project]: 'approval_policy = "never"\n' }),
  config("a trusted project narrows", `sandbox_mode = "danger-full-access"\n${trusted}${server}`, basic, {
    [project]: 'sandbox_mode = "read-only"\n',
  }),

  config("rules", trusted, ruled, { [userRules]: some }),
  config("rules with full access", `sandbox_mode = "danger-full-access"\n${trusted}`, ruled, { [userRules]: some }),
  config("rules where nobody is asked", `approval_policy = "never"\n${trusted}`, ruled.slice(0, 8), {
    [userRules]: some,
  }),
  config("rules of a trusted project", trusted, ruled.slice(0, 4), { [projectRules]: some }),
  config("rules of an untrusted project", untrusted, ruled.slice(0, 4), { [projectRules]: some }),
  config("a broken rules file drops them all", trusted, ruled.slice(0, 3), {
    [userRules]: some,
    "$HOME/.codex/rules/z.rules": 'prefix_rule(pattern=["touch"\n',
  }),
  config("only files that end in .rules count", trusted, ruled.slice(0, 3), { "$HOME/.codex/rules/some.txt": some }),
  config(
    "the strictest rule of both layers",
    trusted,
    [
      ["command", "touch a"],
      ["command", "mkdir a"],
    ],
    {
      [userRules]:
        'prefix_rule(pattern=["touch"], decision="forbidden")\nprefix_rule(pattern=["mkdir"], decision="allow")\n',
      [projectRules]:
        'prefix_rule(pattern=["touch"], decision="allow")\nprefix_rule(pattern=["mkdir"], decision="prompt")\n',
    },
  ),
  config(
    "a longer rule does not win",
    trusted,
    [
      ["command", "touch a"],
      ["command", "touch b"],
    ],
    {
      [userRules]:
        'prefix_rule(pattern=["touch"], decision="prompt")\nprefix_rule(pattern=["touch", "a"], decision="allow")\n',
    },
  ),
  config(
    "an allowed command leaves the sandbox",
    `sandbox_mode = "read-only"\n${trusted}`,
    [
      ["command", "touch a.txt"],
      ["command", "touch a.txt && touch b.txt"],
      ["command", "touch c.txt && mkdir d"],
      ["command", "touch d.txt > e.txt"],
      ["command", "mkdir 'a b'"],
      ["command", 'touch "c d"'],
    ],
    { [userRules]: 'prefix_rule(\n    pattern = ["touch"],\n)\n' },
  ),
  config(
    "allowed in an untrusted folder",
    untrusted,
    [
      ["command", "touch a.txt"],
      ["command", "ls"],
      ["command", "rm -rf nothing"],
    ],
    {
      [userRules]: 'prefix_rule(pattern=["touch"], decision="allow")\nprefix_rule(pattern=["rm"], decision="allow")\n',
    },
  ),
  config(
    "a rule for the shell",
    trusted,
    [
      ["command", "ls > /dev/null"],
      ["command", "bash -c ls"],
      ["command", "ls"],
    ],
    {
      [userRules]: 'prefix_rule(pattern=["bash", "-lc"], decision="forbidden")\n',
    },
  ),
  config("forms of rm", trusted, [
    ["command", "rm -rf nothing && ls"],
    ["command", "rm -rf nothing > /dev/null"],
    ["command", "rm -r -f nothing"],
    ["command", "rm --force nothing"],
    ["command", "rm -fr nothing"],
    ["command", "rm nothing -rf"],
    ["command", "rm -vf nothing"],
    ["command", "/bin/rm -rf nothing"],
    ["command", "sudo rm -rf nothing"],
    ["command", "env A=1 rm -f nothing"],
    ["command", "bash -c 'rm -rf nothing'"],
    ["command", "sh -c 'rm -rf nothing'"],
    ["command", "X=1 rm -rf nothing"],
    ["command", "echo $(rm -rf nothing)"],
    ["command", "time rm -rf nothing"],
    ["command", "command rm -rf nothing"],
    ["command", "xargs rm -rf < /dev/null"],
    ["command", "rm -r nothing"],
    ["command", "find . -name zzz -delete"],
    ["command", "git reset --hard"],
  ]),
  config("forms of rm where nobody is asked", `approval_policy = "never"\n${trusted}`, [
    ["command", "rm -rf nothing"],
    ["command", "env rm -rf nothing"],
    ["command", "rm nothing"],
  ]),
  config("forms of rm with full access", `sandbox_mode = "danger-full-access"\n${trusted}`, [
    ["command", "rm -rf nothing"],
    ["command", "ls && rm -rf nothing"],
    ["command", "rm nothing"],
  ]),
];
