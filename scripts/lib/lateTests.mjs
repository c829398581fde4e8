/**
 * Tests that drive real programs wait for them, and a busy machine can be slower than any patience. What only came too
 * late is tried once more, alone; what did the wrong thing is not. Tests that needed it are named in the report.
 */

/** @typedef {import("./mochaReporter.cjs").Results} Results */

/** How the ways of waiting in these tests say that patience ran out: our own `eventually`, Playwright's and Mocha's. */
const outOfPatience =
  /^(?:Error: Not within \d+ ms:|(?:\w+\.)?\w*: ?Timeout \d+ms exceeded|TimeoutError:|Error: Timeout of \d+ms exceeded)/;

/** More than this many late tests are no accident of the machine. */
const mostLate = 5;

/** Mocha names a hook that failed after the test it ran for; its suite is what can be run again. */
const hookTitle = /^(.*?) ?"(?:before|after) (?:all|each)" hook\b.*$/;

/**
 * Runs what came too late once more.
 * @param {Results} first
 * @param {(pattern: string) => Promise<Results>} runOnly runs the tests whose full title matches the regular expression
 * @returns {Promise<Results & { late: string[] }>} with `late`, the titles that passed on the second try only
 */
export async function withSecondTry(first, runOnly) {
  const late = first.failures.filter(({ error }) => outOfPatience.test(error));
  if (late.length === 0 || late.length > mostLate) return { ...first, late: [] };
  const second = await runOnly(late.map(({ title }) => patternOf(title)).join("|"));
  const before = new Set(first.passed);
  const passedNow = second.passed.filter((title) => !before.has(title));
  return {
    passed: [...first.passed, ...passedNow],
    pending: first.pending + second.pending,
    failures: [...first.failures.filter((failure) => !late.includes(failure)), ...failuresAgain(late, second)],
    files: [...new Set([...first.files, ...second.files])],
    late: passedNow,
  };
}

/**
 * A late test that did not run the second time has still failed.
 * @param {Results["failures"]} late
 * @param {Results} second
 */
function failuresAgain(late, second) {
  const ran = new RegExp(late.map(({ title }) => patternOf(title)).join("|"));
  const unseen = late.filter(({ title }) => {
    const again = new RegExp(patternOf(title));
    return ![...second.passed, ...second.failures.map((failure) => failure.title)].some((name) => again.test(name));
  });
  return [...second.failures.filter(({ title }) => ran.test(title) || hookTitle.test(title)), ...unseen];
}

/** @param {string} title */
function patternOf(title) {
  const suite = hookTitle.exec(title)?.[1];
  return suite === undefined ? `^${escaped(title)}$` : `^${escaped(suite)}`;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
