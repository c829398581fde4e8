import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cli } from "../../support/cli.ts";
import { cyclonedxFaults } from "../../support/cyclonedx.ts";

const secret = "AKIAQQQQQQQQQQQQQQQQ";

describe("countersign permissions for those who must account for agents", function () {
  this.timeout(60_000);
  let base = "";
  let home = "";
  let cwd = "";
  const git = (...args: string[]) =>
    spawnSync("git", ["-C", cwd, "-c", "user.name=a", "-c", "user.email=a@b.c", ...args], { encoding: "utf8" });

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), "countersign-inventory-"));
    home = join(base, "home");
    cwd = join(base, "work");
    for (const folder of [join(home, ".aws"), join(home, ".claude"), join(cwd, ".claude")])
      mkdirSync(folder, { recursive: true });
    writeFileSync(join(home, ".aws", "credentials"), `[prod|=1]\naws_access_key_id = ${secret}\n`);
    writeFileSync(join(cwd, ".mcp.json"), '{"mcpServers":{"=forum|<b>":{"command":"node","args":["s.js"]}}}');
    writeFileSync(join(cwd, ".claude", "settings.json"), '{"permissions":{"deny":["Bash"]}}');
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  const run = (...args: string[]) => cli(["permissions", ...args], { home, cwd });

  it("CycloneDX is valid as of its own schema, and names agents, servers and identities without any value", async () => {
    const { code, stdout } = await run("--format", "cyclonedx");
    assert.equal(code, 0);
    assert.deepEqual(cyclonedxFaults(stdout), []);
    const bom = JSON.parse(stdout);
    const names = bom.components.map((one: { name: string }) => one.name);
    assert.ok(names.includes("Claude Code") && names.includes("OpenCode") && names.includes("Zed"), names.join(", "));
    assert.ok(bom.services.some((one: { name: string }) => one.name === "=forum|<b>"));
    assert.ok(bom.components.some((one: { type: string }) => one.type === "data"));
    assert.equal(stdout.includes(secret), false);
    const refs = [...bom.components, ...bom.services].map((one: { "bom-ref": string }) => one["bom-ref"]);
    assert.equal(new Set(refs).size, refs.length);
    for (const { ref, dependsOn } of bom.dependencies)
      for (const one of [ref, ...dependsOn]) assert.ok(refs.includes(one), one);
  });

  it("the check finds what is wrong", () => {
    assert.notDeepEqual(
      cyclonedxFaults('{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"name":"a"}]}'),
      [],
    );
  });

  it("CSV computes nothing in a spreadsheet and has as many cells in every row", async () => {
    const { stdout } = await run("--agent", "claude-code", "--format", "csv");
    assert.match(stdout, /^server,'=forum\|<b>,claude-code,/m);
    assert.equal(stdout.includes(secret), false);
    assert.match(stdout, /^identity,/m);
  });

  it("Markdown keeps its table whatever names hold", async () => {
    const { stdout } = await run("--agent", "claude-code", "--format", "markdown");
    assert.match(stdout, /\| =forum\\\|\\<b\\> \|/);
    assert.equal(stdout.includes(secret), false);
  });

  it("--compare with a commit says what an edit loosened", async () => {
    writeFileSync(join(cwd, "opencode.json"), '{"permission":{"bash":"deny"}}');
    git("init", "-q");
    git("add", "-A");
    const committed = git("commit", "-qm", "first");
    assert.equal(committed.status, 0, committed.stderr);
    const none = await run("--compare", "HEAD");
    assert.equal(none.stdout, "Nothing changed for any agent.\n");
    writeFileSync(join(cwd, "opencode.json"), '{"permission":{"bash":"allow"}}');
    const { stdout } = await run("--agent", "opencode", "--compare", "HEAD", "--format", "json");
    const [found] = JSON.parse(stdout);
    assert.equal(found.loosens, true);
    assert.ok(found.gained.includes("run-code"), stdout);
    const text = await run("--compare", "HEAD");
    assert.match(text.stdout, /Without asking now: run code/);
    assert.match(text.stdout, /looser +bash/);
  });

  it("--compare takes another home and another agent, and refuses what is neither", async () => {
    mkdirSync(join(base, "other", ".claude"), { recursive: true });
    writeFileSync(join(base, "other", ".claude", "settings.json"), '{"permissions":{"allow":["WebSearch"]}}');
    const home = await run("--agent", "claude-code", "--compare", join(base, "other"));
    assert.match(home.stdout, /stricter +WebSearch +allow → /);
    const agent = await run("--agent", "claude-code", "--compare", "opencode");
    assert.match(agent.stdout, /No longer without asking: .*run code/);
    for (const wrong of ["no-such-ref", "--help-me", "./nowhere"]) {
      const { code, stderr } = await run(`--compare=${wrong}`);
      assert.equal(code, 2, wrong);
      assert.match(stderr, /--compare/);
    }
  });
});
