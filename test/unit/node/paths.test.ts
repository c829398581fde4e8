import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { contains } from "../../../src/node/containment.ts";
import { createRealPath, realPath } from "../../../src/node/realPath.ts";
import { workspaceOf } from "../../../src/node/workspaceOf.ts";
import { inHome } from "./home.ts";

describe("contains", () => {
  const cases: readonly (readonly [folder: string, path: string, expected: boolean])[] = [
    ["/a/b", "/a/b", true],
    ["/a/b", "/a/b/c", true],
    ["/a/b", "/a/bc", false],
    ["/a/b", "/a", false],
    ["/a/b", "/a/b/..c", true],
    ["/a/b", "/a/b/../c", false],
    ["/", "/etc", true],
  ];
  for (const [folder, path, expected] of cases) {
    it(`${folder} ${expected ? "holds" : "does not hold"} ${path}`, () =>
      assert.equal(contains(folder, path), expected));
  }
});

describe("realPath", () => {
  it("follows links, also to what does not exist, and keeps parts that are yet to be made", () =>
    inHome(({ path }) => {
      mkdirSync(join(path, "real"));
      symlinkSync(join(path, "real"), join(path, "link"));
      symlinkSync("/nowhere/at/all", join(path, "dangling"));
      symlinkSync("../etc", join(path, "real", "up"));
      assert.equal(realPath(join(path, "link", "new", "file")), join(path, "real", "new", "file"));
      assert.equal(realPath(join(path, "dangling", "x")), "/nowhere/at/all/x");
      assert.equal(realPath(join(path, "link", "up", "passwd")), join(path, "etc", "passwd"));
    }));

  it("resolves “..” after the link, as the system does not write through a name", () =>
    inHome(({ path }) => assert.equal(realPath(`${path}/a/../b`), join(path, "b"))));

  it("gives up on a loop and on what is not absolute", () =>
    inHome(({ path }) => {
      symlinkSync(join(path, "b"), join(path, "a"));
      symlinkSync(join(path, "a"), join(path, "b"));
      assert.equal(realPath(join(path, "a")), undefined);
      assert.equal(realPath("relative"), undefined);
    }));
});

describe("createRealPath", () => {
  it("sees what realPath sees, as it was when it first looked", () =>
    inHome(({ path }) => {
      mkdirSync(join(path, "real"));
      symlinkSync(join(path, "real"), join(path, "link"));
      const real = createRealPath();
      assert.equal(real(join(path, "link", "a")), join(path, "real", "a"));
      assert.equal(real(join(path, "new", "b")), join(path, "new", "b"));
      symlinkSync(join(path, "real"), join(path, "new"));
      assert.equal(real(join(path, "new", "b")), join(path, "new", "b"));
      assert.equal(createRealPath()(join(path, "new", "b")), join(path, "real", "b"));
    }));
});

describe("workspaceOf", () => {
  it("is the closest folder of the window", () =>
    inHome(({ path }) => {
      const [outer, inner] = [join(path, "a"), join(path, "a", "b")];
      assert.equal(workspaceOf(join(inner, "c"), [outer, inner], path), inner);
      assert.equal(workspaceOf(join(path, "ab"), [outer], path), undefined);
    }));

  it("is the project around the agent's folder where no window knows it", () =>
    inHome(({ path }) => {
      mkdirSync(join(path, "p", ".git"), { recursive: true });
      assert.equal(workspaceOf(join(path, "p", "src"), [], path), join(path, "p"));
    }));

  it("is never the home folder, what is above it, or a folder that is no project", () =>
    inHome(({ path }) => {
      mkdirSync(join(path, ".git"));
      for (const cwd of [path, "/", join(path, "notes"), "/etc"]) assert.equal(workspaceOf(cwd, [], path), undefined);
    }));

  it("follows a link out of the window's folder", () =>
    inHome(({ path }) => {
      mkdirSync(join(path, "w"));
      symlinkSync("/etc", join(path, "w", "etc"));
      assert.equal(workspaceOf(join(path, "w", "etc"), [join(path, "w")], path), undefined);
    }));
});
