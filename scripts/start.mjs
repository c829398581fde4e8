/**
 * `npm start`: the product on its demo, in a real VS Code, from a clean clone.
 *
 *   npm start                  embedded VS Code, to be opened in any browser
 *   npm start -- --desktop     the `code` on PATH
 *   npm start -- --port 8200   another port
 *   npm start -- --no-open     print the address only
 *   npm start -- --check       start, wait until the workbench answers, stop (used by tests)
 */
import { createServer } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cacheFolder, exists } from "./lib/cache.mjs";
import { demoScene } from "./lib/demoScene.mjs";
import { isEnding, run } from "./lib/processes.mjs";
import { runMain, SetupError, say, step } from "./lib/progress.mjs";
import { ensureDependencies, packagedExtension, packagedGuide, root } from "./lib/project.mjs";
import { findOnPath } from "./lib/tools.mjs";
import { startVscode } from "./lib/vscode.mjs";

/** The browser keeps part of VS Code's state by address, so a second start should have the same one. */
const usualPort = 8431;

await runMain(async () => {
  const options = readOptions();
  await ensureDependencies();
  const vsix = await packagedExtension();
  await printReview();
  if (options.desktop) return openDesktop(vsix);
  return openEmbedded(vsix, options);
});

/**
 * @param {string} vsix
 * @param {{ port: number | undefined, open: boolean, check: boolean }} options
 */
async function openEmbedded(vsix, { port, open, check }) {
  const model = await startDemoModel();
  const folder = join(cacheFolder(), "start");
  const guide = await packagedGuide();
  const server = await step("Starting VS Code", async () =>
    startVscode({
      home: join(folder, "home"),
      data: join(folder, "data"),
      extensions: [vsix, guide],
      flags: ["--disable-workspace-trust"],
      // The demo's libraries are not installed; without this TypeScript's complaints would hide what is to be seen.
      settings: { "typescript.validate.enable": false },
      modelUrl: model.url,
      port: port ?? (check ? 0 : await usualPortOrAny()),
    }),
  );
  const address = `${server.url}/?folder=${encodeURIComponent(join(root, "demo"))}`;
  await waitForWorkbench(address);
  if (check) {
    process.stdout.write(`The workbench answers at ${address}\n`);
    await server.end();
    await model.end();
    return 0;
  }
  printGuide(address);
  if (open) await openBrowser(address);
  await server.ended;
  // After Ctrl+C the signal's handler ends this process as soon as everything else has ended.
  if (isEnding()) return new Promise(() => {});
  throw new SetupError(`VS Code ended by itself. It printed:\n${server.log().slice(-3000)}`, "npm start");
}

/** @param {string} vsix */
async function openDesktop(vsix) {
  const code = await findOnPath(["code", "code-insiders", "codium"]);
  if (!code) {
    throw new SetupError(
      "There is no `code` on PATH.",
      "in VS Code run \"Shell Command: Install 'code' command in PATH\", or use npm start without --desktop",
    );
  }
  const shell = process.platform === "win32";
  await step("Installing the extension into your VS Code", async () => {
    const outcome = await run(code, ["--install-extension", vsix, "--force"], { deadlineMs: 120_000, shell });
    if (outcome.code !== 0) throw new SetupError(`${code} failed:\n${outcome.stderr}`, "see the message above");
  });
  await run(code, [join(root, "demo")], { deadlineMs: 60_000, shell });
  process.stdout.write("\nVS Code opens the demo. Countersign is now one of your extensions; uninstall it there.\n");
  return 0;
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        desktop: { type: "boolean", default: false },
        port: { type: "string" },
        "no-open": { type: "boolean", default: false },
        check: { type: "boolean", default: false },
      },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
      throw new Error(`${values.port} is not a port`);
    }
    return { desktop: values.desktop, port, open: !values["no-open"], check: values.check };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SetupError(why, "npm start -- [--desktop] [--port N] [--no-open] [--check]");
  }
}

/** The model is TypeScript, shared with the tests; tsx is there once the dependencies are. */
async function startDemoModel() {
  const { tsImport } = await import("tsx/esm/api");
  /** @type {typeof import("../test/support/model.ts")} */
  const { startModel } = await tsImport("../test/support/model.ts", import.meta.url);
  const model = await startModel();
  model.play(demoScene);
  return model;
}

/** Findings make the command line exit with 1, which is what the demo is for. */
async function printReview() {
  if (!(await exists(join(root, "dist", "cli.js")))) return;
  const args = [join("dist", "cli.js"), "review", "demo"];
  const outcome = await run(process.execPath, args, { cwd: root, deadlineMs: 60_000 });
  process.stdout.write(`\n$ countersign review demo\n${outcome.stdout}${outcome.stderr}\n`);
}

/** @param {string} address */
async function waitForWorkbench(address) {
  const response = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  const page = await response.text();
  if (!response.ok || !page.includes("workbench")) {
    throw new SetupError(`VS Code answered with status ${response.status} and no workbench.`, "npm start");
  }
}

/** @param {string} address */
function printGuide(address) {
  process.stdout.write(`
Countersign runs in a real VS Code. Open this address in a browser:

  ${address}

  1. Open servers/forum/server.ts: squiggles, and above each tool a line that says what it can do.
  2. Click the Countersign icon in the activity bar: what each agent may do without asking.
  3. The chat on the right has a prompt typed for you (it appears after some seconds). Press Enter in it.
     An agent posts to a forum and deletes files. Both are held: nothing happens until you decide, and Enter denies.

A scripted model on this machine plays the agent, so no account is needed and nothing leaves the machine.
This VS Code has its own home and settings in ${join(cacheFolder(), "start")}.
Ctrl+C ends everything.
`);
}

/** Opens the address when a person with a screen is there; the address is printed in any case. */
async function openBrowser(/** @type {string} */ address) {
  if (!process.stdout.isTTY) return;
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  const opener = { darwin: "open", win32: "explorer" }[/** @type {string} */ (process.platform)] ?? "xdg-open";
  if (!(await findOnPath([opener]))) return;
  await run(opener, [address], { deadlineMs: 10_000 }).catch(() => say("The browser could not be opened by itself."));
}

/** @returns {Promise<number>} 0 means any free port */
async function usualPortOrAny() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(0));
    probe.listen(usualPort, "127.0.0.1", () => probe.close(() => resolve(usualPort)));
  });
}
