/**
 * Things fetched once a machine and kept outside the repository: `~/.cache/countersign/<name>-<version>/`.
 */
import { mkdir, mkdtemp, open, readFile, rename, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { SetupError, say, step } from "./progress.mjs";

const lockPatienceMs = 20 * 60_000;

/** @returns {string} the cache folder; the environment variable COUNTERSIGN_CACHE moves it. */
export function cacheFolder() {
  return process.env.COUNTERSIGN_CACHE ?? join(homedir(), ".cache", "countersign");
}

/**
 * The folder of a cached thing, made when it is not there. It is built in a temporary folder beside its place and
 * renamed when complete, so a folder that exists is a folder that works.
 * @param {string} name
 * @param {string} version
 * @param {string} title what the progress line says while it is made
 * @param {(folder: string) => Promise<void>} make fills an empty folder
 * @returns {Promise<string>}
 */
export async function cached(name, version, title, make) {
  const place = join(cacheFolder(), `${name}-${version}`);
  if (await exists(place)) return place;
  await mkdir(cacheFolder(), { recursive: true });
  return withLock(`${place}.lock`, async () => {
    if (await exists(place)) return place;
    const unfinished = await mkdtemp(`${place}.making-`);
    try {
      await step(title, () => make(unfinished));
      await rename(unfinished, place);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
    return place;
  });
}

/**
 * @param {string} path
 * @returns {Promise<boolean>}
 */
export async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Runs `work` while holding a lock file with our process id in it. A lock whose process is gone is taken over. Two
 * takers of one dead lock may both go on; that wastes work and breaks nothing, since the rename above is atomic.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  const deadline = Date.now() + lockPatienceMs;
  let told = false;
  while (!(await take(path))) {
    const owner = await ownerOf(path);
    if (owner !== undefined && !isAlive(owner)) {
      await rm(path, { force: true });
      continue;
    }
    if (!told) say(`Waiting for another run (process ${owner ?? "unknown"}) that is setting up the same thing …`);
    told = true;
    if (Date.now() > deadline) throw new SetupError(`The lock ${path} was not released.`, `rm ${path}`);
    await delay(500);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** @param {string} path */
async function take(path) {
  try {
    const file = await open(path, "wx");
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * @param {string} path
 * @returns {Promise<number | undefined>} undefined while the owner has not written its id yet, or has just left
 */
async function ownerOf(path) {
  const text = await readFile(path, "utf8").catch(() => "");
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
