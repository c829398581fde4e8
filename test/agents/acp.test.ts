/**
 * Real ACP agents with a scripted model, started as “Countersign: Start an Agent (ACP)” starts them: nothing happens
 * before a person's answer, and what a person allows happens after one question.
 */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tryOverAcp } from "../support/acpLab.ts";
import type { AgentFixture, Attempted } from "../support/agentLab.ts";
import { geminiFixture } from "../support/agents/gemini.ts";
import { kiloFixture, opencodeFixture } from "../support/agents/opencode.ts";
import { qwenFixture } from "../support/agents/qwen.ts";
import { geminiAgreement } from "../support/agreement/gemini.ts";
import { observe } from "../support/agreement/lab.ts";

/** Tools of servers are left out: the laboratory's settings tell Gemini and Qwen to trust the server, and both then ask nobody. */
const attempts: readonly Attempted[] = ["shell", "write", "edit"];
const fixtures: readonly AgentFixture[] = [geminiFixture, qwenFixture, opencodeFixture, kiloFixture];
/** They ask about the part that changes, and then write the whole file: two texts are two questions. */
const asksTwice: Readonly<Record<string, Attempted>> = { opencode: "edit", kilo: "edit" };
/** That a better version is noticed: the limit `over-acp` of its adapter says so. */
describe("Gemini CLI over ACP", function () {
  this.timeout(240_000);

  it("calls no hook for what its session does", async () => {
    const folder = mkdtempSync(join(tmpdir(), "called-"));
    const hook = { matcher: "*", hooks: [{ type: "command", name: "log", command: `touch ${folder}/called` }] };
    const files = {
      "$HOME/.gemini/settings.json": JSON.stringify({ hooks: { BeforeTool: [hook] } }),
      "$HOME/.gemini/trustedFolders.json": '{ "$WS": "TRUST_FOLDER" }',
    };
    try {
      const [outcome] = await observe(geminiAgreement, { name: "hook", files, tried: [["command", "touch a.txt"]] });
      assert.equal(outcome?.seen, "ask");
      assert.deepEqual(readdirSync(folder), []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const only = process.env.AGENTS?.split(",");

for (const fixture of fixtures.filter(({ id }) => only?.includes(id) !== false)) {
  describe(`${fixture.title} over ACP`, function () {
    this.timeout(240_000);

    for (const attempt of attempts) {
      it(`${attempt}: what a person allows happens, and is asked about`, async () => {
        const { happened, questions, shown } = await tryOverAcp(fixture, attempt, "allow");
        assert.ok(happened, shown.join("\n").slice(-2_000));
        assert.equal(questions.length, asksTwice[fixture.id] === attempt ? 2 : 1);
      });

      it(`${attempt}: what a person denies does not happen`, async () => {
        const { happened, questions } = await tryOverAcp(fixture, attempt, "deny");
        assert.equal(happened, false);
        assert.equal(questions.length, 1);
      });
    }

    it("what nobody answers in time does not happen", async () => {
      const { happened, questions } = await tryOverAcp(fixture, "shell", "nobody", 3_000);
      assert.equal(happened, false);
      assert.equal(questions.length, 1);
    });
  });
}
