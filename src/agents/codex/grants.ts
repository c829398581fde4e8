/** The tree's rows for Codex: commands, patches, each rule, and each known tool of a server. */
import type { Effect } from "../../core/model/effect.ts";
import type { Grant, ServerPermissions } from "../../core/model/permission.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import type { Judgement } from "../judgement.ts";
import { judgeServerTool } from "./judge.ts";
import type { PrefixRule } from "./prefixRules.ts";
import type { CodexSettings } from "./settings.ts";

const shell = "exec_command";
const patch = "apply_patch";
const changes: readonly Effect[] = ["write-files", "delete-files"];

export function grantsOf(settings: CodexSettings, servers: readonly ServerPermissions[]): Grant[] {
  if (settings.stopped || settings.unknown) return [];
  return [
    ...commandGrants(settings),
    ...patchGrants(settings),
    ...settings.rules.map((rule) => ruleGrant(rule, settings)),
    ...servers.filter(({ state }) => state !== "disabled").flatMap((server) => serverGrants(server, settings)),
  ];
}

/** What is refused where nobody may be asked. */
function asking({ approval }: CodexSettings): Grant["decision"] {
  return approval.value === "never" ? "deny" : "ask";
}

function commandGrants(settings: CodexSettings): Grant[] {
  const { approval, sandbox } = settings;
  const row = (
    decision: Grant["decision"],
    effects: readonly Effect[],
    source: Grant["source"],
    specifier?: string,
  ): Grant => ({
    decision,
    effects,
    tool: shell,
    ...(specifier === undefined ? {} : { specifier }),
    source,
    overrides: [],
  });
  if (approval.value === "always") return [row("ask", ["run-code"], approval.source)];
  if (sandbox.value === "danger-full-access")
    return [
      row("allow", ["run-code"], sandbox.source),
      row(asking(settings), ["delete-files"], defaultProvenance("“rm -f” is taken for dangerous"), "rm -f"),
    ];
  const writes: readonly Effect[] = sandbox.value === "workspace-write" ? ["read-files", ...changes] : ["read-files"];
  return [
    row("allow", writes, sandbox.source, `in the ${sandbox.value} sandbox, without network`),
    row(asking(settings), ["run-code"], approval.source, "outside the sandbox"),
  ];
}

function patchGrants(settings: CodexSettings): Grant[] {
  const { approval, sandbox } = settings;
  const row = (decision: Grant["decision"], source: Grant["source"], specifier?: string): Grant => ({
    decision,
    effects: changes,
    tool: patch,
    ...(specifier === undefined ? {} : { specifier }),
    source,
    overrides: [],
  });
  if (approval.value === "always") return [row("ask", approval.source)];
  if (sandbox.value === "danger-full-access") return [row("allow", sandbox.source)];
  const elsewhere = settings.granular?.sandbox_approval === false ? "deny" : asking(settings);
  if (sandbox.value === "read-only") return [row(elsewhere, sandbox.source)];
  return [
    row("allow", sandbox.source, "in the workspace, the writable roots and the temporary folder"),
    row(elsewhere, approval.source, "elsewhere, and .git, .codex and .agents"),
  ];
}

const decisions = { allow: "allow", prompt: "ask", forbidden: "deny" } as const;

function ruleGrant({ pattern, decision, source }: PrefixRule, settings: CodexSettings): Grant {
  const refused = settings.approval.value === "never" || settings.granular?.rules === false;
  const note = "Matched with plain command lines only: a redirect, an assignment or a substitution passes it by.";
  return {
    decision: decision === "prompt" && refused ? "deny" : decisions[decision],
    effects: ["run-code"],
    tool: shell,
    specifier: pattern.map((choices) => choices.join("|")).join(" "),
    source,
    overrides: [],
    ...(decision === "allow" ? {} : { note }),
  };
}

function serverGrants(server: ServerPermissions, settings: CodexSettings): Grant[] {
  const row = (tool: string, effects: readonly Effect[], { outcome, by }: Judgement, note?: string): Grant[] =>
    outcome === "unreachable"
      ? []
      : [
          {
            // What cannot be told may well run.
            decision: outcome === "unknown" ? "allow" : outcome,
            effects,
            tool: `mcp__${server.name}__${tool}`,
            source: by,
            overrides: [],
            ...(note === undefined ? {} : { note }),
          },
        ];
  if (server.tools.length === 0) {
    const note = "Its tools are not defined in this workspace, so what they do is not known here.";
    return row(
      "*",
      ["read-untrusted"],
      judgeServerTool(server.name, "*", undefined, openTo(settings, server.name)),
      note,
    );
  }
  return server.tools.flatMap(({ name, effects, readOnlyHint }) =>
    row(
      name,
      effects,
      judgeServerTool(server.name, name, readOnlyHint === true ? { readOnlyHint } : undefined, settings),
    ),
  );
}

/** Its list of tools does not speak of tools that are not known. */
function openTo(settings: CodexSettings, server: string): CodexSettings {
  const servers = settings.servers.map((entry) =>
    entry.name === server ? { ...entry, values: { ...(entry.values as object), enabled_tools: undefined } } : entry,
  );
  return { ...settings, servers };
}
