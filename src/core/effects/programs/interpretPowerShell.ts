/** Text that PowerShell runs: `iex`, `pwsh -Command`, `-EncodedCommand`. */

import { bytesOfBase64 } from "../base64.ts";
import { runFile } from "../scripts.ts";
import { type Invocation, note, subScope, type Word } from "../shell/run.ts";
import { hole, isKnown, joinTexts, type Text, unknownText } from "../text.ts";

export function interpretPowerShell(call: Invocation, text: Word | undefined): Text {
  if (!text) {
    note(call, "hidden-command");
    return unknownText;
  }
  if (text.remote) note(call, "runs-remote-code", { span: text.span });
  if (text.decoded) note(call, "hides-its-text", { span: text.span });
  if (!isKnown(text)) note(call, "hidden-command", { span: text.span });
  if (text.value.trim() === hole) return unknownText;
  return call.run.engine.evaluate(
    { ...call, scope: { ...subScope(call.scope), dialect: "powershell" } },
    text,
    "powershell",
  );
}

/** `powershell.exe` and `pwsh` with their own options. */
export function judgePowerShell(call: Invocation): Text {
  const words = call.words.slice(1);
  for (let index = 0; index < words.length; index++) {
    const option = (words[index] as Word).value.toLowerCase().replace(/^[-/\u2013]+/, "-");
    const next = words[index + 1];
    if (!/^-/.test(option)) return interpretPowerShell(call, joined(words.slice(index), call));
    if (/^-(?:e|ec|en\w*)$/.test(option) && next) return judgeEncoded(call, next);
    if (/^-(?:c|co\w*|cwa|commandwithargs)$/.test(option) && !/^-con/.test(option)) {
      return next?.value === "-"
        ? interpretPowerShell(call, fed(call))
        : interpretPowerShell(call, joined(words.slice(index + 1), call));
    }
    if (/^-(?:f|fi\w*)$/.test(option)) {
      if (next) return runFile(call, next, { dialect: "powershell" });
      note(call, "hidden-command");
      return unknownText;
    }
    if (/^-(?:ex\w*|ep|w|wi\w*|v|ver\w*|in\w*|o\w*|wd|wor\w*|con\w*|psc\w*|set\w*|cus\w*)$/.test(option)) index++;
    if (/^-(?:version|help|\?|h)$/.test(option) && words.length === 1) {
      note(call, "prints");
      return unknownText;
    }
  }
  if (call.stdin) return interpretPowerShell(call, fed(call));
  note(call, "hidden-command");
  return unknownText;
}

function judgeEncoded(call: Invocation, text: Word): Text {
  note(call, "hides-its-text", { span: text.span });
  const bytes = bytesOfBase64(text.value);
  if (!bytes || !isKnown(text)) return interpretPowerShell(call, { ...text, value: hole });
  let value = "";
  for (let index = 0; index + 1 < bytes.length; index += 2)
    value += String.fromCharCode((bytes[index] as number) | ((bytes[index + 1] as number) << 8));
  return interpretPowerShell(call, { ...text, value });
}

function fed(call: Invocation): Word | undefined {
  return call.stdin ? { ...call.stdin, span: call.span } : undefined;
}

function joined(words: readonly Word[], call: Invocation): Word | undefined {
  return words.length > 0 ? { ...joinTexts(words, " "), span: words[0]?.span ?? call.span } : undefined;
}
