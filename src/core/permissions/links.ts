/** Paths as they are written and where they end: a rule or a boundary may be met by one and not by the other. */
import type { PermissionInput } from "./input.ts";
import { slashed } from "./paths.ts";

export type Links = Pick<PermissionInput, "place" | "realPath">;

/** Where the absolute path ends, with forward slashes; the path itself where that cannot be told. */
export function endOf(path: string, { place, realPath }: Links): string {
  return slashed(realPath?.(path) ?? path, place.platform);
}

/** The path, and where it ends if that is somewhere else. */
export function formsOf(path: string, links: Links): readonly string[] {
  const end = endOf(path, links);
  return end === path ? [path] : [path, end];
}

/** The last part of the path is a link itself. */
export function isLink(path: string, links: Links): boolean {
  const at = path.lastIndexOf("/");
  if (at <= 0) return false;
  return endOf(path, links) !== `${endOf(path.slice(0, at), links).replace(/\/$/, "")}${path.slice(at)}`;
}
