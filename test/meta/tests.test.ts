import assert from "node:assert/strict";
import { filesBelow, read } from "./repository.ts";

const own = "test/meta/tests.test.ts";

describe("tests", () => {
  const files = filesBelow("test", ".ts").filter((file) => file !== own);

  it("skip nothing and single out nothing", () => {
    const switched = /\.(?:only|skip)\s*\(|\bthis\.skip\b|\bx(?:it|describe)\s*\(/;
    assert.deepEqual(
      files.filter((file) => switched.test(read(file))),
      [],
    );
  });

  it("do not sleep", () => {
    const sleep = /setTimeout\(\s*(?:resolve|done|r)\s*,|\bsleep\s*\(/;
    const found = files.filter((file) => file.endsWith(".test.ts") && sleep.test(read(file)));
    assert.deepEqual(found, []);
  });

  it("are named so that a runner finds them", () => {
    const unseen = files.filter((file) => /^describe\(/m.test(read(file)) && !file.endsWith(".test.ts"));
    assert.deepEqual(unseen, []);
  });
});
