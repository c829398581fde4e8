/** Which permission profile counts, among files and beside a sandbox mode. Observed with 0.169.0 on 2026-11-26. */
import type { Provenance } from "../../core/model/permission.ts";
import type { Place } from "../../core/permissions/input.ts";
import { recordOf, type TomlFile, valueAt } from "../../core/permissions/tomlFile.ts";
import { lastOf, mergeTables } from "./layers.ts";
import { type ReadProfile, readProfile, sandboxOfProfile } from "./profiles.ts";

/** The profile that counts: a sandbox mode of a stronger file takes its place. */
export function profileIn(layers: readonly TomlFile[]): ReturnType<typeof lastOf> {
  const profile = lastOf(layers, "default_permissions");
  const mode = lastOf(layers, "sandbox_mode");
  return profile && mode && layers.indexOf(mode.file) > layers.indexOf(profile.file) ? undefined : profile;
}

/** The profile of the settings that is chosen. Its tables merge over all files. */
export function chosenProfile(layers: readonly TomlFile[], place: Place): ReadProfile | undefined {
  const name = profileIn(layers)?.value;
  if (typeof name !== "string" || sandboxOfProfile(name) !== "named") return undefined;
  const tables = layers.reduce<Readonly<Record<string, unknown>>>(
    (before, file) => mergeTables(before, recordOf(valueAt(file.root, "permissions")) ?? {}),
    {},
  );
  return readProfile(name, tables, place);
}

export function stoppedByProfile(layers: readonly TomlFile[], chosen: ReadProfile | undefined): Provenance | undefined {
  const found = profileIn(layers);
  if (!found || !chosen || !("stopped" in chosen)) return undefined;
  return { ...found.source, text: `Codex does not start: ${chosen.stopped}` };
}
