import assert from "node:assert/strict";
import fc from "fast-check";
import { explain, permissions } from "../../../../src/agents/claudeCode/permissions.ts";
import type { Action } from "../../../../src/core/model/action.ts";
import { type Configuration, inputOf } from "./support.ts";

const strictness = ["allow", "unknown", "ask", "deny", "unreachable"];

const rule = fc.constantFrom(
  "Bash",
  "Bash(x:*)",
  "Bash(x run)",
  "Bash(x*)",
  "Read(.env)",
  "Edit(src/**)",
  "Edit(**)",
  "Write",
  "WebFetch(domain:a.com)",
  "WebFetch",
  "mcp__s",
  "mcp__s__t",
  "mcp__*",
  "Agent",
  "*",
  "Bash(",
  "",
);
const list = fc.array(rule, { maxLength: 3 });
const mode = fc.constantFrom("default", "acceptEdits", "plan", "dontAsk", "bypassPermissions", "auto");
const action = fc.constantFrom<Action>(
  { kind: "command", shell: "bash", command: "x run a" },
  { kind: "command", shell: "bash", command: "cat .env && x run > src/a" },
  { kind: "command", shell: "bash", command: "sudo x run" },
  { kind: "file_write", path: "/lab/ws/src/a", content: "" },
  { kind: "file_read", path: ".env" },
  { kind: "url_fetch", url: "https://a.com/b" },
  { kind: "mcp_call", server: "s", tool: "t" },
  { kind: "subagent_start", name: "n" },
);

describe("Claude Code: properties", () => {
  it("adding a deny rule in any layer never widens an outcome", () => {
    const files = fc.record({ allow: list, ask: list, deny: list, defaultMode: mode });
    const layer = fc.constantFrom(".claude/settings.json", ".claude/settings.local.json", "user");
    fc.assert(
      fc.property(files, rule, layer, action, (settings, added, where, asked) => {
        const outcome = (configuration: Configuration) =>
          strictness.indexOf(explain(asked, inputOf(configuration)).outcome);
        const more = { permissions: { deny: [added] } };
        const before = outcome({ home: { ".claude/settings.json": { permissions: settings } } });
        const after =
          where === "user"
            ? outcome({
                home: { ".claude/settings.json": { permissions: { ...settings, deny: [...settings.deny, added] } } },
              })
            : outcome({ home: { ".claude/settings.json": { permissions: settings } }, project: { [where]: more } });
        assert.ok(after >= before);
      }),
    );
  });

  it("never throws, whatever the files hold", () => {
    const keys = fc.constantFrom(
      "permissions",
      "allow",
      "deny",
      "ask",
      "defaultMode",
      "mcpServers",
      "projects",
      "/lab/ws",
      "args",
      "__proto__",
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        rule,
        fc.array(tie("value")),
        fc.dictionary(keys, tie("value")),
      ),
    }));
    const text = fc.oneof(
      value.map((data) => JSON.stringify(data) ?? ""),
      fc.string(),
    );
    fc.assert(
      fc.property(text, text, text, action, (one, two, three, asked) => {
        const input = inputOf({
          home: { ".claude/settings.json": one },
          project: { ".claude/settings.json": two, ".mcp.json": three },
        });
        const configs = input.configs.map((config) =>
          config.path.endsWith(".claude.json") ? { ...config, text: three } : config,
        );
        permissions({ ...input, configs });
        explain(asked, { ...input, configs });
      }),
    );
  });

  it("reads a hostile file of nested brackets without falling over", () => {
    const found = permissions(inputOf({ project: { ".claude/settings.json": "[".repeat(1_000_000) } }));
    assert.equal(found.problems.length, 1);
  });
});
