/** A real Claude Code whose MCP server was wrapped by the command line, in its most permissive mode. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildBundles } from "../process/bundles.ts";
import { createProxyLab, type ProxyLab } from "../process/proxyLab.ts";
import { runClaude } from "../support/claude.ts";
import { runProcess } from "../support/cliProcess.ts";
import { type Model, startModel } from "../support/model.ts";

describe("Claude Code with an MCP server behind the proxy", function () {
  this.timeout(240_000);
  let lab: ProxyLab;
  let model: Model;

  before(async function () {
    this.timeout(180_000);
    buildBundles("cli.js", "everyCommand.js");
    model = await startModel();
  });
  after(() => model.end());
  beforeEach(async () => {
    lab = createProxyLab();
    const [command, ...args] = lab.serverCommand;
    const env = { LAB_CALLS: lab.environment.LAB_CALLS };
    const file = join(lab.project, ".mcp.json");
    writeFileSync(file, JSON.stringify({ mcpServers: { lab: { command, args, env } } }));
    const wrap = await runProcess(lab.locations.home, ["guard", "wrap", file]);
    assert.equal(wrap.code, 0, wrap.stderr);
    assert.match(readFileSync(file, "utf8"), /mcp-proxy/);
  });
  afterEach(() => lab.close());

  async function act(): Promise<string> {
    model.play([{ calls: [{ tool: "mcp__lab__send_message", input: { text: "hello" } }] }]);
    const env = { ENABLE_TOOL_SEARCH: "false" };
    const outcome = await runClaude({ home: lab.locations.home, workspace: lab.project, model, env });
    assert.equal(outcome.said, "Done.", outcome.stdout + outcome.stderr);
    return model.requests.at(-1)?.results[0] ?? "";
  }

  it("does not reach the tool where nobody can be asked, and hears why", async () => {
    assert.match(await act(), /no editor window was open/);
    assert.deepEqual(lab.ran(), []);
  });

  it("does not reach the tool where a person says no", async () => {
    const window = await lab.openWindow("deny");
    assert.match(await act(), /denied it/);
    assert.deepEqual(lab.ran(), []);
    assert.match(window.questions[0]?.title ?? "", /^Allow Claude Code to call the tool “send_message of lab”/);
  });

  it("reaches it where a person says yes", async () => {
    const window = await lab.openWindow("allow");
    assert.match(await act(), /did send_message/);
    assert.deepEqual(lab.ran(), ["send_message"]);
    assert.equal(window.questions.length, 1);
  });
});
