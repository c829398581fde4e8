/**
 * Which words of a simple command Qwen Code takes for files or addresses: rules about them hold for it. Read in the bundle
 * of its 0.24.4 and compared with it on 2026-11-26.
 */
import { awkValued, changers, editors, programs, searches, type Words } from "./fileWordsTable.ts";
import type { Use } from "./rule.ts";

/** A use of a tool that a command stands for. */
export type Stand = Pick<Use, "tool" | "path" | "host">;

/**
 * @param words a program and its arguments, without variables before it and redirects
 * @param resolve makes a word a path
 */
export function standsOfWords(
  [program = "", ...args]: readonly string[],
  resolve: (word: string) => string,
): readonly Stand[] {
  const stand =
    (use: string) =>
    (word: string): Stand => ({ tool: use, path: resolve(word) });
  if (program === "dd")
    return args.flatMap((arg) => {
      const use = arg.startsWith("if=") ? "read_file" : arg.startsWith("of=") ? "write_file" : undefined;
      return use !== undefined && isPath(arg.slice(3)) ? [stand(use)(arg.slice(3))] : [];
    });
  const changes = Object.hasOwn(changers, program) ? changers[program] : undefined;
  if (changes) return positional(args, changes).slice(1).filter(isPath).map(stand("edit"));
  const edits = Object.hasOwn(editors, program) ? editors[program] : undefined;
  if (edits) {
    const use = args.some((arg) => /^(?:-(?!-).*i|--in-place(?:=|$))/s.test(arg)) ? "edit" : "read_file";
    const hasScript = args.some((arg) => arg === "-f" || /^-(?!-).*e/s.test(arg));
    return positional(args, edits)
      .filter(isPath)
      .slice(hasScript ? 0 : 1)
      .map(stand(use));
  }
  if (program === "awk" || program === "gawk") {
    const use = optionValue(args, "-i", "--include") === "inplace" ? "edit" : "read_file";
    return positional(args, awkValued).filter(isPath).map(stand(use));
  }
  const search = searches.get(program);
  if (search) {
    const { pattern, use, valued } = search;
    const isDeep = args.some((arg) => /^(?:-[rR]|--recursive|--dereference-recursive)$/.test(arg));
    const found = positional(args, valued)
      .filter(isPath)
      .slice(args.some((arg) => pattern.test(arg)) ? 0 : 1);
    return found.map(stand(isDeep ? "list_directory" : use));
  }
  const known = programs.get(program);
  return known ? standsOf(known, args, resolve) : [];
}

function standsOf(known: Words, args: readonly string[], resolve: (word: string) => string): readonly Stand[] {
  const stand =
    (use: string) =>
    (word: string): Stand => ({ tool: use, path: resolve(word) });
  const named = known.output && optionValue(args, ...known.output);
  const written = named !== undefined && isPath(named) ? [named] : [];
  const outputs = written.map(stand(known.use === "edit" ? "edit" : "write_file"));
  const all = positional(args, known.valued);
  if (known.addresses) return [...outputs, ...all.flatMap(hostOf)];
  const found = all.filter(isPath);
  const folder = known.intoFolder && optionValue(args, "-t", "--target-directory");
  if (folder && isPath(folder) && found.length > 0) {
    const into = resolve(folder).replace(/\/$/, "");
    const copies = found.map((word) => `${into}/${word.replaceAll("\\", "/").replace(/\/+$/, "").split("/").at(-1)}`);
    return [...found.map(stand(known.use)), ...copies.map((path): Stand => ({ tool: "write_file", path }))];
  }
  if (known.needsTwo && found.length < 2) return [];
  if (known.here && found.length === 0) return [stand(known.use)("."), ...outputs];
  const last = known.writesLast && found.length > 1 ? found.at(-1) : undefined;
  const rest = (last === undefined ? found : found.slice(0, -1)).slice(known.skips ?? 0);
  return [...rest.map(stand(known.use)), ...(last === undefined ? [] : [last]).map(stand("write_file")), ...outputs];
}

function hostOf(word: string): readonly Stand[] {
  const host = word.includes("://") && /^[a-z][a-z\d+.-]*:\/\/(?:[^\s/?#@]*@)?([\w.-]+)/i.exec(word)?.[1];
  return host ? [{ tool: "web_fetch", host: host.toLowerCase() }] : [];
}

/** Words that are no options, and no values of options that take one: behind them, or as the last letter of several. */
export function positional(args: readonly string[], valued: ReadonlySet<string> = new Set()): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] as string;
    if (!arg.startsWith("-")) found.push(arg);
    else if (takesNext(arg, valued)) at++;
  }
  return found;
}

function takesNext(arg: string, valued: ReadonlySet<string>): boolean {
  if (arg.indexOf("=") > 0 && valued.has(arg.slice(0, arg.indexOf("=")))) return false;
  if (valued.has(arg)) return true;
  for (const flag of valued) {
    if (flag.length !== 2) continue;
    if (arg.startsWith(flag) && arg.length > 2) return false;
    if (!arg.startsWith("--") && arg.slice(1).includes(flag.slice(1))) return true;
  }
  return false;
}

/** The value of an option: behind it, after `=`, or written on. */
function optionValue(args: readonly string[], short: string, long: string): string | undefined {
  for (const [at, arg] of args.entries()) {
    if (arg === short || arg === long) return args[at + 1];
    if (arg.startsWith(`${long}=`)) return arg.slice(long.length + 1);
    if (arg.startsWith(short)) return arg.slice(short.length).replace(/^=/, "");
    if (/^-(?!-)/.test(arg) && arg.slice(1).includes(short.slice(1))) return args[at + 1];
  }
  return undefined;
}

export function isPath(word: string): boolean {
  return word !== "" && !/^[$-]|^\d+$|[{}]|:\/\//.test(word);
}
