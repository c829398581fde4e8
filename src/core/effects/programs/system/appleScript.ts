/** osascript: AppleScript runs shells, types keys and steers other programs. */
import { judgeInlineCode } from "../../inlineCode.ts";
import { runFile } from "../../scripts.ts";
import { type Invocation, note, type Word } from "../../shell/run.ts";
import { plain } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import type { Spec, Table } from "../spec.ts";
import { runsText, valueIn } from "../table.ts";

/** Text that a shell or a terminal is given. */
const shells = /\bdo (?:shell )?script\s+"((?:[^"\\]|\\.)*)"/gi;

function judgeScript(call: Invocation, code: Word): void {
  for (const found of code.value.matchAll(shells)) runsText(call, code, (found[1] ?? "").replace(/\\(.)/g, "$1"));
  if (/with administrator privileges/i.test(code.value))
    note(call, "gains-privilege", { span: code.span, target: "AppleScript" });
  if (/\bthe clipboard\b(?! to\b)/i.test(code.value))
    note(call, "reads-secret", { span: code.span, target: "the clipboard" });
  if (/\bkeystroke\b|\bkey code\b|\bclick\b/i.test(code.value))
    note(call, "runs-hidden-program", { span: code.span, target: "keys typed into another program" });
  if (/\b(?:empty (?:the )?trash|delete)\b/i.test(code.value)) note(call, "deletes-unknown-files", { span: code.span });
  if (/\b(?:shut ?down|restart|log ?out)\b/i.test(code.value))
    note(call, "ends-processes", { span: code.span, target: "the session" });
}

function judgeAppleScript(call: Invocation, args: Arguments): undefined {
  const pieces = args.items.filter((item) => item.option === "e").map((item) => item.word);
  const isJavaScript = /^javascript$/i.test(valueIn(args, "l")?.value ?? "");
  const fed =
    pieces.length === 0 && (args.operands.length === 0 || args.operands[0]?.value === "-") ? call.stdin : undefined;
  for (const code of fed ? [{ ...fed, span: call.span }] : pieces) {
    if (code.remote) note(call, "runs-remote-code", { span: code.span });
    else if (isJavaScript) judgeInlineCode({ ...call, words: [{ ...plain("node"), span: code.span }] }, code);
    else judgeScript(call, code);
  }
  const [file] = args.operands;
  if (pieces.length === 0 && file && file.value !== "-") runFile(call, file);
  return undefined;
}

const osascript: Spec = {
  options: "e=text l=text i s=text",
  operands: "text*",
  rule: "opens-program",
  more: judgeAppleScript,
};

export const appleScript: Table = { osascript };
