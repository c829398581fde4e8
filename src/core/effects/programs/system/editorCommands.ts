/** Editors and debuggers run the commands they are started with. */
import { writeAct } from "../../access.ts";
import { judgeInlineCode } from "../../inlineCode.ts";
import { addAct, commandText, type Invocation, note, type Word } from "../../shell/run.ts";
import { type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { pathUse, readFile, withCommand } from "../judge.ts";
import type { Spec } from "../spec.ts";

/** Text that a shell gets. */
function runs(call: Invocation, word: Word, text: string): void {
  note(call, "runs-hidden-program", { span: word.span, target: text });
  call.run.engine.evaluate({ ...call, span: word.span }, { ...word, value: text }, "bash");
}

/** Code of another language that a program runs by itself. */
function runsCode(call: Invocation, word: Word, language: string, code: string): void {
  note(call, "runs-hidden-program", { span: word.span, target: code });
  judgeInlineCode({ ...call, words: [{ ...word, value: language }] }, { ...word, value: code });
}

type Judge = (call: Invocation, word: Word, rest: string) => void;

const writesEdited: Judge = (call, word, rest) => {
  const shell = /^\s*!(.*)$/s.exec(rest)?.[1];
  if (shell !== undefined) runs(call, word, shell);
  const file = /^!?\s*(?:>>)?\s*([^\s!|]\S*)/.exec(rest)?.[1];
  if (file && shell === undefined) writes(call, word, file);
};

function writes(call: Invocation, word: Word, file: string): void {
  const found = writeAct({ ...pathUse(call, word), text: file, glob: false }, undefined, "program", call.run.place);
  addAct(call.run, withCommand(call, found), word.span);
}

/** Commands of vi and its kin by their names; `rest` is what follows. The others only change the text at hand. */
const exCommands: readonly (readonly [RegExp, Judge])[] = [
  [/^(?:[%.,$\d'<>]*)!(.*)$/s, (call, word, rest) => runs(call, word, rest)],
  [/^(?:[%.,$\d'<>]*)(?:r|read)\s*!(.*)$/s, (call, word, rest) => runs(call, word, rest)],
  [/^(?:ter(?:m(?:inal)?)?|make|gr(?:ep)?|Dispatch)\b!?\s+(.*)$/s, (call, word, rest) => runs(call, word, rest)],
  [/^(?:py3?x?|python[3x]?)\b\s*(?:<<\s*\w*)?\s*(.*)$/s, (call, word, rest) => runsCode(call, word, "python3", rest)],
  [/^rub(?:y)?\b\s*(.*)$/s, (call, word, rest) => runsCode(call, word, "ruby", rest)],
  [/^perl?\b\s*(.*)$/s, (call, word, rest) => runsCode(call, word, "perl", rest)],
  [/^lua\b\s*(.*)$/s, (call, word, rest) => runsCode(call, word, "lua", rest)],
  [
    /^(?:so(?:urce)?|ru(?:ntime)?|pyf(?:ile)?|py3f(?:ile)?|luaf(?:ile)?|pa(?:ckadd)?|exe(?:cute)?|norm(?:al)?!?|fe(?:edkeys)?|@:?)\b\s*(.*)$/s,
    (call, word, rest) => note(call, "runs-hidden-program", { span: word.span, target: rest }),
  ],
  [
    /^(?:[%.,$\d'<>]*)(?:w(?:rite)?|wq|x(?:it)?|sav(?:eas)?|up(?:date)?|wa(?:ll)?|wqa(?:ll)?|xa(?:ll)?)\b(.*)$/s,
    writesEdited,
  ],
  [/^cal(?:l)?\s+delete\(\s*(['"])(.*?)\1.*$/s, (call, word) => deletes(call, word)],
];

function deletes(call: Invocation, word: Word): void {
  const file = /delete\(\s*(['"])(.*?)\1/.exec(word.value)?.[2] ?? "";
  call.run.engine.invoke({
    ...call,
    words: [
      { ...word, value: "rm" },
      { ...word, value: "-rf" },
      { ...word, value: file },
    ],
  });
}

function judgeEx(call: Invocation, word: Word): void {
  const inner = /system(?:list)?\(\s*(['"])(.*?)\1/s.exec(word.value)?.[2];
  if (inner !== undefined) runs(call, word, inner);
  const written = /writefile\([\s\S]*?,\s*(['"])(.*?)\1/.exec(word.value)?.[2];
  if (written !== undefined) writes(call, word, written);
  // A shell's command takes the rest of the line, bars and all.
  const pieces = /!|\b(?:py|python|perl|ruby|lua)/.test(word.value) ? [word.value] : word.value.split(/(?<!\\)\|/);
  for (const piece of pieces) {
    const text = piece
      .trim()
      .replace(/^:+/, "")
      .replace(/^(?:silent!?|sil!?|noautocmd|verbose|keepalt)\s+/, "");
    for (const [pattern, judge] of exCommands) {
      const found = pattern.exec(text);
      if (!found) continue;
      judge(call, word, found.at(-1) ?? "");
      break;
    }
  }
}

/** `+!cmd`, `-c '!cmd'`; the files named are what it edits. */
function judgeVim(call: Invocation, args: Arguments): Text {
  const isGiven = (word: Word) => word.value.startsWith("+");
  const commands = args.items.filter(({ option }) => option === "c" || option === "cmd").map(({ word }) => word);
  for (const word of call.words.slice(1).filter(isGiven)) commands.push({ ...word, value: word.value.slice(1) });
  for (const command of commands) judgeEx(call, command);
  // `-s file` types what is in the file; after `-e` it only means silence.
  const at = call.words.findIndex((word) => word.value === "-s");
  const typed = at > 0 && !args.options.has("e") && !args.options.has("E") && call.words[0]?.value !== "ex";
  const script = args.options.get("S") ?? (typed ? call.words[at + 1] : undefined);
  if (script) note(call, "runs-unseen-script", { target: script.value });
  for (const word of args.operands.filter((operand) => !isGiven(operand))) {
    addAct(call.run, withCommand(call, writeAct(pathUse(call, word), undefined, "program", call.run.place)), word.span);
  }
  if (call.stdin && (args.options.has("s") || args.options.has("e") || args.options.has("es"))) {
    for (const line of call.stdin.value.split("\n")) judgeEx(call, { ...call.stdin, value: line, span: call.span });
  }
  if (commands.length === 0) note(call, "opens-program", { target: commandText(call.words) });
  return unknownText;
}

export const vim: Spec = {
  options: "c=text cmd=text S=text s u=script U=script i=text w=write W=write e E R n N b d g X es",
  operands: "text*",
  noHelp: true,
  more: judgeVim,
};

/** What a debugger is told: `shell`, `python`, and calls in the program it holds. */
export function judgeDebugger(call: Invocation, args: Arguments): Text | undefined {
  for (const { option, word } of args.items) {
    if (!/^(?:ex|eval-command|iex|o|one-line|O|one-line-before-file)$/.test(option ?? "")) continue;
    const text = word.value.trim();
    const shell = /^(?:!|(?:platform\s+)?shell\b)\s*(.*)$/s.exec(text)?.[1];
    const code = /^(?:py(?:thon)?|script)\b\s*(.*)$/s.exec(text)?.[1];
    const inner = /\b(?:system|popen|execl?p?)\s*\(\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
    const file = /^(?:source|command source)\s+(\S+)/.exec(text)?.[1];
    if (shell !== undefined) runs(call, word, shell);
    else if (code !== undefined) runsCode(call, word, "python3", code);
    else if (inner !== undefined) runs(call, word, inner);
    else if (file !== undefined) readFile(call, { ...word, value: file });
  }
  // Behind `--args` stands the command it is there to run.
  const at = call.words.findIndex((word) => /^--?args$/.test(word.value));
  if (at > 0 && at + 1 < call.words.length) call.run.engine.invoke({ ...call, words: call.words.slice(at + 1) });
  return undefined;
}
