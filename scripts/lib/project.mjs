/** Installs, builds and packages this repository. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { exists, withLock } from "./cache.mjs";
import { npm } from "./npm.mjs";
import { run } from "./processes.mjs";
import { SetupError, step } from "./progress.mjs";

/** The repository's root. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const minimumNode = 20;
const buildDeadlineMs = 5 * 60_000;

/** Refuses a Node that cannot run us, and runs `npm ci` unless what is installed is what the lock file says. */
export async function ensureDependencies() {
  if (Number(process.versions.node.split(".")[0]) < minimumNode) {
    throw new SetupError(
      `Node ${process.versions.node} is too old: ${minimumNode} or later is needed.`,
      "install Node 20 or later from https://nodejs.org or with your package manager",
    );
  }
  if (await dependenciesAreCurrent()) return;
  await step("Installing the development dependencies (npm ci)", () => npm(["ci", "--no-audit", "--no-fund"], root));
}

/**
 * Bundles the extension, the command line and the hook into `dist/`.
 * @throws {SetupError} with the bundler's messages
 */
export async function build() {
  await step("Building", () => nodeScript(["esbuild.mjs"]));
}

/**
 * The packaged extension. Building and packaging are skipped when nothing they read has changed.
 * @returns {Promise<string>} absolute path of the `.vsix`
 */
export async function packagedExtension() {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const vsix = join(root, "dist", `countersign-${version}.vsix`);
  const packaged = (await readdir(root)).filter((name) => !notPackaged.has(name));
  const inputs = [...packaged, ...buildScripts].map((name) => join(root, name));
  return madeOnce(vsix, inputs, async () => {
    await build();
    await step("Packaging the extension", () => packageFolder(root, vsix));
  });
}

/**
 * The small extension that sets up the chat of the demo (scripts/demoGuide).
 * @returns {Promise<string>} absolute path of the `.vsix`
 */
export async function packagedGuide() {
  const folder = join(root, "scripts", "demoGuide");
  const vsix = join(root, "out", "countersign-demo-guide.vsix");
  return madeOnce(vsix, [folder], () => packageFolder(folder, vsix));
}

/**
 * Another extension that uses ours, for the in-editor suite.
 * @returns {Promise<string>} absolute path of the `.vsix`
 */
export async function packagedSecond() {
  const folder = join(root, "test", "editor", "secondExtension");
  const vsix = join(root, "out", "countersign-second-extension.vsix");
  return madeOnce(vsix, [folder], () => packageFolder(folder, vsix));
}

/**
 * Another extension that changes files by itself, for the long tests in the real editor.
 * @returns {Promise<string>} absolute path of the `.vsix`
 */
export async function packagedBusy() {
  const folder = join(root, "test", "e2eLong", "busyExtension");
  const vsix = join(root, "out", "countersign-busy-extension.vsix");
  return madeOnce(vsix, [folder], () => packageFolder(folder, vsix));
}

/**
 * Another extension that moves the clock of a window, for the fault table.
 * @returns {Promise<string>} absolute path of the `.vsix`
 */
export async function packagedClock() {
  const folder = join(root, "test", "support", "clockExtension");
  const vsix = join(root, "out", "countersign-clock-extension.vsix");
  return madeOnce(vsix, [folder], () => packageFolder(folder, vsix));
}

/**
 * Runs a Node program of the repository to its end.
 * @param {readonly string[]} args
 * @param {string} [cwd]
 * @returns {Promise<string>} what it printed on stdout
 */
export async function nodeScript(args, cwd = root) {
  const outcome = await run(process.execPath, args, { cwd, deadlineMs: buildDeadlineMs });
  if (outcome.code === 0) return outcome.stdout;
  const said = `${outcome.stdout}\n${outcome.stderr}`.trim();
  throw new SetupError(`node ${args.join(" ")} failed (exit ${outcome.code}):\n${said}`, "see the messages above");
}

/** npm keeps a second lock file of what is really installed; packages for other platforms are rightly missing in it. */
async function dependenciesAreCurrent() {
  const wanted = await readPackages(join(root, "package-lock.json"));
  const installed = await readPackages(join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || entry.optional || installed[path]?.version === entry.version,
  );
}

/**
 * @param {string} path
 * @returns {Promise<Record<string, { version?: string, optional?: boolean }> | undefined>}
 */
async function readPackages(path) {
  try {
    return JSON.parse(await readFile(path, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** What esbuild.mjs takes from the scripts: they are not packaged, and decide what is. */
const buildScripts = ["scripts/lib/nativeRelay.mjs", "scripts/lib/programBundle.mjs"];
const notPackaged = new Set(["node_modules", "dist", "out", "test", "scripts", "demo", ".git", ".ci"]);

/**
 * @param {string} folder
 * @param {string} vsix
 */
async function packageFolder(folder, vsix) {
  await nodeScript(
    [
      join(root, "node_modules", "@vscode", "vsce", "vsce"),
      ...[
        "package",
        "--no-dependencies",
        "--allow-missing-repository",
        "--no-rewrite-relative-links",
        "--skip-license",
        "--out",
        vsix,
      ],
    ],
    folder,
  );
}

/**
 * Makes a file unless it was made from the same inputs before. What it was made from is noted in `out/`.
 * @param {string} file
 * @param {readonly string[]} inputs files and folders
 * @param {() => Promise<void>} make
 */
async function madeOnce(file, inputs, make) {
  const note = join(root, "out", `${basename(file)}.sha256`);
  const digest = await digestOf(inputs);
  if ((await exists(file)) && (await readFile(note, "utf8").catch(() => "")) === digest) return file;
  await mkdir(dirname(note), { recursive: true });
  await withLock(`${note}.lock`, make);
  await writeFile(note, digest);
  return file;
}

/**
 * SHA-256 over names and contents of files, those of folders included.
 * @param {readonly string[]} places
 */
async function digestOf(places) {
  const hash = createHash("sha256");
  for (const place of [...places].sort()) {
    const folder = (await stat(place)).isDirectory();
    const entries = folder ? await readdir(place, { recursive: true, withFileTypes: true }) : [];
    const below = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of folder ? below.sort() : [place]) {
      hash
        .update(`${file}\0`)
        .update(await readFile(file))
        .update("\0");
    }
  }
  return hash.digest("hex");
}
