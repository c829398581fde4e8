/** VS Code's settings as they come to hold: default, user, workspace; which layer may set what. VS Code 1.139.1. */
import type { Provenance } from "../../core/model/permission.ts";
import type { Problem } from "../../core/model/problem.ts";
import { at, member, membersOf, plain } from "../../core/parse/value.ts";
import type { PermissionInput, Place } from "../../core/permissions/input.ts";
import type { Links } from "../../core/permissions/links.ts";
import {
  defaultProvenance,
  provenanceOf,
  readSettingsFile,
  type SettingsFile,
} from "../../core/permissions/settingsFile.ts";

/**
 * Settings that only the user can set: registered with application scope, so a workspace's value is not read.
 * (Source: configuration registrations of the 1.139.1 bundle.)
 */
export const applicationSettings: ReadonlySet<string> = new Set([
  "chat.tools.global.autoApprove",
  "chat.tools.edits.autoApprove",
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
  for (const file of settings.files.toReversed()) {
    const found = member(file.root, key);
    if (found && counts(file, key)) {
      const value = plain(found.value);
      return { value, source: provenanceOf(file, found.span, `${key}: ${JSON.stringify(value)}`) };
    }
  }
  return { value: fallback, source: defaultProvenance(`${key}: ${JSON.stringify(fallback)} (default)`) };
}

/** An entry of a setting that maps names to values: the layers are merged key by key, in the order of first mention. */
export interface MapEntry extends SettingValue {
  readonly key: string;
  /** The entries of weaker layers it replaced. */
  readonly overrides: readonly Provenance[];
}

export function entriesOf(settings: VsCodeSettings, key: string, defaults: ReadonlyMap<string, unknown>): MapEntry[] {
  const merged = new Map<string, MapEntry>();
  for (const [name, value] of defaults) {
    merged.set(name, {
      key: name,
      value,
      overrides: [],
      source: defaultProvenance(`${key}: ${JSON.stringify(name)}: ${JSON.stringify(value)} (default)`),
    });
  }
  for (const file of settings.files) {
    if (!counts(file, key)) continue;
    for (const entry of membersOf(at(file.root, key))) {
      const before = merged.get(entry.key);
      const value = plain(entry.value);
      const source = provenanceOf(file, entry.span, `${JSON.stringify(entry.key)}: ${JSON.stringify(value)}`);
      merged.set(entry.key, {
        key: entry.key,
        value,
        source,
        overrides: before ? [before.source, ...before.overrides] : [],
      });
    }
  }
  return [...merged.values()];
}

/** A workspace's value of a setting that only the user can set has no effect. */
export function deadSettings(settings: VsCodeSettings): Provenance[] {
  return settings.files.flatMap((file) =>
    membersOf(file.root).flatMap((entry) =>
      applicationSettings.has(entry.key) && !counts(file, entry.key) ? [provenanceOf(file, entry.span, entry.key)] : [],
    ),
  );
}

function counts(file: SettingsFile, key: string): boolean {
  return rank(file) === 0 || !applicationSettings.has(key);
}

function rank(file: SettingsFile): number {
  return file.config.layer === "project" ? 1 : 0;
}
