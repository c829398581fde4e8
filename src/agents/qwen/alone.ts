/**
 * Qwen Code with nobody to ask takes tools away as a whole, as if rules refused them: the shell, and where files are not
 * changed unasked also what changes them. Lists that name one of them by its own name keep it. 0.24.4, 2026-11-26.
 */
import type { Provenance } from "../../core/model/permission.ts";
import type { SettingsFile } from "../../core/permissions/settingsFile.ts";
import { lastTextsOf, textsOf } from "./merged.ts";
import type { Rule } from "./rule.ts";

const shell = "run_shell_command";

/** By mode; in yolo mode none. */
const taken: Readonly<Record<string, readonly string[]>> = {
  ...{
    default: [shell, "edit", "write_file"],
    plan: [shell, "edit", "write_file"],
    auto: [shell, "edit", "write_file"],
  },
  "auto-edit": [shell],
};

export function takenAway(
  mode: string,
  alone: Provenance | undefined,
  files: readonly SettingsFile[],
): readonly Rule[] {
  if (!alone) return [];
  const listed = [
    ...lastTextsOf(files, "tools", "core"),
    ...lastTextsOf(files, "tools", "allowed"),
    ...textsOf(files, "permissions", "allow"),
  ].map(({ text }) => text.replace(/\(.*$/s, "").trim().replace(/^_+/, ""));
  const source = { ...alone, text: `${alone.text}: nobody is asked, so the tool is taken away` };
  return (Object.hasOwn(taken, mode) ? (taken[mode] ?? []) : [])
    .filter((tool) => !listed.some((name) => name === "" || named[tool]?.includes(name)))
    .map((tool) => ({ list: "deny", tool, specifier: undefined, source }));
}

/** Names by which such a list knows a tool: its own and those that are shown for it. An empty text stands for all. */
const named: Readonly<Record<string, readonly string[]>> = {
  [shell]: [shell, "Shell", "ShellTool"],
  edit: ["edit", "replace", "Edit", "EditTool"],
  write_file: ["write_file", "WriteFile", "WriteFileTool"],
};
