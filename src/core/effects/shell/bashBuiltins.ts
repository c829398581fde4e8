/** Builtins of bash and zsh that change the shell's own state or run text. The rest is in the catalogue. */

import { resolvePath } from "../paths.ts";
import { interpretStdin } from "../programs/interpreters.ts";
import type { Spec } from "../programs/spec.ts";
import { runFile } from "../scripts.ts";
import { hole, isKnown, joinTexts, marked, plain, type Text, unknownText } from "../text.ts";
import { judgeAssignment } from "./environment.ts";
import { commandText, fileText, type Invocation, note, setVariable, type Word } from "./run.ts";

type Builtin = (call: Invocation) => Text;

export const bashBuiltins: Readonly<Record<string, Builtin | Spec>> = {
  cd: changeFolder,
  pushd: changeFolder,
  popd: (call) => {
    call.scope.cwd = undefined;
    return prints(call);
  },
  eval: (call) => {
    const text = joinTexts(call.words.slice(1), " ");
    return runText(call, text);
  },
  source: sourceFile,
  ".": sourceFile,
  exec: withoutOptions({ options: "a=text c l", operands: "command" }),
  builtin: withoutOptions({ operands: "command" }),
  command: commandBuiltin,
  noglob: withoutOptions({ operands: "command" }),
  nocorrect: withoutOptions({ operands: "command" }),
  coproc: withoutOptions({ operands: "command" }),
  "-": withoutOptions({ operands: "command" }),
  alias: defineAliases,
  unalias: prints,
  export: declare,
  declare,
  typeset: declare,
  readonly: declare,
  local: declare,
  integer: declare,
  read: readVariables,
  mapfile: readVariables,
  readarray: readVariables,
  trap: (call) => {
    const [, action] = call.words;
    if (action && !action.value.startsWith("-") && call.words.length > 2) runText(call, action);
    return prints(call);
  },
  set: (call) => {
    const values = call.words.slice(1);
    const at = values.findIndex((word) => word.value === "--");
    const given = at >= 0 ? values.slice(at + 1) : values.filter((word) => !/^[-+]/.test(word.value));
    if (at >= 0 || given.length > 0) setPositional(call, given);
    if (values.length === 0) note(call, "lists-environment");
    return prints(call);
  },
  printf: printFormatted,
  hash: { options: "p=program d r l t", operands: "text*" },
  enable: { options: "f=program d n a p s" },
  zmodload: { rule: "runs-hidden-program" },
  shopt: {},
  setopt: {},
  unsetopt: {},
  complete: { options: "C=program F=text W=text A=text o=text" },
  compgen: { options: "C=program F=text W=text A=text" },
  bind: { options: "x=shell f=read" },
  emulate: { options: "c=shell", noHelp: true },
  zcompile: { operands: "write*" },
  autoload: { rule: "runs-unseen-script" },
  add_zsh_hook: { rule: "runs-hidden-program" },
};

function prints(call: Invocation): Text {
  note(call, "prints");
  return unknownText;
}

/** A builtin that hands its words on as a command, after options of its own. */
function withoutOptions(spec: Spec): Spec {
  return { ...spec, noHelp: true };
}

/** Runs text as this shell would run a line of it. */
function runText(call: Invocation, text: Text): Text {
  if (text.remote) note(call, "runs-remote-code");
  if (text.decoded) note(call, "hides-its-text");
  if (!isKnown(text)) note(call, "hidden-command");
  return text.value.trim() === hole ? unknownText : call.run.engine.evaluate(call, text, call.scope.dialect);
}

function changeFolder(call: Invocation): Text {
  const target = call.words.slice(1).find((word) => !/^-[LPeq@]+$/.test(word.value));
  if (!target) call.scope.cwd = call.run.place.home;
  else if (target.value === "-") call.scope.cwd = undefined;
  else call.scope.cwd = resolvePath(target.value, call.run.place, call.scope.cwd);
  return prints(call);
}

function commandBuiltin(call: Invocation): Text {
  const words = call.words.slice(1);
  if (/^-[vVp]*[vV]/.test(words[0]?.value ?? "")) return prints(call);
  const rest = words[0]?.value === "-p" || words[0]?.value === "--" ? words.slice(1) : words;
  return rest.length > 0 ? call.run.engine.invoke({ ...call, words: rest }) : prints(call);
}

function sourceFile(call: Invocation): Text {
  const [, file] = call.words;
  if (!file) return prints(call);
  const text = file.value === "/dev/stdin" || file.value === "-" ? call.stdin : fileText(call, file.value);
  return text && !isKnown(text)
    ? interpretStdin(call, text)
    : runFile(call, file, { dialect: call.scope.dialect, inPlace: true });
}

function defineAliases(call: Invocation): Text {
  for (const item of call.words.slice(1)) {
    const [, name, text] = /^([^=]+)=([\s\S]*)$/.exec(item.value) ?? [];
    if (name === undefined || text === undefined) continue;
    call.scope.aliases.set(name, text);
    note(call, "redefines-command", { span: item.span, target: name });
    // What an alias would run is judged now: it may be used after this line.
    call.run.engine.evaluate(call, { ...item, value: text }, call.scope.dialect);
  }
  return prints(call);
}

function declare(call: Invocation): Text {
  const words = call.words.slice(1);
  if (words.length === 0 || words.every((word) => /^-p?$/.test(word.value))) note(call, "lists-environment");
  for (const item of words) {
    const [, name, text] = /^(\w+)=([\s\S]*)$/.exec(item.value) ?? [];
    if (name === undefined || text === undefined) continue;
    const value = { ...item, value: text };
    judgeAssignment(call, name, value);
    setVariable(call.scope, name, value);
  }
  return prints(call);
}

function setPositional(call: Invocation, words: readonly Word[]): void {
  for (const [index, item] of words.entries()) call.scope.variables.set(String(index + 1), [item]);
  for (const all of ["@", "*"]) call.scope.variables.set(all, [joinTexts(words, " ")]);
}

function readVariables(call: Invocation): Text {
  const words = call.words.slice(1);
  const array = call.words[0]?.value !== "read";
  const number = words.flatMap((item, index) => {
    const at = /^-\w*u(\d*)$/.exec(item.value);
    return at ? [at[1] || words[index + 1]?.value] : [];
  })[0];
  const text =
    (number === undefined ? undefined : call.run.files.get(`/dev/fd/${number}`)) ?? call.stdin ?? unknownText;
  const lines = text.value.replace(/\n$/, "").split("\n");
  const names = words.map((item) => item.value).filter((value) => /^[A-Za-z_]\w*$/.test(value));
  if (array) {
    const name = names.at(-1) ?? "MAPFILE";
    for (const [index, line] of lines.slice(0, 50).entries())
      setVariable(call.scope, `${name}[${index}]`, marked(line, [text]));
    for (const all of ["[@]", "[*]"]) setVariable(call.scope, name + all, marked(lines.join(" "), [text]));
    setVariable(call.scope, name, marked(lines[0] ?? "", [text]));
  } else {
    const fields = lines.length > 1 ? undefined : (lines[0] ?? "").trim().split(/\s+/);
    const targets = names.length > 0 ? names : ["REPLY"];
    for (const [index, name] of targets.entries()) {
      const last = index === targets.length - 1;
      const value = fields
        ? last
          ? fields.slice(index).join(" ")
          : (fields[index] ?? "")
        : lines.length <= 4 && targets.length === 1
          ? undefined
          : hole;
      if (value === undefined)
        call.scope.variables.set(
          name,
          lines.map((line) => marked(line, [text])),
        );
      else setVariable(call.scope, name, marked(value, [text]));
    }
  }
  return prints(call);
}

/** `printf -v` sets a variable; otherwise the catalogue's printf prints. */
function printFormatted(call: Invocation): Text {
  const words = call.words.slice(1);
  const target = words[0]?.value === "-v" ? words[1] : undefined;
  const text = formatted(target ? words.slice(2) : words);
  note(call, "prints", { command: commandText(call.words) });
  if (!target) return text;
  setVariable(call.scope, target.value, text);
  return plain("");
}

function formatted(words: readonly Word[]): Text {
  const [format, ...values] = words[0]?.value === "--" ? words.slice(1) : words;
  if (!format) return plain("");
  const decoded = decodeEscapes(format.value);
  const wants = (decoded.match(/%(?!%)/g) ?? []).length;
  let result = "";
  let left = [...values];
  do {
    result += decoded.replace(/%%|%[-+ #0]*\d*(?:\.\d+)?([a-zA-Z])/g, (whole, kind?: string) => {
      if (whole === "%%") return "%";
      const value = left.shift()?.value ?? "";
      if (kind === "b") return decodeEscapes(value);
      if (kind === "s" || kind === "d" || kind === "i" || kind === "q") return value;
      return kind === "c" ? value.slice(0, 1) : hole;
    });
  } while (wants > 0 && left.length > 0 && result.length < 100_000);
  if (wants === 0) left = [];
  const escaped = decoded !== format.value && /\\(?:x|u|[0-7]{2})/.test(format.value);
  return { ...marked(result, words), ...(escaped ? { decoded: true } : {}) };
}

function decodeEscapes(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|0?([0-7]{1,3})|([abefnrtv\\"']))/g,
    (_whole, hex, unicode, octal, other) => {
      const code = hex ?? unicode;
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      return ({ n: "\n", t: "\t", r: "\r", e: "\x1b" } as Record<string, string>)[other] ?? other;
    },
  );
}
