/** What the resolvers of effective permissions are handed. Plain data: files are found and read by src/node. */

import type { DocumentFacts } from "../discover/facts.ts";
import type { Platform } from "../model/action.ts";
import type { AmbientCredential, Layer } from "../model/permission.ts";

/** The machine and folder the permissions are asked for. Paths are absolute, as the platform writes them. */
export interface Place {
  readonly home: string;
  readonly workspace: string | undefined;
  readonly platform: Platform;
  /** The folder of the git work tree that the workspace is or lies in; undefined where it lies in none, or that is not known. */
  readonly repository?: string;
}

export interface ConfigFile {
  readonly layer: Layer;
  /** Absolute. */
  readonly path: string;
  /**
   * Set when `path` is a folder of drop-ins: each of its files with this ending, sorted by name and without dot files,
   * is a file of this layer. With a slash at its beginning it is the file of that name in each of its folders.
   */
  readonly dropIns?: string;
  /** Drop-ins of folders below count too. */
  readonly deep?: true;
}

/** A configuration file as found. `text` undefined: it does not exist. `error`: it exists and could not be read. */
export interface LoadedConfig extends ConfigFile {
  readonly text?: string;
  readonly error?: string;
}

/** What an agent reads its configuration from. */
export interface ConfigReader {
  /** Names of environment variables whose values change what it reads. */
  readonly variables?: readonly string[];
  /** More such names, which its settings themselves mention. */
  readonly variablesIn?: (configs: readonly LoadedConfig[]) => readonly string[];
  /**
   * @param flags the words of a run after the program's name, which may name more files
   * @param variables values of `variables`, which may do so too
   */
  configFiles(
    place: Place,
    flags?: readonly string[],
    variables?: Readonly<Record<string, string | undefined>>,
  ): readonly ConfigFile[];
}

export interface PermissionInput {
  readonly place: Place;
  readonly configs: readonly LoadedConfig[];
  /** What the review found in the workspace: agent files, servers, tools. Paths relative to the workspace, or absolute. */
  readonly documents: readonly DocumentFacts[];
  readonly credentials: readonly AmbientCredential[];
  readonly installed: boolean;
  /** Files of sub-agents, weakest first; only where sub-agents are asked about. */
  readonly agentFiles?: readonly LoadedConfig[];
  /** Files that may define a skill, weakest first; only where one is asked about. */
  readonly skillFiles?: readonly LoadedConfig[];
  /** Files of all skills; only where all are asked about. */
  readonly allSkillFiles?: readonly LoadedConfig[];
  /** The words that a run was started with, after the program's name. Undefined: not known, as if there were none. */
  readonly flags?: readonly string[];
  /** Where a path ends behind the links on the disk; undefined where it cannot be told. Absent: no links are known. */
  readonly realPath?: (path: string) => string | undefined;
  /** Values of the variables an agent names in `variables`, or its settings mention; nothing else of the environment. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
}
