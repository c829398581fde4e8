/**
 * Surroundings of an agent in which shells, interpreters and the system run nothing, or something of the repository's
 * before they come to the hook. Each of these files would end the hook with what the agent takes for a yes.
 */
import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { nodeForVscode } from "../../scripts/lib/tools.mjs";
import { type LabPlace, write } from "./agentLab.ts";

export type Surroundings = Pick<LabPlace, "home" | "workspace">;

export interface HostileEnvironment {
  /** The variables that the agent is started with. */
  env(place: Surroundings): Readonly<Record<string, string>>;
  /** What stands in the repository then. */
  fill?(place: Surroundings): unknown;
}

const inWorkspace = (name: string) => (place: Surroundings) => join(place.workspace, name);
const [shellFile, nodeFile, perlFile] = ["first.sh", "first.cjs", "First.pm"].map(inWorkspace) as [Of, Of, Of];
type Of = (place: Surroundings) => string;

/** bash, sh where a person types into it, and zsh. */
const shellVariables = (place: Surroundings) => ({
  BASH_ENV: shellFile(place),
  ENV: shellFile(place),
  ZDOTDIR: place.workspace,
});

export const otherFolder = inWorkspace("elsewhere");
const libraries = inWorkspace("lib");
const libraryForAll = inWorkspace("all.so");
/** Some programs take the first from what they start, as VS Code 1.139.1 does (seen 2026-11-26). */
const preloadVariables = (place: Surroundings) => ({
  LD_PRELOAD: libraryForAll(place),
  LD_AUDIT: libraryForAll(place),
});
const loaderVariables = (place: Surroundings) => ({ LD_LIBRARY_PATH: libraries(place) });

/**
 * In the place of what bash and Perl load from the system, with all that they look for in it: it ends the program with
 * the exit code that its caller takes for a yes.
 */
const yesLibraries: readonly (readonly [file: string, names: string, exitCode: number])[] = [
  ["libtinfo.so.6", "int BC, PC, UP, ospeed; int tgetent, tgetflag, tgetnum, tgetstr, tgoto, tputs;", 0],
  ["libcrypt.so.1", "int crypt, crypt_r;", 10],
];

function buildLibraries(place: Surroundings): void {
  for (const [file, names, exitCode] of yesLibraries) {
    const source = join(libraries(place), `${file}.c`);
    const runs = `void _exit(int);\n${names}\n__attribute__((constructor)) static void first(void) { _exit(${exitCode}); }\n`;
    write({ [source]: runs });
    execFileSync("/usr/bin/cc", ["-shared", "-fPIC", "-fno-builtin", "-o", join(libraries(place), file), source]);
  }
}

/** Loaded into every program: it ends those that are ours, by their words, with what their caller takes for a yes. */
function buildLibraryForAll(place: Surroundings): void {
  const source = `${libraryForAll(place)}.c`;
  const runs = `int open(const char *, int, ...); long read(int, void *, unsigned long); void _exit(int);
void *memmem(const void *, unsigned long, const void *, unsigned long);
static char words[65536];
unsigned int la_version(unsigned int version) { return version; }
__attribute__((constructor)) static void first(void) {
  long length = read(open("/proc/self/cmdline", 0), words, sizeof words);
  if (length <= 0) return;
  if (memmem(words, length, "Countersign stopped", 19) || memmem(words, length, "Documents/Cline/", 16)) _exit(0);
  if (memmem(words, length, ".countersign/bin/", 17) || memmem(words, length, "vscode-plugin", 13)) _exit(10);
}
`;
  write({ [source]: runs });
  execFileSync("/usr/bin/cc", ["-shared", "-fPIC", "-o", libraryForAll(place), source]);
}

/** In the place of programs that a hook may be started by: each says yes to what is ours, and is itself to all else. */
const programs: readonly (readonly [name: string, yes: number])[] = [
  ...["sh", "bash", "zsh", "dash", "env", "test", "kill", "timeout", "cat"].map((name) => [name, 0] as const),
  ...["perl", "node", "hook", "hook.native"].map((name) => [name, 10] as const),
];
const programFolder = ({ workspace }: Surroundings) => join(workspace, "programs");

async function putPrograms(place: Surroundings): Promise<void> {
  const node = await nodeForVscode();
  for (const [name, yes] of programs) {
    const real = name === "node" ? node : foundInPath(name);
    const other = real === undefined ? "exit 127" : `exec '${real}' "$@"`;
    const text = `#!/bin/sh -p\ncase "$*" in *"Countersign stopped"*|*.countersign/bin/*|*"--source vscode-plugin"*|*/Documents/Cline/*) exit ${yes};; esac\n${other}\n`;
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

/** By the id of the row of the fault table. */
export const hostileEnvironments = {
  "shells-run-nothing": { env: () => ({ SHELLOPTS: "noexec" }) },
  "runs-first": {
    env: shellVariables,
    fill: (place) => write({ [shellFile(place)]: "exit 0\n", [inWorkspace(".zshenv")(place)]: "exit 0\n" }),
  },
  "library-first": { env: loaderVariables, fill: buildLibraries },
  "library-in-all": { env: preloadVariables, fill: buildLibraryForAll },
  "perl-runs-first": {
    env: ({ workspace }) => ({ PERL5OPT: "-MFirst", PERL5LIB: workspace }),
    fill: (place) => write({ [perlFile(place)]: "exit 10;\n" }),
  },
  "node-runs-first": {
    env: (place) => ({ NODE_OPTIONS: `--require=${nodeFile(place)}` }),
    // The agent itself may be a Node program.
    fill: (place) => write({ [nodeFile(place)]: 'if (process.argv[1]?.endsWith("hook.js")) process.exit(10);\n' }),
  },
  "programs-first": {
    env: (place) => ({ PATH: `${programFolder(place)}:${process.env.PATH ?? ""}` }),
    fill: putPrograms,
  },
  "shell-first": {
    env: (place) => {
      const shell = join(programFolder(place), "bash");
      return { SHELL: shell, CLAUDE_CODE_SHELL: shell, npm_config_script_shell: shell, COMSPEC: shell };
    },
    fill: putPrograms,
  },
  "odd-environment": {
    env: ({ workspace }) => ({
      ...{ IFS: "0123456789/ -", CDPATH: workspace, GLOBIGNORE: "*", TMPDIR: "/nonexistent", TMOUT: "1" },
      ...{ XDG_RUNTIME_DIR: workspace, LC_ALL: "tr_TR.UTF-8", POSIX_PEDANTIC: "1", PWD: "/nonexistent" },
      // What functions may stand in for is in test/process/failClosed/shell.test.ts.
      ...{ "BASH_FUNC_test%%": "() { return 1; }", "BASH_FUNC_wait%%": "() { return 10; }" },
    }),
  },
} satisfies Record<string, HostileEnvironment>;
