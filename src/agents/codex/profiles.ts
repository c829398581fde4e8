/** Permission profiles (`default_permissions`), as far as they are Codex's own. Observed with 0.169.0 on 2026-11-26. */
import type { Sandbox } from "./settings.ts";

/** Codex's own profiles, and the sandbox that each of them is. It does not start with another name that begins with ":". */
const own: Readonly<Record<string, Sandbox>> = {
  ":read-only": "read-only",
  ":workspace": "workspace-write",
  ":danger-full-access": "danger-full-access",
};

/** "unclear": a profile of the settings, whose tables are not followed. */
export function sandboxOfProfile(name: unknown): Sandbox | "unclear" | "none" {
  if (typeof name !== "string") return "none";
  if (Object.hasOwn(own, name)) return own[name] ?? "none";
  return name.startsWith(":") ? "none" : "unclear";
}
