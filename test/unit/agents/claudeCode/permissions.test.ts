import assert from "node:assert/strict";
import { configFiles, explain, permissions } from "../../../../src/agents/claudeCode/permissions.ts";
import { claudeCommands, skills } from "../../../../src/core/discover/agents/promptFormats.ts";
import type { DocumentFacts } from "../../../../src/core/discover/facts.ts";
import type { AgentDefinition, Definition, ToolDefinition } from "../../../../src/core/model/definition.ts";
import type { AgentPermissions, Grant } from "../../../../src/core/model/permission.ts";
import { SourceText } from "../../../../src/core/model/span.ts";
import { testInspection } from "../../../support/inspection.ts";
import { type Configuration, inputOf } from "./support.ts";

const user = (rules: object, more: object = {}) => ({ ".claude/settings.json": { permissions: rules, ...more } });

function resolve(configuration: Configuration): AgentPermissions {
  return permissions(inputOf(configuration));
}

function grant(found: AgentPermissions, tool: string, specifier?: string): Grant {
  const row = found.grants.find((candidate) => candidate.tool === tool && candidate.specifier === specifier);
  assert.ok(row, `no grant ${tool} ${specifier ?? ""}`);
  return row;
}

function document(path: string, text: string, ...definitions: Definition[]): DocumentFacts {
  return { source: new SourceText(path, text), definitions, permissionRules: [], settings: [], problems: [] };
}

const base = {
  language: "markdown",
  span: { start: 0, end: 3 },
  effects: [],
  confirmation: { confirmed: "unknown" },
} as const;

describe("Claude Code: configuration files", () => {
  it("are named for each platform, managed ones last", () => {
    const paths = (platform: "linux" | "darwin" | "win32", home: string, workspace: string) =>
      configFiles({ platform, home, workspace }).map((file) => `${file.layer} ${file.path}${file.dropIns ? " *" : ""}`);
    assert.deepEqual(paths("linux", "/home/u", "/ws"), [
      "user /home/u/.claude.json",
      "user /home/u/.claude/settings.json",
      "project /ws/.claude/settings.json",
      "project /ws/.mcp.json",
      "local /ws/.claude/settings.local.json",
      "managed /etc/claude-code/managed-mcp.json",
      "managed /etc/claude-code/managed-settings.json",
      "managed /etc/claude-code/managed-settings.d *",
    ]);
    assert.ok(
      paths("darwin", "/Users/u", "/ws").includes(
        "managed /Library/Application Support/ClaudeCode/managed-settings.json",
      ),
    );
    assert.ok(paths("win32", "C:\\Users\\u", "C:\\ws").includes("project C:\\ws\\.claude\\settings.json"));
  });
});

describe("Claude Code: grants", () => {
  it("say what holds when nothing is configured", () => {
    const found = resolve({});
    assert.equal(grant(found, "Read", "in the working folders").decision, "allow");
    assert.equal(grant(found, "Read", "elsewhere").decision, "ask");
    assert.equal(grant(found, "Edit").decision, "ask");
    assert.equal(grant(found, "Bash").decision, "ask");
    assert.equal(grant(found, "Bash", "read-only commands").decision, "allow");
    assert.equal(grant(found, "Agent").decision, "allow");
    assert.equal(found.mode.name, "default");
    assert.deepEqual(found.ruleOfTwo, { untrusted: false, sensitive: false, outward: false });
  });

  it("carry the file and line that decided, and what it overrode", () => {
    const text = '{\n  "permissions": {\n    "allow": [\n      "Bash(npm test)",\n      "WebSearch"\n    ]\n  }\n}';
    const found = resolve({ home: { ".claude/settings.json": text } });
    const rule = grant(found, "Bash", "npm test");
    assert.equal(rule.source.path, "/lab/home/.claude/settings.json");
    assert.equal(rule.source.line, 3);
    assert.equal(text.slice(rule.source.span?.start, rule.source.span?.end), '"Bash(npm test)"');
    assert.deepEqual(
      rule.overrides.map((source) => source.layer),
      ["default"],
    );
    assert.equal(grant(found, "WebSearch").decision, "allow");
    assert.equal(grant(found, "WebSearch").source.line, 4);
  });

  const modes: readonly [mode: string, tool: string, specifier: string | undefined, decision: string][] = [
    ["acceptEdits", "Write", "in the working folders", "allow"],
    ["acceptEdits", "Write", "elsewhere, and protected files", "ask"],
    ["acceptEdits", "Bash", undefined, "ask"],
    ["plan", "Write", undefined, "ask"],
    ["dontAsk", "Write", undefined, "deny"],
    ["dontAsk", "Agent", undefined, "allow"],
    ["bypassPermissions", "Bash", undefined, "allow"],
    ["auto", "Bash", undefined, "allow"],
  ];
  for (const [mode, tool, specifier, decision] of modes) {
    it(`in ${mode}: ${tool} ${specifier ?? ""} is ${decision}`, () => {
      const found = resolve({ home: user({ defaultMode: mode }) });
      assert.equal(found.mode.name, mode);
      assert.equal(grant(found, tool, specifier).decision, decision);
    });
  }

  it("say that in auto mode a model decides, and explain calls that unknown", () => {
    const configuration = { home: user({ defaultMode: "auto" }) };
    assert.match(grant(resolve(configuration), "Bash").source.text, /a model decides/);
    assert.equal(
      explain({ kind: "command", shell: "bash", command: "npm test" }, inputOf(configuration)).outcome,
      "unknown",
    );
  });

  it("break the Rule of Two when everything is bypassed in a folder with secrets", () => {
    const credentials = [{ kind: "dotenv", name: "KEY", path: "/lab/ws/.env" }];
    const found = resolve({ home: user({ defaultMode: "bypassPermissions" }), credentials });
    assert.deepEqual(found.ruleOfTwo, { untrusted: true, sensitive: true, outward: true });
  });

  it("let managed rules alone count where the organisation says so", () => {
    const found = resolve({
      home: user({ allow: ["Bash"] }),
      managed: { allowManagedPermissionRulesOnly: true, permissions: { allow: ["WebSearch"] } },
    });
    assert.equal(grant(found, "Bash").decision, "ask");
    assert.equal(grant(found, "WebSearch").decision, "allow");
  });
});

describe("Claude Code: what a repository may do", () => {
  const allow = { ".claude/settings.json": { permissions: { allow: ["Bash(x:*)"] } } };

  it("cannot allow anything in its settings.json until the folder is trusted", () => {
    const found = resolve({ trusted: false, project: allow });
    assert.ok(!found.grants.some((row) => row.specifier === "x:*"));
    assert.match(found.ineffective[0]?.message ?? "", /not trusted/);
    assert.equal(grant(resolve({ project: allow }), "Bash", "x:*").decision, "allow");
  });

  it("has its rules judged even while the folder is not trusted", () => {
    const project = { ".claude/settings.json": { permissions: { allow: ["Bash(bash:*)", "Write(docs/**)"] } } };
    assert.deepEqual(
      resolve({ trusted: false, project }).ineffective.map(({ kind, source }) => `${kind} ${source.text}`),
      ["dead Bash(bash:*)", "over-broad Bash(bash:*)", "dead Write(docs/**)"],
    );
  });

  it("cannot turn bypassPermissions on, and the attempt ends in default mode", () => {
    const found = resolve({
      home: user({ defaultMode: "acceptEdits" }),
      project: { ".claude/settings.local.json": { permissions: { defaultMode: "bypassPermissions" } } },
    });
    assert.equal(found.mode.name, "default");
    assert.deepEqual(
      found.ineffective.map(({ kind, source }) => [kind, source.path]),
      [["dead", "/lab/ws/.claude/settings.local.json"]],
    );
  });
});

describe("Claude Code: rules that do not do what they say", () => {
  const cases: readonly [list: "allow" | "ask" | "deny", rule: string, kind: string | undefined][] = [
    ["allow", "Write(src/**)", "dead"],
    ["deny", "Write(src/**)", "dead"],
    ["allow", "mcp__*", "dead"],
    ["deny", "mcp__*", undefined],
    ["allow", "mcp__la*", "dead"],
    ["allow", "mcp__lab__tool(arg:a)", "dead"],
    ["allow", "mcp__other srv", "dead"],
    ["allow", "mcp__lab__do_*", undefined],
    ["allow", "mcp__lab__*", "over-broad"],
    ["allow", "*", "dead"],
    ["deny", "*", undefined],
    ["allow", "bash(ls)", "dead"],
    ["allow", " Bash(ls)", "dead"],
    ["allow", "Bash()", "dead"],
    ["allow", "Bash(ls", "dead"],
    ["allow", "Bash(:*)", "dead"],
    ["allow", "NoSuchTool", "dead"],
    ["ask", "Agent(Explore)", "dead"],
    ["allow", "Edit(/src/**)", "dead"],
    ["allow", "Edit(//src/**)", undefined],
    ["allow", "Bash", "over-broad"],
    ["deny", "Bash", undefined],
    ["allow", "Bash(bash:*)", "over-broad"],
    ["allow", "Bash(python3 *)", "over-broad"],
    ["allow", "Bash(npm run test*)", "over-broad"],
    ["allow", "Bash(npm run test:*)", undefined],
    ["allow", "Bash(npm test)", undefined],
    ["allow", "Read(~/**)", "over-broad"],
    ["allow", "WebFetch", "over-broad"],
    ["allow", "WebFetch(domain:example.com)", undefined],
    ["allow", "Task", undefined],
  ];
  for (const [list, rule, kind] of cases) {
    it(`${list} ${JSON.stringify(rule)} is ${kind ?? "fine"}`, () => {
      const found = resolve({ home: user({ [list]: [rule] }) });
      assert.deepEqual(
        found.ineffective.map((entry) => entry.kind),
        kind === undefined ? [] : [kind],
      );
    });
  }

  const shadows: readonly [allow: string, stricter: object, shadowed: boolean][] = [
    ["Bash(git push:*)", { deny: ["Bash(git:*)"] }, true],
    ["Bash(git push:*)", { ask: ["Bash"] }, true],
    ["Bash(git push:*)", { deny: ["Bash(git push origin)"] }, false],
    ["Bash(git push origin)", { deny: ["Bash(git push:*)"] }, true],
    ["Bash(git:*)", { deny: ["Bash(git push:*)"] }, false],
    ["Edit(src/**)", { deny: ["Edit(**)"] }, true],
    ["Edit(src/a/**)", { deny: ["Edit(src/**)"] }, true],
    ["Edit(**)", { deny: ["Edit(src/**)"] }, false],
    ["mcp__lab__go", { deny: ["mcp__lab"] }, true],
    ["mcp__lab__go", { deny: ["mcp__*"] }, true],
    ["mcp__lab__go", { deny: ["mcp__other"] }, false],
    ["mcp__lab__go", { ask: ["mcp__lab__g*"] }, true],
    ["WebFetch(domain:a.com)", { ask: ["WebFetch"] }, true],
  ];
  for (const [allow, stricter, shadowed] of shadows) {
    it(`allow ${allow} is ${shadowed ? "" : "not "}shadowed by ${JSON.stringify(stricter)}`, () => {
      const found = resolve({ home: user({ allow: [allow], ...stricter }) });
      assert.equal(
        found.ineffective.some((entry) => entry.kind === "shadowed" && entry.source.text === allow),
        shadowed,
      );
    });
  }
});

describe("Claude Code: files it does not take", () => {
  const broken: readonly [what: string, text: string][] = [
    ["a comment", '{"permissions":{"deny":["Bash"]}} // why'],
    ["a trailing comma", '{"permissions":{"deny":["Bash"],}}'],
    ["a missing brace", '{"permissions":{"deny":["Bash"]}'],
    ["a list that is a string", '{"permissions":{"deny":["Bash"],"allow":"WebSearch"}}'],
    ["a mode that does not exist", '{"permissions":{"deny":["Bash"],"defaultMode":"yolo"}}'],
  ];
  for (const [what, text] of broken) {
    it(`with ${what}: reported, and its deny rules do not hold`, () => {
      const found = resolve({ home: { ".claude/settings.json": text } });
      assert.equal(grant(found, "Bash").decision, "ask");
      assert.equal(found.problems[0]?.path, "/lab/home/.claude/settings.json");
      assert.match(found.problems[0]?.message ?? "", /ignores the whole file, its deny rules too/);
    });
  }

  it("unreadable: reported with the reason", () => {
    const input = inputOf({});
    const configs = input.configs.map((config) =>
      config.path.endsWith("ws/.claude/settings.json") ? { ...config, error: "EACCES" } : config,
    );
    assert.match(permissions({ ...input, configs }).problems[0]?.message ?? "", /EACCES/);
  });
});

describe("Claude Code: servers and delegates", () => {
  const tool: ToolDefinition = {
    ...base,
    kind: "tool",
    format: "mcp-ts",
    name: "post_reply",
    effects: [{ effect: "send-outward", origin: "code", because: "fetch" }],
    confirmation: { confirmed: "never" },
  };
  const servers = {
    ".mcp.json": { mcpServers: { forum: { command: "tsx", args: ["forum.ts"] }, gone: { command: "x" } } },
  };
  const documents = [document("forum.ts", "abc", tool)];

  it("join a server's tools from its source, and ask for them by default", () => {
    const found = resolve({ project: servers, documents });
    assert.deepEqual(
      found.servers.map(({ name, state, tools }) => [name, state, tools.map((each) => each.name)]),
      [
        ["forum", "needs-approval", ["post_reply"]],
        ["gone", "needs-approval", []],
      ],
    );
    assert.equal(grant(found, "mcp__forum__post_reply").decision, "ask");
    assert.deepEqual(grant(found, "mcp__forum__post_reply").effects, ["send-outward"]);
    assert.match(grant(found, "mcp__gone").note ?? "", /not known/);
    assert.equal(found.servers[0]?.source.line, 2);
  });

  it("tell an outward tool that an allow rule lets run", () => {
    const found = resolve({ project: servers, documents, home: user({ allow: ["mcp__forum"] }) });
    assert.equal(grant(found, "mcp__forum__post_reply").decision, "allow");
    assert.equal(found.ruleOfTwo.outward, true);
  });

  it("are switched on by the settings, and off wins", () => {
    const state = (settings: object) => resolve({ project: servers, home: user({}, settings) }).servers[0]?.state;
    assert.equal(state({ enableAllProjectMcpServers: true }), "enabled");
    assert.equal(state({ enabledMcpjsonServers: ["forum"] }), "enabled");
    assert.equal(state({ enabledMcpjsonServers: ["forum"], disabledMcpjsonServers: ["forum"] }), "disabled");
    assert.equal(state({ deniedMcpServers: [{ serverName: "forum" }] }), "disabled");
  });

  it("of the user start without a question", () => {
    const found = resolve({ home: { ".claude.json": { mcpServers: { mine: { command: "x" } } } } });
    assert.deepEqual(
      found.servers.map(({ name, state }) => [name, state]),
      [["mine", "enabled"]],
    );
  });

  it("switched off make their tools unreachable", () => {
    const input = inputOf({
      project: servers,
      home: user({ allow: ["mcp__forum"] }, { disabledMcpjsonServers: ["forum"] }),
    });
    assert.equal(explain({ kind: "mcp_call", server: "forum", tool: "post_reply" }, input).outcome, "unreachable");
  });

  it("tell what a delegate may do: a list, or everything when there is none", () => {
    const agent = (name: string, ...tools: string[]): AgentDefinition => ({
      ...base,
      kind: "agent",
      format: "claude-agent-md",
      name,
      ...(tools.length > 0 ? { tools: tools.map((text) => ({ text, span: base.span })) } : {}),
    });
    const found = resolve({
      documents: [
        document(".claude/agents/a.md", "abc", agent("all")),
        document(".claude/agents/b.md", "abc", agent("few", "Read", "Bash(git *)")),
        document("other/c.md", "abc", agent("no")),
      ],
    });
    assert.deepEqual(
      found.delegates.map(({ name, inheritsAll, effects }) => [name, inheritsAll, effects.includes("run-code")]),
      [
        ["all", true, true],
        ["few", false, true],
      ],
    );
    assert.equal(found.delegates[1]?.source.path, "/lab/ws/.claude/agents/b.md");
  });
});

describe("Claude Code: skills", () => {
  it("names what skills and commands of the workspace allow while they are in use", async () => {
    const inspection = await testInspection("javascript");
    const facts = (path: string, keys: string) => {
      const format = /SKILL/.test(path) ? skills : claudeCommands;
      const source = new SourceText(path, `---\nname: x\ndescription: Does it.\n${keys}---\nDo it.\n`);
      return { ...document(path, source.text), ...format.inspect(source, inspection), source };
    };
    const documents = [
      facts(".claude/skills/tidy/SKILL.md", "allowed-tools: Bash(git *), Edit\n"),
      facts(".claude/commands/deploy.md", "allowed-tools: Bash\n"),
      facts(".claude/skills/plain/SKILL.md", ""),
      facts("docs/skills/other/SKILL.md", "allowed-tools: Bash\n"),
    ];
    assert.deepEqual(
      resolve({ documents }).skills?.map(({ name, tools, source }) => [name, tools, source.path, source.line]),
      [
        ["tidy", ["Bash(git *)", "Edit"], "/lab/ws/.claude/skills/tidy/SKILL.md", 3],
        ["deploy", ["Bash"], "/lab/ws/.claude/commands/deploy.md", 3],
      ],
    );
  });
});

describe("Claude Code: explain", () => {
  it("names the rule that decided and every rule that lost, with why", () => {
    const input = inputOf({
      home: user({ allow: ["Bash", "Bash(npm:*)"], ask: ["Bash(git push:*)"] }),
      project: { ".claude/settings.json": { permissions: { deny: ["Bash(git push --force:*)"] } } },
    });
    const found = explain({ kind: "command", shell: "bash", command: "git push --force origin" }, input);
    assert.equal(found.outcome, "deny");
    assert.equal(found.decidedBy.path, "/lab/ws/.claude/settings.json");
    assert.deepEqual(
      found.lost.map(({ text, why }) => [text, why]),
      [
        ["Bash(git push:*)", "Deny rules come before ask rules."],
        ["Bash", "Deny and ask rules, and a protected file, come before allow rules."],
        ["Bash(npm:*)", "It does not match this call."],
        ["defaultMode is not set: asks", "The mode decides only where no rule does."],
      ],
    );
  });

  it("calls unreachable what Claude Code has no tool for, and says what it would do instead", () => {
    const found = explain({ kind: "file_delete", path: "a" }, inputOf({}));
    assert.equal(found.outcome, "unreachable");
    assert.match(found.decidedBy.text, /rm/);
  });

  it("says of an untrusted folder's rule why it lost", () => {
    const input = inputOf({
      trusted: false,
      project: { ".claude/settings.json": { permissions: { allow: ["Bash(x)"] } } },
    });
    const found = explain({ kind: "command", shell: "bash", command: "x" }, input);
    assert.equal(found.outcome, "ask");
    assert.match(found.lost[0]?.why ?? "", /not trusted/);
  });
});
