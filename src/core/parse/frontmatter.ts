import type { Parsed } from "../model/problem.ts";
import type { Span } from "../model/span.ts";
import type { ValueNode } from "./value.ts";
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
  const { value, problems } = parseYaml(text.slice(start, end), start);
  const body = { start: end + closing[0].length, end: text.length };
  return { value: { value, yaml: { start, end }, body, insertOffset: end }, problems };
}
