import assert from "node:assert/strict";
import { keyAt, placeAt } from "../../../../src/vscode/model/yamlPath.ts";

/** `|` marks the cursor. */
function check(text: string, path: readonly (string | undefined)[], expects: string): void {
  const before = text.slice(0, text.indexOf("|")).split("\n");
  const place = placeAt(text.replace("|", ""), before.length - 1, before.at(-1)?.length ?? 0);
  assert.deepEqual([place.path, place.expects], [path, expects]);
}

describe("place in a YAML text", () => {
  it("is the top at the start", () => check("|", [], "key"));
  it("expects a value after a colon", () => check("version: |", ["version"], "value"));
  it("expects a key below a key", () =>
    check("rules:\n  - id: a\n    when:\n      |", ["rules", undefined, "when"], "key"));
  it("returns to the item's keys", () =>
    check("rules:\n  - id: a\n    when:\n      tool: x\n    th|", ["rules", undefined], "key"));
  it("expects either after a dash", () => check("rules:\n  - |", ["rules", undefined], "either"));
  it("knows a list as deep as its key", () =>
    check("rules:\n- id: a\n  then: |", ["rules", undefined, "then"], "value"));
  it("knows words in brackets as values", () =>
    check("rules:\n  - when:\n      effect: [send-outward, |", ["rules", undefined, "when", "effect"], "value"));
  it("knows items of a list of words", () =>
    check(
      "rules:\n  - when:\n      effect:\n        - send|",
      ["rules", undefined, "when", "effect", undefined],
      "either",
    ));
  it("does not mix two items", () => check("rules:\n  - when:\n      tool: x\n  - |", ["rules", undefined], "either"));
});

describe("key at a position", () => {
  const text = "rules:\n  - id: a\n    then: ask";
  it("is the key under the cursor with its path", () =>
    assert.deepEqual(keyAt(text, 2, 5), ["rules", undefined, "then"]));
  it("is nothing on a value", () => assert.equal(keyAt(text, 2, 12), undefined));
});
