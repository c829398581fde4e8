/** What comes in on stdin, read with a limit, so that no input can fill the memory. */
import { CliError } from "./errors.ts";

/** One action with the largest content a person could still be asked about. */
export const maxInputBytes = 16 * 1024 * 1024;

export type InputLine = { readonly text: string } | { readonly error: string };

/** The lines of a byte stream as they come; one that is too long or no UTF-8 is an error in its place. */
export async function* inputLines(stdin: AsyncIterable<Uint8Array>, limit = maxInputBytes): AsyncGenerator<InputLine> {
  const line = new LineBuffer(limit);
  for await (const chunk of stdin) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      line.add(chunk.subarray(start, end));
      yield line.take();
      start = end + 1;
    }
    line.add(chunk.subarray(start));
  }
  if (line.length > 0) yield line.take();
}

/** All of stdin as one text. @throws CliError "input" */
export async function readInput(stdin: AsyncIterable<Uint8Array>, limit = maxInputBytes): Promise<string> {
  const all = new LineBuffer(limit);
  for await (const chunk of stdin) all.add(chunk);
  const taken = all.take();
  if ("error" in taken) throw new CliError("input", `The input on stdin cannot be used: ${taken.error}`);
  return taken.text;
}

/** Collects bytes up to a limit; what is longer is counted and not kept. */
class LineBuffer {
  #parts: Uint8Array[] = [];
  length = 0;

  constructor(readonly limit: number) {}

  add(bytes: Uint8Array): void {
    this.length += bytes.length;
    if (this.length <= this.limit) this.#parts.push(bytes);
    else this.#parts = [];
  }

  take(): InputLine {
    const parts = this.#parts;
    const isTooLong = this.length > this.limit;
    this.#parts = [];
    this.length = 0;
    if (isTooLong) return { error: `It is longer than ${this.limit / 1024 / 1024} MB.` };
    try {
      return { text: new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts)) };
    } catch {
      return { error: "It is not valid UTF-8." };
    }
  }
}
