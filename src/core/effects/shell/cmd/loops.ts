/** The values that FOR of cmd.exe gives its variables, and what `%~nx` makes of them. */
import { readAct } from "../../access.ts";
import { hole, isKnown, marked, plain, type Text, unknownText } from "../../text.ts";
import { addAct, fileText, type Invocation } from "../run.ts";
import type { Loop } from "./syntax.ts";
import { markedBy, replaceIn, spanOf, type Traced } from "./text.ts";
import { listItem } from "./words.ts";

type Caller = Pick<Invocation, "run" | "scope" | "span" | "stdin">;

/** Loop variables with their values. They tell upper from lower case. */
export type Bindings = ReadonlyMap<string, Text>;

/** More than these are taken together as one that is not known. */
const maxValues = 40;

export interface Iterations {
  readonly bindings: readonly Bindings[];
  /** It never ends, or so late that it makes no difference. */
  readonly endless: boolean;
}

export function iterations(loop: Loop, outer: Bindings, caller: Caller): Iterations {
  const set = fillBindings(loop.set, outer);
  const option = loop.option && fillBindings(loop.option, outer);
  const bind = (values: readonly Text[]): readonly Bindings[] =>
    capped(values).map((value) => new Map([...outer, [loop.variable, value]]));
  if (loop.loop === "lines")
    return { bindings: readLines(loop, set, option?.text ?? "", outer, caller), endless: false };
  if (loop.loop === "numbers") return { bindings: bind(numbers(set.text)), endless: isEndless(set.text) };
  const items = splitSet(set);
  if (loop.loop !== "tree") return { bindings: bind(items), endless: false };
  const root = (option?.text ?? "").replaceAll('"', "").replace(/[\\/]$/, "");
  const below = (value: string) => (root === "" ? value : value === "." ? root : `${root}\\${value}`);
  return { bindings: bind(items.map((item) => ({ ...item, value: below(item.value) }))), endless: false };
}

/** Fills in `%x`, `%%x`, `%~nx`. */
export function fillBindings(source: Traced, bindings: Bindings): Traced {
  if (bindings.size === 0 || !source.text.includes("%")) return source;
  return replaceIn(source, /%%?(?:~([a-z]*?)(?:\$\w+:)?)?(\S)/gi, ([, change, name]) => {
    const value = bindings.get(name as string);
    return value && (change === undefined ? value : { ...value, value: modified(value.value, change.toLowerCase()) });
  });
}

/** Wrapped around a value that is a path: its parts cannot be told before it is resolved. */
function modified(value: string, change: string): string {
  const bare = value.replace(/^"|"$/g, "");
  const parts = change.replace(/[sf]/g, "");
  if (parts === "") return bare;
  if (/[atz]/.test(parts)) return hole;
  const folder = bare.slice(0, Math.max(bare.lastIndexOf("\\"), bare.lastIndexOf("/")) + 1);
  const file = bare.slice(folder.length);
  const dot = file.lastIndexOf(".") < 0 ? file.length : file.lastIndexOf(".");
  const drive = /^[a-z]:/i.exec(folder)?.[0] ?? "";
  return [
    parts.includes("d") ? drive : "",
    parts.includes("p") ? folder.slice(drive.length) : "",
    parts.includes("n") ? file.slice(0, dot) : "",
    parts.includes("x") ? file.slice(dot) : "",
  ].join("");
}

function capped(values: readonly Text[]): readonly Text[] {
  return values.length <= maxValues ? values : [...values.slice(0, maxValues), marked(hole, values)];
}

function splitSet(set: Traced): Text[] {
  return [...set.text.matchAll(listItem)].map((match) =>
    markedBy(set, match[0], match.index, match.index + match[0].length),
  );
}

function range(set: string): readonly number[] | undefined {
  const given = set.split(/[\s,;=]+/).filter((part) => part !== "");
  const values = given.map(Number);
  return values.length === 3 && values.every(Number.isFinite) ? values : undefined;
}

/** A few of the numbers stand for all. */
function numbers(set: string): Text[] {
  const [from = 0, step = 0, to = 0] = range(set) ?? [];
  if (!range(set)) return [unknownText];
  const count = step === 0 ? 1 : Math.floor((to - from) / step) + 1;
  if (count <= 0) return [];
  const first = Array.from({ length: Math.min(count, 3) }, (_, index) => plain(String(from + index * step)));
  return count > 3 ? [...first, unknownText] : first;
}

function isEndless(set: string): boolean {
  const values = range(set);
  if (!values) return false;
  const [from = 0, step = 0, to = 0] = values;
  return step === 0 ? from <= to : (to - from) / step > 1000;
}

/** `for /f`: the lines of files, of a string, or of what a command prints. */
function readLines(loop: Loop, set: Traced, options: string, outer: Bindings, caller: Caller): readonly Bindings[] {
  const text = sourceText(set, /\busebackq\b/i.test(options), caller);
  const reading = readOptions(options);
  if (!isKnown(text)) return [assign(loop.variable, [marked(hole, [text])], reading, outer)];
  const lines = text.value
    .split(/\r?\n/)
    .slice(reading.skip)
    .filter((line) => line !== "");
  return capped(lines.map((line) => marked(line, [text]))).map((line) =>
    assign(loop.variable, tokens(line, reading), reading, outer),
  );
}

function sourceText(set: Traced, usesBackquotes: boolean, caller: Caller): Text {
  const text = set.text.trim();
  const [, quote, inner] = /^(["'`])([\s\S]*)\1$/.exec(text) ?? [];
  const span = spanOf(set, caller.span);
  const value = markedBy(set, inner ?? text);
  if (quote === (usesBackquotes ? "`" : "'"))
    return caller.run.engine.evaluate({ ...caller, span, stdin: undefined }, value, "cmd");
  if (quote === (usesBackquotes ? "'" : '"')) return value;
  const files = splitSet(set).map((file) => readFile(file.value.replaceAll('"', ""), span, caller));
  return files.length === 0 ? plain("") : marked(files.map((file) => file.value).join("\n"), files);
}

function readFile(path: string, span: Caller["span"], caller: Caller): Text {
  const read = readAct({ text: path, cwd: caller.scope.cwd }, caller.run.place);
  addAct(caller.run, read, span);
  if (/^nul$/i.test(path)) return plain("");
  return fileText(caller, path) ?? (read.rule === "reads-secret" ? { value: hole, secret: true } : unknownText);
}

interface LineOptions {
  readonly skip: number;
  readonly delimiters: string;
  /** Numbers of the parts that variables get. */
  readonly tokens: readonly number[];
  /** The last variable gets the rest of the line. */
  readonly rest: boolean;
}

function readOptions(options: string): LineOptions {
  const text = options.replace(/^"|"$/g, "");
  const chosen = /\btokens=([\d,*-]+)/i.exec(text)?.[1] ?? "1";
  const delimiters = /\bdelims=(.*?)(?:\s+(?:eol|skip|tokens|usebackq)\b.*)?$/i.exec(text)?.[1];
  const parts = chosen.split(",").flatMap((part) => {
    const [from = 0, to = from] = part
      .replace("*", "")
      .split("-")
      .filter((end) => end !== "")
      .map(Number);
    return from === 0
      ? []
      : Array.from({ length: Math.min(26, Math.max(0, to - from) + 1) }, (_, index) => from + index);
  });
  return {
    skip: Number(/\bskip=(\d+)/i.exec(text)?.[1] ?? 0),
    delimiters: delimiters ?? " \t",
    tokens: parts.slice(0, 26),
    rest: chosen.endsWith("*"),
  };
}

/** The parts of a line that the variables get, in their order. */
function tokens(line: Text, { delimiters, tokens: chosen, rest }: LineOptions): Text[] {
  const isDelimiter = (index: number) => delimiters.includes(line.value[index] as string);
  const found: { readonly start: number; readonly end: number }[] = [];
  for (let index = 0; index < line.value.length; index++) {
    if (isDelimiter(index)) continue;
    const start = index;
    while (index < line.value.length && !isDelimiter(index)) index++;
    found.push({ start, end: index });
  }
  const last = chosen.at(-1) ?? 0;
  const values = chosen
    .map((number) => found[number - 1])
    .map((part) => (part ? line.value.slice(part.start, part.end) : ""));
  if (rest) values.push(line.value.slice(found[last]?.start ?? line.value.length));
  return values.map((value) => marked(value, [line]));
}

function assign(variable: string, values: readonly Text[], reading: LineOptions, outer: Bindings): Bindings {
  const result = new Map(outer);
  const count = Math.max(values.length, reading.tokens.length + (reading.rest ? 1 : 0), 1);
  // An unknown line is unknown in every part.
  const unknown = values.length === 1 && !isKnown(values[0] as Text) ? values[0] : undefined;
  for (let index = 0; index < count; index++)
    result.set(String.fromCharCode(variable.charCodeAt(0) + index), values[index] ?? unknown ?? plain(""));
  return result;
}
