/** Commands made from grammars, and bytes that are hardly commands: what the judge must survive and never soften for. */
import fc from "fast-check";
import type { Judge } from "../../src/core/decide.ts";
import type { Shell } from "../../src/core/model/action.ts";
import { type Decision, decisions, type Verdict } from "../../src/core/model/verdict.ts";
import { decideCommand } from "./judging.ts";
import { labelledRows } from "./labelledRows.ts";

export const shells: readonly Shell[] = ["bash", "zsh", "powershell", "cmd"];

/** A command line and the shell it is for. */
export interface Line {
  readonly shell: Shell;
  readonly text: string;
}

const paths = [
  "/",
  "~",
  "$HOME",
  ".",
  "src/a.ts",
  "./x.sh",
  "/etc/passwd",
  ".env",
  "/tmp/x",
  "*",
  "dist",
  "C:\\Windows",
];
const programs: Readonly<Record<"posix" | "powershell" | "cmd", readonly string[]>> = {
  posix: [
    "ls",
    "rm -rf",
    "cat",
    "curl -d @-",
    "git push --force",
    "git status",
    "echo",
    "sh",
    "python3 -c",
    "sudo",
    "xargs rm",
    "tee",
    "find . -name",
    "dd if=/dev/zero of=/dev/sda",
    "kill -9",
    "npm install",
    "nobody-knows",
  ],
  powershell: [
    "Get-ChildItem",
    "Remove-Item -Recurse -Force",
    "Get-Content",
    "Invoke-WebRequest",
    "iex",
    "Write-Output",
    "Stop-Process -Name",
    "Start-Process",
    "git status",
    "Set-Content",
    "Nobody-Knows",
  ],
  cmd: [
    "dir",
    "del /s /q",
    "type",
    "rd /s /q",
    "echo",
    "curl -o x",
    "reg add",
    "git status",
    "format",
    "start",
    "nobodyknows",
  ],
};

const familyOf = (shell: Shell) => (shell === "powershell" || shell === "cmd" ? shell : "posix");

/** One simple command. */
function simple(shell: Shell): fc.Arbitrary<string> {
  const word = fc.oneof(fc.constantFrom(...paths), fc.constantFrom("-n", "--help", "'a b'", '"x"', "a=b", "1"));
  return fc
    .tuple(fc.constantFrom(...programs[familyOf(shell)]), fc.array(word, { maxLength: 3 }))
    .map(([program, words]) => [program, ...words].join(" "));
}

/** `sh` is the program that reads this shell's language. */
type Wrap = (inner: string, sh: string) => string;

const singleQuoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const doubledQuotes = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** cmd puts a loop's value into all that stands in the loop, so an inner loop of the same variable would be another command. */
function unusedVariable(inner: string): string {
  return [..."ijklmnopqrstuvwxyzabcdefgh"].map((letter) => `%${letter}`).find((name) => !inner.includes(name)) ?? "%I";
}

/** What changes nothing about what the inner command does: the answer must not become milder by it. */
export const wrappers: Readonly<Record<"posix" | "powershell" | "cmd", readonly Wrap[]>> = {
  posix: [
    (inner) => `echo ok; ${inner}`,
    (inner) => `${inner}\necho ok`,
    (inner) => `true && ${inner}`,
    (inner) => `(${inner}\n)`,
    (inner) => `{ ${inner}\n}`,
    (inner) => `if true; then ${inner}\nfi`,
    (inner) => `for i in 1 2; do ${inner}\ndone`,
    (inner) => `while :; do ${inner}\nbreak; done`,
    (inner) => `case x in x) ${inner}\n;; esac`,
    (inner) => `f${inner.length}() { ${inner}\n}; f${inner.length}`,
    (inner) => `echo "$( ${inner}\n)"`,
    (inner) => `: # a comment\n${inner}`,
    (inner) => `A=1; ${inner}`,
    (inner, sh) => `${sh} -c ${singleQuoted(inner)}`,
    (inner) => `eval ${singleQuoted(inner)}`,
    (inner, sh) => `env A=1 timeout 9 ${sh} -c ${singleQuoted(inner)}`,
    (inner, sh) => `nohup nice ${sh} -c ${singleQuoted(inner)}`,
    (inner, sh) => `${sh} <<'END${inner.length}'\n${inner}\nEND${inner.length}`,
    (inner, sh) => `cat <<'END${inner.length}' | ${sh}\n${inner}\nEND${inner.length}`,
  ],
  powershell: [
    (inner) => `Write-Output ok; ${inner}`,
    (inner) => `${inner}; Write-Output ok`,
    (inner) => `& { ${inner} }`,
    (inner) => `if ($true) { ${inner} }`,
    (inner) => `foreach ($i in 1..2) { ${inner} }`,
    (inner) => `try { ${inner} } catch { }`,
    (inner) => `function f { ${inner} }; f`,
    (inner) => `# a comment\n${inner}`,
    (inner) => `powershell -NoProfile -Command ${doubledQuotes(inner)}`,
    (inner) => `Invoke-Expression ${doubledQuotes(inner)}`,
  ],
  cmd: [
    (inner) => `echo ok & ${inner}`,
    (inner) => `${inner} & echo ok`,
    (inner) => `(${inner})`,
    (inner) => `if 1==1 ${inner}`,
    (inner) => `for ${unusedVariable(inner)} in (1) do ${inner}`,
    // Quotes inside would end the outer ones, and what stands between them be the outer line's.
    (inner) => (inner.includes('"') ? `if 1==1 ${inner}` : `cmd /c "${inner}"`),
  ],
};

/** A shell inside is the same shell: what zsh does with a line another does not. */
export function wrappersOf(shell: Shell): readonly ((inner: string) => string)[] {
  return wrappers[familyOf(shell)].map((wrap) => (inner) => wrap(inner, shell === "zsh" ? "zsh" : "bash"));
}

/** A command of the shell's grammar: simple commands in lists, pipelines and wrappers. */
export function grammatical(shell: Shell): fc.Arbitrary<string> {
  const joints =
    shell === "cmd" ? [" & ", " && ", " | "] : shell === "powershell" ? ["; ", " | "] : ["; ", " && ", " || ", " | "];
  const list = fc
    .array(fc.tuple(simple(shell), fc.constantFrom(...joints)), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.map(([text, joint], index) => (index === 0 ? text : joint + text)).join(""));
  return fc
    .tuple(list, fc.array(fc.constantFrom(...wrappersOf(shell)), { maxLength: 2 }))
    .map(([text, layers]) => layers.reduce((inner, wrap) => wrap(inner), text));
}

const known = labelledRows().flatMap((row) => {
  const text = (row as { command?: unknown }).command;
  return row.shell !== undefined && typeof text === "string" ? [{ shell: row.shell, text }] : [];
});

/** A labelled command as it is. */
export const labelled: fc.Arbitrary<Line> = fc.constantFrom(...known);

const pieces = [
  ..."|&;<>(){}[]$`\"'\\*?~!#=%^@, \n\t\0".split(""),
  "\uE000",
  "\u202e",
  "\u{1F680}",
  "\ud800",
  "${",
  "$((",
  "<<E\n",
  "%~",
  "@'\n",
  "rm -rf /",
];

/** Text with bytes knocked out, put in, doubled and swapped. */
export const mangled: fc.Arbitrary<Line> = fc
  .tuple(
    fc.oneof(
      labelled,
      fc.constantFrom(...shells).chain((shell) => grammatical(shell).map((text) => ({ shell, text }))),
    ),
    fc.array(fc.tuple(fc.nat(400), fc.constantFrom("cut", "put", "double", "swap"), fc.constantFrom(...pieces)), {
      minLength: 1,
      maxLength: 8,
    }),
    fc.constantFrom(...shells),
    fc.boolean(),
  )
  .map(([line, changes, other, keep]) => ({
    shell: keep ? line.shell : other,
    text: changes.reduce((text, [at, how, piece]) => changed(text, at % (text.length + 1), how, piece), line.text),
  }));

function changed(text: string, at: number, how: string, piece: string): string {
  if (how === "cut") return text.slice(0, at) + text.slice(at + 1 + (at % 3));
  if (how === "put") return text.slice(0, at) + piece + text.slice(at);
  if (how === "double") return text.slice(0, at) + text.slice(Math.max(0, at - 20));
  return text.slice(at) + text.slice(0, at);
}

export function isAtLeast(decision: Decision, least: Decision): boolean {
  return decisions.indexOf(decision) >= decisions.indexOf(least);
}

/** Milliseconds that one decision may take at most. */
export const patience = Number(process.env.FUZZ_PATIENCE ?? 50);

/**
 * Judges a line; fails when it takes too long. The machine may pause in between, so a slow answer is asked again and
 * only counts when it is slow every time.
 */
export function judgeInTime(judge: Judge, { shell, text }: Line, patienceMs = patience): Verdict {
  let fastest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 8; attempt++) {
    const begun = process.hrtime.bigint();
    const before = process.cpuUsage();
    const verdict = decideCommand(judge, shell, text);
    const { user, system } = process.cpuUsage(before);
    // On a machine that is busy with other things the clock goes on while nothing of this runs.
    fastest = Math.min(fastest, Number(process.hrtime.bigint() - begun) / 1e6, (user + system) / 1e3);
    if (fastest <= patienceMs) return verdict;
  }
  throw new Error(`It took ${fastest.toFixed(0)} ms: ${shell}: ${JSON.stringify(text)}`);
}

/** True when the judge failed, whatever it then answered. */
export function failed(verdict: Verdict): boolean {
  return verdict.reasons.length === 0 || verdict.reasons.some(({ rule }) => rule === "cannot-be-judged");
}
