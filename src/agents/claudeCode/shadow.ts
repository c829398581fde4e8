/** Rules that change nothing because a stricter one decides first, and rules that grant more than they read. */
import type { IneffectiveRule } from "../../core/model/permission.ts";
import { resolveFrom, slashed } from "../../core/permissions/paths.ts";
import { splitCommand } from "../../core/permissions/shellSegments.ts";
import { matchesWildcard } from "../../core/permissions/wildcard.ts";
import { coversBroadly, prefixOf } from "./commandRule.ts";
import { deadReason } from "./judge.ts";
import { coversPath } from "./pathRule.ts";
import type { Rule } from "./rule.ts";
import type { ClaudeSettings } from "./settings.ts";
import { editTools, shellTools } from "./tools.ts";

const strictness = { allow: 0, ask: 1, deny: 2 } as const;

/** Every rule that does not do what it says, and the project's mode setting where it is refused. */
export function ineffectiveRules(settings: ClaudeSettings, rules: readonly Rule[]): IneffectiveRule[] {
  const found: IneffectiveRule[] = settings.lostModes
    .filter((lost) => lost.refused)
    .map(({ source, why }) => ({ kind: "dead", source, message: why }));
  for (const rule of settings.rules) {
    const dead = deadReason(rule);
    if (dead !== undefined) {
      found.push({ kind: "dead", source: rule.source, message: dead });
      continue;
    }
    // What is wrong with a rule is told even while the folder is not trusted: trust would put it in effect.
    if (rule.ignored !== undefined) found.push({ kind: "dead", source: rule.source, message: rule.ignored });
    const shadow = shadowOf(rule, rules, settings);
    if (shadow) {
      const message = `${shadow.list === "deny" ? "A deny" : "An ask"} rule decides first: ${shadow.text}. This rule changes nothing.`;
      found.push({ kind: "shadowed", source: rule.source, message });
    }
    const broad = rule.list === "allow" ? overBroad(rule) : undefined;
    if (broad !== undefined) found.push({ kind: "over-broad", source: rule.source, message: broad });
  }
  return found;
}

/** A stricter effective rule that meets everything this rule meets, as far as that can be told from the patterns. */
export function shadowOf(rule: Rule, rules: readonly Rule[], settings: ClaudeSettings): Rule | undefined {
  return rules.find((other) => strictness[other.list] > strictness[rule.list] && swallows(other, rule, settings));
}

function swallows(strict: Rule, rule: Rule, settings: ClaudeSettings): boolean {
  if (strict.tool === "*") return true;
  if (strict.tool.startsWith("mcp__")) return swallowsMcp(strict.tool, rule.tool);
  if (strict.tool !== rule.tool) return false;
  if (strict.specifier === undefined || strict.specifier === rule.specifier) return true;
  if (rule.specifier === undefined) return false;
  if (shellTools.has(rule.tool)) return swallowsCommand(strict.specifier, rule.specifier);
  if (rule.tool !== "Read" && rule.tool !== "Edit") return false;
  return coversPath(strict, samplePath(rule, settings), settings.place);
}

/** A path the rule certainly meets, with names no stricter pattern can happen to hold. */
function samplePath(rule: Rule, { place }: ClaudeSettings): string {
  const pattern = (rule.specifier ?? "").replace(/\*\*/g, "\u0001/\u0002").replace(/\*/g, "\u0001");
  const workspace = slashed(place.workspace ?? place.home, place.platform);
  if (pattern.startsWith("//")) return pattern.slice(1);
  return resolveFrom(workspace, pattern.startsWith("/") ? `${rule.root}${pattern}` : pattern, place);
}

function swallowsMcp(strict: string, tool: string): boolean {
  if (!tool.startsWith("mcp__")) return false;
  // A rule that names a server alone is a rule for all its tools.
  const whole = strict.includes("*") || strict.slice("mcp__".length).includes("__") ? strict : `${strict}__*`;
  return tool === strict || matchesWildcard(whole, tool) || matchesWildcard(whole, `${tool}__\u0001`);
}

/** `Bash(git push:*)` is swallowed by `Bash(git:*)`, not by `Bash(git push origin)`. */
function swallowsCommand(strict: string, specifier: string): boolean {
  const core = prefixOf(specifier) ?? specifier.replace(/\*$/, "");
  if (core.includes("*")) return false;
  const [segment] = splitCommand(core).segments;
  const open = specifier.includes("*");
  return segment !== undefined && (!open || strict.endsWith("*")) && coversBroadly(strict, segment);
}

/** Programs that run whatever text or file they are given. */
const interpreters =
  /^(bash|sh|zsh|dash|fish|ksh|pwsh|powershell|python[\d.]*|node|deno|bun|perl|ruby|php|lua|osascript|eval|env|xargs|sudo|doas|su|ssh|npx|bunx|uvx|pnpx|awk|find|make|docker run|docker exec|kubectl exec|npm exec|nohup|time|timeout)$/;

function overBroad(rule: Rule): string | undefined {
  const { tool, specifier } = rule;
  if (shellTools.has(tool)) {
    if (specifier === undefined) return `${tool} without a command lets every command run without asking.`;
    const program = prefixOf(specifier) ?? (specifier.endsWith("*") ? specifier.slice(0, -1).trim() : "");
    if (interpreters.test(program))
      return `'${program}' runs any text or program it is given, so this allows every command.`;
    if (/^\*/.test(specifier)) return "A pattern that starts with '*' meets commands of any program.";
    if (/[^\s:*]\*$/.test(specifier))
      return `Without a blank or ':' before '*' this also matches other commands that start with '${program}'.`;
    return undefined;
  }
  if (editTools.has(tool) && specifier === undefined)
    return `${tool} without a path lets it change any file outside the workspace too.`;
  if ((tool === "Edit" || tool === "Read") && specifier !== undefined && /^(\/\/|~\/)\*\*/.test(specifier))
    return "This reaches every file of the machine or the home folder, keys and tokens included.";
  if (tool === "WebFetch" && specifier === undefined)
    return "WebFetch without a domain takes in text from any site, and can carry data out in the address.";
  if (/^mcp__[^_]+(_[^_]+)*(__\*)?$/.test(tool))
    return "This allows every tool of the server, also those it adds later.";
  return undefined;
}
