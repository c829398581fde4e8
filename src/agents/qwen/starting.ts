/** What Qwen Code does with a settings file before it works: it moves older keys, or does not start. 0.24.4, 2026-11-26. */
import type { Provenance } from "../../core/model/permission.ts";
import { at, itemsOf, type Member, membersOf, textOf, type ValueNode } from "../../core/parse/value.ts";
import { isJsonWithComments, provenanceOf, type SettingsFile } from "../../core/permissions/settingsFile.ts";

/** Where keys of the first form of the file are moved to (its own list). */
const older: Readonly<Record<string, readonly [table: string, key: string]>> = {
  allowedTools: ["tools", "allowed"],
  approvalMode: ["tools", "approvalMode"],
  coreTools: ["tools", "core"],
  excludeTools: ["tools", "exclude"],
  sandbox: ["tools", "sandbox"],
  allowMCPServers: ["mcp", "allowed"],
  excludeMCPServers: ["mcp", "excluded"],
  includeDirectories: ["context", "includeDirectories"],
};

/** The file as it is after that. What stands where it belongs stays. */
export function withOlderKeys(file: SettingsFile): SettingsFile {
  const { root } = file;
  const found = membersOf(root).filter(({ key }) => Object.hasOwn(older, key));
  const version = at(root, "$version");
  const isNew = version?.kind === "scalar" && Number(version.value) > 1;
  if (root?.kind !== "object" || found.length === 0 || isNew) return file;
  const members = found.reduce<readonly Member[]>(
    (all, one) => moved(all, one, older[one.key] ?? ["", ""]),
    root.members,
  );
  return { ...file, root: { ...root, members } };
}

function moved(members: readonly Member[], one: Member, [table, key]: readonly [string, string]): readonly Member[] {
  const named = { ...one, key };
  const there = members.find((member) => member.key === table);
  if (!there) {
    const value: ValueNode = { kind: "object", span: one.value.span, members: [named] };
    return [...members, { ...one, key: table, value }];
  }
  if (there.value.kind !== "object" || at(there.value, key)) return members;
  const value: ValueNode = { ...there.value, members: [...there.value.members, named] };
  return members.map((member) => (member === there ? { ...there, value } : member));
}

const modes: Readonly<Record<string, string>> = {
  ...{ plan: "plan", default: "default", auto: "auto", yolo: "yolo" },
  ...{ "auto-edit": "auto-edit", auto_edit: "auto-edit", autoedit: "auto-edit" },
};

/** Its own name of a mode, whose letters may be small or not. Undefined: none that it knows. */
export function modeNamed(written: string): string | undefined {
  const name = written.trim().toLowerCase();
  return Object.hasOwn(modes, name) ? modes[name] : undefined;
}

/** @param mode the value that counts */
export function whyNotStarted(
  files: readonly SettingsFile[],
  mode: { readonly value: ValueNode; readonly file: SettingsFile } | undefined,
): Provenance | undefined {
  const cut = files.find(
    ({ config, broken }) =>
      config.layer === "user" && config.error === undefined && (broken || !isReadable(config.text)),
  );
  if (cut) {
    const { layer, path } = cut.config;
    return { layer, path, line: 0, text: "Qwen Code does not start with a file of the user that it cannot read" };
  }
  const text = textOf(mode?.value);
  if (mode && (text === undefined || modeNamed(text) === undefined))
    return provenanceOf(mode.file, mode.value.span, "Qwen Code does not start with this approval mode");
  for (const file of files) {
    const written = ["allow", "ask", "deny"].flatMap((list) => at(file.root, "permissions", list) ?? []);
    const noList = written.find((node) => node.kind === "object" || (node.kind === "scalar" && isNoText(node.value)));
    if (noList) return provenanceOf(file, noList.span, "Qwen Code does not start with rules that are no list");
    const lists = written.flatMap(itemsOf);
    // What is empty is passed over.
    const strange = lists.find(
      ({ value }) => textOf(value) === undefined && !(value.kind === "scalar" && !value.value),
    );
    if (strange) return provenanceOf(file, strange.value.span, "Qwen Code does not start with a rule that is no text");
  }
  return undefined;
}

const isNoText = (value: unknown) => value !== null && typeof value !== "string";

/** An empty file counts as none. */
function isReadable(text = ""): boolean {
  return text.trim() === "" || isJsonWithComments(text);
}
