/** State of judging one line: what is known, what was found. Mutable on purpose; it lives for one decision. */
import type { Span } from "../../model/span.ts";
import type { Parsers } from "../../parse/parsers.ts";
import { type Act, type ActDetails, act } from "../act.ts";
import type { JudgementId } from "../judgements.ts";
import { below, endings, resolvePath } from "../paths.ts";
import type { Place } from "../place.ts";
import { hole, marked, plain, type Text, unknownText } from "../text.ts";
import { withValue } from "./choices.ts";
import type { Statement } from "./posix/syntax.ts";

/** One word of a command after quoting and every expansion that is known. */
export interface Word extends Text {
  readonly span: Span;
  /** Holds unquoted wildcard characters. */
  readonly glob?: boolean;
  /** cmd: as it stands with its quotes, for commands that read their own line. */
  readonly written?: string;
}

export type Dialect = "bash" | "zsh" | "powershell" | "cmd";

/** Runs text as a shell would, and answers what it prints. */
export type Evaluate = (
  call: Pick<Invocation, "run" | "scope" | "span" | "stdin">,
  text: Text,
  dialect: Dialect,
) => Text;

/** The parts of the judge that call each other, handed in so that their files need not import each other. */
export interface Engine {
  readonly evaluate: Evaluate;
  /** Runs a builtin or program: what wrappers start, for which aliases and functions are not there. */
  readonly invoke: (call: Invocation) => Text;
  /** Runs what a shell finds by the name: alias, function, builtin, program. */
  readonly command: (call: Invocation) => Text;
  /** undefined: it is running, and does not run once more. */
  readonly callFunction: (call: Invocation, body: ShellFunction) => Text | undefined;
  /** Runs a file in the mind (see scripts.ts). */
  readonly runFile: (call: Invocation, file: Word, dialect: Dialect) => Text;
  /** A program or command of this name is in the catalogue. */
  readonly knows: (name: string, dialect: Dialect) => boolean;
}

/** What is shared by a whole line, nested shells included. */
export interface Run {
  readonly engine: Engine;
  readonly parsers: Parsers;
  /** With the links that the line itself made. */
  place: Place;
  readonly acts: Act[];
  /** What earlier parts of the line wrote, by resolved path. */
  readonly files: Map<string, Text>;
  /** What takes in what is written to a name (`>(…)`), by that name. */
  readonly takers: Map<string, (text: Text) => void>;
  /** Where open descriptors lead over a network, by their `/dev/fd` name. */
  readonly sockets: Map<string, string>;
  /** Files that are being run, against those that run themselves. */
  readonly following: Set<string>;
  /** Simple commands still to be judged before giving up: loops of text that expands itself end here. */
  budget: number;
  depth: number;
  /** How often the words behind a launcher were looked at as a command of their own. */
  tails: number;
  /** How deep such a look is at this moment. */
  exploring: number;
  /** More was found than is kept: never taken back, so that the end of the line knows. */
  isFull: boolean;
  /** Set while text is judged that is not the line itself: all spans are then this one. */
  outer: Span | undefined;
}

/** A function of bash or zsh: its statements, with the text they stand in. */
export interface BodyFunction {
  readonly dialect: "bash" | "zsh";
  readonly body: Statement;
  readonly text: string;
}

/** A function that knows how to run itself. */
export interface OwnFunction {
  readonly call: (call: Invocation) => Text;
}

export type ShellFunction = BodyFunction | OwnFunction;

/** What one shell knows. Copied for subshells. */
export interface Scope {
  readonly dialect: Dialect;
  cwd: string | undefined;
  /** Possible values. More than one where it depends on what ran. */
  variables: Map<string, readonly Text[]>;
  /** Elements by key, in order. `@` holds the positional parameters. */
  arrays: Map<string, ReadonlyMap<string, Text>>;
  /** Variables that stand for others. */
  references: Map<string, string>;
  functions: Map<string, ShellFunction>;
  aliases: Map<string, string>;
  /** Text of the syntax nodes in this scope. */
  source: string;
  /** zsh was told to split unquoted values as other shells do. */
  splitsWords: boolean;
  /** Variables whose letters are all made large or small when they are set. */
  cases?: Map<string, "upper" | "lower">;
  /** Above 0 inside branches and loops: assignments add a value, they do not replace. */
  uncertain: number;
  /** Functions being run, against endless recursion. */
  readonly running: ReadonlySet<string>;
  /** cmd: `!x!` is filled in when a command runs. */
  delayed?: boolean;
  /** cmd: where `popd` goes back to. */
  folders?: readonly (string | undefined)[];
}

export interface Invocation {
  readonly run: Run;
  readonly scope: Scope;
  /** The program first. Never empty. */
  readonly words: readonly Word[];
  readonly stdin: Text | undefined;
  readonly span: Span;
}

export const maxDepth = 24;
export const maxCommands = 800;
/** Longer text is not read: the caller treats it as broken. */
export const maxTextLength = 100_000;

export function createRun(engine: Engine, parsers: Parsers, place: Place): Run {
  return {
    engine,
    parsers,
    place,
    acts: [],
    files: new Map(),
    takers: new Map(),
    sockets: new Map(),
    following: new Set(),
    budget: maxCommands,
    depth: 0,
    tails: 0,
    exploring: 0,
    isFull: false,
    outer: undefined,
  };
}

export function createScope(dialect: Dialect, cwd: string | undefined): Scope {
  return {
    dialect,
    cwd,
    variables: new Map(),
    arrays: new Map([["@", new Map()]]),
    references: new Map(),
    functions: new Map(),
    aliases: new Map(),
    source: "",
    splitsWords: false,
    uncertain: 0,
    running: new Set(),
  };
}

export function subScope(scope: Scope): Scope {
  return {
    ...scope,
    variables: new Map(scope.variables),
    arrays: new Map(scope.arrays),
    references: new Map(scope.references),
    functions: new Map(scope.functions),
    aliases: new Map(scope.aliases),
  };
}

/** Longer values are not kept: text that doubles itself would grow without end. */
const maxValueLength = 20_000;

export function setVariable(scope: Scope, written: string, given: Text): void {
  const name = scope.references.get(written) ?? written;
  const value = given.value.length > maxValueLength ? { ...given, value: hole } : inCase(given, scope.cases?.get(name));
  const before = scope.uncertain > 0 ? (scope.variables.get(name) ?? []) : [];
  scope.variables.set(name, withValue(before, value));
}

function inCase(text: Text, letters: "upper" | "lower" | undefined): Text {
  if (letters === undefined) return text;
  return { ...text, value: letters === "upper" ? text.value.toUpperCase() : text.value.toLowerCase() };
}

/** Longer arrays are not kept either. */
const maxElements = 2_000;

/** Sets all elements of an array; where it depends on what ran, nothing about it is known any more. */
export function setArray(scope: Scope, written: string, items: ReadonlyMap<string, Text>): void {
  const name = scope.references.get(written) ?? written;
  const sure = scope.uncertain === 0 || !scope.arrays.has(name);
  scope.arrays.set(name, sure && items.size <= maxElements ? items : new Map([["0", unknownText]]));
  scope.variables.delete(name);
}

/** Sets the positional parameters. undefined: they are not known. */
export function setPositional(scope: Scope, words: readonly Text[] | undefined): void {
  if (words) scope.arrays.set("@", new Map(words.map((word, index) => [String(index + 1), word])));
  else scope.arrays.delete("@");
}

/** Records an act of a command. The span is the word's, or the command's. */
export function note(
  call: Pick<Invocation, "run" | "span" | "words">,
  rule: JudgementId,
  details: ActDetails = {},
): void {
  addAct(call.run, act(rule, { command: commandText(call.words), ...details }), details.span ?? call.span);
}

/** Nobody writes so much by hand. What would run is then left out, and the whole line asks. */
const maxActs = 1500;

export function addAct(run: Run, found: Act, span: Span | undefined): void {
  if (run.acts.length >= maxActs && found.grade === "allow") {
    run.isFull = true;
    return;
  }
  const place = run.outer ?? span;
  run.acts.push(place ? { ...found, span: place } : found);
}

const commandTexts = new WeakMap<readonly Word[], string>();

/** Takes one step of what a line may cost. False: nothing is left, and that is noted once. */
export function spend(call: Pick<Invocation, "run" | "span" | "words">): boolean {
  if (--call.run.budget >= 0) return true;
  if (call.run.budget === -1) note(call, "cannot-be-parsed");
  return false;
}

/** The words with one blank between them. Kept, since each of many words may be an act of one command. */
export function commandText(words: readonly Word[]): string {
  const known = commandTexts.get(words);
  if (known !== undefined) return known;
  const text = words.map((word) => word.value).join(" ");
  commandTexts.set(words, text);
  return text;
}

export function word(value: string, span: Span, from?: Text): Word {
  return { ...(from ?? plain("")), value, span };
}

/** What is known to be in a file: written earlier in the same line, or marked by what the session put there. */
export function fileText(call: Pick<Invocation, "run" | "scope">, path: string): Text | undefined {
  const { files, place } = call.run;
  const earlier = place.session?.files;
  if (files.size === 0 && earlier === undefined) return undefined;
  for (const ending of endings(path, place, call.scope.cwd)) {
    const known = files.get(ending);
    if (known) return known;
    const written = earlier?.get(ending);
    if (written?.secret || written?.remote) return { value: hole, ...written };
  }
  return undefined;
}

export function rememberFile(call: Pick<Invocation, "run" | "scope">, path: string, text: Text, append = false): void {
  const resolved = resolvePath(path, call.run.place, call.scope.cwd);
  if (resolved === undefined) return;
  call.run.takers.get(resolved)?.(text);
  const before = append ? call.run.files.get(resolved) : undefined;
  call.run.files.set(resolved, before ? { ...before, ...text, value: before.value + text.value } : text);
}

/** Where what git would push of what the line staged stands among the files that the line wrote. */
export const staged = "\0staged";

/** A link that the line makes leads there from here on, as links on the disk do. */
export function rememberLink(call: Pick<Invocation, "run" | "scope">, name: string, target: string): void {
  const { run, scope } = call;
  const from = resolvePath(name, run.place, scope.cwd);
  const folder = from?.slice(0, Math.max(from.lastIndexOf("/"), 1));
  const to = resolvePath(target, run.place, folder);
  if (from === undefined || to === undefined || from === to) return;
  const { place } = run;
  run.place = {
    ...place,
    realpath: (path) => {
      const rest = below(path, from, place);
      const led = rest === undefined ? path : `${to.replace(/\/$/, "")}/${rest}`;
      return place.realpath?.(led) ?? led;
    },
  };
}

/** What `command -v name` and `which name` print of a program of the system. */
export function programPath(words: readonly Word[]): Text {
  const [name] = words;
  const isName = name !== undefined && words.length === 1 && /^[\w.+-]+$/.test(name.value);
  return isName ? marked(`/usr/bin/${name.value}\n`, [name]) : unknownText;
}

/** A program of the system by another name does what it does: a script that starts it stands for the copy. */
export function programText(path: string): Text | undefined {
  return /^(?:\/usr(?:\/local)?)?\/s?bin\/[\w.+-]+$/.test(path) ? plain(`#!/bin/sh\nexec ${path} "$@"\n`) : undefined;
}
