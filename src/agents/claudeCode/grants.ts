/** The tree's rows for Claude Code: one for each tool, each effective rule with a specifier, and each known MCP tool. */
import type { Effect } from "../../core/model/effect.ts";
import type { Grant, Provenance, ServerPermissions } from "../../core/model/permission.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { judge, matches, type ToolUse } from "./judge.ts";
import type { Rule } from "./rule.ts";
import type { ClaudeSettings } from "./settings.ts";
import { shadowOf } from "./shadow.ts";
import { type BuiltInTool, builtInTool, builtInTools, editTools, mcpToolName } from "./tools.ts";

export function grantsOf(
  settings: ClaudeSettings,
  rules: readonly Rule[],
  servers: readonly ServerPermissions[],
): Grant[] {
  return [
    ...builtInTools
      .filter(({ offered }) => offered !== false)
      .filter((tool) => tool.name !== "PowerShell" || settings.place.platform === "win32")
      .flatMap((tool) => toolGrants(tool, settings, rules)),
    ...rules.flatMap((rule) => specifiedGrant(rule, settings, rules)),
    ...servers
      .filter((server) => server.state !== "disabled")
      .flatMap((server) => serverGrants(server, settings, rules)),
  ];
}

/** A part of a tool that its default treats apart, such as "inside the workspace". */
interface Part {
  readonly specifier: string | undefined;
  readonly decision: Grant["decision"];
  readonly source: Provenance;
  readonly effects?: readonly Effect[];
}

function toolGrants(tool: BuiltInTool, settings: ClaudeSettings, rules: readonly Rule[]): Grant[] {
  const own = rules.filter(
    (rule) => rule.specifier === undefined && (rule.tool === tool.name || (rule.tool === "*" && rule.list !== "allow")),
  );
  const parts = defaultParts(tool, settings);
  const decider = own.find((rule) => rule.list === "deny") ?? own.find((rule) => rule.list === "ask") ?? own[0];
  // An allow rule adds nothing where everything runs, and does not open plan mode to edits.
  const blocked =
    settings.mode.name === "bypassPermissions" || (settings.mode.name === "plan" && editTools.has(tool.name));
  if (!decider || (decider.list === "allow" && blocked)) return parts.map((part) => grantOf(tool, part, []));
  const overrides = [
    ...own.filter((rule) => rule !== decider).map((rule) => rule.source),
    ...parts.map((part) => part.source),
  ];
  const part = { specifier: undefined, decision: decisionOf(decider, settings), source: decider.source };
  return [grantOf(tool, part, overrides)];
}

function grantOf(tool: BuiltInTool, part: Part, overrides: readonly Provenance[]): Grant {
  const unproven = tool.proof === "assumed" ? ["Its default was not observed; the careful answer is shown."] : [];
  const note = [...(tool.note === undefined ? [] : [tool.note]), ...unproven].join(" ");
  return {
    decision: part.decision,
    effects: part.effects ?? tool.effects,
    tool: tool.name,
    ...(part.specifier === undefined ? {} : { specifier: part.specifier }),
    source: part.source,
    overrides,
    ...(note ? { note } : {}),
  };
}

/** What a rule comes to: where nobody may be asked, an ask rule denies. */
function decisionOf(rule: Rule, { mode, denyInsteadOfAsk }: ClaudeSettings): Grant["decision"] {
  return rule.list === "ask" && (mode.name === "dontAsk" || denyInsteadOfAsk) ? "deny" : rule.list;
}

function defaultParts(tool: BuiltInTool, settings: ClaudeSettings): Part[] {
  const { mode } = settings;
  const asks = asking(settings);
  const source = (text: string) => defaultProvenance(text);
  if (mode.name === "bypassPermissions") return [{ specifier: undefined, decision: "allow", source: mode.source }];
  switch (tool.default) {
    case "free":
      return [{ specifier: undefined, decision: "allow", source: source("runs without asking") }];
    case "ask":
      return [{ specifier: undefined, ...asks("asks unless a rule allows it") }];
    case "read":
      return [
        {
          specifier: "in the working folders",
          decision: "allow",
          source: source("files in the working folders are read without asking"),
        },
        { specifier: "elsewhere", ...asks("reading outside the working folders asks") },
      ];
    case "edit":
      if (mode.name !== "acceptEdits") return [{ specifier: undefined, ...asks("changing a file asks") }];
      return [
        { specifier: "in the working folders", decision: "allow", source: mode.source },
        { specifier: "elsewhere, and protected files", ...asks("changing such a file asks") },
      ];
    case "shell":
      return shellParts(settings, asks("a command asks unless it is read-only or a rule allows it"));
  }
}

function shellParts({ mode }: ClaudeSettings, rest: Pick<Part, "decision" | "source">): Part[] {
  const files: Part = {
    specifier: "mkdir, touch, rm, rmdir, mv, cp, sed in the working folders",
    decision: "allow",
    source: mode.source,
    effects: ["write-files", "delete-files"],
  };
  const reading: Part = {
    specifier: "read-only commands",
    decision: "allow",
    source: defaultProvenance("commands known as read-only run without asking"),
    effects: ["read-files"],
  };
  return [...(mode.name === "acceptEdits" ? [files] : []), reading, { specifier: undefined, ...rest }];
}

/** What "asks" comes to in this mode. In auto mode a model answers and no person: shown as running without asking. */
function asking(settings: ClaudeSettings): (text: string) => Pick<Part, "decision" | "source"> {
  const { mode, denyInsteadOfAsk } = settings;
  return (text) => {
    if (mode.name === "dontAsk") return { decision: "deny", source: mode.source };
    if (denyInsteadOfAsk) return { decision: "deny", source: denyInsteadOfAsk };
    if (mode.name === "auto")
      return {
        decision: "allow",
        source: { ...mode.source, text: `${mode.source.text} (a model decides, not a person)` },
      };
    return { decision: "ask", source: defaultProvenance(text) };
  };
}

/** Rules with a specifier. One that a stricter rule swallows is told as shadowed, not as a grant. */
function specifiedGrant(rule: Rule, settings: ClaudeSettings, rules: readonly Rule[]): Grant[] {
  if (rule.specifier === undefined || rule.tool.startsWith("mcp__") || shadowOf(rule, rules, settings)) return [];
  const tool = builtInTool(rule.tool);
  const weaker = rules.filter(
    (other) => other !== rule && other.tool === rule.tool && other.specifier === undefined && other.list !== rule.list,
  );
  return [
    {
      decision: decisionOf(rule, settings),
      effects: tool?.effects ?? [],
      tool: rule.tool,
      specifier: rule.specifier,
      source: rule.source,
      overrides: [
        ...weaker.map((other) => other.source),
        ...(tool
          ? defaultParts(tool, settings)
              .slice(-1)
              .map((part) => part.source)
          : []),
      ],
    },
  ];
}

function serverGrants(server: ServerPermissions, settings: ClaudeSettings, rules: readonly Rule[]): Grant[] {
  if (server.tools.length === 0) {
    const grant = mcpGrant(mcpToolName(server.name), ["read-untrusted"], settings, rules);
    return [{ ...grant, note: "Its tools are not defined in this workspace, so what they do is not known here." }];
  }
  return server.tools.map((tool) => mcpGrant(mcpToolName(server.name, tool.name), tool.effects, settings, rules));
}

function mcpGrant(tool: string, effects: readonly Effect[], settings: ClaudeSettings, rules: readonly Rule[]): Grant {
  const use: ToolUse = { kind: "mcp", tool };
  const { decision, by } = judge(use, settings, rules);
  const overrides = rules
    .filter((rule) => rule.source !== by && matches(rule, use, settings))
    .map((rule) => rule.source);
  return { decision: decision === "unknown" ? "allow" : decision, effects, tool, source: by, overrides };
}
