import type { Step } from "./schemaLookup.ts";

/**
 * Where a cursor stands in a block YAML text, told by indentation alone, so that it works while the text is unfinished.
 * `path` leads to the mapping, list item or value around the cursor. `expects` says what may be written there.
 */
export interface YamlPlace {
  readonly path: readonly Step[];
  readonly expects: "key" | "value" | "either";
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
    return { path: steps(closeAbove(stack, { column, step: "" })), expects: "key" };
  }
  return { path: steps(stack), expects: last.step === undefined ? "either" : "value" };
}

/** The path of the key that a position lies on; undefined when it lies on none. */
export function keyAt(text: string, line: number, character: number): readonly Step[] | undefined {
  const lines = text.split(/\r\n|\n|\r/);
  const here = openersOf(lines[line] ?? "");
  const key = here.find(({ column, step }) => step && character >= column && character <= column + step.length);
  if (!key) return undefined;
  const upTo = here.slice(0, here.indexOf(key) + 1);
  return steps([...lines.slice(0, line).map(openersOf), upTo].reduce(openLine, []));
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
