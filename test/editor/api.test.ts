/** A second extension asks for approval as docs/api.md says, and a chat asks what it may do. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { readAuditTail } from "../../src/vscode/gate/auditTail.ts";
import { demoFile, soon } from "./editor.ts";

interface Second {
  mayI(action: unknown): Promise<{ readonly decision: string; readonly reason: string }>;
}

interface Tools {
  readonly tools: readonly { readonly name: string }[];
  invokeTool(name: string, options: unknown): Promise<{ readonly content: readonly { readonly value?: string }[] }>;
}

const { lm } = vscode as unknown as { readonly lm: Tools };

async function second(): Promise<Second> {
  const extension = vscode.extensions.getExtension<Second>("countersign-tests.second");
  assert.ok(extension, "the second extension is not there");
  return extension.activate();
}

async function tell(name: string, input: unknown): Promise<unknown> {
  const { content } = await lm.invokeTool(name, { input, toolInvocationToken: undefined });
  return JSON.parse(content.map(({ value }) => value ?? "").join(""));
}

describe("other extensions", () => {
  before(() => soon("the gate is open", () => existsSync(process.env.COUNTERSIGN_WINDOW ?? "nowhere")));

  it("are allowed what the policy allows", async () => {
    const { decision, reason } = await (await second()).mayI({ kind: "file_read", path: demoFile("README.md").fsPath });
    assert.equal(decision, "allow", reason);
  });

  it("are denied what nobody answered, with a reason and a record", async () => {
    const action = { kind: "command", shell: "bash", command: "git push --force origin api" };
    const { decision, reason } = await (await second()).mayI({ ...action, cwd: demoFile("").fsPath });
    assert.equal(decision, "deny");
    assert.match(reason, /Countersign stopped this action/);
    const [newest] = await readAuditTail(join(homedir(), ".countersign", "audit", "audit.jsonl"), 1);
    assert.deepEqual([newest?.agent, newest?.decision, newest?.verdict], ["extension", "deny", "ask"]);
  });

  for (const action of [undefined, "rm", { kind: "no such kind" }, { kind: "command" }]) {
    it(`are denied what is no action: ${JSON.stringify(action)}`, async () => {
      assert.equal((await (await second()).mayI(action)).decision, "deny");
    });
  }
});

describe("a chat", () => {
  it("finds the two tools that tell", async () => {
    await soon("the tools are registered", () => lm.tools.some(({ name }) => name === "countersign_permissions"));
    assert.ok(lm.tools.some(({ name }) => name === "countersign_decide"));
  });

  it("is told what would happen to an action, and nothing is recorded", async () => {
    const log = join(homedir(), ".countersign", "audit", "audit.jsonl");
    const [before] = await readAuditTail(log, 1);
    const told = (await tell("countersign_decide", { command: "git push --force origin main" })) as {
      decision: string;
      reasons: string[];
    };
    assert.equal(told.decision, "ask");
    assert.ok(told.reasons.length > 0);
    const [after] = await readAuditTail(log, 1);
    assert.equal(after?.hash, before?.hash);
  });

  it("is told what each agent may do here", async () => {
    const told = await found(async () => {
      const list = (await tell("countersign_permissions", {})) as { agent: string; runsWithoutAsking: unknown[] }[];
      return list.some(({ agent }) => agent === "vscode") && list;
    });
    assert.ok(told.every(({ runsWithoutAsking }) => Array.isArray(runsWithoutAsking)));
  });
});

/** Permissions are read in the background. */
async function found<T>(probe: () => Promise<T | false>): Promise<T> {
  let result: T | false = false;
  await soon("the permissions are read", async () => {
    result = await probe();
    return result !== false;
  });
  return result as T;
}
