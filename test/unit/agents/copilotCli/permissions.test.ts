import assert from "node:assert/strict";
import { configFiles, explain, permissions } from "../../../../src/agents/copilotCli/permissions.ts";

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
});
