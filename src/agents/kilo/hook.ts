/** Kilo Code 7.7.7, seen 2026-11-21 and 2026-11-25: OpenCode's tools. What it adds is not known, and asked. */
import { pluginAgent } from "../heldPluginCall.ts";
import type { HookAgent } from "../hookAgent.ts";
import { opencodeReaders, opencodeServerTool } from "../opencode/hook.ts";

/** A skill of Kilo may bring a shell command of its own. */
const { skill: _, ...readers } = opencodeReaders;

export const kiloHook: HookAgent = pluginAgent({
  id: "kilo",
  title: "Kilo Code",
  readers,
  serverTool: opencodeServerTool,
});
