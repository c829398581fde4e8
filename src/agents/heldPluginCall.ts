/** The call as our own plugins describe it to the hook: one shape for every agent that is held by a plugin. */
import type { Action } from "../core/model/action.ts";
import type { HeldCall } from "../core/model/heldCall.ts";
import { type HookAgent, passThrough } from "./hookAgent.ts";
import { fieldsOf, optional, readTool, type ToolReader, text, withContext } from "./payload.ts";

export interface PluginAgent {
  readonly id: HookAgent["id"];
  readonly title: string;
  readonly readers: Readonly<Record<string, ToolReader>>;
  /** How the agent names a server's tool; undefined: the name is none of a server. */
  serverTool(name: string): { readonly server: string; readonly tool: string } | undefined;
}

/**
 * The adapter of an agent that a plugin holds. The plugin reads the exit code and shows the model what stderr says;
 * it never tells the agent to allow, so the agent's own rules hold after ours.
 */
export function pluginAgent(agent: PluginAgent): HookAgent {
  return {
    id: agent.id,
    title: agent.title,
    readPayload: (payload) => readCall(payload, agent),
    allow: () => passThrough,
    deny: (_call, reason) => ({ stdout: "", stderr: `${reason}\n`, exitCode: 2 }),
  };
}

function readCall(payload: unknown, agent: PluginAgent): HeldCall | undefined {
  const fields = fieldsOf(payload);
  if (fields?.plugin !== agent.id) return undefined;
  const tool = text(fields.tool);
  const cwd = text(fields.cwd);
  const started = fields.event === "start";
  const event = started ? "other" : fields.event === "after" ? "post-tool" : "pre-tool";
  if (!started && tool === undefined) return undefined;
  return {
    agent: agent.id,
    event,
    tool: tool ?? "start",
    actions: started ? [] : withContext(actionsOf(tool ?? "", fields.args, cwd, agent), agent.id, cwd),
    ...optional("sessionId", text(fields.sessionId)),
    ...optional("callId", text(fields.callId)),
    ...optional("cwd", cwd),
    ...optional("subagent", text(fields.subagent)),
    // A call that fails in OpenCode and Kilo is not told (1.18.33, 7.7.7; seen 2026-11-25).
    ...(event === "post-tool" ? ({ became: fields.failed === true ? "failed" : "done" } as const) : {}),
    ...(typeof fields.durationMs === "number" ? { durationMs: fields.durationMs } : {}),
  };
}

function actionsOf(tool: string, args: unknown, cwd: string | undefined, agent: PluginAgent): readonly Action[] {
  if (!Object.hasOwn(agent.readers, tool)) {
    const named = agent.serverTool(tool);
    if (named) return [{ kind: "mcp_call", ...named, args }];
  }
  return readTool(agent.readers, tool, args, cwd);
}
