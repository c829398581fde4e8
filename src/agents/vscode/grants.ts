/** The tree's rows for VS Code's agent. */
import type { Effect } from "../../core/model/effect.ts";
import type { Grant, Provenance } from "../../core/model/permission.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { urlDefaults } from "./editDefaults.ts";
import { editEntries } from "./edits.ts";
import { globalApproval, ineligible, judge, levelOf } from "./judge.ts";
import type { NpmScripts } from "./npmScripts.ts";
import type { VsCodeServer } from "./servers.ts";
import { entriesOf, settingOf, type VsCodeSettings } from "./settings.ts";
import { terminalRules } from "./terminalRules.ts";
import { type BuiltInTool, builtInTools, mcpToolName } from "./tools.ts";

export function grantsOf(settings: VsCodeSettings, servers: readonly VsCodeServer[], scripts: NpmScripts): Grant[] {
  return [
    ...builtInTools.flatMap((tool) => toolGrants(tool, settings)),
    ...(everything(settings)
      ? []
      : [...editGrants(settings), ...terminalGrants(settings, scripts), ...urlGrants(settings)]),
    ...servers
      .filter((server) => server.state !== "disabled")
      .flatMap((server) => serverGrants(server, settings, scripts)),
  ];
}

/** The switch that approves every tool, if one is on. */
function everything(settings: VsCodeSettings): Provenance | undefined {
  const level = levelOf(settings);
  if (level.name !== "default") return level.source;
  const all = globalApproval(settings);
  return all.value === true ? all.source : undefined;
}

function toolGrants(tool: BuiltInTool, settings: VsCodeSettings): Grant[] {
  const all = everything(settings);
  const barred = levelOf(settings).name === "default" ? ineligible(tool.name, settings) : undefined;
  const note = tool.proof === "assumed" ? { note: "Its default was not observed; the careful answer is shown." } : {};
  let parts = defaultParts(tool, settings);
  if (all) parts = [{ decision: "allow", source: all, overrides: parts.map((part) => part.source) }];
  if (barred) parts = [{ decision: "ask", source: barred, overrides: parts.map((part) => part.source) }];
  return parts.map((part) => ({ overrides: [], effects: tool.effects, tool: tool.name, ...part, ...note }));
}

type Part = Pick<Grant, "decision" | "source"> & Partial<Pick<Grant, "specifier" | "overrides">>;

/** What holds without a switch for all tools. */
function defaultParts(tool: BuiltInTool, settings: VsCodeSettings): Part[] {
  const asks = (text: string, specifier?: string): Part => ({
    decision: "ask",
    source: defaultProvenance(text),
    ...(specifier === undefined ? {} : { specifier }),
  });
  switch (tool.default) {
    case "free":
      return [{ decision: "allow", source: defaultProvenance("runs without asking") }];
    case "ask":
      return [asks("asks")];
    case "fetch":
      return [asks("asks unless the address is approved", "other addresses")];
    case "terminal":
      return [asks("asks unless a rule approves the command", "other commands")];
    case "read": {
      const source = defaultProvenance("files of the workspace are read without asking");
      return [
        { decision: "allow", source, specifier: "in the workspace" },
        asks("reading outside the workspace asks", "elsewhere"),
      ];
    }
    case "edit":
      return [editPart(settings), asks("edits outside the workspace ask", "elsewhere")];
  }
}

/** The pattern for all files; the others are rows of their own. */
function editPart(settings: VsCodeSettings): Part {
  const rest = editEntries(settings).find((entry) => entry.key === "**/*");
  if (rest?.value === true) {
    const specifier = "in the workspace, except patterns that ask";
    return { decision: "allow", source: rest.source, specifier, overrides: rest.overrides };
  }
  const source = rest?.source ?? defaultProvenance("no pattern covers all files");
  return { decision: "ask", source, specifier: "in the workspace", overrides: rest?.overrides ?? [] };
}

/** One row a pattern, under the name of the tool set, since all edit tools follow the same list. */
function editGrants(settings: VsCodeSettings): Grant[] {
  return editEntries(settings)
    .filter((entry) => entry.key !== "**/*" && typeof entry.value === "boolean")
    .map((entry) => ({
      decision: entry.value === true ? "allow" : "ask",
      effects: ["write-files"],
      tool: "edit",
      specifier: entry.key,
      source: entry.source,
      overrides: entry.overrides,
    }));
}

function terminalGrants(settings: VsCodeSettings, scripts: NpmScripts): Grant[] {
  const enabled = settingOf(settings, "chat.tools.terminal.enableAutoApprove", true);
  if (enabled.value !== true || ineligible("run_in_terminal", settings)) return [];
  const rules = terminalRules(settings);
  const rows = rules
    .filter(({ entry }) => entry.source.layer !== "default")
    .map(({ entry, approve }) => terminalGrant(approve, entry.key, entry.source, "run-code", entry.overrides));
  if (rules.some(({ entry }) => entry.source.layer === "default")) {
    const list = defaultProvenance("default list of chat.tools.terminal.autoApprove");
    rows.push(terminalGrant(true, "read-only commands on VS Code's own list", list, "read-files"));
    rows.push(terminalGrant(false, "commands VS Code's own list refuses (rm, curl, chmod, eval, …)", list, "run-code"));
  }
  const npm = settingOf(settings, "chat.tools.terminal.autoApproveWorkspaceNpmScripts", true);
  if (npm.value === true && scripts.size > 0) {
    const named = [...scripts.values()].slice(0, 20);
    rows.push(terminalGrant(true, `npm scripts of package.json (${scripts.size})`, npm.source, "run-code", named));
  }
  return rows;
}

function terminalGrant(
  approve: boolean,
  specifier: string,
  source: Provenance,
  effect: Effect,
  overrides: readonly Provenance[] = [],
): Grant {
  const note = "VS Code shows a one-time notice first; until it is accepted such a command still asks.";
  const decision = approve ? "allow" : "ask";
  return {
    decision,
    effects: [effect],
    tool: "run_in_terminal",
    specifier,
    source,
    overrides,
    ...(approve ? { note } : {}),
  };
}

function urlGrants(settings: VsCodeSettings): Grant[] {
  if (ineligible("fetch_webpage", settings)) return [];
  return entriesOf(settings, "chat.tools.urls.autoApprove", urlDefaults).map((entry) => {
    const { value } = entry;
    const request =
      typeof value === "object" && value !== null ? (value as { approveRequest?: unknown }).approveRequest : value;
    return {
      decision: request === true ? "allow" : "ask",
      effects: ["fetch-network", "read-untrusted"],
      tool: "fetch_webpage",
      specifier: entry.key,
      source: entry.source,
      overrides: entry.overrides,
    };
  });
}

function serverGrants(server: VsCodeServer, settings: VsCodeSettings, scripts: NpmScripts): Grant[] {
  const source = (by: Provenance): Provenance =>
    server.sandboxed && by.layer === "default" ? { ...server.source, text: "sandboxEnabled: true" } : by;
  const grant = (tool: string, effects: readonly Effect[], readOnly: boolean): Grant => {
    const use = { kind: "mcp", tool, server: server.name, readOnly, sandboxed: server.sandboxed } as const;
    const { decision, by } = judge(use, settings, scripts);
    return {
      // What cannot be told may well run.
      decision: decision === "unknown" ? "allow" : decision,
      effects,
      tool: mcpToolName(server.name, tool),
      specifier: `${server.name}/${tool}`,
      source: source(by),
      overrides: [],
    };
  };
  if (server.tools.length > 0)
    return server.tools.map((tool) => grant(tool.name, tool.effects, tool.readOnlyHint === true));
  return [
    {
      ...grant("*", ["read-untrusted"], false),
      note: "Its tools are not defined in this workspace, so what they do is not known here.",
    },
  ];
}
