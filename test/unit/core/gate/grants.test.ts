import assert from "node:assert/strict";
import fc from "fast-check";
import { createGrants, type GrantScope, type JudgedCall, longestGrantMs } from "../../../../src/core/gate/grants.ts";
import type { Effect } from "../../../../src/core/model/effect.ts";
import type { HeldCall } from "../../../../src/core/model/heldCall.ts";
import type { Verdict } from "../../../../src/core/model/verdict.ts";

interface Facts {
  readonly agent?: string;
  readonly session?: string | undefined;
  readonly subagent?: string | undefined;
  readonly path?: string;
  readonly content?: string;
  readonly command?: string | undefined;
  readonly decision?: Verdict["decision"];
  readonly severity?: Verdict["severity"];
  readonly effects?: readonly Effect[];
  readonly rule?: string;
  readonly script?: string;
}

function judged(facts: Facts = {}): JudgedCall {
  const { agent = "a", path = "/out/x", content = "1", decision = "ask", severity = "medium", rule = "r" } = facts;
  const session = "session" in facts ? facts.session : "s";
  const call: HeldCall = {
    agent,
    event: "pre-tool",
    tool: "t",
    ...(session === undefined ? {} : { sessionId: session }),
    ...(facts.subagent === undefined ? {} : { subagent: facts.subagent }),
    actions: [
      facts.command === undefined
        ? { kind: "file_write", path, content }
        : { kind: "command", shell: "bash", command: facts.command },
    ],
  };
  const verdict: Verdict = {
    decision,
    severity,
    effects: facts.effects ?? ["write-files"],
    reasons: [{ rule, message: "" }],
    targets: [],
    followed: facts.script === undefined ? [] : [{ path: "/s", sha256: facts.script }],
  };
  return { call, judgement: { verdict, policyRevision: "p" } };
}

function covers(given: Facts, asked: Facts, scope: GrantScope = "session"): boolean {
  const grants = createGrants();
  grants.give(judged(given), scope, 0);
  return grants.covering(judged(asked), 1) !== undefined;
}

describe("grants", () => {
  it("are listed while they hold, and one that is taken back covers nothing any more", () => {
    const grants = createGrants();
    const [one, other] = [judged({ command: "make" }), judged({ command: "ls" })];
    grants.give(one, "task", 0);
    grants.give(other, "session", 0);
    const [first, second] = grants.list(1);
    assert.deepEqual([first?.scope, first?.agent, first?.call], ["task", "a", one.call]);
    assert.ok(first && second && first.id !== second.id);
    grants.takeBack(first.id);
    assert.equal(grants.covering(one, 1), undefined);
    assert.equal(grants.covering(other, 1), "session");
    assert.deepEqual(
      grants.list(1).map(({ id }) => id),
      [second.id],
    );
    assert.deepEqual(grants.list(longestGrantMs.session), []);
  });

  it("cover the same again, and a change of the same file by its file", () => {
    assert.ok(covers({ command: "make" }, { command: "make" }));
    assert.ok(covers({ content: "1" }, { content: "2" }));
    assert.ok(!covers({ path: "/out/x" }, { path: "/out/y" }));
    assert.ok(!covers({ command: "make" }, { command: "make all" }));
  });

  it("do not cover what does or is asked for more than was allowed", () => {
    assert.ok(!covers({}, { effects: ["write-files", "persist"] }));
    assert.ok(!covers({}, { rule: "another" }));
    assert.ok(covers({ effects: ["write-files", "persist"] }, {}));
  });

  it("are for the scripts as they were", () => assert.ok(!covers({ script: "1" }, { script: "2" })));

  it("need a session that has a name", () => assert.ok(!covers({ session: undefined }, { session: undefined })));

  const ends: readonly (readonly [GrantScope, NonNullable<HeldCall["ends"]>, string | undefined, boolean])[] = [
    ["task", "task", undefined, true],
    ["task", "session", undefined, true],
    ["task", "subagent", undefined, false],
    ["task", "subagent", "helper", true],
    ["session", "task", undefined, false],
    ["session", "subagent", "helper", false],
    ["session", "session", undefined, true],
  ];
  for (const [scope, over, subagent, isOver] of ends) {
    it(`for a ${scope}${subagent ? " of a sub-agent" : ""} ${isOver ? "end" : "outlive"} the end of a ${over}`, () => {
      const grants = createGrants();
      const given = judged({ subagent });
      grants.give(given, scope, 0);
      grants.end({ agent: "a", event: "other", tool: "Stop", sessionId: "other", actions: [], ends: over });
      assert.equal(grants.covering(given, 1), scope, "the end of another session");
      grants.end({ agent: "a", event: "other", tool: "Stop", sessionId: "s", actions: [], ends: over });
      assert.equal(grants.covering(given, 1), isOver ? undefined : scope);
    });
  }

  it("end by themselves, for an agent that tells nothing", () => {
    for (const scope of ["task", "session"] as const) {
      const grants = createGrants();
      grants.give(judged(), scope, 0);
      assert.equal(grants.covering(judged(), longestGrantMs[scope] - 1), scope);
      assert.equal(grants.covering(judged(), longestGrantMs[scope]), undefined);
    }
  });

  const anyEffects = fc.subarray<Effect>(["write-files", "run-code", "send-outward", "change-access", "destroy-data"]);
  const facts = fc.record({
    agent: fc.constantFrom("a", "b"),
    session: fc.constantFrom("s", "t", undefined),
    subagent: fc.constantFrom("h", undefined),
    command: fc.constantFrom("make", "rake", undefined),
    path: fc.constantFrom("/out/x", "/out/y"),
    decision: fc.constantFrom("allow", "ask", "deny"),
    severity: fc.constantFrom("medium", "critical"),
    effects: anyEffects,
    rule: fc.constantFrom("r", "q"),
  }) as fc.Arbitrary<Facts>;

  it("cover only the same agent, session, kind and class, and never weaken a denial (property)", () => {
    const mayLast = ({ effects = [], severity }: Facts) =>
      severity !== "critical" && !effects.some((effect) => /outward|access|destroy/.test(effect));
    fc.assert(
      fc.property(facts, facts, (given, asked) => {
        if (!covers(given, asked)) return;
        assert.deepEqual([asked.decision, given.decision], ["ask", "ask"]);
        assert.ok(mayLast(given) && mayLast(asked));
        assert.notEqual(asked.session, undefined);
        for (const key of ["agent", "session", "subagent", "command"] as const)
          assert.equal(asked[key], given[key], key);
        if (asked.command === undefined) assert.equal(asked.path, given.path);
      }),
      { numRuns: 3_000 },
    );
  });

  it("are all gone after they were cleared (property)", () => {
    fc.assert(
      fc.property(fc.array(facts), facts, (given, asked) => {
        const grants = createGrants();
        for (const one of given) grants.give(judged(one), "session", 0);
        grants.clear();
        assert.equal(grants.covering(judged(asked), 1), undefined);
      }),
    );
  });
});
