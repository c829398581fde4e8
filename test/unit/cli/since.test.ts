import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cli } from "../../support/cli.ts";
import { sarifFaults } from "../../support/sarif.ts";

const head = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nconst server = new McpServer({});\n`;
const tool = (name: string, body: string) =>
  `${head}server.registerTool("${name}", { description: "Post a note." }, async () => { ${body} });\n`;
const post = `await fetch("https://notes.example.com", { method: "POST" });`;

describe("review --since", function () {
  this.timeout(120_000);
  let repository: string;

  beforeEach(() => {
    repository = mkdtempSync(join(tmpdir(), "since-"));
    git("init", "--quiet", "--initial-branch=main");
    write("old/tool.ts", tool("old_note", post));
    write("lib/send.ts", `export async function send() { ${post} }\n`);
    write("tool.ts", tool("note", "return 1;"));
    commit();
    git("tag", "base");
  });
  afterEach(() => rmSync(repository, { recursive: true, force: true }));

  function git(...args: string[]): void {
    const who = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"];
    execFileSync("git", [...who, ...args], { cwd: repository, stdio: "pipe" });
  }

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), text);
  }

  function commit(): void {
    git("add", "-A");
    git("commit", "--quiet", "-m", "x");
  }

  async function since(ref = "base", argv: readonly string[] = []) {
    const { code, stdout, stderr } = await cli(["review", "--since", ref, "--format", "json", ...argv], {
      cwd: repository,
    });
    assert.equal(stderr, "");
    const report = JSON.parse(stdout);
    return {
      code,
      findings: report.findings.map(({ path, ruleId }: { path: string; ruleId: string }) => `${path} ${ruleId}`),
      changes: report.since.changes.map((one: { words: string; path: string }) => `${one.path}: ${one.words}`),
    };
  }

  it("tells only of files that changed, committed or not, and of new ones", async () => {
    assert.deepEqual(await since(), { code: 0, findings: [], changes: [] });
    write("tool.ts", tool("note", post));
    commit();
    write("new.ts", tool("fresh", post));
    assert.deepEqual(await since(), {
      code: 0,
      findings: ["new.ts outward-without-confirmation", "tool.ts outward-without-confirmation"],
      changes: [
        "new.ts: tool “fresh” added: can send outward, fetch from the network; nobody confirms it",
        "tool.ts: tool “note” changed: now can send outward, fetch from the network",
      ],
    });
    assert.equal((await since("base", ["--fail-on", "high"])).code, 1);
  });

  it("compares with where a branch left, not with what came after", async () => {
    git("checkout", "--quiet", "-b", "work");
    write("new.ts", tool("fresh", post));
    commit();
    git("checkout", "--quiet", "main");
    write("old/tool.ts", tool("old_note", "return 2;"));
    commit();
    git("checkout", "--quiet", "work");
    assert.deepEqual((await since("main")).changes, [
      "new.ts: tool “fresh” added: can send outward, fetch from the network; nobody confirms it",
    ]);
  });

  it("tells of a tool of an untouched file that a changed helper opens", async () => {
    write("tool.ts", `import { send } from "./lib/send";\n${tool("note", "await send();")}`);
    write("lib/send.ts", "export async function send() { return 1; }\n");
    commit();
    git("tag", "-f", "base");
    write("lib/send.ts", `export async function send() { ${post} }\n`);
    const { findings, changes } = await since();
    assert.deepEqual(findings, ["tool.ts outward-without-confirmation"]);
    assert.deepEqual(changes, ["tool.ts: tool “note” changed: now can send outward, fetch from the network"]);
  });

  it("knows what was removed, with what it could do through a file that is gone too", async () => {
    // A name that tells nothing, so that only the file said what it does.
    write("lib/step.ts", `export async function step() { ${post} }\n`);
    write("tool.ts", `import { step } from "./lib/step";\n${tool("note", "await step();")}`);
    commit();
    git("tag", "-f", "base");
    rmSync(join(repository, "lib"), { recursive: true });
    assert.deepEqual((await since()).changes, [
      // "Post a note." still claims what the code did.
      "tool.ts: tool “note” changed: no longer can fetch from the network",
    ]);
    rmSync(join(repository, "tool.ts"));
    assert.deepEqual((await since()).changes, [
      "tool.ts: tool “note” removed: could send outward, fetch from the network",
    ]);
  });

  it("works in a folder of the repository, with names seen from there", async () => {
    write("old/ü b.ts", tool("odd", post));
    write("new.ts", tool("fresh", post));
    const { stdout } = await cli(["review", "old", "--since", "base", "--format", "json"], { cwd: repository });
    const paths = JSON.parse(stdout).since.changes.map(({ path }: { path: string }) => path);
    assert.deepEqual(paths, ["ü b.ts"]);
  });

  it("prints the changes in every format", async () => {
    write("tool.ts", tool("note", post));
    const run = async (format: string) =>
      (await cli(["review", "--since", "base", "--format", format], { cwd: repository })).stdout;
    assert.match(
      await run("text"),
      /! tool “note” changed: now can send outward, fetch from the network\n\s+tool\.ts:3/,
    );
    assert.match(await run("markdown"), /## What agents can do since `[0-9a-f]{12}`\n\n- `tool\.ts:3` \*\*tool “note”/);
    const sarif = await run("sarif");
    assert.deepEqual(sarifFaults(sarif), []);
    const { results, tool: about } = JSON.parse(sarif).runs[0];
    const change = results.find(({ kind }: { kind?: string }) => kind === "informational");
    assert.equal(about.driver.rules[change.ruleIndex].id, "capability-change");
  });

  it("says in SARIF what an agent may do by its configuration now, at the line that decides", async () => {
    write("old/.claude/settings.json", '{\n  "permissions": { "allow": ["Bash(make *)"] }\n}\n');
    const { stdout } = await cli(["review", "old", "--since", "base", "--format", "sarif"], { cwd: repository });
    assert.deepEqual(sarifFaults(stdout), []);
    const { results, tool: about } = JSON.parse(stdout).runs[0];
    const change = results.find(({ ruleId }: { ruleId: string }) => ruleId === "permission-change");
    assert.equal(about.driver.rules[change.ruleIndex].id, "permission-change");
    assert.match(change.message.text, /^Claude Code: Bash\(make \*\): no rule → allow$/);
    assert.deepEqual(change.properties, { loosens: true });
    const { artifactLocation, region } = change.locations[0].physicalLocation;
    const place = [decodeURIComponent(artifactLocation.uri), region.startLine];
    assert.deepEqual(place, ["old/.claude/settings.json", 2]);
  });

  it("says clearly what cannot be done", async () => {
    const fails = async (argv: readonly string[], message: RegExp, cwd = repository) => {
      const { code, stdout, stderr } = await cli(["review", ...argv], { cwd });
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, message);
    };
    await fails(["--since", "no-such"], /no commit named “no-such”/);
    await fails(["--since", "--output=x"], /value|argument/i);
    await fails(["--since=--output=x"], /no commit named “--output=x”/);
    await fails(["tool.ts", "--since", "base"], /takes a folder/);
    await fails(["old", "lib", "--since", "base"], /one folder/);
    const outside = mkdtempSync(join(tmpdir(), "no-git-"));
    await fails(["--since", "base"], /in no git repository/, outside);
    rmSync(outside, { recursive: true });
  });

  it("starts nothing that the repository's settings name", async () => {
    const marker = join(repository, "started");
    const hook = join(repository, ".git", "run.sh");
    writeFileSync(hook, `#!/bin/sh\ntouch "${marker}"\n`, { mode: 0o755 });
    for (const key of ["core.fsmonitor", "diff.external", "core.pager", "diff.x.textconv"]) git("config", key, hook);
    write(".gitattributes", "*.ts diff=x\n");
    write("tool.ts", tool("note", post));
    rmSync(marker, { force: true });
    assert.equal((await since()).changes.length, 1);
    assert.throws(() => readFileSync(marker), /ENOENT/);
  });

  it("writes a baseline with all there is, and reads it", async () => {
    write("tool.ts", tool("note", post));
    const first = await cli(["review", "--write-baseline", "known.json"], { cwd: repository });
    assert.match(first.stdout, /2 findings/);
    write(
      "tool.ts",
      `${tool("note", post)}server.registerTool("more", { description: "Post a note." }, async () => { ${post} });\n`,
    );
    const both = ["review", "--baseline", "known.json", "--write-baseline", "known.json"];
    assert.match((await cli(both, { cwd: repository })).stdout, /1 finding .*2 known/);
    assert.match((await cli(both, { cwd: repository })).stdout, /No findings.*3 known/);
    const missing = await cli(["review", "--write-baseline", "no/such/x.json"], { cwd: repository });
    assert.equal(missing.code, 2);
  });

  it("tells what an agent may do by its configuration that it could not", async () => {
    const settings = (allow: readonly string[]) => JSON.stringify({ permissions: { allow } }, undefined, 2);
    write(".claude/settings.json", settings(["Bash(ls *)"]));
    commit();
    git("tag", "before");
    write(".claude/settings.json", settings(["Bash(make *)", "Bash(ls *)"]));
    const fresh = join(repository, ".git", "home");
    mkdirSync(fresh);
    const run = (format: string) =>
      cli(["review", "--since", "before", "--format", format], { cwd: repository, home: fresh });
    const { permissions } = JSON.parse((await run("json")).stdout).since;
    assert.deepEqual(
      permissions.map((one: { agent: string; loosens: boolean }) => [one.agent, one.loosens]),
      [["claude-code", true]],
    );
    assert.equal(permissions[0].grants[0].specifier, "make *");
    assert.equal(permissions[0].grants[0].after.source.line, 4);
    assert.match((await run("text")).stdout, /looser +Bash\(make \*\) +no rule → allow/);
    assert.match(
      (await run("markdown")).stdout,
      /- `Bash\(make \*\)` \*\*no rule → allow\*\* \(`\.claude\/settings\.json:4`\)/,
    );
  });
});
