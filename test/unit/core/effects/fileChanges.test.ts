import assert from "node:assert/strict";
import fc from "fast-check";
import { readPatch } from "../../../../src/agents/applyPatch.ts";
import { type FilePorts, foreseeChanges } from "../../../../src/core/effects/fileChanges.ts";
import type { Action } from "../../../../src/core/model/action.ts";

function disk(files: Readonly<Record<string, string>>): FilePorts {
  return {
    resolve: (path, cwd) => (path.startsWith("/") ? path : cwd && `${cwd}/${path}`),
    read: (path) => (files[path] === undefined ? { absent: true } : { text: files[path] }),
  };
}

const edit = (old_text: string, new_text: string, how?: "every"): Action => ({
  kind: "file_edit",
  path: "/a",
  old_text,
  new_text,
  ...(how ? { how: { by: how } } : {}),
});

function resultOf(text: string, ...actions: readonly Action[]): string | undefined {
  const found = foreseeChanges(actions, disk({ "/a": text }));
  return "why" in found ? `? ${found.why}` : found.files[0]?.after;
}

function patched(text: string, ...lines: readonly string[]): string | undefined {
  const patch = ["*** Begin Patch", "*** Update File: /a", ...lines, "*** End Patch"].join("\n");
  return resultOf(text, ...(readPatch(patch) ?? []));
}

describe("foreseeChanges", () => {
  it("replaces the one place of the old text, and keeps what looks like a pattern", () =>
    assert.equal(resultOf("one\ntwo\n", edit("two", "$& $1")), "one\n$& $1\n"));

  it("replaces every place when the tool does", () =>
    assert.equal(resultOf("x y x", edit("x", "z", "every")), "z y z"));

  it("does not guess which of two places is meant, nor a place that is not there", () => {
    assert.match(resultOf("x y x", edit("x", "z")) ?? "", /^\? .* 2 times/);
    assert.match(resultOf("x", edit("q", "z")) ?? "", /^\? .*not in the file/);
  });

  it("makes several edits of a file one after the other", () =>
    assert.equal(resultOf("a b c", edit("a", "b1"), edit("b1 b", "done")), "done c"));

  it("keeps Windows line ends, and does not guess when they are mixed", () => {
    assert.equal(resultOf("a\r\nb\r\n", edit("a\nb", "c\nd")), "c\r\nd\r\n");
    assert.match(resultOf("a\r\nb\n", edit("a", "c")) ?? "", /^\? .*line ends/);
  });

  it("creates, overwrites, deletes and moves", () => {
    const found = foreseeChanges(
      [
        { kind: "file_write", path: "new", content: "n", cwd: "/w" },
        { kind: "file_write", path: "/a", content: "b" },
        { kind: "file_delete", path: "/gone" },
        { kind: "file_rename", path: "/from", to: "/to" },
      ],
      disk({ "/a": "a", "/gone": "g", "/from": "f" }),
    );
    assert.deepEqual("files" in found && found.files, [
      { path: "/w/new", before: undefined, after: "n" },
      { path: "/a", before: "a", after: "b" },
      { path: "/gone", before: "g", after: undefined },
      { path: "/to", from: "/from", before: "f", after: "f" },
    ]);
  });

  it("does not move a file over another, whose loss would not be seen", () => {
    const found = foreseeChanges([{ kind: "file_rename", path: "/a", to: "/b" }], disk({ "/a": "1", "/b": "2" }));
    assert.ok("why" in found);
  });

  it("says nothing of a call that does more than change files, or means a file that is not known", () => {
    const command: Action = { kind: "command", shell: "bash", command: "true" };
    assert.ok("why" in foreseeChanges([edit("a", "b"), command], disk({ "/a": "a" })));
    assert.ok("why" in foreseeChanges([], disk({})));
    assert.ok("why" in foreseeChanges([{ kind: "file_write", path: "b", content: "" }], disk({})));
  });

  it("applies the hunks of a patch where their lines are", () => {
    const text = "class A\n  x\n  y\nclass B\n  x\n  y\n";
    assert.equal(patched(text, "@@ class B", "   x", "-  y", "+  z"), "class A\n  x\n  y\nclass B\n  x\n  z\n");
    assert.equal(patched(text, "-  x", "+  1", "@@", "-  x", "+  2"), "class A\n  1\n  y\nclass B\n  2\n  y\n");
    assert.equal(patched("a\nb\na\n", "@@", "-a", "+c", "*** End of File"), "a\nb\nc\n");
  });

  it("does not guess where a patch fits only roughly, or only adds", () => {
    assert.match(patched("a \nb\n", "-a", "+c") ?? "", /^\?/);
    assert.match(patched("a\n", "@@ zzz", "-a", "+c") ?? "", /^\?/);
    assert.match(patched("a\n", "+c") ?? "", /^\?/);
  });

  it("inserts lines where the tool says", () => {
    const insert: Action = { kind: "file_edit", path: "/a", new_text: "new", how: { by: "line", after: 1 } };
    assert.equal(resultOf("1\n2\n", insert), "1\nnew\n2\n");
    assert.match(resultOf("1", { ...insert, how: { by: "line", after: 7 } }) ?? "", /^\?/);
  });

  it("edits one cell of a notebook and forgets what it had printed", () => {
    const notebook = { cells: [{ cell_type: "code", id: "c", source: "1", outputs: ["1"], execution_count: 4 }] };
    const cell = (mode: "replace" | "insert" | "delete", name: string): Action => ({
      kind: "file_edit",
      path: "/a",
      new_text: "2",
      how: { by: "cell", mode, cell: name, type: "code" },
    });
    const cells = (action: Action) => JSON.parse(resultOf(JSON.stringify(notebook), action) ?? "").cells;
    assert.deepEqual(cells(cell("replace", "c")), [
      { cell_type: "code", id: "c", source: "2", outputs: [], execution_count: null },
    ]);
    assert.equal(cells(cell("insert", "cell-0")).length, 2);
    assert.deepEqual(cells(cell("delete", "c")), []);
    assert.match(resultOf(JSON.stringify(notebook), cell("delete", "other")) ?? "", /^\?/);
  });

  it("says that a change is not known which another model works in", () =>
    assert.match(
      resultOf("a", { kind: "file_edit", path: "/a", new_text: "b", how: { by: "merge" } }) ?? "",
      /^\? Another/,
    ));

  it("foresees a patch made from a real change exactly (property)", () => {
    const lines = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lines, fc.nat(), fc.array(fc.stringMatching(/^[A-Z]{1,4}$/), { maxLength: 3 }), (text, at, put) => {
        const index = at % text.length;
        const removed = text[index] as string;
        const found = patched(`${text.join("\n")}\n`, `-${removed}`, ...put.map((line) => `+${line}`));
        const left = [...text.slice(0, index), ...put, ...text.slice(index + 1)];
        assert.equal(found, left.map((line) => `${line}\n`).join(""));
      }),
    );
  });
});
