import assert from "node:assert/strict";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { collect, program, requireBuild, root, runProcess, startCli, workspace } from "../support/cliProcess.ts";

/** The built program as a process of its own. */
describe("countersign", () => {
  let home: string;

  before(requireBuild);
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "cli-"));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const start = (argv: readonly string[], command?: string, args?: readonly string[]) =>
    startCli(home, argv, command, args);
  const run = (argv: readonly string[], input?: string | Uint8Array) => runProcess(home, argv, input);

  /** Wrong use and unreadable input: exit 2, one message, no stack, nothing on stdout. */
  async function refuses(argv: readonly string[], message: RegExp, input = ""): Promise<void> {
    const { code, stdout, stderr } = await run(argv, input);
    assert.equal(code, 2, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, message);
    assert.ok(!/\n\s+at /.test(stderr), stderr);
  }

  describe("says what it can do", () => {
    it("with exit 2 when it is called without a command", async () => {
      const { code, stdout } = await run([]);
      assert.equal(code, 2);
      assert.match(stdout, /Usage: countersign/);
    });

    for (const argv of [["--help"], ["help"], ["review", "--help"], ["help", "audit"]]) {
      it(`for ${argv.join(" ")}`, async () => {
        const { code, stdout } = await run(argv);
        assert.equal(code, 0);
        assert.match(stdout, /Usage: countersign/);
      });
    }

    it("and which version it is", async () => {
      const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
      assert.equal((await run(["--version"])).stdout, `${version}\n`);
    });
  });

  describe("refuses wrong use with a message", () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [["frobnicate"], /no command “frobnicate”/],
      [["review", "--frobnicate"], /--frobnicate/],
      [["review", "--format", "yaml"], /text, json, sarif, markdown/],
      [["review", "--fail-on", "huge"], /critical, high, medium, low/],
      [["review", "no/such/folder"], /“no\/such\/folder” cannot be reviewed: it does not exist/],
      [["review", "--baseline", "none.json"], /baseline “none.json” cannot be read/],
      [["review", "--baseline", ".mcp.json"], /no baseline/],
      [["tools", "--format", "sarif"], /text, json/],
      [["permissions", "--agent", "hal"], /--agent must be one of/],
      [["permissions", ".", "extra"], /one argument too many/],
      [["explain"], /--agent says whose/],
      [["decide", "--platform", "beos"], /linux, darwin, win32/],
      [["decide", "--policy", "none.yaml"], /policy “none.yaml” does not exist/],
      [["guard", "explode"], /status, install, remove/],
      [["guard", "install", "--scope", "workspace"], /no workspace scope/],
      [["audit", "burn"], /list, show, verify/],
      [["audit", "list", "--limit", "0"], /above 0/],
    ];
    for (const [argv, message] of cases) it(argv.join(" "), () => refuses(argv, message));
  });

  describe("review", () => {
    it("exits with 0 when nothing is as severe as --fail-on, with 1 otherwise, and with 0 without it", async () => {
      const clean = join(home, "clean");
      mkdirSync(clean);
      assert.equal((await run(["review", clean, "--fail-on", "low"])).code, 0);
      assert.equal((await run(["review", "--fail-on", "critical"])).code, 1);
      assert.equal((await run(["review", ".claude/agents", "--fail-on", "critical"])).code, 0);
      assert.equal((await run(["review"])).code, 0);
    });

    it("takes its own JSON for a baseline", async () => {
      const first = await run(["review", "--format", "json"]);
      writeFileSync(join(home, "baseline.json"), first.stdout);
      const baseline = ["--baseline", join(home, "baseline.json")];
      assert.equal((await run(["review", "--fail-on", "low", ...baseline])).code, 0);

      const changed = join(home, "changed");
      cpSync(workspace, changed, { recursive: true });
      const settings = join(changed, ".claude", "settings.json");
      writeFileSync(settings, `\n\n${readFileSync(settings, "utf8").replace('"Bash(*)"', '"Bash(*)", "Bash(sh *)"')}`);
      const second = JSON.parse((await run(["review", changed, "--format", "json", ...baseline])).stdout);
      const fresh = second.findings.map(({ ruleId, path }: { ruleId: string; path: string }) => `${path} ${ruleId}`);
      assert.ok(
        fresh.every((finding: string) => finding === ".claude/settings.json shell-runs-anything"),
        fresh,
      );
    });

    it("is not stopped by broken, huge and hostile files", async () => {
      const folder = join(home, "hostile");
      mkdirSync(join(folder, ".claude", "agents"), { recursive: true });
      writeFileSync(join(folder, ".mcp.json"), '{"mcpServers": {'.repeat(10_000));
      writeFileSync(join(folder, ".claude", "settings.json"), "[".repeat(1_000_000));
      writeFileSync(join(folder, ".claude", "agents", "a.md"), `---\n${"a: &a [*a, *a]\n".repeat(10_000)}---\n`);
      writeFileSync(join(folder, "huge.ts"), "x".repeat(10_000_000));
      writeFileSync(join(folder, "deep.ts"), `server.tool(${"(".repeat(200_000)}`);
      writeFileSync(join(folder, "bytes.py"), Buffer.from([0xff, 0xfe, 0x0a, 0xc3]));
      const { code, stdout, stderr } = await run(["review", folder, "--format", "json"]);
      assert.equal(code, 0, stderr);
      const { skipped } = JSON.parse(stdout);
      assert.ok(skipped.some(({ path }: { path: string }) => path.endsWith("huge.ts")));
    }).timeout(60_000);
  });

  describe("decide", () => {
    const action = (command: string, id: string) => JSON.stringify({ id, kind: "command", shell: "bash", command });

    it("answers each line in order and denies what is no action", async () => {
      const lines = [action("ls", "a"), "{broken", "", "[]", '{"id":"b","kind":"nonsense"}', action("pwd", "c")];
      const { code, stdout } = await run(["decide"], `${lines.join("\n")}\n`);
      const verdicts = stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
      assert.equal(code, 0);
      assert.deepEqual(
        verdicts.map(({ id, decision, error }) => [id, decision, typeof error]),
        [
          ["a", "allow", "undefined"],
          [undefined, "deny", "string"],
          [undefined, "deny", "string"],
          [undefined, "deny", "string"],
          ["b", "deny", "string"],
          ["c", "allow", "undefined"],
        ],
      );
    });

    it("answers a line before the next one comes", async () => {
      const child = start(["decide"]);
      child.stdin.write(`${action("ls", "first")}\n`);
      const [answer] = await once(child.stdout.setEncoding("utf8"), "data");
      assert.equal(JSON.parse(answer).id, "first");
      child.stdin.end();
      assert.deepEqual(await once(child, "close"), [0, null]);
    });

    it("denies a line that is too long or no UTF-8, and goes on", async () => {
      const input = Buffer.concat([
        Buffer.alloc(17 * 1024 * 1024, "x"),
        Buffer.from("\n"),
        Buffer.of(0xff, 0xfe, 0x0a),
        Buffer.from(action("ls", "last")),
      ]);
      const { stdout } = await run(["decide"], input);
      const [long, bytes, last] = stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
      assert.deepEqual([long.decision, bytes.decision, last.decision], ["deny", "deny", "allow"]);
      assert.deepEqual([long.error, bytes.error], ["It is longer than 16 MB.", "It is not valid UTF-8."]);
    }).timeout(30_000);

    it("says nothing when nothing is asked", async () => {
      assert.deepEqual(await run(["decide"]), { code: 0, stdout: "", stderr: "" });
    });

    if (process.platform !== "win32") {
      it("says nothing when stdin is closed", async () => {
        const child = start([], "/bin/sh", ["-c", '"$0" "$1" decide <&-', process.execPath, program]);
        const output = [collect(child.stdout), collect(child.stderr)];
        assert.deepEqual(await once(child, "close"), [0, null]);
        assert.deepEqual(
          output.map((text) => text()),
          ["", ""],
        );
      });
    }
  });

  it("ends quietly when nobody reads on", async () => {
    const child = start(["tools", "--format", "json"]);
    const stderr = collect(child.stderr);
    child.stdout.destroy();
    const [code] = await once(child, "close");
    assert.deepEqual([code, stderr()], [0, ""]);
  });

  describe("explain", () => {
    for (const [name, input] of [
      ["nothing", ""],
      ["no JSON", "{"],
      ["no action", '{"kind":"nonsense"}'],
    ] as const) {
      it(`refuses ${name} on stdin`, () => refuses(["explain", "--agent", "claude-code"], /action on stdin/, input));
    }
  });
}).timeout(60_000);
