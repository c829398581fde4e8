import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Grammar, loadParsers, type Parsers, type WasmSource } from "../../src/core/parse/parsers.ts";

export const packageWasmFolder = dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm"));

/** Reads the grammars from the installed package, as the bundles read them from their own folder. */
export const packageWasm: WasmSource = (name) =>
  readFile(join(packageWasmFolder, name === "tree-sitter" ? "tree-sitter.wasm" : `tree-sitter-${name}.wasm`));

const loaded = new Map<string, Promise<Parsers>>();

/** Parsers shared by all tests of one run, since loading a grammar costs tens of milliseconds. */
export function testParsers(...wanted: Grammar[]): Promise<Parsers> {
  const key = wanted.join(" ");
  let parsers = loaded.get(key);
  if (!parsers) {
    parsers = wanted.length > 0 ? loadParsers(packageWasm, wanted) : loadParsers(packageWasm);
    loaded.set(key, parsers);
  }
  return parsers;
}
