/** Builtins that put text into variables: `read`, `mapfile`, `printf -v`. */
import { hole, isKnown, marked, plain, type Text, unknownText } from "../text.ts";
import { judgeAssignment } from "./environment.ts";
import { decodeAnsi } from "./posix/ansi.ts";
import { commandText, type Invocation, note, setArray, setVariable, type Word } from "./run.ts";

/** What the builtin reads: standard input, or the descriptor of `-u`. */
function inputOf(call: Invocation): Text {
  const words = call.words.slice(1);
  for (const [index, item] of words.entries()) {
    const number = /^-\w*u(\d*)$/.exec(item.value);
    const name = number ? number[1] || words[index + 1]?.value : undefined;
    if (name !== undefined) return call.run.files.get(`/dev/fd/${name}`) ?? unknownText;
  }
  return call.stdin ?? unknownText;
}

function optionValue(words: readonly Word[], letter: string): Word | undefined {
  for (const [index, item] of words.entries()) {
    const glued = new RegExp(`^-[a-zA-Z]*${letter}(.*)$`, "s").exec(item.value)?.[1];
    if (glued !== undefined) return glued === "" ? words[index + 1] : { ...item, value: glued };
  }
  return undefined;
}

const valuedInRead = /^-\w*[adinNptu]$/;
const valuedInMapfile = /^-\w*[dnOsuCc]$/;

/** The words that are no options and no options' values. */
function namesOf(words: readonly Word[], valued: RegExp): Word[] {
  const names: Word[] = [];
  for (let index = 0; index < words.length; index++) {
    const item = words[index] as Word;
    if (valued.test(item.value)) index++;
    else if (!item.value.startsWith("-")) names.push(item);
  }
  return names;
}

/** `read`: one line into names, or (`-a`, `-A`) into an array. */
export function readVariables(call: Invocation): Text {
  const words = call.words.slice(1);
  const text = inputOf(call);
  const named = namesOf(words, valuedInRead);
  for (const item of named) runSubscript(call, item);
  const names = named.map((item) => item.value.replace(/\?.*$/s, "")).filter((value) => /^[A-Za-z_]\w*$/.test(value));
  const array = optionValue(words, "[aA]")?.value;
  const lines = linesOf(text, optionValue(words, "d"));
  note(call, "prints");
  if (array !== undefined)
    setArray(call.scope, array, numbered(fieldsOf(lines[0] ?? "", call).map((item) => marked(item, [text]))));
  else if (lines.length > 1) setEach(call, names, lines, text);
  else setFields(call, names.length > 0 ? names : ["REPLY"], lines[0] ?? "", text);
  return plain("");
}

/** `-d x` ends the line elsewhere. */
function linesOf(text: Text, delimiter: Word | undefined): string[] {
  if (delimiter?.value === "") return [text.value.replace(/\n$/, "")];
  return text.value.replace(/\n$/, "").split(delimiter?.value.slice(0, 1) || "\n");
}

function fieldsOf(line: string, call: Invocation): string[] {
  const separators = call.scope.variables.get("IFS")?.[0]?.value ?? " \t\n";
  if (separators === "") return [line];
  return line.trim().split(new RegExp(`[${separators.replace(/[\\\]^-]/g, "\\$&")}]+`));
}

function setFields(call: Invocation, names: readonly string[], line: string, text: Text): void {
  const fields = fieldsOf(line, call);
  for (const [index, name] of names.entries()) {
    const last = index === names.length - 1;
    const value = names.length === 1 ? line.trim() : last ? fields.slice(index).join(" ") : (fields[index] ?? "");
    // Of a line that is not known the parts are not known either.
    setJudged(call, name, marked(isKnown(text) || names.length === 1 ? value : hole, [text]));
  }
}

/** In a loop each line comes in its turn: any of them may be the value. */
function setEach(call: Invocation, names: readonly string[], lines: readonly string[], text: Text): void {
  const targets = names.length > 0 ? names : ["REPLY"];
  const few = lines.length <= 8;
  for (const [index, name] of targets.entries()) {
    const last = index === targets.length - 1;
    const value = (line: string) => {
      const fields = fieldsOf(line, call);
      return targets.length === 1 ? line.trim() : last ? fields.slice(index).join(" ") : (fields[index] ?? "");
    };
    judgeAssignment(call, name, marked(hole, [text]));
    call.scope.variables.set(name, few ? lines.map((line) => marked(value(line), [text])) : [marked(hole, [text])]);
  }
}

/** An assignment by another road. */
function setJudged(call: Invocation, name: string, value: Text): void {
  judgeAssignment(call, name, value);
  setVariable(call.scope, name, value);
}

function numbered(items: readonly Text[]): Map<string, Text> {
  return new Map(items.map((item, index) => [String(index), item]));
}

/** `mapfile`: each line an element; `-C` runs a command for them. */
export function mapLines(call: Invocation): Text {
  const words = call.words.slice(1);
  const text = inputOf(call);
  const callback = optionValue(words, "C");
  const lines = linesOf(text, optionValue(words, "d"));
  const items = numbered(lines.slice(0, 200).map((line) => marked(line, [text])));
  if (callback) {
    note(call, "runs-hidden-program", { span: callback.span, target: callback.value });
    call.run.engine.evaluate(call, { ...callback, value: `${callback.value} 0 '${lines[0] ?? ""}'` }, "bash");
  }
  const names = namesOf(words, valuedInMapfile).filter(
    (item) => item !== callback && /^[A-Za-z_]\w*$/.test(item.value),
  );
  setArray(call.scope, names.at(-1)?.value ?? "MAPFILE", items);
  note(call, "prints");
  return plain("");
}

/** A subscript given as text is arithmetic, and what is substituted in it runs. */
export function runSubscript(call: Invocation, item: Word): void {
  const index = /^\w+\[([\s\S]*)\]/.exec(item.value)?.[1];
  if (index !== undefined && /[$`]/.test(index))
    call.run.engine.evaluate(call, { ...item, value: `: "${index.replaceAll('"', "")}"` }, "bash");
}

/** `printf -v` sets a variable; otherwise it prints. */
export function printFormatted(call: Invocation): Text {
  const words = call.words.slice(1);
  const target = words[0]?.value === "-v" ? words[1] : undefined;
  const text = formatted(target ? words.slice(2) : words);
  note(call, "prints", { command: commandText(call.words) });
  if (!target) return text;
  runSubscript(call, target);
  const [, name = target.value, index] = /^(\w+)\[(.*)\]$/s.exec(target.value) ?? [];
  if (index === undefined) setJudged(call, name, text);
  else setArray(call.scope, name, new Map([...(call.scope.arrays.get(name) ?? []), [index, text]]));
  return plain("");
}

const conversion = /%%|%([-+ #0']*)(\*|\d+)?(?:\.(\*|\d+))?([a-zA-Z])/g;

/** What printf makes of a format and its values: the format is used again while values are left. */
export function formatted(words: readonly Word[]): Text {
  const [format, ...values] = words[0]?.value === "--" ? words.slice(1) : words;
  if (!format) return plain("");
  const decoded = decodeAnsi(format.value);
  const left = [...values];
  let result = "";
  do {
    const before = left.length;
    result += decoded.replace(conversion, (whole, _flags, width?: string, precision?: string, kind?: string) => {
      if (whole === "%%") return "%";
      for (const star of [width, precision]) if (star === "*") left.shift();
      const text = converted(kind ?? "", left.shift()?.value ?? "");
      return precision === undefined || precision === "*" || !/[sb]/.test(kind ?? "")
        ? text
        : text.slice(0, Number(precision));
    });
    if (left.length === before) break;
  } while (left.length > 0 && result.length < 100_000);
  const escaped = decoded !== format.value && /\\(?:x|u|[0-7]{2})/.test(format.value);
  const built = values.some((value) => /\\(?:x|u|0?[0-7]{2})/.test(value.value)) && /%\w*b/.test(decoded);
  return { ...marked(result, words), ...(escaped || built ? { decoded: true } : {}) };
}

function converted(kind: string, value: string): string {
  if (kind === "b") return decodeAnsi(value);
  if (kind === "s") return value;
  if (kind === "q") return /^[\w./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
  if (kind === "c") return value.slice(0, 1);
  const number = /^['"]/.test(value)
    ? value.codePointAt(1)
    : /^-?(?:0[xX][0-9a-fA-F]+|\d+)$/.test(value)
      ? Number(value)
      : undefined;
  if (value === "" && /[dioxXu]/.test(kind)) return "0";
  if (number === undefined) return /[di]/.test(kind) && value !== "" ? value : hole;
  if (kind === "o") return number.toString(8).padStart(3, "0");
  if (kind === "x") return number.toString(16).padStart(2, "0");
  if (kind === "X") return number.toString(16).toUpperCase().padStart(2, "0");
  return kind === "d" || kind === "i" || kind === "u" ? String(number) : hole;
}
