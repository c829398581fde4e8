/** Files that are run: judged by their content where it can be known, in whatever language they are. */
import { act } from "./act.ts";
import { judgeInlineCode } from "./inlineCode.ts";
import { endings, isInside, lastPart, resolvePath } from "./paths.ts";
import type { FileContent, Place } from "./place.ts";
import {
  addAct,
  commandText,
  type Dialect,
  fileText,
  type Invocation,
  note,
  type Scope,
  setPositional,
  subScope,
  type Word,
  word,
} from "./shell/run.ts";
import { hole, isKnown, plain, type Text, unknownText } from "./text.ts";

export interface Reader {
  /** The shell that reads it; undefined: the program, the file's first line or its name say so. */
  readonly dialect?: Dialect;
  /** It is read into the shell itself (`source`): what it defines stays. */
  readonly inPlace?: boolean;
}

/**
 * Runs a file in the mind: its acts count as the line's own. What the line itself wrote is known; what the session
 * wrote earlier counts as unseen; what lies in the workspace is read. All else is a script nobody looked at.
 */
export function runFile(call: Invocation, file: Word, reader: Reader = {}): Text {
  const known = file.value === "-" || file.value === "/dev/stdin" ? call.stdin : fileText(call, file.value);
  if (file.remote || known?.remote) {
    note(call, "runs-remote-code", { span: file.span });
    return unknownText;
  }
  if (known) {
    note(call, "runs-unseen-script", { span: file.span, target: shown(file) });
    return isKnown(known) ? runWritten(call, file, known, reader) : unknownText;
  }
  const found = isKnown(file) ? lookAt(call.run.place, file.value, call.scope.cwd) : undefined;
  if (found) return runFound(call, file, found, languageOf(call, file, found.text, reader), reader);
  note(call, isOwnWriting(call, file) ? "runs-own-writing" : "runs-unseen-script", {
    span: file.span,
    target: shown(file),
  });
  return unknownText;
}

/** A script that the line itself wrote. One that starts itself beside itself never ends. */
function runWritten(call: Invocation, file: Word, text: Text, reader: Reader): Text {
  const { following } = call.run;
  const name = resolvePath(file.value, call.run.place, call.scope.cwd) ?? file.value;
  if (following.has(name)) {
    if (/[|&]/.test(text.value)) note(call, "starts-fork-bomb");
    return unknownText;
  }
  following.add(name);
  const printed = runContent(call, file, text, languageOf(call, file, text.value, reader), reader);
  following.delete(name);
  return printed;
}

export interface FoundFile extends FileContent {
  /** Where it really lies. */
  readonly path: string;
}

/** A file as it lies in the workspace, with links followed; undefined when it ends elsewhere or cannot be read. */
export function lookAt(place: Place, written: string, cwd: string | undefined): FoundFile | undefined {
  if (!place.readFile || place.workspace === undefined) return undefined;
  const path = resolvePath(written, place, cwd);
  if (path === undefined) return undefined;
  const real = (ending: string) => (place.realpath ? place.realpath(ending) : ending);
  const [ending, workspace] = [real(path), real(place.workspace)];
  if (ending === undefined || workspace === undefined || !isInside(ending, workspace, place)) return undefined;
  const content = place.readFile(ending);
  return content && { ...content, path: ending };
}

/** Notes that a file was read to judge what it runs, with what it was. */
export function noteContent(
  call: Invocation,
  file: Word,
  { path, sha256 }: FoundFile,
  rule: "runs-own-writing" | "runs-unseen-script" | "runs-read-script" | "runs-project-task",
): void {
  const details = { target: shown(file), paths: [path], command: commandText(call.words), content: { path, sha256 } };
  addAct(call.run, act(rule, details), file.span);
}

function runFound(
  call: Invocation,
  file: Word,
  found: FoundFile,
  language: Language | undefined,
  reader: Reader,
): Text {
  const isShell = language !== undefined && "dialect" in language;
  const seen = isShell ? "runs-read-script" : "runs-unseen-script";
  noteContent(call, file, found, isOwnWriting(call, file) ? "runs-own-writing" : seen);
  const { following } = call.run;
  if (following.has(found.path)) return unknownText;
  following.add(found.path);
  const printed = runContent(call, file, plain(found.text), language, reader);
  following.delete(found.path);
  return printed;
}

function isOwnWriting({ run, scope }: Invocation, file: Word): boolean {
  const written = run.place.session?.files;
  return written !== undefined && endings(file.value, run.place, scope.cwd).some((path) => written.has(path));
}

function runContent(call: Invocation, file: Word, text: Text, language: Language | undefined, reader: Reader): Text {
  if (language === undefined) return unknownText;
  const inner = { ...call, span: file.span };
  if ("dialect" in language) {
    const scope = reader.inPlace ? call.scope : { ...subScope(call.scope), dialect: language.dialect };
    if (!reader.inPlace) setScriptArguments(call, file, scope);
    return call.run.engine.evaluate({ ...inner, scope }, text, language.dialect);
  }
  return judgeInlineCode({ ...inner, words: [word(language.interpreter, file.span)] }, { ...text, span: file.span });
}

/** `$0`, `$1`, …: the words behind the file. Where there are none, a caller that is not seen may still give some. */
function setScriptArguments(call: Invocation, file: Word, scope: Scope): void {
  const given = call.words.slice(call.words.findIndex((item) => item.span === file.span) + 1);
  scope.variables.set("0", [file]);
  setPositional(scope, given.length > 0 ? given : undefined);
}

function shown(file: Word): string {
  return file.value.replaceAll(hole, "…");
}

type Language = { readonly dialect: Dialect } | { readonly interpreter: string };

/** By the names of interpreters, as programs and in first lines, and by the usual extensions. */
const languages: Readonly<Record<string, Language>> = {
  ...Object.fromEntries(["sh", "bash", "dash", "ash", "ksh"].map((name) => [name, { dialect: "bash" }])),
  zsh: { dialect: "zsh" },
  ...Object.fromEntries(["ps1", "psm1", "pwsh", "powershell"].map((name) => [name, { dialect: "powershell" }])),
  ...Object.fromEntries(["bat", "cmd"].map((name) => [name, { dialect: "cmd" }])),
  ...Object.fromEntries(["py", "python", "pypy"].map((name) => [name, { interpreter: "python3" }])),
  ...Object.fromEntries(
    ["js", "mjs", "cjs", "ts", "mts", "cts", "node", "nodejs", "tsx", "deno", "bun"].map((name) => [
      name,
      { interpreter: "node" },
    ]),
  ),
  ...Object.fromEntries(["rb", "ruby"].map((name) => [name, { interpreter: "ruby" }])),
  ...Object.fromEntries(["pl", "perl"].map((name) => [name, { interpreter: "perl" }])),
  php: { interpreter: "php" },
};

/** What reads the file: the given shell, the program it is handed to, its first line, its extension. */
function languageOf(call: Invocation, file: Word, text: string, { dialect }: Reader): Language | undefined {
  if (dialect) return { dialect };
  const program = call.words[0] === file ? undefined : interpreterName(call.words[0]?.value ?? "");
  const firstLine = /^#!\s*(?:\S*\/env\s+(?:-\S+\s+)*)?(?:\S*\/)?([a-z]+)/.exec(text)?.[1];
  const extension = /\.([a-z0-9]+)$/i.exec(file.value)?.[1]?.toLowerCase();
  for (const name of [program, firstLine, extension])
    if (name !== undefined && Object.hasOwn(languages, name)) return languages[name];
  // Text that is started by its own name and names no interpreter is run by the shell.
  const started = call.words[0]?.span === file.span && call.run.place.platform !== "win32";
  return started && !text.includes("\0") ? { dialect: "bash" } : undefined;
}

/** `/usr/bin/python3.12` is python. */
function interpreterName(program: string): string {
  return lastPart(program.replaceAll("\\", "/"))
    .replace(/\.exe$/i, "")
    .replace(/[\d.]+$/, "")
    .toLowerCase();
}
