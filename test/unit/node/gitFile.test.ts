import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commitsOf, filesAtCommit } from "../../../src/node/gitFile.ts";

describe("files and commits of a repository", () => {
  let root: string;
  let folder: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "countersign-git-")));
    folder = join(root, "sub");
    mkdirSync(folder);
    git("init", "--quiet");
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const git = (...args: string[]) =>
    execFileSync("git", ["-C", root, "-c", "user.name=T", "-c", "user.email=t@example.com", ...args], {
      env: { PATH: process.env.PATH, HOME: root, GIT_CONFIG_NOSYSTEM: "1" },
      stdio: "ignore",
    });
  function commit(subject: string, files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    git("add", "--all");
    git("commit", "--quiet", "--message", subject);
  }

  it("are those that changed one of the files, newest first, and hold their texts", async () => {
    commit("first", { "a.json": "1", "b.json": "1" });
    commit("only b", { "b.json": "2" });
    commit("a again", { "a.json": "2" });
    const paths = [join(folder, "a.json"), join(folder, "*.json")];
    const commits = await commitsOf(folder, paths);
    assert.deepEqual(
      commits.map(({ subject }) => subject),
      ["a again", "first"],
    );
    assert.ok(commits.every(({ id, time }) => /^[0-9a-f]{40}$/.test(id) && !Number.isNaN(Date.parse(time))));
    const texts = await filesAtCommit(folder, commits[1]?.id ?? "", paths);
    assert.deepEqual([...texts.values()], [{ text: "1" }, undefined]);
  });

  it("are none where no commit touched the files, and an error where there is no commit at all", async () => {
    await assert.rejects(commitsOf(folder, [join(folder, "a.json")]));
    commit("first", { "b.json": "1" });
    assert.deepEqual(await commitsOf(folder, [join(folder, "a.json")]), []);
  });
});
