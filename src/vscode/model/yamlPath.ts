import type { Step } from "./schemaLookup.ts";

/**
 * Where a cursor stands in a YAML text, told by indentation and by the brackets of its line, so that it works while the
 * text is unfinished. `path` leads to the mapping, list item or value around the cursor. `expects` says what may be
 * written there.
 */
export interface YamlPlace {
  readonly path: readonly Step[];
  readonly expects: "key" | "value" | "either";
  /** Keys that the mapping around the cursor has already. */
  readonly present: readonly string[];
  /** Inside `{…}` or `[…]`, where a line break and a dash have no meaning. */
  readonly inFlow: boolean;
}

/** A key or a dash that opened a level, at its column. */
interface Opener {
  readonly column: number;
  readonly step: Step;
}

export function placeAt(text: string, line: number, character: number): YamlPlace {
  const lines = text.split(/\r\n|\n|\r/);
  const written = (lines[line] ?? "").slice(0, character);
  const opened = openersOf(written);
  const stack = [...lines.slice(0, line).map(openersOf), opened].reduce(openLine, []);
  const last = opened.at(-1);
  if (!last) {
    const column = written.length - written.trimStart().length;
    const above = closeAbove(stack, { column, step: "" });
    const present = siblings(lines, line, column);
    return { path: steps(above), expects: "key", present, inFlow: false };
  }
  const value = written.slice(last.column + (last.step?.length ?? 0) + 1);
  const frames = framesOf(value);
  const inner = frames.at(-1);
  if (!inner) {
    const present = last.step === undefined ? siblings(lines, line, last.column + 2) : [];
    return { path: steps(stack), expects: last.step === undefined ? "either" : "value", present, inFlow: false };
  }
  const expects = inner.isList ? "either" : inner.key === undefined ? "key" : "value";
  return { path: [...steps(stack), ...frames.flatMap(stepOf)], expects, present: inner.keys, inFlow: true };
}

/** An open bracket of a line. */
interface Frame {
  readonly isList: boolean;
  readonly keys: string[];
  /** The key whose value is being written. */
  key: string | undefined;
}

function stepOf({ isList, key }: Frame): Step[] {
  return isList ? [undefined] : key === undefined ? [] : [key];
}

/** The brackets that are still open at the end of a text. */
function framesOf(text: string): Frame[] {
  const frames: Frame[] = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|'[^']*'?|[[\]{},]|[A-Za-z_][\w-]*:(?=\s|$)/g)) {
    const frame = frames.at(-1);
    if (token === "{" || token === "[") frames.push({ isList: token === "[", keys: [], key: undefined });
    else if (token === "}" || token === "]") frames.pop();
    else if (frame && token === ",") frame.key = undefined;
    else if (frame && !frame.isList && token.endsWith(":") && frame.key === undefined) {
      frame.key = token.slice(0, -1);
      frame.keys.push(frame.key);
    }
  }
  return frames;
}

/** Keys of other lines that stand at the same column, in the same mapping. */
function siblings(lines: readonly string[], line: number, column: number): string[] {
  const found: string[] = [];
  for (const direction of [-1, 1]) {
    for (let at = line + direction; at >= 0 && at < lines.length; at += direction) {
      const openers = openersOf(lines[at] ?? "");
      const key = openers.find((opener) => opener.column === column && opener.step !== undefined);
      const isOther = openers.some((opener) => opener.column < column);
      // Downwards a dash begins the next item; upwards the dash of this one stands in front of its first key.
      if (isOther && direction > 0) break;
      if (key?.step !== undefined) found.push(key.step);
      if (isOther) break;
    }
  }
  return found;
}

function openersOf(line: string): Opener[] {
  const openers: Opener[] = [];
  const token = /^( *)(?:(-)(?= |$)|([A-Za-z_][\w-]*):(?= |$))/;
  let column = 0;
  for (let match = token.exec(line); match; match = token.exec(line.slice(column))) {
    column += match[1]?.length ?? 0;
    openers.push({ column, step: match[2] ? undefined : match[3] });
    if (match[3]) break;
    column += 1;
  }
  return openers;
}

function openLine(stack: readonly Opener[], openers: readonly Opener[]): readonly Opener[] {
  return openers.reduce((open, opener) => [...closeAbove(open, opener), opener], stack);
}

/** Levels that end where a new key or dash begins. A list may stand as deep as the key it belongs to. */
function closeAbove(stack: readonly Opener[], { column, step }: Opener): readonly Opener[] {
  const isDash = step === undefined;
  return stack.filter((open) => open.column < column || (isDash && open.column === column && open.step !== undefined));
}

function steps(stack: readonly Opener[]): Step[] {
  return stack.map(({ step }) => step);
}
