import assert from "node:assert/strict";
import { placeAt } from "../../../../src/vscode/model/yamlPath.ts";

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
    check(
      "rules:\n  - when:\n      effect: [send-outward, |",
      ["rules", undefined, "when", "effect", undefined],
      "either",
    ));
  it("knows items of a list of words", () =>
    check(
      "rules:\n  - when:\n      effect:\n        - send|",
      ["rules", undefined, "when", "effect", undefined],
      "either",
    ));
  it("knows the keys and values of braces", () => {
    check("rules:\n  - when: { |", ["rules", undefined, "when"], "key");
    check("rules:\n  - { when: { effect: |", ["rules", undefined, "when", "effect"], "value");
    check("rules:\n  - { when: { path: 'a, b: {' }, |", ["rules", undefined], "key");
    check("rules: [{ then: |", ["rules", undefined, "then"], "value");
    check("- action: { |", [undefined, "action"], "key");
  });
  it("does not mix two items", () => check("rules:\n  - when:\n      tool: x\n  - |", ["rules", undefined], "either"));
});

describe("keys that are there already", () => {
  const present = (text: string) => {
    const before = text.slice(0, text.indexOf("|")).split("\n");
    return [...placeAt(text.replace("|", ""), before.length - 1, before.at(-1)?.length ?? 0).present].sort();
  };
  it("are those of the same mapping, above and below", () => {
    assert.deepEqual(present("rules:\n  - id: a\n    |\n    then: ask\n  - owner: b"), ["id", "then"]);
    assert.deepEqual(present("rules:\n  - owner: b\n  - id: a\n    when:\n      path: x\n    |"), ["id", "when"]);
    assert.deepEqual(present("rules:\n  - when:\n      path: x\n      |\n    then: ask"), ["path"]);
    assert.deepEqual(present("version: 1\n|\nrules:\n  - id: a"), ["rules", "version"]);
    assert.deepEqual(present("rules:\n  - when: { path: x, |"), ["path"]);
    assert.deepEqual(present("rules:\n  - |\n    then: ask"), ["then"]);
  });
});
