import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gitFolderOf } from "../../../src/node/gitFolder.ts";

describe("where git keeps what it knows of a folder", () => {
  let home: string;
  beforeEach(() => {
    home = realpathSync(mkdtempSync(join(tmpdir(), "git-folder-")));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const git = (folder: string, ...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.test", ...args], { cwd: folder, stdio: "pipe" });

  it("is found from the folder, from one below it, and from a worktree that lies elsewhere", () => {
    const main = join(home, "main");
    mkdirSync(join(main, "packages", "one"), { recursive: true });
    git(main, "init", "-q");
    git(main, "commit", "-q", "--allow-empty", "-m", "begin");
    git(main, "worktree", "add", "-q", join(home, "other"));
    assert.equal(gitFolderOf(main), join(main, ".git"));
    assert.equal(gitFolderOf(join(main, "packages", "one")), join(main, ".git"));
    const other = gitFolderOf(join(home, "other"));
    assert.equal(other, join(main, ".git", "worktrees", "other"));
    // What is watched there is what git writes when it checks something out.
    for (const name of ["HEAD", "index"]) assert.ok(statSync(join(String(other), name)).isFile());
  });

  it("is nothing where no git is, and where the file says something else", () => {
    assert.equal(gitFolderOf(home), undefined);
    writeFileSync(join(home, ".git"), "x".repeat(10_000));
    assert.equal(gitFolderOf(home), undefined);
    writeFileSync(join(home, ".git"), "no folder\n");
    assert.equal(gitFolderOf(home), undefined);
  });
});
