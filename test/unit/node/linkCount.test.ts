import assert from "node:assert/strict";
import { linkSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linkCount } from "../../../src/node/linkCount.ts";

describe("linkCount", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "countersign-links-"));
    writeFileSync(join(folder, "one"), "x");
    writeFileSync(join(folder, "two"), "x");
    linkSync(join(folder, "two"), join(folder, "again"));
    symlinkSync("one", join(folder, "link"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("counts the names of a plain file", () => {
    assert.equal(linkCount(join(folder, "one")), 1);
    assert.equal(linkCount(join(folder, "two")), 2);
    assert.equal(linkCount(join(folder, "again")), 2);
  });

  it("knows none of a folder, a link and what is not there", () => {
    for (const name of [".", "link", "missing"]) assert.equal(linkCount(join(folder, name)), undefined);
  });
});
