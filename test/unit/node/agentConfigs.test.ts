import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isInstalled, loadConfigs } from "../../../src/node/agentConfigs.ts";

describe("agent configuration files", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "countersign-configs-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("are read as they are; a missing one has no text", async () => {
    const path = join(folder, "settings.json");
    await writeFile(path, "{ broken");
    const absent = join(folder, "absent.json");
    assert.deepEqual(
      await loadConfigs([
        { layer: "user", path },
        { layer: "project", path: absent },
      ]),
      [
        { layer: "user", path, text: "{ broken" },
        { layer: "project", path: absent },
      ],
    );
  });

  it("of a drop-in folder come sorted, without dot files and other endings", async () => {
    for (const name of ["b.json", "a.json", ".c.json", "d.txt"]) await writeFile(join(folder, name), name);
    const loaded = await loadConfigs([{ layer: "managed", path: folder, dropIns: ".json" }]);
    assert.deepEqual(
      loaded.map(({ path, text }) => [path, text]),
      [
        [join(folder, "a.json"), "a.json"],
        [join(folder, "b.json"), "b.json"],
      ],
    );
    assert.deepEqual(await loadConfigs([{ layer: "managed", path: join(folder, "none"), dropIns: ".json" }]), []);
  });

  it("that are no files or too large are told, and nothing waits for a pipe", async () => {
    const large = join(folder, "large.json");
    await writeFile(large, Buffer.alloc(5 * 1024 * 1024));
    const pipe = join(folder, "pipe.json");
    if (process.platform !== "win32") execFileSync("mkfifo", [pipe]);
    const errors = async (path: string) => (await loadConfigs([{ layer: "user", path }])).map((config) => config.error);
    assert.deepEqual(await errors(large), ["larger than 4 MB"]);
    assert.deepEqual(await errors(folder), ["not a file"]);
    if (process.platform !== "win32") assert.deepEqual(await errors(pipe), ["not a file"]);
  });

  it("show an agent as installed by its folder or its program, without running it", async () => {
    const home = join(folder, "home");
    const bin = join(folder, "bin");
    await mkdir(bin, { recursive: true });
    const place = { home, workspace: undefined, platform: "linux" } as const;
    assert.equal(await isInstalled("claude-code", place, bin), false);
    await writeFile(join(bin, "claude"), "#!/bin/sh\nexit 9\n");
    await chmod(join(bin, "claude"), 0o755);
    assert.equal(await isInstalled("claude-code", place, bin), true);
    assert.equal(await isInstalled("copilot-cli", place, bin), false);
    await mkdir(join(home, ".copilot"), { recursive: true });
    assert.equal(await isInstalled("copilot-cli", place, undefined), true);
    assert.equal(await isInstalled("no-such-agent", place, bin), false);
  });
});
