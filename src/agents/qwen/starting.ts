/** What Qwen Code does with a settings file before it works: it moves older keys, or does not start. 0.24.4, 2026-11-26. */
import type { Provenance } from "../../core/model/permission.ts";
import { at, type Member, membersOf, textOf, type ValueNode } from "../../core/parse/value.ts";
import { isJsonWithComments, provenanceOf, type SettingsFile } from "../../core/permissions/settingsFile.ts";
import { isTruthy, joined, type Located, lastOf } from "./merged.ts";

/** Where keys of the first form of the file are moved to (its own list). */
const older: Readonly<Record<string, readonly [table: string, key: string]>> = {
  allowedTools: ["tools", "allowed"],
  approvalMode: ["tools", "approvalMode"],
  coreTools: ["tools", "core"],
  excludeTools: ["tools", "exclude"],
  folderTrust: ["security", "folderTrust.enabled"],
  sandbox: ["tools", "sandbox"],
  allowMCPServers: ["mcp", "allowed"],
  excludeMCPServers: ["mcp", "excluded"],
  includeDirectories: ["context", "includeDirectories"],
};

/** The file as it is after that. What is moved comes before what stands there. */
export function withOlderKeys(file: SettingsFile): SettingsFile {
  const { root } = file;
  const found = membersOf(root).filter(({ key }) => Object.hasOwn(older, key));
  const isOld = found.some(({ value }) => value.kind !== "object");
  const version = at(root, "$version");
  const isNew = version?.kind === "scalar" && Number(version.value) > 1;
  if (root?.kind !== "object" || !isOld || isNew) return file;
  const members = found.reduce<readonly Member[]>(
    (all, one) => moved(all, one, older[one.key] ?? ["", ""]),
    root.members,
  );
  return { ...file, root: { ...root, members } };
}

function moved(members: readonly Member[], one: Member, [table, path]: readonly [string, string]): readonly Member[] {
  const there = members.find((member) => member.key === table);
  if (there && there.value.kind !== "object") return members;
  const [key = "", ...deeper] = path.split(".");
  const named = deeper.length === 0 ? { ...one, key } : undefined;
  const within = membersOf(there?.value);
  const inner = named
    ? [...within.filter((member) => member.key !== key), named]
    : moved(within, one, [key, deeper.join(".")]);
  const value: ValueNode = { kind: "object", span: there?.value.span ?? one.value.span, members: inner };
  return there
    ? members.map((member) => (member === there ? { ...there, value } : member))
    : [...members, { ...one, key: table, value }];
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

/**
 * @param all every settings file, also of a folder that is not trusted
 * @param serversByFlag the command line names the servers, and the lists of the settings are not looked at
 */
export function whyNotStarted(
  all: readonly SettingsFile[],
  files: readonly SettingsFile[],
  serversByFlag: boolean,
): Provenance | undefined {
  const unread = all.find(({ root, config, broken }) => {
    if (config.error !== undefined || config.text === undefined) return false;
    const isRead = !broken && isJsonWithComments(config.text.replace(/^\uFEFF/, ""));
    return isRead ? root?.kind !== "object" : config.layer !== "project";
  });
  if (unread) {
    const { layer, path } = unread.config;
    return { layer, path, line: 0, text: "Qwen Code does not start with a settings file that it cannot read" };
  }
  const mode = lastOf(files, "tools", "approvalMode");
  const name = textOf(mode?.value);
  if (mode && isTruthy(mode.value) && (name === undefined || modeNamed(name) === undefined))
    return provenanceOf(mode.file, mode.value.span, "Qwen Code does not start with this approval mode");
  const odd = rulesThatStop(files) ?? listsThatStop(files, serversByFlag);
  return odd && provenanceOf(odd.file, odd.value.span, `Qwen Code does not start with ${odd.what}`);
}

type Odd = Located & { readonly what: string };

/** A text in the place of a list is as many rules as it has letters. */
function rulesThatStop(files: readonly SettingsFile[]): Odd | undefined {
  const lists = [
    ...["allow", "ask", "deny"].map((list) => joined(files, "permissions", list)),
    joined(files, "tools", "exclude"),
    joined(lastFile(files, "tools", "allowed"), "tools", "allowed"),
  ];
  for (const { items, other } of lists) {
    if (other && !isNullish(other.value) && textOf(other.value) === undefined)
      return { ...other, what: "rules that are no list" };
    const strange = items.find(({ value }) => textOf(value) === undefined && isTruthy(value));
    if (strange) return { ...strange, what: "a rule that is no text" };
  }
  return undefined;
}

/** The file whose value counts, alone. */
function lastFile(files: readonly SettingsFile[], ...path: readonly string[]): readonly SettingsFile[] {
  const found = lastOf(files, ...path);
  return found ? [found.file] : [];
}

function listsThatStop(files: readonly SettingsFile[], serversByFlag: boolean): Odd | undefined {
  const core = lastOf(files, "tools", "core");
  const folders = joined(files, "context", "includeDirectories").other;
  const servers = serversByFlag ? [] : ["allowed", "excluded"].map((list) => joined(files, "mcp", list).other);
  const found = [
    core && core.value.kind !== "array" && isTruthy(core.value) ? core : undefined,
    folders && !isNullish(folders.value) ? folders : undefined,
    servers.find((one) => one && isTruthy(one.value)),
  ].find((one) => one !== undefined);
  return found && { ...found, what: "what is no list" };
}

const isNullish = (node: ValueNode) => node.kind === "scalar" && node.value === null;
