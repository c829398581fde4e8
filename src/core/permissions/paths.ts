/**
 * Paths as agents compare them in their rules: spelled out, but not followed through links.
 * (`core/effects/paths.ts` is stricter and answers another question: where an action really ends.)
 */
import type { Platform } from "../model/action.ts";

interface PathPlace {
  readonly home: string;
  readonly platform: Platform;
}

/** Forward slashes, and on Windows an upper-case drive letter. */
export function slashed(path: string, platform: Platform): string {
  if (platform !== "win32") return path;
  return path.replaceAll("\\", "/").replace(/^([a-z]):/, (_, drive: string) => `${drive.toUpperCase()}:`);
}

export function isAbsolutePath(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z]:\//.test(path);
}

/** The absolute path without `.` and `..`; a leading `~/` is the home folder, anything else relative to `base`. */
export function resolveFrom(base: string, path: string, place: PathPlace): string {
  const written = slashed(path, place.platform);
  const home = slashed(place.home, place.platform);
  if (written === "~" || written.startsWith("~/")) return normalize(home + written.slice(1));
  return normalize(isAbsolutePath(written) ? written : `${slashed(base, place.platform)}/${written}`);
}

/** Joins with the platform's own separator, for paths that are shown or opened. */
export function joinNative(platform: Platform, first: string, ...rest: readonly string[]): string {
  const separator = platform === "win32" ? "\\" : "/";
  const head = first.replace(/[/\\]+$/, "");
  return [head, ...rest.map((part) => part.replaceAll("/", separator))].join(separator);
}

/** The part of `path` below `folder` ("" for the folder itself); undefined when it is outside. */
export function relativeTo(folder: string, path: string, platform: Platform): string | undefined {
  const outer = normalize(slashed(folder, platform));
  const inner = normalize(slashed(path, platform));
  const [left, right] = platform === "linux" ? [outer, inner] : [outer.toLowerCase(), inner.toLowerCase()];
  if (left === right) return "";
  const prefix = left.endsWith("/") ? left : `${left}/`;
  return right.startsWith(prefix) ? inner.slice(prefix.length) : undefined;
}

/** The folder and those above it up to `top` (without it: up to the root), the uppermost first. */
export function foldersFrom(top: string | undefined, folder: string, platform: Platform): string[] {
  const found: string[] = [];
  for (let at = folder; found.length < 40; ) {
    found.unshift(at);
    if (top !== undefined && relativeTo(top, at, platform) === "") return found;
    const above = at.replace(/[/\\][^/\\]*$/, "");
    if (above === at || above === "" || /^[A-Za-z]:$/.test(above)) break;
    at = above;
  }
  // The folder does not lie below it.
  return top === undefined ? found : [folder];
}

function normalize(path: string): string {
  const drive = /^[A-Za-z]:/.exec(path)?.[0] ?? "";
  const parts: string[] = [];
  for (const part of path.slice(drive.length).split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return `${drive}/${parts.join("/")}`;
}
