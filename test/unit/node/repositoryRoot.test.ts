import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "../../../src/node/repositoryRoot.ts";

describe("the work tree of a folder", () => {
  let base: string;
  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), "root-")));
    mkdirSync(join(base, "a", "b"), { recursive: true });
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  it("is the nearest one with a HEAD", () => {
    mkdirSync(join(base, "a", ".git"));
    writeFileSync(join(base, "a", ".git", "HEAD"), "ref: refs/heads/main\n");
    assert.equal(repositoryRoot(join(base, "a", "b")), join(base, "a"));
  });

  it("may be said in a file, and is not a folder that is only called so", () => {
    writeFileSync(join(base, "a", ".git"), "gitdir: ../elsewhere\n");
    mkdirSync(join(base, "a", "b", ".git"));
    assert.equal(repositoryRoot(join(base, "a", "b")), join(base, "a"));
  });

  it("is none without a folder", () => assert.equal(repositoryRoot(undefined), undefined));
});
