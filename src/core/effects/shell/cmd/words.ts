/** A command of cmd.exe as words: its name, which builtins let anything stick to, and the rest as its program reads it. */
import type { Span } from "../../../model/span.ts";
import { lookUp } from "../../programs/catalogue.ts";
import type { Word } from "../run.ts";
import { markedBy, slice, spanOf, type Traced } from "./text.ts";

/** Builtins, behind which a separator, a dot or a switch begins the rest. */
const glued =
  /^(?:assoc|break|call|cd|chdir|cls|color|copy|date|del|dir|echo|endlocal|erase|exit|ftype|goto|md|mkdir|mklink|move|path|pause|popd|prompt|pushd|rd|rem|ren|rename|rmdir|set|setlocal|shift|start|time|title|type|ver|verify|vol)(?=[\\/.:([\]+,;=\s]|$)(?!\.(?:bat|cmd|com|exe|js|ps1|py|sh|vbs)\b)/i;

/** They take a list of files, in which `,` `;` `=` separate too, and switches stick together. */
const lists = /^(?:cd|chdir|copy|del|dir|erase|md|mkdir|mklink|move|pushd|rd|ren|rename|rmdir|type)$/i;

/** One of a list: delimiters end it outside quotes. */
export const listItem = /(?:[^\s,;="]|"[^"]*(?:"|$))+/g;

/** undefined: there is no command, only what separates. */
export function readWords(source: Traced, span: Span): readonly Word[] | undefined {
  const start = source.text.search(/[^\s,;=@]/);
  if (start < 0) return undefined;
  const nameEnd = endOfName(source.text, start);
  const name = source.text.slice(start, nameEnd);
  const first = toWord(source, start, nameEnd, name.replaceAll('"', ""), span);
  // Quotes inside a name are there for somebody who reads.
  const disguised = /[^"]"+[^"]/.test(name);
  const words: Word[] = [{ ...first, ...(disguised ? { decoded: true } : {}) }];
  const rest = slice(source, nameEnd);
  if (/^echo$/i.test(first.value)) words.push(...readEcho(rest, span));
  else if (lists.test(first.value)) words.push(...readList(rest, span));
  else words.push(...readArguments(rest, span));
  return words;
}

function endOfName(text: string, start: number): number {
  const builtin = glued.exec(text.slice(start))?.[0];
  if (builtin) return start + builtin.length;
  let quoted = false;
  let index = start;
  for (; index < text.length; index++) {
    const character = text[index] as string;
    if (character === '"') quoted = !quoted;
    else if (!quoted && /[\s,;=]/.test(character)) break;
    else if (!quoted && character === "/" && isProgram(text.slice(start, index))) break;
  }
  return index;
}

/** `ipconfig/all`: a switch may stick to any program. */
function isProgram(name: string): boolean {
  return /^[\w-]+$/.test(name) && lookUp(name, "cmd") !== undefined;
}

/** One character behind `echo` only separates. */
function readEcho(rest: Traced, span: Span): Word[] {
  const text = slice(rest, /^[\s.:([\]+,;=\\/]/.test(rest.text) ? 1 : 0);
  return text.text === "" ? [] : [toWord(text, 0, text.text.length, text.text, span)];
}

const switches = /^([\w.*-]*)((?:\/-?[a-z]{1,2}(?:[:-][\w-]*)?)+)$/i;

function readList(rest: Traced, span: Span): Word[] {
  const words: Word[] = [];
  for (const match of rest.text.matchAll(listItem)) {
    const whole = toWord(rest, match.index, match.index + match[0].length, match[0].replaceAll('"', ""), span);
    const [, file = "", together] = switches.exec(match[0]) ?? [];
    if (together === undefined) words.push(whole);
    else
      for (const part of [file, ...together.split(/(?=\/)/)])
        if (part !== "") words.push(part === whole.value ? whole : { ...whole, value: part });
  }
  return words;
}

/** As the C runtime of most programs reads its command line: a backslash keeps a quote. */
function readArguments(rest: Traced, span: Span): Word[] {
  const words: Word[] = [];
  const { text } = rest;
  let index = 0;
  while (index < text.length) {
    if (/\s/.test(text[index] as string)) {
      index++;
      continue;
    }
    const start = index;
    let value = "";
    let quoted = false;
    for (; index < text.length && (quoted || !/\s/.test(text[index] as string)); index++) {
      const character = text[index] as string;
      if (character === "\\" && text[index + 1] === '"' && !closesFolder(text, start, index, quoted)) {
        value += '"';
        index++;
      } else if (character === '"') quoted = !quoted;
      else value += character;
    }
    words.push(toWord(rest, start, index, value, span));
  }
  return words;
}

/** `"C:\folder\" next`: meant as the end of a folder's name, whatever the program makes of it. */
function closesFolder(text: string, start: number, at: number, quoted: boolean): boolean {
  if (!quoted || !/[\s]|^$/.test(text[at + 2] ?? "")) return false;
  return /^(?:\/[\w?]+:)?"(?:[a-z]:|[\\.~%]|[\w.-]+(?:[\\/]|$))[^"]*$/i.test(text.slice(start, at));
}

function toWord(source: Traced, start: number, end: number, value: string, span: Span): Word {
  const written = source.text.slice(start, end);
  return {
    ...markedBy(source, value, start, end),
    span: spanOf(source, span, start, end),
    ...(written === value ? {} : { written }),
    ...(/[*?]/.test(value) ? { glob: true } : {}),
  };
}
