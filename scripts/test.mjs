/**
 * `npm test`, and with stage names as arguments only these. Installs what is missing, runs every stage even after a
 * failure, prints failures in full and ends with one line: `N passed, N failed`.
 */
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { agentProgram, npmAgents } from "./lib/agentTools.mjs";
import { bundleEditorSuite, editorTestFiles, runInEmbeddedVscode } from "./lib/editorSuite.mjs";
import { withSecondTry } from "./lib/lateTests.mjs";
import { mochaStage, outcomeOf, stageFolders } from "./lib/mochaStage.mjs";
import { run } from "./lib/processes.mjs";
import { runMain, SetupError, seconds } from "./lib/progress.mjs";
import { ensureDependencies, nodeScript, packagedExtension, root } from "./lib/project.mjs";
import { chromium, claudeCode, nodeForVscode, vscodeServer } from "./lib/tools.mjs";

/**
 * @typedef {import("./lib/mochaStage.mjs").Outcome} Outcome
 * @typedef {object} Stage
 * @property {string} name
 * @property {boolean} [needsBuild] the packaged extension must be there
 * @property {boolean} [onRequest] only run when it is named, since it takes long
 * @property {() => Promise<Outcome>} run
 */

/** A real agent on a busy machine; the whole table of all agents takes about half an hour. */
const agentTimes = { timeoutMs: 240_000, deadlineMs: 90 * 60_000, secondTry: true };

/** About half of the time of a stage whose tests mostly wait; each file has homes, programs and ports of its own. */
const besideInProcess = ["failClosed", "audit.test.ts", "auditCrash.test.ts", "load.test.ts"].map((name) =>
  join(stageFolders.process[0] ?? "", name),
);
const besideInE2e = ["activity", "fileChanges", "mcpProxy", "nobodyAnswers", "oneQuestion", "review"].map((name) =>
  join(stageFolders.e2e[0] ?? "", `${name}.test.ts`),
);

/** @type {readonly Stage[]} */
const stages = [
  { name: "types", run: () => checks([nodeCheck("tsc -p ."), nodeCheck("tsc -p src/core")]) },
  { name: "lint", run: () => checks([nodeCheck("biome check")]) },
  { name: "build", run: () => checks([{ title: "the extension is built and packaged", run: packagedExtension }]) },
  { name: "unit", run: () => mochaStage(stageFolders.unit, { timeoutMs: 20_000 }) },
  { name: "corpus", run: () => mochaStage(stageFolders.corpus, { timeoutMs: 60_000 }) },
  { name: "fuzz", run: () => mochaStage(stageFolders.fuzz, { timeoutMs: 300_000 }) },
  { name: "meta", needsBuild: true, run: () => mochaStage(stageFolders.meta, { timeoutMs: 60_000 }) },
  {
    name: "process",
    needsBuild: true,
    run: () => withTools(() => builtStage(stageFolders.process, { timeoutMs: 60_000, beside: besideInProcess })),
  },
  { name: "editor", needsBuild: true, run: () => withTools(editorStage) },
  {
    name: "few-agents",
    needsBuild: true,
    run: () => withAgents(["codex", "gemini", "qwen"], () => mochaStage(stageFolders.fewAgents, agentTimes)),
  },
  {
    name: "agents",
    needsBuild: true,
    onRequest: true,
    run: () => withTools(() => withAgents(Object.keys(npmAgents), () => mochaStage(stageFolders.agents, agentTimes))),
  },
  {
    name: "relay-arm64",
    needsBuild: true,
    onRequest: true,
    run: emulatedRelay,
  },
  {
    name: "e2e",
    needsBuild: true,
    run: () => withTools(() => builtStage(stageFolders.e2e, { timeoutMs: 180_000, beside: besideInE2e })),
  },
  {
    name: "e2e-long",
    needsBuild: true,
    onRequest: true,
    run: () => withTools(() => builtStage(stageFolders.e2eLong, { timeoutMs: 600_000, deadlineMs: 60 * 60_000 })),
  },
];

await runMain(async () => {
  const begun = Date.now();
  const wanted = chosenStages(process.argv.slice(2));
  await ensureDependencies();
  /** @type {Outcome} */
  const total = { passed: 0, failures: [] };
  /** @type {string[]} */
  const timings = [];
  for (const stage of wanted) {
    const stageBegun = Date.now();
    process.stdout.write(`\n== ${stage.name}\n`);
    const { passed, failures, late = [] } = await runStage(stage);
    total.passed += passed;
    for (const title of late) process.stdout.write(`  late  ${title} (passed on its second try)\n`);
    total.failures.push(...failures.map(({ title, error }) => ({ title: `${stage.name}: ${title}`, error })));
    timings.push(
      `${stage.name} ${seconds(stageBegun)}: ${passed} passed, ${failures.length} failed${late.length === 0 ? "" : `, ${late.length} of them on a second try: ${late.join("; ")}`}`,
    );
  }
  for (const { title, error } of total.failures) process.stdout.write(`\nFAILED ${title}\n${indented(error)}\n`);
  process.stdout.write(`\n${timings.join("\n")}\nAll stages: ${seconds(begun)}\n`);
  process.stdout.write(`${total.passed} passed, ${total.failures.length} failed\n`);
  return total.failures.length === 0 ? 0 : 1;
});

/** @param {readonly string[]} names */
function chosenStages(names) {
  const unknown = names.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown !== undefined) {
    throw new SetupError(`There is no stage "${unknown}".`, `use one of: ${stages.map(({ name }) => name).join(", ")}`);
  }
  return names.length === 0
    ? stages.filter(({ onRequest }) => !onRequest)
    : stages.filter(({ name }) => names.includes(name));
}

/**
 * @param {Stage} stage
 * @returns {Promise<Outcome>} a stage that cannot run counts as one failure
 */
async function runStage(stage) {
  try {
    if (stage.needsBuild) await packagedExtension();
    return await stage.run();
  } catch (error) {
    const text = error instanceof SetupError ? error.message : (error instanceof Error && error.stack) || String(error);
    return { passed: 0, failures: [{ title: "the stage could not run", error: text }] };
  }
}

/**
 * Tests that drive the built programs, in two processes: neither may build them while the other one runs them.
 * @param {readonly string[]} folders
 * @param {import("./lib/mochaStage.mjs").StageOptions} options
 */
async function builtStage(folders, options) {
  await nodeScript([
    "esbuild.mjs",
    "hook.js",
    "proxy.js",
    "sqlParser.js",
    "unattended.js",
    "uninstall.js",
    "cli.js",
    "everyCommand.js",
  ]);
  return mochaStage(folders, { ...options, secondTry: true, built: true });
}

/**
 * Fetches the real programs before the first test that uses them, so that no test's time is spent on it.
 * @template T
 * @param {() => Promise<T>} work
 */
async function withTools(work) {
  await nodeForVscode();
  await vscodeServer();
  await claudeCode();
  await chromium();
  return work();
}

/**
 * Fetches real agents before the first test that uses them.
 * @template T
 * @param {readonly string[]} ids
 * @param {() => Promise<T>} work
 */
async function withAgents(ids, work) {
  await nodeForVscode();
  await claudeCode();
  for (const id of ids) await agentProgram(id);
  return work();
}

/** The rows of the hook's fault table that are not about a program's own bytes, by the native relay for arm64. */
async function emulatedRelay() {
  for (const program of ["aarch64-linux-gnu-gcc", "qemu-aarch64"]) {
    if (!existsSync(join("/usr/bin", program))) {
      throw new SetupError(
        `There is no ${program}.`,
        "apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user",
      );
    }
  }
  process.env.COUNTERSIGN_RELAY = "arm64";
  const names = ["call", "machine", "passes", "unattended", "window"].map((name) => `${name}.test.ts`);
  const files = names.map((name) => join(stageFolders.process[0] ?? "", "failClosed", name));
  return builtStage(files, { timeoutMs: 120_000 });
}

/**
 * @param {readonly { title: string, run: () => Promise<unknown> }[]} list
 * @returns {Promise<Outcome>}
 */
async function checks(list) {
  /** @type {Outcome} */
  const outcome = { passed: 0, failures: [] };
  for (const { title, run: check } of list) {
    try {
      await check();
      outcome.passed += 1;
      process.stdout.write(`  ok    ${title}\n`);
    } catch (error) {
      process.stdout.write(`  FAIL  ${title}\n`);
      outcome.failures.push({ title, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return outcome;
}

/**
 * A check made by a program of node_modules: it holds when the program exits with 0.
 * @param {string} line such as `tsc -p .`
 */
function nodeCheck(line) {
  const [program = "", ...args] = line.split(" ");
  return {
    title: line,
    run: async () => {
      const script = { tsc: "typescript/bin/tsc", biome: "@biomejs/biome/bin/biome" }[program] ?? program;
      const outcome = await run(process.execPath, [join("node_modules", script), ...args], {
        cwd: root,
        deadlineMs: 5 * 60_000,
      });
      if (outcome.code !== 0) throw new Error(`${outcome.stdout}\n${outcome.stderr}`.trim());
    },
  };
}

async function editorStage() {
  await bundleEditorSuite();
  await mkdir(join(root, "out"), { recursive: true });
  const results = await withSecondTry(await runInEmbeddedVscode(), runInEmbeddedVscode);
  // The extension host's own output is not ours to see, so its tests are listed once they have ended.
  for (const title of results.passed) process.stdout.write(`  ok    ${title}\n`);
  for (const { title } of results.failures) process.stdout.write(`  FAIL  ${title}\n`);
  return { ...outcomeOf(results, await editorTestFiles()), late: results.late };
}

/** @param {string} text */
function indented(text) {
  return text
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}
