/**
 * OpenCode 1.18.33 (seen 2026-11-21, 2026-11-25): a plugin file of our own in the user's configuration folder, where no
 * repository and no folder trust can switch it off. A plugin that cannot be loaded is skipped by OpenCode without a
 * word, so it is written without a single package and never fails while it loads.
 */
import type { HookInstall } from "../hookInstall.ts";
import { ownFile } from "../ownFile.ts";
import { holdProgram, type PluginOptions, pluginHeader, pluginPatienceMs } from "../pluginProgram.ts";

export const opencodeInstall: HookInstall = {
  source: "opencode-plugin",
  title: "OpenCode",
  agents: ["opencode"],
  path: [".config", "opencode", "plugin", "countersign.js"],
  ...ownFile((launcher, windows) =>
    opencodePlugin("opencode", { launcher, windows, source: "opencode-plugin", patienceMs: pluginPatienceMs }),
  ),
};

/** `tool.execute.before` runs before OpenCode's own permission check and has no time limit; throwing denies the call. */
export function opencodePlugin(agent: "opencode" | "kilo", options: PluginOptions): string {
  return `${pluginHeader(options.launcher)}
${holdProgram(options)}
async function server({ directory }) {
  // Tells the editor that the gate is live; what comes of it changes nothing.
  hold({ plugin: "${agent}", event: "start", cwd: directory }).catch(() => {});
  return {
    "tool.execute.before": async ({ tool, sessionID, callID }, output) => {
      const asked = JSON.stringify(output.args);
      await hold({ plugin: "${agent}", tool, sessionId: sessionID, callId: callID, cwd: directory, args: output.args });
      if (JSON.stringify(output.args) !== asked) {
        throw new Error("Countersign stopped this action: it was changed while it was being decided.");
      }
    },
    // Told in passing: what comes of it changes nothing, and nobody waits for it.
    "tool.execute.after": async ({ tool, sessionID, callID, args }, output) => {
      const exit = output?.metadata?.exit;
      const failed = typeof exit === "number" && exit !== 0;
      const call = { plugin: "${agent}", tool, sessionId: sessionID, callId: callID, cwd: directory, args };
      hold({ ...call, event: "after", failed }).catch(() => {});
    },
  };
}

export default { id: "countersign", server };
`;
}
