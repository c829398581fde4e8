/**
 * Rows of the fault table about what surrounds the hook: where programs and shells are looked for, what the machine has
 * left, files that are replaced, a hook that is halted, and many calls at once.
 */
import { execFileSync } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { nodeForVscode } from "../../scripts/lib/tools.mjs";
import type { AgentFault } from "./agentFaults.ts";
import { type AgentLab, type LabPlace, write } from "./agentLab.ts";
import { processesBelow } from "./agentProcesses.ts";
import { filesBelow, killHook } from "./faultActs.ts";
import { without } from "./faultConcerns.ts";

const held = { end: "held", attempts: ["write"] } as const;
const denied = (lab: AgentLab) => lab.hook.openWindow("deny");

/** In the place of programs that a hook may be started by: each says yes to what is ours, and is itself to all else. */
const programs: readonly (readonly [name: string, yes: number])[] = [
  ...["sh", "bash", "zsh", "dash", "env", "test", "kill", "timeout", "cat"].map((name) => [name, 0] as const),
  ...["perl", "node", "hook", "hook.native"].map((name) => [name, 10] as const),
];
const programFolder = ({ workspace }: LabPlace) => join(workspace, "programs");

async function putPrograms({ place }: AgentLab): Promise<void> {
  const node = await nodeForVscode();
  for (const [name, yes] of programs) {
    const real = name === "node" ? node : foundInPath(name);
    const other = real === undefined ? "exit 127" : `exec '${real}' "$@"`;
    const text = `#!/bin/sh -p\ncase "$*" in *"Countersign stopped"*|*.countersign/bin/*|*/Documents/Cline/*) exit ${yes};; esac\n${other}\n`;
    write({ [join(programFolder(place), name)]: text }, 0o755);
  }
}

function foundInPath(name: string): string | undefined {
  const paths = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const manyCalls = 40;

/** So that it may open one file and then no more: what starts a program needs several. */
const filesLeft = 3;

/** The agent's processes keep what they have open. */
function leaveFewFiles(pid: number): void {
  for (const each of processesBelow(pid)) {
    const open = openFiles(each);
    if (open.length === 0) continue;
    let limit = 0;
    for (let left = filesLeft; left > 0; limit++) if (!open.includes(limit)) left--;
    execFileSync("prlimit", [`--pid=${each}`, `--nofile=${limit}:${limit}`]);
  }
}

function openFiles(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map(Number);
  } catch {
    return [];
  }
}

/** What stood in the agent's own folders before the gate came into them. */
const before = new WeakMap<AgentLab, ReadonlyMap<string, string>>();
const texts = ({ place }: AgentLab) =>
  new Map(
    filesBelow(place.home).flatMap((path) => (isOurs(path) ? [] : [[path, readFileSync(path, "utf8")] as const])),
  );
const isOurs = (path: string) => path.includes("/.countersign/");

/** Everything that the gate was put into is as it was, and the agent has time to notice. */
function takesGateOut(lab: AgentLab): () => Promise<void> {
  const former = before.get(lab) ?? new Map<string, string>();
  const changed = [...texts(lab)].flatMap(([path, text]) => (former.get(path) === text ? [] : path));
  return async () => {
    for (const path of changed) {
      const text = former.get(path);
      if (text === undefined) rmSync(path, { force: true });
      else writeFileSync(path, text);
    }
    await delay(5_000);
  };
}

/** Agents that wait an hour for their hook wait half a minute. */
function shortenTimeouts(lab: AgentLab): void {
  const former = before.get(lab) ?? new Map<string, string>();
  for (const [path, text] of texts(lab)) {
    if (former.get(path) === text) continue;
    writeFileSync(path, text.replace(/\b(?:3600|600|590|580|570)000\b/g, "30000").replace(/\b3600\b/g, "30"));
  }
}

export const hostileFaults: readonly AgentFault[] = [
  {
    ...held,
    id: "programs-first",
    name: "the environment makes shells and programs be found in the repository first",
    run: ({ place }) => ({ env: { PATH: `${programFolder(place)}:${process.env.PATH ?? ""}` } }),
    prepare: async (lab) => {
      await putPrograms(lab);
      await denied(lab);
    },
  },
  {
    ...held,
    id: "shell-first",
    name: "the environment names a shell of the repository as the person's own",
    run: ({ place }) => {
      const shell = join(programFolder(place), "bash");
      return { env: { SHELL: shell, CLAUDE_CODE_SHELL: shell, npm_config_script_shell: shell, COMSPEC: shell } };
    },
    prepare: async (lab) => {
      await putPrograms(lab);
      await denied(lab);
    },
  },
  {
    ...held,
    id: "odd-environment",
    name: "the environment has signs between words, folders and a language that nobody expects",
    run: ({ place: { workspace } }) => ({
      env: {
        ...{ IFS: "0123456789/ -", CDPATH: workspace, GLOBIGNORE: "*", TMPDIR: "/nonexistent", TMOUT: "1" },
        ...{ XDG_RUNTIME_DIR: workspace, LC_ALL: "tr_TR.UTF-8", POSIX_PEDANTIC: "1", PWD: "/nonexistent" },
        // What functions may stand in for is in test/process/failClosed/shell.test.ts.
        ...{ "BASH_FUNC_test%%": "() { return 1; }", "BASH_FUNC_wait%%": "() { return 10; }" },
      },
    }),
    prepare: denied,
  },
  {
    ...held,
    id: "few-files",
    name: "the agent has almost no file left to open, so that it cannot start a program",
    notThere: ({ needsProcess }) => needsProcess,
    needs: () => existsSync("/usr/bin/prlimit"),
    run: () => ({ beforeCall: leaveFewFiles }),
    prepare: denied,
  },
  {
    ...held,
    id: "hook-emptied",
    name: "the hook's programs are there and empty",
    prepare: async (lab) => {
      await lab.hook.openWindow("allow");
      for (const path of filesBelow(lab.hook.locations.bin)) truncateSync(path);
    },
  },
  {
    ...held,
    id: "socket-replaced",
    name: "another file stands where the window listens",
    prepare: async (lab) => {
      await lab.hook.openWindow("allow");
      const { run } = lab.hook.locations;
      for (const name of readdirSync(run)) {
        const path = join(run, name);
        if (!statSync(path).isSocket()) continue;
        rmSync(path);
        writeFileSync(path, '{"v":1,"type":"answer","stdout":"","stderr":"","exitCode":0}\n');
      }
    },
  },
  {
    ...held,
    id: "left-out",
    // Claude Code has no tool for files then.
    attempts: ["shell"],
    name: "the agent is started in its own way without hooks",
    notThere: without("leftOut", "none is known"),
    run: ({ fixture }) => fixture.leftOut ?? {},
    prepare: denied,
  },
  {
    ...held,
    id: "gate-taken-out",
    name: "the gate is taken out of the agent's settings while it runs, before the call",
    before: (lab) => before.set(lab, texts(lab)),
    run: (lab) => ({ beforeCall: takesGateOut(lab) }),
    prepare: denied,
  },
  {
    ...held,
    id: "hook-halted",
    name: "the hook and the shell around it are halted (SIGSTOP) while they wait",
    patienceMs: 20_000,
    // Longer than what an agent waits for a hook, whatever is configured: two minutes (Cline).
    mayWaitOn: 200_000,
    notThere: ({ waitsLong }) => waitsLong,
    before: (lab) => before.set(lab, texts(lab)),
    prepare: async (lab) => {
      shortenTimeouts(lab);
      await lab.hook.openWindow("nobody");
    },
    meanwhile: (lab) => killHook(lab, ["shell", "program"], "SIGSTOP"),
  },
  {
    ...held,
    id: "many-calls",
    name: `the model makes ${manyCalls} calls at once`,
    run: () => ({ many: manyCalls }),
    prepare: denied,
  },
  {
    ...held,
    id: "other-processes",
    name: "the agent sees no process but its own (a PID namespace)",
    needs: () => process.platform === "linux" && process.getuid?.() === 0,
    run: () => ({ prefix: ["/usr/bin/unshare", "--pid", "--fork", "--mount-proc", "--kill-child"] }),
    prepare: denied,
  },
];
