/** One stage of tests: a Mocha process, and what counts as a failure of it. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve, sep } from "node:path";
import { withSecondTry } from "./lateTests.mjs";
import { end, start } from "./processes.mjs";
import { say } from "./progress.mjs";
import { root } from "./project.mjs";

/**
 * @typedef {{ title: string, error: string }} Failure
 * @typedef {{ passed: number, failures: Failure[], late?: readonly string[] }} Outcome with `late`, what passed on a second try
 * @typedef {object} StageOptions
 * @property {number} timeoutMs of a test
 * @property {number} [deadlineMs] of the whole stage
 * @property {boolean} [quiet]
 * @property {boolean} [secondTry] what only came too late is run once more
 * @property {readonly string[]} [beside] files, or folders of them, that a second Mocha process runs at the same time
 * @property {boolean} [built] the programs in dist/ are those of the source by now, so no test builds them again
 */

/** Which folders of tests run in which stage; the in-editor tests have a runner of their own. */
export const stageFolders = {
  unit: ["test/unit", "test/golden"],
  corpus: ["test/corpus"],
  fuzz: ["test/fuzz"],
  meta: ["test/meta"],
  process: ["test/process"],
  fewAgents: ["test/fewAgents"],
  agents: ["test/agents"],
  editor: ["test/editor"],
  e2e: ["test/e2e"],
  e2eLong: ["test/e2eLong"],
};

/** Of a stage that names no other. */
const mochaDeadlineMs = 15 * 60_000;

/**
 * Runs the test files below some folders, or some files, in one Mocha process, or in two.
 * @param {readonly string[]} folders absolute, or relative to the root
 * @param {StageOptions} options
 * @returns {Promise<Outcome>}
 */
export async function mochaStage(folders, options) {
  const files = (await Promise.all(folders.map(testFilesBelow))).flat();
  if (files.length === 0) return outcomeOf({ passed: [], pending: 0, failures: [], files: [] }, files);
  try {
    const lanes = lanesOf(files, options.beside ?? []);
    const first = together(await Promise.all(lanes.map((lane) => runMocha(lane, options))));
    if (!options.secondTry) return outcomeOf(first, files);
    const all = await withSecondTry(first, (only) => runMocha(files, options, only));
    return { ...outcomeOf(all, files), late: all.late };
  } catch (error) {
    return { passed: 0, failures: [{ title: folders.join(", "), error: String(error) }] };
  }
}

/**
 * @param {readonly string[]} files absolute paths
 * @param {readonly string[]} beside
 * @returns {(readonly string[])[]} what is run at the same time; a file that nobody thought of is in the first
 */
function lanesOf(files, beside) {
  const places = beside.map((place) => resolve(root, place));
  const isBeside = (/** @type {string} */ file) =>
    places.some((place) => file === place || file.startsWith(`${place}${sep}`));
  return [files.filter((file) => !isBeside(file)), files.filter(isBeside)].filter((lane) => lane.length > 0);
}

/** @param {readonly import("./mochaReporter.cjs").Results[]} lanes */
function together(lanes) {
  return {
    passed: lanes.flatMap(({ passed }) => passed),
    pending: lanes.reduce((sum, { pending }) => sum + pending, 0),
    failures: lanes.flatMap(({ failures }) => failures),
    files: lanes.flatMap(({ files }) => files),
  };
}

/**
 * @param {readonly string[]} files absolute paths
 * @param {StageOptions} options
 * @param {string} [only] a regular expression for full titles
 * @returns {Promise<import("./mochaReporter.cjs").Results>}
 * @throws when the process ended without results
 */
async function runMocha(files, { timeoutMs, deadlineMs = mochaDeadlineMs, quiet = false, built = false }, only) {
  const scratch = await mkdtemp(join(tmpdir(), "countersign-test-"));
  const output = join(scratch, "results.json");
  const child = start(
    process.execPath,
    [
      ...["--import", "tsx", join("node_modules", "mocha", "bin", "mocha.js")],
      ...["--no-config", "--exit", "--forbid-only", "--forbid-pending", "--timeout", String(timeoutMs)],
      ...["--reporter", join(root, "scripts", "lib", "mochaReporter.cjs"), "--reporter-option", `output=${output}`],
      ...(only === undefined ? [] : ["--grep", `/${only}/`]),
      ...files,
    ],
    {
      cwd: root,
      stdio: quiet ? "ignore" : ["ignore", "inherit", "inherit"],
      env: { ...process.env, COUNTERSIGN_BUILT: built ? "1" : "" },
    },
  );
  let overdue = false;
  const deadline = setTimeout(() => {
    overdue = true;
    void end(child);
  }, deadlineMs);
  const code = await new Promise((resolve) => child.once("exit", resolve));
  clearTimeout(deadline);
  const text = await readFile(output, "utf8").catch(() => undefined);
  await rm(scratch, { recursive: true, force: true });
  if (text !== undefined) return JSON.parse(text);
  const why = overdue ? `was ended after ${deadlineMs / 60_000} minutes` : `ended early with exit code ${code}`;
  throw new Error(`Mocha ${why}; see its output above.`);
}

/**
 * A skipped test is a failure, and so is a file of tests in which no test was found.
 * @param {import("./mochaReporter.cjs").Results} results
 * @param {readonly string[]} files absolute paths
 * @returns {Outcome}
 */
export function outcomeOf(results, files) {
  const empty = files.filter((file) => !results.files.includes(file));
  const skipped = results.pending > 0 ? [{ title: "no test is skipped", error: `${results.pending} are` }] : [];
  const none = files.length === 0 ? [{ title: "there are test files", error: "none was found" }] : [];
  const unseen = empty.map((file) => ({ title: file, error: "No test of this file ran." }));
  return { passed: results.passed.length, failures: [...results.failures, ...skipped, ...none, ...unseen] };
}

/**
 * @param {string} folder absolute, or relative to the root
 * @returns {Promise<string[]>} absolute paths, sorted
 */
export async function testFilesBelow(folder) {
  if (folder.endsWith(".test.ts")) return [resolve(root, folder)];
  const entries = await readdir(resolve(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length === 0) say(`No test files below ${folder}.`);
  return files;
}
