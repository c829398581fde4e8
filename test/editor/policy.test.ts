import assert from "node:assert/strict";
import * as vscode from "vscode";
import { policyLanguageId } from "../../src/vscode/ids.ts";
import { closeEditors, demoFile, ours, soon, type } from "./editor.ts";

const start = "version: 1\nrules: []\n";

describe("policy files in the editor", () => {
  const uri = demoFile(".countersign.yaml");
  const testsUri = demoFile(".countersign.test.yaml");

  before(async () => {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(start));
    await vscode.workspace.fs.writeFile(testsUri, new TextEncoder().encode("[]\n"));
  });
  after(async () => {
    await closeEditors();
    await vscode.workspace.fs.delete(uri);
    await vscode.workspace.fs.delete(testsUri);
  });

  /** The document with this text, shown and unsaved. */
  async function write(text: string, of = uri): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(of);
    await vscode.window.showTextDocument(document);
    await type(document, text);
    return document;
  }

  async function completionsAt(line: number, character: number, of = uri): Promise<vscode.CompletionItem[]> {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      of,
      new vscode.Position(line, character),
    );
    return list.items;
  }

  const labelOf = ({ label }: vscode.CompletionItem) => (typeof label === "string" ? label : label.label);

  it("are a language of their own, their tests too", async () => {
    for (const one of [uri, testsUri]) {
      assert.equal((await vscode.workspace.openTextDocument(one)).languageId, policyLanguageId);
    }
  });

  it("show what is wrong at its exact place while they are written", async () => {
    const document = await write("rules:\n  - id: a\n    when: { effect: [fly] }\n    then: perhaps\n");
    await soon("problems are shown", () => ours(uri).length === 2);
    const marked = ours(uri).map(({ range }) => document.getText(range));
    assert.deepEqual(marked.sort(), ["fly", "perhaps"]);
    await type(document, "version: 1\nrules:\n  - id: a\n    when: { effect: [send-outward] }\n    then: ask\n");
    await soon("the problems are gone", () => ours(uri).length === 0);
  });

  it("tell errors, rules without effect, and hints apart", async () => {
    const rules = [
      "- { when: { command: x }, then: allow }",
      "- { when: { path: 'a/**' }, then: deny }",
      "- { when: { path: 'a/b' }, then: deny }",
      "- { when: { comand: x }, then: deny }",
    ];
    await write(`rules:\n${rules.map((rule) => `  ${rule}\n`).join("")}`);
    await soon("problems are shown", () => ours(uri).length === 3);
    const found = [...ours(uri)].sort((a, b) => a.range.start.line - b.range.start.line);
    assert.deepEqual(
      found.map(({ severity }) => severity),
      [vscode.DiagnosticSeverity.Warning, vscode.DiagnosticSeverity.Information, vscode.DiagnosticSeverity.Error],
    );
    assert.equal(found[1]?.relatedInformation?.[0]?.location.range.start.line, 2);
  });

  it("mend what is wrong", async () => {
    const document = await write("rules:\n  - when: { efect: send-outward }\n    then: deny\n");
    await soon("the problem is shown", () => ours(uri).length === 1);
    const [problem] = ours(uri);
    assert.ok(problem);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      problem.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const titles = actions.map(({ title }) => title);
    assert.deepEqual(titles.slice(0, 2), ['Replace by "effect"', 'Remove "efect"']);
    assert.equal(actions[0]?.isPreferred, true);
    assert.ok(actions[0]?.edit && (await vscode.workspace.applyEdit(actions[0].edit)));
    assert.match(document.getText(), /effect: send-outward/);
    await soon("the problem is gone", () => ours(uri).length === 0);
  });

  it("complete keys that are not there yet, words with their meaning, and a whole rule", async () => {
    await write("version: 1\nrules:\n  - id: a\n    then: \n    \n  \n");
    const decisions = await completionsAt(3, 10);
    assert.deepEqual(decisions.map(labelOf), ["allow", "ask", "deny"]);
    assert.ok(decisions.every(({ documentation }) => documentation));
    const keys = (await completionsAt(4, 4)).map(labelOf);
    assert.ok(
      ["when", "reason", "expires"].every((key) => keys.includes(key)),
      keys.join(", "),
    );
    assert.ok(!keys.includes("id") && !keys.includes("then"), keys.join(", "));
    const rule = (await completionsAt(5, 2)).find((item) => labelOf(item) === "New rule");
    assert.ok(rule?.insertText instanceof vscode.SnippetString);
  });

  it("complete agents, servers and tools of the workspace, and days", async () => {
    await write("rules:\n  - when:\n      agent: \n      server: \n      tool: \n    expires: \n");
    assert.ok((await completionsAt(2, 13)).map(labelOf).includes("claude-code"));
    await soon("servers of the demo are offered", async () => (await completionsAt(3, 14)).length > 0);
    const tools = (await completionsAt(4, 12)).map(labelOf);
    assert.ok(tools.includes("post_reply") && tools.includes("file_write"), tools.join(", "));
    assert.ok((await completionsAt(5, 13)).every((item) => /^\d{4}-\d\d-\d\d$/.test(labelOf(item))));
  });

  it("insert a rule that is one", async () => {
    const document = await write("version: 1\nrules:\n  ");
    const editor = await vscode.window.showTextDocument(document);
    const rule = (await completionsAt(2, 2)).find((item) => labelOf(item) === "New rule");
    assert.ok(rule?.insertText instanceof vscode.SnippetString);
    await editor.insertSnippet(rule.insertText, new vscode.Position(2, 2));
    assert.match(document.getText(), /^ {2}- id: name-of-the-rule\n {4}when:\n {6}command: value\n {4}then: ask\n/m);
    await soon("the rule has no problems", () => ours(uri).length === 0);
  });

  it("explain what a rule amounts to", async () => {
    const document = await write("rules:\n  - id: main\n    when: { branch: main }\n    then: deny\n");
    const textAt = async (word: string) => {
      const position = document.positionAt(document.getText().indexOf(word) + 1);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, position);
      return hovers
        .flatMap(({ contents }) => contents.map((one) => (typeof one === "string" ? one : one.value)))
        .join();
    };
    assert.match(await textAt("main"), /Never runs when\\:\s+- a branch it names is/);
    assert.match(await textAt("branch"), /pushed\\, merged\\, made\\, moved or deleted/);
  });

  it("list their rules in the outline", async () => {
    await write(
      "rules:\n  - id: main\n    when: { branch: main }\n    then: deny\n  - when: { path: x }\n    then: ask\n",
    );
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      uri,
    );
    assert.deepEqual(
      symbols.map(({ name, detail }) => [name, detail]),
      [
        ["main", "deny · main"],
        ["rule-2", "ask · x"],
      ],
    );
  });

  it("have tests that are checked and completed like them", async () => {
    await write("rules:\n  - id: main\n    when: { branch: main }\n    then: deny\n");
    const tests = await write("- action: { comand: git push }\n  expect: deny\n  rule: \n", testsUri);
    await soon("the problem is shown", () => ours(testsUri).some(({ range }) => tests.getText(range) === "comand"));
    assert.deepEqual((await completionsAt(2, 8, testsUri)).map(labelOf), ["main"]);
    assert.deepEqual((await completionsAt(1, 10, testsUri)).map(labelOf), ["allow", "ask", "deny"]);
  });
});
