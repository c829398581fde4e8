/** Paths by where they end: one spelling for each file, whatever way it was written. */
import { isCaseBlind, type Place } from "./place.ts";
import { hole } from "./text.ts";

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

/** Every place a path may end: as written, percent-decoded, and after links. Never empty unless it is unknown. */
export function endings(written: string, place: Place, cwd: string | undefined = place.cwd): string[] {
  const spellings = new Set([written]);
  const decoded = percentDecoded(written);
  if (decoded !== written) spellings.add(decoded);
  const found = new Set<string>();
  for (const spelling of spellings) {
    const path = resolvePath(spelling, place, cwd);
    if (path === undefined) continue;
    found.add(path);
    const real = path.includes(hole) ? undefined : place.realpath?.(path);
    if (real !== undefined) found.add(resolvePath(real, place, cwd) ?? real);
  }
  return [...found];
}

/** For comparing: case and compatibility forms folded, since sensitive names must be met in any spelling. */
export function folded(path: string): string {
  return path
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, "");
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
  const uri = /^(?:file|vscode-userdata|vscode-remote):(\/\/[^/]*)?(\/.*)$/i.exec(text);
  if (!uri) return text;
  const path = percentDecoded(uri[2] as string);
  return /^\/[a-zA-Z]:/.test(path) ? path.slice(1) : path;
}

function percentDecoded(text: string): string {
  if (!text.includes("%")) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

/** Device prefixes, streams, trailing dots and blanks, drive-relative paths: what Windows drops or adds by itself. */
function fromWindows(text: string, cwd: string | undefined): string {
  let path = text
    .replaceAll("\\", "/")
    .replace(/^\/\/[?.]\/(?:UNC\/)?/i, (prefix) => (/unc/i.test(prefix) ? "//" : ""));
  path = path.replace(/^(?:Microsoft\.PowerShell\.Core\\)?FileSystem::/i, "");
  path = path.replace(/^\/\/(?:localhost|127\.0\.0\.1|\.)\/([a-z])\$(?=\/|$)/i, "$1:");
  path = path.replace(/^\/([a-z])(?=\/|$)/i, (whole, drive: string) => (whole.length > 1 ? `${drive}:` : whole));
  const drive = /^([a-zA-Z]):/.exec(path)?.[1];
  let rest = drive ? path.slice(2) : path;
  rest = rest
    .split("/")
    .map((part) => (part === "." || part === ".." ? part : part.replace(/:.*$/, "").replace(/[. ]+$/, "")))
    .join("/");
  if (!drive) return rest.startsWith("/") && !rest.startsWith("//") && cwd ? `${cwd.slice(0, 2)}${rest}` : rest;
  const drivePath = `${drive.toUpperCase()}:`;
  if (rest.startsWith("/") || rest === "") return `${drivePath}${rest || "/"}`;
  const here = cwd?.replaceAll("\\", "/");
  return here?.toUpperCase().startsWith(drivePath) ? `${here}/${rest}` : `${drivePath}/${rest}`;
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
  const here = /^\/proc\/(?:self|\d+)\/cwd(?=\/|$)/.exec(bare);
  if (here && cwd) return collapse(cwd + bare.slice(here[0].length), place);
  if (place.platform !== "darwin") return bare;
  return bare.replace(/^\/System\/Volumes\/Data(?=\/)/i, "").replace(/^\/private(?=\/(?:tmp|var|etc)(?:\/|$))/i, "");
}

const shortNamed = [".git", ".vscode", ".claude", ".cursor", ".github", ".husky", ".countersign", "settings.json"];
const shortStems = new Map(
  shortNamed.map((name) => [name.replace(/^\./, "").split(".")[0]?.slice(0, 6).toUpperCase() ?? "", name]),
);

/** A DOS short name (`GIT~1`) of a folder that matters is taken for that folder. */
function longName(part: string): string {
  const short = /^([a-z0-9_]{1,6})~\d+(?:\.[a-z0-9]{0,3})?$/i.exec(part);
  return (short && shortStems.get((short[1] as string).toUpperCase())) ?? part;
}

function stripEnd(folder: string): string {
  const text = folder.replaceAll("\\", "/");
  return text.length > 1 && text.endsWith("/") ? text.slice(0, -1) : text;
}
