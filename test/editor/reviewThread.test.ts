import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as vscode from "vscode";
import { closeEditors, demoFile, findings, ours, type } from "./editor.ts";

interface Thread {
  postMessage(...values: unknown[]): void;
  terminate(): Promise<number>;
}

/** The very class that the extension starts its thread with. */
const { Worker } = createRequire(__filename)("node:worker_threads") as { Worker: { prototype: Thread } };

const settings = demoFile(".claude/settings.json");
const harmless = `{ "permissions": { "allow": [] } }`;
const anything = `{ "permissions": { "allow": ["Bash(bash:*)"] } }`;

/** The thread to which `work` is handed. */
async function threadOf(work: () => Promise<unknown>): Promise<Thread> {
  const { postMessage } = Worker.prototype;
  let seen: Thread | undefined;
  Worker.prototype.postMessage = function (this: Thread, ...values: unknown[]) {
    seen = this;
    return postMessage.apply(this, values);
  };
  try {
    await work();
  } finally {
    Worker.prototype.postMessage = postMessage;
  }
  assert.ok(seen, "the review does not run in a thread");
  return seen;
}

describe("the review's thread in the editor", () => {
  afterEach(closeEditors);

  it("is replaced when it ends, and its findings come back and follow what is typed", async () => {
    const document = await vscode.workspace.openTextDocument(settings);
    await vscode.window.showTextDocument(document);
    await findings(settings, "the demo's finding", (ids) => ids.includes("shell-runs-anything"));
    const thread = await threadOf(async () => {
      await type(document, harmless);
      await findings(settings, "no finding", (ids) => ids.length === 0);
    });
    const elsewhere = demoFile(".mcp.json");
    const before = (await findings(elsewhere, "the finding of another file", (ids) => ids.length > 0)).length;
    // While it looks at what was typed, or after: either way nobody answers.
    await type(document, anything);
    await thread.terminate();
    await type(document, `${anything}\n`);
    await findings(settings, "the finding in what was typed", (ids) => ids.includes("shell-runs-anything"));
    assert.equal(ours(elsewhere).length, before, "what was shown of another file stays");
    const other = await threadOf(async () => {
      await type(document, harmless);
      await findings(settings, "no finding again", (ids) => ids.length === 0);
    });
    assert.notEqual(other, thread);
  });
});
