import type { Parsed } from "../model/problem.ts";
import type { Span } from "../model/span.ts";
import type { Member, ValueNode } from "./value.ts";
import { parseYaml } from "./yaml.ts";

/** The two halves of a Markdown file with YAML frontmatter. */
export interface Frontmatter {
  /** Undefined when the YAML between the fences is empty or unreadable. */
  readonly value: ValueNode | undefined;
  /** The YAML between the fences. */
  readonly yaml: Span;
  /** The prose after the closing fence. */
  readonly body: Span;
  /** Where a new key line would be inserted: the start of the line of the closing fence. */
  readonly insertOffset: number;
}

/** Splits and reads frontmatter. The value is undefined when the text does not start with a fence of three dashes. */
export function parseFrontmatter(text: string): Parsed<Frontmatter | undefined> {
  const opening = /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)/.exec(text);
  if (!opening) return { value: undefined, problems: [] };
  const start = opening[0].length;
  const closing = /^(?:---|\.\.\.)[ \t]*$/m.exec(text.slice(start));
  if (!closing) {
    return {
      value: undefined,
      problems: [
        {
          message: "The frontmatter has no closing line of three dashes, so nothing in it is in effect.",
          span: { start: 0, end: 3 },
        },
      ],
    };
  }
  const end = start + closing.index;
  const { value, problems } = readKeys(text.slice(start, end), start);
  const body = { start: end + closing[0].length, end: text.length };
  return { value: { value, yaml: { start, end }, body, insertOffset: end }, problems };
}

/**
 * Some hosts read frontmatter more kindly than YAML allows, and collections of agents rely on it: descriptions with a
 * colon in them. So where the whole is no YAML, each key at the margin is read for itself, and what is none is text.
 * The problem stays one, since other hosts drop such a file.
 */
function readKeys(text: string, offset: number): Parsed<ValueNode | undefined> {
  const whole = parseYaml(text, offset);
  if (whole.problems.length === 0) return whole;
  const starts = [...text.matchAll(/^[A-Za-z][\w-]*:(?=[ \t\r\n]|$)/gm)].map(({ index }) => index);
  if (starts.length === 0) return whole;
  const read = starts.map((start, index) => readKey(text, start, starts[index + 1] ?? text.length, offset));
  if (read.some((members) => members === undefined)) return whole;
  const members = read.flatMap((keys) => keys ?? []);
  return {
    value: { kind: "object", members, span: { start: offset, end: offset + text.length } },
    problems: whole.problems,
  };
}

function readKey(text: string, start: number, end: number, offset: number): readonly Member[] | undefined {
  const line = text.slice(start, end);
  const own = parseYaml(line, offset + start);
  if (own.problems.length === 0 && own.value?.kind === "object") return own.value.members;
  const colon = line.indexOf(":");
  const written = line.slice(colon + 1);
  const value = written.trim();
  // A list that does not end is broken for every reader.
  if (/^[[{]/.test(value)) return undefined;
  const at = offset + start + colon + 1 + written.indexOf(value);
  const key = line.slice(0, colon);
  const keySpan = { start: offset + start, end: offset + start + colon };
  const span = { start: keySpan.start, end: at + value.length };
  return [{ key, keySpan, value: { kind: "scalar", value, span: { start: at, end: span.end } }, span }];
}
