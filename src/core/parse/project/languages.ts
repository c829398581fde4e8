import type { CodeFile } from "../code/code.ts";
import type { Grammar } from "../parsers.ts";

interface Reader {
  readonly extension: RegExp;
  readonly grammar: Grammar;
  readonly language: CodeFile["language"];
}

const readers: readonly Reader[] = [
  { extension: /\.[cm]?ts$/, grammar: "typescript", language: "typescript" },
  { extension: /\.tsx$/, grammar: "tsx", language: "typescript" },
  // The tsx grammar reads JSX and plain JavaScript alike, and the same node types keep one reader enough.
  { extension: /\.[cm]?jsx?$/, grammar: "tsx", language: "javascript" },
  { extension: /\.(?:py|ipynb)$/, grammar: "python", language: "python" },
];

/** How a file of code is read, by its name. */
export function readerOf(path: string): Reader | undefined {
  return readers.find(({ extension }) => extension.test(path));
}
