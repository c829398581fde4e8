/** Suppressions in comments: `countersign-ignore rule-id until 2027-01-31: why`, at or above the line. */
import type { SourceText, Span } from "../model/span.ts";
import type { Suppression } from "./suppression.ts";

const keyword = "countersign-ignore";

interface CommentForm {
  readonly files: RegExp;
  /** What may stand before the keyword. */
  readonly openers: string;
  /** How one is written anew. */
  readonly write: readonly [before: string, after: string];
}

/** The comments of each kind of file; the first row that fits counts. JSON has none: the policy's `review.ignore` serves it. */
const forms: readonly CommentForm[] = [
  { files: /\.(?:[cm]?[tj]sx?|cs|java|go|rs|jsonc|json5)$/i, openers: "//+|/\\*+|\\*", write: ["// ", ""] },
  { files: /\.(?:py|ya?ml|toml|sh|rb)$|(?:^|\/)\.(?:roo|kilocode)modes$/i, openers: "#+", write: ["# ", ""] },
  { files: /\.(?:md|mdc|mdx|markdown)$/i, openers: "<!--", write: ["<!-- ", " -->"] },
];

/** Reads the suppressions of a document. A cheap look rules out nearly all. */
export function commentSuppressions(source: SourceText): Suppression[] {
  if (!source.text.includes(keyword)) return [];
  const form = formOf(source.path);
  if (!form) return [];
  const found: Suppression[] = [];
  const matter = frontMatterLines(source);
  for (let line = 0; line < source.lineCount; line++) {
    const text = source.lineText(line);
    if (!text.includes(keyword)) continue;
    const openers = line < matter ? `${form.openers}|#+` : form.openers;
    const match = new RegExp(`(^|[\\s;,{}()\\]])(?:${openers})\\s*${keyword}(?![\\w-])(.*)$`).exec(text);
    if (match) found.push(readComment(source, line, match));
  }
  return found;
}

/** The comment that would suppress a rule at a place, as an insertion; undefined where the format has no comments. */
export function commentAbove(
  source: SourceText,
  span: Span,
  ruleId: string,
): { readonly offset: number; readonly before: string; readonly after: string } | undefined {
  const form = formOf(source.path);
  if (!form) return undefined;
  const { line } = source.positionAt(span.start);
  const isMatter = line > 0 && line < frontMatterLines(source);
  const [open, close] = isMatter ? ["# ", ""] : form.write;
  const indent = /^\s*/.exec(source.lineText(line))?.[0] ?? "";
  const end = source.text.includes("\r\n") ? "\r\n" : "\n";
  return {
    offset: source.lineStart(line),
    before: `${indent}${open}${keyword} ${ruleId}: `,
    after: `${close}${end}`,
  };
}

function formOf(path: string): CommentForm | undefined {
  return forms.find(({ files }) => files.test(path));
}

/** How many lines the front matter of a Markdown file takes; its comments are those of YAML. */
function frontMatterLines(source: SourceText): number {
  if (!source.text.startsWith("---")) return 0;
  for (let line = 1; line < source.lineCount; line++) if (/^---\s*$/.test(source.lineText(line))) return line;
  return 0;
}

function readComment(source: SourceText, line: number, match: RegExpExecArray): Suppression {
  const start = source.lineStart(line);
  const said = (match[2] ?? "").replace(/\s*(?:-->|\*\/)\s*$/, "");
  const at = start + match.index + match[0].length - (match[2] ?? "").length;
  const parts = /^([\w\s,*-]*?)(?:\suntil\s+([^:]*?))?\s*(?::\s*(.*))?$/.exec(said);
  const named = parts?.[1] ?? "";
  const rules = [...named.matchAll(/[^\s,]+/g)].map(([id, ...rest], index, all) => {
    const from = at + (all[index]?.index ?? rest.length);
    return { id, span: { start: from, end: from + id.length } };
  });
  const until = parts?.[2];
  const reason = parts?.[3]?.trim();
  const from =
    until === undefined ? 0 : at + said.lastIndexOf(until, said.indexOf(":") < 0 ? said.length : said.indexOf(":"));
  const isAlone = source.lineText(line).slice(0, match.index).trim() === "";
  const text = source.lineText(line);
  return {
    rules,
    ...(until !== undefined && { until: { text: until, span: { start: from, end: from + until.length } } }),
    ...(reason && { reason }),
    span: { start: start + match.index + (match[1] ?? "").length, end: start + text.trimEnd().length },
    removal: [
      {
        span: isAlone
          ? { start, end: line + 1 < source.lineCount ? source.lineStart(line + 1) : source.text.length }
          : { start: start + text.slice(0, match.index).trimEnd().length, end: start + text.length },
        newText: "",
      },
    ],
    about: { kind: "lines", lines: isAlone ? [line, nextLine(source, line)] : [line] },
  };
}

/** The line that a comment of its own is about: the next that is not blank and no other suppression. */
function nextLine(source: SourceText, from: number): number {
  for (let line = from + 1; line < source.lineCount; line++) {
    const text = source.lineText(line).trim();
    if (text !== "" && !/^\W*countersign-ignore\b/.test(text)) return line;
  }
  return from;
}
