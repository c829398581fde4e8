/** A half-open range of UTF-16 code units in a document's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Zero-based line and UTF-16 character, as VS Code and SARIF viewers count (they print them one-based). */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A place in a named document. `path` is as the document was named when it was read. */
export interface Location {
  readonly path: string;
  readonly span: Span;
}

/** Text with a line index, so that offsets become positions in O(log lines). Lines end at \n, \r\n or \r. */
export class SourceText {
  /** Most texts are never asked for a line. */
  #lines: readonly number[] | undefined;

  constructor(
    readonly path: string,
    readonly text: string,
  ) {}

  get #lineStarts(): readonly number[] {
    this.#lines ??= lineStartsOf(this.text);
    return this.#lines;
  }

  get lineCount(): number {
    return this.#lineStarts.length;
  }

  /** The position of an offset; offsets outside the text are clamped to its ends. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] as number) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: at - (this.#lineStarts[low] as number) };
  }

  /** The offset at which a line begins. */
  lineStart(line: number): number {
    return this.#lineStarts[Math.max(0, Math.min(line, this.lineCount - 1))] as number;
  }

  /** A line without its end. */
  lineText(line: number): string {
    const next = line + 1 < this.lineCount ? this.lineStart(line + 1) : this.text.length;
    return this.text.slice(this.lineStart(line), next).replace(/[\r\n]+$/, "");
  }

  slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 13 && text.charCodeAt(offset + 1) === 10) offset++;
    if (code === 10 || code === 13) starts.push(offset + 1);
  }
  return starts;
}
