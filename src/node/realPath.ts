import { lstatSync, readlinkSync } from "node:fs";
import { dirname, isAbsolute, join, parse, resolve, sep } from "node:path";

/** More links than this in one path are a loop, as the operating system counts it. */
const maxLinks = 40;

/**
 * Where a path really ends, also when its last parts do not exist yet, and also through links that point nowhere.
 * Undefined when it cannot be told (a loop, no permission to look).
 */
export function realPath(path: string): string | undefined {
  return follow(path, look);
}

/**
 * The same for one judgement: each part of a path is looked at once, however many paths go through it. Not for longer,
 * since links change.
 */
export function createRealPath(): (path: string) => string | undefined {
  const seen = new Map<string, Look>();
  const lookOnce = (path: string) => {
    const found = seen.get(path) ?? look(path);
    seen.set(path, found);
    return found;
  };
  return (path) => follow(path, lookOnce);
}

type Look = "plain" | "missing" | "unreadable" | { readonly target: string };

function follow(path: string, lookAt: (path: string) => Look): string | undefined {
  if (!isAbsolute(path)) return undefined;
  let rest = partsOf(resolve(path));
  let real = parse(resolve(path)).root;
  let links = 0;
  while (rest.length > 0) {
    const [name, ...others] = rest as [string, ...string[]];
    const next = join(real, name);
    const found = lookAt(next);
    if (found === "unreadable") return undefined;
    if (found === "missing") return join(next, ...others);
    if (found === "plain") {
      real = next;
      rest = others;
      continue;
    }
    if (++links > maxLinks) return undefined;
    const target = resolve(dirname(next), found.target);
    real = parse(target).root;
    rest = [...partsOf(target), ...others];
  }
  return real;
}

function partsOf(path: string): string[] {
  return path.slice(parse(path).root.length).split(sep).filter(Boolean);
}

function look(path: string): Look {
  try {
    // An exception costs several times as much as the look.
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (!found) return "missing";
    return found.isSymbolicLink() ? { target: readlinkSync(path) } : "plain";
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" || code === "ENOTDIR" ? "missing" : "unreadable";
  }
}
