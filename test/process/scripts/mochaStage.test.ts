import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mochaStage, stageFolders, testFilesBelow } from "../../../scripts/lib/mochaStage.mjs";

describe("the stages", () => {
  it("run every test file there is, each once", async () => {
    const staged = await Promise.all(Object.values(stageFolders).flat().map(testFilesBelow));
    assert.deepEqual(staged.flat().sort(), await testFilesBelow("test"));
  });
});

describe("a stage of tests", function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "countersign-stage-")));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const good = 'it("holds", () => {});';
  const cases: readonly [name: string, files: Record<string, string>, passed: number, failed: RegExp[]][] = [
    ["counts what passes", { "a.test.ts": good, "b.test.ts": good }, 2, []],
    ["reports a failing test", { "a.test.ts": `${good} it("breaks", () => { throw new Error("why"); });` }, 1, [/why/]],
    ["fails for a skipped test", { "a.test.ts": `${good} it${".skip"}("later", () => {});` }, 1, [/[Pp]ending/]],
    ["fails for a file without a test", { "a.test.ts": good, "b.test.ts": "export {};" }, 1, [/No test of this file/]],
    ["fails for a folder without a test file", { "a.ts": good }, 0, [/none was found/]],
    ["fails when Mocha dies", { "a.test.ts": 'it("dies", () => process.exit(0));' }, 0, [/ended early/]],
    ["fails for a file that cannot be loaded", { "a.test.ts": 'throw new Error("broken");' }, 0, [/ended early/]],
  ];

  for (const [name, files, passed, failed] of cases) {
    it(name, async () => {
      for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
      const outcome = await mochaStage([folder], { timeoutMs: 5_000, quiet: true });
      assert.equal(outcome.passed, passed);
      assert.equal(outcome.failures.length, failed.length, JSON.stringify(outcome.failures));
      for (const [index, pattern] of failed.entries()) assert.match(outcome.failures[index]?.error ?? "", pattern);
    });
  }

  it("runs two lots of files at the same time, and counts both", async () => {
    const waitsFor = (mine: string, other: string) => `import { existsSync, writeFileSync } from "node:fs";
      it("meets ${other}", async () => {
        writeFileSync(new URL("./${mine}", import.meta.url), "");
        while (!existsSync(new URL("./${other}", import.meta.url))) await new Promise((next) => setTimeout(next, 20));
      });`;
    writeFileSync(join(folder, "a.test.ts"), waitsFor("a", "b"));
    writeFileSync(join(folder, "b.test.ts"), `${waitsFor("b", "a")} it("breaks", () => { throw new Error("why"); });`);
    const beside = [join(folder, "b.test.ts")];
    const outcome = await mochaStage([folder], { timeoutMs: 50_000, quiet: true, beside });
    assert.deepEqual([outcome.passed, outcome.failures.length], [2, 1]);
  });

  const lateOnce = (error: string) => `import { existsSync, writeFileSync } from "node:fs";
    it("is there ${"$"}{x} (in time)", () => {});
    it("waits", () => {
      const mark = new URL("./mark", import.meta.url);
      if (existsSync(mark)) return;
      writeFileSync(mark, "");
      throw new Error(${JSON.stringify(error)});
    });`;

  it("tries once more, alone, what only came too late, and names it", async () => {
    writeFileSync(join(folder, "a.test.ts"), lateOnce("Not within 5 ms: the modal."));
    const outcome = await mochaStage([folder], { timeoutMs: 5_000, quiet: true, secondTry: true });
    assert.deepEqual(outcome, { passed: 2, failures: [], late: ["waits"] });
  });

  it("does not try again what did the wrong thing", async () => {
    writeFileSync(join(folder, "a.test.ts"), lateOnce("the file was written"));
    const outcome = await mochaStage([folder], { timeoutMs: 5_000, quiet: true, secondTry: true });
    assert.equal(outcome.passed, 1);
    assert.equal(outcome.failures.length, 1);
  });

  it("fails what comes too late twice", async () => {
    const text = 'it("waits", () => { throw new Error("Not within 5 ms: the modal."); });';
    writeFileSync(join(folder, "a.test.ts"), text);
    const outcome = await mochaStage([folder], { timeoutMs: 5_000, quiet: true, secondTry: true });
    assert.equal(outcome.passed, 0);
    assert.match(outcome.failures[0]?.error ?? "", /Not within 5 ms/);
  });
});
