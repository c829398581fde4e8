import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { areUnchanged, fileContent } from "../../../src/node/fileContent.ts";
import { sha256 } from "../../../src/node/sha256.ts";
import { inHome } from "./home.ts";

describe("the content of a file that is run", () => {
  it("is its text with the digest of its bytes", () =>
    inHome((home) => {
      const path = home.write("x.sh", "echo ä\n");
      assert.deepEqual(fileContent(path), { text: "echo ä\n", sha256: sha256("echo ä\n") });
    }));

  it("is not known of what is no plain text file, and never waits for one", () =>
    inHome((home) => {
      mkdirSync(join(home.path, "folder"));
      const pipe = join(home.path, "pipe");
      if (process.platform !== "win32") execFileSync("mkfifo", [pipe]);
      for (const path of [
        join(home.path, "missing"),
        join(home.path, "folder"),
        pipe,
        home.write("binary", new Uint8Array([35, 0, 1])),
        home.write("large.sh", "#".repeat(300_000)),
      ])
        assert.equal(fileContent(path), undefined, path);
    }));

  it("is told apart from what it was", () =>
    inHome((home) => {
      const path = home.write("x.sh", "ls");
      const followed = [{ path, sha256: sha256("ls") }];
      assert.equal(areUnchanged(followed), true);
      home.write("x.sh", "rm");
      assert.equal(areUnchanged(followed), false);
      assert.equal(areUnchanged([{ path: join(home.path, "gone"), sha256: sha256("") }]), false);
    }));
});
