import type { Problem } from "../model/problem.ts";
import type { SourceText } from "../model/span.ts";
import type { ValueNode } from "../parse/value.ts";
import type { FormatFacts } from "./format.ts";

/** One kind of definition that is told from others in files of the same ending by what is in them. */
export interface Shape {
  /** Where such files lie; every path of the ending when left out. */
  readonly path?: RegExp;
  /** Text without which the file is not even parsed. */
  readonly mention: RegExp;
  /** Undefined when the value is of another kind after all. */
  read(root: ValueNode, source: SourceText): FormatFacts | undefined;
}

/** The first shape that knows the value speaks; a broken file is told of only where a path says what it should be. */
export function inspectShapes(
  source: SourceText,
  shapes: readonly Shape[],
  parse: (text: string) => { readonly value: ValueNode | undefined; readonly problems: readonly Problem[] },
): FormatFacts {
  const candidates = shapes.filter(
    ({ path, mention }) => (!path || path.test(source.path)) && mention.test(source.text),
  );
  if (candidates.length === 0) return {};
  const { value, problems } = parse(source.text);
  for (const shape of candidates) {
    const facts = value && shape.read(value, source);
    if (facts) return { ...facts, problems: [...problems, ...(facts.problems ?? [])] };
  }
  return candidates.some(({ path }) => path) ? { problems } : {};
}
