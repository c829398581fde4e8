/** Where the gate of the agents with command hooks ends, in words that several of them share. */
import type { Limit } from "./agent.ts";

/** A host that goes on when what it started for a hook was ended by the system's own means. */
export function killedHook(agent: string, faults: readonly string[]): Limit {
  return {
    id: "killed-hook",
    faults,
    what: "An action whose waiting hook is killed from outside runs.",
    why: `${agent} goes on when the process that it started for a hook is ended by SIGKILL. Nothing can answer after that.`,
    instead:
      "Keep what may end processes asked: only a process of your own user can do it, and an agent's own attempt is held first.",
  };
}

/** A host that goes on when its own time for a hook is over. The hook denies before; one that is halted says nothing. */
export function haltedHook(agent: string, time: string, faults: readonly string[] = ["hook-halted"]): Limit {
  return {
    id: "halted-hook",
    faults,
    what: "An action whose waiting hook is halted from outside (SIGSTOP) runs after the agent's own time.",
    why: `${agent} goes on when a hook has said nothing for ${time}, and what is halted cannot keep a time of its own.`,
    instead:
      "Keep what may halt processes asked: only a process of your own user can do it, and an agent's own attempt is held first.",
  };
}

/** A host that takes its settings, and its hooks with them, from where a variable says. */
export function otherHome(agent: string, variable: string, file: string): Limit {
  return {
    id: "other-home",
    faults: ["moved"],
    what: `${/^[AEIOU]/.test(agent) ? "An" : "A"} ${agent} that is started with another ${variable} is not held.`,
    why: `The hook stands in ${file}, which it does not read then.`,
    instead: `Start it without ${variable}, also in the settings of terminals and in files that set variables for a folder.`,
  };
}

/** A host that goes on where it cannot start what it was told to start for a hook. */
export function unstartedHook(agent: string): Limit {
  return {
    id: "unstarted-hook",
    faults: ["few-files"],
    what: "An action runs where the agent cannot start its hook at all: no file left to open, no process, no memory.",
    why: `${agent} takes a hook that it could not start for one that has nothing to say.`,
    instead: `Start ${agent} without tight limits (ulimit), and end one that reports a hook which failed.`,
  };
}

/** A host that starts the hook's shell in the environment that it was started in itself. */
export function loadedFirst(agent: string): Limit {
  return {
    id: "loaded-first",
    faults: ["library-in-all"],
    what: "An environment that loads a library into every program (LD_PRELOAD, DYLD_INSERT_LIBRARIES) can answer for the hook.",
    why: `${agent} takes no variables for its hook, and the system loads such a library into the hook's shell before that reads a line.`,
    instead: `Start ${agent} without them, also in the settings of terminals and in files that set variables for a folder.`,
  };
}

/** A host that lets a repository switch the user's own hooks off. `file` is what does it. */
export function switchedOffByProject(agent: string, file: string, when: string): Limit {
  return {
    id: "switched-off",
    faults: ["switched-off"],
    what: "A repository can switch the gate off before the agent starts.",
    why: `${agent} reads ${file} ${when}, and calls no hook of the user then.`,
    instead:
      "Look at the gate's state beside the agent: it says “not protected” while such a file is in the workspace. Remove it before you start the agent there.",
  };
}
