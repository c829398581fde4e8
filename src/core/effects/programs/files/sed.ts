/** sed 4.9: what its scripts do beyond changing text. */
import { writeAct } from "../../access.ts";
import { addAct, type Invocation, note, type Word } from "../../shell/run.ts";
import { type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { pathUse, withCommand } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { each } from "../table.ts";
import { inputOf, substituted } from "../transforms.ts";

const sedOptions =
  "n,quiet,silent e,expression=text f,file=script i?,in-place?=text E r,regexp-extended s,separate z,null-data u l=text sandbox posix debug follow-symlinks b";

/** sed: `e` runs, `w` writes, `r` reads, `-i` changes the files. */
function judgeSed(call: Invocation, args: Arguments): Text | undefined {
  const given = args.items
    .filter((item) => item.option === "e" || item.option === "expression")
    .map((item) => item.word);
  const script = given.length > 0 ? given : args.operands.slice(0, 1);
  const hasFile = args.options.has("f") || args.options.has("file");
  for (const part of hasFile ? given : script) judgeSedScript(call, part.value, part);
  const files = args.items.filter((item) => item.role === "read");
  if (args.options.has("i") || args.options.has("in-place")) {
    const text = script.map((part) => part.value).join("\n");
    for (const file of files) {
      addAct(
        call.run,
        withCommand(call, writeAct(pathUse(call, file.word), undefined, "program", call.run.place)),
        file.word.span,
      );
      if (/^\d*,?\$?d$/.test(text.trim())) note(call, "truncates-file", { target: file.word.value });
    }
    return unknownText;
  }
  return substituted(inputOf(call, args), script[0]?.value ?? "");
}

function judgeSedScript(call: Invocation, script: string, from: Word): void {
  const span = { span: from.span };
  for (const line of script.split(/\n|;/)) {
    const command = line
      .trim()
      .replace(
        /^(?:\d+|\$|\/(?:\\.|[^/\\])*\/I?|\\(.)(?:(?!\1).)*\1)?(?:,(?:[+~]?\d+|\$|\/(?:\\.|[^/\\])*\/I?))?\s*!?\s*\{?\s*/,
        "",
      );
    if (/^e(?:\s|$)/.test(command)) {
      note(call, "runs-hidden-program", { ...span, target: command.slice(1).trim() || "each line" });
      if (command.length > 2) call.run.engine.evaluate({ ...call, ...span }, { value: command.slice(2) }, "bash");
    }
    const file = /^[wW]\s*(\S+)/.exec(command)?.[1];
    if (file)
      addAct(call.run, writeAct({ text: file, cwd: call.scope.cwd }, undefined, "program", call.run.place), from.span);
    const read = /^[rR]\s*(\S+)/.exec(command)?.[1];
    if (read)
      call.run.engine.invoke({
        ...call,
        words: [
          { ...from, value: "cat" },
          { ...from, value: read },
        ],
      });
    judgeSubstitution(call, line, from);
  }
}

function judgeSubstitution(call: Invocation, line: string, from: Word): void {
  const found =
    /(?:^|[\s\d$/,{!;])s([^\w\s\\])((?:\\.|(?!\1)[^\\])*)\1((?:\\.|(?!\1)[^\\])*)\1([a-zA-Z0-9]*)(?:\s+(\S+))?/.exec(
      line,
    );
  if (!found) return;
  const [, , , to = "", flags = "", file] = found;
  if (/e/.test(flags)) {
    note(call, "runs-hidden-program", { span: from.span, target: to });
    call.run.engine.evaluate({ ...call, span: from.span }, { value: to.replace(/\\(.)/g, "$1") }, "bash");
  }
  if (/w/.test(flags) && file)
    addAct(call.run, writeAct({ text: file, cwd: call.scope.cwd }, undefined, "program", call.run.place), from.span);
}

const spec: Spec = {
  options: sedOptions,
  operands: "text read*",
  replacesFirst: "e f expression file",
  more: judgeSed,
};

export const sed: Table = each(spec, "sed gsed");
