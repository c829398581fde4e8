import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type Effect, effects, effectWords } from "../../../../src/core/model/effect.ts";
import { decisions } from "../../../../src/core/model/verdict.ts";
import { keysAt, type Schema, type Step, valuesAt } from "../../../../src/vscode/model/schemaLookup.ts";

/** The real schema of policies: the lookup must understand how it is written. */
const schema = JSON.parse(
  readFileSync(new URL("../../../../media/countersign.schema.json", import.meta.url), "utf8"),
) as Schema;

const rule: readonly Step[] = ["rules", undefined];

describe("schema lookup", () => {
  it("lists the keys of a policy", () =>
    assert.deepEqual([...keysAt(schema, []).keys()].sort(), ["review", "rules", "version"]));

  it("lists the keys of a rule, each with a description", () => {
    const keys = keysAt(schema, rule);
    assert.deepEqual([...keys.keys()].sort(), ["expires", "id", "owner", "reason", "then", "when"]);
    for (const [key, words] of keys) assert.notEqual(words, "", key);
  });

  it("lists the conditions of a rule", () => assert.ok(keysAt(schema, [...rule, "when"]).has("effect")));
  it("lists the decisions", () => assert.deepEqual([...valuesAt(schema, [...rule, "then"]).keys()], [...decisions]));
  it("lists the effects, as one word or in a list", () => {
    const words = valuesAt(schema, [...rule, "when", "effect"]);
    assert.deepEqual([...words.keys()].sort(), [...effects].sort());
    for (const [effect, meaning] of words) assert.equal(meaning, effectWords[effect as Effect].explanation);
  });
  it("knows nothing of what is not in it", () => assert.equal(valuesAt(schema, ["nothing", "here"]).size, 0));
});
