/** Everything a command may touch outside itself, so that a test can hand it other things. */
import type { Platform } from "../core/model/action.ts";
import type { WasmSource } from "../core/parse/parsers.ts";
import type { Inspectors } from "../node/review/inspectors.ts";

export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Resolves when the text was taken; waits while the reader is slow. */
  write(text: string): Promise<void>;
  /** To stderr. */
  warn(text: string): void;
  /** Whether stdout is a terminal that shows color, and how wide it is. */
  readonly color: boolean;
  readonly columns: number | undefined;
  /** Whether progress may be drawn on stderr. */
  readonly progress: boolean;
  readonly cwd: string;
  readonly home: string;
  readonly platform: Platform;
  /** The process environment: names are told, values never. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly wasm: WasmSource;
  /** Threads that help with a large folder, where there are any; asked for once for each review, which ends them. */
  readonly inspectors?: () => Inspectors;
  readonly product: Product;
  now(): Date;
}

/** The installation this program belongs to. */
export interface Product {
  readonly version: string;
  readonly nodeVersion: string;
  /** Absolute path of the Node that runs this. */
  readonly node: string;
  /** Absolute folder of the bundles. */
  readonly dist: string;
  /** Absolute folder of the rules' pages. */
  readonly pages: string;
}
