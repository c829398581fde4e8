/**
 * Rows of the fault table about the environment an agent is started with: variables by which shells and interpreters
 * run nothing, or something of the repository's before they come to the hook.
 */
import { existsSync, rmSync } from "node:fs";
import { nativeRelayPath, relayPath } from "../../src/node/launchers.ts";
import type { AgentFault } from "./agentFaults.ts";
import { type AgentLab, write } from "./agentLab.ts";
import { without } from "./faultConcerns.ts";
import { type HostileEnvironment, hostileEnvironments, otherFolder } from "./hostileEnvironments.ts";

const held = { end: "held", attempts: ["write"] } as const;
const denied = (lab: AgentLab) => lab.hook.openWindow("deny");
const linesOf = (variables: Readonly<Record<string, string>>) =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");

/** The agent is started in it. */
export function startedIn(id: keyof typeof hostileEnvironments): Pick<AgentFault, "id" | "run" | "prepare"> {
  const { env, fill }: HostileEnvironment = hostileEnvironments[id];
  return {
    id,
    run: ({ place }) => ({ env: env(place) }),
    prepare: async (lab) => {
      await fill?.(lab.place);
      await denied(lab);
    },
  };
}

/** The same, and where the agent takes variables from a file of the repository, they stand there. */
function broughtAlong(id: keyof typeof hostileEnvironments): Pick<AgentFault, "id" | "run" | "prepare"> {
  const { env }: HostileEnvironment = hostileEnvironments[id];
  const started = startedIn(id);
  return {
    id,
    run: (lab) => (lab.fixture.environmentFile ? {} : (started.run?.(lab) ?? {})),
    prepare: (lab) => {
      const file = lab.fixture.environmentFile?.(lab.place);
      if (file) write({ [file]: linesOf(env(lab.place)) });
      return started.prepare?.(lab);
    },
  };
}

export const environmentFaults: readonly AgentFault[] = [
  {
    ...held,
    ...startedIn("shells-run-nothing"),
    name: "the agent's environment tells shells to run nothing",
  },
  {
    ...held,
    ...broughtAlong("runs-first"),
    name: "the environment makes shells run a file of the repository first",
  },
  {
    ...held,
    ...broughtAlong("library-first"),
    name: "the environment makes programs load a library of the repository in the place of the system's, and the hook has no native relay",
    needs: () => existsSync("/usr/bin/cc"),
    prepare: (lab) => {
      rmSync(nativeRelayPath(lab.hook.locations.launcher), { force: true });
      return broughtAlong("library-first").prepare?.(lab);
    },
  },
  {
    ...held,
    ...broughtAlong("library-in-all"),
    name: "the environment loads a library of the repository into every program",
    needs: () => existsSync("/usr/bin/cc"),
  },
  {
    ...held,
    id: "moved",
    name: "the environment makes the agent read its settings from another folder",
    notThere: without("elsewhere", "no variable of its own is known that moves its settings"),
    run: (lab) => ({ env: lab.fixture.elsewhere?.(lab.place, otherFolder(lab.place)).env ?? {} }),
    prepare: (lab) => {
      write(lab.fixture.elsewhere?.(lab.place, otherFolder(lab.place)).files ?? {});
      return denied(lab);
    },
  },
  {
    ...held,
    id: "moved-by-repository",
    name: "a file of the repository makes the agent read its settings from another folder",
    notThere: (fixture) =>
      without("environmentFile", "it takes no variables from a repository")(fixture) ??
      without("elsewhere", "no variable of its own is known that moves its settings")(fixture),
    prepare: (lab) => {
      const { fixture, place } = lab;
      const { files = {}, env = {} } = fixture.elsewhere?.(place, otherFolder(place)) ?? {};
      write({ ...files, [fixture.environmentFile?.(place) ?? ""]: linesOf(env) });
      return denied(lab);
    },
  },
  {
    ...held,
    ...startedIn("perl-runs-first"),
    name: "the environment makes Perl run a file of the repository first",
  },
  {
    ...held,
    ...startedIn("node-runs-first"),
    name: "the environment makes Node run a file of the repository first, and the hook has no Perl",
    prepare: (lab) => {
      rmSync(relayPath(lab.hook.locations.launcher));
      return startedIn("node-runs-first").prepare?.(lab);
    },
  },
];
