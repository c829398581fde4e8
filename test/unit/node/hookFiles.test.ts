import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { hookFilesPresent, putHookFiles, removeHookFiles } from "../../../src/node/hookFiles.ts";
import { nativeRelayPath, relayPath } from "../../../src/node/launchers.ts";
import { putPluginRelay } from "../../../src/node/nativeRelay.ts";
import { judgeGrammars, wasmFile } from "../../../src/node/wasm.ts";
import { type Home, inHome } from "./home.ts";

const bundles = ["hook.js", "proxy.js", "relay.pl", "sqlParser.js", "unattended.js"];
const grammars = (["tree-sitter", ...judgeGrammars] as const).map(wasmFile);

function put(home: Home, content: string, version = "1.2.0", nodes = ["/opt/a b/node"]): void {
  for (const name of [...bundles, ...grammars.map((grammar) => `wasm/${grammar}`)])
    home.write(`dist/${name}`, `${name} ${content}`);
  home.write("dist/wasm/tree-sitter-java.wasm", "only the review reads it");
  putHookFiles({ locations: home.locations, dist: join(home.path, "dist"), version, nodes });
}

function apps({ locations }: Home): string[] {
  return readdirSync(locations.bin).filter((name) => name.startsWith("app-"));
}

/** The content of the hook that the launcher would start. */
function launched({ locations }: Home): string {
  const folder = /^app='(.+)'$/m.exec(readFileSync(locations.launcher, "utf8"))?.[1] as string;
  return readFileSync(join(folder, "hook.js"), "utf8");
}

describe("hook files", () => {
  it("are put in place completely, for this user only", () =>
    inHome((home) => {
      assert.equal(hookFilesPresent(home.locations), false);
      put(home, "one");
      assert.equal(hookFilesPresent(home.locations), true);
      assert.equal(statSync(home.locations.launcher).mode & 0o777, 0o700);
      assert.equal(statSync(home.locations.bin).mode & 0o777, 0o700);
      assert.match(readFileSync(home.locations.launcher, "utf8"), /'\/opt\/a b\/node' '\/usr\/local\/bin\/node'/);
      const app = join(home.locations.bin, apps(home)[0] as string);
      assert.deepEqual(readdirSync(app).sort(), [...bundles, "wasm"]);
      assert.deepEqual(readdirSync(join(app, "wasm")).sort(), [...grammars].sort());
    }));

  it("follow an update at the same path, and keep the programs a waiting hook may still need", () =>
    inHome((home) => {
      put(home, "one");
      put(home, "two", "1.3.0");
      assert.equal(launched(home), "hook.js two");
      const relay = readFileSync(relayPath(home.locations.launcher), "utf8");
      assert.ok(relay.endsWith("relay.pl two"));
      assert.equal(apps(home).length, 2);
      put(home, "three", "1.4.0");
      assert.equal(apps(home).length, 2);
    }));

  it("are not taken back by a window with an older version", () =>
    inHome((home) => {
      put(home, "new", "1.10.0");
      put(home, "old", "1.9.9");
      assert.equal(launched(home), "hook.js new");
    }));

  describe("with a native relay for this machine", () => {
    /** A program that can be tried, in the place of the one that a compiler makes. */
    const native = (home: Home, code: number) =>
      home.write(`dist/relay-${process.platform}-${process.arch}`, `#!/bin/sh\nexit ${code}\n`);
    const place = ({ locations }: Home) => nativeRelayPath(locations.launcher);

    it("have it beside the launcher when it runs here, and nothing that was only tried", () =>
      inHome((home) => {
        native(home, 42);
        put(home, "one");
        assert.equal(statSync(place(home)).mode & 0o777, 0o700);
        assert.deepEqual(
          readdirSync(home.locations.bin).filter((name) => name.includes("tried")),
          [],
        );
      }));

    it("do not have it when it does not run here, nor one from before", () =>
      inHome((home) => {
        native(home, 42);
        put(home, "one");
        native(home, 1);
        put(home, "two", "1.3.0");
        assert.equal(existsSync(place(home)), false);
      }));

    it("do not have one from before when there is none any more", () =>
      inHome((home) => {
        native(home, 42);
        put(home, "one");
        rmSync(join(home.path, "dist"), { recursive: true });
        put(home, "two", "1.3.0");
        assert.equal(existsSync(place(home)), false);
      }));
  });

  describe("of the extension's own plugin", () => {
    const build = (home: Home, code: number) =>
      home.write(`dist/relay-${process.platform}-${process.arch}`, `#!/bin/sh\nexit ${code}\n`);
    const putRelay = ({ locations, path }: Home) => putPluginRelay(locations, join(path, "dist"), "/opt/a b/node");

    it("are a native relay and its launcher when it runs here", () =>
      inHome((home) => {
        build(home, 42);
        const native = putRelay(home);
        assert.equal(native, join(home.locations.bin, "plugin.native"));
        assert.equal(statSync(native).mode & 0o777, 0o700);
        const launcher = readFileSync(join(home.locations.bin, "plugin"), "utf8");
        assert.ok(launcher.includes(`relay='${join(home.path, "dist", "relay.pl")}'`), launcher);
        assert.match(launcher, /for node in '\/opt\/a b\/node'; do/);
      }));

    it("are nothing when it does not run here, nor one from before", () =>
      inHome((home) => {
        build(home, 42);
        putRelay(home);
        build(home, 1);
        assert.equal(putRelay(home), undefined);
        assert.equal(existsSync(join(home.locations.bin, "plugin.native")), false);
      }));

    it("leave the home alone when there is none for this machine", () =>
      inHome((home) => {
        assert.equal(putRelay(home), undefined);
        assert.equal(existsSync(home.locations.base), false);
      }));

    it("are nothing when the folder cannot be written", () =>
      inHome((home) => {
        build(home, 42);
        home.write(".countersign/bin", "a file");
        assert.equal(putRelay(home), undefined);
      }));
  });

  it("are repaired when something is missing", () =>
    inHome((home) => {
      put(home, "one");
      removeHookFiles(home.locations);
      assert.equal(existsSync(home.locations.bin), false);
      put(home, "one");
      assert.equal(hookFilesPresent(home.locations), true);
    }));

  it("survive a path with quotes", () =>
    inHome((home) => {
      put(home, "one", "1.0.0", ["/it's/$(node)"]);
      assert.match(readFileSync(home.locations.launcher, "utf8"), /'\/it'\\''s\/\$\(node\)'/);
      assert.match(readFileSync(relayPath(home.locations.launcher), "utf8"), /'\/it\\'s\/\$\(node\)'/);
    }));

  it("leave what was there when an update cannot be read", () =>
    inHome((home) => {
      put(home, "one");
      const input = { locations: home.locations, dist: join(home.path, "nowhere"), version: "2.0.0", nodes: [] };
      assert.throws(() => putHookFiles(input));
      assert.equal(launched(home), "hook.js one");
    }));
});
