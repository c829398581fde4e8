/** Assignments of bash and zsh: to variables, elements and whole arrays. */
import { writeAct } from "../access.ts";
import { joinTexts, marked, plain, type Text, unknownText } from "../text.ts";
import { variable } from "./bashVariables.ts";
import { expandText, expandValue, expandWords, type WordContext } from "./bashWords.ts";
import { judgeAssignment } from "./environment.ts";
import type { Assignment } from "./posix/syntax.ts";
import { addAct, type Invocation, note, rememberFile, setArray, setVariable, type Word } from "./run.ts";
import { defineElement } from "./zshTables.ts";

/** `name=value`, `name[index]=value`, `name+=value`, `name=(values)`. */
export function assign(node: Assignment, call: Omit<Invocation, "words">, context: WordContext): void {
  const { scope, run } = call;
  const index = node.index ? expandText(node.index, context) : undefined;
  const array = node.value.parts[0];
  if (array?.kind === "array") {
    const words = array.words.flatMap((item) => expandWords(item, context));
    judgeTied(node, words, call);
    judgeHooks(node, words, call);
    for (let at = 0; at + 1 < words.length; at += 2)
      defineElement(node.name, words[at] as Word, words[at + 1] as Word, call);
    assignArray(node, words, scope);
    return;
  }
  const given = expandValue(node.value, context);
  judgeAssignment({ ...call, words: [given] }, node.name, given);
  const value = node.appends && !index ? joinTexts([variable(node.name, scope, run), given]) : given;
  if (index && defineElement(node.name, index, given, call)) return;
  if (index && node.name === "mapfile" && scope.dialect === "zsh") writeMapped(index, given, call);
  else if (index) assignElement(node.name, index, given, scope);
  else if (node.appends && scope.arrays.has(node.name)) setVariable(scope, node.name, unknownText);
  else {
    scope.arrays.delete(scope.references.get(node.name) ?? node.name);
    setVariable(scope, node.name, value);
  }
}

/** zsh's arrays of folders are the variables that programs see, under their names in capitals. */
function judgeTied(node: Assignment, words: readonly Word[], call: Omit<Invocation, "words">): void {
  if (call.scope.dialect !== "zsh" || !/^(?:path|fpath|cdpath|module_path)$/.test(node.name)) return;
  const value = joinTexts(words, ":");
  judgeAssignment({ ...call, words }, node.name.toUpperCase(), value);
}

/** zsh calls the functions that these arrays name by itself. */
function judgeHooks(node: Assignment, words: readonly Word[], call: Omit<Invocation, "words">): void {
  if (!/^(?:precmd|preexec|chpwd|periodic|zshaddhistory|zshexit|zsh_directory_name)_functions$/.test(node.name)) return;
  for (const item of words) {
    note({ ...call, words }, "runs-hidden-program", { span: item.span, target: item.value });
    call.run.engine.command({ ...call, words: [item] });
  }
}

function assignElement(name: string, index: Text, value: Text, scope: Invocation["scope"]): void {
  const before = scope.arrays.get(scope.references.get(name) ?? name) ?? new Map<string, Text>();
  setArray(scope, name, new Map([...before, [index.value, value]]));
}

/** `a=(x y)`, `a=([k]=v …)` and zsh's `a=(k v …)` of an associative array. */
function assignArray(node: Assignment, words: readonly Word[], scope: Invocation["scope"]): void {
  const before = node.appends ? [...(scope.arrays.get(node.name) ?? [])] : [];
  const items = new Map<string, Text>(before);
  for (const item of words) {
    const [, key, text] = /^\[([^\]]*)\]=([\s\S]*)$/.exec(item.value) ?? [];
    if (key !== undefined && text !== undefined) items.set(key, marked(text, [item]));
    else items.set(String(items.size), item);
  }
  setArray(scope, node.name, items);
}

/** An array given to `declare` and its kin, whose options are among the words. */
export function declareArray(
  node: Assignment,
  call: Omit<Invocation, "words">,
  context: WordContext,
  words: readonly Word[],
): void {
  assign(node, call, context);
  if (words.some((item) => /^-\w*A/.test(item.value))) pairUp(node.name, call.scope);
}

/** zsh's module mapfile: an element is a file. */
function writeMapped(index: Text, value: Text, call: Omit<Invocation, "words">): void {
  const { run, scope, span } = call;
  addAct(run, writeAct({ text: index.value, cwd: scope.cwd }, value, "program", run.place), span);
  rememberFile(call, index.value, value);
}

/** `typeset -A m=(…)` of zsh: keys and values in turn. */
function pairUp(name: string, scope: Invocation["scope"]): void {
  const items = [...(scope.arrays.get(name)?.values() ?? [])];
  if (scope.dialect !== "zsh" || items.length === 0) return;
  const pairs = new Map<string, Text>();
  for (let at = 0; at < items.length; at += 2) pairs.set(items[at]?.value ?? "", items[at + 1] ?? plain(""));
  setArray(scope, name, pairs);
}
