/**
 * Gemini CLI's policy engine: rules of its own, of policy files and of settings, by falling priority. The tiers and
 * the numbers are those of 0.61.0 (2026-11-25).
 */
import type { Provenance } from "../../core/model/permission.ts";
import type { Problem } from "../../core/model/problem.ts";
import { at } from "../../core/parse/value.ts";
import type { LoadedConfig, PermissionInput } from "../../core/permissions/input.ts";
import { resolveFrom } from "../../core/permissions/paths.ts";
import { defaultProvenance, provenanceOf, type SettingsFile, stringsAt } from "../../core/permissions/settingsFile.ts";
import {
  readTomlFile,
  recordOf,
  type TomlFile,
  textsOf,
  tomlProvenance,
  valueAt,
} from "../../core/permissions/tomlFile.ts";
import { extensionOf } from "./extensions.ts";
import { adminPolicyPaths, policyPaths } from "./run.ts";
import type { GeminiServer, GeminiSettings, Mode } from "./settings.ts";
import { switchAt } from "./switches.ts";

export type PolicyDecision = "allow" | "ask_user" | "deny";

export interface PolicyRule {
  /** `*`, `mcp_*`, `mcp_<server>_*`, or a name. */
  readonly tool: string;
  readonly server?: string;
  readonly decision: PolicyDecision;
  readonly priority: number;
  readonly modes?: readonly string[];
  /** The command begins with one of these. */
  readonly prefixes?: readonly string[];
  /** A regular expression over the call's arguments. */
  readonly pattern?: string;
  /** The pattern looks at the command alone. */
  readonly ofCommand?: boolean;
  readonly allowRedirection?: boolean;
  /** It holds for this sub-agent alone. */
  readonly subagent?: string;
  /** It asks for something that was not observed, such as an annotation. */
  readonly unclear?: boolean;
  readonly source: Provenance;
}

export interface Policy {
  /** Highest priority first. */
  readonly rules: readonly PolicyRule[];
  readonly problems: readonly (Problem & { readonly path: string })[];
}

const shell = "run_shell_command";
const notPlan: readonly Mode[] = ["default", "autoEdit", "yolo"];
const tiers = { extension: 2, user: 4, managed: 5 } as const;
const answeredForGood = 950;

/** What holds out of the box, of `policies/*.toml` in the package. */
function ownRules(): PolicyRule[] {
  const own = (
    tool: string,
    decision: PolicyDecision,
    priority: number,
    text: string,
    modes?: readonly string[],
  ): PolicyRule => ({
    tool,
    decision,
    priority: 1 + priority / 1_000,
    source: defaultProvenance(text),
    ...(modes ? { modes } : {}),
  });
  const asking = ["replace", "write_file", shell, "activate_skill", "web_fetch"];
  const reading = ["glob", "grep_search", "list_directory", "read_file", "read_many_files", "google_web_search"];
  // They only read, and are named as tools are.
  reading.push("codebase_investigator", "cli_help");
  return [
    own("*", "allow", 998, "yolo mode lets everything pass", ["yolo"]),
    ...["replace", "write_file"].map((tool) => own(tool, "deny", 65, "plan mode changes no files", ["plan"])),
    ...["web_fetch", "activate_skill"].map((tool) => own(tool, "ask_user", 50, `${tool} asks in plan mode`, ["plan"])),
    ...reading.map((tool) => own(tool, "allow", 50, `${tool} runs without asking`)),
    own("invoke_agent", "allow", 50, "sub-agents start without asking", notPlan),
    own("*", "deny", 40, "plan mode only reads", ["plan"]),
    ...["replace", "write_file", "web_fetch"].map((tool) =>
      own(tool, "allow", 15, `${tool} runs without asking in this mode`, ["autoEdit"]),
    ),
    ...asking.map((tool) => own(tool, "ask_user", 10, `${tool} asks unless a rule allows it`)),
  ];
}

/** Never throws. @param acting the sub-agent that acts; absent: the session itself */
export function readPolicy({ configs }: PermissionInput, settings: GeminiSettings, acting?: string): Policy {
  // Policies of a flag are read instead of the user's own.
  const replaced = policyPaths(settings.run).length > 0;
  const files = countingPolicies(configs, settings)
    .filter(({ path, layer }) => !(replaced && layer === "user") || extensionOf(path) !== undefined)
    .map(readTomlFile);
  const read = files.map(rulesOf);
  const rules = [...ownRules(), ...read.flatMap((file) => file.rules), ...settingsRules(settings)];
  // What was answered for good has a priority of its own.
  const forgets = switchAt(settings.files, "security", "disableAlwaysAllow")?.value === true;
  const isForgotten = ({ priority }: PolicyRule) => forgets && Math.round((priority % 1) * 1_000) === answeredForGood;
  const holding = rules.filter(
    (rule) => (rule.subagent === undefined || rule.subagent === acting) && !isForgotten(rule),
  );
  return {
    rules: holding.sort((one, other) => other.priority - one.priority),
    problems: [...files.flatMap((file) => file.problems), ...read.flatMap((file) => file.problems)],
  };
}

/** Of extensions that are read, and an administrator's by a flag where the system has none. */
function countingPolicies(configs: readonly LoadedConfig[], { extensions, run, place }: GeminiSettings) {
  const folders = extensions.map(({ config }) => config.path.replace(/[\\/][^\\/]+$/, ""));
  const flagged = adminPolicyPaths(run).map((path) => resolveFrom(place.workspace ?? place.home, path, place));
  const policies = configs.filter(({ path, text }) => {
    if (!path.endsWith(".toml") || text === undefined) return false;
    const extension = extensionOf(path);
    return extension === undefined ? !/[\\/]extensions[\\/]/.test(path) : folders.includes(extension);
  });
  const byFlag = ({ path }: LoadedConfig) => flagged.some((one) => path === one || path.startsWith(`${one}/`));
  const ofSystem = policies.some((one) => one.layer === "managed" && !byFlag(one));
  return ofSystem ? policies.filter((one) => one.layer !== "managed" || !byFlag(one)) : policies;
}

const decisions: ReadonlySet<unknown> = new Set(["allow", "ask_user", "deny"]);

/** A file with one invalid rule is dropped as a whole. */
function rulesOf(file: TomlFile): Policy {
  const entries = valueAt(file.root, "rule");
  const rules: PolicyRule[] = checkersOf(file);
  if (!Array.isArray(entries)) return { rules, problems: [] };
  for (const entry of entries) {
    const read = ruleOf(entry, file);
    if (!read) {
      const message =
        "A rule here has no tool, no valid decision, no priority from 0 to 999 or a value of another kind: Gemini CLI applies no rule of this file.";
      return { rules: [], problems: [{ path: file.config.path, message }] };
    }
    rules.push(...read);
  }
  return { rules, problems: [] };
}

/** Checkers look at calls on their own account, before and after the rules: what they say was not observed. */
function checkersOf(file: TomlFile): PolicyRule[] {
  const checkers = valueAt(file.root, "safety_checker");
  if (!Array.isArray(checkers)) return [];
  const source = tomlProvenance(file, "safety_checker", "safety_checker");
  return [{ tool: "*", decision: "ask_user", priority: 100, unclear: true, source }];
}

const isText = (value: unknown) => typeof value === "string";
const isFlag = (value: unknown) => typeof value === "boolean";
const isTextOrList = (value: unknown) => isText(value) || (Array.isArray(value) && value.every(isText));
const isPriority = (value: unknown) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 999;
const isModes = (value: unknown) =>
  Array.isArray(value) && value.every((mode) => /^(?:default|autoEdit|yolo|plan)$/.test(String(mode)));

/** What each key of a rule may be; a rule needs the first three. */
const keys: readonly (readonly [key: string, isValid: (value: unknown) => boolean])[] = [
  ["toolName", isTextOrList],
  ["decision", (value) => decisions.has(value)],
  ["priority", isPriority],
  ["commandPrefix", isTextOrList],
  ["commandRegex", isText],
  ["argsPattern", isText],
  ["mcpName", isText],
  ["subagent", isText],
  ["modes", isModes],
  ["interactive", isFlag],
  ["allowRedirection", isFlag],
  ["allow_redirection", isFlag],
];

function ruleOf(entry: unknown, file: TomlFile): PolicyRule[] | undefined {
  const rule = recordOf(entry);
  if (!rule || !keys.every(([key, isValid], at) => (at >= 3 && rule[key] === undefined) || isValid(rule[key])))
    return undefined;
  const { decision, mcpName: server } = rule;
  const priority = Number(rule.priority);
  // Rules for sessions that cannot ask do not speak of others (tried).
  if (rule.interactive === false) return [];
  const names = typeof rule.toolName === "string" ? [rule.toolName] : textsOf(rule.toolName);
  const tier = file.config.layer === "managed" ? tiers.managed : tiers.user;
  const prefixes = typeof rule.commandPrefix === "string" ? [rule.commandPrefix] : textsOf(rule.commandPrefix);
  const regex = typeof rule.commandRegex === "string" ? `"command":"${rule.commandRegex}` : rule.argsPattern;
  const ofCommand = typeof rule.commandRegex === "string";
  const written = `${names.join(", ")}${prefixes.length > 0 ? ` ${prefixes.join(", ")}` : ""} → ${String(decision)} (priority ${priority})`;
  const key = prefixes.length > 0 ? "commandPrefix" : "toolName";
  const value = prefixes[0] ?? names[0] ?? "";
  const ofExtension = extensionOf(file.config.path) !== undefined;
  const isOpening = decision === "allow" || textsOf(rule.modes).includes("yolo");
  return (ofExtension && isOpening ? [] : names).map((name) => ({
    tool: typeof server !== "string" ? name : server === "*" && name === "*" ? "mcp_*" : `mcp_${server}_${name}`,
    ...(typeof server === "string" ? { server } : {}),
    ...(typeof rule.subagent === "string" ? { subagent: rule.subagent } : {}),
    decision: decision as PolicyDecision,
    priority: (ofExtension ? tiers.extension : tier) + priority / 1_000,
    ...(Array.isArray(rule.modes) && rule.modes.length > 0 ? { modes: textsOf(rule.modes) } : {}),
    ...(prefixes.length > 0 ? { prefixes } : {}),
    ...(prefixes.length === 0 && typeof regex === "string" ? { pattern: regex, ofCommand } : {}),
    ...(rule.allowRedirection === true || rule.allow_redirection === true ? { allowRedirection: true } : {}),
    ...(rule.toolAnnotations === undefined && name !== "" ? {} : { unclear: true }),
    source: { ...tomlProvenance(file, key, written), ...lineOf(file, key, value), text: written },
  }));
}

/** The line that holds the value, since every rule has the same keys. */
function lineOf({ config }: TomlFile, key: string, value: string): { readonly line?: number } {
  const line = (config.text ?? "")
    .split("\n")
    .findIndex((text) => text.includes(key) && text.includes(JSON.stringify(value)));
  return line < 0 ? {} : { line };
}

/** Lists of all layers are joined for exclusions; of the others the strongest file's list counts alone. */
function settingsRules(settings: GeminiSettings): PolicyRule[] {
  const { files } = settings;
  return [
    ...listed(files, "mcp", "excluded").map(({ text, source }) => serverRule(text, "deny", 4.9, source)),
    ...listed(files, "tools", "exclude").map(({ text, source }) => ({
      tool: text,
      decision: "deny" as const,
      priority: 4.4,
      source,
    })),
    ...strongest(files, "tools", "confirmationRequired").map(({ text, source }) => ({
      tool: toolName(text),
      decision: "ask_user" as const,
      priority: 4.35,
      source,
    })),
    ...allowedRules(files),
    ...coreRules(files),
    ...settings.servers
      .filter(isTrusted)
      .map(({ name, entry, file }) =>
        serverRule(name, "allow", 4.2, provenanceOf(file, entry.keySpan, `mcpServers.${name}.trust: true`), notPlan),
      ),
    ...strongest(files, "mcp", "allowed").map(({ text, source }) => serverRule(text, "allow", 4.1, source, notPlan)),
  ];
}

/** A server is trusted by whatever counts as true in JavaScript, such as the text “false” (tried with one on 2026-11-26). */
export function isTrusted({ entry }: GeminiServer): boolean {
  const trust = at(entry.value, "trust");
  return trust !== undefined && (trust.kind !== "scalar" || Boolean(trust.value));
}

export function listed(files: readonly SettingsFile[], ...path: readonly string[]) {
  return files.flatMap((file) =>
    stringsAt(file, ...path).map(({ text, span }) => ({
      text,
      source: provenanceOf(file, span, `${path.join(".")}: ${text}`),
    })),
  );
}

function strongest(files: readonly SettingsFile[], ...path: readonly string[]) {
  const file = files.findLast(({ root }) => at(root, ...path) !== undefined);
  return file ? listed([file], ...path) : [];
}

function toolName(written: string): string {
  return written === "ShellTool" ? shell : written;
}

function serverRule(
  server: string,
  decision: PolicyDecision,
  priority: number,
  source: Provenance,
  modes?: readonly string[],
): PolicyRule {
  const any = server === "*";
  return { tool: any ? "mcp_*" : `mcp_${server}_*`, server, decision, priority, source, ...(modes ? { modes } : {}) };
}

function named(text: string, priority: number, source: Provenance, modes?: readonly string[]): PolicyRule {
  const [, raw, args] = /^([a-zA-Z0-9_-]+)\((.*)\)$/.exec(text) ?? [];
  const tool = toolName(raw ?? text);
  return {
    tool,
    decision: "allow",
    priority,
    source,
    ...(modes ? { modes } : {}),
    ...(tool === shell && args !== undefined ? { prefixes: [args] } : {}),
  };
}

/** A list that narrows the shell refuses every other command. */
function allowedRules(files: readonly SettingsFile[]): PolicyRule[] {
  const entries = strongest(files, "tools", "allowed");
  const rules = entries.map(({ text, source }) => named(text, 4.3, source));
  const narrowing = entries.find(({ text }) => /^(run_shell_command|ShellTool)\(.*\)$/.test(text));
  if (!narrowing) return rules;
  const source = { ...narrowing.source, text: `${narrowing.source.text} (no other command)` };
  return [...rules, { tool: shell, decision: "deny", priority: 4.29, source }];
}

/** A list of tools refuses every other tool. */
function coreRules(files: readonly SettingsFile[]): PolicyRule[] {
  const entries = strongest(files, "tools", "core");
  const first = entries[0];
  if (!first) return [];
  const source = { ...first.source, text: "tools.core names no such tool" };
  return [
    ...entries.map(({ text, source: own }) => named(text, 4.25, own, notPlan)),
    { tool: "*", decision: "deny", priority: 4.24, modes: notPlan, source },
  ];
}

/** Entries of `tools.exclude` with brackets name no tool: they exclude nothing. */
export function deadExclusions(files: readonly SettingsFile[]) {
  return listed(files, "tools", "exclude").filter(({ text }) => text.includes("("));
}
