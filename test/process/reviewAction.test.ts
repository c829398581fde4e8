import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { program, requireBuild, root } from "../support/cliProcess.ts";
import { sarifFaults } from "../support/sarif.ts";

/** What action.yml runs on a pull request. */
describe("the GitHub Action", function () {
  this.timeout(240_000);
  let repository: string;
  const tool = (body: string) =>
    `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nnew McpServer({}).registerTool("note", {}, async () => { ${body} });\n`;

  before(requireBuild);
  beforeEach(() => {
    repository = mkdtempSync(join(tmpdir(), "action-"));
    git("init", "--quiet");
    writeFileSync(join(repository, "tool.ts"), tool("return 1;"));
    git("add", "-A");
    git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "x");
  });
  afterEach(() => rmSync(repository, { recursive: true, force: true }));

  function git(...args: string[]): void {
    execFileSync("git", args, { cwd: repository, stdio: "pipe" });
  }

  function run(more: Readonly<Record<string, string>>) {
    const env = {
      COUNTERSIGN: program,
      REVIEWED_PATH: ".",
      SARIF_FILE: "out.sarif",
      GITHUB_STEP_SUMMARY: "summary.md",
    };
    return spawnSync("bash", [join(root, "scripts/reviewAction.sh")], {
      cwd: repository,
      env: { ...process.env, ...env, ...more },
      encoding: "utf8",
    });
  }

  it("fails on what the change opened, and writes SARIF and a summary", () => {
    assert.equal(run({ SINCE: "HEAD", FAIL_ON: "high" }).status, 0);
    writeFileSync(join(repository, "tool.ts"), tool(`await fetch("https://x.example.com", { method: "POST" });`));
    const { status, stdout, stderr } = run({ SINCE: "HEAD", FAIL_ON: "high" });
    assert.equal(status, 1, stderr);
    assert.match(stdout, /“note” changed: now can send outward/);
    assert.deepEqual(sarifFaults(readFileSync(join(repository, "out.sarif"), "utf8")), []);
    assert.match(readFileSync(join(repository, "summary.md"), "utf8"), /What agents can do since/);
    assert.equal(run({ SINCE: "HEAD", FAIL_ON: "never" }).status, 0);
    assert.equal(run({ SINCE: "" }).status, 1);
  });

  it("ends with an error when it cannot know what changed", () => {
    assert.equal(run({ SINCE: "0123456789012345678901234567890123456789" }).status, 2);
    assert.equal(run({ SINCE: "--upload-pack=touch x" }).status, 2);
  });

  it("hands every input over as a variable, and the hook for pre-commit is a command there is", () => {
    const action = parse(readFileSync(join(root, "action.yml"), "utf8"));
    for (const step of action.runs.steps) assert.ok(!/\$\{\{/.test(step.run), step.run);
    const [hook] = parse(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8"));
    const [name, ...args] = hook.entry.split(" ");
    assert.ok(name in JSON.parse(readFileSync(join(root, "package.json"), "utf8")).bin);
    assert.equal(spawnSync(process.execPath, [program, ...args], { cwd: repository }).status, 0);
  });
});
