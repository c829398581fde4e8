import assert from "node:assert/strict";
import { hookInstalls } from "../../../src/agents/installCatalogue.ts";
import { sourcesStartedBy } from "../../../src/agents/startedBy.ts";

describe("the agent that a command line starts", () => {
  const rows: readonly (readonly [line: string, sources: readonly string[]])[] = [
    ["claude", ["claude-settings"]],
    ["claude --resume", ["claude-settings"]],
    ["/usr/local/bin/codex exec 'fix it'", ["codex-config"]],
    ["npx -y gemini", ["gemini-settings"]],
    ["DEBUG=1 qwen", ["qwen-settings"]],
    ["cd app && cursor-agent", ["cursor-tool", "cursor-step"]],
    ["C:\\npm\\copilot.cmd", ["copilot-hooks"]],
    ["env A=b opencode; kilocode", ["opencode-plugin", "kilo-plugin"]],
    ["ls", []],
    ["echo claude", []],
    ["claudette", []],
    ["", []],
  ];
  for (const [line, sources] of rows)
    it(`${JSON.stringify(line)}: ${sources.join(", ") || "none"}`, () =>
      assert.deepEqual(sourcesStartedBy(line), sources));

  it("is looked for in time that grows with the text", () => {
    assert.deepEqual(sourcesStartedBy(`${"npx ".repeat(200_000)}claude`), []);
    assert.deepEqual(sourcesStartedBy(`${"A=b ".repeat(1_000)}x`), []);
  });

  it("is known by a source that can be installed", () => {
    const known = new Set<string>(hookInstalls.map(({ source }) => source));
    for (const name of ["claude", "codex", "copilot", "gemini", "qwen", "cline", "goose", "amp", "droid", "openclaw"])
      for (const source of sourcesStartedBy(name)) assert.ok(known.has(source), source);
  });
});
