import assert from "node:assert/strict";
import { createReviewer } from "../../../../src/core/review.ts";
import { testParsers } from "../../../support/parsers.ts";

const paths = [
  ".mcp.json",
  ".vscode/mcp.json",
  ".vscode/settings.json",
  ".vscode/tasks.json",
  ".claude/settings.json",
  ".claude/agents/a.md",
  ".github/agents/a.agent.md",
  "server.ts",
  "server.tsx",
  "server.mjs",
  "server.py",
];

/** Makes every prefilter pass, so that the whole way is taken. */
const mention = `@modelcontextprotocol/ setRequestHandler "ai" fastmcp mcp list_tools\n`;
const deep = 100_000;
const partial = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nconst s = new McpServer({});\ns.registerTool("a", { description: "x", inputSchema: { id: z.str`;

const texts: Readonly<Record<string, string>> = {
  nothing: "",
  "broken JSON": '{ "mcpServers": { "a": { "command": ',
  "JSON of the wrong shape":
    '{"mcpServers":[1,{"command":{}}],"servers":"x","permissions":{"allow":{"a":1},"deny":[1,null,{}]},"tasks":7,"hooks":3,"chat.tools.terminal.autoApprove":[1]}',
  "a JSON string": '"x"',
  "JSON null": "null",
  "nested brackets": mention + "[".repeat(deep),
  "nested braces": mention + '{"a":'.repeat(deep),
  "nested parentheses": mention + "f(".repeat(deep),
  "nested functions": mention + "() => ".repeat(20_000),
  "nested Python blocks": mention + Array.from({ length: 300 }, (_, i) => `${" ".repeat(i)}if x:`).join("\n"),
  "a long chain": `${mention}x = ${"a.b().".repeat(30_000)}c`,
  "a long sum": `${mention}x = ${"a + ".repeat(30_000)}a`,
  "binary bytes": String.fromCharCode(...Array.from({ length: 4096 }, (_, i) => (i * 7919) % 65_536)),
  "lone surrogates": `${mention}"\uD800\uDFFF\uDC00"`,
  CRLF: "---\r\nname: a\r\ndescription: b\r\ntools: Read\r\n---\r\n",
  "a byte order mark": "\uFEFF{}",
  "frontmatter of lists": "---\n- a\n- b\n---\n",
  "frontmatter of odd values":
    "---\nname: {a: b}\ndescription: [1]\ntools: {x: y}\nmcpServers: 3\nmcp-servers: [a]\npermissionMode: []\n---\n",
  "unfinished code": partial,
  "mutual recursion": `${mention}${Array.from({ length: 200 }, (_, i) => `function f${i}() { return f${i + 1}() || f${i + 2}() }`).join("\n")}\nfunction f200() { return f0() }\nf0().tool("a", () => f0());`,
  "spreads of spreads": `${mention}import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\n${Array.from({ length: 60 }, (_, i) => `const o${i + 1} = { ...o${i}, ...o${i} };`).join("\n")}\nconst o0 = { ...o60 };\nnew McpServer({}).registerTool("a", o60, () => o60.x());`,
};

describe("bad input", () => {
  for (const [name, text] of Object.entries(texts)) {
    it(`is read without a throw in every format: ${name}`, async () => {
      const reviewer = createReviewer(await testParsers());
      const facts = paths.map((path) => reviewer.inspect({ path, text }));
      const reviews = reviewer.review(facts);
      assert.equal(reviews.size, paths.length);
      for (const { facts: reviewed, findings } of reviews.values()) {
        for (const { span } of [...reviewed.definitions, ...findings]) {
          assert.ok(span.start >= 0 && span.start <= span.end && span.end <= reviewed.source.text.length);
        }
      }
    });
  }

  it("of 10 MB is skipped with a problem in every format", async () => {
    const reviewer = createReviewer(await testParsers());
    for (const path of paths) {
      const { definitions, problems } = reviewer.inspect({ path, text: "[ ".repeat(5_000_000) });
      assert.deepEqual([definitions.length, problems.length], [0, 1]);
    }
  });

  it("cut off at any place is read without a throw", async () => {
    const reviewer = createReviewer(await testParsers());
    const whole = `${partial}ing() } }, async ({ id }) => { if (id) { await fetch(\`/x/\${id}\`, { method: "DELETE" }); } return { content: [] }; });`;
    for (let end = 0; end <= whole.length; end += 3) {
      const text = whole.slice(0, end);
      assert.equal(reviewer.review([reviewer.inspect({ path: "s.ts", text })]).size, 1);
    }
  });

  it("in one file does not hide the findings of another", async () => {
    const reviewer = createReviewer(await testParsers());
    const reviews = reviewer.review([
      reviewer.inspect({ path: ".vscode/mcp.json", text: "{{{" }),
      reviewer.inspect({ path: ".claude/settings.json", text: '{"permissions":{"allow":["Bash"]}}' }),
    ]);
    assert.deepEqual(
      reviews.get(".vscode/mcp.json")?.findings.map(({ ruleId }) => ruleId),
      ["unreadable-file"],
    );
    assert.deepEqual(
      reviews.get(".claude/settings.json")?.findings.map(({ ruleId }) => ruleId),
      ["shell-runs-anything"],
    );
  });
});

describe("candidates", () => {
  const check = (path: string, expected: boolean) =>
    it(`${path}: ${expected}`, async () =>
      assert.equal(createReviewer(await testParsers()).isCandidate(path), expected));
  for (const path of paths) check(path, true);
  for (const path of [
    "README.md",
    "composer.json",
    "node_modules/x/server.ts",
    ".git/config.py",
    "dist/server.js",
    "types.d.ts",
    "a.rb",
  ]) {
    check(path, false);
  }
});

describe("findings", () => {
  it("never hold the value of a secret, and show hidden characters of names", async () => {
    const reviewer = createReviewer(await testParsers());
    const secret = "q7Zt2Lw9Xk4Vb8Nm3Rp6";
    const text = JSON.stringify({
      mcpServers: { "a\u202Eb": { command: "npx", args: ["x"], env: { TOKEN: secret } } },
    });
    const findings = reviewer.review([reviewer.inspect({ path: ".mcp.json", text })]).get(".mcp.json")?.findings ?? [];
    assert.deepEqual(
      findings.map(({ ruleId }) => ruleId),
      ["unpinned-server", "secret-in-config"],
    );
    assert.equal(JSON.stringify(findings).includes(secret), false);
    assert.equal(JSON.stringify(findings).includes("\u202E"), false);
  });
});
