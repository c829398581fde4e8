/** The tree's rows for Gemini CLI: one for each tool, each rule that narrows one, and each known tool of a server. */
import type { Effect } from "../../core/model/effect.ts";
import type { Grant, ServerPermissions } from "../../core/model/permission.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { judge, type ToolCall } from "./judge.ts";
import type { Policy, PolicyRule } from "./policy.ts";
import type { GeminiSettings } from "./settings.ts";

const tools: readonly (readonly [tool: string, effects: readonly Effect[]])[] = [
  ["run_shell_command", ["run-code"]],
  ["write_file", ["write-files"]],
  ["replace", ["write-files"]],
  ["read_file", ["read-files"]],
  ["grep_search", ["read-files"]],
  ["web_fetch", ["fetch-network"]],
  ["google_web_search", ["read-untrusted"]],
  ["invoke_agent", ["delegate"]],
];

const words = { allow: "allow", ask_user: "ask", deny: "deny" } as const;

export function grantsOf(settings: GeminiSettings, policy: Policy, servers: readonly ServerPermissions[]): Grant[] {
  const plain = {
    ...policy,
    rules: policy.rules.filter((rule) => !rule.prefixes && rule.pattern === undefined && !rule.unclear),
  };
  const narrowed = policy.rules.filter((rule) => rule.prefixes !== undefined || rule.pattern !== undefined);
  return [
    ...tools.map(([tool, effects]) => row({ tool }, effects, settings, plain)),
    ...narrowed.map(ruleGrant),
    ...servers.filter(({ state }) => state === "enabled").flatMap((server) => serverGrants(server, settings, plain)),
  ];
}

function row(
  call: ToolCall,
  effects: readonly Effect[],
  settings: GeminiSettings,
  policy: Policy,
  note?: string,
): Grant {
  // Not a command: what is known as harmless by itself is told in the note.
  const { outcome, by } = judge(call, settings, policy);
  const shell = call.tool === "run_shell_command" && outcome === "ask";
  const said =
    note ??
    (shell ? "Commands known as harmless, such as ls and cat in the workspace, run without asking." : undefined);
  return {
    decision: outcome === "ask" || outcome === "deny" ? outcome : "allow",
    effects,
    tool: call.tool,
    source: by,
    overrides: [],
    ...(said === undefined ? {} : { note: said }),
  };
}

function ruleGrant({ tool, prefixes, pattern, decision, source }: PolicyRule): Grant {
  return {
    decision: words[decision],
    effects: tools.find(([name]) => name === tool)?.[1] ?? ["run-code"],
    tool,
    specifier: prefixes?.join(", ") ?? pattern ?? "",
    source,
    overrides: [defaultProvenance("the tool's own default")],
  };
}

function serverGrants({ name, tools: known }: ServerPermissions, settings: GeminiSettings, policy: Policy): Grant[] {
  const call = (tool: string) => ({ tool: `mcp_${name}_${tool}`, server: name });
  if (known.length > 0) return known.map((tool) => row(call(tool.name), tool.effects, settings, policy));
  const note = "Its tools are not defined in this workspace, so what they do is not known here.";
  return [row(call("*"), ["read-untrusted"], settings, policy, note)];
}
