/** git's configuration (git 2.51): which keys run something, wherever they are given. */
import { writeAct } from "../../access.ts";
import { addAct, type Invocation, note, type Word } from "../../shell/run.ts";
import { type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { pathUse, withCommand } from "../judge.ts";
import type { Spec } from "../spec.ts";
import { given, valueIn } from "../table.ts";

/** Keys whose values run something or change where things go. */
const actingKey =
  /^(?:core\.(?:fsmonitor|hookspath|sshcommand|pager|editor|gitproxy|askpass|attributesfile|worktree|alternaterefscommand|excludesfile)|alias\.|filter\.|diff\.(?:external|.*\.(?:command|textconv))|merge\..*\.driver|mergetool\.|difftool\.|credential\.|gpg\.(?:.*\.)?(?:program|defaultkeycommand)|pager\.|sequence\.editor|interactive\.difffilter|ssh\.variant|url\.|include|http\.|remote\..*\.(?:uploadpack|receivepack|vcs|url|pushurl|proxy)|protocol\.|uploadpack\.|receive\.|submodule\..*\.update|sendemail\.|web\.browser|browser\.|man\.|instaweb|init\.templatedir|safe\.|trailer\..*\.(?:cmd|command)|tar\.|commit\.gpgsign_program|fsck\.)/i;
const inertPager = /^(?:core\.pager|pager\.\w+)=(?:cat|less|more|)$/i;
const inertEditor = /^(?:core|sequence)\.editor=(?:true|:|cat|vi|vim|nano)$/i;
/** Throws away at once what the repository still keeps for a while. */
const prunesNow =
  /^gc\.(?:pruneexpire|reflogexpire(?:unreachable)?|worktreepruneexpire|.*\.reflogexpire.*)=(?:now|all|0|.*seconds?.*)$/i;
/** Switched off, or pointed at nothing. */
const inertValue = /^(?:false|true|\/dev\/null|)$/i;

/** Judges one `name=value` of configuration. */
export function judgeSetting(call: Invocation, setting: Word): void {
  const [, name = setting.value, value = ""] = /^([^=]+)=([\s\S]*)$/.exec(setting.value) ?? [];
  if (prunesNow.test(setting.value)) note(call, "destroys-history", { span: setting.span, target: setting.value });
  if (!actingKey.test(name) || inertPager.test(setting.value) || inertEditor.test(setting.value)) return;
  if (inertValue.test(value) && !/external/i.test(name)) return;
  note(call, "runs-hidden-program", { span: setting.span, target: setting.value });
  const text = value.replace(/^!/, "");
  if (text !== "" && !/^https?:/.test(text))
    call.run.engine.evaluate({ ...call, span: setting.span }, { ...setting, value: text }, "bash");
}

/** Values that a URL or a header carries a token in. */
const secretKey = /extraheader|token|password|^credential\..*|smtppass/i;
const verbs = /^(?:get|list|set|unset|edit|rename-section|remove-section|get-urlmatch|get-all|get-regexp|get-color)$/;

function judgeConfig(call: Invocation, args: Arguments): Text {
  const words = args.operands.map((word) => word.value);
  const verb = verbs.test(words[0] ?? "") ? words.shift() : undefined;
  const key = words[0] ?? "";
  const reading =
    given(args, "get", "get-all", "get-regexp", "list", "l", "get-urlmatch", "get-color", "get-colorbool") ||
    verb === "list" ||
    verb?.startsWith("get");
  const changing =
    verb !== undefined ||
    words.length > 1 ||
    given(args, "unset", "unset-all", "add", "replace-all", "edit", "e", "remove-section", "rename-section");
  const file = valueIn(args, "f", "file");
  if (reading || !changing)
    note(call, secretKey.test(key) ? "reads-secret" : "reads-files", { target: key || "git's configuration" });
  else if (actingKey.test(key) && !given(args, "unset", "unset-all") && verb !== "unset")
    judgeActing(call, key, words[1] ?? "");
  else if (given(args, "global", "system")) note(call, "writes-outside-workspace", { target: "git's configuration" });
  else note(call, "changes-repository");
  if (file && !reading && changing)
    addAct(call.run, withCommand(call, writeAct(pathUse(call, file), undefined, "program", call.run.place)), file.span);
  return unknownText;
}

/** Left in the configuration, it runs with every later command. */
function judgeActing(call: Invocation, key: string, value: string): void {
  const setting = `${key}=${value}`;
  const harmless = inertPager.test(setting) || inertEditor.test(setting) || /^(?:false|true)$/i.test(value);
  note(call, harmless ? "changes-repository" : "leaves-something-running", { target: key });
}

export const config: Spec = {
  options:
    "global system local worktree f,file=text blob=text get get-all get-regexp list l unset unset-all add replace-all edit e remove-section rename-section show-origin type=text default=text value=text comment=text",
  operands: "text*",
  more: judgeConfig,
};
