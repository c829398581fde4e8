/**
 * Rows of the fault table about what surrounds the hook: where programs and shells are looked for, what the machine has
 * left, files that are replaced, a hook that is halted, and many calls at once.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { AgentFault } from "./agentFaults.ts";
import type { AgentLab } from "./agentLab.ts";
import { leaveFewFiles, processesBelow } from "./agentProcesses.ts";
import { startedIn } from "./environmentFaults.ts";
import { filesBelow, killHook } from "./faultActs.ts";
import { without } from "./faultConcerns.ts";

const held = { end: "held", attempts: ["write"] } as const;
const denied = (lab: AgentLab) => lab.hook.openWindow("deny");

/** In one turn of the model. */
export const manyCalls = 40;

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
    ...startedIn("programs-first"),
    name: "the environment makes shells and programs be found in the repository first",
  },
  {
    ...held,
    ...startedIn("shell-first"),
    name: "the environment names a shell of the repository as the person's own",
  },
  {
    ...held,
    ...startedIn("odd-environment"),
    name: "the environment has signs between words, folders and a language that nobody expects",
  },
  {
    ...held,
    id: "few-files",
    name: "the agent has almost no file left to open, so that it cannot start a program",
    notThere: ({ needsProcess }) => needsProcess,
    needs: () => existsSync("/usr/bin/prlimit"),
    run: () => ({ beforeCall: (pid) => leaveFewFiles(processesBelow(pid)) }),
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
