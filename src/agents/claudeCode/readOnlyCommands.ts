/**
 * Commands Claude Code runs without asking in every mode, because it takes them for read-only.
 * Each name was tried with 2.1.329 on 2026-11-21; what is not here asks. Their path arguments still have to lie
 * in the working folders.
 */
const always: ReadonlySet<string> = new Set(
  (
    "cat head tail grep rg ls pwd echo wc sort cut tr diff stat file which whoami date ps id uname hostname jq true sleep tree du df " +
    "basename dirname realpath md5sum sha256sum strings nl tac rev seq printf test history type man lsof netstat ss base64 fd column " +
    "paste comm fold expr cal uptime free locale groups nproc arch tput readlink od hexdump ifconfig cd find help [ " +
    "uniq expand unexpand fmt cmp numfmt tsort pr false egrep fgrep sha1sum"
  ).split(" "),
);

/** Options that make an otherwise read-only program write or run something. */
const refusedOptions: Readonly<Record<string, RegExp>> = {
  find: /^-(delete|exec|execdir|ok|okdir|fprint|fprint0|fprintf|fls)$/,
  sort: /^(-o|--output)/,
  rg: /^--(pre|hostname-bin)/,
  // Reads a pipe only: its second name is a file that it writes to.
  uniq: /^[^-]/,
  date: /^(-s|--set)/,
  jq: /^(-[a-zA-Z]*[fLV]|--(version|from-file|rawfile|slurpfile|argfile|run-tests|library-path))/,
  printf: /^-v/,
  hostname: /^[^-]/,
};

const gitReads: ReadonlySet<string> = new Set(
  "status log diff show ls-files blame rev-parse reflog grep describe shortlog cat-file for-each-ref rev-list merge-base".split(
    " ",
  ),
);

/** Subcommands that only list when nothing is named. */
const gitLists: ReadonlySet<string> = new Set(["branch", "tag", "remote"]);

export function isReadOnly(words: readonly string[]): boolean {
  const [program = "", ...args] = withoutStarter(words);
  if (program === "git") return isReadOnlyGit(args);
  if (program === "sed") return args[0] === "-n" && /^\d+(,\d+)?p(?:;\d+(,\d+)?p)*$/.test(args[1] ?? "");
  if (program === "docker") return /^(ps|images|logs|inspect)$/.test(args[0] ?? "");
  if (program === "node") return args.length === 1 && /^(-v|--version)$/.test(args[0] ?? "");
  if (program === "python" || program === "python3") return args.length === 1 && args[0] === "--version";
  if (program === "[[") return args.at(-1) === "]]";
  const refused = Object.hasOwn(refusedOptions, program) ? refusedOptions[program] : undefined;
  return always.has(program) && !args.some((arg) => refused?.test(arg));
}

/** `command` and `timeout` are looked behind; `time`, `nice`, `nohup` and `stdbuf` are not. */
function withoutStarter(words: readonly string[]): readonly string[] {
  if (words[0] === "command" && words[1]?.startsWith("-") === false) return words.slice(1);
  return words[0] === "timeout" && /^\d/.test(words[1] ?? "") ? words.slice(2) : words;
}

function isReadOnlyGit(args: readonly string[]): boolean {
  const [command = "", ...rest] = args;
  if (gitReads.has(command)) return !rest.some((arg) => arg.startsWith("--output"));
  if (gitLists.has(command)) return rest.every((arg) => /^(-v|-vv|-a|-l|--list)$/.test(arg));
  if (command === "config") return rest[0] === "--get" && rest.length === 2;
  return (command === "stash" && rest[0] === "show") || (/^(stash|worktree)$/.test(command) && rest[0] === "list");
}

/** Programs whose paths are looked at before any rule that names them (list of the 2.1.329 bundle). */
export const pathPrograms: ReadonlySet<string> = new Set(
  (
    "cd ls find mkdir touch rm rmdir mv cp cat head tail sort uniq wc cut paste column tr file stat diff awk gawk mawk nawk " +
    "strings hexdump od base64 nl tac man rev fold expand unexpand fmt comm cmp pr numfmt tsort grep egrep fgrep rg sed git jq " +
    "sha256sum sha1sum md5sum tee"
  ).split(" "),
);

/** Programs whose arguments are not paths, so that `echo /etc` is not taken for reading `/etc`. */
const withoutPaths: ReadonlySet<string> = new Set(
  "echo printf expr seq tput sleep date which whoami type man history uname hostname ps id docker node python python3 tr test [ [[ du help".split(
    " ",
  ),
);

/** Programs whose first plain argument is a pattern or script. */
const patternFirst: ReadonlySet<string> = new Set("grep egrep fgrep rg sed jq fd awk gawk mawk nawk".split(" "));

/** What a command reads by name. Options are left out; the rest is taken for paths. */
export function pathsRead(words: readonly string[]): string[] {
  const [program = "", ...args] = withoutStarter(words);
  // Those of `git diff` and `git grep` are looked at, and of no other subcommand (tried on 2026-11-26).
  if (program === "git") {
    const named = args.slice(1).filter((arg) => !arg.startsWith("-"));
    return args[0] === "diff" ? named : args[0] === "grep" ? named.slice(1) : [];
  }
  if (withoutPaths.has(program) || !(always.has(program) || pathPrograms.has(program))) return [];
  // What these name they write to.
  if (program !== "cp" && program !== "mv" && fileCommands.has(program) && program !== "sed") return [];
  if (program === "tee") return [];
  const plain = args.filter((arg) => !arg.startsWith("-"));
  if (program === "cd" && args.length === 0) return ["~"];
  if (program === "cp" || program === "mv") return plain.slice(0, -1);
  if (program === "find")
    return plain.slice(
      0,
      Math.max(
        0,
        args.findIndex((arg) => arg.startsWith("-")),
      ) || plain.length,
    );
  return patternFirst.has(program) ? plain.slice(1) : plain;
}

/** Commands that `acceptEdits` runs without asking when all their paths lie in the working folders. */
const fileCommands: ReadonlySet<string> = new Set(["mkdir", "touch", "rm", "rmdir", "mv", "cp", "sed"]);

export function isFileCommand(words: readonly string[]): boolean {
  const [program = "", ...args] = words;
  if (!fileCommands.has(program)) return false;
  const options = args.filter((arg) => arg.startsWith("-"));
  // `cp`, `mv` and `touch` with options, and other scripts of `sed` than one substitution ask (2026-11-26).
  if (program === "cp" || program === "mv" || program === "touch") return options.length === 0;
  if (program !== "sed") return true;
  const [script = "", ...files] = args.filter((arg) => !arg.startsWith("-"));
  return (
    options.every((arg) => /^(?:-i|-iE|--in-place|-E|-r|--regexp-extended)$/.test(arg)) &&
    /^s\/.*\/.*\/[gip\d]*$/i.test(script) &&
    // What follows a blank may be a command to it: `s/a/b/ e.txt` asks, and `s/a/b/ ./e.txt` does not.
    !/\s[ewW]/.test(`${script} ${files[0] ?? ""}`) &&
    !files.includes("")
  );
}

/** `rm` on the root, the home folder, the working folder, one above it, or on everything in a folder. */
export function removesTooMuch(
  words: readonly string[],
  resolve: (path: string) => string | undefined,
  keep: readonly string[],
): boolean {
  if (words[0] !== "rm" && words[0] !== "rmdir") return false;
  return pathsWritten(words).some((written) => {
    const path = resolve(written.replace(/\/?\*$/, "") || ".");
    return (
      path !== undefined && keep.some((folder) => folder === path || folder.startsWith(path === "/" ? "/" : `${path}/`))
    );
  });
}

/** What a command changes by name: seen in `deny Edit(src/**)` for touch, rm, sed -i, cp, mv and tee. */
export function pathsWritten(words: readonly string[]): string[] {
  const [program = "", ...args] = words;
  const plain = args.filter((arg) => !arg.startsWith("-"));
  if (program === "cp") return plain.slice(-1);
  if (program === "sed") return args.some((arg) => /^(-[a-zA-Z]*i|--in-place)/.test(arg)) ? plain.slice(1) : [];
  return program === "tee" || (fileCommands.has(program) && program !== "sed") ? plain : [];
}
