/** Configurations of OpenCode and the calls that are tried under each; every call is harmless. */
export type Call = readonly [tool: "bash" | "write" | "read" | "mcp", argument: string];

export interface Setup {
  readonly name: string;
  /** The user's settings, the project's, and those of the project's `.opencode` folder. */
  readonly user?: Readonly<Record<string, unknown>>;
  readonly project?: Readonly<Record<string, unknown>>;
  readonly dot?: Readonly<Record<string, unknown>>;
  /** The settings of `.opencode` in the home folder. */
  readonly homeDot?: Readonly<Record<string, unknown>>;
  /** `.opencode/agent/build.md`. */
  readonly agent?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly calls: readonly Call[];
}

const shell: readonly Call[] = [
  ["bash", "touch a.txt"],
  ["bash", "echo hello"],
  ["bash", "pwd"],
];
const files: readonly Call[] = [
  ["write", "src/a.ts"],
  ["write", "b.md"],
  ["write", "src/deep/c.ts"],
];

export const setups: readonly Setup[] = [
  {
    name: "nothing set",
    calls: [
      ...shell,
      ...files,
      ["read", "known.txt"],
      ["read", ".env"],
      ["read", ".env.example"],
      ["mcp", "lab_touch"],
    ],
  },
  {
    name: "a pattern after the star",
    user: { permission: { bash: { "*": "allow", "touch *": "deny" } } },
    calls: shell,
  },
  {
    name: "a pattern before the star",
    user: { permission: { bash: { "touch *": "deny", "*": "allow" } } },
    calls: shell,
  },
  {
    name: "only patterns",
    user: { permission: { bash: { "echo *": "deny", "pwd *": "deny" } } },
    calls: [...shell, ["bash", "echo"], ["bash", "pwd -P"]],
  },
  {
    name: "the project's star is later than the user's denial",
    user: { permission: { bash: { "touch *": "deny" } } },
    project: { permission: { bash: { "*": "allow" } } },
    calls: shell,
  },
  {
    name: "the project's denial keeps the place of the user's key",
    user: { permission: { bash: { "*": "deny", "echo *": "allow" } } },
    project: { permission: { bash: { "*": "allow" } } },
    calls: [...shell, ["bash", "echo a b"]],
  },
  {
    name: "a word replaces patterns",
    user: { permission: { bash: { "*": "allow", "touch *": "allow" } } },
    project: { permission: { bash: "deny" } },
    calls: [...shell, ...files],
  },
  {
    name: "the dot folder is over the project",
    project: { permission: { bash: "deny", edit: "deny" } },
    dot: { permission: { bash: "allow" } },
    calls: [...shell, ...files],
  },
  {
    name: "the agent's own rules are last",
    user: { permission: { bash: "deny" } },
    agent: "---\npermission:\n  bash: allow\n  edit: deny\n---\nBuild.\n",
    calls: [...shell, ...files],
  },
  {
    name: "the variable is over the files",
    project: { permission: { bash: "deny" } },
    variables: { OPENCODE_PERMISSION: '{"bash":"allow","edit":"deny"}' },
    calls: [...shell, ...files],
  },
  {
    name: "settings in a variable",
    project: { permission: { bash: "allow" } },
    variables: { OPENCODE_CONFIG_CONTENT: '{"permission":{"bash":{"touch *":"deny"}}}' },
    calls: shell,
  },
  {
    name: "the project is not read",
    project: { permission: { bash: "deny", edit: "deny" } },
    variables: { OPENCODE_DISABLE_PROJECT_CONFIG: "1" },
    calls: [...shell, ...files],
  },
  { name: "the older map of tools", user: { tools: { write: false, bash: true } }, calls: [...shell, ...files] },
  {
    name: "paths of the project",
    user: {
      permission: { edit: { "*": "deny", "src/*": "allow", "src/deep/*": "deny" }, read: { "known.*": "deny" } },
    },
    calls: [...files, ["read", "known.txt"], ["read", ".env.example"]],
  },
  {
    name: "a server by its name",
    user: { permission: { "lab_*": "deny" } },
    calls: [["mcp", "lab_touch"], ...shell],
  },
  {
    name: "everything denied but one",
    user: { permission: { "*": "deny", bash: { "echo *": "allow" }, lab_lab_touch: "allow" } },
    calls: [...shell, ...files, ["mcp", "lab_touch"]],
  },
  { name: "one word for all", user: { permission: "deny" }, calls: [...shell, ...files, ["mcp", "lab_touch"]] },
  {
    name: "one word that asks",
    user: { permission: { bash: "ask" } },
    calls: [
      ["bash", "touch a.txt"],
      ["bash", "cd src"],
    ],
  },
  {
    name: "lines of several commands",
    user: { permission: { bash: { "*": "allow", "touch *": "deny" } } },
    calls: [
      ["bash", "echo a && touch a.txt"],
      ["bash", "echo a; echo b"],
      ["bash", "echo a | cat"],
      ["bash", "echo $(touch a.txt)"],
      ["bash", "echo a > a.txt"],
      ["bash", "cd src && touch a.txt"],
      ["bash", "touch"],
    ],
  },
  {
    name: "redirections belong to the text",
    user: { permission: { bash: { "*": "deny", "echo *": "allow", "echo * > *": "deny" } } },
    calls: [
      ["bash", "echo a > a.txt"],
      ["bash", "echo a"],
      ["bash", "echo a && echo b"],
    ],
  },
  {
    name: "one character",
    user: { permission: { bash: { "*": "deny", "echo ?": "allow" } } },
    calls: [
      ["bash", "echo a"],
      ["bash", "echo ab"],
    ],
  },
  {
    name: "outside the project",
    user: { permission: { external_directory: "deny" } },
    calls: [
      ["write", "../outside.txt"],
      ["bash", "touch ../outside.txt"],
      ["bash", "touch a.txt"],
      ["read", "../outside.txt"],
    ],
  },
  {
    name: "outside the project by pattern",
    user: { permission: { external_directory: { "*": "allow" }, edit: { "../*": "deny" } } },
    calls: [
      ["write", "../outside.txt"],
      ["bash", "touch ../outside.txt"],
      ["write", "b.md"],
    ],
  },
  {
    name: "another agent starts",
    user: { default_agent: "plan" },
    calls: [...files, ["write", ".opencode/plans/p.md"], ...shell],
  },
  {
    name: "an agent of the settings",
    user: { default_agent: "own", agent: { own: { mode: "primary", permission: { bash: { "touch *": "deny" } } } } },
    calls: [...shell, ...files],
  },
  {
    name: "the home's dot folder is over the project's",
    dot: { permission: { bash: "allow", edit: "deny" } },
    homeDot: { permission: { bash: { "touch *": "deny" }, edit: "allow" } },
    calls: [...shell, ...files],
  },
  {
    name: "a key for everything comes last",
    user: { permission: { bash: "deny", edit: "deny", "*": "allow" } },
    calls: [...shell, ...files, ["mcp", "lab_touch"]],
  },
  {
    name: "wildcards in the keys",
    user: { permission: { "b*": "deny", "ed?t": "deny", "*_touch": "deny" } },
    project: { permission: { "lab_lab_*": "allow" } },
    calls: [...shell, ...files, ["mcp", "lab_touch"], ["read", "known.txt"]],
  },
  {
    name: "words around a command",
    user: { permission: { bash: { "*": "deny", "echo *": "allow", "X=1 *": "allow" } } },
    calls: [
      ["bash", "X=1 echo a"],
      ["bash", "Y=1 echo a"],
      ["bash", "echo 'a  b'"],
      ["bash", "  echo   a"],
      ["bash", "echo a || echo b"],
      ["bash", "echo a & echo b"],
      ["bash", "(echo a)"],
      ["bash", "{ echo a; }"],
      ["bash", "! echo a"],
      ["bash", "env echo a"],
      ["bash", "/bin/echo a"],
      ["bash", "if echo a; then echo b; fi"],
      ["bash", "for i in 1 2; do echo a; done"],
      ["bash", "echo a # pwd"],
      ["bash", "'echo' a"],
      ["bash", "ECHO a"],
    ],
  },
  {
    name: "commands that hold commands",
    user: { permission: { bash: { "*": "allow", "touch *": "deny", "pwd *": "deny" } } },
    calls: [
      ["bash", "(touch a.txt)"],
      ["bash", "bash -c 'touch a.txt'"],
      ["bash", "echo `touch a.txt`"],
      ["bash", "cat <(touch a.txt)"],
      ["bash", "env touch a.txt"],
      ["bash", "f() { touch a.txt; }; f"],
      ["bash", "true && { pwd; }"],
      ["bash", "echo one\npwd"],
      ["bash", "command touch a.txt"],
    ],
  },
  {
    name: "the older map and the newer rules",
    user: { tools: { bash: false, write: false }, permission: { bash: { "echo *": "allow" } } },
    project: { permission: { edit: { "src/*": "allow" } } },
    calls: [...shell, ...files],
  },
  {
    name: "the older map of an agent",
    user: { permission: { bash: "allow" } },
    agent: "---\ntools:\n  bash: false\n  lab_lab_touch: false\n---\nBuild.\n",
    calls: [...shell, ...files, ["mcp", "lab_touch"]],
  },
  {
    name: "patterns of what is read",
    user: { permission: { read: { "*": "deny", "*.txt": "allow", "src/**": "allow", "*.env": "allow" } } },
    calls: [
      ["read", "known.txt"],
      ["read", "src/x.ts"],
      ["read", ".env"],
      ["read", ".env.example"],
    ],
  },
  {
    name: "the home folder in a pattern",
    user: { permission: { external_directory: { "*": "deny", "~/*": "allow" }, edit: { "*": "allow" } } },
    calls: [
      ["write", "../outside.txt"],
      ["read", "../outside.txt"],
      ["write", "b.md"],
    ],
  },
  {
    name: "the variable holds patterns",
    user: { permission: { bash: { "echo *": "deny", "*": "allow" }, edit: { "*": "deny" } } },
    variables: { OPENCODE_PERMISSION: '{"bash":{"touch *":"deny","echo *":"allow"},"edit":{"src/*":"allow"}}' },
    calls: [...shell, ...files, ["bash", "touch"]],
  },
  {
    name: "the other agent's own rules",
    user: {
      default_agent: "plan",
      permission: { edit: { "src/*": "allow" } },
      agent: { plan: { permission: { bash: { "*": "deny", "pwd *": "allow" } } } },
    },
    calls: [...shell, ...files],
  },
  {
    name: "a server that is off",
    user: { permission: { "*": "allow" } },
    project: { mcp: { lab: { enabled: false } } },
    calls: [["mcp", "lab_touch"], ...shell],
  },
];
