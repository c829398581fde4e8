/** How programs of Windows are described: switches are `/x`, and many are told apart by a few words anywhere. */
import { writeAct } from "../../access.ts";
import { type JudgementId, judgements } from "../../judgements.ts";
import { addAct, commandText, type Invocation, note, type Word } from "../../shell/run.ts";
import { hole, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { pathUse, withCommand } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";

export const win = (options: string, operands = "text*", rest: Partial<Spec> = {}): Spec => ({
  style: "windows",
  options,
  operands,
  ...rest,
});

export const none: Spec = win("");

export const judged = (rule: JudgementId, rest: Partial<Spec> = {}): Spec => win("", "text*", { rule, ...rest });

export const all = (entry: Spec, names: string): Table =>
  Object.fromEntries(names.split(" ").map((name) => [name, entry]));

/** What follows the program, in lower case, with every switch as `/x`. */
export function tailOf(call: Invocation): string {
  const words = call.words.slice(1).map((word) => word.value.replace(/^[-\u2013]+(?=[a-z?])/i, "/"));
  return words.join(" ").toLowerCase();
}

const question = /^(?:[-/]\?|[-/]{1,2}help)$/i;

/** Asked for its help, or that of a subcommand, it does nothing else. */
export function asksForHelp(call: Invocation): boolean {
  const [, ...words] = call.words;
  const last = words.pop();
  return last !== undefined && question.test(last.value) && words.length < 3 && words.every(isPlainName);
}

/** For programs that run something: behind its name, a question is for that. */
export function asksOnlyForHelp(call: Invocation): boolean {
  return call.words.length === 2 && question.test(call.words[1]?.value ?? "");
}

function isPlainName(word: Word): boolean {
  return /^[-/]?[a-z]+$/i.test(word.value);
}

export type Rows = readonly (readonly [RegExp, JudgementId])[];

/** The first row whose words are met judges; `otherwise` where none is. `more` adds what a row cannot say. */
export const byRows = (
  rows: Rows,
  otherwise: JudgementId,
  more?: (call: Invocation, tail: string) => void,
  rest: Partial<Spec> = {},
): Spec => ({
  ...win("", "text*", { noHelp: true, ...rest }),
  more: (call) => {
    const tail = tailOf(call);
    if (asksForHelp(call)) {
      note(call, "prints");
      return unknownText;
    }
    const rule = rows.find(([words]) => words.test(tail))?.[1] ?? otherwise;
    // What it is told to do is not known.
    const hidden = tail.startsWith(hole) && judgements[rule].grade === "allow";
    note(call, hidden ? "unknown-subcommand" : rule, { target: commandText(call.words) });
    more?.(call, tail);
    return undefined;
  },
});

export function operandsOf(call: Invocation): readonly Word[] {
  return call.words.slice(1).filter((word) => !/^[-/][a-z?]/i.test(word.value));
}

/** Something at another machine, by its share or by a URL. */
export const elsewhere = /(?:^|[\s:="'(@,])(?:https?:|ftp:|\\\\(?![?.]\\)[\w.-]+|\/\/[\w.-]+\/)/i;

/** Writes a file: judged by its place, and by more than that where it acts. */
export function writes(call: Invocation, word: Word | undefined): void {
  if (word)
    addAct(call.run, withCommand(call, writeAct(pathUse(call, word), undefined, "program", call.run.place)), word.span);
}

/** Where a change of rights hits more than a file of one's own. */
export function judgeRights(call: Invocation, word: Word, rule: JudgementId, broad: boolean): void {
  const found = writeAct(pathUse(call, word), undefined, "program", call.run.place);
  const weakens = broad && found.rule === "writes-system-file";
  note(call, found.rule === "changes-guard" ? "changes-guard" : weakens ? "weakens-protection" : rule, {
    target: found.targets[0] ?? word.value,
    paths: found.paths,
    span: word.span,
  });
}

export type More = (call: Invocation, args: Arguments) => Text | undefined;
