import type { Confirmation, Definition } from "../model/definition.ts";
import type { Span } from "../model/span.ts";
import type { CodeFile } from "../parse/code/code.ts";
import type { ValueNode } from "../parse/value.ts";
import type { Elsewhere } from "./tools/elsewhere.ts";

/** What every discoverer of a file sees. */
export interface Discovery {
  readonly file: CodeFile;
  /** Where the file lies. */
  readonly path: string;
  /** Modules imported at the top of the file, as written. */
  readonly modules: readonly string[];
  /** What runs and agents of this file say about approval, by tool name. */
  readonly approvals: ReadonlyMap<string, Confirmation>;
  /** Code in other files that runs what is only described here. */
  readonly elsewhere?: Pick<Elsewhere, "runnerOf" | "methodOf">;
  /** The package of the file, or one it depends on beside it, uses a library through which tools reach a model. */
  nearModel(): boolean;
  /** The nearest manifest of a package of JavaScript. */
  manifest(): ValueNode | undefined;
  /** True when a definition was found at this place already. */
  isTaken(span: Span): boolean;
}

/** Finds definitions of one family of formats. */
export type Discover = (discovery: Discovery) => Definition[];
