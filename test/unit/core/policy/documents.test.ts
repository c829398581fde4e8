import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createJudge } from "../../../../src/core/decide.ts";
import { effects } from "../../../../src/core/model/effect.ts";
import { lintPolicy } from "../../../../src/core/policy/lint.ts";
import { loadPolicy } from "../../../../src/core/policy/load.ts";
import { conditionNames } from "../../../../src/core/policy/policy.ts";
import { readPolicyTests, runCase } from "../../../../src/core/policy/tests.ts";
import { testParsers } from "../../../support/parsers.ts";

const root = join(import.meta.dirname, "../../../..");
const document = (name: string) => readFileSync(join(root, name), "utf8");
const yamlIn = (text: string) => [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map((block) => block[1] ?? "");

describe("documents about the policy", () => {
  const page = document("docs/policy.md");
  const [policyText = "", testsText = ""] = yamlIn(page);

  it("show policies without mistakes", () => {
    for (const text of [policyText, yamlIn(document("README.md"))[0] ?? ""]) {
      const policy = loadPolicy(text, "user", "x");
      assert.ok(policy.rules.length > 1);
      assert.deepEqual(policy.problems, []);
      assert.deepEqual(lintPolicy(policy, { today: "2026-11-21", agents: [] }), []);
    }
  });

  it("show tests that pass", async () => {
    const { cases, problems } = readPolicyTests(testsText);
    assert.deepEqual(problems, []);
    assert.equal(cases.length, 6);
    const judge = createJudge(await testParsers("javascript"), { user: loadPolicy(policyText, "user", "x") });
    for (const one of cases) {
      const { passed, verdict } = runCase(one, judge, "2026-11-21");
      assert.ok(passed, `${JSON.stringify(one.action)} is ${verdict.decision}`);
    }
  });

  it("name every condition and every effect", () => {
    for (const name of conditionNames) assert.ok(page.includes(`**\`${name}\`**`), name);
    for (const effect of effects) assert.ok(page.includes(`\`${effect}\``), effect);
  });
});
