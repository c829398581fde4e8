import assert from "node:assert/strict";
import { explain, permissions } from "../../../../src/agents/copilotCli/permissions.ts";
import { configFiles } from "../../../../src/agents/copilotCli/settings.ts";

describe("Copilot CLI permissions", () => {
  const place = { home: "/home/u", workspace: "/ws", platform: "linux" } as const;
  const input = { place, configs: [], documents: [], credentials: [], installed: true };

  it("are said to be not proven where a file was not observed, and nothing is guessed", () => {
    const [settings] = configFiles(place);
    assert.ok(settings);
    const open = { ...input, configs: [{ ...settings, text: '{ "defaultPermissionMode": "allow-all" }' }] };
    assert.equal(permissions(open).mode.name, "not proven");
    assert.deepEqual(permissions(open).grants, []);
    assert.equal(explain({ kind: "command", shell: "bash", command: "ls" }, open).outcome, "unknown");
  });

  it("report a broken file all the same", () => {
    const [file] = configFiles(place);
    assert.ok(file);
    assert.equal(permissions({ ...input, configs: [{ ...file, text: "{" }] }).problems.length, 1);
  });

  it("tell that a saved beginning covers what is joined to it", () => {
    const file = configFiles(place).find(({ path }) => path.endsWith("permissions-config.json"));
    assert.ok(file);
    const saved = { kind: "commands", commandIdentifiers: ["git status", "touch:*"] };
    const text = JSON.stringify({ locations: { "/ws": { tool_approvals: [saved] } } });
    const found = permissions({ ...input, configs: [{ ...file, text }] });
    assert.deepEqual(
      found.ineffective.map(({ kind }) => kind),
      ["over-broad"],
    );
    assert.match(found.ineffective[0]?.message ?? "", /begins with “touch”/);
    assert.equal(found.grants.filter(({ tool, decision }) => tool === "bash" && decision === "allow").length, 2);
  });
});
