import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./repository.ts";

interface Bundle {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, { readonly imports: readonly { readonly path: string }[] }>>;
}

/** Written by esbuild.mjs: what each bundle was made of. */
const bundles = JSON.parse(readFileSync(join(root, "out/meta.json"), "utf8")) as Readonly<Record<string, Bundle>>;

interface Rule {
  /** Largest size in bytes, minified. */
  readonly budget: number;
  /** Packages that must not be in it. */
  readonly without: readonly string[];
  /** Modules it loads that are not Node's own. */
  readonly loads: readonly string[];
}

/** The hook starts before every action, so it holds no parser at all; only the extension knows the editor. */
const rules: Readonly<Record<string, Rule>> = {
  "hook.js": { budget: 40_000, without: ["yaml", "tree-sitter", "jsonc-parser", "picomatch", "smol-toml"], loads: [] },
  "unattended.js": { budget: 1_320_000, without: ["sql-parser-cst"], loads: ["./sqlParser.js"] },
  "proxy.js": { budget: 60_000, without: ["yaml", "tree-sitter", "jsonc-parser", "picomatch", "smol-toml"], loads: [] },
  "uninstall.js": { budget: 80_000, without: ["tree-sitter"], loads: [] },
  "cli.js": {
    budget: 1_150_000,
    without: ["sql-parser-cst", "commands/audit", "commands/doctor", "src/agents/"],
    loads: ["./everyCommand.js"],
  },
  "everyCommand.js": { budget: 2_560_000, without: ["sql-parser-cst"], loads: ["./everyCommand.js", "./sqlParser.js"] },
  "extension.js": {
    budget: 2_065_000,
    without: ["sql-parser-cst", "core/rules/", "core/discover/tools/codeTools", "core/discover/agents/codeAgents"],
    loads: ["./reviewWorker.js", "./sqlParser.js", "vscode"],
  },
  "reviewWorker.js": { budget: 1_065_000, without: ["sql-parser-cst"], loads: [] },
  "sqlParser.js": { budget: 760_000, without: ["yaml", "tree-sitter"], loads: [] },
};

describe("bundles", () => {
  it("are exactly those with a rule", () => assert.deepEqual(Object.keys(bundles).sort(), Object.keys(rules).sort()));

  for (const [name, { budget, without, loads }] of Object.entries(rules)) {
    it(`${name} stays within ${budget} bytes`, () => {
      const { size } = statSync(join(root, "dist", name));
      assert.ok(size <= budget, `${size} bytes`);
    });

    it(`${name} holds none of what it must not, and loads only ${loads.join(", ") || "Node"}`, () => {
      const bundle = bundles[name];
      assert.ok(bundle);
      const inputs = Object.keys(bundle.inputs);
      assert.deepEqual(
        inputs.filter((input) =>
          without.some((part) => input.includes(`node_modules/${part}`) || input.includes(`/${part}`)),
        ),
        [],
      );
      const loaded = Object.values(bundle.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
      const foreign = new Set(loaded.filter((path) => !path.startsWith("node:") && !nodeOwn.has(path)));
      assert.deepEqual([...foreign].sort(), [...loads]);
    });
  }

  it("hold no test and no other program's code", () => {
    const apps: Readonly<Record<string, string>> = {
      "extension.js": "src/vscode/",
      "cli.js": "src/cli/",
      "everyCommand.js": "src/cli/",
      "hook.js": "src/hook/",
      "unattended.js": "src/hook/",
      "uninstall.js": "src/hook/",
      "proxy.js": "src/proxy/",
    };
    const folders = new Set(Object.values(apps));
    for (const [name, { inputs }] of Object.entries(bundles)) {
      const others = [...folders].filter((folder) => folder !== apps[name]);
      const wrong = Object.keys(inputs).filter(
        (input) => input.startsWith("test/") || others.some((folder) => input.startsWith(folder)),
      );
      assert.deepEqual(wrong, [], name);
    }
  });
});

/** What parsing libraries ask of Node without the prefix. */
const nodeOwn = new Set([
  "fs",
  "fs/promises",
  "path",
  "module",
  "url",
  "process",
  "buffer",
  "util",
  "crypto",
  "worker_threads",
]);
