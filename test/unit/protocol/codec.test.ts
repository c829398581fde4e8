import assert from "node:assert/strict";
import fc from "fast-check";
import { createLineCollector, decodeReply, decodeRequest, decodeWindow, encode } from "../../../src/protocol/codec.ts";
import type { HookReply, HookRequest, WindowEntry } from "../../../src/protocol/messages.ts";

const request: HookRequest = {
  v: 1,
  type: "held",
  token: "t",
  source: "claude-settings",
  payload: '{"a":"\n"}',
  cwd: "/w",
  patienceMs: 5,
};
const reply: HookReply = { v: 1, type: "answer", stdout: "", stderr: "no\n", exitCode: 2 };
const entry: WindowEntry = { v: 1, pid: 7, socket: "/s", token: "t", folders: ["/w"], focusedAt: 0 };

describe("codec", () => {
  it("gives back what it wrote, one line a message", () => {
    assert.equal(encode(request).indexOf("\n"), encode(request).length - 1);
    assert.deepEqual(decodeRequest(encode(request)), { value: request });
    assert.deepEqual(decodeReply(encode(reply)), { value: reply });
    assert.deepEqual(decodeWindow(JSON.stringify(entry)), { value: entry });
  });

  const broken: readonly (readonly [name: string, decode: (text: string) => object, value: object])[] = [
    ["request of another version", decodeRequest, { ...request, v: 2 }],
    ["request of another type", decodeRequest, { ...request, type: "answer" }],
    ["request of an unknown source", decodeRequest, { ...request, source: "x" }],
    ["request without a token", decodeRequest, { ...request, token: undefined }],
    ["request whose payload is no text", decodeRequest, { ...request, payload: {} }],
    ["request without patience", decodeRequest, { ...request, patienceMs: 0 }],
    ["request with endless patience", decodeRequest, { ...request, patienceMs: "1e99" }],
    ["reply of another version", decodeReply, { ...reply, v: 2 }],
    ["reply with another exit code", decodeReply, { ...reply, exitCode: 1 }],
    ["reply without stderr", decodeReply, { ...reply, stderr: null }],
    ["window without a socket", decodeWindow, { ...entry, socket: "" }],
    ["window without a token", decodeWindow, { ...entry, token: "" }],
    ["window with a process id that is none", decodeWindow, { ...entry, pid: 1.5 }],
    ["window whose folders are no texts", decodeWindow, { ...entry, folders: [1] }],
    ["window of another version", decodeWindow, { ...entry, v: 0 }],
  ];
  for (const [name, decode, value] of broken) {
    it(`refuses a ${name}`, () => assert.ok("error" in decode(JSON.stringify(value))));
  }

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        for (const decode of [decodeRequest, decodeReply, decodeWindow]) assert.ok(decode(text));
      }),
    );
  });
});

describe("line collector", () => {
  it("finds the line however the bytes are cut", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.nat(20), { maxLength: 10 }), (text, cuts) => {
        const line = JSON.stringify(text);
        const bytes = new TextEncoder().encode(`${line}\nrest`);
        const collector = createLineCollector(1_000_000);
        let from = 0;
        let found: ReturnType<typeof collector.push>;
        for (const cut of [...cuts, bytes.length]) {
          found ??= collector.push(bytes.subarray(from, from + cut));
          from += cut;
        }
        assert.deepEqual(found, { line });
      }),
    );
  });

  it("stops at the limit, also when the line end never comes", () => {
    const collector = createLineCollector(10);
    assert.equal(collector.push(new Uint8Array(10)), undefined);
    assert.deepEqual(collector.push(new Uint8Array(1)), { overflow: true });
  });
});
