/** Words that the tables of the catalogue share. */
import { deleteAct, writeAct } from "../access.ts";
import type { JudgementId } from "../judgements.ts";
import { addAct, commandText, type Invocation, note, type Word } from "../shell/run.ts";
import { type Text, unknownText } from "../text.ts";
import type { Arguments } from "./arguments.ts";
import { pathUse, withCommand } from "./judge.ts";
import type { Spec } from "./spec.ts";

export type Entries = Record<string, Spec | JudgementId>;

/** The same entry under several names, separated by blanks. */
export function each(entry: Spec | JudgementId, names: string): Entries {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, entry]));
}

/** Reads the files it is given. */
export function reads(options = "", more?: Spec["more"]): Spec {
  return { options, operands: "read*", ...(more ? { more } : {}) };
}

/** Shows names, sizes and dates of what it is given. */
export function looks(options = ""): Spec {
  return { options, operands: "look*" };
}

/** Is judged the same whatever it is given. */
export function does(rule: JudgementId, options = ""): Spec {
  return { rule, options, operands: "text*" };
}

/** The first operand chooses. `bare`: without one. */
export function choose(sub: Entries, bare: JudgementId = "prints", rest: Partial<Spec> = {}): Spec {
  return { sub, bare, ...rest };
}

/** Runs what follows its options. */
export function runs(options = "", rule?: JudgementId): Spec {
  return { options, operands: "command", ...(rule ? { rule } : {}) };
}

/** Judged by a function alone. */
export function by(judge: (call: Invocation, args: Arguments) => JudgementId, options = ""): Spec {
  return {
    options,
    operands: "text*",
    more: (call, args) => {
      note(call, judge(call, args), { target: commandText(call.words) });
      return undefined;
    },
  };
}

/** True when any of the names was given as an option. */
export function given(args: Arguments, ...names: readonly string[]): boolean {
  return names.some((name) => args.options.has(name));
}

/** The value of the first of the names that has one. */
export function valueIn(args: Arguments, ...names: readonly string[]): Word | undefined {
  for (const name of names) {
    const value = args.options.get(name);
    if (value) return value;
  }
  return undefined;
}

/** The program changes this file. */
export function writes(call: Invocation, file: Word, content?: Text): void {
  addAct(call.run, withCommand(call, writeAct(pathUse(call, file), content, "program", call.run.place)), file.span);
}

/** The program deletes this file or folder. */
export function deletes(call: Invocation, file: Word, recursive = false): void {
  addAct(call.run, withCommand(call, deleteAct(pathUse(call, file), { recursive }, call.run.place)), file.span);
}

/** Judges other words in the place of this command's: what a tool does by a program that is known. */
export function asIf(call: Invocation, ...words: readonly (string | Word)[]): Text {
  const all = words.map((word) => (typeof word === "string" ? { value: word, span: call.span } : word));
  return all.length > 0 ? call.run.engine.invoke({ ...call, words: all }) : unknownText;
}

/** A word of an option or address that is a command line for a shell. */
export function runsText(call: Invocation, word: Word, text: string = word.value): void {
  note(call, word.remote ? "runs-remote-code" : "runs-hidden-program", { span: word.span, target: text });
  call.run.engine.evaluate({ ...call, span: word.span }, { ...word, value: text }, "bash");
}
