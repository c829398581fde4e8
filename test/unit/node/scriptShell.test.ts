import assert from "node:assert/strict";
import { scriptShell } from "../../../src/node/scriptShell.ts";

describe("the shell of a script", () => {
  const on = (sh: string | undefined, platform: NodeJS.Platform = "linux") =>
    scriptShell(platform, (path) => (path === "/bin/sh" ? sh : undefined));

  it("has a name that no agent looks for in PATH, where there is one", () => {
    assert.equal(on("/usr/bin/dash"), "/usr/bin/dash");
    assert.equal(on("/bin/busybox"), "/bin/busybox sh");
    assert.equal(
      scriptShell("darwin", (path) => path),
      "/bin/dash",
    );
  });

  it("takes no options from the environment where it is bash", () => {
    assert.equal(on("/usr/bin/bash"), "/bin/sh -p");
    assert.equal(on("/bin/sh", "darwin"), "/bin/sh -p");
  });

  it("is sh where nothing is known of it", () => {
    for (const sh of ["/bin/sh", "/usr/bin/mksh", "/x/constructor", "", undefined]) assert.equal(on(sh), "/bin/sh");
  });
});
