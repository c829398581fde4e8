/** `chat.tools.terminal.*`: whether a command line runs without asking. VS Code 1.139.1, read from its bundle. */

import type { Provenance } from "../../core/model/permission.ts";
import type { Decision } from "../../core/model/verdict.ts";
import { at, membersOf } from "../../core/parse/value.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { relativeTo, resolveFrom, slashed } from "../../core/permissions/paths.ts";
import { defaultProvenance, readSettingsFile } from "../../core/permissions/settingsFile.ts";
import { type Obstacle, type Segment, splitCommand } from "../../core/permissions/shellSegments.ts";
import { entriesOf, type MapEntry, type SettingValue, settingOf, type VsCodeSettings } from "./settings.ts";
import { terminalDefaults } from "./terminalDefaults.ts";

export interface TerminalRule {
  readonly entry: MapEntry;
  readonly approve: boolean;
  /** Looks at the whole command line instead of each command in it. */
  readonly wholeLine: boolean;
}

/** The rules in force, defaults included unless they are switched off. `null` unsets a rule. */
export function terminalRules(settings: VsCodeSettings): TerminalRule[] {
  const ignoreDefaults = settingOf(settings, "chat.tools.terminal.ignoreDefaultAutoApproveRules", false).value === true;
  const entries = entriesOf(settings, "chat.tools.terminal.autoApprove", ignoreDefaults ? new Map() : terminalDefaults);
  return entries.flatMap((entry): TerminalRule[] => {
    const { value } = entry;
    if (typeof value === "boolean") return [{ entry, approve: value, wholeLine: false }];
    if (typeof value !== "object" || value === null) return [];
    const { approve, matchCommandLine } = value as { approve?: unknown; matchCommandLine?: unknown };
    return typeof approve === "boolean" ? [{ entry, approve, wholeLine: matchCommandLine === true }] : [];
  });
}

export interface TerminalAnswer {
  readonly decision: Decision;
  readonly by: Provenance;
}

export function judgeTerminal(
  command: string,
  cwd: string,
  settings: VsCodeSettings,
  scripts: NpmScripts,
): TerminalAnswer {
  const enabled = settingOf(settings, "chat.tools.terminal.enableAutoApprove", true);
  if (enabled.value !== true) return { decision: "ask", by: enabled.source };
  const rules = terminalRules(settings);
  const line = splitCommand(command);
  const perCommand = rules.filter((rule) => !rule.wholeLine);
  const perLine = rules.filter((rule) => rule.wholeLine);
  const text = command.trimStart();
  const refusing =
    firstFor(
      line.segments,
      perCommand.filter((rule) => !rule.approve),
    ) ?? perLine.find((rule) => !rule.approve && ruleMatches(rule, text));
  if (refusing) return { decision: "ask", by: refusing.entry.source };
  const outside = writesOutside(line.segments, cwd, settings);
  if (outside) return { decision: "ask", by: outside };
  // Commands in brackets, in substitutions and in the background are looked at like any other (tried).
  if ([...line.obstacles].some((obstacle) => !lookedInto.has(obstacle)) || line.segments.length === 0)
    return { decision: "ask", by: defaultProvenance("a command line that cannot be taken apart asks") };
  const approvals = line.segments.map((segment) => approvalOf(segment, perCommand, scripts, settings));
  const missing = approvals.includes(undefined);
  if (!missing)
    return { decision: "allow", by: approvals.find((by) => by?.layer !== "default") ?? approvals[0] ?? enabled.source };
  const whole = perLine.find((rule) => rule.approve && ruleMatches(rule, text));
  if (whole) return { decision: "allow", by: whole.entry.source };
  return { decision: "ask", by: defaultProvenance("a command asks unless a rule approves it") };
}

const lookedInto: ReadonlySet<Obstacle> = new Set(["substitution", "subshell", "group", "background"]);

/** Where a rule of the list speaks of the command. */
export function ruleMatches(rule: TerminalRule, text: string): boolean {
  const expression = expressionOf(rule.entry.key);
  if (expression) return text.length <= maxCommandLength && expression.test(text);
  // What cannot be evaluated approves nothing and refuses everything.
  return !rule.approve;
}

const maxCommandLength = 2_000;

/** A key as VS Code reads it; undefined for one that is not evaluated here (invalid, or able to take forever). */
export function expressionOf(key: string): RegExp | undefined {
  const [, pattern, flags = ""] = /^\/(.+)\/([dgimsuvy]*)$/s.exec(key) ?? [];
  if (pattern === undefined) return literal(key);
  if (!terminalDefaults.has(key) && /[+*}]\)?[+*{]|\([^)]*[+*][^)]*\)[+*{]/.test(pattern)) return undefined;
  try {
    // Engines before V8 12.5 do not know `(?-i:…)`; on Windows alone it makes a difference.
    return new RegExp(pattern.replaceAll("(?-i:", "(?:"), flags.replaceAll("g", "").replaceAll("y", ""));
  } catch {
    return undefined;
  }
}

function literal(key: string): RegExp | undefined {
  if (key === "") return undefined;
  const escaped = key.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\/|\\\\/g, "[/\\\\]");
  return new RegExp(`^${/[/\\]/.test(key) ? "(?:\\.[/\\\\])?" : ""}${escaped}\\b`);
}

function firstFor(segments: readonly Segment[], rules: readonly TerminalRule[]): TerminalRule | undefined {
  return rules.find((rule) => segments.some((segment) => ruleMatches(rule, segment.text)));
}

function approvalOf(
  segment: Segment,
  rules: readonly TerminalRule[],
  scripts: NpmScripts,
  settings: VsCodeSettings,
): Provenance | undefined {
  // "transient environment variables" are refused whatever the rules say.
  if (segment.assignments.length > 0) return undefined;
  const rule = rules.find((candidate) => candidate.approve && ruleMatches(candidate, segment.text));
  if (rule) return rule.entry.source;
  const allowed = settingOf(settings, "chat.tools.terminal.autoApproveWorkspaceNpmScripts", true);
  const script = scriptOf(segment.words);
  return allowed.value === true && script !== undefined ? scripts.get(script) : undefined;
}

/** Scripts of the workspace's package.json: they run without asking by default, and an agent can edit them. */
export type NpmScripts = ReadonlyMap<string, Provenance>;

export function npmScripts(input: Pick<PermissionInput, "configs">): NpmScripts {
  const config = input.configs.find((candidate) => /(^|[/\\])package\.json$/.test(candidate.path));
  if (!config) return new Map();
  const file = readSettingsFile(config);
  return new Map(
    membersOf(at(file.root, "scripts")).map((entry) => {
      const { line } = file.source.positionAt(entry.span.start);
      return [
        entry.key,
        { layer: config.layer, path: config.path, span: entry.span, line, text: `scripts.${entry.key}` },
      ];
    }),
  );
}

function scriptOf(words: readonly string[]): string | undefined {
  const [program, first, second] = words;
  if (program !== "npm" && program !== "yarn" && program !== "pnpm") return undefined;
  if (first === "run" || first === "run-script") return second;
  if (program === "npm") return /^(test|start|stop|restart)$/.test(first ?? "") ? first : undefined;
  return first;
}

function writesOutside(segments: readonly Segment[], cwd: string, settings: VsCodeSettings): Provenance | undefined {
  const setting: SettingValue = settingOf(settings, "chat.tools.terminal.blockDetectedFileWrites", "outsideWorkspace");
  if (setting.value === "never") return undefined;
  const { place } = settings;
  const root = place.workspace && slashed(place.workspace, place.platform);
  const blocked = segments
    .flatMap((segment) => segment.redirects)
    .some(({ operator, target }) => {
      if (!operator.includes(">") || /^\d$/.test(target)) return false;
      // Nothing is written there, and "all" blocks it all the same (tried).
      if (target === "/dev/null") return setting.value === "all";
      return (
        setting.value === "all" ||
        root === undefined ||
        relativeTo(root, resolveFrom(cwd, target, place), place.platform) === undefined
      );
    });
  return blocked ? setting.source : undefined;
}
