import assert from "node:assert/strict";
import { agents } from "../../../src/agents/catalogue.ts";
import { resolvable } from "../../../src/agents/resolvable.ts";
import type { Action } from "../../../src/core/model/action.ts";
import type { PermissionInput } from "../../../src/core/permissions/input.ts";

const place = { home: "/home/u", workspace: "/ws", platform: "linux" } as const;

function inputOf(id: string, files: Readonly<Record<string, string>>): PermissionInput {
  const agent = resolvable.find((one) => one.id === id);
  assert.ok(agent, id);
  const configs = agent.configFiles(place).filter(({ dropIns }) => dropIns === undefined);
  for (const path of Object.keys(files))
    assert.ok(
      configs.some((one) => one.path === path),
      `${id} does not read ${path}`,
    );
  return {
    place,
    configs: configs.map((file) => (files[file.path] === undefined ? file : { ...file, text: files[file.path] ?? "" })),
    documents: [],
    credentials: [],
    installed: true,
  };
}

const command: Action = { kind: "command", shell: "bash", command: "npm test" };
const documented = [
  "cursor",
  "cline",
  "roo-code",
  "kiro",
  "windsurf",
  "continue",
  "goose",
  "zed",
  "amp",
  "factory-droid",
  "openclaw",
];

/** By agent: one of its files, and a grant that comes of it. */
const rows: readonly [agent: string, path: string, text: string, grant: string][] = [
  ["cursor", "/ws/.cursor/permissions.json", '{"terminalAllowlist":["git status"]}', "allow Shell git status"],
  ["cursor", "/home/u/.cursor/cli-config.json", '{"permissions":{"deny":["Shell(curl)"]}}', "deny Shell curl"],
  [
    "cline",
    "/home/u/.cline/data/settings/cline_mcp_settings.json",
    '{"mcpServers":{"f":{"command":"x","autoApprove":["post"]}}}',
    "allow f/post ",
  ],
  ["roo-code", "/ws/.vscode/settings.json", '{"roo-cline.allowedCommands":["git"]}', "allow execute_command git"],
  ["roo-code", "/ws/.roo/mcp.json", '{"mcpServers":{"f":{"alwaysAllow":["*"]}}}', "allow f/* "],
  [
    "kiro",
    "/home/u/.kiro/settings/permissions.yaml",
    'rules:\n  - {capability: shell, match: ["npm *"], effect: allow}\n',
    'allow shell ["npm *"]',
  ],
  ["windsurf", "/ws/.vscode/settings.json", '{"windsurf.cascadeCommandsDenyList":["curl"]}', "deny run_command curl"],
  ["continue", "/home/u/.continue/permissions.yaml", 'allow: ["Bash(git status*)"]\n', "allow Bash git status*"],
  [
    "goose",
    "/home/u/.config/goose/permission.yaml",
    "user:\n  never_allow: [developer__shell]\n",
    "deny developer__shell ",
  ],
  ["zed", "/home/u/.config/zed/settings.json", '{"agent":{"tool_permissions":{"default":"allow"}}}', "allow * "],
  ["amp", "/home/u/.config/amp/settings.json", '{"amp.permissions":[{"tool":"Bash","action":"reject"}]}', "deny Bash "],
  ["factory-droid", "/ws/.factory/settings.json", '{"commandDenylist":["curl"]}', "deny Execute curl"],
  ["openclaw", "/home/u/.openclaw/openclaw.json", '{"tools":{"exec":{"mode":"deny"}}}', "deny exec "],
];

describe("agents known from documents", () => {
  for (const id of documented) {
    it(`${id}: nothing set is shown, as not proven, and what an action meets is unknown`, () => {
      const agent = resolvable.find((one) => one.id === id);
      const input = inputOf(id, {});
      const found = agent?.permissions(input);
      assert.ok(found && found.grants.length >= 4);
      for (const { source, note } of found.grants) {
        assert.equal(source.layer, "default");
        assert.match(source.text, /^not proven/);
        assert.match(note ?? "", /^Not proven/);
      }
      assert.match(found.factsDate, /^\d{4}-\d\d-\d\d$/);
      const explained = agent?.explain(command, input);
      assert.equal(explained?.outcome, "unknown");
      assert.match(explained?.decidedBy.text ?? "", /^not proven/);
    });
  }

  for (const [id, path, text, grant] of rows) {
    it(`${id} reads ${path}: ${grant}`, () => {
      const found = resolvable.find((one) => one.id === id)?.permissions(inputOf(id, { [path]: text }));
      const said = found?.grants.filter(({ source }) => source.path === path);
      assert.deepEqual(
        said?.map((one) => `${one.decision} ${one.tool} ${one.specifier ?? ""}`),
        [grant],
      );
      assert.deepEqual(found?.problems, []);
    });
  }

  it("a word nobody knows is a problem and no grant; a broken file is told", () => {
    const path = "/home/u/.config/zed/settings.json";
    const odd = resolvable
      .find(({ id }) => id === "zed")
      ?.permissions(inputOf("zed", { [path]: '{"agent":{"tool_permissions":{"default":"sure"}}}' }));
    assert.equal(odd?.problems.length, 1);
    assert.ok(odd?.grants.every(({ source }) => source.layer === "default"));
    const broken = resolvable.find(({ id }) => id === "zed")?.permissions(inputOf("zed", { [path]: "{" }));
    assert.ok((broken?.problems.length ?? 0) > 0);
  });

  it("OpenClaw's hardening list is held against its settings", () => {
    const path = "/home/u/.openclaw/openclaw.json";
    const openclaw = resolvable.find(({ id }) => id === "openclaw");
    const soft = openclaw?.permissions(inputOf("openclaw", { [path]: '{"gateway":{"bind":"lan"}}' }));
    assert.ok(soft?.ineffective.some(({ source }) => source.text === 'gateway.bind: "lan"'));
    const loopback = openclaw?.permissions(inputOf("openclaw", { [path]: '{"gateway":{"bind":"loopback"}}' }));
    assert.equal(
      loopback?.ineffective.some(({ source }) => source.text.startsWith("gateway.bind")),
      false,
    );
  });

  it("every agent of the gate is among those that can be shown, each once", () => {
    const ids = resolvable.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id } of agents) assert.ok(ids.includes(id));
  });
});
