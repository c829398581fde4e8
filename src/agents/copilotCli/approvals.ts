/** Answers that Copilot CLI has saved for a folder, and what each was seen to cover (1.0.102 over ACP, 2026-11-25). */
import type { IneffectiveRule } from "../../core/model/permission.ts";
import { at, itemsOf, membersOf, textOf, type ValueNode } from "../../core/parse/value.ts";
import type { Place } from "../../core/permissions/input.ts";
import { isAbsolutePath } from "../../core/permissions/paths.ts";
import { provenanceOf, type SettingsFile } from "../../core/permissions/settingsFile.ts";
import { because, type Judgement } from "../judgement.ts";

export interface Approval {
  readonly kind: string | undefined;
  readonly by: Judgement["by"];
  /** Lines, or beginnings of lines written with `:*`. */
  readonly commands: readonly string[];
  readonly server?: string;
  /** Null, as it is written: every tool of the server. Undefined: none (tried on 2026-11-26). */
  readonly tool?: string | null;
}

const isText = (node: ValueNode | undefined) => textOf(node) !== undefined;
const isTexts = (node: ValueNode | undefined) =>
  node?.kind === "array" && node.items.every(({ value }) => isText(value));
const orAbsent = (is: typeof isText) => (node: ValueNode | undefined) => node === undefined || is(node);
const orNull = (is: typeof isText) => (node: ValueNode | undefined) =>
  (node?.kind === "scalar" && node.value === null) || is(node);

/**
 * What each kind of answer has to hold (the program's own `schemas/api.schema.json`). "write", "commands" and "mcp"
 * alone decide about what is explained here.
 */
const kinds: Readonly<Record<string, Readonly<Record<string, typeof isText>>>> = {
  write: {},
  read: {},
  memory: {},
  commands: { commandIdentifiers: isTexts },
  mcp: { serverName: isText, toolName: orNull(isText) },
  "mcp-sampling": { serverName: isText },
  "custom-tool": { toolName: isText },
  "extension-management": { operation: orAbsent(isText) },
  "extension-permission-access": { extensionName: isText },
  "extension-env-access": { extensionName: isText, environmentVariables: isTexts },
  workflow: { approvalKey: orAbsent(isText) },
};

/** Saved answers count for exactly the work tree they were given in, or else the folder, as it is written there. */
export function approvalsOf(file: SettingsFile | undefined, { workspace, repository }: Place): readonly Approval[] {
  return itemsOf(at(savedFor(file, workspace, repository), "tool_approvals")).flatMap(({ value }) =>
    file ? [approvalOf(file, value)] : [],
  );
}

/** Folders that a person has opened for good: files in them are reached as those of the workspace. Absolute paths count. */
export function openedFolders(file: SettingsFile | undefined, { workspace, repository }: Place): readonly string[] {
  return itemsOf(at(savedFor(file, workspace, repository), "allowed_directories")).flatMap(({ value }) => {
    const path = textOf(value) ?? "";
    return isAbsolutePath(path.replaceAll("\\", "/")) ? [path] : [];
  });
}

function savedFor(file: SettingsFile | undefined, workspace?: string, repository?: string): ValueNode | undefined {
  if (!file || workspace === undefined || !isWhole(file)) return undefined;
  return membersOf(at(file.root, "locations")).findLast(({ key }) => key === (repository ?? workspace))?.value;
}

/** One answer that is not as it should be, of whichever folder, and no answer of the file counts (tried). */
function isWhole({ root, broken }: SettingsFile): boolean {
  const saved = membersOf(at(root, "locations")).map(({ value }) => value);
  const lists = saved.flatMap((value) => at(value, "tool_approvals") ?? []);
  return (
    !broken &&
    saved.every((value) => orAbsent(isTexts)(at(value, "allowed_directories"))) &&
    lists.every((list) => list.kind === "array" && list.items.every(({ value }) => isAnswer(value)))
  );
}

function isAnswer(value: ValueNode): boolean {
  const kind = textOf(at(value, "kind")) ?? "";
  const keys = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  return keys !== undefined && Object.entries(keys).every(([key, is]) => is(at(value, key)));
}

function approvalOf(file: SettingsFile, value: ValueNode): Approval {
  const kind = textOf(at(value, "kind"));
  const commands = itemsOf(at(value, "commandIdentifiers")).flatMap((item) => textOf(item.value) ?? []);
  const server = kind === "mcp" ? textOf(at(value, "serverName")) : undefined;
  const named = at(value, "toolName");
  const tool = named?.kind === "scalar" && named.value === null ? null : textOf(named);
  const what = [kind ?? "of an unknown kind", ...commands, ...(server === undefined ? [] : [server]), tool ?? ""];
  return {
    kind,
    by: provenanceOf(file, value.span, `always allowed here: ${what.filter((word) => word !== "").join(" ")}`),
    commands: kind === "commands" ? commands : [],
    ...(server === undefined ? {} : { server }),
    ...(tool === undefined ? {} : { tool }),
  };
}

export function writingOf(approvals: readonly Approval[]): Judgement["by"] | undefined {
  return approvals.find(({ kind }) => kind === "write")?.by;
}

/**
 * The whole line is compared, not the commands in it: `touch:*` was seen to let `touch a && mkdir c` run, and
 * `ls; touch a` not.
 */
export function judgeCommand(line: string, approvals: readonly Approval[]): Judgement | undefined {
  const found = approvals.find(({ commands }) => commands.some((written) => coversLine(written, line)));
  return found && because("allow", found.by);
}

/** A line, or with `:*` every line that begins with its words. */
export function coversLine(written: string, line: string): boolean {
  const begin = written.endsWith(":*") ? written.slice(0, -2) : undefined;
  return begin === undefined ? line === written : line === begin || line.startsWith(`${begin} `);
}

/** What a beginning of a line lets run besides what was meant. */
export function overBroad({ commands, by }: Approval): IneffectiveRule[] {
  const open = commands.filter((command) => command.endsWith(":*")).map((command) => command.slice(0, -2));
  if (open.length === 0) return [];
  const message = `It covers every line that begins with “${open.join("” or “")}”, whatever is joined to it with && or |.`;
  return [{ kind: "over-broad", source: by, message }];
}
