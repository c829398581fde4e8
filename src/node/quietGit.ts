/**
 * Asks git, read only. INVARIANT: nothing of the repository is run: no hook, no monitor, no filter, no pager, no external
 * diff, no signature program, no fetch, no prompt; no lock gets into anybody's way. Seen with git 2.39, 2026-11-26:
 * `status` and `diff` run the filters of `.git/config` and look into submodules with the settings of those.
 */
import { execFile } from "node:child_process";
import { dirname } from "node:path";

/** What could not be asked, in git's words or ours. */
export class GitError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "GitError";
  }
}

export interface Asking {
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** For its standard input. */
  readonly input?: string;
}

const settings = [
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "core.pager=cat",
  "core.quotePath=false",
  "diff.external=",
  "log.showSignature=false",
  "protocol.allow=never",
];

/** The commands that read files of the working tree, and by that can run filters. */
const readsFiles: ReadonlySet<string> = new Set(["status", "diff"]);

/**
 * @param folder where to ask; git is started elsewhere: Windows looks in the folder for programs first
 * @returns what git printed
 * @throws GitError when there is no git, it fails, takes longer than allowed or prints more
 */
export async function askGit(folder: string, args: readonly string[], asking: Asking): Promise<Buffer> {
  const [command = "", ...rest] = args;
  if (!readsFiles.has(command)) return run(folder, settings, args, asking);
  const started = Date.now();
  const drivers = await filterDrivers(folder, asking);
  const timeoutMs = Math.max(1, asking.timeoutMs - (Date.now() - started));
  const without = drivers.flatMap((name) =>
    ["clean=", "smudge=", "process=", "required=false"].map((setting) => `filter.${name}.${setting}`),
  );
  const own = [command, "--ignore-submodules=dirty", ...rest];
  return run(folder, [...settings, ...without], own, { ...asking, timeoutMs });
}

/** The names of the filters that any configuration sets for this repository. */
async function filterDrivers(folder: string, asking: Asking): Promise<readonly string[]> {
  const limits = { timeoutMs: asking.timeoutMs, maxBytes: asking.maxBytes };
  // It ends with 1 where nothing fits, which is no failure, so a setting that always fits is asked for too.
  const listed = await run(folder, settings, ["config", "-z", "--name-only", "--get-regexp", keys], limits);
  const names = listed
    .toString("utf8")
    .split("\0")
    .flatMap((key) => /^filter\.([\s\S]+)\.[^.]+$/.exec(key)?.[1] ?? []);
  const odd = names.find((name) => !/^[\w.@/ -]+$/.test(name));
  // `-c` ends a name at its first “=”: such a filter could not be switched off.
  if (odd !== undefined) throw new GitError("The repository sets a filter by a name that cannot be switched off");
  return [...new Set(names)];
}

const keys = "^(filter\\.|log\\.showsignature$)";

/** Without variables of git: they could name another repository, or settings. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name));
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_LAZY_FETCH: "1",
    LC_ALL: "C",
  };
}

function run(folder: string, set: readonly string[], args: readonly string[], asking: Asking): Promise<Buffer> {
  const all = ["--no-pager", "-C", folder, ...set.flatMap((setting) => ["-c", setting]), ...args];
  const { timeoutMs: timeout, maxBytes: maxBuffer } = asking;
  const options = {
    cwd: dirname(process.execPath),
    encoding: "buffer",
    env: environment(),
    windowsHide: true,
  } as const;
  return new Promise((resolve, reject) => {
    const child = execFile("git", all, { ...options, timeout, maxBuffer }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const code = (error as NodeJS.ErrnoException).code;
      const said = stderr.toString("utf8").trim().split("\n", 1)[0] ?? "";
      const what = code === "ENOENT" ? "The program git is not there" : said || `git ${args[0]} failed`;
      reject(new GitError(what, { cause: error }));
    });
    // A git that ends early has its own message.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(asking.input ?? "");
  });
}
