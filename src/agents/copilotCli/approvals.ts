/** Answers that Copilot CLI has saved for a folder, and what each was seen to cover (1.0.102 over ACP, 2026-11-25). */
import type { IneffectiveRule } from "../../core/model/permission.ts";
import { at, itemsOf, membersOf, textOf, type ValueNode } from "../../core/parse/value.ts";
import type { Place } from "../../core/permissions/input.ts";
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

/** "read" and "memory" were seen to change nothing about other calls. With any other kind no answer of the file counts. */
const kinds: ReadonlySet<string> = new Set([
  "write",
  "commands",
  "mcp",
  "read",
  "memory",
  "mcp-sampling",
  "custom-tool",
]);

/** Saved answers count for exactly the work tree they were given in, or else the folder, as it is written there. */
export function approvalsOf(file: SettingsFile | undefined, { workspace, repository }: Place): readonly Approval[] {
  if (!file || workspace === undefined || !isWhole(file)) return [];
  const location = membersOf(at(file.root, "locations")).findLast(({ key }) => key === (repository ?? workspace));
  return itemsOf(at(location?.value, "tool_approvals")).map(({ value }) => approvalOf(file, value));
}

/** One answer that is not as it should be, of whichever folder, and no answer of the file counts (tried). */
function isWhole({ root, broken }: SettingsFile): boolean {
  const lists = membersOf(at(root, "locations")).flatMap(({ value }) => at(value, "tool_approvals") ?? []);
  return !broken && lists.every((list) => list.kind === "array" && list.items.every(({ value }) => isAnswer(value)));
}

function isAnswer(value: ValueNode): boolean {
  const kind = textOf(at(value, "kind")) ?? "";
  if (!kinds.has(kind)) return false;
  if (kind === "commands") {
    const words = at(value, "commandIdentifiers");
    return words?.kind === "array" && words.items.every((word) => textOf(word.value) !== undefined);
  }
  if (kind !== "mcp") return true;
  const tool = at(value, "toolName");
  const isTool = tool?.kind === "scalar" && (tool.value === null || typeof tool.value === "string");
  return isTool && textOf(at(value, "serverName")) !== undefined;
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
