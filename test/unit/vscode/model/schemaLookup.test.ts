import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { effects } from "../../../../src/core/model/effect.ts";
import { decisions } from "../../../../src/core/model/verdict.ts";
import { keysAt, type Schema, type Step, valuesAt } from "../../../../src/vscode/model/schemaLookup.ts";

/** The real schema of policies: the lookup must understand how it is written. */
const schema = JSON.parse(
  readFileSync(new URL("../../../../media/countersign.schema.json", import.meta.url), "utf8"),
) as Schema;

const rule: readonly Step[] = ["rules", undefined];

describe("schema lookup", () => {
  it("lists the keys of a policy", () => assert.deepEqual([...keysAt(schema, []).keys()].sort(), ["rules", "version"]));

  it("lists the keys of a rule, each with a description", () => {
    const keys = keysAt(schema, rule);
    assert.deepEqual([...keys.keys()].sort(), ["expires", "id", "owner", "reason", "then", "when"]);
    for (const [key, words] of keys) assert.notEqual(words, "", key);
  });

  it("lists the conditions of a rule", () => assert.ok(keysAt(schema, [...rule, "when"]).has("effect")));
  it("lists the decisions", () => assert.deepEqual(valuesAt(schema, [...rule, "then"]), [...decisions]));
  it("lists the effects, as one word or in a list", () =>
    assert.deepEqual([...valuesAt(schema, [...rule, "when", "effect"])].sort(), [...effects].sort()));
  it("knows nothing of what is not in it", () => assert.deepEqual(valuesAt(schema, ["nothing", "here"]), []));
});
