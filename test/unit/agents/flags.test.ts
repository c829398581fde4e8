/** The words of a run: which are read, which have no say, and what is not known makes the answer unknown. */
import assert from "node:assert/strict";
import { flags, lastGiven, listed, readFlags, valuesOf } from "../../../src/agents/flags.ts";
import { resolvable } from "../../../src/agents/resolvable.ts";
import type { Action } from "../../../src/core/model/action.ts";

const table = {
  ...flags("-m --mode", { takes: "one", means: "mode" }),
  ...flags("--allow", { takes: "many", means: "allow" }),
  ...flags("--model", { takes: "one" }),
  ...flags("--yes", { means: "yes" }),
};

describe("flags of a run", () => {
  it("are read with one word, many or none, and by the sign of equality", () => {
    const run = readFlags(["run", "--allow", "a", "b(c d)", "-m", "x", "--mode=y", "--yes", "--model", "z"], table);
    assert.deepEqual(
      valuesOf(run, "allow").map(({ value }) => value),
      ["a", "b(c d)"],
    );
    assert.equal(lastGiven(run, "mode")?.value, "y");
    assert.equal(lastGiven(run, "yes")?.source.text, "--yes");
    assert.deepEqual(run.words, ["run"]);
    assert.equal(run.strange, undefined);
  });

  it("take no flag for their word", () => {
    const run = readFlags(["-m", "--yes"], table);
    assert.deepEqual(
      run.given.map(({ meaning }) => meaning),
      ["mode", "yes"],
    );
  });

  it("that are not known are told", () => {
    assert.match(readFlags(["--allow", "a", "--constructor"], table).strange?.text ?? "", /--constructor/);
  });

  it("divide a list at commas and blanks, and not in brackets", () => {
    assert.deepEqual(listed("Bash(git log, x),Edit Write"), ["Bash(git log, x)", "Edit", "Write"]);
  });

  for (const id of ["claude-code", "codex", "gemini", "qwen", "copilot-cli", "opencode"]) {
    it(`${id} is not said to run anything under a flag that nobody knows`, () => {
      const agent = resolvable.find((one) => one.id === id);
      assert.ok(agent);
      const place = { home: "/home/u", workspace: "/ws", platform: "linux" } as const;
      const action: Action = { kind: "command", shell: "bash", command: "ls", cwd: "/ws" };
      const input = { place, configs: agent.configFiles(place), documents: [], credentials: [], installed: true };
      const outcome = agent.explain(action, { ...input, flags: ["--no-such-flag"] }).outcome;
      assert.equal(outcome, "unknown");
    });
  }
});
