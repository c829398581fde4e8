/**
 * What the scripts say while they work: one line a step, on stderr, so that stdout stays for results.
 */

/** Something a person has to do before the scripts can go on. `remedy` is the command that does it. */
export class SetupError extends Error {
  /**
   * @param {string} what what is missing or went wrong
   * @param {string} remedy a command to run, or a sentence saying what to do
   */
  constructor(what, remedy) {
    super(`${what}\n  What to do: ${remedy}`);
    this.name = "SetupError";
  }
}

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Runs one step and says how long it took. While it runs, a line every fifteen seconds says that it still does.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const begun = Date.now();
  say(`${title} …`);
  const reminder = setInterval(() => say(`${title} … ${seconds(begun)} so far`), 15_000);
  try {
    const result = await work();
    say(`${title}: done in ${seconds(begun)}`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}

/**
 * @param {number} begun milliseconds since the epoch
 * @returns {string} the time passed since then, such as `1.4 s`
 */
export function seconds(begun) {
  return `${((Date.now() - begun) / 1000).toFixed(1)} s`;
}

/**
 * Runs a script's main function: a SetupError is printed without a stack, any other error with it; both end with 1.
 * @param {() => Promise<number>} main returns the exit code
 * @returns {Promise<never>}
 */
export async function runMain(main) {
  try {
    process.exit(await main());
  } catch (error) {
    say(error instanceof SetupError ? `\n${error.message}` : `\n${error instanceof Error ? error.stack : error}`);
    process.exit(1);
  }
}
