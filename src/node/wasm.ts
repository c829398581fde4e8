import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { WasmSource } from "../core/parse/parsers.ts";

/** Reads the grammars from a folder of the bundles. */
export function folderWasm(folder: string): WasmSource {
  return (name) => readFile(join(folder, name === "tree-sitter" ? "tree-sitter.wasm" : `tree-sitter-${name}.wasm`));
}
