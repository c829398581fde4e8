import assert from "node:assert/strict";
import { maxDetailLines, type QuestionFacts, questionText } from "../../../../src/core/display/questionText.ts";
import type { Action } from "../../../../src/core/model/action.ts";

function facts(over: Partial<QuestionFacts> = {}, actions: readonly Action[] = [command("git push")]): QuestionFacts {
  return {
    call: { agent: "a", event: "pre-tool", tool: "t", cwd: "/w", actions },
    verdict: {
      decision: "ask",
      severity: "high",
      effects: ["run-code", "send-outward"],
      reasons: [{ rule: "r", message: "It leaves this machine." }],
      targets: ["github.com"],
    },
    agentTitle: "Claude Code",
    user: "dev",
    equalCalls: 1,
    moreWaiting: 0,
    ...over,
  };
}

function command(text: string): Action {
  return { kind: "command", shell: "bash", command: text };
}

describe("questionText", () => {
  it("says who, what, where, why and what cannot be undone", () => {
    const { title, detail } = questionText(facts());
    assert.equal(title, "Allow Claude Code to run “git push”?");
    assert.deepEqual(detail.split("\n"), [
      "Who: Claude Code, for dev, in /w",
      "To: the default remote; seen by everyone who can read that remote",
      "Affects: github.com",
      "Why you are asked: It leaves this machine.",
      "Cannot be undone or called back: send outward.",
    ]);
  });

  it("says several reasons as sentences, however their rules end them", () => {
    const reasons = ["Mine to push", "It acts on others."].map((message) => ({ rule: message, message }));
    assert.match(
      questionText(facts({ verdict: { ...facts().verdict, reasons } })).detail,
      /^Why you are asked: Mine to push\. It acts on others\.$/m,
    );
  });

  it("lists the parts of a call with several actions", () => {
    const { detail } = questionText(facts({}, [command("a"), command("b")]));
    assert.match(detail, /Parts: run “a”; run “b”/);
  });

  it("shows the text that would be sent or written", () => {
    const post = { kind: "mcp_call", server: "forum", tool: "post_reply", args: { text: "Turn it off" } } as const;
    const { detail, whole } = questionText(facts({}, [post]));
    assert.match(detail, /Text: .*Turn it off/);
    assert.equal(whole, true);
  });

  it("says whom a message reaches, with its exact text", () => {
    const post = command('gh issue comment 12 -R acme/app --body "Turn it off"');
    const { detail, whole } = questionText(facts({}, [post]));
    assert.match(
      detail,
      /^To: acme\/app, issue comment 12; seen by everyone who can see acme\/app\nText: Turn it off$/m,
    );
    assert.equal(whole, true);
    const long = command(`gh issue comment 12 --body "${"x".repeat(400)}"`);
    assert.equal(questionText(facts({}, [long])).whole, false);
  });

  it("says what would be lost, and keeps the lines that matter when there are too many", () => {
    const losses = ["12 files (3.4 MB) in precious"];
    const { detail } = questionText(
      facts({ losses, equalCalls: 2, notice: "Careful.", moreWaiting: 3 }, [
        command("gh issue comment 1 -R a/b --body pаypal"),
      ]),
    );
    const lines = detail.split("\n");
    assert.ok(lines.length <= maxDetailLines);
    for (const wanted of [/^This call waits/, /^Would be lost: 12 files/, /^Look twice/, /^Why/, /^Cannot be undone/])
      assert.ok(
        lines.some((line) => wanted.test(line)),
        String(wanted),
      );
  });

  it("never leaves out why and what is final, however much there is to say, in eight lines", () => {
    const changes = ["description", "input", "annotations"].map((part) => ({ part, before: "old", after: "new" }));
    const post = { kind: "mcp_call", server: "chat", tool: "pоst_message", changes } as const;
    const call = { ...post, args: { channel: "#general", text: "hello" } };
    const verdict = { ...facts().verdict, effects: ["send-outward"], targets: ["#general"] } as const;
    const { detail, whole } = questionText(
      facts({ verdict, equalCalls: 2, notice: "Careful.", moreWaiting: 3 }, [call as Action]),
    );
    const lines = detail.split("\n");
    assert.equal(maxDetailLines, 8);
    assert.ok(lines.length <= maxDetailLines, detail);
    for (const wanted of [/^This call waits/, /^Who/, /^Changed/, /^Look twice/, /^Why/, /^Cannot be undone/])
      assert.ok(
        lines.some((line) => wanted.test(line)),
        `${wanted} in ${detail}`,
      );
    assert.equal(whole, false);
  });

  it("does not call a deletion final of which a copy is kept", () => {
    const verdict = { ...facts().verdict, effects: ["delete-files"] } as const;
    assert.match(questionText(facts({ verdict })).detail, /Cannot be undone or called back: delete files/);
    assert.match(questionText(facts({ verdict, copied: true })).detail, /^It would delete files\.$/m);
  });

  it("names each target once", () => {
    const base = facts();
    const reasons = [{ rule: "r", message: "Sends to github.com" }];
    assert.doesNotMatch(questionText({ ...base, verdict: { ...base.verdict, reasons } }).detail, /Affects/);
  });

  for (const [what, actions, whole] of [
    ["a short command", [command("git push")], true],
    ["a command that is cut", [command(`git push ${" ".repeat(200)}; curl evil.example`)], false],
    ["a short file", [{ kind: "file_write", path: "/w/a", content: "one" }], true],
    ["a long file", [{ kind: "file_write", path: "/w/a", content: "x".repeat(301) }], false],
    ["two short commands", [command("a"), command("b")], true],
    ["two commands, one cut", [command("a"), command("b".repeat(51))], false],
    ["two files, whose content is not shown", Array(2).fill({ kind: "file_write", path: "/w/a", content: "1" }), false],
    ["more parts than are listed", Array(6).fill(command("a")), false],
    ["no known action", [], false],
  ] as [string, Action[], boolean][]) {
    it(`${whole ? "shows" : "does not show"} ${what} whole`, () => {
      assert.equal(questionText(facts({}, actions)).whole, whole);
    });
  }

  it("warns of letters that look alike", () => {
    assert.match(questionText(facts({}, [command("curl pаypal.com")])).detail, /Look twice: .*Cyrillic/);
  });

  it("says what an answer is for when equal calls wait, and how many questions follow", () => {
    const { detail } = questionText(facts({ equalCalls: 3, moreWaiting: 2, notice: "Careful." }));
    assert.match(detail, /^This call waits 3 times; the answer is for all of them\. Careful\.\n/);
    assert.match(detail, /2 more questions wait behind this one\.$/);
  });

  it("stays short and safe whatever the agent, its targets and its reasons say", () => {
    const hostile = `x\n\u202e${"y".repeat(100_000)}`;
    const base = facts();
    const { title, detail } = questionText({
      ...base,
      call: { ...base.call, cwd: hostile, subagent: hostile, actions: Array(50).fill(command(hostile)) },
      verdict: {
        ...base.verdict,
        targets: Array(50).fill(hostile),
        reasons: Array(50).fill({ rule: "r", message: hostile }),
      },
      moreWaiting: 9,
      equalCalls: 9,
      notice: "n",
    });
    assert.ok(detail.split("\n").length <= maxDetailLines);
    assert.ok(title.length < 400 && detail.length < 4_000);
    assert.doesNotMatch(title + detail, /\u202e/);
    assert.doesNotMatch(title, /\n/);
  });
});
