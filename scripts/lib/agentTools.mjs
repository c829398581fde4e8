/**
 * The coding agents that the gate is proven against: each the real program, from the npm registry, at the version the
 * facts of its adapter were seen on. A table, so that one more agent is one more row.
 */
import { access } from "node:fs/promises";
import { join } from "node:path";
import { cached } from "./cache.mjs";
import { installPackages } from "./npm.mjs";
import { SetupError } from "./progress.mjs";
import { claudeCode, nodeForVscode } from "./tools.mjs";

/**
 * @typedef {object} NpmAgent
 * @property {string} title
 * @property {string} name of the npm package
 * @property {string} version
 * @property {string} script the program's JavaScript entry, below the package; for a native program its path below the
 *   package of this platform
 * @property {boolean} [native] the program is in `<name>-<platform>-<architecture>` and needs no Node
 */

/**
 * Agents that are Node programs, or whose Node entry starts a native one. By the id of their adapter.
 * @type {Readonly<Record<string, NpmAgent>>}
 */
export const npmAgents = {
  codex: { title: "Codex", name: "@openai/codex", version: "0.169.0", script: "bin/codex.js" },
  gemini: { title: "Gemini CLI", name: "@google/gemini-cli", version: "0.61.0", script: "bundle/gemini.js" },
  qwen: { title: "Qwen Code", name: "@qwen-code/qwen-code", version: "0.24.4", script: "cli-entry.js" },
  cline: { title: "Cline", name: "cline", version: "3.0.65", script: "bin/cline" },
  opencode: { title: "OpenCode", name: "opencode", version: "1.18.33", script: "bin/opencode", native: true },
  kilo: { title: "Kilo Code", name: "@kilocode/cli", version: "7.7.7", script: "bin/kilo", native: true },
  openclaw: { title: "OpenClaw", name: "openclaw", version: "2026.9.6", script: "openclaw.mjs" },
  "copilot-cli": { title: "Copilot CLI", name: "@github/copilot", version: "1.0.102", script: "npm-loader.js" },
};

/**
 * The words that start an agent: a program and its first arguments. Fetched once a machine.
 * @param {string} id
 * @returns {Promise<readonly string[]>}
 */
export async function agentProgram(id) {
  if (id === "claude-code") return [await claudeCode()];
  const agent = npmAgents[id];
  if (!agent) throw new Error(`No program is known for the agent "${id}".`);
  const { title, version, script } = agent;
  const name = agent.native ? `${agent.name}-${process.platform}-${process.arch}` : agent.name;
  const folder = await cached(id, version, `Fetching ${title} ${version}`, (place) =>
    installPackages([`${name}@${version}`], place),
  );
  const path = join(folder, "node_modules", name, script);
  await access(path).catch(() => {
    throw new SetupError(`${title} has no ${script} (${path} is missing).`, `rm -r ${folder}`);
  });
  return agent.native ? [path] : [await nodeForVscode(), path];
}
