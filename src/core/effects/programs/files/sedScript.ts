/** sed: `e` runs, `w` writes, `r` reads, `-i` changes the files. Patterns and texts are data. */
import { readAct, writeAct } from "../../access.ts";
import { addAct, type Invocation, note, type Word } from "../../shell/run.ts";
import { hole, isKnown, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { pathUse, withCommand } from "../judge.ts";
import { inputOf, substituted } from "../transforms.ts";

export const sedOptions =
  "n,quiet,silent e,expression=text f,file=script i?,in-place?=text E r,regexp-extended s,separate z,null-data u l=text sandbox posix debug follow-symlinks b";

/** One command of a script, without its addresses. */
interface Command {
  readonly name: string;
  /** The text, the file, the flags, or the shell's command. */
  readonly rest: string;
  readonly replacement?: string;
}

export function judgeSed(call: Invocation, args: Arguments): Text | undefined {
  const given = args.items
    .filter((item) => item.option === "e" || item.option === "expression")
    .map((item) => item.word);
  const hasFile = args.options.has("f") || args.options.has("file");
  const script = given.length > 0 || hasFile ? given : args.operands.slice(0, 1);
  for (const part of script) judgeScript(call, part);
  if (!args.options.has("i") && !args.options.has("in-place")) {
    return substituted(inputOf(call, args), script[0]?.value ?? "");
  }
  const text = script.map((part) => part.value).join("\n");
  for (const { word } of args.items.filter((item) => item.role === "read")) {
    const { place } = call.run;
    addAct(call.run, withCommand(call, writeAct(pathUse(call, word), undefined, "program", place)), word.span);
    if (/^\d*,?\$?d$/.test(text.trim())) note(call, "truncates-file", { target: word.value });
  }
  return unknownText;
}

function judgeScript(call: Invocation, script: Word): void {
  if (script.remote) note(call, "runs-remote-code", { span: script.span });
  if (script.value.trim() === hole) note(call, "hidden-command", { span: script.span });
  for (const command of commandsOf(script.value)) judgeCommand(call, command, script);
}

function judgeCommand(call: Invocation, { name, rest, replacement }: Command, script: Word): void {
  const { span } = script;
  const use = (text: string) => ({ text, cwd: call.scope.cwd });
  if (name === "e") runs(call, rest, script);
  else if (/^[wW]$/.test(name))
    addAct(call.run, withCommand(call, writeAct(use(rest), undefined, "program", call.run.place)), span);
  else if (/^[rR]$/.test(name)) addAct(call.run, withCommand(call, readAct(use(rest), call.run.place)), span);
  else if (name === "s") {
    const [, flags = "", file] = /^([a-zA-Z0-9]*?)(?:w\s*(\S.*))?$/.exec(rest.trim()) ?? [];
    if (/e/.test(flags)) runs(call, (replacement ?? "").replace(/\\(.)/g, "$1"), script);
    if (file) addAct(call.run, withCommand(call, writeAct(use(file), undefined, "program", call.run.place)), span);
  }
}

function runs(call: Invocation, text: string, script: Word): void {
  note(call, "runs-hidden-program", { span: script.span, target: text.trim() || "each line" });
  const known = { ...script, value: text };
  if (text.trim() !== "" && isKnown(known)) {
    call.run.engine.evaluate({ ...call, span: script.span, stdin: undefined }, known, "bash");
  }
}

const maxCommands = 2_000;

/** The commands of a script in order. Whatever cannot be read ends it: what was read so far counts. */
export function commandsOf(script: string): Command[] {
  const found: Command[] = [];
  let at = 0;
  while (at < script.length && found.length < maxCommands) {
    at = afterAddresses(script, at);
    const name = script[at];
    if (name === undefined) break;
    const read = readCommand(script, at + 1, name);
    if (!/^[{};#\s]$/.test(name)) found.push(read.command);
    at = Math.max(read.end, at + 1);
  }
  return found;
}

/** Blanks, ends of commands, addresses and `!` in front of a command. */
function afterAddresses(script: string, from: number): number {
  let at = from;
  for (;;) {
    const rest = script.slice(at, at + 4_000);
    const plain =
      /^(?:[\s;!,~+]+|\d+|\$)/.exec(rest) ??
      /^\/(?:\\[\s\S]|\[\^?\]?[^\]]*\]|[^/\\[])*\/[IM]*/.exec(rest) ??
      /^\\([^\s\\])(?:(?!\1)[\s\S])*\1[IM]*/.exec(rest);
    if (!plain) return at;
    at += plain[0].length;
  }
}

function readCommand(script: string, from: number, name: string): { readonly command: Command; readonly end: number } {
  if (name === "s" || name === "y") {
    const separator = script[from] ?? "";
    const middle = closing(script, from + 1, separator);
    const end = closing(script, middle + 1, separator);
    const flags = /^[a-zA-Z0-9]*?(?=w)w[^\n]*|^[a-zA-Z0-9]*/.exec(script.slice(end + 1))?.[0] ?? "";
    const replacement = script.slice(middle + 1, end);
    return { command: { name, rest: name === "s" ? flags : "", replacement }, end: end + 1 + flags.length };
  }
  if (/^[aic]$/.test(name)) {
    const text = /^(?:\\\n|[^\n\\]|\\[\s\S])*/.exec(script.slice(from))?.[0] ?? "";
    return { command: { name, rest: text }, end: from + text.length };
  }
  if (/^[rRwWe]$/.test(name) || name === "#") {
    const text = /^[^\n]*/.exec(script.slice(from))?.[0] ?? "";
    const ends = text.replace(/\s*\}\s*$/, "");
    return { command: { name, rest: (name === "e" ? text : ends).trim() }, end: from + text.length };
  }
  const text = /^[btTqQlLv:]$/.test(name) ? (/^[^\n;}]*/.exec(script.slice(from))?.[0] ?? "") : "";
  return { command: { name, rest: text.trim() }, end: from + text.length };
}

/** Where a part ends; in brackets and after a backslash the separator is data. */
function closing(script: string, from: number, separator: string): number {
  for (let at = from; at < script.length; at++) {
    if (script[at] === "\\") at++;
    else if (script[at] === separator) return at;
  }
  return script.length;
}
