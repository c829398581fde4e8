import type { Tree } from "@vscode/tree-sitter-wasm";
import type { Span } from "../../model/span.ts";
import type { CodeFile, Link, Origin } from "../code/code.ts";
import { readEcmascript, read as readEcmascriptNode, unread } from "../code/ecmascript.ts";
import { readPython, read as readPythonNode } from "../code/python.ts";
import { editBetween } from "../edit.ts";
import type { Grammar, Parsers } from "../parsers.ts";
import { copyTree } from "../syntax.ts";
import { readerOf } from "./languages.ts";
import { type Layout, rangeLength, rangeOf, statementLayout, wholeLayout } from "./layout.ts";
import { type NotebookCode, notebookCode } from "./notebook.ts";
import { type EditedFile, readStatements, type StatementReader } from "./statements.ts";

/** A file as code. */
export interface ReadFile {
  readonly file: CodeFile;
  /** Offsets of its own. */
  readonly span: Span;
  /** Of a document that is being edited: what makes its next edit quick. The tree is freed by hand. */
  readonly edited?: { readonly file: EditedFile; readonly tree: Tree };
}

/** Reads files one by one, each into offsets of its own, so that the place of code tells its file. */
export interface FileReader {
  /**
   * Undefined when it cannot be parsed.
   * @param isEdited so that it can be read again
   */
  read(path: string, text: string, link: Link, isEdited: boolean): ReadFile | undefined;
  /** Reads what an edit changed; `before` is used up. */
  readAgain(path: string, before: ReadFile, was: string, text: string): ReadFile | undefined;
}

export function createFileReader(parsers: Parsers): FileReader {
  const layouts = new Map<number, Layout>();
  let nextRange = 1;
  const newBase = () => nextRange++ * rangeLength;

  function read(path: string, given: string, link: Link, isEdited: boolean): ReadFile | undefined {
    const isNotebook = path.endsWith(".ipynb");
    const reader = readerOf(path);
    const notebook = isNotebook ? notebookCode(given) : undefined;
    const text = notebook?.text ?? given;
    const tree = reader && (notebook || !isNotebook) ? parsers.parse(reader.grammar, text) : undefined;
    if (!reader || !tree) return undefined;
    const base = newBase();
    const span = { start: base, end: base + text.length };
    if (isEdited && !isNotebook) {
      const found = readStatements(text, tree, newBase, { ...readerFor(reader.language), link });
      return { ...settle(path, found), span, edited: { file: found, tree } };
    }
    const layout = wholeLayout(path, base, text.length);
    layouts.set(base, layout);
    const root = copyTree(tree, base, unreadIn(reader.language));
    const slice = { slice: (start: number, end?: number) => text.slice(start - base, end && end - base) };
    const origin = { ...placesOf(layout, notebook), link };
    const { language } = reader;
    const file =
      language === "python"
        ? readPython(root, slice, origin)
        : readEcmascript(root, slice, language === "typescript" ? "typescript" : "javascript", origin);
    return { file, span };
  }

  function readAgain(path: string, { file, span, edited }: ReadFile, was: string, text: string): ReadFile | undefined {
    const reader = readerOf(path);
    if (!reader || !edited) return undefined;
    const tree = parseAgain(reader.grammar, edited.tree, was, text);
    edited.tree.delete();
    if (!tree) return undefined;
    const code = { ...readerFor(reader.language), link: file.scope.link };
    const found = readStatements(text, tree, newBase, code, edited.file);
    const kept = rangesOf(found);
    for (const range of rangesOf(edited.file)) if (!kept.has(range)) layouts.delete(range);
    return { ...settle(path, found), span, edited: { file: found, tree } };
  }

  /** What the parser makes of broken text depends on where it came from, so such text is parsed whole. */
  function parseAgain(grammar: Grammar, earlier: Tree, was: string, text: string): Tree | undefined {
    earlier.edit(editBetween(was, text));
    const tree = parsers.parse(grammar, text, { earlier });
    if (!tree?.rootNode.hasError) return tree;
    tree.delete();
    return parsers.parse(grammar, text);
  }

  /** Makes a file of what was read statement by statement. */
  function settle(path: string, found: EditedFile): Pick<ReadFile, "file"> {
    const { statements, scope, exports } = found;
    const layout = statementLayout(path, statements);
    for (const range of rangesOf(found)) layouts.set(range, layout);
    const file: CodeFile = {
      language: readerOf(path)?.language ?? "typescript",
      body: statements.flatMap(({ code }) => code),
      scope,
      truncated: statements.some(({ truncated }) => truncated),
      exports,
      ...placesOf(layout),
    };
    return { file };
  }

  function placesOf(own: Layout, notebook?: NotebookCode): Pick<Origin, "place" | "locate"> {
    return {
      place(span) {
        const local = moved(span, own);
        return local && notebook ? notebook.place(local) : local;
      },
      locate(span) {
        const layout = layouts.get(rangeOf(span.start));
        const local = layout && moved(span, layout);
        return layout && local ? { path: layout.path, span: local } : undefined;
      },
    };
  }

  return { read, readAgain };
}

/** The two ends may be in different pieces, between which there is room that is not in the text. */
function moved({ start, end }: Span, layout: Layout): Span | undefined {
  const to = layout.offsetIn(start);
  return to === undefined ? undefined : { start: to, end: layout.offsetIn(end) ?? to + end - start };
}

function rangesOf({ statements }: EditedFile): ReadonlySet<number> {
  return new Set(statements.map(({ node }) => rangeOf(node.start)));
}

function readerFor(language: CodeFile["language"]): Omit<StatementReader, "link"> {
  return { read: language === "python" ? readPythonNode : readEcmascriptNode, unread: unreadIn(language) };
}

function unreadIn(language: CodeFile["language"]): ReadonlySet<string> | undefined {
  return language === "python" ? undefined : unread;
}
