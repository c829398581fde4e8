/** A real VS Code server, started with a home and data folder of its own. */
import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { end, run, start } from "./processes.mjs";
import { nodeForVscode, vscodeServer } from "./tools.mjs";

const startPatienceMs = 60_000;

/**
 * @typedef {object} VscodeOptions
 * @property {string} home the home folder VS Code and every agent in it sees
 * @property {string} data server data: settings, extensions, logs
 * @property {Readonly<Record<string, unknown>>} [settings] user settings, over those of a quiet editor
 * @property {string} [modelUrl] a model server that VS Code's own chat is set up with
 * @property {readonly string[]} [extensions] `.vsix` files, installed as a user would
 * @property {readonly string[]} [flags] more command line flags of the server
 * @property {number} [port] 0 or absent: any free port
 * @property {readonly string[]} [prefix] words before its own command line
 * @property {Readonly<NodeJS.ProcessEnv>} [env] more environment for it and everything it starts
 */

/**
 * @typedef {object} VscodeServer
 * @property {string} url such as `http://127.0.0.1:8123`
 * @property {number} pid
 * @property {() => string} log everything it printed
 * @property {Promise<void>} ended resolves when the process is gone
 * @property {(file: string) => Promise<void>} install puts a `.vsix` into it while it runs, over what is there
 * @property {() => Promise<void>} end
 */

/**
 * The name under which the scripted model appears in VS Code's model picker.
 */
export const modelName = "Scripted model";

/**
 * @param {VscodeOptions} options
 * @returns {Promise<VscodeServer>} once it listens
 */
export async function startVscode(options) {
  const node = await nodeForVscode();
  await prepareUserData(options);
  const words = [...(options.prefix ?? []), node, ...(await serverArguments(options))];
  const child = start(words[0] ?? node, words.slice(1), {
    stdio: ["ignore", "pipe", "pipe"],
    cwd: options.home,
    env: serverEnvironment(node, options),
  });
  const log = logOf(child);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  try {
    const [, port] = await printed(child, log, /agent listening on (\d+)/, "did not listen");
    for (const file of options.extensions ?? []) {
      const installed = new RegExp(
        `Extension '${basename(file).replaceAll(".", "\\.")}' .*(was successfully|already) installed`,
      );
      await printed(child, log, installed, `did not install ${file}`);
    }
    return {
      url: `http://127.0.0.1:${port}`,
      pid: child.pid ?? 0,
      log,
      ended: ended.then(() => undefined),
      install: (file) => install(node, options, file),
      end: () => end(child),
    };
  } catch (error) {
    await end(child);
    throw error;
  }
}

/**
 * @param {string} node
 * @param {VscodeOptions} options
 * @param {string} file
 */
async function install(node, options, file) {
  const words = ["--install-extension", file, "--force", "--server-data-dir", options.data];
  const { code, stdout, stderr } = await run(node, [join(await vscodeServer(), "out", "server-main.js"), ...words], {
    cwd: options.home,
    env: serverEnvironment(node, options),
    deadlineMs: startPatienceMs,
  });
  if (code !== 0) throw new Error(`${file} could not be installed: ${stdout}${stderr}`);
}

/** @param {VscodeOptions} options */
async function serverArguments(options) {
  const install = (options.extensions ?? []).flatMap((file) => ["--install-extension", file]);
  return [
    join(await vscodeServer(), "out", "server-main.js"),
    ...["--host", "127.0.0.1", "--port", String(options.port ?? 0), "--without-connection-token"],
    ...["--accept-server-license-terms", "--telemetry-level", "off", "--server-data-dir", options.data],
    ...(install.length > 0 ? [...install, "--force", "--start-server"] : []),
    ...(options.flags ?? []),
  ];
}

/**
 * Only what a program needs to run: what the person who starts us has in the environment (keys, agents' settings) must
 * not reach the agents of a demo or a test.
 * @param {string} node
 * @param {VscodeOptions} options
 */
function serverEnvironment(node, options) {
  const kept = ["LANG", "LC_ALL", "TZ", "USER", "LOGNAME", "SHELL", "SYSTEMROOT", "COMSPEC", "PATHEXT", "WINDIR"];
  const inherited = Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  const path = [dirname(node), process.env.PATH ?? ""].join(process.platform === "win32" ? ";" : ":");
  return { ...inherited, PATH: path, HOME: options.home, USERPROFILE: options.home, TERM: "xterm", ...options.env };
}

/** @param {VscodeOptions} options */
async function prepareUserData(options) {
  await mkdir(options.home, { recursive: true });
  await fillUserData(join(options.data, "data"), options);
}

/**
 * The settings of a quiet editor, and the scripted model, in a folder of user data.
 * @param {string} folder
 * @param {Pick<VscodeOptions, "settings" | "modelUrl">} options
 */
export async function fillUserData(folder, options) {
  const user = join(folder, "User");
  await mkdir(user, { recursive: true });
  const settings = { ...quietSettings, ...options.settings };
  await writeFile(join(user, "settings.json"), JSON.stringify(settings, undefined, 2));
  if (options.modelUrl) {
    const models = JSON.stringify(languageModels(options.modelUrl), undefined, 2);
    await writeFile(join(user, "chatLanguageModels.json"), models);
  }
}

const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "window.dialogStyle": "custom",
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "git.enabled": false,
  // Without this the chat asks which model shall write titles and summaries.
  "chat.byokUtilityModelDefault": "mainAgent",
};

/**
 * VS Code's "Custom Endpoint" provider: a model of one's own needs no account (seen in VS Code 1.139.1, 2026-11-21).
 * @param {string} url
 */
function languageModels(url) {
  const model = {
    id: "scripted",
    name: modelName,
    url: `${url}/v1/chat/completions`,
    toolCalling: true,
    vision: false,
    maxInputTokens: 100_000,
    maxOutputTokens: 8_000,
  };
  return [{ vendor: "customendpoint", name: "Loopback", apiKey: "none", apiType: "chat-completions", models: [model] }];
}

/**
 * Collects what a program prints, without what is normal for a VS Code whose native modules are not compiled.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {() => string}
 */
function logOf(child) {
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      log += text;
    });
  }
  return () =>
    log.replace(/^Error: Could not locate the bindings file[\s\S]*?^ {2}\]\n\}$/gm, "").replace(/\n{2,}/g, "\n");
}

/**
 * Waits until a program has printed something.
 * @param {import("node:child_process").ChildProcess} child
 * @param {() => string} log
 * @param {RegExp} pattern
 * @param {string} otherwise what to say if it does not come
 * @returns {Promise<RegExpExecArray>}
 */
async function printed(child, log, pattern, otherwise) {
  const deadline = Date.now() + startPatienceMs;
  for (;;) {
    const match = pattern.exec(log());
    if (match) return match;
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      throw new Error(`VS Code ${otherwise}. It printed:\n${log().slice(-3000)}`);
    }
    await delay(20);
  }
}
