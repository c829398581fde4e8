import assert from "node:assert/strict";
import fc from "fast-check";
import { createEventReader } from "../../../src/node/mcp/eventStream.ts";
import { createLineReader, createLineWriter } from "../../../src/node/mcp/lines.ts";

/** Cuts a text into pieces of the given lengths, over and over. */
function cut(text: string, lengths: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let at = 0, index = 0; at < text.length; index++) {
    const length = lengths[index % lengths.length] ?? 1;
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}

const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

describe("lines of a stream", () => {
  it("come whole and lose no byte, however they were cut", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{0,12}$/)), lengths, (texts, sizes) => {
        const stream = texts.map((text) => `${text}\n`).join("");
        const lines: string[] = [];
        const pieces: string[] = [];
        const reader = createLineReader(
          {
            line: (bytes) => lines.push(Buffer.from(bytes).toString()),
            piece: (bytes) => pieces.push(Buffer.from(bytes).toString()),
          },
          8,
        );
        for (const piece of cut(stream, sizes)) reader.push(Buffer.from(piece));
        reader.end();
        assert.deepEqual(
          lines,
          texts.filter((text) => text.length < 8).map((text) => `${text}\n`),
        );
        assert.equal(
          pieces.join(""),
          texts
            .filter((text) => text.length >= 8)
            .map((text) => `${text}\n`)
            .join(""),
        );
      }),
    );
  });

  it("without a line end at the very end come too", () => {
    const lines: string[] = [];
    const reader = createLineReader({ line: (bytes) => lines.push(Buffer.from(bytes).toString()), piece() {} });
    reader.push(Buffer.from("a\nb"));
    reader.end();
    assert.deepEqual(lines, ["a\n", "b"]);
  });

  it("of others wait while a long one is written in pieces", () => {
    let out = "";
    const writer = createLineWriter((bytes) => {
      out += bytes;
    });
    writer.piece(Buffer.from("aaa"), false);
    writer.line("own\n");
    writer.piece(Buffer.from("bbb\n"), true);
    writer.line("next\n");
    assert.equal(out, "aaabbb\nown\nnext\n");
  });
});

describe("an event stream", () => {
  const stream = [
    ": a comment",
    "retry: 50",
    "id: 1",
    'data: {"a":',
    "data: 1}",
    "",
    "event: message",
    "data:x",
    "",
    "",
  ];

  for (const [name, ending] of [
    ["line feeds", "\n"],
    ["both", "\r\n"],
  ] as const) {
    it(`gives its messages whole, however it was cut, with ${name} as line ends`, () => {
      fc.assert(
        fc.property(lengths, (sizes) => {
          const events: unknown[] = [];
          const reader = createEventReader((event) => events.push(event));
          for (const piece of cut(stream.join(ending), sizes)) reader.push(piece);
          assert.deepEqual(events, [
            { data: '{"a":\n1}', id: "1" },
            { data: "x", id: "1" },
          ]);
          assert.equal(reader.retryMs, 50);
        }),
      );
    });
  }
});
