import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { maxFileBytes, workspaceFiles } from "../../../src/node/workspaceFiles.ts";

describe("workspace files", () => {
  let home: string;
  let root: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "files-"));
    root = join(home, "root");
    mkdirSync(root);
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  function put(path: string, content: string | Uint8Array = ""): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }

  /** What is found, as `path` or `path: why it was skipped`. */
  function check(...expected: string[]): void {
    const found: string[] = [];
    for (const file of workspaceFiles(root, (path) => path.endsWith(".json"))) {
      found.push("skipped" in file ? `${file.path}: ${file.skipped}` : file.path);
    }
    assert.deepEqual(found, expected);
  }

  it("are the candidates in a stable order, files before folders", () => {
    for (const path of ["b/z.json", "a.json", "b/a.json", "c.txt", "a/x/y.json", "B.json"]) put(path);
    check("B.json", "a.json", "a/x/y.json", "b/a.json", "b/z.json");
  });

  it("leave out what others wrote and what a build made, at any depth", () => {
    for (const path of ["node_modules/a.json", "x/node_modules/a.json", ".git/a.json", "dist/a.json", "x/dist.json"])
      put(path);
    check("x/dist.json");
  });

  it("are read up to 2 MB", () => {
    put("big.json", " ".repeat(maxFileBytes + 1));
    put("fits.json", " ".repeat(maxFileBytes));
    check("big.json: too-large", "fits.json");
  });

  it("are not read when they are no text", () => {
    put("a.json", Buffer.of(1, 0, 2));
    check("a.json: binary");
  });

  it("are found once when links form a loop", () => {
    put("a/b.json");
    symlinkSync("..", join(root, "a", "up"));
    symlinkSync(root, join(root, "a", "root"));
    symlinkSync("self.json", join(root, "self.json"));
    check("a/b.json");
  });

  it("are read through links that end in the folder, and never outside", () => {
    put("a/b.json");
    writeFileSync(join(home, "secret.json"), "{}");
    symlinkSync("a/b.json", join(root, "link.json"));
    symlinkSync(join(home, "secret.json"), join(root, "outside.json"));
    symlinkSync(home, join(root, "folder"));
    check("link.json", "a/b.json");
  });

  if (process.platform !== "win32") {
    it("are not waited for when a pipe carries the name of one", () => {
      execFileSync("mkfifo", [join(root, "pipe.json")]);
      check();
    });
  }

  it("are not searched for below any depth", () => {
    put(`${"d/".repeat(70)}deep.json`);
    put("a.json");
    check("a.json");
  });

  it("cannot be had from a folder that does not exist", () => {
    assert.throws(() => workspaceFiles(join(root, "none"), () => true).next(), { code: "ENOENT" });
  });
});
