import assert from "node:assert/strict";
import { cli, matchesGolden } from "../support/cli.ts";
import { sarifFaults } from "../support/sarif.ts";

/** What the commands print for the fixture workspace; `UPDATE_GOLDEN=1` accepts a change. */
describe("golden output", () => {
  const cases: readonly (readonly [file: string, argv: readonly string[], input?: string])[] = [
    ["review.golden.txt", ["review"]],
    ["review.golden.json", ["review", "--format", "json"]],
    ["review.golden.md", ["review", "--format", "markdown"]],
    ["tools.golden.txt", ["tools"]],
    ["tools.golden.json", ["tools", "--format", "json"]],
    ["permissions.golden.txt", ["permissions", "--agent", "claude-code"]],
    ["permissions.golden.json", ["permissions", "--agent", "claude-code", "--format", "json"]],
    ["explain.golden.json", ["explain", "--agent", "claude-code"], '{"kind":"command","shell":"bash","command":"ls"}'],
    [
      "explain.golden.txt",
      ["explain", "--agent", "claude-code", "--format", "text"],
      '{"kind":"file_read","path":".env"}',
    ],
    ["permissions-codex.golden.txt", ["permissions", "--agent", "codex"]],
    ["permissions-gemini.golden.txt", ["permissions", "--agent", "gemini"]],
    ["permissions-qwen.golden.txt", ["permissions", "--agent", "qwen"]],
    ["permissions-copilot-cli.golden.txt", ["permissions", "--agent", "copilot-cli"]],
    ["help.golden.txt", ["--help"]],
  ];

  for (const [file, argv, input = ""] of cases) {
    it(`is unchanged for ${argv.join(" ")}`, async () => {
      const { code, stdout, stderr } = await cli(argv, { input });
      assert.deepEqual([code, stderr], [0, ""]);
      matchesGolden(file, stdout);
    });
  }

  it("of review is valid SARIF, unchanged but for the list of rules", async () => {
    const { stdout } = await cli(["review", "--format", "sarif"]);
    assert.deepEqual(sarifFaults(stdout), []);
    const log = JSON.parse(stdout);
    log.runs[0].tool.driver.rules = [];
    for (const result of log.runs[0].results) result.ruleIndex = 0;
    matchesGolden("review.golden.sarif", `${JSON.stringify(log, undefined, 2)}\n`);
  });

  it("names files as seen from the current folder in text, and from the reviewed folder in JSON", async () => {
    const text = await cli(["review", "servers"]);
    assert.match(text.stdout, /^servers\/forum\.ts:11:/m);
    const json = JSON.parse((await cli(["tools", "servers", "--format", "json"])).stdout);
    assert.deepEqual([...new Set(json.map(({ path }: { path: string }) => path))], ["forum.ts"]);
  });

  it("of a single file is that file's", async () => {
    const { stdout } = await cli(["tools", ".claude/agents/helper.md", "--format", "json"]);
    assert.deepEqual(
      JSON.parse(stdout).map(({ path, name }: Record<string, string>) => `${path} ${name}`),
      [".claude/agents/helper.md helper"],
    );
  });
}).timeout(60_000);
