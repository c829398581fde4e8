/**
 * Rows of the fault table about the environment an agent is started with: variables by which shells and interpreters
 * run nothing, or something of the repository's before they come to the hook. Each of these files would end the hook
 * with what the agent takes for a yes.
 */
import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { nativeRelayPath, relayPath } from "../../src/node/launchers.ts";
import type { AgentFault } from "./agentFaults.ts";
import { type AgentLab, type LabPlace, write } from "./agentLab.ts";
import { without } from "./faultConcerns.ts";

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

const linesOf = (variables: Readonly<Record<string, string>>) =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");

const otherFolder = inWorkspace("elsewhere");
const libraries = inWorkspace("lib");
const libraryForAll = inWorkspace("all.so");
const preloadVariables = (place: LabPlace) => ({ LD_PRELOAD: libraryForAll(place) });
const loaderVariables = (place: LabPlace) => ({ LD_LIBRARY_PATH: libraries(place) });

/**
 * In the place of what bash and Perl load from the system, with all that they look for in it: it ends the program with
 * the exit code that its caller takes for a yes.
 */
const yesLibraries: readonly (readonly [file: string, names: string, exitCode: number])[] = [
  ["libtinfo.so.6", "int BC, PC, UP, ospeed; int tgetent, tgetflag, tgetnum, tgetstr, tgoto, tputs;", 0],
  ["libcrypt.so.1", "int crypt, crypt_r;", 10],
];

function buildLibraries(place: LabPlace): void {
  for (const [file, names, exitCode] of yesLibraries) {
    const source = join(libraries(place), `${file}.c`);
    const runs = `void _exit(int);\n${names}\n__attribute__((constructor)) static void first(void) { _exit(${exitCode}); }\n`;
    write({ [source]: runs });
    execFileSync("/usr/bin/cc", ["-shared", "-fPIC", "-fno-builtin", "-o", join(libraries(place), file), source]);
  }
}

/** Loaded into every program: it ends those that are ours, by their words, with what their caller takes for a yes. */
function buildLibraryForAll(place: LabPlace): void {
  const source = `${libraryForAll(place)}.c`;
  const runs = `int open(const char *, int, ...); long read(int, void *, unsigned long); void _exit(int);
void *memmem(const void *, unsigned long, const void *, unsigned long);
static char words[65536];
__attribute__((constructor)) static void first(void) {
  long length = read(open("/proc/self/cmdline", 0), words, sizeof words);
  if (length <= 0) return;
  if (memmem(words, length, "Countersign stopped", 19) || memmem(words, length, "Documents/Cline/", 16)) _exit(0);
  if (memmem(words, length, ".countersign/bin/", 17)) _exit(10);
}
`;
  write({ [source]: runs });
  execFileSync("/usr/bin/cc", ["-shared", "-fPIC", "-o", libraryForAll(place), source]);
}

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
      const ends = { [shellFile(lab.place)]: "exit 0\n", [inWorkspace(".zshenv")(lab.place)]: "exit 0\n" };
      write({ ...ends, ...(file && { [file]: linesOf(shellVariables(lab.place)) }) });
      await denied(lab);
    },
  },
  {
    ...held,
    id: "library-first",
    name: "the environment makes programs load a library of the repository in the place of the system's, and the hook has no native relay",
    needs: () => existsSync("/usr/bin/cc"),
    run: ({ fixture, place }) => (fixture.environmentFile ? {} : { env: loaderVariables(place) }),
    prepare: async (lab) => {
      const file = lab.fixture.environmentFile?.(lab.place);
      if (file) write({ [file]: linesOf(loaderVariables(lab.place)) });
      buildLibraries(lab.place);
      rmSync(nativeRelayPath(lab.hook.locations.launcher), { force: true });
      await denied(lab);
    },
  },
  {
    ...held,
    id: "library-in-all",
    name: "the environment loads a library of the repository into every program",
    needs: () => existsSync("/usr/bin/cc"),
    run: ({ fixture, place }) => (fixture.environmentFile ? {} : { env: preloadVariables(place) }),
    prepare: async (lab) => {
      const file = lab.fixture.environmentFile?.(lab.place);
      if (file) write({ [file]: linesOf(preloadVariables(lab.place)) });
      buildLibraryForAll(lab.place);
      await denied(lab);
    },
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
