/**
 * Extensions of Gemini CLI: they take tools away and bring servers, whose trust does not count. Tried with 0.61.0 over
 * ACP on 2026-11-26. Their policies can only refuse or ask. Their hooks are not seen here.
 */
import type { Provenance } from "../../core/model/permission.ts";
import { at, type Member, membersOf } from "../../core/parse/value.ts";
import type { ConfigFile, Place } from "../../core/permissions/input.ts";
import { joinNative } from "../../core/permissions/paths.ts";
import { isJsonWithComments, type SettingsFile } from "../../core/permissions/settingsFile.ts";

const manifest = "/gemini-extension.json";
const enabling = "extension-enablement.json";

/** @param folder the user's own, such as ~/.gemini */
export function extensionFiles({ platform }: Place, folder: string): readonly ConfigFile[] {
  const path = joinNative(platform, folder, "extensions");
  return [
    { layer: "user", path, dropIns: manifest },
    { layer: "user", path, dropIns: ".toml", deep: true },
    { layer: "user", path: joinNative(platform, path, enabling) },
  ];
}

/** One that cannot be read is left out. */
export function isWhole({ broken, config }: SettingsFile): boolean {
  return !broken && isJsonWithComments(config.text);
}

export function isExtension({ config: { path } }: SettingsFile): boolean {
  return path.replaceAll("\\", "/").endsWith(manifest);
}

/** The folder of the extension that a file of policies belongs to; undefined: to none. */
export function extensionOf(path: string): string | undefined {
  return /^(.*[\\/]extensions[\\/][^\\/]+)[\\/]policies[\\/][^\\/]+\.toml$/.exec(path)?.[1];
}

/** It says for which folders an extension is on. */
export function isEnabling({ config: { path } }: SettingsFile): boolean {
  return path.endsWith(enabling);
}

/** Which folders an extension is on for is not followed here. */
export function strangeEnabling(all: readonly SettingsFile[]): Provenance | undefined {
  const found = all.find((file) => isEnabling(file) && membersOf(file.root).length > 0);
  if (!found || !all.some(isExtension)) return undefined;
  const { layer, path } = found.config;
  return { layer, path, line: 0, text: "extensions are switched on for some folders only" };
}

/** Servers of extensions, as if they were not trusted. Those of settings come before them. */
export function serversOfExtensions(files: readonly SettingsFile[]): readonly (readonly [Member, SettingsFile])[] {
  return files.flatMap((file) =>
    membersOf(at(file.root, "mcpServers")).map((entry) => [withoutTrust(entry), file] as const),
  );
}

function withoutTrust(entry: Member): Member {
  const { value } = entry;
  if (value.kind !== "object") return entry;
  return { ...entry, value: { ...value, members: value.members.filter(({ key }) => key !== "trust") } };
}
