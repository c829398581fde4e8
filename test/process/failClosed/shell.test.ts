/**
 * The shell that an agent hands our command line to takes options and functions from the agent's environment, which a
 * repository may have written. None of them makes a yes of an action that nobody allowed. Seen with bash 5.2; where
 * /bin/sh is bash (macOS, Fedora, Arch) it is every agent's shell, and elsewhere that of Gemini CLI and Copilot CLI.
 * What bash runs before our line (BASH_ENV, and start files that call a function of the environment) is out of reach.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clineInstall } from "../../../src/agents/cline/install.ts";
import { hookCommands, ownEnvironment } from "../../../src/agents/hookCommand.ts";
import { pluginHooks } from "../../../src/agents/vscode/plugin.ts";
import type { HookLab } from "../hookLab.ts";
import { assertDenied, labForEach, passes } from "./faults.ts";

const bash = ["/bin/bash", "/usr/bin/bash", "/usr/local/bin/bash"].find(existsSync) ?? "bash";

/** bash is another shell under the name "sh". */
const shells: Readonly<Record<string, (lab: HookLab) => string>> = {
  bash: () => bash,
  "bash as sh"(lab) {
    const sh = join(lab.project, "sh");
    symlinkSync(bash, sh);
    return sh;
  },
};

const options = (names: string) => ({ SHELLOPTS: names });
/** What a function says that stands in for a command, and lets everything through. */
const yes = "() { builtin exit 0; }";

/** With all of them a hook that cannot run denies. */
const environments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "nothing is run": options("noexec"),
  "the shell ends with what fails": options("errexit:errtrace:pipefail"),
  "what is not set is an error": options("nounset"),
  "one command is run": options("onecmd"),
  "everything is told": options("verbose:xtrace"),
  "jobs are watched": options("monitor:notify"),
  "functions stand in for special commands": {
    "BASH_FUNC_exit%%": yes,
    "BASH_FUNC_exec%%": yes,
    "BASH_FUNC_trap%%": yes,
    "BASH_FUNC_set%%": yes,
    "BASH_FUNC_unset%%": "() { :; }",
  },
  "functions stand in for other commands": {
    "BASH_FUNC_test%%": yes,
    "BASH_FUNC_wait%%": "() { return 10; }",
    "BASH_FUNC_kill%%": yes,
    "BASH_FUNC_echo%%": yes,
  },
};

/** As it is installed where sh is bash. Started by its first line, like any program. */
function clineScript({ locations, project }: HookLab, shell: string): string {
  const at = { file: "", sha256: () => "", scriptShell: "/bin/sh -p" };
  const text = clineInstall.add("", locations.launcher, false, at).value?.text ?? "";
  assert.match(text, /^#!\/bin\/sh -p\n/);
  const script = join(project, "PreToolUse");
  writeFileSync(script, text.replace("#!/bin/sh", `#!${shell}`), { mode: 0o700 });
  return script;
}

for (const [shell, path] of Object.entries(shells))
  describe(`the environment of ${shell}`, function () {
    this.timeout(60_000);
    const lab = labForEach();

    for (const [what, environment] of Object.entries(environments)) {
      it(`lets nothing through when ${what}, and the hook cannot run`, async () => {
        rmSync(lab().locations.bin, { recursive: true });
        assertDenied(await lab().run({ shell: path(lab()), environment }).ended, /Countersign/);
      });

      it(`lets nothing through when ${what}, and a person denies`, async () => {
        await lab().openWindow("deny");
        assertDenied(await lab().run({ shell: path(lab()), environment }).ended, /Countersign/);
      });

      it(`lets nothing through when ${what}, and nobody answers`, async () => {
        await lab().openWindow("nobody");
        assertDenied(await lab().run({ shell: path(lab()), environment, patienceMs: 1_000 }).ended, /\S/);
      });

      it(`lets nothing through Cline's script when ${what}, and the hook cannot run`, async () => {
        const script = clineScript(lab(), path(lab()));
        rmSync(lab().locations.bin, { recursive: true });
        const { code, stdout } = await lab().run({ shell: script, environment }).ended;
        assert.deepEqual([code, JSON.parse(stdout).cancel], [0, true]);
      });

      if (environment.SHELLOPTS === "noexec") continue;
      it(`lets through what the policy allows when ${what}`, async () => {
        const ended = await lab().run({ ...passes(lab()), shell: path(lab()), environment }).ended;
        assert.equal(ended.code, 0, ended.stderr);
      });
    }

    it("lets nothing through the plugin's own command line, whose window is not named", async () => {
      const hooks = pluginHooks() as { hooks: { PreToolUse: { hooks: { command: string }[] }[] } };
      const command = hooks.hooks.PreToolUse[0]?.hooks[0]?.command ?? "";
      const shell = path(lab());
      for (const environment of Object.values(environments)) {
        assertDenied(await lab().run({ shell, environment, command }).ended, /\S/);
      }
    });
  });

/** Not root, whom some limits do not hold. */
const somebody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const missingHook = hookCommands("/nonexistent/hook", ["--source", "gemini-settings"]).posix;

/** Under each of them bash ends by itself, before it has come to the hook or has anything to wait for. */
const shortages: Readonly<Record<string, string>> = {
  "stdin is closed": 'exec "$0" -c "$1" <&-',
  "no further file can be opened": 'ulimit -n 4; exec "$0" -c "$1"',
  "no process can be started": 'ulimit -u 1; exec "$0" -c "$1"',
};

for (const shell of [bash, "/bin/sh"])
  for (const [what, start] of Object.entries(shortages))
    it(`${shell} lets nothing through when ${what}`, function () {
      this.timeout(120_000);
      const options = { cwd: "/", input: "{}", encoding: "utf8", timeout: 90_000, ...somebody } as const;
      const { status, stderr } = spawnSync(bash, ["-c", start, shell, missingHook], options);
      assert.equal(status, 2, stderr);
      // dash has no file left to put stderr back with; Codex alone needs a text, and starts the person's own shell.
      if (shell === bash) assert.match(stderr, /Countersign/);
    });

describe("a host that takes variables for its hook", () => {
  /** bash runs what stands in PS4 before each line that it tells; from root's environment it takes none. */
  const traced = { SHELLOPTS: "xtrace", PS4: "$(kill -KILL $$)" };
  const start = (environment: Readonly<Record<string, string>>) =>
    spawnSync(bash, ["-c", missingHook], {
      cwd: "/",
      env: { ...traced, ...environment },
      input: "{}",
      encoding: "utf8",
      ...somebody,
    });

  it("gives it one in which nothing runs around its lines", () => {
    assert.equal(start({}).signal, "SIGKILL", "the control: without them the shell is ended");
    const { status, stderr } = start(ownEnvironment);
    assert.equal(status, 2);
    assert.match(stderr, /Countersign/);
  });
});
