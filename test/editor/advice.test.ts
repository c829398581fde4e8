import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { readAuditTail } from "../../src/vscode/gate/auditTail.ts";
import { closeEditors, demoFile, soon, type } from "./editor.ts";

const transcripts = join(homedir(), ".claude", "projects", "-editor-advice");
const harmless = '"files.trimFinalNewlines": true';
const harmful = '"chat.tools.global.autoApprove": true';

describe("advice in the editor", () => {
  const uri = demoFile(".vscode/settings.json");
  let before: Uint8Array | undefined;

  beforeEach(async () => {
    before = await vscode.workspace.fs.readFile(uri).then(
      (bytes) => bytes,
      () => undefined,
    );
    if (!before) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("{}\n"));
    mkdirSync(transcripts, { recursive: true });
    const text = `Put this into your settings:\n\`\`\`jsonc\n{\n  ${harmless},\n  ${harmful}\n}\n\`\`\``;
    const line = { type: "assistant", message: { role: "assistant", content: [{ type: "text", text }] } };
    writeFileSync(join(transcripts, "s.jsonl"), `${JSON.stringify(line)}\n`);
  });

  afterEach(async () => {
    await closeEditors();
    rmSync(transcripts, { recursive: true, force: true });
    if (before) await vscode.workspace.fs.writeFile(uri, before);
    else await vscode.workspace.fs.delete(uri);
  });

  const advice = async () => {
    const records = await readAuditTail(join(homedir(), ".countersign", "audit"), 50);
    return records.filter(({ reasons, targets, summary }) => {
      const ours = reasons.some(({ rule }) => rule === "agent-advice");
      return ours && (summary.includes(uri.fsPath) || targets.includes(uri.fsPath));
    });
  };

  it("is told while the file is not saved, for what loosens and not for what is harmless, and is recorded", async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    assert.deepEqual(await advice(), []);
    await type(document, `{\n  ${harmless}\n}\n`);
    await type(document, `{\n  ${harmless},\n  ${harmful}\n}\n`);
    await soon("the advice is recorded", async () => (await advice()).length > 0);
    assert.equal(document.isDirty, true);
    const [record, ...others] = await advice();
    assert.deepEqual(others, []);
    assert.equal(record?.agent, "claude-code");
    assert.ok(record?.effects.includes("change-access"), String(record?.effects));
    assert.match(record?.reasons[0]?.message ?? "", /put what an agent had proposed in an answer into a file/);
  });
});
