/** What Codex's sandbox lets a command do, as far as the command says it in plain words. Linux, 0.169.0, 2026-11-25. */
import { endOf } from "../../core/permissions/links.ts";
import { isAbsolutePath, relativeTo, resolveFrom, slashed } from "../../core/permissions/paths.ts";
import { type Segment, splitCommand } from "../../core/permissions/shellSegments.ts";
import { accessTo, closed, holdsLess, mayBeHidden, readsAll } from "./profiles.ts";
import type { CodexSettings } from "./settings.ts";
import { unrolled } from "./unrolled.ts";

/** `runs`: nothing it is known to do is held back. `unclear`: only the run can tell. */
export type SandboxAnswer = "runs" | "fails" | "unclear";

/** Programs that read and print. */
const readers: ReadonlySet<string> = new Set(
  "ls cat head tail grep rg wc pwd echo printf true false stat file which whoami date uname basename dirname realpath cut tr sort uniq nl diff sha256sum md5sum test [ cd".split(
    " ",
  ),
);
const gitReads: ReadonlySet<string> = new Set(["status", "log", "diff", "show", "ls-files", "rev-parse", "blame"]);

/** Programs whose every path argument is written to or removed; for the others of the list only the last one is. */
const writesAll: ReadonlySet<string> = new Set(["touch", "mkdir", "rmdir", "tee", "truncate", "rm"]);
const writesLast: ReadonlySet<string> = new Set(["cp", "ln"]);

export function inSandbox(text: string, cwd: string, settings: CodexSettings): SandboxAnswer {
  const line = splitCommand(unrolled(text));
  if (usesOwnLink(line.segments) || readsHidden(line.segments, cwd, settings)) return "unclear";
  let folder: string | undefined = cwd;
  const odd = [...line.obstacles].some((obstacle) => !followed.has(obstacle));
  let answer: SandboxAnswer = odd ? "unclear" : "runs";
  for (const segment of line.segments) {
    const one = segmentIn(segment, folder, settings);
    if (one === "fails" && line.segments[0] === segment) return "fails";
    if (one !== "runs") answer = answer === "fails" ? "fails" : one;
    if (moves.test(segment.words[0] ?? "")) folder = movedTo(folder, segment.words[1], settings);
  }
  // In a sandbox that lets the workspace be written to, ordinary programs run.
  return answer === "unclear" &&
    settings.sandbox.value === "workspace-write" &&
    isOrdinary(line.segments, cwd, settings)
    ? "runs"
    : answer;
}

/** It reads what a profile hides, or needs what it does not show. */
function readsHidden(segments: readonly Segment[], cwd: string, { profile, place }: CodexSettings): boolean {
  if (!profile) return false;
  if (!readsAll(profile)) return true;
  const names = segments.flatMap(({ words, redirects }) => [...words, ...redirects.map(({ target }) => target)]);
  const home = slashed(place.home, place.platform);
  const paths = names.map((name) => resolveFrom(cwd, name.replace(/^\$(HOME|\{HOME\})(?=\/|$)/, home), place));
  return paths.some((path) => mayBeHidden(path, profile, place));
}

/** It goes through a link that an earlier command of the line makes. */
function usesOwnLink(segments: readonly Segment[]): boolean {
  return segments.some(({ words }, index) => {
    const name = words[0] === "ln" ? words.at(-1) : undefined;
    return (
      name !== undefined &&
      segments.slice(index + 1).some((later) => later.words.some((word) => word.startsWith(`${name}/`)))
    );
  });
}

/** The text that a shell is started with, as `sh -c TEXT`. */
function innerText([program = "", flag = "", text]: readonly string[]): string | undefined {
  if (program === "eval") return text === undefined ? flag : undefined;
  return /^(?:\/(?:usr\/)?bin\/)?(?:ba|z)?sh$/.test(program) && /^-[a-z]*c$/.test(flag) ? text : undefined;
}

/** What runs in brackets, in substitutions, meanwhile, or reads a text that follows, runs in the same sandbox. */
const followed: ReadonlySet<string> = new Set(["subshell", "group", "background", "substitution", "heredoc"]);

/** Shells run a text of their own, which is not looked into. */
const shells: ReadonlySet<string> = new Set(["bash", "sh", "zsh", "eval", "xargs"]);

/** No part of it writes to a place that is closed, or that cannot be told. */
function isOrdinary(segments: readonly Segment[], cwd: string, settings: CodexSettings): boolean {
  let folder: string | undefined = cwd;
  return segments.every(({ words, redirects }) => {
    const [program = "", ...args] = words;
    const here = folder;
    if (moves.test(program)) folder = movedTo(folder, args[0], settings);
    const targets = redirects.filter(({ operator, target }) => operator.includes(">") && !/^[&\d-]/.test(target));
    const known = writesAll.has(program) ? args.filter((word) => !word.startsWith("-")) : [];
    const last = writesLast.has(program) ? args.slice(-1) : [];
    const changed = changedIn(words);
    if (changed.some((path) => pathIn(path, here, settings) !== "runs")) return false;
    if (/^ch(?:mod|own|grp)$/.test(program) && args.some((word) => /^-[a-zA-Z]*R/.test(word)))
      if (changed.some((path) => here === undefined || holdsClosed(resolveFrom(here, path, settings.place), settings)))
        return false;
    const text = args.join(" ");
    if (!isListed(words) && args.some((word) => reachesOut(word, here, settings))) return false;
    const inner = innerText(words);
    if (inner !== undefined) return here !== undefined && inSandbox(inner, here, settings) === "runs";
    if (shells.has(program) && /[>~]|\.\.|\b(?:touch|mkdir|cp|mv|rm|tee|ln)\b/.test(text)) return false;
    return [...known, ...last, ...targets.map(({ target }) => target)].every(
      (path) => pathIn(path, here, settings) === "runs",
    );
  });
}

/** What these change if it is there: whether it is, only the run can tell. */
function changedIn([program = "", ...args]: readonly string[]): readonly string[] {
  const operands = args.filter((word) => !word.startsWith("-"));
  if (program === "mv") return operands;
  if (/^ch(?:mod|own|grp)$/.test(program)) return operands.slice(1);
  if (program === "sed") return args.some((word) => /^(?:-[a-zA-Z]*i|--in-place)/.test(word)) ? operands.slice(1) : [];
  return program === "dd" ? args.flatMap((word) => (word.startsWith("of=") ? [word.slice(3)] : [])) : [];
}

/** It is known here what this program does with its paths. */
function isListed(words: readonly string[]): boolean {
  const [program = ""] = words;
  const known = [isReader({ words }), writesAll.has(program), writesLast.has(program), moves.test(program)];
  return known.includes(true) || changedIn(words).length > 0;
}

/** A word that names a place which is closed: a program that is not known here may write to it. */
function reachesOut(word: string, folder: string | undefined, settings: CodexSettings): boolean {
  const path = word.replace(/^-[\w-]*=?/, "");
  if (settings.profile && /^[\w.][\w./-]*\//.test(path) && pathIn(path, folder, settings) !== "runs") return true;
  return (
    /^(?:\.\.(?:\/|$)|~|\$HOME|\/(?!usr\/|bin\/|etc\/|dev\/))/.test(path) && pathIn(path, folder, settings) !== "runs"
  );
}

/** A root, or what holds one: folders in it stay closed. */
function holdsClosed(path: string, { place, writableRoots, profile }: CodexSettings): boolean {
  if (profile) return holdsLess(path, profile, place);
  const roots = [...(place.workspace === undefined ? [] : [place.workspace]), ...writableRoots];
  return roots.some((root) => relativeTo(path, root, place.platform) !== undefined);
}

const moves = /^(?:cd|pushd)$/;

function movedTo(folder: string | undefined, to = "~", { place }: CodexSettings): string | undefined {
  if (folder === undefined || /[$`*?{-]|^~[^/]/.test(to)) return undefined;
  return resolveFrom(folder, to, place);
}

function segmentIn(segment: Segment, folder: string | undefined, settings: CodexSettings): SandboxAnswer {
  const outputs = segment.redirects.filter(({ operator }) => operator.includes(">") && operator !== ">&");
  if (outputs.some(({ target }) => pathIn(target, folder, settings) === "fails")) return "fails";
  const inner = innerText(segment.words);
  if (inner !== undefined && outputs.length === 0)
    return folder === undefined ? "unclear" : inSandbox(inner, folder, settings);
  const written = writtenBy(segment);
  if (written === undefined) return isReader(segment) ? "runs" : "unclear";
  const answers = written.map((path) => pathIn(path, folder, settings));
  // An empty folder stands where a closed one is missing: `mkdir` then fails in another way, or with -p not at all.
  const isClosed = (path: string, index: number) =>
    answers[index] === "fails" && closed.includes(path.replace(/^.*\//, ""));
  if (segment.words[0] === "mkdir" && written.some(isClosed)) return "unclear";
  if (answers.includes("fails")) return hasOtherOption(segment.words) ? "unclear" : "fails";
  return answers.includes("unclear") ? "unclear" : "runs";
}

/** Options with which these programs go on to write. With one that they do not have they end before. */
const options: Readonly<Record<string, RegExp>> = {
  touch: /^-[amhf]+$/,
  mkdir: /^-[pv]+$/,
  rmdir: /^-[pv]+$/,
  rm: /^-[rRfvdiI]+$/,
  tee: /^-[ai]+$/,
  truncate: /^-s/,
  cp: /^-[aRrpfnuvdPLHTlst]+$/,
  ln: /^-[sfnvrT]+$/,
};

function hasOtherOption([program = "", ...args]: readonly string[]): boolean {
  const known = Object.hasOwn(options, program) ? options[program] : undefined;
  return args.some((word) => /^-[^-]/.test(word) && known?.test(word) === false);
}

/** Paths the command writes to; undefined when its words do not tell. */
function writtenBy({ words, redirects }: Segment): string[] | undefined {
  const [program = "", ...args] = words;
  const operands = args.filter((word) => !word.startsWith("-"));
  const targets = redirects
    .filter(({ operator }) => operator.includes(">") && operator !== ">&")
    .map(({ target }) => target);
  if (writesAll.has(program)) return [...operands, ...targets];
  if (writesLast.has(program) && operands.length > 1) return [...operands.slice(-1), ...targets];
  return isReader({ words }) ? targets : undefined;
}

function isReader({ words }: Pick<Segment, "words">): boolean {
  const [program = "", sub = ""] = words;
  if (program === "git") return gitReads.has(sub) && !words.some((word) => word.startsWith("--output"));
  if (words.length === 2 && sub === "--version") return true;
  if (words.length === 2 && sub === "-v" && /^(?:node|npm|yarn|pnpm)$/.test(program)) return true;
  if (program === "find") return !words.some((word) => /^-(?:delete|exec|ok|f)/.test(word));
  if (program === "sed")
    return !words.some((word) => /^(?:-[a-zA-Z]*i|--in-place)/.test(word)) && !/w/.test(words.slice(1).join(" "));
  return readers.has(program) && !(program === "sort" && words.some((word) => /^(-o|--output)/.test(word)));
}

function pathIn(path: string, folder: string | undefined, settings: CodexSettings): SandboxAnswer {
  if (path === "/dev/null") return "runs";
  if (/^~[^/]/.test(path)) return "unclear";
  const { place } = settings;
  const home = path
    .replace(/^\$(HOME|\{HOME\})(?=\/|$)/, slashed(place.home, place.platform))
    .replace(/^\$(PWD|\{PWD\})(?=\/|$)/, folder ?? "$PWD");
  // What a pattern meets has no slash in it, and does not begin with a dot.
  const pattern = /^([\w./~-]*\/)?[\w.-]*[*?[{][^/$`]*$/.exec(home);
  if (pattern && !home.includes("..")) return pathIn(`${pattern[1] ?? ""}x`, folder, settings);
  if (/[$`*?{[]/.test(home) || (folder === undefined && !isAbsolutePath(home) && !home.startsWith("~/")))
    return "unclear";
  return isWritable(resolveFrom(folder ?? "/", home, place), settings) ? "runs" : "fails";
}

/** Whether commands and patches may write there without a question. */
export function isWritable(written: string, settings: CodexSettings): boolean {
  const { sandbox, writableRoots, slashTmp, place } = settings;
  // Where it ends behind links.
  const path = endOf(written, settings);
  if (settings.profile) return accessTo(path, settings.profile, settings) === "write";
  if (sandbox.value === "danger-full-access") return true;
  if (sandbox.value === "read-only") return false;
  const { workspace, platform } = place;
  const roots = [...(workspace === undefined ? [] : [workspace]), ...writableRoots].map((root) =>
    endOf(root, settings),
  );
  const inRoot = roots.some((root) => {
    const below = relativeTo(root, path, platform);
    return below !== undefined && !closed.includes(below.split("/")[0] ?? "");
  });
  return inRoot || (slashTmp && platform !== "win32" && (relativeTo("/tmp", path, platform) ?? "") !== "");
}
