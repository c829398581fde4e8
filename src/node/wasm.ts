import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Grammar, WasmSource } from "../core/parse/parsers.ts";

/** The grammars that judging needs, so that not all have to be loaded: the languages of inline code and scripts. */
export const judgeGrammars: readonly Grammar[] = ["javascript", "typescript", "python", "ruby", "php"];

/** Reads the grammars from a folder of the bundles. */
export function folderWasm(folder: string): WasmSource {
  return (name) => readFile(join(folder, wasmFile(name)));
}

/** The name of a file in that folder. */
export function wasmFile(name: Parameters<WasmSource>[0]): string {
  return name === "tree-sitter" ? "tree-sitter.wasm" : `tree-sitter-${name}.wasm`;
}
