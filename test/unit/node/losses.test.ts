import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { JudgedAct } from "../../../src/core/model/judgedAct.ts";
import { countFiles, expandWildcards } from "../../../src/node/loss/countFiles.ts";
import { measureLosses, sizeWords } from "../../../src/node/loss/losses.ts";

describe("losses", () => {
  let folder = "";
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "countersign-loss-")));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function file(path: string, text = "12345"): string {
    const whole = join(folder, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
    return whole;
  }

  function git(...args: readonly string[]): void {
    const identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
    execFileSync("git", ["-C", folder, ...identity, ...args], { stdio: "pipe" });
  }

  async function lost(...acts: readonly Partial<JudgedAct>[]) {
    const base = { kind: "command", rule: "r", grade: "ask", paths: [], hosts: [] } as const;
    return measureLosses(
      { agent: "a", event: "pre-tool", tool: "t", cwd: folder, actions: [] },
      {
        decision: "ask",
        severity: "high",
        effects: [],
        reasons: [],
        targets: [],
        acts: acts.map((act) => ({ ...base, effects: ["delete-files"], ...act })),
      },
    );
  }

  const discard = (command: string) => lost({ command, effects: ["rewrite-history"] });

  it("counts files, folders and bytes of what is deleted, and never follows a link", async () => {
    file("precious/a");
    file("precious/deep/b");
    file("outside/c");
    symlinkSync(join(folder, "outside"), join(folder, "precious/link"));
    const found = await lost({ paths: [join(folder, "precious")] });
    assert.match(found?.words[0] ?? "", /^3 files in 2 folders \(\d+ bytes\)$/);
    assert.deepEqual(found?.paths, [join(folder, "precious")]);
  });

  it("expands wildcards as a shell does", async () => {
    for (const name of ["a.txt", "b.txt", "c.md", ".hidden.txt"]) file(name);
    const found = await lost({ paths: [join(folder, "*.txt")] });
    assert.equal(found?.words[0], "2 files (10 bytes)");
    assert.deepEqual(await expandWildcards(join(folder, "[ab].txt")), [join(folder, "a.txt"), join(folder, "b.txt")]);
  });

  it("says nothing where nothing is there, and that it cannot count where it is not known what goes", async () => {
    assert.equal(await lost({ paths: [join(folder, "nowhere")] }), undefined);
    assert.deepEqual((await lost({}))?.words, ["files that cannot be counted"]);
    assert.equal((await lost({}))?.counted.more, true);
  });

  it("counts no longer than it may", async () => {
    for (let index = 0; index < 20; index++) file(`many/${index}`);
    const few = await countFiles([join(folder, "many")], { entries: 5, until: Date.now() + 60_000 });
    assert.deepEqual([few.more, few.files < 6], [true, true]);
    assert.equal((await countFiles([folder], { entries: 1_000, until: Date.now() - 1 })).more, true);
  });

  describe("in a repository", () => {
    beforeEach(() => {
      git("init", "-q", "-b", "main");
      file(".gitignore", "ignored\n");
      file("kept");
      git("add", "-A");
      git("commit", "-qm", "one");
    });

    it("tells which deleted files no commit holds", async () => {
      file("new");
      const found = await lost({ paths: [join(folder, "new"), join(folder, "kept")] });
      assert.equal(found?.words[0], "2 files (10 bytes), 1 change of them in no commit");
    });

    it("counts uncommitted changes and commits of a hard reset", async () => {
      file("kept", "two");
      git("commit", "-qam", "two");
      file("kept", "three");
      const found = await discard("git reset --hard HEAD~1");
      assert.deepEqual(found?.words, ["1 uncommitted change and 1 commit of this branch"]);
      assert.deepEqual(found?.paths, [join(folder, "kept")]);
      assert.equal((await discard("git reset --soft HEAD~1"))?.words.length, undefined);
    });

    it("counts what a clean, a stash, a branch would take away", async () => {
      file("new");
      file("ignored");
      assert.deepEqual((await discard("git clean -fd"))?.words, ["1 file that git does not keep"]);
      assert.deepEqual((await discard("git clean -fdx"))?.words, ["2 files that git does not keep"]);
      git("checkout", "-qb", "side");
      git("commit", "-qm", "side", "--allow-empty");
      git("checkout", "-q", "main");
      assert.deepEqual((await discard("git branch -D side"))?.words, ["1 commit that only side has"]);
      file("kept", "changed");
      git("stash", "-q");
      assert.deepEqual((await discard("git stash clear"))?.words, ["1 stash"]);
    });

    it("says that what git does not tell cannot be counted", async () => {
      file("kept", "changed");
      writeFileSync(join(folder, ".git/config"), '[filter "a=b"]\n\tclean = cat\n', { flag: "a" });
      for (const command of ["git reset --hard", "git clean -fd"])
        assert.deepEqual((await discard(command))?.words, ["changes that cannot be counted"]);
    });

    it("takes no option for a commit, and runs nothing of the repository", async () => {
      const ran = join(folder, "ran");
      git("config", "core.fsmonitor", `touch ${ran}`);
      file("kept", "changed");
      const found = await discard("git reset --hard --output=evil");
      assert.deepEqual(found?.words, ["1 uncommitted change"]);
      assert.equal((await countFiles([ran], { entries: 2, until: Date.now() + 60_000 })).files, 0);
    });
  });

  it("says sizes as people do", () => {
    assert.deepEqual([0, 999, 1_000, 3_449_000, 12_600_000, 999_900, 2e15].map(sizeWords), [
      "0 bytes",
      "999 bytes",
      "1.0 kB",
      "3.4 MB",
      "13 MB",
      "1.0 MB",
      "2000 TB",
    ]);
  });
});
