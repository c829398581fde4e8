/** Kilo Code 7.7.7, CLI and VS Code extension, both on OpenCode's server (seen 2026-11-21, 2026-11-25): the same plugin. */
import type { HookInstall } from "../hookInstall.ts";
import { opencodePlugin } from "../opencode/install.ts";
import { ownFile } from "../ownFile.ts";
import { pluginPatienceMs } from "../pluginProgram.ts";

export const kiloInstall: HookInstall = {
  source: "kilo-plugin",
  title: "Kilo Code",
  agents: ["kilo"],
  path: [".config", "kilo", "plugin", "countersign.js"],
  ...ownFile((launcher, windows) =>
    opencodePlugin("kilo", { launcher, windows, source: "kilo-plugin", patienceMs: pluginPatienceMs }),
  ),
};
