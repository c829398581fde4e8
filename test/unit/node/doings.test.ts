import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTeller, type Doings, doingsOfOthers } from "../../../src/node/doings.ts";

/** No process has this number. */
const ended = 2 ** 22 + 1;
const folders = ["/work/shop"];

describe("what windows tell each other of a person's doings", () => {
  let run: string;
  const doings: Doings = {
    folders,
    saved: [["/work/shop/a.ts", 1_000]],
    saves: [1_000],
    busy: [{ from: 500, to: 900 }, { from: 950 }],
  };
  const now = Date.now();
  const heard = (...where: readonly string[]) => doingsOfOthers(run, "", where, now);

  beforeEach(() => {
    run = join(mkdtempSync(join(tmpdir(), "countersign-doings-")), "run");
  });
  afterEach(() => rmSync(join(run, ".."), { recursive: true, force: true }));

  it("is heard by the others and not by the one that tells, as it was told last", async () => {
    const teller = createTeller(run);
    await teller.tell({ ...doings, saves: [] });
    await teller.tell(doings);
    assert.deepEqual(heard("/work/shop"), [doings]);
    assert.deepEqual(doingsOfOthers(run, teller.file, folders, now), []);
    assert.equal(readdirSync(join(run, "doings")).length, 1);
  });

  it("is heard where the folders lie in one another, and nowhere else", async () => {
    await createTeller(run).tell(doings);
    for (const where of ["/work", "/work/shop/src"]) assert.equal(heard(where).length, 1, where);
    for (const where of ["/work/shopping", "/work/other"]) assert.equal(heard(where).length, 0, where);
    assert.equal(heard().length, 0);
  });

  it("of a window that was closed, only what has ended counts, and it is removed when it is old", async () => {
    await createTeller(run).tell(doings);
    const [own = ""] = readdirSync(join(run, "doings"));
    const file = join(run, "doings", own.replace(String(process.pid), String(ended)));
    writeFileSync(file, JSON.stringify(doings));
    rmSync(join(run, "doings", own));
    assert.deepEqual(heard("/work/shop")[0]?.busy, [{ from: 500, to: 900 }]);
    utimesSync(file, 1, 1);
    assert.deepEqual(heard("/work/shop"), []);
    assert.equal(existsSync(file), false);
  });

  it("is nothing where nobody told, and nothing that is not of its form explains anything", async () => {
    assert.deepEqual(heard("/work/shop"), []);
    await createTeller(run).tell(doings);
    const [own = ""] = readdirSync(join(run, "doings"));
    const broken = [
      "",
      "{",
      "[]",
      "null",
      JSON.stringify({ ...doings, folders: [1] }),
      JSON.stringify({ ...doings, saved: [["/work/shop/a.ts"]] }),
      JSON.stringify({ ...doings, saves: ["now"] }),
      JSON.stringify({ ...doings, busy: [{ to: 5 }] }),
      JSON.stringify({ ...doings, saves: [..."x".repeat(300_000)].map(() => 1) }),
    ];
    for (const text of broken) {
      writeFileSync(join(run, "doings", own), text);
      assert.deepEqual(heard("/work/shop"), [], text.slice(0, 60));
    }
  });
});
