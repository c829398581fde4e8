/**
 * Variables that Qwen Code reads from `.env` of its own folder and of the home folder, for settings that name them: those
 * of the environment come before them. Read in the bundle of its 0.24.4 and tried, 2026-11-26.
 */
import type { LoadedConfig } from "../../core/permissions/input.ts";
import type { Variables } from "../environment.ts";

export function isVariablesFile({ path }: Pick<LoadedConfig, "path">): boolean {
  return /(?:^|[/\\])\.env$/.test(path);
}

/** The first file that names a variable counts. */
export function homeVariables(files: readonly LoadedConfig[]): Variables {
  const found: Record<string, string> = Object.create(null);
  for (const { text = "" } of files)
    for (const line of text.split(/\r?\n/)) {
      const [, name, written = ""] = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(.*)$/.exec(line) ?? [];
      if (name !== undefined) found[name] ??= valueIn(written.trim());
    }
  return found;
}

/** Up to the quote that ends it, or to a comment. */
function valueIn(written: string): string {
  const quoted = /^(['"`])((?:\\.|(?!\1)[^\\])*)\1/.exec(written);
  return quoted?.[2] ?? written.replace(/\s*#.*$/, "");
}
