/** Settings in which `$NAME` and `${NAME}` stand for variables of the environment: Gemini CLI 0.61.0, Qwen Code 0.24.4 (2026-11-26). */
import type { Provenance } from "../core/model/permission.ts";
import { type Member, membersOf, type ValueNode } from "../core/parse/value.ts";
import type { LoadedConfig } from "../core/permissions/input.ts";
import { readSettingsFile, type SettingsFile } from "../core/permissions/settingsFile.ts";

export type Variables = Readonly<Record<string, string | undefined>>;

const reference = /\$(?:(\w+)|\{([^}]+?)(?::-([^}]*))?\})/g;

/** What servers are started with may be secret, and decides nothing: it stays as written. */
const leftAlone: ReadonlySet<string> = new Set(["mcpServers"]);

const counts = ({ key }: Member) => !leftAlone.has(key);

/** The variables that the settings name. */
export function variablesIn(configs: readonly LoadedConfig[]): readonly string[] {
  const files = configs.filter(({ path, text }) => path.endsWith(".json") && text?.includes("$")).map(readSettingsFile);
  const texts = files.flatMap(({ root }) =>
    membersOf(root)
      .filter(counts)
      .flatMap(({ value }) => textsIn(value)),
  );
  return [
    ...new Set(texts.flatMap((text) => [...text.matchAll(reference)].map(([, bare, name]) => bare ?? name ?? ""))),
  ];
}

function textsIn(node: ValueNode): readonly string[] {
  if (node.kind === "object") return node.members.flatMap(({ value }) => textsIn(value));
  if (node.kind === "array") return node.items.flatMap(({ value }) => textsIn(value));
  return typeof node.value === "string" ? [node.value] : [];
}

/** A file that a variable names and that was not read: what it says is not known. */
export function unreadFile(
  names: readonly string[],
  variables: Variables,
  configs: readonly LoadedConfig[],
): Provenance | undefined {
  const name = names.find((one) => variables[one] && !configs.some(({ path }) => path === variables[one]));
  return name === undefined ? undefined : { layer: "flag", text: `${name} names settings that are not read here` };
}

/** The file with its values filled in, each where it stood. A variable that is not set stays as it is written. */
export function filledIn(file: SettingsFile, variables: Variables): SettingsFile {
  const { root } = file;
  if (root?.kind !== "object" || file.config.text?.includes("$") !== true) return file;
  const members = root.members.map((one) => (counts(one) ? { ...one, value: filled(one.value, variables) } : one));
  return { ...file, root: { ...root, members } };
}

function filled(node: ValueNode, variables: Variables): ValueNode {
  if (node.kind === "object")
    return { ...node, members: node.members.map((one) => ({ ...one, value: filled(one.value, variables) })) };
  if (node.kind === "array")
    return { ...node, items: node.items.map((one) => ({ ...one, value: filled(one.value, variables) })) };
  if (typeof node.value !== "string" || !node.value.includes("$")) return node;
  const value = node.value.replace(reference, (written, bare, name, fallback) => {
    return variables[bare ?? name] ?? fallback ?? written;
  });
  return { ...node, value };
}
