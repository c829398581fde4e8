import { Language, Parser, type Tree } from "@vscode/tree-sitter-wasm";
import type { SqlParse } from "./sql.ts";
import { noteRuntime } from "./treeMemory.ts";

/** The grammars the core reads, by the name of their file in the grammar package. */
export const grammars = ["typescript", "tsx", "javascript", "python", "ruby", "php"] as const;

/** Grammars that are loaded only when a file turns up that needs one: they are large, and most workspaces have none. */
export const lateGrammars = ["c-sharp", "java", "go", "rust"] as const;

/** Of those above, the ones that the review of a workspace reads; the rest are languages of inline code. */
export const reviewGrammars = ["typescript", "tsx", "python"] as const;

export type Grammar = (typeof grammars)[number] | (typeof lateGrammars)[number];

/** Reads one WebAssembly file: "tree-sitter" is the runtime, the rest are grammars. Handed in, since the core does no IO. */
export type WasmSource = (name: "tree-sitter" | Grammar) => Promise<Uint8Array>;

export interface ParseOptions {
  /**
   * How many steps the parser may take after it met something that does not fit the grammar. Recovering can take
   * milliseconds a step (seen in 0.3.1), so who must answer soon gives up.
   */
  readonly stepsAfterError?: number;
  /** How many steps it may take in all. Code as people write it takes one for every fifty characters (seen in 0.3.1). */
  readonly steps?: number;
  /** The tree of an earlier text that was told how this one differs: only what changed is parsed. It stays the caller's. */
  readonly earlier?: Tree;
}

/**
 * Ready parsers for a set of grammars. Parsing is synchronous; loading is not.
 * `parse` returns undefined when the grammar was not loaded or the parser gave up, never throws.
 */
export interface Parsers {
  parse(grammar: Grammar, text: string, options?: ParseOptions): Tree | undefined;
  /**
   * Loads a grammar that is not there yet; undefined when it is. Whoever has no way to load keeps to what it has.
   * The promise rejects when the file cannot be read: an installation fault.
   */
  load?(grammar: Grammar): Promise<void> | undefined;
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
  // What it is given becomes the object of its functions.
  runtime ??= read("tree-sitter").then(async (wasmBinary) => {
    const given = { wasmBinary };
    await Parser.init(given as unknown as Parameters<typeof Parser.init>[0]);
    noteRuntime(given);
  });
  await runtime;
  const parsers = new Map<Grammar, Parser>();
  const load = async (grammar: Grammar) => {
    const parser = new Parser();
    parser.setLanguage(await Language.load(await read(grammar)));
    parsers.set(grammar, parser);
  };
  for (const grammar of wanted) await load(grammar);
  const loading = new Map<Grammar, Promise<void>>();
  return {
    load(grammar) {
      if (parsers.has(grammar)) return undefined;
      const started = loading.get(grammar) ?? load(grammar);
      loading.set(grammar, started);
      return started;
    },
    parse(grammar, text, options) {
      const parser = parsers.get(grammar);
      try {
        const tree = parser?.parse(text, options?.earlier ?? null, options && giveUp(options));
        // A parser that gave up would go on with the same text next time.
        if (!tree) parser?.reset();
        return tree ?? undefined;
      } catch {
        return undefined;
      }
    },
  };
}

/** The runtime takes a callback that says "stop" by true, though its types know no answer (seen in 0.3.1). */
function giveUp(options: ParseOptions): { progressCallback: (state: { hasError: boolean }) => boolean } {
  let { steps: left = Number.POSITIVE_INFINITY, stepsAfterError: leftAfterError = left } = options;
  return { progressCallback: ({ hasError }) => left-- <= 0 || (hasError && leftAfterError-- <= 0) };
}
