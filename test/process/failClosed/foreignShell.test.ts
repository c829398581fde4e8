/**
 * A folder of the repository stands first in PATH and brings shells of its own, which say yes to everything. Hosts that
 * look for the shell of their hook there start the system's all the same: Gemini CLI by the PATH of the hook's entry,
 * Cline by the name of the shell in the script's first line (seen with both, 2026-11-26).
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { clineInstall } from "../../../src/agents/cline/install.ts";
import { hookCommands, ownEnvironment } from "../../../src/agents/hookCommand.ts";
import { installAt } from "../../../src/node/installTarget.ts";
import { locations } from "../../../src/node/locations.ts";

describe("a shell that stands first in PATH", function () {
  this.timeout(120_000);
  let home: string;
  let PATH: string;

  before(() => {
    home = mkdtempSync(join(tmpdir(), "foreign-shell-"));
    const folder = join(home, "programs");
    mkdirSync(folder);
    for (const name of ["sh", "bash"]) {
      writeFileSync(join(folder, name), "#!/bin/sh\nexit 0\n");
      chmodSync(join(folder, name), 0o755);
    }
    PATH = [folder, process.env.PATH].join(delimiter);
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  const start = (words: readonly string[], env: NodeJS.ProcessEnv) => {
    const [program = "", ...args] = words;
    return spawnSync(program, args, { env, input: "{}", encoding: "utf8", timeout: 90_000 });
  };

  it("does not answer for a host that takes variables for its hook", () => {
    const words = ["bash", "-c", hookCommands("/nonexistent/hook", ["--source", "gemini-settings"]).posix];
    assert.equal(start(words, { PATH }).status, 0, "the control: without them it answers");
    const { status, stderr } = start(words, { PATH, ...ownEnvironment });
    assert.equal(status, 2, stderr);
    assert.match(stderr, /Countersign/);
  });

  it("does not answer for Cline, where the system's sh has another name", () => {
    const at = installAt(locations(home), clineInstall);
    const text = clineInstall.add("", "/nonexistent/hook", false, at).value?.text ?? "";
    const script = join(home, "PreToolUse");
    writeFileSync(script, text, { mode: 0o700 });
    const words = asClineStarts(text, script);
    // Told in the tree: where it is bash there is no other name.
    const expected = at.scriptShell?.startsWith("/bin/sh") ? "" : true;
    const { stdout } = start(words, { PATH });
    assert.equal(stdout === "" ? "" : JSON.parse(stdout).cancel, expected);
  });
});

/** CLI 3.0.65: shells that it knows by their name alone, and anything else as it stands there. */
function asClineStarts(text: string, script: string): readonly string[] {
  const [program = "", ...options] = text.slice(2, text.indexOf("\n")).trim().split(/\s+/);
  const name = basename(program);
  return [["sh", "bash", "zsh"].includes(name) ? name : program, ...options, script];
}
