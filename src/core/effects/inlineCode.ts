/** Code given on a command line or fed to an interpreter: judged by what it calls with what. */

import type { Call } from "../parse/code/code.ts";
import { readLoose } from "../parse/code/loose.ts";
import type { Program } from "../parse/code/program.ts";
import { copyTree } from "../parse/syntax.ts";
import { callClosure, runAll } from "./inline/evaluate.ts";
import { type Language, languageOf } from "./inline/language.ts";
import { type Facts, type Machine, note, type Parts } from "./inline/machine.ts";
import { invokeValue } from "./inline/members.ts";
import { judgeTcl } from "./inline/tcl.ts";
import { carries, type Frame, knownText, unknown, type Value } from "./inline/value.ts";
import { addAct, type Invocation, note as noteAct, subScope, type Word } from "./shell/run.ts";
import { hole, isKnown, plain, type Text, unknownText } from "./text.ts";

/** Longer code asks: text made to keep a grammar busy takes it minutes from some 16,000 characters on (Ruby, 0.3.1). */
const maxCodeLength = 10_000;
const maxNesting = 6;

/** Judges code for an interpreter; what it prints is not known, only whether a secret may be in it. */
export function judgeInlineCode(call: Invocation, code: Word): Text {
  if (code.remote) {
    noteAct(call, "runs-remote-code", { span: code.span });
    return unknownText;
  }
  const program = call.words[0]?.value ?? "";
  if (/(?:^|\/)(?:tclsh|wish|expect)[\d.]*$/.test(program)) {
    noteWipes(code.value, { ...call, span: code.span });
    return judgeTcl({ ...call, span: code.span }, code);
  }
  const language = languageOf(program);
  const invocation = { ...call, span: code.span };
  if (forksWithoutEnd.test(code.value)) noteAct(invocation, "starts-fork-bomb");
  if (code.decoded) noteAct(invocation, "hides-its-text", { target: call.words[0]?.value });
  const before = call.run.acts.length;
  const facts = newFacts();
  const known = isKnown(code);
  const last = runCode(code.value, language, { invocation, scope: subScope(call.scope), facts, nesting: 0 });
  if (code.secret) facts.secret = true;
  if (language.name === undefined || !facts.understood) noteWipes(code.value, invocation);
  noteTogether(facts, invocation);
  const harmless =
    known && facts.understood && call.run.acts.slice(before).every((found) => found.rule === "reads-files");
  const target = call.words[0]?.value;
  noteAct(invocation, known ? (harmless ? "prints" : "runs-inline-code") : "hidden-command", { target });
  // `node -p` prints what its text comes to.
  if (printsLast(call)) facts.printed.push(`${knownText(last) ?? hole}\n`);
  const printed = known ? facts.printed.join("") : hole;
  return {
    // What it starts may print more.
    value: facts.understood && printed !== "" ? printed : hole + printed,
    ...(facts.secret ? { secret: true } : {}),
    ...(facts.network === undefined ? {} : { remote: true }),
  };
}

function printsLast({ words }: Invocation): boolean {
  return (
    /(?:^|\/)(?:node|nodejs|bun|tsx)$/.test(words[0]?.value ?? "") &&
    words.some(({ value }) => /^-(?:p|pe|-print)$/.test(value))
  );
}

/** A process that starts processes for ever, in the ways in which script languages loop. */
const forksWithoutEnd =
  /\bwhile\s*\(?\s*(?:1|[Tt]rue|fork\b)[^;{}]{0,40}[\s:{;]\s*(?:\w+(?:\.|::))*fork\b|\bfork\b(?:\s*\(\s*\))?\s+while\s+(?:1|true|fork)|\bloop\s*(?:do\b|\{)\s*(?:Process\.)?fork\b|\bfor\s*\(\s*;;\s*\)\s*\{?\s*(?:\w+\.)*(?:pcntl_)?fork\b|\bwhile\s*\(\s*(?:1|true)\s*\)\s*\{?\s*pcntl_fork\b/;

function newFacts(): Facts {
  return {
    understood: true,
    cut: false,
    dynamic: false,
    socket: false,
    shell: false,
    secret: false,
    network: undefined,
    printed: [],
  };
}

/** Deleting in languages nobody reads here (Julia, Lisp, R, Lua, Scala), and what stands there for a home or the root. */
const deleting =
  /\b(?:rm|unlink|remove(?:\.all|_all|All)?|rmdir|rmtree|rm_rf|delete-directory|delete-file|deldir|deleteRecursively|del|delete)\b/;
const wholeHome =
  /["']~\/?["']|\bhomedir\(\)|ENV\["HOME"\]|getenv\s*\(?\s*["']HOME["']|\bos\.home\b|path\.expand\(["']~["']\)|System\.getProperty\(["']user\.home["']\)|\(getenv "HOME"\)|\$(?:::)?env\(HOME\)/;
const wholeRoot = /["']\/["']/;

function noteWipes(code: string, invocation: Invocation): void {
  if (!deleting.test(code)) return;
  if (wholeRoot.test(code)) noteAct(invocation, "deletes-root", { target: "/" });
  else if (wholeHome.test(code)) noteAct(invocation, "deletes-home", { target: "~" });
}

/** What only counts because of something else in the same code. */
function noteTogether(facts: Facts, invocation: Invocation): void {
  const on = { span: invocation.span };
  if (facts.socket && facts.shell) noteAct(invocation, "opens-remote-shell", on);
  if (facts.secret && facts.network !== undefined)
    noteAct(invocation, "sends-secret", { ...on, target: facts.network });
  if (facts.dynamic) noteAct(invocation, "hides-its-text", on);
  if (facts.cut) noteAct(invocation, "cannot-be-parsed", on);
}

type Setting = Pick<Machine, "invocation" | "scope" | "facts" | "nesting">;

/** Reads code and runs it in the mind; functions that nothing called are run too, since something may. */
function runCode(text: string, language: Language, setting: Setting): Value {
  const source = "prefix" in language.reading ? language.reading.prefix + text : text;
  const { program, broken } = readCode(source, language, setting);
  const globals: Frame = { parent: undefined, variables: new Map() };
  const machine = newMachine(source, language, globals, setting);
  for (const [name, binding] of program.scope.bindings) {
    if (binding.kind === "import") {
      const whole = binding.imported === "*" || binding.imported === "default";
      machine.imported.set(name, whole ? binding.module : `${binding.module}.${binding.imported}`);
    }
  }
  const value = runAll(program.body, globals, machine);
  machine.uncertain++;
  for (let round = 0; round < 3; round++) {
    for (const [code, closure] of machine.pending) {
      machine.pending.delete(code);
      callClosure(closure, [], machine);
    }
  }
  if (broken || program.truncated) {
    setting.facts.understood = false;
    noteAct(setting.invocation, "cannot-be-parsed", { span: setting.invocation.span });
  }
  if (broken || setting.facts.dynamic || setting.facts.cut) judgeLiterals(machine);
  return value;
}

function newMachine(source: string, language: Language, globals: Frame, setting: Setting): Machine {
  return {
    ...setting,
    language,
    source,
    globals,
    parts,
    imported: new Map(),
    pending: new Map(),
    called: new Set(),
    running: new Set(),
    following: new Set(),
    literals: [],
    returned: undefined,
    steps: 0,
    depth: 0,
    uncertain: 0,
  };
}

const parts: Parts = {
  call: callClosure,
  invoke: (callee, list, machine) => invokeValue(callee, { list, named: new Map(), all: list }, handedOn, machine),
  runText,
};

/** Stands for a call that is not written as one. */
const handedOn: Call = {
  kind: "call",
  callee: { kind: "group", operator: undefined, parts: [], span: { start: 0, end: 0 } },
  args: [],
  construct: false,
  span: { start: 0, end: 0 },
};

/** `exec(text)`: what is known of the text is judged as code, the rest hides. */
function runText(text: Value, machine: Machine): Value {
  machine.facts.understood = false;
  if (carries(text, "remote")) note(machine, "runs-remote-code");
  if (carries(text, "decoded") || text.value.trim() === hole) note(machine, "hides-its-text");
  if (!isKnown(text)) note(machine, "hidden-command");
  if (text.closure) return machine.parts.call(text.closure, [], machine);
  if (text.value.trim() === hole || text.symbol || machine.nesting >= maxNesting) return unknown;
  const { invocation, scope, facts, nesting } = machine;
  return runCode(text.value, machine.language, { invocation, scope, facts, nesting: nesting + 1 });
}

interface Read {
  readonly program: Program;
  readonly broken: boolean;
}

const nothing: Program = {
  body: [],
  scope: { parent: undefined, bindings: new Map(), owner: undefined },
  truncated: false,
};

function readCode(source: string, language: Language, { invocation }: Setting): Read {
  const { reading } = language;
  if (source.length > maxCodeLength) return { program: nothing, broken: true };
  if ("loose" in reading) return { program: readLoose(source, reading.loose), broken: false };
  if (nestsTooDeep(source)) return { program: nothing, broken: true };
  const budget = { stepsAfterError: 40, steps: 40 + source.length / 40 };
  const tree = invocation.run.parsers.parse(reading.grammar, source, budget);
  if (!tree) return { program: nothing, broken: true };
  const broken = tree.rootNode.hasError;
  return { program: reading.read(copyTree(tree), source), broken };
}

/** Deeper brackets, quoted ones counted too, keep a grammar busy for seconds (Ruby's and Python's, seen in 0.3.1). */
const maxBrackets = 60;

function nestsTooDeep(source: string): boolean {
  let depth = 0;
  for (const [bracket] of source.matchAll(/[()[\]{}]/g)) {
    depth = Math.max(0, depth + (/[([{]/.test(bracket) ? 1 : -1));
    if (depth > maxBrackets) return true;
  }
  return false;
}

/** Where not all could be followed, a literal that would be refused as a command still counts. */
function judgeLiterals({ literals, invocation, scope }: Machine): void {
  const { run } = invocation;
  for (const text of new Set(literals.slice(0, 40))) {
    if (text.length > 2_000 || !/\s/.test(text.trim())) continue;
    const before = run.acts.length;
    run.engine.evaluate({ ...invocation, scope: subScope(scope) }, plain(text), "bash");
    for (const found of run.acts.splice(before)) if (found.grade === "deny") addAct(run, found, found.span);
  }
}
