/** The other side of `countersign permissions --compare`: another home, another commit, or another agent. */
import { statSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { type Resolvable, resolvable } from "../agents/resolvable.ts";
import type { DocumentFacts } from "../core/discover/facts.ts";
import type { AgentPermissions } from "../core/model/permission.ts";
import type { LoadedConfig, Place } from "../core/permissions/input.ts";
import { filesAtCommit } from "../node/gitFile.ts";
import { loadPermissions } from "../node/permissions.ts";
import { CliError } from "./errors.ts";
import type { Io } from "./io.ts";

export interface Compared {
  readonly agents: readonly Resolvable[];
  readonly place: Place;
  readonly documents: readonly DocumentFacts[];
}

/** An agent's id, else a folder that is written as a path, else a commit. */
export async function permissionsBefore(what: string, compared: Compared, io: Io): Promise<AgentPermissions[]> {
  const { place, documents } = compared;
  const other = resolvable.find(({ id }) => id === what);
  const load = (agents: readonly Resolvable[], over: Partial<Place> = {}, configs: readonly LoadedConfig[] = []) =>
    loadPermissions({ agents, place: { ...place, ...over }, documents, environment: io.env, configs });
  if (other) {
    const [said] = await load([other]);
    return said ? compared.agents.map(() => said) : [];
  }
  if (isAbsolute(what) || /^\.{1,2}([/\\]|$)/.test(what)) {
    const home = resolve(io.cwd, what);
    if (!statSync(home, { throwIfNoEntry: false })?.isDirectory())
      throw new CliError("usage", `--compare: there is no folder “${what}”.`);
    return load(compared.agents, { home });
  }
  return load(compared.agents, {}, await configsAt(what, compared));
}

/** The workspace's own files as the commit has them. Folders of drop-ins and definitions are taken as they are now. */
export async function configsAt(ref: string, { agents, place }: Omit<Compared, "documents">): Promise<LoadedConfig[]> {
  const { workspace } = place;
  if (workspace === undefined) return [];
  try {
    const own = agents
      .flatMap((agent) => agent.configFiles(place))
      .filter(({ layer, path, dropIns }) => layer !== "managed" && dropIns === undefined && below(workspace, path));
    const found = await filesAtCommit(
      workspace,
      ref,
      own.map(({ path }) => path),
    );
    return own.map(({ layer, path }) => ({ layer, path, ...found.get(path) }));
  } catch {
    throw new CliError("usage", `--compare: “${ref}” is no agent, no folder written as a path, and no commit here.`);
  }
}

function below(folder: string, path: string): boolean {
  // What git itself keeps is in no commit.
  return (path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`)) && !/[/\\]\.git[/\\]/.test(path);
}
