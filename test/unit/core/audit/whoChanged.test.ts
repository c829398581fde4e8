import assert from "node:assert/strict";
import { addedLine, touches, wroteLine } from "../../../../src/core/audit/whoChanged.ts";
import { whoDidText } from "../../../../src/vscode/model/whoDidText.ts";
import { auditRecord } from "../../../support/auditRecords.ts";
import { plain } from "../../../support/plainWords.ts";

const path = "/work/shop/a.ts";

describe("who changed a file", () => {
  it("is told by targets where no parts are kept", () => {
    assert.equal(touches(auditRecord(), path), "exactly");
    assert.equal(touches(auditRecord({ targets: ["/work/shop/"] }), path), "above");
    assert.equal(touches(auditRecord({ targets: ["/work/sho"] }), path), undefined);
    assert.equal(touches(auditRecord({ targets: ["C:\\Work\\A.ts"] }), "c:/work/a.ts"), "exactly");
  });

  it("is not who was denied, nor who only read", () => {
    assert.equal(touches(auditRecord({ decision: "deny" }), path), undefined);
    assert.equal(touches(auditRecord({ effects: ["read-files"] }), path), undefined);
  });

  it("asks the part that writes, not the part that reads", () => {
    const part = { kind: "command", rule: "x", grade: "allow" } as const;
    const acts = [
      { ...part, effects: ["read-files"] as const, paths: [path] },
      { ...part, effects: ["write-files"] as const, paths: ["/work/shop/b.ts"] },
    ];
    assert.equal(touches(auditRecord({ acts, targets: [path] }), path), undefined);
    assert.equal(touches(auditRecord({ acts }), "/work/shop/b.ts"), "exactly");
  });

  it("knows a line by the diff in the record, and does not claim or deny what is not in it", () => {
    const diff = "@@ -1,2 +1,3 @@\n import x\n-const old = 1;\n+const total = 1;\n+let more = 2;";
    const file = { path, added: 2, removed: 1, diff };
    const known = (line: string, over: Partial<typeof file> & { leftOut?: number } = {}) =>
      addedLine({ files: [{ ...file, ...over }] }, path, line);
    assert.equal(known("  const total = 1;  "), true);
    assert.equal(known("import x"), false);
    assert.equal(known("const old = 1;"), false);
    assert.equal(known("};"), undefined, "too short to tell");
    assert.equal(known("import x", { leftOut: 3 }), undefined, "not all of it is kept");
    assert.equal(known("import x", { diff: "+KEY=[redacted:key]" }), undefined, "a part of it is taken out");
    assert.equal(addedLine({ files: [file] }, "/work/shop/b.ts", "const total = 1;"), undefined);
    assert.equal(addedLine(undefined, path, "const total = 1;"), undefined);
  });

  it("knows a line that an action wrote, and no line it found there or that is too short to tell", () => {
    const line = "  const total = 1;";
    const edit = {
      kind: "file_edit",
      path,
      old_text: "const before = 1;",
      new_text: `const before = 1;\n${line}\n}`,
    } as const;
    assert.equal(wroteLine([edit], path, "const total = 1;"), true);
    assert.equal(wroteLine([edit], path, "const before = 1;"), false);
    assert.equal(wroteLine([edit], path, "}"), false);
    assert.equal(wroteLine([edit], "/work/shop/b.ts", line), false);
    assert.equal(wroteLine([{ kind: "file_write", path, content: line }], path, line), true);
  });
});

describe("words on who did it", () => {
  const say = (who: Partial<Parameters<typeof whoDidText>[0]>) =>
    whoDidText(
      { wroteLine: undefined, unsaved: false, ...who },
      () => "Claude Code",
      plain,
      (iso) => iso.slice(11, 16),
    );
  const at = Date.parse(auditRecord().time);

  it("says that it is not known", () => assert.match(say({}), /not known/));

  it("claims a line only when the text is known", () => {
    assert.match(
      say({ record: auditRecord(), touch: "exactly", wroteLine: true }),
      /^Claude Code wrote this line at 02:00/,
    );
    assert.match(say({ record: auditRecord(), touch: "exactly" }), /was last allowed to change this file.*Which lines/);
    assert.match(say({ record: auditRecord(), touch: "above" }), /something in this folder/);
    const other = say({ record: auditRecord(), touch: "exactly", wroteLine: false });
    assert.match(other, /was last allowed.*This line is not among those it put in/);
  });

  it("says that the file was changed later, or is not saved", () => {
    const record = auditRecord();
    assert.match(say({ record, touch: "exactly", changedAt: at + 3_600_000 }), /changed again later/);
    assert.doesNotMatch(say({ record, touch: "exactly", changedAt: at + 2_000 }), /later/);
    assert.match(say({ record, touch: "exactly", unsaved: true }), /not saved; they are not the agent's/);
  });
});
