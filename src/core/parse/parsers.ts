import { Language, Parser, type Tree } from "@vscode/tree-sitter-wasm";
import type { SqlParse } from "./sql.ts";

/** The grammars the core reads, by the name of their file in the grammar package. */
export const grammars = ["typescript", "tsx", "javascript", "python", "ruby", "php"] as const;
export type Grammar = (typeof grammars)[number];

/** Reads one WebAssembly file: "tree-sitter" is the runtime, the rest are grammars. Handed in, since the core does no IO. */
export type WasmSource = (name: "tree-sitter" | Grammar) => Promise<Uint8Array>;

/**
 * Ready parsers for a set of grammars. Parsing is synchronous; loading is not.
 * `parse` returns undefined when the grammar was not loaded or the parser gave up, never throws.
 */
export interface Parsers {
  parse(grammar: Grammar, text: string): Tree | undefined;
  /** Not there: statements are judged by their words alone. */
  readonly sql?: SqlParse;
}

let runtime: Promise<void> | undefined;

/**
 * Loads the runtime once and the asked grammars.
 * @throws when a WebAssembly file cannot be read or is no grammar: an installation fault, not bad input.
 */
export async function loadParsers(read: WasmSource, wanted: readonly Grammar[] = grammars): Promise<Parsers> {
  // The package's types know only `locateFile`; the runtime takes Emscripten's `wasmBinary` too (seen in 0.3.1).
  runtime ??= read("tree-sitter").then((wasmBinary) =>
    Parser.init({ wasmBinary } as unknown as Parameters<typeof Parser.init>[0]),
  );
  await runtime;
  const parsers = new Map<Grammar, Parser>();
  for (const grammar of wanted) {
    const parser = new Parser();
    parser.setLanguage(await Language.load(await read(grammar)));
    parsers.set(grammar, parser);
  }
  return {
    parse(grammar, text) {
      try {
        return parsers.get(grammar)?.parse(text) ?? undefined;
      } catch {
        return undefined;
      }
    },
  };
}
