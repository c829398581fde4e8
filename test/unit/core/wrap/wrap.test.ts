import assert from "node:assert/strict";
import fc from "fast-check";
import { parseJsonc } from "../../../../src/core/parse/jsonc.ts";
import { parseToml } from "../../../../src/core/parse/toml.ts";
import { plain } from "../../../../src/core/parse/value.ts";
import { type ConfigText, serverEntries, unwrapServer, wrapServer } from "../../../../src/core/wrap/wrap.ts";

const launcher = "/home/ada/.countersign/bin/mcp-proxy";

function read({ path, text }: ConfigText): Record<string, Record<string, Record<string, unknown>>> {
  if (path.endsWith(".toml")) return JSON.parse(JSON.stringify(parseToml(text).value));
  const { value, problems } = parseJsonc(text);
  assert.deepEqual(problems, []);
  assert.ok(value);
  return JSON.parse(JSON.stringify(plain(value)));
}

/** Wraps the first server and gives what was written, after proving that it can be taken back. */
function wrapped(path: string, text: string): ConfigText {
  const at = serverEntries({ path, text })[0]?.nameSpan.start ?? -1;
  const result = wrapServer({ path, text }, at, launcher);
  assert.ok("text" in result, JSON.stringify(result));
  const after = { path, text: result.text };
  assert.equal(serverEntries(after)[0]?.state.kind, "wrapped");
  const back = unwrapServer(after, at);
  assert.deepEqual(back, { text });
  return after;
}

interface Row {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly entry: (config: ReturnType<typeof read>) => unknown;
  readonly want: unknown;
}

const rows: readonly Row[] = [
  {
    name: "Claude Code, with comments and odd blanks",
    path: "/w/.mcp.json",
    text: '\uFEFF{\r\n  // mine\r\n  "mcpServers" : { "db":{ "command" :"np\\u0078" , /* a */ "args":[ "-y" ,"pg" ], "env": {"A":"1"} } }\r\n}',
    entry: (config) => config.mcpServers?.db,
    want: { command: launcher, args: ["--server", "db", "--", "npx", "-y", "pg"], env: { A: "1" } },
  },
  {
    name: "VS Code, without arguments",
    path: "/w/.vscode/mcp.json",
    text: '{"servers":{"a \\"b\\"":{"type":"stdio","command":"serve"}}}\n',
    entry: (config) => config.servers?.['a "b"'],
    want: {
      type: "stdio",
      command: launcher,
      args: ["--server", 'a "b"', "--was", "no-args", "--", "serve"],
    },
  },
  {
    name: "Cursor, with an empty list of arguments",
    path: "/h/.cursor/mcp.json",
    text: '{"mcpServers": {"x": {"args": [ ], "command": "serve"}}}',
    entry: (config) => config.mcpServers?.x,
    want: { args: ["--server", "x", "--", "serve"], command: launcher },
  },
  {
    name: "Claude's own file, under a project",
    path: "/h/.claude.json",
    text: '{"projects": {"/w": {"mcpServers": {"x": {"command": "serve", "args": ["a"]}}}}}',
    entry: (config) => (config.projects?.["/w"]?.mcpServers as Record<string, unknown> | undefined)?.x,
    want: { command: launcher, args: ["--server", "x", "--", "serve", "a"] },
  },
  {
    name: "OpenCode, a program as one list",
    path: "/w/opencode.json",
    text: '{"mcp": {"x": {"type": "local", "command": ["npx", "-y", "pg"], "enabled": true}}}',
    entry: (config) => config.mcp?.x,
    want: { type: "local", command: [launcher, "--server", "x", "--", "npx", "-y", "pg"], enabled: true },
  },
  {
    name: "an address with headers",
    path: "/w/.mcp.json",
    text: '{"mcpServers":{"x":{"type":"http","url":"https://a.example/mcp","headers":{"Authorization" : "Bearer ${T}"},"timeout":5}}}',
    entry: (config) => config.mcpServers?.x,
    want: {
      type: "stdio",
      command: launcher,
      args: ["--server", "x", "--was", "key=url,type=http,headers=headers", "--url", "https://a.example/mcp"],
      env: { COUNTERSIGN_HEADERS: '{"Authorization" : "Bearer ${T}"}' },
      timeout: 5,
    },
  },
  {
    name: "Gemini's address",
    path: "/h/.gemini/settings.json",
    text: '{"mcpServers":{"x":{"httpUrl": "https://a.example/mcp"}}}',
    entry: (config) => config.mcpServers?.x,
    want: { command: launcher, args: ["--server", "x", "--was", "key=httpUrl", "--url", "https://a.example/mcp"] },
  },
  {
    name: "OpenCode's address",
    path: "/w/opencode.jsonc",
    text: '{"mcp":{"x":{"type":"remote","url":"https://a.example/mcp","headers":{"K":"v"}}}}',
    entry: (config) => config.mcp?.x,
    want: {
      type: "local",
      command: [
        launcher,
        "--server",
        "x",
        "--was",
        "key=url,type=remote,headers=headers",
        "--url",
        "https://a.example/mcp",
      ],
      environment: { COUNTERSIGN_HEADERS: '{"K":"v"}' },
    },
  },
  {
    name: "Codex, with comments and a list over several lines",
    path: "/h/.codex/config.toml",
    text: 'model = "m" # ]\n\n[mcp_servers."a b"] # first\ncommand = \'npx\' # run\nargs = [\n  "-y", # yes, "really" ]\n  \'pg\',\n]\n[mcp_servers."a b".env]\nA = "1"\n',
    entry: (config) => config.mcp_servers?.["a b"],
    want: { command: launcher, args: ["--server", "a b", "--", "npx", "-y", "pg"], env: { A: "1" } },
  },
  {
    name: "Codex, without arguments",
    path: "/h/.codex/config.toml",
    text: '[mcp_servers.db]\r\ncommand = "serve"\r\nstartup_timeout_sec = 5\r\n',
    entry: (config) => config.mcp_servers?.db,
    want: {
      command: launcher,
      args: ["--server", "db", "--was", "no-args", "--", "serve"],
      startup_timeout_sec: 5,
    },
  },
  {
    name: "Codex, an address",
    path: "/h/.codex/config.toml",
    text: '[mcp_servers.db]\nurl="https://a.example/mcp"\n',
    entry: (config) => config.mcp_servers?.db,
    want: { command: launcher, args: ["--server", "db", "--was", "key=url", "--url", "https://a.example/mcp"] },
  },
];

const unfit: readonly (readonly [name: string, entry: string, why: RegExp])[] = [
  ["the older event stream", '{"type":"sse","url":"https://a.example"}', /event stream/],
  ["a sign-in of the agent's", '{"url":"https://a.example","oauth":{}}', /signs in/],
  ["headers from a program", '{"url":"https://a.example","headersHelper":"x"}', /headers come from a program/],
  ["headers with comments", '{"url":"https://a.example","headers":{/* a */"K":"v"}}', /comments/],
  ["an address of a socket", '{"url":"unix:///run/x"}', /HTTP/],
  ["arguments that are no list", '{"command":"x","args":"y"}', /list/],
  ["a command that is no text", '{"command":[]}', /empty/],
  ["both an address and variables", '{"url":"https://a.example","env":{}}', /both/],
];

describe("wrapping a server of a configuration file", () => {
  for (const { name, path, text, entry, want } of rows) {
    it(`puts the proxy before it and takes it back byte for byte: ${name}`, () => {
      assert.deepEqual(entry(read(wrapped(path, text))), want);
    });
  }

  for (const [name, entry, why] of unfit) {
    it(`says why it cannot: ${name}`, () => {
      const file = { path: "/w/.mcp.json", text: `{"mcpServers":{"x":${entry}}}` };
      const [found] = serverEntries(file);
      assert.ok(found?.state.kind === "unfit");
      assert.match(found.state.why, why);
      assert.ok("problem" in wrapServer(file, found.nameSpan.start, launcher));
    });
  }

  it("changes one of several and no other", () => {
    const text = '{"mcpServers":{"a":{"command":"x"},"b":{"command":"y"}}}';
    const file = { path: "/w/.mcp.json", text };
    const second = serverEntries(file)[1]?.nameSpan.start ?? -1;
    const result = wrapServer(file, second, launcher);
    assert.ok("text" in result);
    assert.deepEqual(
      serverEntries({ ...file, text: result.text }).map(({ state }) => state.kind),
      ["plain", "wrapped"],
    );
    assert.ok(result.text.startsWith('{"mcpServers":{"a":{"command":"x"},'));
  });

  it("finds nothing in a broken file, and changes nothing in it", () => {
    for (const path of ["/w/.mcp.json", "/w/config.toml"]) {
      const file = { path, text: '{"mcpServers":{"x":{"command":"y"}' };
      assert.deepEqual(serverEntries(file), []);
      assert.ok("problem" in wrapServer(file, 15, launcher));
    }
  });

  it("takes back an entry that was moved and written anew by a formatter, but for its blanks", () => {
    const { text } = wrapped("/w/.mcp.json", '{"mcpServers":{"x":{"command":"npx","args":["a","b"]}}}');
    const file = { path: "/w/.mcp.json", text: JSON.stringify(JSON.parse(text), undefined, 4) };
    const back = unwrapServer(file, serverEntries(file)[0]?.nameSpan.start ?? -1);
    assert.ok("text" in back);
    assert.deepEqual(JSON.parse(back.text), { mcpServers: { x: { command: "npx", args: ["a", "b"] } } });
  });

  it("is taken back exactly, or not done, for every entry in every style", () => {
    const entry = fc.record(
      {
        command: fc.oneof(fc.string(), fc.array(fc.string(), { minLength: 1 })),
        args: fc.array(fc.string()),
        env: fc.dictionary(fc.string(), fc.string()),
        url: fc.webUrl(),
        type: fc.constantFrom("stdio", "http", "local", "remote"),
        headers: fc.dictionary(fc.string(), fc.string()),
        note: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const style = fc.constantFrom(undefined, 2, "\t");
    fc.assert(
      fc.property(fc.string(), entry, style, (name, value, indent) => {
        const file = {
          path: "/w/.mcp.json",
          text: JSON.stringify({ mcpServers: { [name]: value } }, undefined, indent),
        };
        for (const { nameSpan } of serverEntries(file)) {
          const result = wrapServer(file, nameSpan.start, launcher);
          if ("problem" in result) continue;
          assert.doesNotThrow(() => JSON.parse(result.text));
          assert.deepEqual(unwrapServer({ ...file, text: result.text }, nameSpan.start), { text: file.text });
        }
      }),
    );
  });
});
