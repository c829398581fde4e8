/** Lines of a byte stream, each handed over whole with its line feed, so that it can be passed on as it came. */

export interface LineReader {
  push(chunk: Uint8Array): void;
  /** The stream is over: what came without a line feed is handed over too. */
  end(): void;
}

export interface LineHandlers {
  line(bytes: Uint8Array): void;
  /** A line grew beyond the limit: handed over in pieces, the last one with `done`. */
  piece(bytes: Uint8Array, done: boolean): void;
}

/** Longer lines are not kept in memory. */
export const maxLineBytes = 64 * 1024 * 1024;

export function createLineReader(handlers: LineHandlers, limit = maxLineBytes): LineReader {
  let parts: Uint8Array[] = [];
  let size = 0;
  let isLong = false;
  const add = (bytes: Uint8Array, done: boolean) => {
    size += bytes.length;
    parts.push(bytes);
    if (!isLong && size <= limit) {
      if (!done) return;
      handlers.line(parts.length === 1 ? bytes : Buffer.concat(parts, size));
    } else {
      isLong = true;
      handlers.piece(parts.length === 1 ? bytes : Buffer.concat(parts), done);
    }
    parts = [];
    if (done) {
      size = 0;
      isLong = false;
    }
  };
  return {
    push(chunk) {
      let start = 0;
      for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
        add(chunk.subarray(start, end + 1), true);
        start = end + 1;
      }
      if (start < chunk.length) add(chunk.subarray(start), false);
    },
    end() {
      if (size > 0 || parts.length > 0) add(new Uint8Array(0), true);
    },
  };
}

/** Writes whole lines; those of others wait while a long one is passed on in pieces. */
export interface LineWriter {
  line(bytes: Uint8Array | string): void;
  piece(bytes: Uint8Array, done: boolean): void;
}

export function createLineWriter(write: (bytes: Uint8Array | string) => void): LineWriter {
  let waiting: (Uint8Array | string)[] | undefined;
  return {
    line(bytes) {
      if (waiting) waiting.push(bytes);
      else write(bytes);
    },
    piece(bytes, done) {
      waiting ??= [];
      write(bytes);
      if (!done) return;
      for (const line of waiting) write(line);
      waiting = undefined;
    },
  };
}

const lineFeed = 10;
