import assert from "node:assert/strict";
import type { Work } from "../../../../src/core/reviewing/messages.ts";
import { Scan } from "../../../../src/node/review/scan.ts";

const document = (id: string, length = 10) => ({ id, group: "", path: id, text: "x".repeat(length) });

function all(scan: Scan): Work[] {
  const found: Work[] = [];
  for (let next = scan.next(); next; next = scan.next()) found.push(next);
  return found;
}

describe("a scan", () => {
  const documents = Array.from({ length: 1_200 }, (_, index) => document(`f${index}`));

  it("hands over each text and looks at each document once, all texts first", () => {
    const parts = all(new Scan(documents));
    const looks = parts.findIndex(({ inspect }) => inspect);
    assert.ok(parts.slice(looks).every(({ texts }) => !texts));
    assert.deepEqual(
      parts.flatMap(({ texts = [] }) => texts.map(({ id }) => id)),
      documents.map(({ id }) => id),
    );
    assert.deepEqual(
      parts.flatMap(({ inspect = [] }) => inspect),
      documents.map(({ id }) => id),
    );
  });

  it("hands over little at once, and a long document alone", () => {
    const parts = all(new Scan([document("a", 90_000), document("b", 90_000), document("c", 3_000_000)]));
    assert.deepEqual(
      parts.flatMap(({ inspect }) => (inspect ? [inspect] : [])),
      [["a"], ["b"], ["c"]],
    );
    assert.ok(all(new Scan(documents)).every(({ inspect = [] }) => inspect.length <= 50));
  });

  it("leaves out what somebody else knows better, and the rest when it is stopped", () => {
    const scan = new Scan(documents);
    scan.forget("f3");
    const first = scan.next();
    assert.ok(first?.texts?.every(({ id }) => id !== "f3"));
    scan.stop();
    assert.equal(scan.next(), undefined);
  });

  it("tells how far it is, and at the end whom to look at again", () => {
    let seen = 0;
    const scan = new Scan(documents, { onPart: (count) => (seen += count), again: () => ["open"] });
    for (const part of all(scan)) scan.done(part);
    assert.equal(seen, documents.length);
    assert.deepEqual(scan.last(), { inspect: ["open"] });
  });
});
