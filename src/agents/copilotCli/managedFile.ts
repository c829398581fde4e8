/**
 * The file of Copilot CLI's administrator: whether it holds what it should, by the program's own schema of it, and what
 * it decides besides its rules. Tried with 1.0.102 over ACP on 2026-11-26.
 */
import type { Provenance } from "../../core/model/permission.ts";
import { at, itemsOf, textOf, type ValueNode } from "../../core/parse/value.ts";
import { isJsonWithComments, provenanceOf, type SettingsFile } from "../../core/permissions/settingsFile.ts";
import { lastGiven, type Run } from "../flags.ts";
import { withoutBypass } from "./run.ts";

/** Its tools, whose letters may be small or not; those of servers were not tried beside others. */
const tools: ReadonlySet<string> = new Set(["shell", "edit", "read", "domain", "write", "mcp"]);

const isObject = (node: ValueNode) => node.kind === "object";
const isList = (node: ValueNode) => node.kind === "array";
const isText = (node: ValueNode) => textOf(node) !== undefined;
const isServer = (node: ValueNode) =>
  ["serverName", "serverCommand", "serverUrl"].filter((key) => at(node, key) !== undefined).length === 1;
const isServers = (node: ValueNode) => node.kind === "array" && node.items.every(({ value }) => isServer(value));
const isSwitch = (node: ValueNode) => node.kind === "scalar" && typeof node.value === "boolean";

/** What some keys have to be, each below those that hold it. Other keys may be anything, and decide nothing. */
const types: readonly (readonly [path: string, is: (node: ValueNode) => boolean])[] = [
  ["permissions", isObject],
  ["permissions.model", isText],
  ["permissions.disableBypassPermissionsMode", isText],
  ["permissions.disableAssistedPermissionsMode", isSwitch],
  ["permissions.defaultMode", isText],
  ["permissions.deny", isList],
  ["permissions.ask", isList],
  ["permissions.allow", isList],
  ["model", isText],
  ["allowManagedMcpServersOnly", isSwitch],
  ["allowedMcpServers", isServers],
  ["deniedMcpServers", isServers],
  ["sandbox", isObject],
  ["sandbox.enabled", isSwitch],
];

/**
 * What stands for a file that cannot be read: no rule of it counts, and the session is closed. Nothing outside of the
 * workspace is reached, no server starts, and what was saved as allowed counts as without the file.
 */
export function whyClosed(file: SettingsFile | undefined): Provenance | undefined {
  if (file?.config.text === undefined) return undefined;
  const { layer, path, text } = file.config;
  if (file.broken || !isJsonWithComments(text)) return { layer, path, line: 0, text: "the managed file is no JSON" };
  if (file.root && !isObject(file.root)) return provenanceOf(file, file.root.span, "the managed file is no object");
  for (const [path, is] of types) {
    const node = at(file.root, ...path.split("."));
    if (node && !is(node)) return provenanceOf(file, node.span, `${path} is not what it should be`);
  }
  for (const list of ["deny", "ask", "allow"]) {
    const broken = itemsOf(at(file.root, "permissions", list)).find(({ value }) => !isRule(textOf(value) ?? ""));
    if (broken) return provenanceOf(file, broken.value.span, `permissions.${list}: an entry is no rule`);
  }
  return undefined;
}

function isRule(text: string): boolean {
  const [, tool = ""] = /^(\w+)(?:\(.+\))?$/s.exec(text) ?? [];
  return tools.has(tool.toLowerCase());
}

/**
 * The run as the file leaves it: whatever word forbids to bypass is enough, and its mode is as the flag of that name
 * where a person could be asked.
 */
export function managedRun(run: Run, file: SettingsFile | undefined): Run {
  if (!file || whyClosed(file)) return run;
  if (at(file.root, "permissions", "disableBypassPermissionsMode")) return withoutBypass(run);
  const mode = at(file.root, "permissions", "defaultMode");
  if (!mode || textOf(mode) !== "allow-all" || lastGiven(run, "alone")) return run;
  const source = provenanceOf(file, mode.span, "permissions.defaultMode: allow-all");
  return { ...run, given: [...run.given, { meaning: "all", value: "", source }] };
}

/** A mode in which a model answers instead of a person. */
export function whyUnforeseen(file: SettingsFile | undefined): Provenance | undefined {
  const mode = at(file?.root, "permissions", "defaultMode");
  if (!file || !mode || textOf(mode) !== "assisted") return undefined;
  return provenanceOf(file, mode.span, "permissions.defaultMode: assisted: what its model allows cannot be foretold");
}

/** Servers start in a sandbox then, or not at all where the machine has none. */
export function managedSandbox(file: SettingsFile | undefined): Provenance | undefined {
  const node = at(file?.root, "sandbox", "enabled");
  if (!file || node?.kind !== "scalar" || node.value !== true) return undefined;
  return provenanceOf(
    file,
    node.span,
    "sandbox.enabled: servers start if this machine has a sandbox, which is not known",
  );
}

/** The administrator's boundary, where the host of this address lies outside of it. No flag and no answer widens it. */
export function whyOutOfLimits(url: string, file: SettingsFile | undefined): Provenance | undefined {
  const list = at(file?.root, "permissions", "limitTo");
  if (!file || !list || whyClosed(file)) return undefined;
  const hosts = itemsOf(list).map(({ value }) => hostOf(textOf(value) ?? ""));
  const host = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(url)?.[1]?.toLowerCase() ?? "";
  // One entry that is none, and the list counts as empty.
  const inside = !hosts.includes(undefined) && hosts.some((one) => one !== undefined && coversHost(one, host));
  return inside ? undefined : provenanceOf(file, list.span, "permissions.limitTo: the address lies outside");
}

function hostOf(rule: string): string | undefined {
  return /^domain\(((?:\*\.)?[\w-]+(?:\.[\w-]+)*)\)$/i.exec(rule)?.[1]?.toLowerCase();
}

function coversHost(rule: string, host: string): boolean {
  // The domain itself is one of its own.
  return rule.startsWith("*.") ? `.${host}`.endsWith(rule.slice(1)) : host === rule;
}
