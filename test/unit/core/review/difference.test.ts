import assert from "node:assert/strict";
import type { InputDocument } from "../../../../src/core/review.ts";
import { type CapabilityChange, changeWords, compareReviews } from "../../../../src/core/reviewDifference.ts";
import { reviewTexts } from "../../../support/reviewFolder.ts";

const head = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nconst server = new McpServer({});\n`;
const post = `await fetch("https://notes.example.com", { method: "POST" });`;
const ask = `const a = await server.server.elicitInput({ message: "?" }); if (a.action !== "accept") return;`;
const tool = (name: string, body: string) => `server.registerTool("${name}", {}, async () => { ${body} });\n`;
const file = (text: string, path = "servers/notes/server.ts"): InputDocument => ({ path, text: head + text });

async function changes(before: InputDocument[], now: InputDocument[]): Promise<readonly CapabilityChange[]> {
  return compareReviews(await reviewTexts(before), await reviewTexts(now));
}

async function words(before: InputDocument[], now: InputDocument[]): Promise<string[]> {
  return (await changes(before, now)).map((change) => `${change.worse ? "! " : ""}${changeWords(change)}`);
}

describe("what changed between two reviews", () => {
  it("is nothing when only lines moved", async () => {
    assert.deepEqual(await words([file(tool("a", post))], [file(`// new\n\n${tool("a", post)}`)]), []);
  });

  it("names definitions that came and went", async () => {
    const found = await words([file(tool("a", post))], [file(tool("b", post))]);
    assert.deepEqual(found, [
      "! tool “b” added: can send outward, fetch from the network; nobody confirms it",
      "tool “a” removed: could send outward, fetch from the network",
    ]);
  });

  it("names effects gained and lost", async () => {
    const drop = `(await import("node:fs")).unlinkSync("a");`;
    const [change] = await changes([file(tool("a", "return 1;"))], [file(tool("a", post))]);
    assert.deepEqual(
      [change?.change, change?.gained, change?.lost, change?.worse],
      ["changed", ["send-outward", "fetch-network"], [], true],
    );
    const [less] = await changes([file(tool("a", post + drop))], [file(tool("a", drop))]);
    assert.equal(less?.lost.includes("send-outward"), true);
    assert.equal(less?.worse, false);
  });

  it("names confirmation that went, and one that came", async () => {
    const asked = [file(tool("a", ask + post))];
    const open = [file(tool("a", post))];
    assert.deepEqual(await words(asked, open), [
      "! tool “a” changed: nobody confirms it, before: a person confirms it",
    ]);
    assert.deepEqual(await words(open, asked), ["tool “a” changed: a person confirms it, before: nobody confirms it"]);
  });

  it("names agents that reach a tool of a file nobody touched", async () => {
    const server = {
      path: ".mcp.json",
      text: '{"mcpServers":{"notes":{"command":"node","args":["servers/notes/server.ts"]}}}',
    };
    const base = [file(tool("a", post))];
    const [reached] = await words(base, [...base, server]);
    assert.equal(reached, "! tool “a” changed: Claude Code can call it");
  });

  it("follows a definition that moved, unless two could be meant", async () => {
    const other = "servers/notes/other.ts";
    assert.deepEqual(await words([file(tool("a", post))], [file(tool("a", post), other)]), [
      "tool “a” changed: was in servers/notes/server.ts",
    ]);
    const twice = [file(tool("a", post)), file(tool("a", post), "servers/notes/x.ts")];
    const found = await changes(twice, [file(tool("a", post), other)]);
    assert.deepEqual(
      found.map(({ change }) => change),
      ["added", "removed", "removed"],
    );
  });
});
