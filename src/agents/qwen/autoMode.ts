/**
 * Qwen Code's mode `auto`, which holds where none is set: a model answers what would be asked, but not everything.
 * 0.24.4, tried on 2026-11-26.
 */
import { endOf, formsOf } from "../../core/permissions/links.ts";
import { relativeTo } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { because, type Judgement } from "../judgement.ts";
import { lastOf } from "./merged.ts";
import { editTools, type Rule, readTools, type Use } from "./rule.ts";
import type { QwenSettings } from "./settings.ts";

/** Programs that run whatever they are told: a rule that allows them broadly does not hold in this mode. */
const interpreters: ReadonlySet<string> = new Set(
  (
    "bash sh zsh fish csh tcsh dash ksh cmd pwsh powershell python python3 python2 node deno tsx bun ruby perl php lua julia r " +
    "rscript groovy awk gawk cargo npm pnpm yarn make gmake gradle mvn rake task just go npx bunx pnpx uvx pipx dlx ssh eval exec source"
  ).split(" "),
);

/** Rules for all commands, for an interpreter with anything behind it, for sub-agents and for skills. */
export function isDropped({ list, tool, specifier }: Rule): boolean {
  if (list !== "allow") return false;
  if (tool === "agent" || tool === "skill") return true;
  if (tool !== "run_shell_command" && tool !== "monitor") return false;
  const written = (specifier ?? "").trim().toLowerCase();
  if (written === "" || written === "*") return true;
  const [first = ""] = written.split(/\s/);
  const name = first
    .replace(/\*+$/, "")
    .replace(/:.*$/, "")
    .replace(/^.*[/\\]/, "")
    .replace(/\.exe$/, "");
  return interpreters.has(name) && (first === written || written.includes("*"));
}

/** Files whose change a model looks at, whatever allows it. */
const guarded: readonly RegExp[] = [
  /(^|\/)\.git(?:\/|$)/,
  /(^|\/)\.husky\//,
  /(^|\/)(?:package\.json|\.npmrc|(?:gnu)?makefile|\.?justfile|taskfile\.ya?ml|\.mcp\.json)$/,
  /(^|\/)\.github\/workflows\//,
  /(^|\/)(?:qwen|agents)\.md$/,
  /(^|\/)\.qwen\/(?:settings(?:\.[^/]*)?\.json$|qwen\.local\.md$|(?:rules|commands|agents|skills|hooks|fork-profiles)(?:\/|$))/,
];

function isGuarded(path: string): boolean {
  return guarded.some((pattern) => pattern.test(path.toLowerCase()));
}

const writesFiles =
  /\b(?:cp|mv|install|rsync|patch|perl|sed|tee|dd|sort|awk|gawk|node|python3?|ruby|php|curl|wget|tar|unzip|cpio|touch|mkdir|rm|ln)\b|>/;

/** Whether a line may change one of the guarded files: then its rule does not let it pass. */
function mayChangeGuarded(command: string): boolean {
  return writesFiles.test(command) && (command.match(/[A-Za-z0-9_./~-]+/g) ?? []).some((word) => isGuarded(word));
}

export function inAutoMode(use: Use, judgement: Judgement, settings: QwenSettings): Judgement {
  const { outcome, by } = judgement;
  const model = (why: string) => because("unknown", settings.mode.source, `${settings.mode.source.text}: ${why}`);
  if (outcome === "deny" || outcome === "unknown") return judgement;
  const byRule = by.layer !== "default";
  const paths = use.path === undefined ? [] : formsOf(use.path, settings);
  const changes = editTools.has(use.tool);
  if (outcome === "allow") {
    if (changes && paths.some(isGuarded)) return model("it looks at changes of such a file");
    if (use.command === undefined) return judgement;
    if (classifiesAll(settings)) return model("it looks at every command");
    return mayChangeGuarded(use.command) ? model("it looks at changes of such a file") : judgement;
  }
  // A rule that asks, asks the person; of commands only those that destroy nothing.
  if (byRule)
    return use.command !== undefined && destroys.test(use.command) ? model("it refuses what destroys") : judgement;
  if (readTools.has(use.tool))
    return because("allow", settings.mode.source, `${use.tool} needs no question in mode auto`);
  if (!changes || use.path === undefined) return model("whether this is asked about, it decides");
  if (!isInWorkspace(use.path, settings))
    return because("ask", defaultProvenance("writing outside the workspace is asked about, in mode auto too"));
  return paths.some(isGuarded)
    ? model("it looks at changes of such a file")
    : because("allow", settings.mode.source, "files of the workspace are changed without asking in mode auto");
}

const destroys =
  /\bgit\s+(?:reset\s+--hard|checkout\s+--\s+\.|clean\s+-[a-zA-Z]*f|stash\s+drop|commit\s+--amend)|\b(?:terraform|pulumi|cdk)\s+destroy\b/;

function classifiesAll({ files }: QwenSettings): boolean {
  const found = lastOf(files, "permissions", "autoMode", "classifyAllShell");
  return found?.value.kind === "scalar" && found.value.value === true;
}

export function isInWorkspace(path: string, settings: QwenSettings): boolean {
  const end = endOf(path, settings);
  return settings.folders.some(
    (folder) => relativeTo(endOf(folder, settings), end, settings.place.platform) !== undefined,
  );
}
