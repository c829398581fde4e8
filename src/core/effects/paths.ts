/** Paths by where they end: one spelling for each file, whatever way it was written. */
import { folded } from "./lookalikes.ts";
import { keptPerPlace } from "./perPlace.ts";
import { isCaseBlind, type Place } from "./place.ts";
import { longName } from "./shortNames.ts";
import { hole } from "./text.ts";
import { fromWindows } from "./windowsPaths.ts";

/**
 * An absolute path with forward slashes, without `.`, `..` and doubled separators.
 * Drives are `C:/`, shares `//server/share`. undefined: it depends on something unknown from its first part on.
 */
export function resolvePath(written: string, place: Place, cwd: string | undefined = place.cwd): string | undefined {
  let text = fromUri(written);
  if (text.startsWith(hole)) return undefined;
  if (place.platform === "win32") text = fromWindows(text, cwd);
  text = expandHome(text, place);
  if (!isAbsolute(text)) {
    if (cwd === undefined) return undefined;
    text = `${(place.platform === "win32" ? fromWindows(cwd, undefined) : cwd).replace(/\/$/, "")}/${text}`;
  }
  return dropAliases(collapse(text, place), place, cwd);
}

/** Every place a path may end: as written, decoded, cut at what hides the rest, and after links. Never empty unless it is unknown. */
export function endings(written: string, place: Place, cwd: string | undefined = place.cwd): readonly string[] {
  return resolved(place, `${cwd ?? ""}\0${written}`, () => endingsOf(written, place, cwd));
}

const resolved = keptPerPlace<readonly string[]>();

function endingsOf(written: string, place: Place, cwd: string | undefined): string[] {
  const found = new Set<string>();
  for (const spelling of spellings(written)) {
    const path = resolvePath(spelling, place, cwd);
    if (path === undefined) continue;
    found.add(path);
    if (!place.realpath || path.includes(hole)) continue;
    for (const road of [path, throughLinks(spelling, place, cwd)]) {
      const real = road === undefined ? undefined : place.realpath(road);
      if (real !== undefined) found.add(resolvePath(real, place, cwd) ?? real);
    }
  }
  return [...found];
}

/** Rounds of percent-encoding that are undone. */
const maxDecodings = 3;

function spellings(written: string): ReadonlySet<string> {
  const all = new Set([written]);
  let text = written;
  for (let round = 0; round < maxDecodings && text.includes("%"); round++) {
    text = percentDecoded(text);
    all.add(text);
  }
  // The operating system ends a name at a zero byte, whatever follows.
  for (const spelling of [...all]) if (spelling.includes("\0")) all.add(spelling.slice(0, spelling.indexOf("\0")));
  return all;
}

/** `link/../x` is beside the link's target, not beside the link. */
function throughLinks(written: string, place: Place, cwd: string | undefined): string | undefined {
  const parts = (place.platform === "win32" ? written.replaceAll("\\", "/") : written).split("/");
  const at = parts.findIndex((part, index) => part === ".." && index > 0 && parts[index - 1] !== "..");
  if (at < 0) return undefined;
  const before = resolvePath(parts.slice(0, at).join("/") || "/", place, cwd);
  const real = before === undefined ? undefined : place.realpath?.(before);
  if (real === undefined || real === before) return undefined;
  return resolvePath(`${real}/${parts.slice(at).join("/")}`, place, cwd);
}

/** For telling files apart: folded only where the disk does so. */
export function pathKey(path: string, place: Place): string {
  return isCaseBlind(place) ? folded(path) : path;
}

/** True when `path` is `folder` or below it. Both resolved. */
export function isInside(path: string, folder: string, place: Place): boolean {
  const inner = pathKey(path, place);
  const outer = pathKey(stripEnd(folder), place);
  return inner === outer || inner.startsWith(outer === "/" ? "/" : `${outer}/`);
}

/** The part below `folder`, "" for the folder itself; undefined when outside. */
export function below(path: string, folder: string, place: Place): string | undefined {
  return isInside(path, folder, place) ? path.slice(stripEnd(folder).length).replace(/^\//, "") : undefined;
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function isAbsolute(text: string): boolean {
  return text.startsWith("/") || /^[a-zA-Z]:\//.test(text);
}

function fromUri(text: string): string {
  const uri =
    /^(?:file|vscode-userdata|vscode-remote|vscode-vfs|vscode-local|vscode-notebook-cell|untitled|code|cursor):(\/\/[^/]*)?(\/.*)$/i.exec(
      text,
    );
  if (!uri) return text;
  const path = percentDecoded(uri[2] as string);
  return /^\/[a-zA-Z]:/.test(path) ? path.slice(1) : path;
}

export function percentDecoded(text: string): string {
  if (!text.includes("%")) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

function expandHome(text: string, place: Place): string {
  const home = place.home.replaceAll("\\", "/");
  if (text === "~" || text.startsWith("~/")) return home + text.slice(1);
  const user = /^~([a-z_][a-z0-9_-]*)(?=\/|$)/i.exec(text);
  return user ? home.slice(0, home.lastIndexOf("/") + 1) + text.slice(1) : text;
}

function collapse(text: string, place: Place): string {
  const share =
    place.platform === "win32" && text.startsWith("//") && !text.startsWith("///") && /^\/\/[^/]+\/[^/]+/.test(text)
      ? "/"
      : "";
  const drive = /^[a-zA-Z]:(?=\/)/.exec(text)?.[0] ?? "";
  const parts: string[] = [];
  for (const part of text.slice(drive.length).split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(longName(part));
  }
  return `${drive}${share}/${parts.join("/")}`;
}

/** Roads that lead back to the root, the current folder or the firmlinks of macOS. */
function dropAliases(path: string, place: Place, cwd: string | undefined): string {
  if (place.platform === "win32") return path;
  const bare = path.replace(/^(?:\/proc\/(?:self|thread-self|\d+)\/(?:task\/\d+\/)?root)+(?=\/|$)/, "") || "/";
  const here = /^\/proc\/(?:self|thread-self|\d+)\/(?:task\/\d+\/)?cwd(?=\/|$)/.exec(bare);
  if (here && cwd) return collapse(cwd + bare.slice(here[0].length), place);
  if (place.platform !== "darwin") return bare;
  return bare
    .replace(/^\/(?:\.nofollow|\.resolve\/\d+)(?=\/)/, "")
    .replace(/^\/(?:System\/Volumes\/Data|Volumes\/(?:Macintosh HD|Macintosh HD - Data|Data))(?=\/)/i, "")
    .replace(/^\/private(?=\/(?:tmp|var|etc)(?:\/|$))/i, "");
}

function stripEnd(folder: string): string {
  const text = folder.replaceAll("\\", "/");
  return text.length > 1 && text.endsWith("/") ? text.slice(0, -1) : text;
}
