import assert from "node:assert/strict";
import { effects } from "../../src/core/model/effect.ts";
import { conditionNames } from "../../src/core/policy/policy.ts";
import { matchesGolden } from "../support/cli.ts";
import { ourTokens, tokensOf } from "../support/tokens.ts";

/** Rules as they stand in real files, and what only looks like them beside. */
const samples: Readonly<Record<string, readonly [scope: string, text: string]>> = {
  "claude-settings": [
    "source.json.comments",
    `{
  // What Claude Code may do here.
  "permissions": {
    "allow": ["Bash(git push:*)", "mcp__github__create_issue", "mcp__github", "Read(~/.ssh/**)", "WebSearch"],
    "ask": ["Edit(src/**)", "WebFetch(domain:*.example.com)", "Agent(helper)"],
    "deny": [
      "Bash(curl * | sh)", // never
      "Bash(echo \\"x\\" --force)",
      "mcp__*"
    ],
    "defaultMode": "Bash(looks like a rule)",
    "additionalDirectories": ["Read(dir)"]
  },
  "hooks": {
    "PreToolUse": [{ "matcher": "Bash", "hooks": [{ "type": "command", "if": "Bash(rm:*)", "command": "Bash(x)" }] }]
  },
  "model": "Bash(git push:*)"
}`,
  ],
  opencode: [
    "source.json",
    `{
  "permission": {
    "*": "ask",
    "bash": { "git push *": "deny", "git status *": "allow" },
    "edit": "allow",
    "other": 1
  },
  "permissions": [{ "action": "shell", "resource": "npm publish *", "effect": "deny" }],
  "small_model": "allow"
}`,
  ],
  "agent-file": [
    "text.html.markdown.prompt",
    `---
name: helper
description: Runs Bash(git:*) and more
tools: Bash(git add:*), Read, mcp__github__create_issue, server/*
disallowedTools: ["Write", 'Edit(src/**)']
model: opus
---
Use Bash(git push:*) for this.
tools: Bash(x:*)
`,
  ],
  "command-file": [
    "text.html.markdown",
    `---
allowed-tools:
  - "Bash(npm test:*)"
  - Edit(src/**)  # only here
- Task
argument-hint: Bash(x)
permission:
  edit: deny
  bash:
    "git push *": ask
    "*": allow
tools:
  write: false
---
`,
  ],
  "command-line": [
    "source.shell",
    `copilot --allow-tool 'shell(git push)' --deny-tool=write --allow-tool "MyServer(tool)" -p x
copilot -p x \\
  --allow-tool 'url(https://example.com/*)'
claude --allowedTools "Bash(git log:*),Read" -p y
echo "--allow-tool 'shell(rm)'" 'Bash(x)'
# --allow-tool 'shell(x)'
other --allow "shell(x)"`,
  ],
  policy: [
    "source.countersign",
    `# Who decides what.
version: 1
x-branches: &main [main, "release/*"]
rules:
  - id: no-push-to-main # a name
    when:
      effect: [send-outward, rewrite-history]
      branch: *main
      path: src/**/a-b.ts
    then: deny
    reason: Pushing, and more, is decided by the release team: ask them.
    owner: release@example.org
  - { when: { command: 'npm test *', tool: file_write }, then: allow, expires: 2026-12-31 }
  - when: { colour: red }
    then: perhaps
`,
  ],
  "policy-tests": [
    "source.countersign",
    `- name: pushing is refused
  action: { command: git push origin main, agent: vscode }
  expect: deny
  rule: no-push-to-main
  today: 2026-12-31
`,
  ],
};

/** Files of other kinds that hold the same texts. */
const lookAlikes: readonly (readonly [what: string, scope: string, text: string])[] = [
  ["a package's scripts", "source.json", `{ "scripts": { "x": "Bash(git push:*)", "allow": "mcp__a__b" } }`],
  [
    "a browser extension",
    "source.json",
    `{ "permissions": ["tabs", "Read(x)", "storage"], "optional": { "allow": [1] } }`,
  ],
  ["lists of other names", "source.json", `{ "firewall": { "allow": ["Bash(x:*)"], "deny": ["Read(y)"] } }`],
  ["a schema", "source.json", `{ "if": { "properties": { "a": {} } }, "then": "Bash(x:*)" }`],
  [
    "a permission that is no map",
    "source.json",
    `{ "permission": { "read": true, "write": ["Edit(x)"] }, "x": "ask" }`,
  ],
  ["text with front matter", "text.html.markdown", "---\ntitle: Bash(git:*)\ntags: [Read(x)]\n---\n- Bash(git:*)\n"],
  [
    "text without",
    "text.html.markdown",
    'tools: Bash(git:*)\n\n```json\n{ "permissions": { "allow": ["Bash(x)"] } }\n```\n',
  ],
  ["other YAML", "source.yaml", "tools: Bash(git:*)\npermission:\n  edit: deny\n"],
  ["a script", "source.shell", "Bash() { :; }\ngit push --allow-tools-x 'shell(x)'\n"],
];

describe("grammars", () => {
  for (const [name, [scope, text]] of Object.entries(samples)) {
    it(`colour ${name} as they did`, async () => {
      matchesGolden(`tokens-${name}.golden.txt`, `${(await ourTokens(scope, text)).join("\n")}\n`);
    });
  }

  for (const [what, scope, text] of lookAlikes) {
    it(`leave ${what} alone`, async () => assert.deepEqual(await ourTokens(scope, text), []));
  }

  it("give the text back to JSON after the rules, comments and all", async () => {
    const [, text] = samples["claude-settings"] ?? ["", ""];
    const lines = await tokensOf("source.json", text);
    const scopesOf = (word: string) => lines.flat().find((token) => token.text.includes(word))?.scopes ?? [];
    assert.ok(scopesOf("defaultMode").some((scope) => scope.includes("property-name")));
    assert.ok(scopesOf("never").some((scope) => scope.startsWith("comment.")));
    assert.ok(scopesOf("model").every((scope) => !scope.startsWith("meta.permissions")));
    assert.deepEqual(
      lines.flat().flatMap(({ scopes }) => scopes.filter((scope) => scope.startsWith("invalid."))),
      [],
    );
  });

  it("know every effect and every condition", async () => {
    for (const effect of effects) {
      const tokens = await ourTokens("source.countersign", `effect: ${effect}`);
      assert.ok(tokens.includes(`${effect}  support.constant.effect`), tokens.join("\n"));
    }
    for (const name of conditionNames) {
      const tokens = await ourTokens("source.countersign", `      ${name}: x`);
      assert.ok(tokens.includes(`${name}  entity.name.tag.condition`), tokens.join("\n"));
    }
  });

  it("take no longer for a hostile line", async () => {
    const before = process.cpuUsage();
    for (const unit of ["Bash(", "mcp__", '"a": "', "a, ", "--allow-tool 'x"]) {
      const line = unit.repeat(4_000);
      await ourTokens("source.json", `{ "permissions": { "allow": ["${line.replaceAll('"', "")}"] } }`);
      await ourTokens("source.countersign", `path: ${line}`);
    }
    const { user, system } = process.cpuUsage(before);
    // A line that makes the grammar go back and forth takes minutes; the machine may be busy with other things.
    assert.ok((user + system) / 1e3 < 20_000);
  });
}).timeout(240_000);
