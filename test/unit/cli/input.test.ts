import assert from "node:assert/strict";
import { inputLines, readInput } from "../../../src/cli/input.ts";

async function* bytes(...chunks: readonly (string | readonly number[])[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : Uint8Array.from(chunk);
}

async function check(chunks: readonly (string | readonly number[])[], ...expected: string[]): Promise<void> {
  const lines: string[] = [];
  for await (const line of inputLines(bytes(...chunks), 1024 * 1024)) {
    lines.push("text" in line ? line.text : `error: ${line.error}`);
  }
  assert.deepEqual(lines, expected);
}

describe("lines of stdin", () => {
  it("are none for empty input", () => check([]));
  it("need no line end at the end", () => check(["a\nb"], "a", "b"));
  it("do not begin a further one after the last line end", () => check(["a\nb\n"], "a", "b"));
  it("include empty ones", () => check(["a\n\nb\n"], "a", "", "b"));
  it("are put together from any chunks", () => check(["a", "b\nc", "", "d", "\n"], "ab", "cd"));
  it("keep characters that are cut between chunks", () => check([[0xc3], [0xbc, 0x0a]], "ü"));
  it("are an error where they are no UTF-8, and go on", () =>
    check([[0xff, 0x0a], "ok\n"], "error: It is not valid UTF-8.", "ok"));
  it("are an error where they are too long, and go on", () =>
    check(["x".repeat(1024 * 1024), "y\n", "ok\n"], "error: It is longer than 1 MB.", "ok"));
});

describe("all of stdin", () => {
  it("is one text", async () => assert.equal(await readInput(bytes("a\n", "b")), "a\nb"));
  it("is refused when it is too long", () => assert.rejects(readInput(bytes("abc"), 2), { reason: "input" }));
});
