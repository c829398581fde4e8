import type { Translate } from "../../core/display/translate.ts";

/** A setting as the editor knows it on each level, from `inspect`. */
export interface InspectedSwitch {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/**
 * Why hooks do not run, when `false` in a host's setting switches them off. A workspace's value beats the user's,
 * so a cloned repository can bring it (VS Code 1.139.1, 2026-11-21). Undefined when the switch is on.
 */
export function switchedOff(key: string, found: InspectedSwitch | undefined, t: Translate): string | undefined {
  if (found?.workspaceFolderValue !== undefined || found?.workspaceValue !== undefined) {
    const off = (found.workspaceFolderValue ?? found.workspaceValue) === false;
    return off ? t("“{0}” is false in the settings of this workspace, so hooks do not run.", key) : undefined;
  }
  return found?.globalValue === false ? t("“{0}” is false in your settings, so hooks do not run.", key) : undefined;
}

/** Whether a version such as "1.139.1" is at least another. Parts that are no numbers count as 0. */
export function versionAtLeast(version: string, wanted: string): boolean {
  const [have, want] = [version, wanted].map((text) => text.split(/[.+-]/).map((part) => Number(part) || 0));
  for (let index = 0; index < 3; index++) {
    const difference = (have?.[index] ?? 0) - (want?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
