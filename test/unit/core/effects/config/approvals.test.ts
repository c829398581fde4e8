import assert from "node:assert/strict";
import fc from "fast-check";
import { type Effect, settingsEffect } from "../../../../../src/core/effects/config/approvals.ts";
import { reachOf } from "../../../../../src/core/effects/config/grants.ts";

const json = "/home/dev/project/.claude/settings.json";

describe("settingsEffect", () => {
  const cases: readonly [what: string, name: string, before: string | undefined, after: string, effect: Effect][] = [
    ["a wide grant", json, undefined, '{"permissions":{"allow":["Bash(*)"]}}', "loosens"],
    ["one declared task", json, undefined, '{"permissions":{"allow":["Bash(npm test)"]}}', "loosens-one"],
    [
      "a grant that was there before",
      json,
      '{"permissions":{"allow":["Bash(*)"]}}',
      '{"permissions":{"allow":["Bash(*)"]},"model":"x"}',
      "inert",
    ],
    ["a grant that goes", json, '{"permissions":{"allow":["Bash(*)"]}}', '{"permissions":{"allow":[]}}', "inert"],
    ["a denial that goes", json, '{"permissions":{"deny":["Read(.env)"]}}', '{"permissions":{"deny":[]}}', "loosens"],
    ["a denial that comes", json, '{"permissions":{"deny":[]}}', '{"permissions":{"deny":["Read(.env)"]}}', "inert"],
    ["a hook that goes", json, '{"hooks":{"PreToolUse":[{"command":"x"}]}}', "{}", "loosens"],
    ["a hook that comes", json, undefined, '{"hooks":{"PreToolUse":[{"command":"x"}]}}', "starts"],
    ["an escaped key", "settings.json", undefined, '{"chat.tools.\\u0067lobal.autoApprove":true}', "loosens"],
    ["a comment", "settings.json", undefined, '// "chat.tools.global.autoApprove": true', "harmless"],
    ["a part of an object", "settings.json", undefined, '"chat.tools.global.autoApprove": true,', "loosens"],
    ["looks only", "settings.json", undefined, '{"editor.tabSize":2}', "harmless"],
    ["broken text", "settings.json", undefined, "{ broken", "unclear"],
    ["broken text with a switch", "settings.json", undefined, '{ broken "chat.tools.autoApprove" true', "loosens"],
    ["TOML", "config.toml", undefined, 'approval_policy = "never"', "loosens"],
    ["TOML that tightens", "config.toml", 'approval_policy = "never"', 'approval_policy = "on-request"', "inert"],
    ["hooks that Codex switches off", "config.toml", undefined, "[features]\nhooks = false\n", "loosens"],
    ["the same on one line", "config.toml", undefined, "features = { hooks = false }", "loosens"],
    ["the same in a profile", "config.toml", undefined, "[profiles.x.features]\nhooks = false\n", "loosens"],
    ["the same by a dotted key", "config.toml", 'model = "x"\n', 'features."hooks" = false', "loosens"],
    ["hooks that stay on", "config.toml", undefined, "[features]\nhooks = true\n", "starts"],
    ["YAML", "permissions.yaml", undefined, 'rules:\n  - {capability: shell, match: ["*"], effect: allow}', "loosens"],
    [
      "YAML for one task",
      "permissions.yaml",
      undefined,
      'rules:\n  - {capability: shell, match: ["npm test"], effect: allow}',
      "loosens-one",
    ],
  ];
  for (const [what, name, before, after, effect] of cases)
    it(`${what} ${effect === "loosens" ? "loosens" : `is ${effect}`}`, () => {
      assert.equal(settingsEffect({ before, after }, name), effect);
    });

  it("is never weakened by harmless keys around a loosening one", () => {
    const key = fc.stringMatching(/^(?:editor|workbench|files)\.[a-z]{1,8}$/);
    const value = fc.oneof(fc.boolean(), fc.integer(), fc.string(), fc.array(fc.string()));
    const extra = fc.dictionary(key, value, { maxKeys: 6 });
    const loosening = fc.constantFrom<[string, unknown]>(
      ["chat.tools.global.autoApprove", true],
      ["security.workspace.trust.enabled", false],
      ["chat.tools.terminal.autoApprove", { "/.*/": true }],
      ["permissions", { allow: ["Bash(*)"] }],
      ["mcpServers", { x: { command: "x", alwaysAllow: ["*"] } }],
    );
    fc.assert(
      fc.property(extra, loosening, extra, (first, [name, setting], last) => {
        const text = JSON.stringify({ ...first, [name]: setting, ...last });
        assert.equal(settingsEffect({ after: text }, "settings.json"), "loosens", text);
      }),
    );
  });

  it("answers for any text in any format", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("a.json", "a.yaml", "a.toml", "a.ini", "a.md", "a"),
        (text, name) => {
          assert.ok(settingsEffect({ before: text, after: text }, name).length > 0);
        },
      ),
    );
  });
});

describe("reachOf", () => {
  const narrow = [
    "Bash(npm test)",
    "Bash(npm run lint:*)",
    "git status",
    "npm run *",
    "/^npm test$/",
    "mcp__github__get_issue",
    "Edit(src/**)",
    "search_code",
    "ls",
    "WebFetch(domain:example.com)",
    "Read",
  ];
  const wide = [
    "*",
    "Bash",
    "Bash(*)",
    "Bash(rm *)",
    "sudo *",
    "/.*/",
    "/^.*$/",
    "mcp__github",
    "mcp__*",
    "Edit(**)",
    "Edit(~/**)",
    "Edit(.claude/**)",
    "execute_command",
    "git",
    "git push *",
    "python3 *",
    "WebFetch(domain:*)",
    "npm test; rm x",
    "",
  ];
  for (const rule of narrow) it(`${rule} is narrow`, () => assert.equal(reachOf(rule), "narrow"));
  for (const rule of wide) it(`${JSON.stringify(rule)} is wide`, () => assert.equal(reachOf(rule), "wide"));
});
