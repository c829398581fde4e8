/** cmd.exe itself, its builtins that steer it, and the Linux subsystem (Windows 11 24H2). */
import { readAct } from "../../access.ts";
import { resolvePath } from "../../paths.ts";
import { secretName } from "../../shell/bashParameters.ts";
import { judgeAssignment } from "../../shell/environment.ts";
import { addAct, commandText, type Invocation, note, setVariable, subScope, type Word } from "../../shell/run.ts";
import { hole, isKnown, joinTexts, marked, plain, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { judgePowerShell } from "../interpretPowerShell.ts";
import type { Spec, Table } from "../spec.ts";
import { all, asksOnlyForHelp, byRows, judged, type More, none, win } from "./spec.ts";

/** Words as they stand, quotes included. */
const asWritten = (words: readonly Word[]): Text =>
  joinTexts(
    words.map((word) => ({ ...word, value: word.written ?? word.value })),
    " ",
  );

/** Text that becomes a command line of cmd. */
function runText(call: Invocation, text: Text): Text {
  if (text.remote) note(call, "runs-remote-code");
  if (!isKnown(text)) note(call, "hidden-command");
  return text.value.trim() === "" ? plain("") : call.run.engine.evaluate(call, text, "cmd");
}

/** `cmd [/s] [/v:on] /c command`, from any shell (`//c` is how MSYS shells write it). */
function judgeCmd(call: Invocation): Text {
  const all = asWritten(call.words.slice(1));
  const [, switches = "", command] =
    /^((?:\s*\/+(?![ckr])[a-z?](?::[^\s/]*)?)*)(?:\s*\/+[ckr]\s?([\s\S]*))?/i.exec(all.value) ?? [];
  const scope = { ...subScope(call.scope), ...(/\/v(?::on)?(?![:\w])/i.test(switches) ? { delayed: true } : {}) };
  const inner = { ...call, scope };
  if (/\/\?/.test(switches)) {
    note(call, "prints");
    return unknownText;
  }
  if (command !== undefined && command.trim() !== "")
    return runText(inner, { ...all, value: withoutOuterQuotes(command, /\/s/i.test(switches)) });
  if (call.stdin && isKnown(call.stdin) && !call.stdin.remote) return runText(inner, call.stdin);
  note(call, call.stdin?.remote ? "runs-remote-code" : call.stdin ? "hidden-command" : "opens-program", {
    target: "a shell",
  });
  return { ...unknownText, fromShell: true };
}

/** The first and the last quote go, unless they only hold the name of a program. */
function withoutOuterQuotes(text: string, always: boolean): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('"')) return text;
  const only = trimmed.split('"').length === 3;
  const name = trimmed.slice(1, trimmed.indexOf('"', 1));
  if (!always && only && (!/\s/.test(name) || /\.(?:exe|com|bat|cmd)$/i.test(name))) return text;
  const last = trimmed.lastIndexOf('"');
  return last === 0 ? trimmed.slice(1) : trimmed.slice(1, last) + trimmed.slice(last + 1);
}

/** `start ["title"] [options] command`; with /b it only stays in this window, so the command alone counts. */
function startProgram(call: Invocation): Text {
  const rest = [...call.words.slice(1)];
  if (asksOnlyForHelp(call)) {
    note(call, "prints");
    return unknownText;
  }
  const scope = subScope(call.scope);
  let here = false;
  if (rest[0]?.written?.startsWith('"')) rest.shift();
  while (rest[0] && /^\/[a-z]+/i.test(rest[0].value)) {
    const option = (rest.shift() as Word).value.toLowerCase();
    if (option === "/b") here = true;
    if (option === "/d") scope.cwd = resolvePath(rest[0]?.value ?? "", call.run.place, scope.cwd);
    if (/^\/(?:d|node|affinity)$/.test(option)) rest.shift();
  }
  const isAddress = /^[a-z]{2,}:/i.test(rest[0]?.value ?? "");
  if (!here || isAddress) note(call, "opens-program", { target: commandText(rest) });
  if (isAddress) return unknownText;
  // Without a command it opens a shell.
  return call.run.engine.evaluate({ ...call, scope }, rest.length > 0 ? asWritten(rest) : plain("cmd"), "cmd");
}

/** `set`: shows, computes, asks for, or sets. */
function setCommand(call: Invocation): Text {
  const text = asWritten(call.words.slice(1));
  const [, flag, rest = ""] = /^(?:\/([ap])\s*)?([\s\S]*)$/i.exec(text.value.trim()) ?? [];
  if (/^\/\?/.test(text.value)) note(call, "prints");
  else if (flag?.toLowerCase() === "a") return compute(call, rest);
  else if (rest.includes("=")) return assign(call, rest, text, flag !== undefined);
  else return showVariables(call, rest.replaceAll('"', "").trim());
  return unknownText;
}

/** Results are numbers; which ones is not worked out. */
function compute(call: Invocation, text: string): Text {
  for (const [, name] of text.matchAll(/([a-z_]\w*)\s*(?:[-+*/%&|^]|<<|>>)?=(?!=)/gi))
    setVariable(call.scope, (name as string).toLowerCase(), unknownText);
  note(call, "prints");
  return unknownText;
}

function assign(call: Invocation, rest: string, text: Text, asked: boolean): Text {
  const quoted = rest.startsWith('"') && rest.lastIndexOf('"') > 0;
  const inner = quoted ? rest.slice(1, rest.lastIndexOf('"')) : rest.replace(/^"/, "");
  const at = inner.indexOf("=");
  const name = inner.slice(0, at);
  const given = asked ? firstLine(call.stdin) : marked(inner.slice(at + 1), [text]);
  if (name.trim() !== "") setVariable(call.scope, name.toLowerCase(), given);
  // Names of variables do not tell upper from lower case; the table of those that act is written in both.
  for (const spelling of new Set([name, name.toUpperCase(), name.toLowerCase()]))
    judgeAssignment(call, spelling, given);
  note(call, "prints", { target: name });
  return plain("");
}

function firstLine(input: Text | undefined): Text {
  if (!input) return unknownText;
  return isKnown(input) ? marked(input.value.split(/\r?\n/)[0] ?? "", [input]) : marked(hole, [input]);
}

const secretPrefix =
  /^(?:aws|azure|gh|github|gitlab|npm|openai|anthropic|google|stripe|slack|docker|pg|database|db|api)/i;

/** `set x` shows every variable whose name begins so. */
function showVariables(call: Invocation, prefix: string): Text {
  const secret = secretName.test(prefix) || secretPrefix.test(prefix) || /^(?:tok|sec|pass|key|cred)/i.test(prefix);
  if (prefix === "") note(call, "lists-environment");
  else note(call, secret ? "reads-secret" : "prints", { target: prefix });
  return { value: hole, ...(prefix === "" || secret ? { secret: true } : {}) };
}

function echo(call: Invocation): Text {
  const text = joinTexts(call.words.slice(1), " ");
  if (text.secret) note(call, "reads-secret", { target: "a variable that holds a secret" });
  if (/^\s*(?:on|off|\/\?)\s*$/i.test(text.value)) return plain("");
  return { ...text, value: `${text.value}\n` };
}

/** `call`: reads its line once more. Labels are in the same text and are judged there. */
function callAgain(call: Invocation): Text {
  const [, first] = call.words;
  if (first?.value.startsWith(":") || asksOnlyForHelp(call)) {
    note(call, "prints");
    return plain("");
  }
  return runText(call, asWritten(call.words.slice(1)));
}

/** `cd` goes to another drive only with /d. */
const changeFolder: More = (call, args) => {
  const [to] = args.operands;
  note(call, "prints");
  if (!to) return undefined;
  const path = isKnown(to) ? resolvePath(to.value, call.run.place, call.scope.cwd) : undefined;
  const here = call.scope.cwd?.slice(0, 2).toLowerCase();
  const staysHere = /^[a-z]:/i.test(to.value) && here !== undefined && path?.slice(0, 2).toLowerCase() !== here;
  if (!staysHere || args.options.has("d") || path === undefined) call.scope.cwd = path;
  return plain("");
};

const pushFolder: More = (call, args) => {
  const [to] = args.operands;
  note(call, "prints");
  if (!to) return undefined;
  const look = readAct({ text: to.value, cwd: call.scope.cwd }, call.run.place);
  if (look.rule === "contacts-network") addAct(call.run, look, to.span);
  call.scope.folders = [...(call.scope.folders ?? []), call.scope.cwd];
  call.scope.cwd = isKnown(to) ? resolvePath(to.value, call.run.place, call.scope.cwd) : undefined;
  return undefined;
};

const popFolder: More = (call) => {
  const folders = call.scope.folders ?? [];
  if (folders.length > 0) call.scope.cwd = folders.at(-1);
  call.scope.folders = folders.slice(0, -1);
  note(call, "prints");
  return undefined;
};

const localVariables: More = (call) => {
  const text = commandText(call.words);
  if (/enabledelayedexpansion/i.test(text)) call.scope.delayed = true;
  if (/disabledelayedexpansion/i.test(text)) call.scope.delayed = false;
  note(call, "prints");
  return undefined;
};

/** `wsl [options] [--] command` */
function judgeWsl(call: Invocation, args: Arguments): Text {
  const scope = { ...subScope(call.scope), dialect: "bash" as const };
  return call.run.engine.evaluate({ ...call, scope }, asWritten(args.rest), "bash");
}

const powershell: Spec = { operands: "text*", noHelp: true, more: judgePowerShell };
const silent: Spec = win("", "text*", {
  noHelp: true,
  more: (call) => {
    note(call, "prints");
    return plain("");
  },
});

export const shells: Table = {
  cmd: { operands: "text*", noHelp: true, more: judgeCmd },
  powershell,
  pwsh: powershell,
  powershell_ise: judged("opens-program"),
  wsl: {
    operands: "command",
    style: "gnu",
    options:
      "d,distribution=text u,user=text e,exec cd=dir shell-type=text unregister=text!destroys-environment shutdown!ends-processes t=text!ends-processes terminate=text!ends-processes l,list!prints v,version!prints import=text!changes-system export=text!writes-in-workspace install!installs-package update!installs-package status!prints s=text!changes-system set-default=text!changes-system mount=text!changes-system unmount!changes-system",
    byHand: judgeWsl,
  },
  ...all({ operands: "command", rule: "opens-program" }, "wt conhost"),
};

export const shellBuiltins: Table = {
  echo: { operands: "text*", noHelp: true, more: echo },
  set: { operands: "text*", noHelp: true, more: setCommand },
  call: { operands: "text*", noHelp: true, more: callAgain },
  start: win("", "text*", { noHelp: true, more: startProgram }),
  ...all(win("d", "text*", { more: changeFolder }), "cd chdir"),
  pushd: win("", "text*", { more: pushFolder }),
  popd: win("", "text*", { more: popFolder }),
  setlocal: win("", "text*", { more: localVariables }),
  endlocal: win("", "text*", {
    more: (call) => {
      call.scope.delayed = false;
      return plain("");
    },
  }),
  ...all(silent, "rem break cls title color prompt goto exit shift verify"),
  ...all(none, "ver vol pause help"),
  path: byRows([[/\S/, "sets-acting-variable"]], "prints"),
  ...all(
    byRows(
      [
        [/\/t/, "prints"],
        [/\S/, "changes-system"],
      ],
      "prints",
    ),
    "date time",
  ),
  ...all(byRows([[/=/, "leaves-something-running"]], "prints"), "assoc ftype"),
  doskey: byRows([[/=|\/(?:macrofile|exename|reinstall)/, "redefines-command"]], "prints"),
};
