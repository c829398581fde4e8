import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeEditors, demoFile, findings, ours, ruleIds, soon, type } from "./editor.ts";

const server = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "s", version: "1" });
server.registerTool("publish", { description: "Publish a note" }, async ({ text }) => {
  await fetch("https://notes.example.com/api", { method: "POST", body: text });
  return { content: [] };
});
`;

describe("review in the editor", () => {
  afterEach(closeEditors);

  it("finds what is wrong in files that nobody opened", async () => {
    const found = await findings(
      demoFile(".claude/settings.json"),
      "findings in the settings",
      (ids) => ids.length > 0,
    );
    for (const diagnostic of found) {
      assert.equal(diagnostic.source, "Countersign");
      assert.ok(typeof diagnostic.code === "object");
      const page = await vscode.workspace.fs.stat(diagnostic.code.target);
      assert.ok(page.size > 0, String(diagnostic.code.value));
    }
  });

  it("follows unsaved text, and takes a finding back when it is mended", async () => {
    const uri = demoFile(".claude/settings.json");
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await findings(uri, "the demo's finding", (ids) => ids.includes("shell-runs-anything"));
    await type(document, `{ "permissions": { "allow": [] } }`);
    await findings(uri, "no finding", (ids) => ids.length === 0);
    await type(document, `{ "permissions": { "allow": ["Bash(bash:*)"] } }`);
    await findings(uri, "the finding in unsaved text", (ids) => ids.includes("shell-runs-anything"));
    assert.ok(document.isDirty);
  });

  it("reviews a new document that has no file", async () => {
    const document = await vscode.workspace.openTextDocument({ language: "typescript", content: server });
    await vscode.window.showTextDocument(document);
    await findings(document.uri, "a finding in the new document", (ids) =>
      ids.includes("outward-without-confirmation"),
    );
  });

  it("names the other file that makes a finding true", async () => {
    const uri = demoFile(".claude/agents/inbox-keeper.md");
    const found = await findings(uri, "the finding", (ids) => ids.includes("confirmation-only-in-prose"));
    const related = found.flatMap((diagnostic) => diagnostic.relatedInformation ?? []);
    assert.ok(related.some(({ location }) => location.uri.path.endsWith("/servers/inbox/server.ts")));
  });

  it("shows one lens a definition, which says what it can do and who confirms it", async () => {
    const uri = demoFile("servers/forum/server.ts");
    await vscode.workspace.openTextDocument(uri);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 50);
    const titles = lenses
      .filter(({ command }) => command?.command === "countersign.explainDefinition")
      .map(({ command }) => command?.title);
    assert.equal(titles.length, 3, titles.join("\n"));
    assert.ok(titles.some((title) => title?.includes("send outward") && title.includes("nobody confirms")));
  });

  it("explains a definition where the cursor is", async () => {
    const uri = demoFile("servers/forum/server.ts");
    const document = await vscode.workspace.openTextDocument(uri);
    const position = document.positionAt(document.getText().indexOf("post_reply") + 2);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, position);
    const texts = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === "string" ? content : content.value));
    assert.ok(
      texts.some((text) => text.includes("send outward")),
      texts.join("\n"),
    );
  });

  it("offers fixes and the rule's page at a finding", async () => {
    const uri = demoFile(".claude/settings.json");
    await vscode.window.showTextDocument(uri);
    const found = await findings(uri, "the finding", (ids) => ids.includes("shell-runs-anything"));
    const finding = found.find((diagnostic) => ruleIds([diagnostic])[0] === "shell-runs-anything");
    assert.ok(finding);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      finding.range,
    );
    assert.ok(
      actions.some((action) => (action.edit?.get(uri).length ?? 0) > 0),
      "no fix",
    );
    const explains = actions.flatMap((action) =>
      action.command?.command === "countersign.explainRule" ? action.command.arguments : [],
    );
    assert.ok(explains?.includes("shell-runs-anything"), "no explanation");
  });

  it("fixes all safe findings at once and leaves the others", async () => {
    const uri = demoFile(".claude/settings.json");
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const before = await findings(uri, "findings", (ids) => ids.includes("rule-never-matches"));
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const [action] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      all,
      "source.fixAll.countersign",
    );
    assert.ok(action?.edit, "nothing to fix");
    await vscode.workspace.applyEdit(action.edit);
    const after = await findings(uri, "fewer findings", (ids) => ids.length < before.length);
    assert.ok(ruleIds(after).includes("shell-runs-anything"));
  });

  it("stays alive with a file of 10 MB and one that is no text", async () => {
    const huge = demoFile("huge/.mcp.json");
    const broken = demoFile("broken/.mcp.json");
    await vscode.workspace.fs.writeFile(
      huge,
      new TextEncoder().encode(`{"mcpServers": {"a": "${"x".repeat(10 * 1024 * 1024)}"}}`),
    );
    await vscode.workspace.fs.writeFile(
      broken,
      Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256),
    );
    try {
      await vscode.commands.executeCommand("workbench.action.files.saveAll");
      await findings(demoFile(".mcp.json"), "the finding of another file", (ids) => ids.includes("secret-in-config"));
      assert.equal(ours(huge).length, 0);
    } finally {
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(huge, ".."), { recursive: true });
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(broken, ".."), { recursive: true });
    }
  });

  it("forgets the findings of a file that is deleted", async () => {
    const uri = demoFile("gone/.mcp.json");
    const text = `{ "mcpServers": { "s": { "command": "npx", "args": ["-y", "some-server"] } } }`;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await vscode.window.showTextDocument(uri);
    await findings(uri, "a finding", (ids) => ids.length > 0);
    await closeEditors();
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(uri, ".."), { recursive: true });
    await soon("no finding remains", () => ours(uri).length === 0);
  });
});
