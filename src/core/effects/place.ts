/** Where an action happens: what is known about the machine, without asking it anything. */
import type { Platform } from "../model/action.ts";
import type { Effect } from "../model/effect.ts";
import type { SessionMemory } from "./session.ts";

/** A file as it is now. `sha256` is of its exact bytes, lower-case hex. */
export interface FileContent {
  readonly text: string;
  readonly sha256: string;
}

/** What the definition of a tool in the workspace says it does. */
export interface KnownTool {
  readonly effects: readonly Effect[];
  /** A person confirms each call in the tool's own code. */
  readonly confirmed: boolean;
}

export interface Place {
  readonly platform: Platform;
  readonly home: string;
  readonly workspace: string | undefined;
  readonly cwd: string | undefined;
  readonly realpath?: ((path: string) => string | undefined) | undefined;
  /** What a file holds; undefined: not there, not text, too large, or not to be looked at. */
  readonly readFile?: ((path: string) => FileContent | undefined) | undefined;
  /** How many names a plain file has (hard links); undefined: not there, not a plain file, or not to be known. */
  readonly linkCount?: ((path: string) => number | undefined) | undefined;
  /** What a server's tool is known to do; undefined: not known. Only ever makes a judgement stricter. */
  readonly toolEffects?: ((server: string, tool: string) => KnownTool | undefined) | undefined;
  /** What the acting session did before; undefined: not known. */
  readonly session?: SessionMemory | undefined;
  readonly protectedPaths: readonly string[];
  /** Files that agents know by another name, through a link: the real path, and that name. */
  readonly behindLinks?: Readonly<Record<string, string>> | undefined;
  readonly extensionId: string;
}

/** True where the usual disk does not tell upper from lower case. */
export function isCaseBlind(place: Pick<Place, "platform">): boolean {
  return place.platform !== "linux";
}
