import assert from "node:assert/strict";
import fc from "fast-check";
import { readClientLine } from "../../../src/node/mcp/clientLine.ts";
import { itemsOf, membersOf, repeatedKey } from "../../../src/node/mcp/strictJson.ts";

const read = (text: string) => readClientLine(Buffer.from(text));

/** JSON with blanks in odd places. */
const spacedJson = fc
  .tuple(fc.jsonValue(), fc.constantFrom(undefined, " ", "\t", 2))
  .map(([value, space]) => JSON.stringify(value, undefined, space));

describe("lines of an MCP client", () => {
  it("are read as JSON.parse reads them, part by part", () => {
    fc.assert(
      fc.property(spacedJson, (text) => {
        const value = JSON.parse(text);
        if (Array.isArray(value)) {
          assert.deepEqual(
            itemsOf(text).map(({ start, end }) => JSON.parse(text.slice(start, end))),
            value,
          );
        } else if (typeof value === "object" && value !== null) {
          assert.deepEqual(
            Object.fromEntries(
              membersOf(text).map(({ key, value: { start, end } }) => [key, JSON.parse(text.slice(start, end))]),
            ),
            value,
          );
        }
        assert.equal(repeatedKey(text), undefined);
      }),
    );
  });

  it("name a field twice wherever it is, however it is spelled", () => {
    const spelled = fc.constantFrom('"key"', '"k\\u0065y"', '"\\u006bey"');
    fc.assert(
      fc.property(spelled, spelled, fc.jsonValue(), fc.nat(4), (first, second, value, depth) => {
        const inner = `{${first}:${JSON.stringify(value)}, "other":[], ${second} :1}`;
        const text = Array.from({ length: depth }).reduce<string>((body) => `[{"a":{"b":[]},"c":${body}}]`, inner);
        assert.equal(repeatedKey(text), "key");
      }),
    );
  });

  it("never make the reader throw, and are refused unless JSON.parse takes them for messages", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), spacedJson, fc.uint8Array()), (line) => {
        const bytes = Buffer.from(line);
        const result = readClientLine(bytes);
        if (result.kind !== "messages") return;
        const value: unknown = JSON.parse(bytes.toString("utf8"));
        const messages = Array.isArray(value) ? value : [value];
        assert.equal(result.messages.length, messages.length);
        assert.ok(messages.every((message) => typeof message === "object" && message !== null));
      }),
    );
  });

  it("hold a call whatever else stands in it and wherever its parts stand", () => {
    const members = fc.shuffledSubarray(
      ['"jsonrpc":"2.0"', '"id":1', '"method":"tools\\/call"', '"params":{"name":"t","arguments":{"x":[1]}}', '"y":{}'],
      { minLength: 5 },
    );
    fc.assert(
      fc.property(members, fc.constantFrom(",", " , ", "\t,"), (parts, comma) => {
        const result = read(`{${parts.join(comma)}}`);
        assert.equal(result.kind === "messages" && result.messages[0]?.call?.tool, "t");
      }),
    );
  });

  it("that are no calls are not taken for one", () => {
    for (const method of ["tools/list", "tools/call/x", "resources/read", "ping", "notifications/tools/call_done"]) {
      const result = read(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: { name: "tools/call" } }));
      assert.equal(result.kind === "messages" && result.messages[0]?.call, undefined);
    }
  });

  it("name the requests that nobody will answer", () => {
    const result = read('{"jsonrpc":"2.0","id":"a","method":"x","method":"y"}');
    assert.deepEqual(result, { kind: "refused", reason: "The message names a field twice.", ids: ['"a"'] });
  });
});
