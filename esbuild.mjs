// Builds every program of the product into dist/: `node esbuild.mjs`, or only some: `node esbuild.mjs hook.js cli.js`.
// Exits with 1 when anything fails.

import { copyFile, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildNativeRelays } from "./scripts/lib/nativeRelay.mjs";
import { mainFields, programBundle } from "./scripts/lib/programBundle.mjs";

/** Modules that are loaded when they are first needed, each from a bundle of its own beside the one that asks. */
const lateBundles = [
  [/\/sqlParser\.ts$/, "./sqlParser.js"],
  [/\/worker\.ts$/, "./reviewWorker.js"],
  [/\/(?:everyCommand|reviewSince)\.ts$/, "./everyCommand.js"],
];
const lateModules = {
  name: "late-modules",
  setup(building) {
    for (const [filter, path] of lateBundles) {
      building.onResolve({ filter }, ({ kind }) => (kind === "require-call" ? { path, external: true } : undefined));
    }
  },
};

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, "dist");

/** Grammars that are shipped; the names are those of src/core/parse/parsers.ts. */
const grammars = ["typescript", "tsx", "javascript", "python", "ruby", "php", "c-sharp", "java", "go", "rust"];

/** Program by program: what each contains is decided by its imports, and a test reads it from out/meta.json. */
const programs = [
  { entry: "src/vscode/extension.ts", outfile: "extension.js", external: ["vscode"] },
  { entry: "src/cli/main.ts", outfile: "cli.js", banner: "#!/usr/bin/env node" },
  { entry: "src/cli/everyCommand.ts", outfile: "everyCommand.js" },
  { entry: "src/hook/main.ts", outfile: "hook.js" },
  { entry: "src/hook/unattended.ts", outfile: "unattended.js" },
  { entry: "src/proxy/main.ts", outfile: "proxy.js" },
  { entry: "src/hook/uninstall.ts", outfile: "uninstall.js" },
  { entry: "src/node/sqlParser.ts", outfile: "sqlParser.js" },
  { entry: "src/node/review/worker.ts", outfile: "reviewWorker.js" },
];

try {
  await buildAll();
} catch (error) {
  // esbuild has printed its own errors with their places; anything else is told here.
  if (!error.errors) console.error(error);
  process.exit(1);
}

async function buildAll() {
  const asked = process.argv.slice(2);
  const wanted = programs.filter(({ outfile }) => asked.length === 0 || asked.includes(outfile));
  await mkdir(join(dist, "wasm"), { recursive: true });
  const [natives, ...metas] = await Promise.all([
    buildNativeRelays(root, dist),
    ...wanted.map(bundle),
    copyWasm(),
    copyRelay(),
  ]);
  if (asked.length > 0) return;
  await mkdir(join(root, "out"), { recursive: true });
  await writeFile(join(root, "out", "meta.json"), JSON.stringify(Object.assign({}, ...metas), undefined, 2));
  await removeOthers(new Set([...programs.map(({ outfile }) => outfile), "relay.pl", "wasm", ...natives]));
}

/** `build` without a context ends by itself, also after an error. */
async function bundle({ entry, outfile, external = [], banner }) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: join("dist", outfile),
    ...programBundle,
    mainFields,
    legalComments: "none",
    external,
    plugins: [lateModules],
    metafile: true,
    ...(banner ? { banner: { js: banner } } : {}),
  });
  return { [outfile]: metafile };
}

/** Perl needs no bundle: the relay is one file. */
async function copyRelay() {
  await copyFile(join(root, "src", "hook", "relay.pl"), join(dist, "relay.pl"));
  return {};
}

async function copyWasm() {
  const folder = dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm"));
  const files = ["tree-sitter.wasm", ...grammars.map((name) => `tree-sitter-${name}.wasm`)];
  await Promise.all(files.map((file) => copyFile(join(folder, file), join(dist, "wasm", file))));
  return {};
}

/** What an older build left must not be packaged. */
async function removeOthers(expected) {
  for (const name of await readdir(dist)) {
    if (!expected.has(name)) await rm(join(dist, name), { recursive: true, force: true });
  }
}
