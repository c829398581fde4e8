import assert from "node:assert/strict";
import type { InputDocument } from "../../../../src/core/review.ts";
import { reviewTexts } from "../../../support/reviewFolder.ts";

const server = (path: string, name: string): InputDocument => ({
  path,
  text: `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nimport { unlinkSync } from "fs";\nnew McpServer({}).registerTool("${name}", {}, async ({ p }) => { unlinkSync(p); });`,
});
const json = (path: string, value: unknown): InputDocument => ({ path, text: JSON.stringify(value) });
const agent = (path: string, front: string): InputDocument => ({ path, text: `---\n${front}\n---\nProse.\n` });
const claude = (args: readonly string[], command = "node") =>
  json(".mcp.json", { mcpServers: { notes: { command, args } } });

/** Who reaches the only tool of a document. */
async function reach(path: string, documents: readonly InputDocument[]): Promise<string> {
  const review = (await reviewTexts(documents)).get(path);
  const [definition] = review?.facts.definitions ?? [];
  return definition ? (review?.reachableBy.get(definition) ?? []).join(", ") : "no definition";
}

describe("a tool is joined with the server that starts its file", () => {
  const check = (args: readonly string[], path: string, expected: string, command?: string) =>
    it(`${command ?? "node"} ${args.join(" ")} ↔ ${path}: ${expected || "nobody"}`, async () => {
      assert.equal(await reach(path, [server(path, "drop"), claude(args, command)]), expected);
    });
  check(["servers/notes/server.ts"], "servers/notes/server.ts", "Claude Code");
  check(["./servers/notes/server.ts"], "servers/notes/server.ts", "Claude Code");
  check([`\${workspaceFolder}/servers/notes/server.ts`], "servers/notes/server.ts", "Claude Code");
  check(["tsx", "servers/notes/src/server.ts"], "servers/notes/src/tools/drop.ts", "Claude Code", "npx");
  check(["servers/notes/dist/server.js"], "servers/notes/src/server.ts", "Claude Code");
  check(["servers/other/server.ts"], "servers/notes/server.ts", "");
  check(["server.ts"], "elsewhere/tool.ts", "");
  check(["-y", "notes-mcp"], "servers/notes/server.ts", "", "npx");
});

describe("a tool is joined with agents", () => {
  const path = "servers/notes/server.ts";
  const base = [server(path, "drop"), claude([path])];
  const check = (title: string, more: readonly InputDocument[], expected: string) =>
    it(title, async () => assert.equal(await reach(path, [...base, ...more]), expected));
  const file = ".claude/agents/a.md";
  check("without a list: all", [agent(file, "name: a\ndescription: b")], "Claude Code, a");
  check("by the tool", [agent(file, "name: a\ndescription: b\ntools: Read, mcp__notes__drop")], "Claude Code, a");
  check("by the server", [agent(file, "name: a\ndescription: b\ntools: [mcp__notes]")], "Claude Code, a");
  check("by a pattern", [agent(file, "name: a\ndescription: b\ntools: mcp__notes__*")], "Claude Code, a");
  check("not by another tool", [agent(file, "name: a\ndescription: b\ntools: mcp__notes__read")], "Claude Code");
  check(
    "not when disallowed",
    [agent(file, "name: a\ndescription: b\ndisallowedTools: mcp__notes__drop")],
    "Claude Code",
  );
  check(
    "not when the settings deny it",
    [json(".claude/settings.json", { permissions: { deny: ["mcp__notes"] } })],
    "",
  );
  check(
    "not by agents of another host",
    [agent(".github/agents/c.agent.md", "description: b\ntools: ['notes/*']")],
    "Claude Code",
  );
  check(
    "by agents of VS Code, when VS Code starts the server too",
    [
      json(".vscode/mcp.json", { servers: { notes: { command: "node", args: [path] } } }),
      agent(".github/agents/c.agent.md", "name: C\ndescription: b\ntools: ['notes/drop']"),
    ],
    "Claude Code, VS Code, C",
  );
});

describe("a tool is joined with permission rules", () => {
  const path = "servers/notes/server.ts";
  const check = (title: string, documents: readonly InputDocument[], expected: string) =>
    it(title, async () => {
      const review = (await reviewTexts([server(path, "drop"), ...documents])).get(path);
      const { confirmed, by } = review?.facts.definitions[0]?.confirmation ?? {};
      assert.equal(`${confirmed}: ${by}`, expected);
    });
  const ask = json(".claude/settings.json", { permissions: { ask: ["mcp__notes__drop"] } });
  const vscode = json(".vscode/mcp.json", { servers: { notes: { command: "node", args: [path] } } });
  check("asked for by settings", [claude([path]), ask], "elsewhere: permissions.ask in .claude/settings.json");
  check(
    "asked for in one host only",
    [claude([path]), vscode, ask],
    "conditional: permissions.ask in .claude/settings.json, for Claude Code only",
  );
  check("asked for by nobody", [claude([path])], "never: nothing in this workspace asks a person");
  check("a rule for another server does not count", [vscode, ask], "never: nothing in this workspace asks a person");
});

describe("agents", () => {
  const check = (title: string, document: InputDocument, expected: string) =>
    it(title, async () => {
      const definition = (await reviewTexts([document])).get(document.path)?.facts.definitions[0];
      assert.equal(
        definition
          ? `${definition.format} ${definition.name}: ${definition.effects.map(({ effect }) => effect).join(" ")}`
          : "none",
        expected,
      );
    });
  const all = "read-files write-files run-code fetch-network delegate read-untrusted";
  check(
    "of Claude without a list",
    agent(".claude/agents/a.md", "name: a\ndescription: b"),
    `claude-agent-md a: ${all}`,
  );
  check(
    "of Claude with an empty list",
    agent(".claude/agents/a.md", "name: a\ndescription: b\ntools: []"),
    "claude-agent-md a: ",
  );
  check(
    "of Claude with a comma string",
    agent("plugin/agents/a.md", "name: a\ndescription: b\ntools: Read, Bash(git *, ls), Task"),
    "claude-agent-md a: read-files run-code delegate",
  );
  check(
    "of Copilot, named by the file",
    agent(".github/agents/a.agent.md", "description: b\ntools: [read, 'edit/editFiles', Fetch]"),
    "copilot-agent-md a: read-files write-files fetch-network read-untrusted",
  );
  check(
    "of Copilot with a star",
    agent("x.chatmode.md", "description: b\ntools: ['*']"),
    "copilot-agent-md x: read-files write-files run-code fetch-network read-untrusted",
  );
  check(
    "of Copilot with a reading tool of a server",
    agent("x.agent.md", "description: b\ntools: ['docs/search_pages']"),
    "copilot-agent-md x: fetch-network read-untrusted",
  );
  check("is no other Markdown", { path: "agents/guide.md", text: "# Guide\n\n---\nname: x\n---\n" }, "none");
});

describe("an agent of CrewAI is joined with what the crew hands it", () => {
  const yaml = (name: string) => `${name}:\n  role: Writer\n  goal: Write\n  backstory: You write\n`;
  const crew = (config: string, tools: string) =>
    `from crewai import Agent\nfrom crewai_tools import ScrapeWebsiteTool, FileWriterTool\nclass Crew:\n  def writer(self):\n    return Agent(config=${config}, tools=[${tools}])\n`;
  const found = async (documents: readonly InputDocument[]) =>
    [...(await reviewTexts(documents)).values()].flatMap(({ facts }) =>
      facts.definitions.map(({ name, format, effects }) => `${format} ${name}: ${effects.map(({ effect }) => effect)}`),
    );
  const check = (title: string, documents: readonly InputDocument[], expected: readonly string[]) =>
    it(title, async () => assert.deepEqual((await found(documents)).sort(), [...expected].sort()));
  const python = (text: string, path = "src/crew.py"): InputDocument => ({ path, text });
  const own: InputDocument = { path: "src/config/agents.yaml", text: yaml("writer") };
  check(
    "and is one agent, where it is described",
    [own, python(crew(`self.agents_config["writer"]`, "ScrapeWebsiteTool()"))],
    ["crewai-agents-yaml writer: fetch-network,read-untrusted"],
  );
  check(
    "with all that it is handed when it is made twice",
    [
      own,
      python(crew(`self.agents_config["writer"]`, "ScrapeWebsiteTool()")),
      python(crew(`self.agents_config.get("writer")`, "FileWriterTool()"), "src/other.py"),
    ],
    ["crewai-agents-yaml writer: write-files,fetch-network,read-untrusted"],
  );
  check(
    "but not where nothing describes it",
    [own, python(crew(`self.agents_config["editor"]`, "ScrapeWebsiteTool()"))],
    ["crewai-agents-yaml writer: ", "crewai-agent-py writer: fetch-network,read-untrusted"],
  );
  check(
    "nor by a file of another crew",
    [
      { path: "other/config/agents.yaml", text: yaml("writer") },
      python(crew(`self.agents_config["writer"]`, "ScrapeWebsiteTool()"), "a/src/crew.py"),
    ],
    ["crewai-agents-yaml writer: ", "crewai-agent-py writer: fetch-network,read-untrusted"],
  );
});

describe("a tool that the manifest of a bundle names is joined with its code", () => {
  const manifest = (path: string, ...names: readonly string[]) =>
    json(path, {
      manifest_version: "0.3",
      name: "notes",
      version: "1.0.0",
      server: { type: "node", entry_point: "server.js" },
      tools: names.map((name) => ({ name, description: "About notes" })),
    });
  const found = async (documents: readonly InputDocument[], path: string) =>
    ((await reviewTexts(documents)).get(path)?.facts.definitions ?? [])
      .filter(({ kind }) => kind === "tool")
      .map(({ name, effects }) => `${name}: ${effects.map(({ effect }) => effect)}`);
  it("and can do what that does", async () => {
    const documents = [manifest("manifest.json", "tidy", "other"), server("src/server.ts", "tidy")];
    assert.deepEqual(await found(documents, "manifest.json"), ["tidy: delete-files", "other: "]);
  });
  it("also where a name is written in another way", async () => {
    const documents = [manifest("manifest.json", "tidyUp"), server("src/server.ts", "tidy_up")];
    assert.deepEqual(await found(documents, "manifest.json"), ["tidyUp: delete-files"]);
  });
  it("nearest to it, and not with a test", async () => {
    const near: InputDocument = {
      path: "b/src/server.ts",
      text: server("x", "tidy").text.replaceAll("unlinkSync", "readFileSync"),
    };
    const documents = [
      manifest("b/manifest.json", "tidy"),
      server("a/server.ts", "tidy"),
      server("b/test/server.test.ts", "tidy"),
      near,
    ];
    assert.deepEqual(await found(documents, "b/manifest.json"), ["tidy: read-files"]);
  });
  it("and what is wrong with it is told at the code alone", async () => {
    const reviews = await reviewTexts([manifest("manifest.json", "tidy"), server("src/server.ts", "tidy")]);
    assert.ok(
      (reviews.get("src/server.ts")?.findings ?? []).some(
        ({ ruleId }) => ruleId === "irreversible-without-confirmation",
      ),
    );
    assert.ok(
      !(reviews.get("manifest.json")?.findings ?? []).some(
        ({ ruleId }) => ruleId === "irreversible-without-confirmation",
      ),
    );
  });
});
