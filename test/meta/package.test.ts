import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { nativeRelayName } from "../../scripts/lib/nativeRelay.mjs";
import { readElf } from "../support/elf.ts";
import { filesBelow, root } from "./repository.ts";

/** Grammars are the largest part, that of C# alone 5 MB, of which 0.3 MB are downloaded. The review is there twice, for a program and with all commands. */
const budgetBytes = 23 * 1024 * 1024;

/** What the package holds besides the pages of the rules and the plugin, which are whole folders. */
const expected = [
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "dist/cli.js",
  "dist/everyCommand.js",
  "dist/extension.js",
  "dist/hook.js",
  "dist/proxy.js",
  "dist/relay.pl",
  "dist/reviewWorker.js",
  "dist/sqlParser.js",
  "dist/unattended.js",
  "dist/uninstall.js",
  "dist/wasm/tree-sitter-c-sharp.wasm",
  "dist/wasm/tree-sitter-go.wasm",
  "dist/wasm/tree-sitter-java.wasm",
  "dist/wasm/tree-sitter-javascript.wasm",
  "dist/wasm/tree-sitter-php.wasm",
  "dist/wasm/tree-sitter-python.wasm",
  "dist/wasm/tree-sitter-ruby.wasm",
  "dist/wasm/tree-sitter-rust.wasm",
  "dist/wasm/tree-sitter-tsx.wasm",
  "dist/wasm/tree-sitter-typescript.wasm",
  "dist/wasm/tree-sitter.wasm",
  "l10n/bundle.l10n.json",
  "media/activity-bar.svg",
  "media/countersign.schema.json",
  "media/countersign.test.schema.json",
  "media/decision.css",
  "media/decision.js",
  "media/icon.png",
  "media/page.css",
  "media/page.js",
  "media/shared.css",
  "media/tab-light.svg",
  "media/timeline.css",
  "media/timeline.js",
  "media/walkthrough/agents.svg",
  "media/walkthrough/audit.svg",
  "media/walkthrough/gate.svg",
  "media/walkthrough/review.svg",
  "media/walkthrough/try.svg",
  "package.json",
  "package.nls.json",
  "syntaxes/countersign.tmLanguage.json",
  "syntaxes/language-configuration.json",
  "syntaxes/permission-rules-frontmatter.tmLanguage.json",
  "syntaxes/permission-rules-json.tmLanguage.json",
  "syntaxes/permission-rules-shell.tmLanguage.json",
  "syntaxes/permission-rules.tmLanguage.json",
];

/** For each processor that a compiler was at hand for. */
function nativeRelays(): string[] {
  const names = (["x64", "arm64"] as const).map((arch) => `dist/${nativeRelayName("linux", arch)}`);
  return names.filter((file) => existsSync(join(root, file)));
}

describe("package", function () {
  this.timeout(60_000);
  let listed: string[] = [];

  before(() => {
    const vsce = join(root, "node_modules/@vscode/vsce/vsce");
    const run = spawnSync(process.execPath, [vsce, "ls", "--no-dependencies"], { cwd: root, encoding: "utf8" });
    assert.equal(run.status, 0, run.stderr);
    listed = run.stdout.split("\n").filter((line) => line !== "" && !line.startsWith("npm warn"));
  });

  it("holds exactly what is needed to run", () => {
    const folders = [
      ...filesBelow("media/rules", ".md"),
      ...filesBelow("plugin"),
      ...filesBelow("plugin-again"),
      ...nativeRelays(),
    ];
    assert.deepEqual([...listed].sort(), [...expected, ...folders].sort());
  });

  it("has the native relay where gcc and the headers of Linux can build it", () => {
    const name = nativeRelayName();
    const isGcc = (spawnSync("cc", ["--version"], { encoding: "utf8" }).stdout ?? "").includes(
      "Free Software Foundation",
    );
    const reads = spawnSync("cc", ["-E", "src/hook/native/relay.c", "-o", "/dev/null"], { cwd: root }).status === 0;
    const isBuilt = name !== undefined && existsSync(join(root, "dist", name));
    assert.ok(isBuilt || name === undefined || !isGcc || !reads, `dist/${name} is not there`);
  });

  it("has nothing in a native relay that somebody would have to relocate, or that is written and run", () => {
    for (const file of nativeRelays()) {
      const { segments, ...asks } = readElf(readFileSync(join(root, file)));
      assert.deepEqual(asks, { relocations: 0, interpreter: false }, file);
      assert.equal(segments.length > 0, true);
      assert.equal(
        segments.some(({ writable, executable }) => writable && executable),
        false,
        file,
      );
    }
  });

  it("stays small", () => {
    const size = listed
      .filter((file) => existsSync(join(root, file)))
      .reduce((sum, file) => sum + statSync(join(root, file)).size, 0);
    assert.ok(size <= budgetBytes, `${size} bytes unpacked`);
  });
});
