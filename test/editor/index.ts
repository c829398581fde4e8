/**
 * Runs the in-editor suite inside the extension host of a real VS Code. scripts/lib/editorSuite.mjs bundles it together
 * with every test/editor/**\/*.test.ts and starts the editor on it.
 */
import Mocha from "mocha";
import { ConfigurationTarget, workspace } from "vscode";
import JsonReporter from "../../scripts/lib/mochaReporter.cjs";

/** A test file, not loaded yet: loading it defines its suites. */
export interface TestFile {
  /** Absolute. */
  readonly path: string;
  load(): void;
}

/**
 * Called by VS Code. The results go to the file that COUNTERSIGN_EDITOR_RESULTS names; COUNTERSIGN_EDITOR_ONLY, where
 * set, is a regular expression for the titles of the tests to run.
 * @throws when a test failed, which is how VS Code is told
 */
export async function runFiles(files: readonly TestFile[]): Promise<void> {
  // In a browser the editor saves a second after a key: on a busy machine that is in the middle of a test.
  await workspace.getConfiguration("files").update("autoSave", "off", ConfigurationTarget.Global);
  const mocha = new Mocha({
    ui: "bdd",
    timeout: 120_000,
    forbidOnly: true,
    forbidPending: true,
    reporter: JsonReporter as unknown as Mocha.ReporterConstructor,
    reporterOptions: { output: process.env.COUNTERSIGN_EDITOR_RESULTS },
  });
  const only = process.env.COUNTERSIGN_EDITOR_ONLY;
  if (only) mocha.grep(new RegExp(only));
  for (const file of files) {
    // What Mocha does for a file it loads itself: define `describe` and `it` for it, then note where they came from.
    mocha.suite.emit("pre-require", globalThis, file.path, mocha);
    file.load();
    mocha.suite.emit("require", {}, file.path, mocha);
    mocha.suite.emit("post-require", globalThis, file.path, mocha);
  }
  const failed = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failed > 0) throw new Error(`${failed} of the in-editor tests failed.`);
}
