import { existsSync } from "node:fs";
import { join } from "node:path";
import { contains } from "./containment.ts";
import { foldersUp } from "./foldersUp.ts";
import { workspacePolicyName } from "./locations.ts";
import { realPath } from "./realPath.ts";
import { owningFolder } from "./windows.ts";

/**
 * The workspace an action belongs to: the window's folder that holds it, else the project around the folder the
 * agent works in. Undefined where neither is known: then everything is outside. The home folder, what is above it
 * and folders without a project's marks never count, since whatever lies in a workspace may be written.
 */
export function workspaceOf(cwd: string | undefined, folders: readonly string[], home: string): string | undefined {
  if (cwd === undefined) return folders.length === 1 ? folders[0] : undefined;
  return owningFolder(folders, cwd) ?? projectAround(cwd, home);
}

/** The workspace of a call, looked up once: what judges, learns and records it must speak of the same. */
export function createWorkspaceFinder(
  folders: () => readonly string[],
  home: string,
): (call: { readonly cwd?: string }) => string | undefined {
  const known = new WeakMap<object, { readonly workspace: string | undefined }>();
  return (call) => {
    const found = known.get(call) ?? { workspace: workspaceOf(call.cwd, folders(), home) };
    known.set(call, found);
    return found.workspace;
  };
}

const projectMarks = [".git", workspacePolicyName];

function projectAround(cwd: string, home: string): string | undefined {
  const realHome = realPath(home) ?? home;
  const real = realPath(cwd);
  if (real === undefined) return undefined;
  for (const folder of foldersUp(real)) {
    if (contains(folder, realHome)) return undefined;
    if (projectMarks.some((mark) => existsSync(join(folder, mark)))) return folder;
  }
  return undefined;
}
