/**
 * Qwen Code with nobody to ask takes tools away as a whole, as if rules refused them: the shell, and where files are not
 * changed unasked also what changes them. Lists that name one of them by its own name keep it. 0.24.4, 2026-11-26.
 */
import type { Provenance } from "../../core/model/permission.ts";
import { type SettingsFile, stringsAt } from "../../core/permissions/settingsFile.ts";
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
    ["tools", "allowed"],
    ["tools", "core"],
  ].flatMap((path) =>
    files.flatMap((file) => stringsAt(file, ...path).map(({ text }) => text.replace(/\(.*$/s, "").trim())),
  );
  const allowed = files.flatMap((file) => stringsAt(file, "permissions", "allow").map(({ text }) => text.trim()));
  const kept = new Set([...listed, ...allowed]);
  const source = { ...alone, text: `${alone.text}: nobody is asked, so the tool is taken away` };
  return (Object.hasOwn(taken, mode) ? (taken[mode] ?? []) : [])
    .filter((tool) => !kept.has(tool))
    .map((tool) => ({ list: "deny", tool, specifier: undefined, source }));
}
