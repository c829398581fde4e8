/** Whose place a resolved path is in. */
import { matchesGlob } from "../permissions/glob.ts";
import { folded } from "./lookalikes.ts";
import { below, isInside, lastPart, pathKey } from "./paths.ts";
import { keptPerPlace } from "./perPlace.ts";
import type { Place } from "./place.ts";
import { type FileKind, fileKind } from "./specialFiles.ts";
import { hole } from "./text.ts";

export type Zone =
  | "workspace"
  | "workspace-root"
  | "workspace-above"
  | "temporary"
  | "temporary-root"
  | "home"
  | "home-root"
  | "home-settings"
  | "other-home-root"
  | "system"
  | "root"
  | "device"
  | "null-device"
  | "share"
  | "elsewhere";

export interface PathFacts {
  readonly path: string;
  readonly zone: Zone;
  readonly kind: FileKind;
  /** Countersign's own file. */
  readonly guard: boolean;
  /** The path below the workspace, if it is inside. */
  readonly relative?: string;
}

const classified = keptPerPlace<PathFacts>();

/** Classifies one resolved path. */
export function pathFacts(path: string, place: Place): PathFacts {
  return classified(place, path, () => classify(path, place));
}

function classify(path: string, place: Place): PathFacts {
  const workspace = place.workspace?.replaceAll("\\", "/");
  const relative = workspace === undefined ? undefined : below(path, workspace, place);
  const zone = zoneOf(path, place, relative);
  const links = place.behindLinks ?? {};
  const name = Object.hasOwn(links, path) ? links[path] : undefined;
  return {
    path,
    zone,
    kind: name === undefined ? kindOf(path, relative) : kindOf(name, undefined),
    guard: isGuardFile(path, place, relative),
    ...(relative === undefined ? {} : { relative }),
  };
}

/** A `.vscode` that no window opens is only a folder; agents' folders count wherever they are. */
function kindOf(path: string, relative: string | undefined): FileKind {
  const kind = fileKind(relative === undefined ? path : `/${relative}`);
  const isEditorFile = kind === "editor-settings" || kind === "editor-tasks";
  if (isEditorFile && relative !== undefined && /\/\.vscode\//.test(`/${folded(relative)}`)) {
    return /^\.vscode\//.test(folded(relative)) ? kind : "ordinary";
  }
  return kind;
}

function isGuardFile(path: string, place: Place, relative: string | undefined): boolean {
  const own = place.protectedPaths.map((file) => file.replaceAll("\\", "/"));
  if (own.some((file) => isInside(path, file, place) || folded(path) === folded(file))) return true;
  if (relative !== undefined && /^\.?countersign\.ya?ml$/.test(folded(relative))) return true;
  if (isInside(path, `${place.home.replaceAll("\\", "/")}/.countersign`, place)) return true;
  const extension = folded(place.extensionId);
  if (extension === "") return false;
  const folder = /\/extensions\/([^/]+)/.exec(folded(path))?.[1];
  if (folder === undefined) return false;
  if (/[*?[{]/.test(folder))
    return [extension, `${extension}-0.0.0`, `${extension}-0.0.0-universal`].some((name) => matchesGlob(folder, name));
  return folder === extension || folder.startsWith(`${extension}-`);
}

function zoneOf(path: string, place: Place, relative: string | undefined): Zone {
  if (/^\/dev\/(?:null|zero|full|stdout|stderr|stdin|tty|fd\/.*|random|urandom)$/.test(path)) return "null-device";
  if (place.platform === "win32" && /^(?:nul|con)$/i.test(lastPart(path))) return "null-device";
  if (/^\/dev\/shm\/./.test(path)) return "temporary";
  if (/^\/dev(?:\/|$)/.test(path)) return path === "/dev" ? "system" : "device";
  if (relative !== undefined) return relative === "" ? "workspace-root" : "workspace";
  if (path === "/" || /^[a-zA-Z]:\/?$/.test(path)) return "root";
  if (path.startsWith("//")) return "share";
  const above = place.workspace?.replaceAll("\\", "/");
  const home = place.home.replaceAll("\\", "/");
  if (pathKey(path, place) === pathKey(home, place)) return "home-root";
  const inTemporary = temporaryZone(path, place);
  if (inTemporary) return inTemporary;
  const inHome = below(path, home, place);
  if (inHome !== undefined) {
    if (above !== undefined && isInside(above, path, place)) return "workspace-above";
    return isHomeSettings(inHome) ? "home-settings" : "home";
  }
  if (isOtherHome(path)) return "other-home-root";
  return isSystem(path) ? "system" : "elsewhere";
}

const homeSettings =
  /^(?:\.config|\.local|\.ssh|\.gnupg|\.aws|\.kube|\.docker|\.mozilla|\.vscode(?:-server)?|\.claude|\.cursor|\.codex|documents|desktop|pictures|library|appdata|\.local\/share|library\/application support|appdata\/(?:roaming|local))$/;

/** Folders whose loss takes a person's settings, keys or documents with it. */
function isHomeSettings(relative: string): boolean {
  return homeSettings.test(folded(relative).replace(/\/$/, ""));
}

function temporaryZone(path: string, place: Place): Zone | undefined {
  const found =
    /^(?:\/tmp|\/var\/tmp|\/var\/folders\/[^/]+\/[^/]+\/T|[a-z]:\/windows\/temp|[a-z]:\/temp|[a-z]:\/tmp)(\/.+)?$/i.exec(
      path,
    );
  if (found) return found[1] ? "temporary" : "temporary-root";
  const local = `${place.home.replaceAll("\\", "/")}/AppData/Local/Temp`;
  if (!isInside(path, local, place)) return undefined;
  return pathKey(path, place) === pathKey(local, place) ? "temporary-root" : "temporary";
}

function isOtherHome(path: string): boolean {
  return /^(?:\/home\/[^/]+|\/Users\/[^/]+|\/root|[a-z]:\/users\/[^/]+|[a-z]:\/documents and settings\/[^/]+)$/i.test(
    path,
  );
}

const systemTrees =
  /^\/(?:etc|bin|sbin|boot|lib|lib32|lib64|libx32|dev|proc|sys|run|System|Library|Applications|Volumes|cores)(?:\/|$)|^\/(?:usr|usr\/(?:bin|sbin|lib|lib64|libexec|include|share)(?:\/.*)?|usr\/local|var|var\/(?:lib|log|cache|spool|mail|www|backups|db|run|lock)|opt|srv|home|Users|mnt|media|root|private|private\/(?:var|etc)|nix|snap)$|^\/(?:var\/lib|root)\/.+$/;
const windowsTrees =
  /^[a-z]:\/(?:windows|program files(?: \(x86\))?|programdata|users|system volume information|recovery|boot|perflogs|\$recycle\.bin)(?:\/(?!.*\/temp\/).*)?$/i;

/** Belongs to the operating system: in its trees, or one of the folders everything else hangs from. */
function isSystem(path: string): boolean {
  if (systemTrees.test(path)) return true;
  return windowsTrees.test(path) && !/^[a-z]:\/users\/[^/]+\/.+/i.test(path);
}

const topFolders =
  "/etc /bin /sbin /boot /lib /lib64 /usr /var /opt /home /root /dev /proc /sys /srv /mnt /media /run /Users /System /Library /Applications".split(
    " ",
  );

/** The system folder or root that a pattern can match (`/e*`, `/et?`, `/*`), if any. */
export function systemFolderMatching(pattern: string, place: Place): string | undefined {
  if (pattern.includes(hole)) return undefined;
  const roots = [...topFolders, place.home, place.workspace ?? place.home].map((path) => path.replaceAll("\\", "/"));
  const test = globPattern(pattern);
  return roots.find((path) => test.test(path));
}

function globPattern(pattern: string): RegExp {
  let source = "";
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] as string;
    const close = character === "[" ? pattern.indexOf("]", index + 2) : -1;
    if (character === "*") source += "[^/]*";
    else if (character === "?") source += "[^/]";
    else if (close > 0) {
      source += `[${pattern
        .slice(index + 1, close)
        .replace(/^!/, "^")
        .replace(/[\\[\]]/g, "")}]`;
      index = close;
    } else source += escapeForPattern(character);
  }
  try {
    return new RegExp(`^${source.replace(/(?:\[\^\/\]\*)+/g, "[^/]*")}$`);
  } catch {
    return /^$/;
  }
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
