import assert from "node:assert/strict";
import type { Question } from "../../../../src/core/gate/question.ts";
import {
  allowByRule,
  allowForSession,
  allowForTask,
  allowOnce,
  type Choice,
  type ConfirmPorts,
  createConfirmFlow,
  type DecisionPanel,
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
  mayLast: true,
};

/** What a panel comes to; "none": the modal asks. */
type Paneled = Choice | "none" | "waits" | "unavailable" | "changed" | undefined;

type Pressed = Choice | "review" | undefined | Error;

interface Script {
  readonly modal?: readonly Pressed[];
  readonly panel?: readonly Paneled[];
  /** Whether the person saves the rule that is shown. */
  readonly savesRule?: boolean;
  readonly list?: readonly (Choice | undefined)[];
  readonly mayLast?: boolean;
  readonly pages?: () => Promise<string>;
}

/** A person who presses what the script says, in order, and a record of what happened on the screen. */
function screen({ modal = [], panel = [], list = [], pages, savesRule = true }: Script) {
  const seen: string[] = [];
  const presses = [...modal];
  const panels = [...panel];
  const picks = [...list];
  let now = 100;
  const ports: ConfirmPorts = {
    async panel(_, again): Promise<DecisionPanel | { why: string | undefined }> {
      const next = panels.length === 0 ? "none" : panels.shift();
      if (next === "none") return { why: "no diff" };
      seen.push(again ? "panel again" : "panel");
      now += 50;
      let close: () => void = () => {};
      const closed = new Promise<undefined>((resolve) => {
        close = () => resolve(undefined);
      });
      const hide = () => {
        seen.push("hide");
        close();
      };
      return { shown: "DIFF", choice: next === "waits" ? closed : Promise.resolve(next), hide };
    },
    async writeRule() {
      seen.push("rule");
      return savesRule;
    },
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
    tooLate: (_, why, stands) => seen.push(`too late: ${why}${stands ? ", still there" : ""}`),
    now: () => now,
    sha256: (text) => `hash of ${text}`,
  };
  return { confirm: createConfirmFlow(ports), seen };
}

async function check(script: Script, expected: Choice | undefined, steps: readonly string[]): Promise<void> {
  const { confirm, seen } = screen(script);
  const mayLast = script.mayLast ?? true;
  const answer = await confirm({ ...question, mayLast }).answer;
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
    check({ modal: ["review", deny], list: [allowForSession], mayLast: false }, deny, [
      "modal",
      "open",
      "list",
      "close",
      "modal",
    ]));

  it("takes the answer from the panel beside the diff, and opens no modal", () =>
    check({ panel: [allowForTask] }, allowForTask, ["panel"]));

  it("answers nothing when the panel or the diff is closed", () => check({ panel: [undefined] }, undefined, ["panel"]));

  it("asks by the modal when the panel cannot be drawn", () =>
    check({ panel: ["unavailable"], modal: [deny] }, deny, ["panel", "modal"]));

  it("shows the change anew when a file was changed meanwhile, and allows nothing by the old answer", () =>
    check({ panel: ["changed", deny] }, deny, ["panel", "panel again"]));

  it("takes no lasting answer and no rule from a panel that may not give one", () =>
    check({ panel: [allowForTask, allowForSession, allowByRule, deny], mayLast: false }, deny, [
      "panel",
      "panel",
      "panel",
      "panel",
    ]));

  it("allows once after the rule was saved, and asks again when it was not", async () => {
    await check({ panel: [allowByRule] }, allowOnce, ["panel", "rule"]);
    await check({ panel: [allowByRule, deny], savesRule: false }, deny, ["panel", "rule", "panel"]);
  });

  it("takes the panel away when nobody needs the answer any longer", async () => {
    const { confirm, seen } = screen({ panel: ["waits"] });
    const asking = confirm(question);
    for (let turn = 0; turn < 30; turn++) await Promise.resolve();
    asking.withdraw("nobody answered in time");
    assert.equal(await asking.answer, undefined);
    assert.deepEqual(seen, ["panel", "hide", "too late: nobody answered in time"]);
  });

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
    while (!seen.includes("modal")) await Promise.resolve();
    asking.withdraw("nobody answered in time");
    assert.equal(await asking.answer, undefined);
    assert.deepEqual(seen, ["modal", "too late: nobody answered in time, still there"]);
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
