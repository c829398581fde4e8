import assert from "node:assert/strict";
import fc from "fast-check";
import type { Action } from "../../../../src/core/model/action.ts";
import { type Decision, decisions } from "../../../../src/core/model/verdict.ts";
import { judgeWith, type linux } from "../../../support/judging.ts";
import {
  anyAction,
  anyCondition,
  anyPlace,
  anyPolicy,
  anyRule,
  anyRules,
  policyText,
} from "../../../support/policies.ts";

const rank = (decision: Decision) => decisions.indexOf(decision);
const runs = { numRuns: 250, seed: 20261121 };

async function decide(policies: { user?: string; workspace?: string }, given: Action, where: typeof linux) {
  return (await judgeWith(policies)).decide(given, where).decision;
}

describe("any policy", () => {
  it("of a workspace only tightens, whatever the user's is", () =>
    fc.assert(
      fc.asyncProperty(anyPolicy, anyPolicy, anyAction, anyPlace, async (user, workspace, given, where) => {
        const without = await decide({ user }, given, where);
        assert.ok(rank(await decide({ user, workspace }, given, where)) >= rank(without));
      }),
      runs,
    ));

  it("says the same in any order of its rules", () =>
    fc.assert(
      fc.asyncProperty(
        anyRules.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        anyAction,
        anyPlace,
        async ([list, shuffled], given, where) => {
          const decision = await decide({ user: policyText(list) }, given, where);
          assert.equal(await decide({ user: policyText(shuffled) }, given, where), decision);
        },
      ),
      runs,
    ));

  it("is never loosened by a rule more that asks or refuses, broken or not", () =>
    fc.assert(
      fc.asyncProperty(
        anyRules,
        anyRule.filter((entry) => entry.then !== "allow"),
        anyAction,
        anyPlace,
        async (list, more, given, where) => {
          const before = await decide({ user: policyText(list) }, given, where);
          assert.ok(rank(await decide({ user: policyText([...list, more]) }, given, where)) >= rank(before));
        },
      ),
      runs,
    ));

  it("is the same with an allow that is over, or broken, as without it", () =>
    fc.assert(
      fc.asyncProperty(
        anyCondition,
        fc.constantFrom<object>({ expires: "2026-11-20" }, { expires: "soon" }, { colour: "red" }, { id: "a b" }),
        anyAction,
        anyPlace,
        async (condition, fault, given, where) => {
          // biome-ignore lint/suspicious/noThenProperty: the policy format's own word.
          const user = policyText([{ when: condition, then: "allow", ...fault }]);
          assert.equal(await decide({ user }, given, where), await decide({}, given, where));
        },
      ),
      runs,
    ));

  it("never allows what is refused anyway, nor a change of access", () =>
    fc.assert(
      fc.asyncProperty(anyRules, anyAction, anyPlace, async (list, given, where) => {
        const bare = (await judgeWith()).decide(given, where);
        const decision = await decide({ user: policyText(list) }, given, where);
        if (bare.decision === "deny") assert.equal(decision, "deny");
        if (bare.effects.includes("change-access")) assert.notEqual(decision, "allow");
      }),
      runs,
    ));

  it("counts a rule that cannot be read as met, unless it would allow", () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom<readonly [object, Decision]>(
          [{ when: { colour: "red" } }, "deny"],
          [{ when: {} }, "deny"],
          [{ when: { path: [1] } }, "ask"],
          [{}, "ask"],
          [{ when: { effect: "explode" } }, "deny"],
        ),
        anyAction,
        anyPlace,
        async ([entry, then], given, where) => {
          const decision = await decide({ user: policyText([{ ...entry, then }]) }, given, where);
          assert.ok(rank(decision) >= rank(then));
        },
      ),
      runs,
    ));
}).timeout(60_000);
