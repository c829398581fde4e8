import assert from "node:assert/strict";
import fc from "fast-check";
import { chainStart, linkLine } from "../../../../src/core/audit/chain.ts";
import { changeLimits, type KeptChange, keepChange } from "../../../../src/core/audit/change.ts";
import { readStep } from "../../../../src/core/audit/readRecord.ts";
import type { StepEntry } from "../../../../src/core/audit/record.ts";
import { redactStep } from "../../../../src/core/audit/redact.ts";
import { canonicalJson } from "../../../../src/core/canonicalJson.ts";
import type { FileChange } from "../../../../src/core/effects/fileChanges.ts";
import { sha256 } from "../../../../src/node/sha256.ts";
import { issuedSecrets } from "../../../support/secrets.ts";

const kept = (...files: FileChange[]): KeptChange => keepChange({ files }, true, sha256);
const one = (before: string | undefined, after: string | undefined) =>
  kept({ path: "/w/a.ts", before, after }).files[0];
const numbered = (word: string, count: number) => Array.from({ length: count }, (_, at) => `${word} ${at}`).join("\n");

/** As the secret stands in a JSON text. */
const inJson = (value: string) => JSON.stringify(value).slice(1, -1);

describe("the change in a record", () => {
  it("is a diff with the digest of each side", () => {
    const file = one("a\nb\nc\n", "a\nB\nc\n");
    assert.equal(file?.diff, "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c");
    assert.deepEqual([file?.added, file?.removed, file?.leftOut], [1, 1, undefined]);
    assert.deepEqual(file?.after, { sha256: sha256("a\nB\nc\n"), length: 6 });
  });

  it("says what is new, deleted and moved", () => {
    assert.deepEqual([one(undefined, "a")?.before, one("a", undefined)?.after], [undefined, undefined]);
    const moved = kept({ path: "/w/b.ts", from: "/w/a.ts", before: "a", after: "a" }).files[0];
    assert.deepEqual([moved?.from, moved?.diff, moved?.added], ["/w/a.ts", undefined, 0]);
  });

  it("says why nothing is known", () =>
    assert.deepEqual(keepChange({ why: "It cannot be read." }, false, sha256), {
      files: [],
      why: "It cannot be read.",
    }));

  it("holds its first lines and how many are missing where it is long", () => {
    const file = one(numbered("old", 5_000), numbered("new", 5_000));
    assert.deepEqual([file?.added, file?.removed], [5_000, 5_000]);
    assert.ok(file?.diff?.startsWith("@@ -1,5000 +1,5000 @@\n-old 0\n-old 1\n"));
    assert.equal((file?.diff?.split("\n").length ?? 0) + (file?.leftOut ?? 0), 10_001);
    assert.ok((file?.diff?.length ?? 0) <= changeLimits.kept);
  });

  it("holds only digests and lengths where the texts are too long to be compared", () => {
    const file = one("a".repeat(changeLimits.compared), "b");
    assert.deepEqual([file?.diff, file?.added, file?.before?.length], [undefined, undefined, changeLimits.compared]);
  });

  it("fits a line that is read back, whatever JSON makes of its characters", () => {
    const files = Array.from({ length: 60 }, (_, at) => ({
      path: `/w/${at}/${"\u0001".repeat(3_000)}`,
      before: undefined,
      after: `${"\u0001".repeat(600)}\n`.repeat(40),
    }));
    const step = stepOf(kept(...files));
    assert.equal(step.change?.moreFiles, 20);
    const { line } = linkLine(redactStep(step), chainStart, new Date(0).toISOString(), sha256);
    assert.ok(Buffer.byteLength(line) < 1_000_000, `${line.length}`);
    assert.deepEqual(readStep(line)?.change?.moreFiles, 20);
  });

  it("never holds an issued credential, old, new or around the change (property)", () => {
    const text = fc.array(fc.constantFrom("one", "two", "", "{", "}"), { maxLength: 8 });
    fc.assert(
      fc.property(
        fc.constantFrom(...issuedSecrets),
        fc.constantFrom("before", "after", "both", "path"),
        text,
        text,
        text,
        ({ value }, where, above, below, other) => {
          const held = [...above, `x ${value} y`, ...below].join("\n");
          const without = other.join("\n");
          const before = where === "before" || where === "both" ? held : without;
          const after = where === "both" ? `${held}\nmore` : where === "after" ? held : without;
          const path = where === "path" ? `/w/${value}` : "/w/a";
          const json = canonicalJson(kept({ path, before, after }));
          assert.ok(!json.includes(inJson(value)), json);
          for (const line of value.split("\n").filter((part) => part.length > 16))
            assert.ok(!json.includes(line), json);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("never holds the value of a name that says it is a secret, in any of the files (property)", () => {
    const password = fc
      .stringMatching(/^[A-Za-z0-9!#%+,./=?@^_~-]{8,40}$/)
      .filter((value) => !/redact|^[x.]+$|^-|^%\w+%$/i.test(value));
    fc.assert(
      fc.property(password, password, (old, now) => {
        const before = `# settings\nDB_PASSWORD=${old}\nPORT=1\n`;
        const after = before.replace(old, () => now);
        const change = kept(
          { path: "/w/.env", before, after },
          { path: "/w/b", before: undefined, after: `see ${old}` },
        );
        const json = canonicalJson(change);
        assert.ok(!json.includes(inJson(old)) && !json.includes(inJson(now)), json);
      }),
      { numRuns: 300 },
    );
  });

  it("shows that a secret was replaced by another, and of neither more than its kind", () => {
    const file = one("# a\nDB_PASSWORD=hunter2hunter2\n", "# a\nDB_PASSWORD=tr0ub4dor-3\n");
    assert.equal(
      file?.diff,
      "@@ -1,2 +1,2 @@\n # a\n-DB_PASSWORD=[redacted:password]\n+DB_PASSWORD=[redacted:password]",
    );
  });

  it("is made clean again before it is written, by whatever it was made", () => {
    const [{ value }] = issuedSecrets as [(typeof issuedSecrets)[number]];
    const change: KeptChange = { files: [{ path: "/w/a", diff: `@@ -0,0 +1,1 @@\n+${value}` }] };
    assert.ok(!canonicalJson(redactStep(stepOf(change))).includes(value));
  });
});

function stepOf(change: KeptChange): StepEntry {
  return { step: "change", of: "0".repeat(64), actionDigest: "0".repeat(64), change };
}
