import assert from "node:assert/strict";
import type { Question } from "../../../../src/core/gate/question.ts";
import {
  allowForSession,
  allowOnce,
  type Choice,
  type ConfirmPorts,
  createConfirmFlow,
  deny,
} from "../../../../src/vscode/model/confirmFlow.ts";

const question: Question = {
  id: "q1",
  call: { agent: "vscode", event: "pre-tool", tool: "run_in_terminal", actions: [] },
  verdict: { decision: "ask", severity: "high", effects: [], reasons: [], targets: [] },
  digest: "0".repeat(64),
  title: "Allow it?",
  detail: "Who: an agent",
  deadline: 1_000,
  whole: true,
  sessionAllowed: true,
};

type Pressed = Choice | "review" | undefined | Error;

interface Script {
  readonly modal: readonly Pressed[];
  readonly list?: readonly (Choice | undefined)[];
  readonly sessionAllowed?: boolean;
  readonly pages?: () => Promise<string>;
}

/** A person who presses what the script says, in order, and a record of what happened on the screen. */
function screen({ modal, list = [], pages }: Script) {
  const seen: string[] = [];
  const presses = [...modal];
  const picks = [...list];
  let now = 100;
  const ports: ConfirmPorts = {
    async modal() {
      seen.push("modal");
      now += 50;
      assert.ok(presses.length > 0, "the modal was shown more often than expected");
      const pressed = presses.shift();
      if (pressed instanceof Error) throw pressed;
      return pressed;
    },
    async openPages() {
      seen.push("open");
      return pages ? pages() : "FULL TEXT";
    },
    async closePages() {
      seen.push("close");
    },
    list() {
      seen.push("list");
      now += 50;
      return { choice: Promise.resolve(picks.shift()), hide() {} };
    },
    tooLate: (_, why) => seen.push(`too late: ${why}`),
    now: () => now,
    sha256: (text) => `hash of ${text}`,
  };
  return { confirm: createConfirmFlow(ports), seen };
}

async function check(script: Script, expected: Choice | undefined, steps: readonly string[]): Promise<void> {
  const { confirm, seen } = screen(script);
  const sessionAllowed = script.sessionAllowed ?? true;
  const answer = await confirm({ ...question, sessionAllowed }).answer;
  assert.deepEqual(answer && { decision: answer.decision, scope: answer.scope }, expected);
  assert.deepEqual(seen, steps);
}

describe("confirm flow", () => {
  it("denies when Deny is pressed", () => check({ modal: [deny] }, deny, ["modal"]));

  it("allows once when Allow Once is pressed", () => check({ modal: [allowOnce] }, allowOnce, ["modal"]));

  it("answers nothing when the modal is closed with Escape", () => check({ modal: [undefined] }, undefined, ["modal"]));

  it("shows the full text on Review and takes the answer from the list", () =>
    check({ modal: ["review"], list: [allowForSession] }, allowForSession, ["modal", "open", "list", "close"]));

  it("asks again by the modal when the list is hidden", () =>
    check({ modal: ["review", deny], list: [undefined] }, deny, ["modal", "open", "list", "close", "modal"]));

  it("does not take a session answer for a question that may not have one", () =>
    check({ modal: ["review", deny], list: [allowForSession], sessionAllowed: false }, deny, [
      "modal",
      "open",
      "list",
      "close",
      "modal",
    ]));

  it("rejects when the dialog is refused, and asks the next question all the same", async () => {
    const { confirm } = screen({ modal: [new Error("refused to show dialog in tests"), allowOnce] });
    const first = confirm(question);
    const second = confirm({ ...question, id: "q2" });
    await assert.rejects(first.answer, /refused/);
    assert.equal((await second.answer)?.decision, "allow");
  });

  it("rejects when the full text cannot be shown", async () => {
    const { confirm } = screen({ modal: ["review"], pages: () => Promise.reject(new Error("no editor")) });
    await assert.rejects(confirm(question).answer, /no editor/);
  });

  it("ignores an answer that comes after the question was withdrawn, and says so", async () => {
    const { confirm, seen } = screen({ modal: [allowOnce] });
    const asking = confirm(question);
    await Promise.resolve();
    asking.withdraw("nobody answered in time");
    assert.equal(await asking.answer, undefined);
    assert.deepEqual(seen, ["modal", "too late: nobody answered in time"]);
  });

  it("never shows a question that was withdrawn before its turn", async () => {
    const { confirm, seen } = screen({ modal: [deny] });
    const first = confirm(question);
    const second = confirm({ ...question, id: "q2" });
    second.withdraw("the agent stopped waiting");
    await first.answer;
    assert.equal(await second.answer, undefined);
    assert.deepEqual(seen, ["modal"]);
  });

  it("reports how long the person looked and a digest of all that was shown", async () => {
    const { confirm } = screen({ modal: ["review"], list: [allowOnce] });
    const answer = await confirm(question).answer;
    assert.equal(answer?.lookedMs, 100);
    assert.equal(answer?.shownDigest, "hash of Allow it?\nWho: an agent\nFULL TEXT");
  });
});
