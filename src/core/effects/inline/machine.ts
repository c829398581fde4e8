/** The state of judging one text of code. Mutable on purpose; it lives for one decision. */
import type { Code, FunctionCode } from "../../parse/code/code.ts";
import type { ActDetails } from "../act.ts";
import type { JudgementId } from "../judgements.ts";
import { type Invocation, note as noteAct, rememberFile, type Scope } from "../shell/run.ts";
import type { Text } from "../text.ts";
import type { Language } from "./language.ts";
import { type Closure, carries, type Frame, type Value } from "./value.ts";

/** Steps before giving up: code that expands without end stops here, and asks. */
export const maxSteps = 20_000;
export const maxDepth = 400;

/** What a call is given: by position, by name, and all of it. */
export interface Given {
  readonly list: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly all: readonly Value[];
}

/** What was found that only counts together, or for the whole text. */
export interface Facts {
  /** Every call so far is known to be harmless. */
  understood: boolean;
  /** Not everything was looked at. */
  cut: boolean;
  /** What runs is chosen in a way that cannot be seen. */
  dynamic: boolean;
  socket: boolean;
  shell: boolean;
  secret: boolean;
  network: string | undefined;
  /** What it prints, in order, as far as it was followed. */
  readonly printed: string[];
}

/** The parts of the judge that call each other, handed in so that their files need not import each other. */
export interface Parts {
  readonly call: (closure: Closure, given: readonly Value[], machine: Machine) => Value;
  /** Calls whatever a value is. */
  readonly invoke: (callee: Value, given: readonly Value[], machine: Machine) => Value;
  /** Judges text as code of the same language. */
  readonly runText: (text: Value, machine: Machine) => Value;
}

export interface Machine {
  readonly invocation: Invocation;
  /** A scope of its own: the code may change the folder it works in. */
  readonly scope: Scope;
  readonly language: Language;
  readonly source: string;
  readonly parts: Parts;
  readonly globals: Frame;
  readonly facts: Facts;
  /** Functions that were made, and those that were called. */
  readonly pending: Map<FunctionCode, Closure>;
  readonly called: Set<FunctionCode>;
  readonly running: Set<FunctionCode>;
  readonly following: Set<Code>;
  /** What names are imported as. */
  readonly imported: Map<string, string>;
  readonly literals: string[];
  returned: Value[] | undefined;
  steps: number;
  depth: number;
  uncertain: number;
  /** Texts within texts. */
  readonly nesting: number;
}

export function note(machine: Machine, rule: JudgementId, details: ActDetails = {}): void {
  noteAct(machine.invocation, rule, { span: machine.invocation.span, ...details });
}

/**
 * Calls functions that were handed on, with what they may be given: what the call makes, or for a function of the
 * tables the items of what was handed on beside it.
 */
export function runHandedOn(given: Given, made: Value, machine: Machine): void {
  for (const value of given.all) {
    if (value.closure)
      machine.parts.call(
        value.closure,
        value.closure.code.params.map(() => made),
        machine,
      );
    else if (value.symbol && !value.symbol.endsWith("()") && machine.language.sinks(value.symbol)) {
      const lists = given.all
        .flatMap((other) => (other === value ? [] : [other.items ?? []]))
        .filter((items) => items.length > 0);
      const tries = lists.flatMap((items) => [
        items,
        ...(items.length > 1 ? items.slice(0, 8).map((item) => [item]) : []),
      ]);
      for (const list of tries.length > 0 ? tries : [[made]]) machine.parts.invoke(value, list, machine);
    }
  }
}

/** A secret, or all variables of the environment, is among what a call is given. */
export function noteSecrets(given: Given, machine: Machine): boolean {
  const listed = [...given.list, ...[...given.named].flatMap(([name, value]) => (name === "env" ? [] : [value]))];
  if (listed.some((value) => carries(value, "environment"))) note(machine, "lists-environment");
  const secret = listed.some((value) => carries(value, "secret"));
  if (secret) machine.facts.secret = true;
  return secret;
}

/** Remembers what code writes to a file, for what runs that file later. */
export function remember(machine: Machine, path: string, text: Text): void {
  rememberFile({ run: machine.invocation.run, scope: machine.scope }, path, text);
}
