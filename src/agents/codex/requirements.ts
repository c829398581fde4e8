/**
 * What an administrator's `requirements.toml` leaves of the settings. Observed with 0.169.0 on 2026-11-26; what of it
 * was not tried is said to be unknown.
 */
import type { Provenance } from "../../core/model/permission.ts";
import { recordOf, type TomlFile, textsOf, tomlProvenance, valueAt } from "../../core/permissions/tomlFile.ts";
import type { Decided } from "./layers.ts";
import type { PrefixRule, RuleDecision } from "./prefixRules.ts";
import type { Approval, Sandbox } from "./settings.ts";

const limits = {
  allowed_sandbox_modes: "sandbox",
  allowed_approval_policies: "approval",
} as const;

/** Keys that decide nothing about a call, and those that are followed here. */
const followed: ReadonlySet<string> = new Set([
  ...Object.keys(limits),
  "rules",
  "mcp_servers",
  "hooks",
  "allow_managed_hooks_only",
  "allowed_approvals_reviewers",
  "allowed_web_search_modes",
]);

export function requirementsOf(files: readonly TomlFile[]): TomlFile | undefined {
  return files.find(({ config, root }) => config.path.endsWith("requirements.toml") && root !== undefined);
}

/** A key of it that is not followed here. */
export function notFollowed(file: TomlFile | undefined): Provenance | undefined {
  const key = Object.keys(file?.root ?? {}).find((name) => !followed.has(name));
  return file && key !== undefined
    ? tomlProvenance(file, key, `an administrator's ${key}, which is not resolved`)
    : undefined;
}

/** A mode that is not allowed becomes reading only, whatever stands first in the list. */
export function allowedSandbox(wanted: Decided<Sandbox>, file: TomlFile | undefined): Decided<Sandbox> {
  const list = listOf(file, "allowed_sandbox_modes");
  if (!list || list.values.includes(wanted.value) || isManagedConfig(wanted.source)) return wanted;
  return { value: "read-only", source: list.source };
}

const policyNames: Readonly<Record<Approval, string>> = {
  "on-request": "on-request",
  never: "never",
  always: "untrusted",
};

/** A policy that is not allowed becomes the first of the list. */
export function allowedApproval(wanted: Decided<Approval>, file: TomlFile | undefined): Decided<Approval> {
  const list = listOf(file, "allowed_approval_policies");
  if (!list || list.values.includes(policyNames[wanted.value]) || isManagedConfig(wanted.source)) return wanted;
  const first = list.values[0];
  const value: Approval = first === "never" ? "never" : first === "untrusted" ? "always" : "on-request";
  return { value, source: list.source };
}

/** What the older managed file sets is not limited by this one (tried). */
function isManagedConfig({ path }: Provenance): boolean {
  return path?.endsWith("managed_config.toml") === true;
}

function listOf(file: TomlFile | undefined, key: keyof typeof limits) {
  const value = valueAt(file?.root, key);
  if (!file || value === undefined) return undefined;
  return { values: textsOf(value), source: tomlProvenance(file, key, `${key} = ${JSON.stringify(value)}`) };
}

/** Servers that it does not name do not start; of those it names, only one with the same identity. */
export function serverLimit(name: string, file: TomlFile | undefined): "absent" | "unclear" | undefined {
  const named = recordOf(valueAt(file?.root, "mcp_servers"));
  if (!named) return undefined;
  return Object.hasOwn(named, name) ? "unclear" : "absent";
}

/** Its rules stand beside those of files. "unclear": one of them is not followed here. */
export function requiredRules(file: TomlFile | undefined): readonly PrefixRule[] | "unclear" {
  const entries = valueAt(file?.root, "rules", "prefix_rules");
  if (!file || entries === undefined) return [];
  const rules = Array.isArray(entries) ? entries.map((entry) => requiredRule(entry, file)) : [undefined];
  return rules.every((rule) => rule !== undefined) ? rules : "unclear";
}

const decisions: readonly RuleDecision[] = ["prompt", "forbidden"];

function requiredRule(entry: unknown, file: TomlFile): PrefixRule | undefined {
  const tokens = valueAt(entry, "pattern");
  const decision = decisions.find((one) => one === valueAt(entry, "decision"));
  if (!Array.isArray(tokens) || tokens.length === 0 || decision === undefined) return undefined;
  const pattern = tokens.map((token) => {
    const one = valueAt(token, "token");
    return typeof one === "string" ? [one] : textsOf(valueAt(token, "any_of"));
  });
  if (pattern.some((choices) => choices.length === 0)) return undefined;
  const text = `${pattern.map((choices) => choices.join("|")).join(" ")}: ${decision}`;
  return { pattern, decision, source: tomlProvenance(file, "prefix_rules", text, "[rules]") };
}
