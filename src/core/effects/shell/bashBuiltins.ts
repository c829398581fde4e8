/** Builtins of bash and zsh that change the shell's own state or run text. The rest is in the catalogue. */

import { resolvePath } from "../paths.ts";
import type { Arguments } from "../programs/arguments.ts";
import { interpretStdin } from "../programs/interpreters.ts";
import type { Spec } from "../programs/spec.ts";
import { runFile } from "../scripts.ts";
import { hole, isKnown, joinTexts, marked, plain, type Text, unknownText } from "../text.ts";
import { mapLines, printFormatted, readVariables, runSubscript } from "./bashInput.ts";
import { judgeAssignment } from "./environment.ts";
import { fileText, type Invocation, note, programPath, setPositional, setVariable, type Word } from "./run.ts";

export type Builtin = (call: Invocation) => Text;
export type Builtins = Readonly<Record<string, Builtin | Spec>>;

/** A builtin that hands its words on as a command, after options of its own. */
const before = (options = ""): Spec => ({ options, operands: "command", noHelp: true });

export const bashBuiltins: Builtins = {
  cd: changeFolder,
  chdir: changeFolder,
  pushd: changeFolder,
  popd: (call) => {
    call.scope.cwd = undefined;
    return prints(call);
  },
  eval: (call) => {
    const words = call.words[1]?.value === "--" ? call.words.slice(2) : call.words.slice(1);
    return runText(call, joinTexts(words, " "));
  },
  source: sourceFile,
  ".": sourceFile,
  exec: before("a=text c l"),
  builtin: before(),
  command: commandBuiltin,
  alias: defineAliases,
  unalias: prints,
  export: declare,
  declare,
  typeset: declare,
  readonly: declare,
  local: declare,
  integer: declare,
  float: declare,
  private: declare,
  unset: unsetNames,
  shift: shiftArguments,
  getopts: readOption,
  let: (call) => {
    for (const item of call.words.slice(1))
      call.run.engine.evaluate(call, { ...item, value: `((${item.value}))` }, "bash");
    return prints(call);
  },
  read: readVariables,
  mapfile: mapLines,
  readarray: mapLines,
  trap: (call) => {
    const words = call.words.slice(1).filter((item) => item.value !== "--");
    const [action] = words;
    if (action && !action.value.startsWith("-") && words.length > 1) runText(call, action);
    return prints(call);
  },
  set: setOptions,
  printf: printFormatted,
  test: testWords,
  "[": testWords,
  hash: rememberProgram,
  enable: { options: "f=program d n a p s" },
  shopt: {},
  ":": printsNothing,
  true: printsNothing,
  false: printsNothing,
  complete: { options: "C=program F=text W=text A=text o=text", more: expandList },
  compgen: { options: "C=program F=text W=text A=text", more: expandList },
  compopt: {},
  bind: { options: "x=shell f=read" },
  fc: history,
};

export function prints(call: Invocation): Text {
  note(call, "prints");
  return unknownText;
}

function printsNothing(call: Invocation): Text {
  note(call, "prints");
  return plain("");
}

/** The words to choose from are expanded like a line of their own. */
function expandList(call: Invocation, args: Arguments): undefined {
  const list = args.options.get("W");
  if (!list || !/[$`]/.test(list.value)) return undefined;
  note(call, "runs-hidden-program", { span: list.span, target: list.value });
  call.run.engine.evaluate(call, { ...list, value: `: "${list.value.replaceAll('"', '\\"')}"` }, call.scope.dialect);
  return undefined;
}

/** Runs text as this shell would run a line of it. */
export function runText(call: Invocation, text: Text): Text {
  if (text.remote) note(call, "runs-remote-code");
  if (text.decoded) note(call, "hides-its-text");
  if (!isKnown(text)) note(call, "hidden-command");
  return text.value.trim() === hole ? unknownText : call.run.engine.evaluate(call, text, call.scope.dialect);
}

function changeFolder(call: Invocation): Text {
  const target = call.words.slice(1).find((word) => !/^-[LPeqs@]+$|^--$/.test(word.value));
  if (!target) call.scope.cwd = call.run.place.home;
  else if (/^[-+]\d*$/.test(target.value)) call.scope.cwd = undefined;
  else call.scope.cwd = inSearchPath(call, target) ?? resolvePath(target.value, call.run.place, call.scope.cwd);
  return target?.value === "-" ? prints(call) : printsNothing(call);
}

/** CDPATH: where a relative name is looked for. */
function inSearchPath(call: Invocation, target: Word): string | undefined {
  const folders = call.scope.variables.get("CDPATH")?.[0];
  if (!folders || /^(?:\/|~|\.\.?(?:\/|$))/.test(target.value)) return undefined;
  const first = folders.value.split(":")[0] ?? "";
  return first === "" ? undefined : resolvePath(`${first}/${target.value}`, call.run.place, call.scope.cwd);
}

function commandBuiltin(call: Invocation): Text {
  const words = call.words.slice(1);
  if (/^-[vVp]*[vV]/.test(words[0]?.value ?? "")) {
    prints(call);
    return programPath(words.slice(1));
  }
  const rest = words[0]?.value === "-p" || words[0]?.value === "--" ? words.slice(1) : words;
  return rest.length > 0 ? call.run.engine.invoke({ ...call, words: rest }) : prints(call);
}

function sourceFile(call: Invocation): Text {
  const [, file, ...given] = call.words;
  if (!file) return prints(call);
  const outer = call.scope.arrays.get("@");
  if (given.length > 0) setPositional(call.scope, given);
  const text = file.value === "/dev/stdin" || file.value === "-" ? call.stdin : fileText(call, file.value);
  const printed =
    text && !isKnown(text)
      ? interpretStdin(call, text)
      : runFile(call, file, { dialect: call.scope.dialect, inPlace: true });
  if (outer) call.scope.arrays.set("@", outer);
  return printed;
}

/** zsh's global and suffix aliases are kept under names that no word has. */
export const globalAlias = (name: string) => `\0global ${name}`;
export const suffixAlias = (name: string) => `\0suffix ${name}`;

function defineAliases(call: Invocation): Text {
  const named = call.words.some((item) => item.value === "-g")
    ? globalAlias
    : call.words.some((item) => item.value === "-s")
      ? suffixAlias
      : (name: string) => name;
  for (const item of call.words.slice(1)) {
    const [, name, text] = /^([^=]+)=([\s\S]*)$/.exec(item.value) ?? [];
    if (name === undefined || text === undefined) continue;
    call.scope.aliases.set(named(name), text);
    note(call, "redefines-command", { span: item.span, target: name });
    // What an alias would run is judged now: it may be used after this line.
    call.run.engine.evaluate(call, { ...item, value: text.replace(/^\s*[|&;]+/, "") }, call.scope.dialect);
  }
  return prints(call);
}

function declare(call: Invocation): Text {
  const words = call.words.slice(1);
  const options = words.filter((word) => /^[-+]/.test(word.value)).map((word) => word.value);
  const has = (letter: string) => options.some((option) => option.startsWith("-") && option.includes(letter));
  if (words.length === 0 || words.every((word) => /^-[px]+$/.test(word.value))) note(call, "lists-environment");
  for (const item of words) {
    const [, name, index, plus, text] = /^(\w+)(\[[\s\S]*?\])?(\+?)=([\s\S]*)$/.exec(item.value) ?? [];
    if (index !== undefined) runSubscript(call, item);
    if (has("u") || has("l")) setCase(call, name ?? item.value, has("u"));
    if (name === undefined || text === undefined) continue;
    const value = { ...item, value: text };
    if (has("n")) call.scope.references.set(name, text);
    else {
      if (has("i")) call.run.engine.evaluate(call, { ...value, value: `((${text}))` }, "bash");
      judgeAssignment(call, name, value);
      const known = plus ? call.scope.variables.get(name)?.[0] : undefined;
      setVariable(call.scope, name, known ? joinTexts([known, value]) : value);
    }
  }
  return words.some((item) => /^\w/.test(item.value)) ? printsNothing(call) : prints(call);
}

/** `declare -u`, `declare -l`: from here on its letters are large, or small. */
function setCase({ scope }: Invocation, name: string, upper: boolean): void {
  scope.cases = new Map([...(scope.cases ?? []), [name, upper ? "upper" : "lower"]]);
}

function testWords(call: Invocation): Text {
  for (const item of call.words.slice(1)) runSubscript(call, item);
  return printsNothing(call);
}

function unsetNames(call: Invocation): Text {
  const { scope } = call;
  for (const item of call.words.slice(1)) {
    runSubscript(call, item);
    // What is unset expands to nothing from here on.
    setVariable(scope, scope.references.get(item.value) ?? item.value, plain(""));
    scope.arrays.delete(item.value);
    if (call.words[1]?.value === "-f") scope.functions.delete(item.value);
  }
  return printsNothing(call);
}

function shiftArguments(call: Invocation): Text {
  const given = call.scope.arrays.get("@");
  const count = Number(call.words[1]?.value ?? 1);
  if (given) setPositional(call.scope, Number.isInteger(count) ? [...given.values()].slice(count) : undefined);
  return printsNothing(call);
}

/** The option is one of several letters, its value one of the arguments. */
function readOption(call: Invocation): Text {
  const name = call.words[2]?.value;
  const given =
    call.words.length > 3 ? call.words.slice(3) : [...(call.scope.arrays.get("@")?.values() ?? [unknownText])];
  if (name !== undefined) call.scope.variables.set(name, [unknownText]);
  const values = given
    .map((item) => marked(item.value.replace(/^-\w/, ""), [item]))
    .filter((item) => item.value !== "");
  if (values.length > 0) call.scope.variables.set("OPTARG", values.slice(0, 8));
  return prints(call);
}

function setOptions(call: Invocation): Text {
  const values = call.words.slice(1);
  if (values.length === 0) note(call, "lists-environment");
  const array = values[0]?.value === "-A" ? values[1]?.value : undefined;
  const at = values.findIndex((word) => word.value === "--" || word.value === "-");
  const given = at >= 0 ? values.slice(at + 1) : array ? values.slice(2) : withoutSwitches(values);
  if (array !== undefined)
    call.scope.arrays.set(array, new Map(given.map((item, index) => [String(index), item] as const)));
  else if (at >= 0 || given.length > 0) setPositional(call.scope, given);
  return values.length > 0 ? printsNothing(call) : prints(call);
}

function withoutSwitches(values: readonly Word[]): readonly Word[] {
  let at = 0;
  while (at < values.length && /^[-+]/.test(values[at]?.value ?? "")) at += /o$/.test(values[at]?.value ?? "") ? 2 : 1;
  return values.slice(at);
}

/** `hash -p path name`, zsh's `hash name=path`: another program by that name. `hash -d name=folder` names a folder. */
function rememberProgram(call: Invocation): Text {
  const words = call.words.slice(1);
  const at = words.findIndex((word) => word.value === "-p");
  if (words.some((word) => /^-\w*d/.test(word.value))) return prints(call);
  const pairs =
    at >= 0
      ? words.slice(at + 2).map((item) => [item.value, words[at + 1]?.value ?? ""] as const)
      : words.flatMap((item) => {
          const [, name, path] = /^([^=]+)=([\s\S]+)$/.exec(item.value) ?? [];
          return name === undefined || path === undefined ? [] : [[name, path] as const];
        });
  for (const [name, path] of pairs) {
    call.scope.aliases.set(name, path);
    note(call, "redefines-command", { target: name });
  }
  return prints(call);
}

/** `fc -l` lists; anything else runs again what nobody sees here. */
export function history(call: Invocation): Text {
  const lists = call.words.some((item) => /^-\w*[lRWAPp]/.test(item.value));
  note(call, lists ? "prints" : "hidden-command");
  return plain("");
}
