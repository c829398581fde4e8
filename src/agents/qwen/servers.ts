/**
 * Which servers Qwen Code has, and which of their tools. Read in the bundle of its 0.24.4 and tried, 2026-11-26: servers of
 * the project wait to be approved, by the settings as by `.mcp.json`, but in yolo mode.
 */
import { at, itemsOf, type Member, membersOf, textOf } from "../../core/parse/value.ts";
import type { Place } from "../../core/permissions/input.ts";
import { defaultProvenance, provenanceOf, type SettingsFile } from "../../core/permissions/settingsFile.ts";
import { valuesOf } from "../flags.ts";
import { because, type Judgement } from "../judgement.ts";
import { isTruthy, type JoinedText, lastOf, textsOf } from "./merged.ts";
import type { QwenSettings } from "./settings.ts";

export interface QwenServer {
  readonly name: string;
  readonly entry: Member;
  readonly file: SettingsFile;
}

export type Approval = "approved" | "waits" | "not known";

export const projectServersFile = ".mcp.json";

/** The project's own file comes before the user's settings, and after those of the project and of the machine. */
export function serversOf(files: readonly SettingsFile[], ownFile: SettingsFile | undefined): readonly QwenServer[] {
  const isAbove = ({ config }: SettingsFile) => config.layer === "project" || config.layer === "managed";
  const ordered = [...files.filter((file) => !isAbove(file)), ...(ownFile ? [ownFile] : []), ...files.filter(isAbove)];
  const merged = new Map<string, QwenServer>();
  for (const file of ordered) {
    for (const entry of membersOf(at(file.root, "mcpServers"))) merged.set(entry.key, { name: entry.key, entry, file });
  }
  return [...merged.values()];
}

/** An approval holds for the definition whose hash it names. */
export function approvalsIn(file: SettingsFile | undefined, { workspace }: Place): ReadonlyMap<string, Approval> {
  const project = membersOf(file?.root).findLast(({ key }) => key === workspace)?.value;
  return new Map(
    membersOf(project).map(({ key, value }): [string, Approval] => {
      const isHash = /^[0-9a-f]{64}$/.test(textOf(at(value, "hash")) ?? "");
      return [key, textOf(at(value, "status")) === "approved" && isHash ? "not known" : "waits"];
    }),
  );
}

/** Why the tool is not there, or may not be; undefined: it is, and rules speak. */
export function withoutServerTool(name: string, tool: string, settings: QwenSettings): Judgement | undefined {
  const server = settings.servers.find((candidate) => candidate.name === name);
  if (!server) return because("unreachable", defaultProvenance(`no server “${name}” in the settings that count`));
  const { entry, file } = server;
  if (!settings.trust.trusted) return because("unreachable", settings.trust.source);
  const list = listThatExcludes(name, settings);
  if (list) return because("unreachable", list);
  if (file.config.layer === "project" && settings.mode.name !== "yolo") {
    const source = provenanceOf(file, entry.keySpan, `${name}: a project's server waits to be approved`);
    if (settings.approvals.get(name) !== "not known") return because("unreachable", source);
    return because("unknown", source, `${name}: whether what was approved is this definition is not known here`);
  }
  const source = (key: string) => provenanceOf(file, entry.keySpan, `mcpServers.${name}.${key}`);
  const names = (key: string) => itemsOf(at(entry.value, key)).flatMap(({ value }) => textOf(value) ?? []);
  if (names("excludeTools").includes(tool)) return because("unreachable", source("excludeTools"));
  const isIncluded = (one: string) => one === tool || one.startsWith(`${tool}(`);
  if (isTruthy(at(entry.value, "includeTools")) && !names("includeTools").some(isIncluded))
    return because("unreachable", source("includeTools"));
  return undefined;
}

/** Whether it starts. */
export function stateOfServer(name: string, settings: QwenSettings): "enabled" | "needs-approval" | "disabled" {
  if (!settings.trust.trusted || listThatExcludes(name, settings)) return "disabled";
  const server = settings.servers.find((candidate) => candidate.name === name);
  return server?.file.config.layer === "project" && settings.mode.name !== "yolo" ? "needs-approval" : "enabled";
}

/** What says that the server's tools are not asked about. */
export function trustOfServer(name: string, settings: QwenSettings): Judgement["by"] | undefined {
  const server = settings.servers.find((candidate) => candidate.name === name);
  const trust = at(server?.entry.value, "trust");
  if (!server || trust?.kind !== "scalar" || trust.value !== true) return undefined;
  return provenanceOf(server.file, server.entry.keySpan, `mcpServers.${name}.trust: true`);
}

/** Names on the command line replace both lists of the settings. */
function listThatExcludes(name: string, { files, run }: QwenSettings): Judgement["by"] | undefined {
  const given = valuesOf(run, "servers");
  if (given.length > 0) {
    const only = given.flatMap(({ value }) => value.split(",").map((one) => one.trim())).filter(Boolean);
    return only.some((pattern) => matchesName(pattern, name)) ? undefined : given[0]?.source;
  }
  const located = (found: JoinedText | undefined, key: string) =>
    found && provenanceOf(found.file, found.span, `mcp.${key}`);
  const without = textsOf(files, "mcp", "excluded").find(({ text }) => text !== "" && matchesName(text, name));
  if (without) return located(without, "excluded");
  const allowed = textsOf(files, "mcp", "allowed");
  if (allowed.some(({ text }) => text !== "" && matchesName(text, name))) return undefined;
  const list = lastOf(files, "mcp", "allowed");
  return list && isTruthy(list.value) ? provenanceOf(list.file, list.value.span, "mcp.allowed") : undefined;
}

/** `*` stands for any letters and `?` for one. */
function matchesName(pattern: string, name: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === name;
  let reached = new Set([0]);
  for (const sign of pattern) {
    const next = new Set<number>();
    for (const at of reached) {
      if (sign === "*") for (let end = at; end <= name.length; end++) next.add(end);
      else if (at < name.length && (sign === "?" || sign === name[at])) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(name.length);
}
