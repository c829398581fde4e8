import assert from "node:assert/strict";
import fc from "fast-check";
import { checkPack, startPack } from "../../../../src/core/audit/pack.ts";
import { checkSignature, openSigner } from "../../../../src/node/auditKeys.ts";
import { auditChain, sha256 } from "../../../support/auditEntries.ts";

const { lines } = auditChain(8);
const memory = () => {
  let kept: string | undefined;
  return {
    read: async () => kept,
    write: async (pem: string) => {
      kept = pem;
    },
  };
};

async function packed(isShown: (index: number) => boolean, records = lines): Promise<string[]> {
  const writer = startPack(sha256);
  const body = records.map((line, index) => writer.add(line, isShown(index))).join("");
  const text = body + writer.end("2026-11-25T10:00:00.000Z", {}, [], await openSigner(memory()));
  return text.split("\n").slice(0, -1);
}

const check = (pack: readonly string[]) => checkPack(pack, sha256, checkSignature);

describe("evidence pack", () => {
  it("holds with any records withheld, and shows nothing of them", async () => {
    for (let mask = 0; mask < 256; mask += 5) {
      const isShown = (index: number) => (mask & (1 << index)) !== 0;
      const pack = await packed(isShown);
      const result = check(pack);
      assert.ok(result.ok, JSON.stringify(result));
      assert.equal(result.manifest.disclosed + result.manifest.withheld, 8);
      for (const [index, line] of lines.entries()) assert.equal(pack.includes(line), isShown(index));
      assert.ok(isShown(2) || !pack.join("\n").includes('"echo 3"'));
    }
  });

  it("holds for a part of the log, and for none of it", async () => {
    const part = check(await packed(() => true, lines.slice(3)));
    assert.ok(part.ok);
    assert.deepEqual([part.manifest.after.seq, part.manifest.last.seq], [3, 8]);
    assert.equal(check(await packed(() => true, [])).ok, true);
  });

  it("is not made of records that do not follow each other", async () => {
    await assert.rejects(packed(() => true, lines.toSpliced(3, 1)));
    await assert.rejects(packed(() => true, lines.with(3, lines[3]!.replace("echo 4", "echo 5"))));
  });

  it("shows every change: a line changed, removed, doubled, swapped, withheld later, or an end cut off", async () => {
    const pack = await packed((index) => index !== 4);
    for (let index = 0; index < pack.length; index++) {
      assert.equal(check(pack.toSpliced(index, 1)).ok, false, `without line ${index}`);
      assert.equal(check(pack.toSpliced(index, 0, pack[index]!)).ok, false, `with line ${index} twice`);
    }
    assert.equal(check(pack.with(0, JSON.stringify({ withheld: JSON.parse(pack[0]!).hash }))).ok, false);
    assert.equal(check([pack[1]!, pack[0]!, ...pack.slice(2)]).ok, false);
    const other = await packed(() => true);
    assert.equal(check([...pack.slice(0, -1), other.at(-1)!]).ok, false, "signed by another key");
  });

  it("shows a change of any byte", async () => {
    const pack = await packed((index) => index % 3 !== 0);
    const text = pack.join("\n");
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), fc.string({ minLength: 1, maxLength: 1 }), (at, to) => {
        const changed = text.slice(0, at) + to + text.slice(at + 1);
        if (changed === text || isSameSignature(changed, text)) return;
        assert.equal(check(changed.split("\n")).ok, false);
      }),
      { numRuns: 300 },
    );
  });

  it("never throws, whatever it is given", () => {
    const line = fc.oneof(fc.string(), fc.json(), fc.constantFrom(...lines, '{"pack":1}', '{"withheld":"x"}'));
    fc.assert(fc.property(fc.array(line), (some) => assert.equal(check(some).ok, false)));
  });
});

/** The last digits of base64 hold bits that nothing reads. */
function isSameSignature(a: string, b: string): boolean {
  const bytes = (text: string) => {
    try {
      return Buffer.from(JSON.parse(text.split("\n").at(-1)!).signature, "base64").toString("hex");
    } catch {
      return text;
    }
  };
  const body = (text: string) => text.split("\n").slice(0, -1).join("\n");
  return body(a) === body(b) && bytes(a) === bytes(b);
}
