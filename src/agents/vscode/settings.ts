/** VS Code's settings as they come to hold: default, user, workspace; which layer may set what. VS Code 1.139.1. */
import type { Provenance } from "../../core/model/permission.ts";
import type { Problem } from "../../core/model/problem.ts";
import { type Member, membersOf } from "../../core/parse/value.ts";
import type { PermissionInput, Place } from "../../core/permissions/input.ts";
import type { Links } from "../../core/permissions/links.ts";
import { rememberByObject } from "../../core/permissions/rememberByObject.ts";
import {
  defaultProvenance,
  provenanceOf,
  readSettingsFile,
  type SettingsFile,
} from "../../core/permissions/settingsFile.ts";
import { plainOf, saidOf, settingsTree } from "./settingsTree.ts";

/**
 * Settings that only the user can set: registered with application scope, so a workspace's value is not read.
 * (Source: configuration registrations of the 1.139.1 bundle.)
 */
export const applicationSettings: ReadonlySet<string> = new Set([
  "chat.tools.global.autoApprove",
  "chat.tools.edits.autoApprove",
  "chat.agent.networkFilter",
  "chat.agent.allowedNetworkDomains",
  "chat.agent.deniedNetworkDomains",
  "chat.mcp.allowedServers",
  "chat.mcp.deniedServers",
  "chat.mcp.allowManagedServersOnly",
]);

export interface SettingValue {
  readonly value: unknown;
  readonly source: Provenance;
}

export interface VsCodeSettings extends Links {
  readonly place: Place;
  /** Settings files, the weaker first: user, then workspace. */
  readonly files: readonly SettingsFile[];
  readonly problems: readonly (Problem & { readonly path: string })[];
}

export function readVsCodeSettings(input: Pick<PermissionInput, "place" | "configs" | "realPath">): VsCodeSettings {
  const files = input.configs
    .filter((config) => /(^|[/\\])settings\.json$/.test(config.path) && !/[/\\]\.claude[/\\]/.test(config.path))
    .map(readSettingsFile)
    .sort((a, b) => rank(a) - rank(b));
  const { place, realPath } = input;
  return { place, ...(realPath ? { realPath } : {}), files, problems: files.flatMap((file) => file.problems) };
}

/** The value in force; the default carries no file. */
export function settingOf(settings: VsCodeSettings, key: string, fallback: unknown): SettingValue {
  return settings.files.reduce<SettingValue>(
    (before, file) => {
      const said = saidOf(treeOf(file), key);
      if (!said) return before;
      if ("replaced" in said) return { value: undefined, source: replacedBy(file, said.replaced, key) };
      const value = merged(before.value, plainOf(said));
      return { value, source: provenanceOf(file, said.written.span, `${key}: ${JSON.stringify(value)}`) };
    },
    { value: fallback, source: defaultProvenance(`${key}: ${JSON.stringify(fallback)} (default)`) },
  );
}

/** An entry of a setting that maps names to values: the layers are merged key by key, in the order of first mention. */
export interface MapEntry extends SettingValue {
  readonly key: string;
  /** The entries of weaker layers it replaced. */
  readonly overrides: readonly Provenance[];
}

/** What is no object takes the place of all entries of weaker layers, the defaults among them. */
export function entriesOf(settings: VsCodeSettings, key: string, defaults: ReadonlyMap<string, unknown>): MapEntry[] {
  const entries = new Map<string, MapEntry>();
  for (const [name, value] of defaults) {
    entries.set(name, {
      key: name,
      value,
      overrides: [],
      source: defaultProvenance(`${key}: ${JSON.stringify(name)}: ${JSON.stringify(value)} (default)`),
    });
  }
  for (const file of settings.files) {
    const said = saidOf(treeOf(file), key);
    if (!said) continue;
    if (!("members" in said)) {
      entries.clear();
      continue;
    }
    for (const [name, setting] of said.members) {
      const before = entries.get(name);
      const value = merged(before?.value, plainOf(setting));
      const source = provenanceOf(file, setting.written.span, `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
      const overrides = before ? [before.source, ...before.overrides] : [];
      entries.set(name, { key: name, value, source, overrides });
    }
  }
  return [...entries.values()];
}

/** A workspace's value of a setting that only the user can set has no effect. */
export function deadSettings(settings: VsCodeSettings): Provenance[] {
  return settings.files.flatMap((file) =>
    membersOf(file.root).flatMap((entry) =>
      applicationSettings.has(entry.key) && !counts(file, entry.key) ? [provenanceOf(file, entry.span, entry.key)] : [],
    ),
  );
}

const treeOf = rememberByObject((file: SettingsFile) => settingsTree(file.root, (name) => counts(file, name)));

function replacedBy(file: SettingsFile, { key, span }: Member, name: string): Provenance {
  return provenanceOf(file, span, `${key} is no object, so nothing is set for ${name}`);
}

/** Objects of several layers become one; anything else replaces what was there. */
function merged(before: unknown, value: unknown): unknown {
  if (!isGroup(before) || !isGroup(value)) return value;
  const both: Record<string, unknown> = Object.assign(Object.create(null), before);
  for (const [key, one] of Object.entries(value)) both[key] = merged(both[key], one);
  return both;
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function counts(file: SettingsFile, key: string): boolean {
  return rank(file) === 0 || !applicationSettings.has(key);
}

function rank(file: SettingsFile): number {
  return file.config.layer === "project" ? 1 : 0;
}
