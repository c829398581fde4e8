/** `guard wrap` and `unwrap` on real files, and the wrapped entry as an agent starts it. */
import assert from "node:assert/strict";
import { chmodSync, lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { runProcess } from "../support/cliProcess.ts";
import { buildBundles } from "./bundles.ts";
import { createProxyLab, type ProxyLab, patienceMs, startHttpLab } from "./proxyLab.ts";

describe("guard wrap and unwrap", function () {
  this.timeout(120_000);
  let lab: ProxyLab;
  let file: string;
  before(function () {
    this.timeout(180_000);
    buildBundles("cli.js", "everyCommand.js");
  });
  beforeEach(() => {
    lab = createProxyLab();
    file = join(lab.project, "mcp.json");
  });
  afterEach(() => lab.close());

  const guard = (...args: string[]) => runProcess(lab.locations.home, ["guard", ...args]);

  /** Starts the first server of the file as an agent does. */
  async function callThrough(environment: Readonly<Record<string, string>> = lab.environment): Promise<unknown> {
    const { command, args, env } = JSON.parse(readFileSync(file, "utf8")).mcpServers.lab;
    const transport = new StdioClientTransport({
      command,
      args,
      cwd: lab.project,
      env: { ...environment, ...env },
      stderr: "ignore",
    });
    const client = new Client({ name: "lab-client", version: "1" });
    await client.connect(transport, { timeout: patienceMs });
    try {
      return await client.callTool({ name: "send_message" }, undefined, { timeout: patienceMs });
    } finally {
      await client.close();
    }
  }

  it("shows the change, holds the server's calls, and leaves the file as it was", async () => {
    const [command, ...args] = lab.serverCommand;
    const entry = `{ "command": ${JSON.stringify(command)}, "args": ${JSON.stringify(args)} }`;
    const text = `{\n  // our server\n  "mcpServers": {\n    "lab": ${entry}, // last\n  },\n}\n`;
    writeFileSync(file, text);
    chmodSync(file, 0o640);
    const shown = await guard("wrap", file, "--dry-run");
    assert.match(shown.stdout, /^- {5}"lab".*\n\+ {5}"lab".*mcp-proxy/);
    assert.equal(readFileSync(file, "utf8"), text);
    const done = await guard("wrap", file);
    assert.deepEqual([done.code, done.stderr], [0, ""]);
    assert.match(done.stdout, /Wrapped in .*: lab/);
    assert.equal(statSync(file).mode & 0o777, 0o640);
    assert.match((await guard("wrap", file)).stdout, /nothing to wrap/);
    const kept = readFileSync(file, "utf8");
    writeFileSync(file, kept.replace(/\/\/.*$/gm, "").replace(/,(?=\s*})/g, ""));
    assert.match(JSON.stringify(await callThrough()), /no editor window/);
    assert.deepEqual(lab.ran(), []);
    writeFileSync(file, kept);
    assert.equal((await guard("unwrap", file)).code, 0);
    assert.equal(readFileSync(file, "utf8"), text);
  });

  it("hands the headers of a server on HTTP over", async () => {
    const server = await startHttpLab(lab, [], { LAB_HEADER: "secret" });
    try {
      const text = JSON.stringify({
        mcpServers: { lab: { type: "http", url: server.url, headers: { "x-lab": "secret" } } },
      });
      writeFileSync(file, text);
      assert.equal((await guard("wrap", file)).code, 0);
      await lab.openWindow("allow");
      assert.match(JSON.stringify(await callThrough()), /did send_message/);
      assert.equal((await guard("unwrap", file, "--server", "lab")).code, 0);
      assert.equal(readFileSync(file, "utf8"), text);
    } finally {
      await server.end();
    }
  });

  it("wraps what it can, says why not the rest, and keeps a link a link", async () => {
    const real = join(lab.project, "real.json");
    writeFileSync(
      real,
      '{"mcpServers":{"a":{"command":"x"},"b":{"type":"sse","url":"https://b.example"},"c":{"command":"y"}}}',
    );
    symlinkSync(real, file);
    const { code, stderr, stdout } = await guard("wrap", file);
    assert.equal(code, 1);
    assert.match(stderr, /^b: .*event stream/);
    assert.match(stdout, /: a, c\n$/);
    assert.ok(lstatSync(file).isSymbolicLink());
    assert.equal((readFileSync(real, "utf8").match(/mcp-proxy/g) ?? []).length, 2);
  });

  it("refuses a file that is not there", async () => {
    const { code, stderr } = await guard("wrap", join(lab.project, "none.json"));
    assert.equal(code, 2);
    assert.match(stderr, /does not exist/);
  });
});
