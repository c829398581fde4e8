import assert from "node:assert/strict";
import { endOf, formsOf, isLink } from "../../../../src/core/permissions/links.ts";
import { foldersFrom } from "../../../../src/core/permissions/paths.ts";

const place = { home: "/home/u", workspace: "/ws", platform: "linux" } as const;
const realPath = (path: string) => path.replace(/^\/ws\/link(?=\/|$)/, "/out");

describe("paths behind links", () => {
  it("have two forms where they end somewhere else", () => {
    assert.deepEqual(formsOf("/ws/link/a", { place, realPath }), ["/ws/link/a", "/out/a"]);
    assert.deepEqual(formsOf("/ws/a", { place, realPath }), ["/ws/a"]);
  });

  it("are links themselves only in their last part", () => {
    assert.equal(isLink("/ws/link", { place, realPath }), true);
    assert.equal(isLink("/ws/link/a", { place, realPath }), false);
  });

  it("stay as written where their end cannot be told", () => {
    assert.equal(endOf("/ws/a", { place, realPath: () => undefined }), "/ws/a");
    assert.equal(endOf("/ws/a", { place }), "/ws/a");
  });
});

describe("the folders down to one", () => {
  it("begin at the uppermost", () => {
    assert.deepEqual(foldersFrom("/a", "/a/b/c", "linux"), ["/a", "/a/b", "/a/b/c"]);
    assert.deepEqual(foldersFrom(undefined, "/a/b", "linux"), ["/a", "/a/b"]);
    assert.deepEqual(foldersFrom("C:\\a", "C:\\a\\b", "win32"), ["C:\\a", "C:\\a\\b"]);
  });

  it("are the folder alone where it lies elsewhere", () => {
    assert.deepEqual(foldersFrom("/x", "/a/b", "linux"), ["/a/b"]);
  });
});
