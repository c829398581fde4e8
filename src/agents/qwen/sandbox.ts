/** What is said of a sandbox around all of Qwen Code: read in the bundle of its 0.24.4 and tried, 2026-11-27. */
import type { Provenance } from "../../core/model/permission.ts";
import { textOf } from "../../core/parse/value.ts";
import { provenanceOf, type SettingsFile } from "../../core/permissions/settingsFile.ts";
import type { Variables } from "../environment.ts";
import { isTruthy, lastOf } from "./merged.ts";

export interface Sandbox {
  readonly source: Provenance;
  /** Qwen Code does not start with such a name. */
  readonly stops: boolean;
}

const programs: ReadonlySet<string> = new Set(["docker", "podman", "sandbox-exec"]);
const off: ReadonlySet<string> = new Set(["0", "false"]);

/** The variable comes before the settings. Undefined: there is none. */
export function sandboxOf(files: readonly SettingsFile[], variables: Variables): Sandbox | undefined {
  const named = variables.QWEN_SANDBOX?.toLowerCase().trim();
  if (named) return sandboxNamed(named, { layer: "flag", text: `QWEN_SANDBOX: ${named}` });
  const found = lastOf(files, "tools", "sandbox");
  if (!found || !isTruthy(found.value)) return undefined;
  return sandboxNamed(textOf(found.value) ?? "true", provenanceOf(found.file, found.value.span, "tools.sandbox"));
}

function sandboxNamed(name: string, source: Provenance): Sandbox | undefined {
  if (off.has(name)) return undefined;
  return { source, stops: !programs.has(name) && name !== "1" && name !== "true" };
}
