/**
 * A Mocha reporter for people and for scripts/test.mjs: one line a test, and the results as JSON in the file that the
 * option `output` names. The file appears only when the run has ended in order.
 */
const { renameSync, writeFileSync } = require("node:fs");

/**
 * @typedef {object} Results
 * @property {string[]} passed titles
 * @property {number} pending skipped tests
 * @property {{ title: string, error: string }[]} failures also of hooks
 * @property {string[]} files absolute paths of the files that held at least one test
 */

module.exports = class JsonReporter {
  /**
   * @param {import("mocha").Runner} runner
   * @param {import("mocha").MochaOptions} options
   */
  constructor(runner, options) {
    /** @type {Results} */
    const results = { passed: [], pending: 0, failures: [], files: [] };
    const files = new Set();
    runner.on("test end", (test) => test.file && files.add(test.file));
    runner.on("pass", (test) => {
      results.passed.push(test.fullTitle());
      process.stdout.write(`  ok    ${test.fullTitle()}${took(test)}\n`);
    });
    runner.on("hook end", (hook) => {
      if (took(hook) !== "") process.stdout.write(`        ${hook.fullTitle()}${took(hook)}\n`);
    });
    runner.on("pending", (test) => {
      results.pending += 1;
      process.stdout.write(`  SKIP  ${test.fullTitle()}\n`);
    });
    runner.on("fail", (test, error) => {
      results.failures.push({ title: test.fullTitle(), error: describe(error) });
      process.stdout.write(`  FAIL  ${test.fullTitle()}\n`);
    });
    runner.once("end", () => {
      results.files = [...files];
      const output = options.reporterOptions?.output;
      if (!output) return;
      writeFileSync(`${output}.part`, JSON.stringify(results));
      renameSync(`${output}.part`, output);
    });
  }
};

/**
 * What took long is where a stage's time goes.
 * @param {import("mocha").Runnable} runnable
 */
function took({ duration = 0 }) {
  return duration < 1_000 ? "" : ` (${(duration / 1_000).toFixed(1)} s)`;
}

/** @param {Error & { expected?: unknown, actual?: unknown, showDiff?: boolean }} error */
function describe(error) {
  const text = error?.stack ?? String(error);
  if (error?.showDiff === false || !("expected" in Object(error))) return text;
  const shown = (/** @type {unknown} */ value) =>
    typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
  // Node's own assertion messages already hold the difference.
  return text.includes("expected")
    ? text
    : `${text}\nexpected: ${shown(error.expected)}\nactual: ${shown(error.actual)}`;
}
