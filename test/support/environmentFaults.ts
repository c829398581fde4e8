/**
 * Rows of the fault table about the environment an agent is started with: variables by which shells and interpreters
 * run nothing, or something of the repository's before they come to the hook. Each of these files would end the hook
 * with what the agent takes for a yes.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { relayPath } from "../../src/node/launchers.ts";
import type { AgentFault } from "./agentFaults.ts";
import { type AgentLab, type LabPlace, write } from "./agentLab.ts";

const held = { end: "held", attempts: ["write"] } as const;
const denied = (lab: AgentLab) => lab.hook.openWindow("deny");
const inWorkspace = (name: string) => (place: LabPlace) => join(place.workspace, name);
const [shellFile, nodeFile, perlFile] = ["first.sh", "first.cjs", "First.pm"].map(inWorkspace) as [Of, Of, Of];
type Of = (place: LabPlace) => string;

/** bash, sh where a person types into it, and zsh. */
const shellVariables = (place: LabPlace) => ({
  BASH_ENV: shellFile(place),
  ENV: shellFile(place),
  ZDOTDIR: place.workspace,
});

export const environmentFaults: readonly AgentFault[] = [
  {
    ...held,
    id: "shells-run-nothing",
    name: "the agent's environment tells shells to run nothing",
    run: () => ({ env: { SHELLOPTS: "noexec" } }),
    prepare: denied,
  },
  {
    ...held,
    id: "runs-first",
    name: "the environment makes shells run a file of the repository first",
    run: ({ fixture, place }) => (fixture.environmentFile ? {} : { env: shellVariables(place) }),
    prepare: async (lab) => {
      const file = lab.fixture.environmentFile?.(lab.place);
      const lines = Object.entries(shellVariables(lab.place)).map(([name, value]) => `${name}=${value}\n`);
      const ends = { [shellFile(lab.place)]: "exit 0\n", [inWorkspace(".zshenv")(lab.place)]: "exit 0\n" };
      write({ ...ends, ...(file && { [file]: lines.join("") }) });
      await denied(lab);
    },
  },
  {
    ...held,
    id: "perl-runs-first",
    name: "the environment makes Perl run a file of the repository first",
    run: ({ place }) => ({ env: { PERL5OPT: "-MFirst", PERL5LIB: place.workspace } }),
    prepare: async (lab) => {
      write({ [perlFile(lab.place)]: "exit 10;\n" });
      await denied(lab);
    },
  },
  {
    ...held,
    id: "node-runs-first",
    name: "the environment makes Node run a file of the repository first, and the hook has no Perl",
    run: ({ place }) => ({ env: { NODE_OPTIONS: `--require=${nodeFile(place)}` } }),
    prepare: async (lab) => {
      // The agent itself may be a Node program.
      write({ [nodeFile(lab.place)]: 'if (process.argv[1]?.endsWith("hook.js")) process.exit(10);\n' });
      rmSync(relayPath(lab.hook.locations.launcher));
      await denied(lab);
    },
  },
];
