import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as claudeCode from "../../../src/agents/claudeCode/permissions.ts";
import { qwen } from "../../../src/agents/qwen/agent.ts";
import * as vscode from "../../../src/agents/vscode/permissions.ts";
import { loadPermissionInput, loadPermissions } from "../../../src/node/permissions.ts";

const agents = [
  { id: "claude-code", ...claudeCode },
  { id: "vscode", ...vscode },
];

describe("permissions of every agent in a place", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "countersign-permissions-"));
    await mkdir(join(root, "home/.claude"), { recursive: true });
    await mkdir(join(root, "ws"));
    await writeFile(join(root, "home/.claude/settings.json"), '{"permissions":{"allow":["WebSearch"]}}');
    await writeFile(join(root, "ws/.env"), "KEY=1\n");
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const options = () => ({
    agents,
    place: { home: join(root, "home"), workspace: join(root, "ws"), platform: "linux" } as const,
    documents: [],
    environment: { PATH: "" },
  });

  it("come from the files on disk, with the credentials that go along", async () => {
    const [claude, editor] = await loadPermissions(options());
    assert.equal(claude?.installed, true);
    assert.equal(claude?.grants.find((grant) => grant.tool === "WebSearch")?.decision, "allow");
    assert.deepEqual(claude?.ruleOfTwo, { untrusted: true, sensitive: true, outward: false });
    assert.equal(editor?.installed, false);
    assert.deepEqual(
      editor?.credentials.map(({ name }) => name),
      ["KEY"],
    );
  });

  it("are told from the files that a variable names, and from the variables that settings mention, and no others", async () => {
    const named = join(root, "elsewhere.json");
    await writeFile(named, '{"permissions":{"deny":["Read"]}}');
    await mkdir(join(root, "home/.qwen"));
    const text =
      '{"tools":{"approvalMode":"default"},"permissions":{"allow":["${RULE}"]},"mcpServers":{"a":{"env":{"K":"$KEY"}}}}';
    await writeFile(join(root, "home/.qwen/settings.json"), text);
    const environment = { PATH: "", QWEN_CODE_SYSTEM_SETTINGS_PATH: named, RULE: "Write", KEY: "secret", OTHER: "x" };
    const input = await loadPermissionInput(qwen, { ...options(), environment });
    assert.equal(input.variables?.RULE, "Write");
    assert.ok(!("KEY" in (input.variables ?? {})) && !("OTHER" in (input.variables ?? {})));
    const { place } = input;
    const workspace = place.workspace ?? "";
    const base = { cwd: workspace, workspace, home: place.home, platform: "linux" } as const;
    const path = join(root, "ws/a.txt");
    assert.equal(qwen.explain({ ...base, kind: "file_write", path, content: "" }, input).outcome, "allow");
    assert.equal(qwen.explain({ ...base, kind: "file_read", path }, input).outcome, "deny");
    // Where the file was not read, nothing is said.
    const configs = input.configs.filter((config) => config.path !== named);
    assert.equal(qwen.explain({ ...base, kind: "file_read", path }, { ...input, configs }).outcome, "unknown");
  });

  it("take a text the caller hands in instead of the file", async () => {
    const path = join(root, "home/.claude/settings.json");
    const configs = [{ layer: "user" as const, path, text: '{"permissions":{"deny":["WebSearch"]}}' }];
    const input = await loadPermissionInput(agents[0]!, { ...options(), configs });
    const found = claudeCode.permissions(input);
    assert.equal(found.grants.find((grant) => grant.tool === "WebSearch")?.decision, "deny");
  });
});
