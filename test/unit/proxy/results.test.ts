import assert from "node:assert/strict";
import { type CallEnd, createResults } from "../../../src/proxy/results.ts";

describe("what becomes of a call behind the proxy", () => {
  function labOf() {
    let clock = 100;
    const ends: [string, CallEnd][] = [];
    const results = createResults(() => clock);
    return {
      ends,
      pass: (id: unknown, name = String(id)) => results.passed(id, (end) => ends.push([name, end])),
      say: (message: unknown) => results.observe(Buffer.from(`${JSON.stringify(message)}\n`)),
      raw: (line: string) => results.observe(Buffer.from(line)),
      later: (ms: number) => {
        clock += ms;
      },
    };
  }

  it("is how the server's answer says it ended, how long it took and how much came back", () => {
    const lab = labOf();
    lab.pass(1);
    lab.later(40);
    lab.say({ jsonrpc: "2.0", id: 1, result: { content: [] } });
    assert.deepEqual(lab.ends, [["1", { became: "done", durationMs: 40, bytes: 49 }]]);
  });

  it("is a failure where the tool or the server says so", () => {
    const lab = labOf();
    lab.pass("a");
    lab.pass("b");
    lab.say({ id: "b", error: { code: -32603, message: "no" } });
    lab.say({ id: "a", result: { isError: true } });
    assert.deepEqual(
      lab.ends.map(([name, { became }]) => [name, became]),
      [
        ["b", "failed"],
        ["a", "failed"],
      ],
    );
  });

  it("is told once, of answers alone, each under its own id, in a batch too", () => {
    const lab = labOf();
    lab.pass(1);
    lab.pass("b", "text");
    lab.say({ id: 1, method: "sampling/createMessage", params: {}, result: {} });
    lab.say({ method: "notifications/progress", params: { id: 1 } });
    lab.say({ id: 7, result: {} });
    lab.raw("no message {\n");
    assert.equal(lab.ends.length, 0);
    lab.say([
      { id: "b", result: {} },
      { id: 1, result: { isError: "yes" } },
    ]);
    lab.say({ id: 1, result: {} });
    assert.deepEqual(
      lab.ends.map(([name, { became }]) => [name, became]),
      [
        ["text", "done"],
        ["1", "done"],
      ],
    );
  });

  it("forgets the oldest of very many that are never answered", () => {
    const lab = labOf();
    for (let id = 0; id <= 1_000; id++) lab.pass(id);
    lab.say({ id: 0, result: {} });
    lab.say({ id: 1, result: {} });
    assert.deepEqual(
      lab.ends.map(([name]) => name),
      ["1"],
    );
  });
});
