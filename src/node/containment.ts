import { isAbsolute, relative, sep } from "node:path";

/** Whether `path` is `folder` or lies in it. Both absolute and real; a common prefix of names is not containment. */
export function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way));
}
