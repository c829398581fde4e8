/**
 * `npm run test:electron`: the in-editor suite in a VS Code that @vscode/test-electron downloads. `npm run test:editor`
 * runs the same suite where VS Code's own download server cannot be reached.
 */
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleEditorSuite, editorBundle } from "./lib/editorSuite.mjs";
import { runMain, SetupError, step } from "./lib/progress.mjs";
import { ensureDependencies, packagedExtension, root } from "./lib/project.mjs";

await runMain(async () => {
  await ensureDependencies();
  await packagedExtension();
  await bundleEditorSuite();
  const { downloadAndUnzipVSCode, runTests } = await import("@vscode/test-electron");
  const version = process.env.COUNTERSIGN_VSCODE_VERSION ?? "stable";
  const vscodeExecutablePath = await step(`Fetching VS Code (${version})`, () =>
    downloadAndUnzipVSCode({ version, cachePath: join(root, "out", "vscode-test") }),
  ).catch((error) => {
    throw new SetupError(
      `VS Code could not be downloaded: ${error instanceof Error ? error.message : error}`,
      "npm run test:editor runs the same suite in the VS Code that comes from npm",
    );
  });
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new SetupError("VS Code for the desktop needs a display.", "xvfb-run -a npm run test:electron");
  }
  const folder = await mkdtemp(join(tmpdir(), "countersign-electron-"));
  const output = join(folder, "results.json");
  try {
    await cp(join(root, "demo"), join(folder, "workspace"), { recursive: true });
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: root,
      extensionTestsPath: editorBundle,
      extensionTestsEnv: { COUNTERSIGN_EDITOR_RESULTS: output, HOME: join(folder, "home") },
      launchArgs: [
        ...[join(folder, "workspace"), "--disable-extensions", "--disable-workspace-trust"],
        ...["--user-data-dir", join(folder, "data"), ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
      ],
    }).catch(() => {
      // A failed test ends VS Code with an error; the results say which.
    });
    /** @type {import("./lib/mochaReporter.cjs").Results} */
    const results = JSON.parse(await readFile(output, "utf8"));
    for (const { title, error } of results.failures) process.stdout.write(`\nFAILED ${title}\n${error}\n`);
    process.stdout.write(`${results.passed.length} passed, ${results.failures.length + results.pending} failed\n`);
    return results.failures.length + results.pending === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
