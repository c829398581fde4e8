import { Uri, workspace } from "vscode";
import { loadParsers, type Parsers, type WasmSource } from "../../core/parse/parsers.ts";

/** Reads the grammars from the extension's own folder, wherever the extension is installed. */
export function bundledWasm(extensionUri: Uri): WasmSource {
  return (name) =>
    Promise.resolve(
      workspace.fs.readFile(
        Uri.joinPath(
          extensionUri,
          "dist",
          "wasm",
          name === "tree-sitter" ? "tree-sitter.wasm" : `tree-sitter-${name}.wasm`,
        ),
      ),
    );
}

/** Parsers that are loaded in the background. Nothing may be parsed before `ready`. */
export interface DeferredParsers {
  readonly parsers: Parsers;
  /** @throws when a grammar of the package cannot be read: the installation is broken */
  readonly ready: Promise<void>;
}

export function deferParsers(read: WasmSource): DeferredParsers {
  let loaded: Parsers | undefined;
  const ready = loadParsers(read).then((parsers) => {
    loaded = parsers;
  });
  const parsers: Parsers = {
    parse: (grammar, text) => loaded?.parse(grammar, text),
    load: (grammar) => loaded?.load?.(grammar),
  };
  return { parsers, ready };
}
