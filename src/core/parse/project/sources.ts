/** The other files of the workspace, as far as their text is known. Paths are as those of documents. */
export interface Sources {
  has(path: string): boolean;
  read(path: string): string | undefined;
  /** All that `has` knows. */
  paths(): Iterable<string>;
}

/** A workspace of which nothing but the document itself is known. */
export const noSources: Sources = { has: () => false, read: () => undefined, paths: () => [] };

export function sourcesOf(texts: ReadonlyMap<string, string>): Sources {
  return { has: (path) => texts.has(path), read: (path) => texts.get(path), paths: () => texts.keys() };
}

/** The folder of a path, "" at the root, else ending with "/". */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** The folder around a folder; undefined at the root. Folders end with "/". */
export function parentOf(folder: string): string | undefined {
  return folder === "" ? undefined : folderOf(folder.slice(0, -1));
}

/** `folder` and all around it, nearest first. */
export function* foldersUp(folder: string): Generator<string> {
  for (let at: string | undefined = folder; at !== undefined; at = parentOf(at)) yield at;
}

/** Joins a folder and a relative path; undefined when that leaves the root. */
export function joinPath(folder: string, relative: string): string | undefined {
  const parts = folder.split("/").filter(Boolean);
  for (const part of relative.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}
