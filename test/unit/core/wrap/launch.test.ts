import assert from "node:assert/strict";
import { expandLaunch, identityOf, launchOf, type ServerLaunch } from "../../../../src/core/wrap/launch.ts";
import { serverEntries, wrapServer } from "../../../../src/core/wrap/wrap.ts";

const mcp = (servers: unknown) => ({
  path: "/w/.mcp.json",
  text: JSON.stringify({ mcpServers: servers }, undefined, 2),
});
const place = { workspace: "/w", home: "/home/me", environment: { TOKEN: "t" } };

describe("how a server would be started", () => {
  const rows: readonly (readonly [
    name: string,
    file: { path: string; text: string },
    wanted: ServerLaunch | undefined,
  ])[] = [
    [
      "a program with its arguments and variables",
      mcp({ s: { command: "npx", args: ["-y", "x"], env: { A: "1" }, cwd: "/c" } }),
      { kind: "program", command: "npx", args: ["-y", "x"], env: { A: "1" }, cwd: "/c" },
    ],
    [
      "a list, as OpenCode writes it",
      { path: "/w/opencode.json", text: '{ "mcp": { "s": { "type": "local", "command": ["node", "a.js"] } } }' },
      { kind: "program", command: "node", args: ["a.js"], env: {} },
    ],
    [
      "a table, as Codex writes it",
      {
        path: "/h/config.toml",
        text: '[mcp_servers.s]\ncommand = "node"\nargs = ["a.js"]\n[mcp_servers.s.env]\nA = "1"\n',
      },
      { kind: "program", command: "node", args: ["a.js"], env: { A: "1" } },
    ],
    [
      "an address with its headers",
      mcp({ s: { type: "http", url: "https://example.com/mcp", headers: { A: "1" } } }),
      { kind: "url", url: "https://example.com/mcp", headers: { A: "1" } },
    ],
    [
      "the older event stream",
      mcp({ s: { type: "sse", url: "https://example.com" } }),
      { kind: "unfit", why: "it speaks the older event stream, which cannot be asked from here" },
    ],
    [
      "arguments that are no texts",
      mcp({ s: { command: "a", args: [{}] } }),
      { kind: "unfit", why: "its arguments are not all texts" },
    ],
    ["no such server", mcp({ other: { command: "a" } }), undefined],
  ];
  for (const [name, file, wanted] of rows) {
    it(name, () => assert.deepEqual(launchOf(file, "s", undefined), wanted));
  }

  it("is that of its own entry behind our proxy, and its identity that of the proxy", () => {
    const file = mcp({ s: { command: "node", args: ["a.js"] } });
    const [entry] = serverEntries(file);
    const wrapped = wrapServer(file, entry?.nameSpan.start ?? 0, "/home/me/.countersign/bin/mcp-proxy");
    assert.ok("text" in wrapped);
    const launch = launchOf({ ...file, text: wrapped.text }, "s", undefined);
    assert.deepEqual(launch, launchOf(file, "s", undefined));
    assert.deepEqual(launch && identityOf("s", launch), ["s", "node", "a.js"]);
  });

  it("of two with one name is the one on the line", () => {
    const text = '{ "mcpServers": { "s": { "command": "a" } },\n  "servers": {\n    "s": { "command": "b" } } }';
    const found = launchOf({ path: "/w/.mcp.json", text }, "s", 2);
    assert.equal(found?.kind === "program" && found.command, "b");
  });

  it("has its variables replaced, and says which it cannot fill in", () => {
    const launch: ServerLaunch = {
      kind: "program",
      command: "${workspaceFolder}/s",
      args: ["${env:TOKEN}", "${NONE:-x}"],
      env: { A: "${TOKEN}" },
    };
    assert.deepEqual(expandLaunch(launch, place), {
      kind: "program",
      command: "/w/s",
      args: ["t", "x"],
      env: { A: "t" },
    });
    const why = (command: string) => {
      const found = expandLaunch({ ...launch, command }, place);
      return found.kind === "unfit" ? found.why : "";
    };
    assert.match(why("${input:key}"), /“\$\{input:key\}”, which only its agent can fill in/);
    assert.match(why("${NONE}"), /variable NONE, which is not set here/);
  });
});
