import assert from "node:assert/strict";
import fc from "fast-check";
import type { LoadedConfig, PermissionInput } from "../../../../src/agents/agent.ts";
import { configFiles, explain, permissions } from "../../../../src/agents/vscode/permissions.ts";
import { mcpToolName } from "../../../../src/agents/vscode/tools.ts";
import type { Action } from "../../../../src/core/model/action.ts";
import type { ToolDefinition } from "../../../../src/core/model/definition.ts";
import type { AgentPermissions } from "../../../../src/core/model/permission.ts";
import { SourceText } from "../../../../src/core/model/span.ts";

interface Files {
  readonly user?: unknown;
  readonly workspace?: unknown;
  readonly mcp?: unknown;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly documents?: PermissionInput["documents"];
}

function inputOf(files: Files): PermissionInput {
  const place = { home: "/home/u", workspace: "/ws", platform: "linux" } as const;
  const texts = new Map<string, unknown>([
    ["/home/u/.config/Code/User/settings.json", files.user],
    ["/ws/.vscode/settings.json", files.workspace],
    ["/ws/.vscode/mcp.json", files.mcp],
    ["/ws/package.json", files.scripts && { scripts: files.scripts }],
  ]);
  const configs = configFiles(place).map((file): LoadedConfig => {
    const value = texts.get(file.path);
    if (value === undefined) return file;
    return { ...file, text: typeof value === "string" ? value : JSON.stringify(value, undefined, 2) };
  });
  return { place, configs, documents: files.documents ?? [], credentials: [], installed: true };
}

const outcome = (action: Action, files: Files = {}) => explain(action, inputOf(files)).outcome;
const run = (command: string): Action => ({ kind: "command", shell: "bash", command });
const write = (path: string): Action => ({ kind: "file_write", path, content: "" });
const fetch = (url: string): Action => ({ kind: "url_fetch", url });

function grants(found: AgentPermissions, tool: string): string[] {
  return found.grants
    .filter((grant) => grant.tool === tool)
    .map((grant) => `${grant.decision} ${grant.specifier ?? ""}`.trim());
}

describe("VS Code agent: out of the box", () => {
  it("writes files of the workspace without asking, and says so", () => {
    const found = permissions(inputOf({}));
    assert.deepEqual(grants(found, "create_file"), [
      "allow in the workspace, except patterns that ask",
      "ask elsewhere",
    ]);
    assert.equal(found.mode.name, "default");
  });

  const rows: readonly [action: Action, expected: string][] = [
    [write("/ws/src/a.ts"), "allow"],
    [write("src/a.ts"), "allow"],
    [write("/ws/package.json"), "ask"],
    [write("/ws/.env"), "ask"],
    [write("/ws/a/.git/hooks/x"), "ask"],
    [write("/ws/.vscode/settings.json"), "ask"],
    [write("/ws/.claude/agents/a.md"), "ask"],
    [write("/ws/yarn.lock"), "ask"],
    [write("/etc/hosts"), "ask"],
    [write("/ws/../etc/hosts"), "ask"],
    [{ kind: "file_rename", path: "/ws/a", to: "/ws/package.json" }, "ask"],
    [{ kind: "file_read", path: "/ws/a" }, "allow"],
    [{ kind: "file_read", path: "/home/u/.ssh/id_rsa" }, "ask"],
    [run("ls -la && git status"), "allow"],
    [run("git log --output=x"), "ask"],
    [run("rm -rf x"), "ask"],
    [run("ls; rm x"), "ask"],
    [run("lsof"), "ask"],
    [run("npm ci"), "allow"],
    [run("npm ci --ignore-scripts=false"), "ask"],
    [run("npm test"), "ask"],
    [run("FOO=1 ls"), "ask"],
    [run("echo $(curl x)"), "ask"],
    [run("echo a > /etc/x"), "ask"],
    [fetch("https://code.visualstudio.com/docs"), "allow"],
    [fetch("https://code.visualstudio.com.evil.com/"), "ask"],
    [fetch("https://example.com/"), "ask"],
    [{ kind: "mcp_call", server: "s", tool: "t" }, "unknown"],
    [{ kind: "vscode_command", command: "x" }, "ask"],
    [{ kind: "task_run", name: "x" }, "ask"],
    [{ kind: "todo_update" }, "allow"],
    [{ kind: "clipboard_write" }, "unreachable"],
  ];
  for (const [action, expected] of rows) {
    it(`${JSON.stringify(action)} -> ${expected}`, () => assert.equal(outcome(action), expected));
  }
});

describe("VS Code agent: settings", () => {
  it("edits: the last pattern that matches decides", () => {
    const user = { "chat.tools.edits.autoApprove": { "**/*.sql": false, "**/.env": true } };
    assert.equal(outcome(write("/ws/a.sql"), { user }), "ask");
    assert.equal(outcome(write("/ws/.env"), { user }), "allow");
    const found = permissions(
      inputOf({ user: { "chat.tools.edits.autoApprove": { "**/a.sql": true, "**/*.sql": false } } }),
    );
    assert.deepEqual(
      found.ineffective.map(({ kind, source }) => [kind, source.line]),
      [["shadowed", 2]],
    );
  });

  it("edits and global approval of a workspace are not read", () => {
    const workspace = {
      "chat.tools.global.autoApprove": true,
      "chat.tools.edits.autoApprove": { "**/package.json": true },
    };
    const found = permissions(inputOf({ workspace }));
    assert.equal(found.mode.name, "default");
    assert.deepEqual(
      found.ineffective.map(({ kind, source }) => [kind, source.path, source.line]),
      [
        ["dead", "/ws/.vscode/settings.json", 1],
        ["dead", "/ws/.vscode/settings.json", 2],
      ],
    );
    assert.equal(outcome(write("/ws/package.json"), { workspace }), "ask");
    assert.ok(
      explain(write("/ws/package.json"), inputOf({ workspace })).lost.some(({ why }) => /Only user settings/.test(why)),
    );
  });

  it("global approval of the user lets everything run but what is not eligible", () => {
    const user = {
      "chat.tools.global.autoApprove": true,
      "chat.tools.eligibleForAutoApproval": { runInTerminal: false },
    };
    assert.equal(outcome(write("/etc/hosts"), { user }), "allow");
    assert.equal(outcome(run("ls"), { user }), "ask");
    const found = permissions(inputOf({ user }));
    assert.equal(found.mode.name, "global auto-approve");
    assert.equal(found.mode.source.path, "/home/u/.config/Code/User/settings.json");
    assert.deepEqual(grants(found, "run_in_terminal"), ["ask"]);
    assert.deepEqual(grants(found, "install_extension"), ["allow"]);
  });

  it("a session level that bypasses approvals lets everything run, also from a workspace", () => {
    const workspace = { "chat.permissions.default": "autoApprove" };
    assert.equal(outcome(run("rm -rf x"), { workspace }), "allow");
    assert.equal(permissions(inputOf({ workspace })).mode.name, "autoApprove");
  });

  const terminal: readonly [rules: object, command: string, expected: string][] = [
    [{ "npm run build": true }, "npm run build", "allow"],
    [{ "npm run build": true }, "npm run builder", "ask"],
    [{ make: true }, "make all", "allow"],
    [{ "/^make\\b/": true }, "make all", "allow"],
    [{ "/^make\\b/": { approve: true, matchCommandLine: true } }, "make all && rm x", "ask"],
    [{ "/^make\\b/": { approve: true, matchCommandLine: true } }, "make all && other", "allow"],
    [{ ls: false }, "ls", "ask"],
    [{ ls: null }, "ls", "ask"],
    [{ rm: true }, "rm x", "allow"],
    [{ "bin/test.sh": true }, "./bin/test.sh", "allow"],
    [{ "/(/": true }, "anything", "ask"],
    [{ "/^(a+)+$/": true }, "aaaa", "unknown"],
    [{ "/^(a+)+$/": false }, "ls", "unknown"],
  ];
  for (const [rules, command, expected] of terminal) {
    it(`terminal ${JSON.stringify(rules)}: ${command} -> ${expected}`, () => {
      assert.equal(outcome(run(command), { user: { "chat.tools.terminal.autoApprove": rules } }), expected);
    });
  }

  it("terminal: defaults and all approval can be switched off", () => {
    assert.equal(outcome(run("ls"), { user: { "chat.tools.terminal.ignoreDefaultAutoApproveRules": true } }), "ask");
    assert.equal(outcome(run("ls"), { user: { "chat.tools.terminal.enableAutoApprove": false } }), "ask");
  });

  it("terminal: scripts of package.json run without asking, with the script as the reason", () => {
    const scripts = { build: "rm -rf /", test: "x" };
    assert.equal(outcome(run("npm run build"), { scripts }), "allow");
    assert.equal(explain(run("npm test"), inputOf({ scripts })).decidedBy.path, "/ws/package.json");
    assert.equal(outcome(run("npm run other"), { scripts }), "ask");
    const user = { "chat.tools.terminal.autoApproveWorkspaceNpmScripts": false };
    assert.equal(outcome(run("npm run build"), { scripts, user }), "ask");
    assert.ok(
      grants(permissions(inputOf({ scripts })), "run_in_terminal").includes("allow npm scripts of package.json (2)"),
    );
  });

  const urls: readonly [rules: object, url: string, expected: string][] = [
    [{ "https://a.com/*": true }, "https://a.com/x", "allow"],
    [{ "https://*.a.com": true }, "https://b.a.com/x", "allow"],
    [{ "https://a.com": { approveRequest: true, approveResponse: false } }, "https://a.com/x", "allow"],
    [{ "https://a.com": { approveRequest: false } }, "https://a.com/x", "ask"],
    [{ "https://a.com": false, "https://a.com/public": false }, "https://a.com/public/x", "ask"],
    [{ "https://a.com": true, "https://a.com/private": false }, "https://a.com/private/x", "allow"],
    [{ "https://a.com": true, "https://a.com/private": false }, "https://a.com/x", "allow"],
    [{ "a.com": true }, "http://A.com/x", "allow"],
    [{ "https://*.a.com": true }, "https://a.com/x", "allow"],
    [{ "https://a.com/*": true }, "https://a.com:444/x", "ask"],
    [{ "https://a.com": true }, "https://u@a.com/x", "unknown"],
    [{ "https://a.com/x?y=*": true }, "https://a.com/x?y=1", "allow"],
    [{ "https://a.com/x?y=*": true }, "https://b.com/x", "ask"],
  ];
  for (const [rules, url, expected] of urls) {
    it(`urls ${JSON.stringify(rules)}: ${url} -> ${expected}`, () => {
      assert.equal(outcome(fetch(url), { workspace: { "chat.tools.urls.autoApprove": rules } }), expected);
    });
  }

  it("over-broad approvals are told", () => {
    const user = { "chat.tools.terminal.autoApprove": { "/.*/": true, bash: true, make: true, "npm run build": true } };
    assert.deepEqual(
      permissions(inputOf({ user })).ineffective.map(({ kind, source }) => `${kind} ${source.line}`),
      ["over-broad 2", "over-broad 3", "over-broad 4"],
    );
  });
});

describe("VS Code agent: servers", () => {
  const tool = (name: string, readOnlyHint: boolean): ToolDefinition => ({
    kind: "tool",
    format: "mcp-ts",
    language: "typescript",
    name,
    span: { start: 0, end: 1 },
    effects: [{ effect: "send-outward", origin: "code", because: "fetch" }],
    confirmation: { confirmed: "never" },
    annotations: { readOnlyHint },
  });
  const documents = [
    {
      source: new SourceText("s.ts", "ab"),
      definitions: [tool("post", false), tool("peek", true)],
      permissionRules: [],
      settings: [],
      problems: [],
    },
  ];
  const mcp = { servers: { "My Server": { command: "node", args: ["${workspaceFolder}/s.ts"] } } };

  it("ask, except where the server calls its tool read-only", () => {
    const found = permissions(inputOf({ mcp, documents }));
    assert.deepEqual(grants(found, "mcp_my_server_post"), ["ask My Server/post"]);
    assert.deepEqual(grants(found, "mcp_my_server_peek"), ["allow My Server/peek"]);
    assert.equal(found.servers[0]?.state, "needs-approval");
    assert.equal(found.servers[0]?.source.line, 2);
  });

  it("in a sandbox run without asking, by the word of mcp.json", () => {
    const sandboxed = { servers: { s: { command: "node", args: ["s.ts"], sandboxEnabled: true } } };
    const found = permissions(inputOf({ mcp: sandboxed, documents }));
    const row = found.grants.find((grant) => grant.tool === "mcp_s_post");
    assert.equal(row?.decision, "allow");
    assert.equal(row?.source.path, "/ws/.vscode/mcp.json");
    assert.equal(outcome({ kind: "mcp_call", server: "s", tool: "post" }, { mcp: sandboxed }), "allow");
  });

  it("ask, except those that say of themselves that they only read", () => {
    const one = { servers: { s: { command: "node", args: ["s.ts"] } } };
    const call = { kind: "mcp_call", server: "s", tool: "t" } as const;
    assert.equal(outcome(call, { mcp: one }), "ask");
    assert.equal(outcome({ ...call, annotations: { readOnlyHint: true } }, { mcp: one }), "allow");
  });

  it("what the settings name in a way that was not seen is unknown", () => {
    const user = { "chat.tools.global.autoApprove": { some_tool: true } };
    assert.equal(outcome(run("touch a"), { user }), "unknown");
    assert.equal(outcome(run("touch a"), { user: { "chat.agent.sandbox.enabled": "on" } }), "unknown");
    assert.equal(
      outcome(fetch("https://code.visualstudio.com"), { user: { "chat.agent.networkFilter": true } }),
      "unknown",
    );
  });

  it("are off where chat.mcp.access is none, and missed where the key is mcpServers", () => {
    assert.equal(
      outcome({ kind: "mcp_call", server: "My Server", tool: "post" }, { mcp, user: { "chat.mcp.access": "none" } }),
      "unreachable",
    );
    assert.match(permissions(inputOf({ mcp: { mcpServers: {} } })).problems[0]?.message ?? "", /"servers"/);
  });

  it("names are cut as VS Code cuts them", () => {
    assert.equal(mcpToolName("GitHub", "get_issue"), "mcp_github_get_issue");
    assert.equal(mcpToolName("a very long server name", "t"), "mcp_a_very_long_s_t");
  });
});

describe("VS Code agent: agent files", () => {
  it("tell what a list grants, in VS Code's names or in Claude's", () => {
    const span = { start: 0, end: 1 };
    const document = (path: string, ...tools: string[]) => ({
      source: new SourceText(path, "ab"),
      definitions: [
        {
          kind: "agent" as const,
          format: "copilot-agent-md",
          language: "markdown",
          name: path,
          span,
          effects: [],
          confirmation: { confirmed: "unknown" as const },
          ...(tools.length > 0 ? { tools: tools.map((text) => ({ text, span })) } : {}),
        },
      ],
      permissionRules: [],
      settings: [],
      problems: [],
    });
    const documents = [
      document(".github/agents/a.agent.md", "execute/runInTerminal"),
      document(".claude/agents/b.md", "Write"),
      document(".github/agents/c.agent.md"),
    ];
    const found = permissions(inputOf({ documents })).delegates;
    assert.deepEqual(
      found.slice(0, 2).map(({ effects }) => effects),
      [["run-code"], ["write-files", "delete-files"]],
    );
    assert.ok(found[2]?.inheritsAll && found[2].effects.includes("run-code"));
  });
});

describe("VS Code agent: bad files", () => {
  it("reads what it can of a broken file, and reports it", () => {
    const found = permissions(inputOf({ user: '// mine\n{"chat.tools.global.autoApprove": true, ' }));
    assert.equal(found.mode.name, "global auto-approve");
    assert.equal(found.problems[0]?.path, "/home/u/.config/Code/User/settings.json");
  });

  it("never throws", () => {
    const key = fc.constantFrom(
      "chat.tools.edits.autoApprove",
      "chat.tools.terminal.autoApprove",
      "chat.tools.urls.autoApprove",
      "chat.permissions.default",
      "servers",
      "scripts",
      "s",
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.string(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value")),
        fc.dictionary(fc.oneof(key, fc.string()), tie("value")),
      ),
    }));
    const action = fc.constantFrom(run("ls && x"), write("/ws/a"), fetch("https://a.com"), {
      kind: "mcp_call",
      server: "s",
      tool: "t",
    } as Action);
    fc.assert(
      fc.property(value, value, value, action, (user, workspace, mcp, asked) => {
        const input = inputOf({
          user: JSON.stringify(user),
          workspace: JSON.stringify(workspace),
          mcp: JSON.stringify(mcp),
        });
        permissions(input);
        explain(asked, input);
      }),
    );
  });
});
