import assert from "node:assert/strict";
import { readsOnly } from "../../../../src/agents/copilotCli/readers.ts";
import { judgeUnrun } from "../../../../src/agents/copilotCli/unrun.ts";

/** Lines of one command, whose words hold no blanks. */
const reads = (line: string) => readsOnly(line, line.split(" ").slice(1));

describe("Copilot CLI without a person", () => {
  it("runs what only lists, and not what has the same name and does something", () => {
    const pairs: readonly (readonly [does: string, not: string])[] = [
      ["date -u", "date -s x"],
      ["date +%s", "date --set=x"],
      ["find . -name x", "find . -name x -delete"],
      ["sort -u x", "sort --out y x"],
      ["sed -n 1,3p x", "sed -n 1,3p -i x"],
      ["git remote -v", "git remote -v update"],
      ["git ls-remote origin", "git ls-remote --upload-pa y origin"],
      ["git --no-pager log", "git -c core.pager=y log"],
      ["gh auth status", "gh auth status -t"],
      ["gh search prs x", "gh label list"],
      ["rg a sub", "rg --pre=y a sub"],
      ["ls x", "/bin/ls x"],
    ];
    for (const [does, not] of pairs) assert.deepEqual([does, reads(does), not, reads(not)], [does, true, not, false]);
  });

  it("does not look at a word that is put together, where it looks at options", () => {
    assert.equal(readsOnly("git log --format=%H", ["log", "--format=%H"]), true);
    assert.equal(readsOnly("git log '--format=%H'", ["log", "--format=%H"]), true);
    assert.equal(readsOnly("git log --format='%H'", ["log", "--format=%H"]), false);
    assert.equal(readsOnly("git log a$X", ["log", "a$X"]), false);
    assert.equal(readsOnly("grep --include='*.ts' a b", ["--include=*.ts", "a", "b"]), true);
  });

  it("never ends a process by its name, and takes the word of a message for none", () => {
    const refused = [
      "pkill x",
      "ls && killall x",
      "timeout 5 pkill x",
      "(kill x)",
      "kill $(pgrep x)",
      "git log --grep pkill",
    ];
    for (const line of refused) assert.equal(judgeUnrun(line)?.outcome, "deny", line);
    const passed = [
      "kill 999999",
      "echo pkill x",
      "grep pkill x",
      'echo "a; pkill x"',
      "sh -c 'pkill x'",
      "killall-x",
      "kill $(echo 12)",
    ];
    for (const line of passed) assert.equal(judgeUnrun(line), undefined, line);
  });
});
