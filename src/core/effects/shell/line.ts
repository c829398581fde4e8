/** Judges one line of any shell: the entry to the shell judge. */
import type { Shell } from "../../model/action.ts";
import type { Parsers } from "../../parse/parsers.ts";
import type { Act } from "../act.ts";
import { act } from "../act.ts";
import type { Place } from "../place.ts";
import { lookUp } from "../programs/catalogue.ts";
import { runFile } from "../scripts.ts";
import { type Text, unknownText } from "../text.ts";
import { callBashFunction, evaluateBash } from "./bash.ts";
import { evaluateCmd } from "./cmd.ts";
import { invoke, invokeCommand } from "./invoke.ts";
import { evaluatePowerShell } from "./powershell.ts";
import {
  addAct,
  createRun,
  createScope,
  type Dialect,
  type Engine,
  type Evaluate,
  maxDepth,
  note,
  type Run as RunState,
} from "./run.ts";

const dialects: Readonly<Record<Shell, Dialect>> = {
  bash: "bash",
  zsh: "zsh",
  sh: "bash",
  powershell: "powershell",
  cmd: "cmd",
};

/** Everything the line would do. Spans point into `line`. */
export function judgeLine(shell: Shell, line: string, place: Place, parsers: Parsers): Act[] {
  return runLine(shell, line, place, parsers).acts;
}

/** Everything the line would do, with what it would leave in files, by resolved path. */
export function runLine(shell: Shell, line: string, place: Place, parsers: Parsers): Pick<RunState, "acts" | "files"> {
  const run = createRun(engine, parsers, place);
  const dialect = dialects[shell];
  const scope = createScope(dialect, place.cwd);
  const span = { start: 0, end: line.length };
  if (hasDeceivingCharacters(line)) addAct(run, act("hides-its-text"), span);
  evaluators[dialect]({ run, scope, span, stdin: undefined }, line, dialect);
  if (run.isFull) addAct(run, act("cannot-be-parsed"), span);
  if (run.acts.length === 0) addAct(run, act("prints"), span);
  return run;
}

/** Characters that make a person read something else: direction overrides, and control characters of terminals. */
function hasDeceivingCharacters(line: string): boolean {
  return /[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u3164\u115f\u1160]/.test(line);
}

type Evaluator = (caller: Parameters<Evaluate>[0], text: string, dialect: Dialect) => Text;

const evaluators: Readonly<Record<Dialect, Evaluator>> = {
  bash: evaluateBash,
  zsh: evaluateBash,
  powershell: evaluatePowerShell,
  cmd: evaluateCmd,
};

const engine: Engine = {
  /** Text inside a line: its spans are those of the word it came from. */
  evaluate(call, text, dialect) {
    const { run } = call;
    if (run.depth >= maxDepth) {
      note({ ...call, words: [] }, "cannot-be-parsed");
      return unknownText;
    }
    const outer = run.outer;
    run.outer = outer ?? call.span;
    const before = run.acts.length;
    const printed = evaluators[dialect](call, text.value, dialect);
    // What stands for a secret in a text is not known any more inside of it.
    const reached = text.secret && run.acts.slice(before).find(({ rule }) => rule === "contacts-network");
    if (reached) addAct(run, act("sends-secret", { target: reached.targets[0], hosts: reached.hosts }), reached.span);
    run.outer = outer;
    return printed;
  },
  invoke,
  command: invokeCommand,
  runFile: (call, file, dialect) => runFile(call, file, { dialect }),
  callFunction: (call, body) => ("call" in body ? body.call(call) : callBashFunction(call, body)),
  knows: (name, dialect) => lookUp(name, dialect) !== undefined,
};
