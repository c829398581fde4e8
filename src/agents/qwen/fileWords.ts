/**
 * Which words of a command Qwen Code takes for files, by program: rules about files hold for them. Facts of its 0.24.4,
 * read in its bundle and tried on 2026-11-26.
 */
export type FileUse = "read_file" | "write_file" | "edit" | "list_directory";

export type File = readonly [tool: FileUse, path: string];

interface Words {
  readonly use: FileUse;
  /** Words before the files: a pattern, a mode, a script. */
  readonly skips?: number;
  /** The last word is written, where there is more than one. */
  readonly writesLast?: true;
  /** Nothing is looked at where there is only one word. */
  readonly needsTwo?: true;
  /** Without a word it is the current folder. */
  readonly here?: true;
  /** Options that take the next word. */
  readonly valued?: ReadonlySet<string>;
}

const set = (text: string): ReadonlySet<string> => new Set(text.split(" "));
const alike = (names: string, words: Words) => names.split(" ").map((name) => [name, words] as const);

const copying = set("-S --suffix -t --target-directory --backup -Z --context -m --mode -o --owner -g --group");
const searching = set(
  "-e -f -m -A -B -C --context --include --exclude --exclude-dir --max-count --after-context --before-context -n --label " +
    "-t -T -g --glob --iglob --type --type-not --max-depth --depth --ignore --ignore-dir -M --max-columns --max-depth",
);

const programs: ReadonlyMap<string, Words> = new Map([
  ...alike(
    "cat tac nl zcat bzcat xzcat gzcat lzcat more most wc md5sum sha1sum sha256sum sha512sum sha224sum sha384sum cksum b2sum " +
      "sum tr",
    { use: "read_file" },
  ),
  ...alike("head tail", { use: "read_file", valued: set("-n -c -s --lines --bytes --sleep-interval") }),
  ...alike("less file stat readlink realpath", {
    use: "read_file",
    valued: set("-b -h -j -p -x -y -z -m -e -F -P -c -f -q -s -v --format --printf --relative-to --relative-base"),
  }),
  ...alike("diff diff3 sdiff cmp", { use: "read_file", valued: set("-u -U -c -C -I -x -X -W --label -i -l -n -s") }),
  ...alike("strings hexdump xxd od", {
    use: "read_file",
    valued: set("-n -t -e -o -a -s -l -C -b -c -d -x -f -v -g -i -p -r -u -E -N -j -w -A"),
  }),
  ...alike("sort", { use: "read_file", valued: set("-k -t -T -o --output --key --field-separator --parallel --sort") }),
  ...alike("uniq cut paste join column fold expand unexpand base64 base32", {
    use: "read_file",
    valued: set("-f -s -w -n -b -c -d -t -1 -2 -j -o -a -e -x -i --delimiter --fields --width --wrap --tabs"),
  }),
  ...alike("grep egrep fgrep zgrep bzgrep", { use: "read_file", skips: 1, valued: searching }),
  ...alike("rg ag ack", { use: "list_directory", skips: 1, valued: searching }),
  ...alike("ls dir vdir exa eza lsd tree du", {
    use: "list_directory",
    here: true,
    valued: set("-L --level --sort --color -I --ignore-glob -P -d --max-depth --exclude --depth"),
  }),
  ...alike("touch", { use: "write_file", valued: set("-t -r --reference --date -d --time") }),
  ...alike("mkdir mkfifo", { use: "write_file", valued: set("-m --mode -Z --context") }),
  ...alike("tee", { use: "write_file" }),
  ...alike("cp rsync", { use: "read_file", writesLast: true, valued: copying }),
  ...alike("install ln", { use: "read_file", writesLast: true, needsTwo: true, valued: copying }),
  ...alike("mv", { use: "edit", writesLast: true, needsTwo: true, valued: copying }),
  ...alike("rm rmdir unlink shred truncate", {
    use: "edit",
    valued: set("-s --size -n --iterations -r --reference -p"),
  }),
  ...alike("chmod chown chgrp", { use: "edit", skips: 1, valued: set("--reference --from") }),
  ...alike("rename", { use: "edit", skips: 2 }),
  ...alike("patch", { use: "edit", valued: set("-i --input -d --directory -o --output") }),
  ...alike("awk gawk", { use: "read_file", valued: set("-F -f -v -e -i") }),
]);

/** They start what follows them. */
const prefixes: Readonly<Record<string, ReadonlySet<string>>> = {
  sudo: set("-u --user -g --group -C -D --chdir -p --prompt -r -t -T -U"),
  timeout: set("-s --signal -k --kill-after"),
  ...Object.fromEntries(
    "doas env time nice ionice nohup unbuffer stdbuf".split(" ").map((name) => [name, new Set<string>()]),
  ),
};

/** @param words a program and its arguments, without variables before it and redirects */
export function filesOfWords([program = "", ...args]: readonly string[]): readonly File[] {
  const valued = Object.hasOwn(prefixes, program) ? prefixes[program] : undefined;
  if (valued) return filesOfWords(afterPrefix(program, args, valued));
  if (program === "find") return filesOfFind(args);
  if (program === "sed" || program === "perl") return filesOfEditor(args);
  if (program === "dd")
    return args.flatMap((arg): File[] =>
      arg.startsWith("if=")
        ? [["read_file", arg.slice(3)]]
        : arg.startsWith("of=")
          ? [["write_file", arg.slice(3)]]
          : [],
    );
  const output = outputOf(program, args);
  const known = programs.get(program);
  if (!known) return output;
  const found = positional(args, known.valued).filter(isPath);
  if (known.needsTwo && found.length < 2) return [];
  if (known.here && found.length === 0) return [[known.use, "."]];
  // With the pattern as an option every word is a file.
  const skips = args.some((arg) => /^-[ef]/.test(arg)) && known.valued === searching ? 0 : (known.skips ?? 0);
  const last = known.writesLast && found.length > 1 ? found.at(-1) : undefined;
  const rest = (last === undefined ? found : found.slice(0, -1)).slice(skips);
  const recursive =
    known.use === "read_file" && known.skips === 1 && args.some((arg) => /^(?:-[rR]|--recursive)$/.test(arg));
  const use = recursive ? "list_directory" : known.use;
  return [
    ...rest.map((path): File => [use, path]),
    ...(last === undefined ? [] : [["write_file", last] as const]),
    ...output,
  ];
}

function afterPrefix(program: string, args: readonly string[], valued: ReadonlySet<string>): readonly string[] {
  let at = 0;
  while (at < args.length && /^-|^[A-Za-z_]\w*=/.test(args[at] ?? ""))
    at += valued.has(args[at] ?? "") && !(args[at + 1] ?? "-").startsWith("-") ? 2 : 1;
  return args.slice(program === "timeout" && /^\d/.test(args[at] ?? "") ? at + 1 : at);
}

function filesOfFind(args: readonly string[]): readonly File[] {
  const end = args.findIndex((arg) => /^(?:-|[()!]$)/.test(arg));
  const starts = args.slice(0, end < 0 ? undefined : end).filter(isPath);
  const inner = args.flatMap((arg, index): readonly File[] => {
    if (!/^-(?:exec|ok)(?:dir)?$/.test(arg)) return [];
    const rest = args.slice(index + 1);
    const stop = rest.findIndex((word) => word === ";" || word === "+");
    return filesOfWords(rest.slice(0, stop < 0 ? undefined : stop));
  });
  return [...(starts.length > 0 ? starts : ["."]).map((path): File => ["list_directory", path]), ...inner];
}

function filesOfEditor(args: readonly string[]): readonly File[] {
  const use = args.some((arg) => /^(?:-[a-zA-Z]*i|--in-place)/.test(arg)) ? "edit" : "read_file";
  const hasScript = args.some((arg) => /^-[a-zA-Z]*[ef]/.test(arg));
  const found = positional(args, set("-e -f --expression --file -l --line-length -I -M -m -0")).filter(isPath);
  return found.slice(hasScript ? 0 : 1).map((path): File => [use, path]);
}

/** What an option names as the file to write. */
function outputOf(program: string, args: readonly string[]): readonly File[] {
  const name = program === "wget" ? "-O" : /^(?:curl|sort)$/.test(program) ? "-o" : undefined;
  const at = name === undefined ? -1 : args.indexOf(name);
  const path = at < 0 ? undefined : args[at + 1];
  return path !== undefined && isPath(path) ? [["write_file", path]] : [];
}

function positional(args: readonly string[], valued: ReadonlySet<string> = new Set()): string[] {
  const found: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] as string;
    if (!arg.startsWith("-")) found.push(arg);
    else if (valued.has(arg)) at++;
  }
  return found;
}

function isPath(word: string): boolean {
  return word !== "" && !/^[$-]|^\d+$|[{}]|:\/\//.test(word);
}
