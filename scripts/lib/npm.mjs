/** Calls to npm, with its warnings kept out of sight unless it fails. */
import { run } from "./processes.mjs";
import { SetupError } from "./progress.mjs";

const deadlineMs = 15 * 60_000;

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<string>} what it printed on stdout
 */
export async function npm(args, cwd) {
  const windows = process.platform === "win32";
  const outcome = await run(windows ? "npm.cmd" : "npm", args, { cwd, env: cleanEnv(), deadlineMs, shell: windows });
  if (outcome.code === 0) return outcome.stdout;
  const why = outcome.timedOut ? "took too long" : `failed (exit ${outcome.code})`;
  throw new SetupError(
    `npm ${args.join(" ")} ${why} in ${cwd}:\n${essence(outcome.stderr)}`,
    "check that the npm registry can be reached (npm ping), then run the same command again",
  );
}

/**
 * Installs packages at exact versions into a folder of their own, without running any install script.
 * @param {readonly string[]} packages such as `left-pad@1.0.0`
 * @param {string} folder
 */
export async function installPackages(packages, folder) {
  await npm(["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", ...packages], folder);
}

/** npm says what is wrong first and explains its options at length after that. @param {string} text */
function essence(text) {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("npm warn"));
  return lines.slice(0, 15).join("\n");
}

/** npm sets variables for the scripts it runs; a nested npm that inherited them would work on the outer project. */
function cleanEnv() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(lifecycle|package|config_(prefix|local_prefix|global))/i.test(name),
    ),
  );
}
