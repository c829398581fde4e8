/** The in-editor suite: bundling it, and running it in the embedded VS Code. */
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { exists } from "./cache.mjs";
import { SetupError } from "./progress.mjs";
import { packagedSecond, root } from "./project.mjs";
import { browserArguments, chromium } from "./tools.mjs";
import { startVscode } from "./vscode.mjs";

const suitePatienceMs = 10 * 60_000;

/** Where the bundle is: what VS Code is given as `extensionTestsPath`. */
export const editorBundle = join(root, "out", "editor", "index.js");

/** @returns {Promise<string[]>} absolute paths of test/editor/**\/*.test.ts */
export async function editorTestFiles() {
  const entries = await readdir(join(root, "test", "editor"), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Bundles the runner and every test file into one module that exports `run`, as VS Code wants it. */
export async function bundleEditorSuite() {
  const { build } = await import("esbuild");
  const files = (await editorTestFiles()).map(
    (path) => `{ path: ${JSON.stringify(path)}, load: () => void require(${JSON.stringify(path)}) }`,
  );
  await build({
    stdin: {
      contents: `import { runFiles } from "./test/editor/index.ts";
export const run = () => runFiles([${files.join(", ")}]);`,
      resolveDir: root,
      sourcefile: "editorSuite.ts",
      loader: "ts",
    },
    outfile: editorBundle,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    mainFields: ["module", "main"],
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
}

/**
 * Runs the suite in the real extension host of the embedded VS Code, on a copy of the demo.
 * @param {string} [only] a regular expression for the full titles of the tests to run
 * @returns {Promise<import("./mochaReporter.cjs").Results>}
 */
export async function runInEmbeddedVscode(only = "") {
  const { chromium: browserType } = await import("playwright-core");
  const folder = await realpath(await mkdtemp(join(tmpdir(), "countersign-editor-")));
  const workspace = join(folder, "workspace");
  const output = join(folder, "results.json");
  await mkdir(workspace);
  if (await exists(join(root, "demo"))) await cp(join(root, "demo"), workspace, { recursive: true });
  const server = await startVscode({
    home: join(folder, "home"),
    data: join(folder, "data"),
    extensions: [await packagedSecond()],
    flags: ["--disable-workspace-trust", "--enable-smoke-test-driver"],
    env: { COUNTERSIGN_EDITOR_RESULTS: output, COUNTERSIGN_EDITOR_ONLY: only },
  });
  const browser = await browserType.launch({ executablePath: await chromium(), args: browserArguments });
  try {
    const page = await browser.newPage({ reducedMotion: "reduce" });
    await page.goto(`${server.url}/?folder=${encodeURIComponent(workspace)}&payload=${payload(server.url)}`);
    return await resultsIn(output, server);
  } finally {
    await browser.close();
    await server.end();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {string} url of the server */
function payload(url) {
  const remote = url.replace("http:", "vscode-remote:");
  const entries = [
    ["extensionDevelopmentPath", remote + root],
    ["extensionTestsPath", remote + editorBundle],
    ["skipWelcome", "true"],
  ];
  return encodeURIComponent(JSON.stringify(entries));
}

/**
 * @param {string} output
 * @param {import("./vscode.mjs").VscodeServer} server
 */
async function resultsIn(output, server) {
  const deadline = Date.now() + suitePatienceMs;
  while (!(await exists(output))) {
    if (Date.now() > deadline) {
      const log = server.log().slice(-4000);
      throw new SetupError(`The in-editor suite gave no results. VS Code printed:\n${log}`, "read the log above");
    }
    await delay(100);
  }
  return JSON.parse(await readFile(output, "utf8"));
}
