/**
 * Real ACP agents with a scripted model, started as “Countersign: Start an Agent (ACP)” starts them: nothing happens
 * before a person's answer, and what a person allows happens after one question.
 */
import assert from "node:assert/strict";
import { tryOverAcp } from "../support/acpLab.ts";
import type { AgentFixture, Attempted } from "../support/agentLab.ts";
import { geminiFixture } from "../support/agents/gemini.ts";
import { kiloFixture, opencodeFixture } from "../support/agents/opencode.ts";
import { qwenFixture } from "../support/agents/qwen.ts";

/** Tools of servers are left out: the laboratory's settings tell Gemini and Qwen to trust the server, and both then ask nobody. */
const attempts: readonly Attempted[] = ["shell", "write", "edit"];
const fixtures: readonly AgentFixture[] = [geminiFixture, qwenFixture, opencodeFixture, kiloFixture];
/** They ask about the part that changes, and then write the whole file: two texts are two questions. */
const asksTwice: Readonly<Record<string, Attempted>> = { opencode: "edit", kilo: "edit" };
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
