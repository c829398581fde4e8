/** What Gemini CLI's policy engine answers to one call. Observed with 0.61.0 on 2026-11-25, in a session that can ask. */
import type { Provenance } from "../../core/model/permission.ts";
import { endOf } from "../../core/permissions/links.ts";
import { relativeTo } from "../../core/permissions/paths.ts";
import { defaultProvenance, provenanceOf } from "../../core/permissions/settingsFile.ts";
import { splitCommand } from "../../core/permissions/shellSegments.ts";
import { because, type Judgement } from "../judgement.ts";
import { isDangerous, isKnownSafe, usesGit, withoutBraces } from "./knownCommands.ts";
import { isTrusted, listed, type Policy, type PolicyDecision, type PolicyRule } from "./policy.ts";
import type { GeminiSettings } from "./settings.ts";

/** One call, as rules look at it. */
export interface ToolCall {
  readonly tool: string;
  readonly server?: string;
  /** The sub-agent that it starts: rules may name it as a tool. */
  readonly starts?: string;
  readonly command?: string;
  /** Absolute. */
  readonly path?: string;
  /** What of its arguments is known. */
  readonly args?: Readonly<Record<string, string>>;
}

const outcomes = { allow: "allow", ask_user: "ask", deny: "deny" } as const;
const files: ReadonlySet<string> = new Set(["read_file", "write_file", "replace"]);

export function judge(call: ToolCall, settings: GeminiSettings, policy: Policy): Judgement {
  const excluded = excludedNames(settings).find(({ text }) => namesOf(call).includes(text));
  if (excluded) return because("deny", excluded.source, `${excluded.source.text}: the tool is not offered`);
  const outside = outsideOf(call, settings);
  const rule = firstRule(call, settings, policy);
  if (rule === "unclear") return unclear;
  if (rule?.decision === "deny") return because("deny", rule.source);
  if (outside) return because("deny", outside);
  if (call.command !== undefined) return judgeCommand(call.command, settings, policy, false);
  const changes = call.path !== undefined && call.tool !== "read_file";
  if (changes && settings.mode.name === "plan")
    return because("deny", settings.mode.source, `${settings.mode.source.text}: no file of the workspace is changed`);
  const asks = rule === undefined || rule.decision === "ask_user";
  const quiet = asks ? whyQuiet(call, changes, settings) : undefined;
  if (quiet && !(changes && isBuildFile(call.path ?? ""))) return because("allow", quiet);
  if (call.server !== undefined && settings.mode.name === "plan" && rule?.decision === "allow")
    return because("deny", settings.mode.source, `${settings.mode.source.text}: no tool of a server runs unasked`);
  if (!rule) return because("ask", defaultProvenance("what no rule speaks of asks"));
  if (rule.decision === "allow" && changes && isBuildFile(call.path ?? ""))
    return because("ask", defaultProvenance("a file that builds read is asked about, whatever a rule allows"));
  return because(outcomes[rule.decision], rule.source);
}

/** What settings and extensions take away. */
function excludedNames({ files, extensions }: GeminiSettings) {
  return [...listed(files, "tools", "exclude"), ...listed(extensions, "excludeTools")];
}

/** Names of its own classes, which lists of tools may use. */
const classes: Readonly<Record<string, readonly string[]>> = {
  run_shell_command: ["ShellTool"],
  write_file: ["WriteFileTool"],
  replace: ["EditTool"],
  read_file: ["ReadFileTool"],
  grep_search: ["search_file_content", "GrepTool", "RipGrepTool"],
  web_fetch: ["WebFetchTool"],
  write_todos: ["WriteTodosTool"],
  invoke_agent: ["AgentTool"],
};

/** A tool of a server goes by the server's own name for it too. */
function namesOf({ tool, server }: ToolCall): readonly string[] {
  const own = Object.hasOwn(classes, tool) ? classes[tool] : undefined;
  return [tool, ...(own ?? []), ...(server === undefined ? [] : [tool.slice(`mcp_${server}_`.length)])];
}

/** Tools of a trusted server, and in auto_edit those for files and addresses, do not ask by themselves, even where a rule says so. */
function whyQuiet(call: ToolCall, changes: boolean, { mode, servers, trust }: GeminiSettings): Provenance | undefined {
  if ((changes || call.tool === "web_fetch") && mode.name === "autoEdit") return mode.source;
  const server = trust.trusted ? servers.find(({ name }) => name === call.server) : undefined;
  return server && isTrusted(server)
    ? provenanceOf(server.file, server.entry.keySpan, `mcpServers.${server.name}.trust: true`)
    : undefined;
}

const unclear = because(
  "unknown",
  defaultProvenance("a rule looks at arguments, annotations or sub-agents in a way that was not observed"),
);

/** File tools refuse what ends outside the workspace behind its links, and some names in it, whatever the rules say. */
function outsideOf({ tool, path }: ToolCall, settings: GeminiSettings): Provenance | undefined {
  const { folders, place } = settings;
  if (!files.has(tool) || path === undefined || folders.length === 0) return undefined;
  const end = endOf(path, settings);
  const below = folders.flatMap((folder) => relativeTo(endOf(folder, settings), end, place.platform) ?? [])[0];
  if (below === undefined) return defaultProvenance(`${tool} reaches no file outside the workspace`);
  const name = below.split("/").find((part) => blocked.test(part));
  return name === undefined ? undefined : defaultProvenance(`${tool} reaches nothing that is called ${name}`);
}

const blocked = /^(?:\.git|\.env|node_modules|gha-creds-.*\.json)[ .]*$/i;

export function firstRule(
  call: ToolCall,
  { mode }: GeminiSettings,
  { rules }: Policy,
): PolicyRule | "unclear" | undefined {
  for (const rule of rules) {
    if (rule.modes && !rule.modes.includes(mode.name)) continue;
    if (!speaksOf(rule, call)) continue;
    const met = rule.pattern === undefined || meetsPattern(rule, call);
    if (met === false) continue;
    if (rule.unclear || met === undefined) return "unclear";
    if (rule.prefixes && !rule.prefixes.some((prefix) => beginsWith(call.command, prefix))) continue;
    return rule;
  }
  return undefined;
}

/** Without a person tools that no rule allows are taken away as a whole; a rule that looks at arguments keeps one (tried). */
export function isTakenAway(call: ToolCall, { mode }: GeminiSettings, { rules }: Policy): boolean {
  const looks = ({ prefixes, pattern }: PolicyRule) => prefixes !== undefined || pattern !== undefined;
  const rule = rules.find(
    (one) =>
      (!one.modes || one.modes.includes(mode.name)) && speaksOf(one, call) && !(looks(one) && one.decision === "deny"),
  );
  return rule === undefined || !(rule.decision === "allow" || looks(rule));
}

/** Of these every argument is known. */
const wholly: ReadonlySet<string> = new Set(["read_file", "write_file"]);

/** Undefined: arguments that are not known here may meet it, or it may take forever to try. */
function meetsPattern({ pattern = "", ofCommand }: PolicyRule, { tool, args }: ToolCall): boolean | undefined {
  if (/[+*}]\)?[+*{]|\([^)]*[+*][^)]*\)[+*{]/.test(pattern)) return undefined;
  if (!args) return undefined;
  // It writes each argument between two zero characters, sorted by name.
  const written = Object.entries(args).map(([name, value]) => `\0${JSON.stringify(name)}:${JSON.stringify(value)}\0`);
  try {
    if (new RegExp(pattern).test(`{${written.join(",")}}`)) return true;
    const begins = Object.keys(args).some((name) => pattern.startsWith(`${JSON.stringify(name)}:`));
    return ofCommand || begins || wholly.has(tool) ? false : undefined;
  } catch {
    return undefined;
  }
}

export function speaksOf({ tool, server }: PolicyRule, call: ToolCall): boolean {
  if (server !== undefined && server !== "*" && server !== call.server) return false;
  if (server === "*" && call.server === undefined) return false;
  if (tool === "*") return true;
  if (tool === "mcp_*") return call.server !== undefined;
  if (tool.startsWith("mcp_") && tool.endsWith("_*"))
    return call.server !== undefined && tool === `mcp_${call.server}_*`;
  return tool === call.tool || (call.starts !== undefined && tool === call.starts);
}

/** The prefix ends where a word does: at a blank, a quote, or the end. */
function beginsWith(command: string | undefined, prefix: string): boolean {
  if (command === undefined) return false;
  const written = JSON.stringify(command).slice(1);
  const begin = JSON.stringify(prefix).slice(1, -1);
  return written.startsWith(begin) && /^(?:[\s"]|\\")/.test(written.slice(begin.length));
}

/** What a part of the line may need: the strictest answer counts. */
function judgeCommand(text: string, settings: GeminiSettings, policy: Policy, isPart: boolean, depth = 0): Judgement {
  const call = { tool: "run_shell_command", command: text, args: { command: text } };
  const rule = firstRule(call, settings, policy);
  if (rule === "unclear" || depth > 6) return unclear;
  const line = splitCommand(withoutBraces(text));
  if (rule?.decision === "deny") return because("deny", rule.source);
  const yolo = settings.mode.name === "yolo";
  const followed = !["control", "unbalanced", "too-long"].some((obstacle) => line.obstacles.has(obstacle as never));
  if (!followed || line.segments.length === 0)
    return yolo
      ? because("allow", settings.mode.source)
      : because("unknown", defaultProvenance("the line cannot be followed here"));
  let answer = first(rule, text, settings, isPart);
  const redirected = line.segments.some(({ redirects }) => redirects.length > 0);
  const mayRedirect = rule?.allowRedirection === true || yolo || settings.mode.name === "autoEdit";
  if (answer.outcome === "allow" && redirected && !mayRedirect)
    answer = because("ask", defaultProvenance("a redirect asks, unless the rule allows it"));
  for (const { text: part } of line.segments) {
    for (const inner of [unwrapped(part), ...(part === text ? [] : [part])]) {
      if (inner === undefined) continue;
      const judgement = judgeCommand(inner, settings, policy, true, depth + 1);
      if (judgement.outcome === "deny" || judgement.outcome === "unknown") return judgement;
      if (judgement.outcome === "ask" && answer.outcome === "allow") answer = judgement;
    }
  }
  // What is asked about is blocked too, after the question.
  if (answer.outcome === "allow" && (line.obstacles.has("substitution") || text.includes("$(")))
    return because("deny", defaultProvenance("a command with a substitution in it is blocked as an injection"));
  return answer;
}

/** Before the parts: a rule without a prefix gives way to what is known as dangerous or as harmless. */
function first(rule: PolicyRule | undefined, text: string, settings: GeminiSettings, isPart: boolean): Judgement {
  const decision: PolicyDecision = rule?.decision ?? "ask_user";
  const by = rule?.source ?? defaultProvenance("what no rule speaks of asks");
  if (isPart || rule?.prefixes) return because(outcomes[decision], by);
  if (!settings.trust.trusted && usesGit(text)) return because("ask", settings.trust.source);
  if (settings.mode.name !== "yolo" && isDangerous(text))
    return because("ask", defaultProvenance("a command that is known as dangerous asks"));
  // Without a person what would be asked is refused, and so is what is harmless.
  if (decision === "ask_user" && !settings.alone) {
    const safe = isKnownSafe(text, settings);
    if (safe === "unclear")
      return because("unknown", defaultProvenance("whether it is known as harmless was not observed"));
    if (safe) return because("allow", defaultProvenance("a command that is known as harmless runs without asking"));
  }
  return because(outcomes[decision], by);
}

/** The script of `sh -c '…'`. */
function unwrapped(text: string): string | undefined {
  const found = /^\s*(?:\S+\/)?(?:sh|bash|zsh)\s+-c\s+(.*)$/is.exec(text)?.[1]?.trim();
  if (found === undefined) return undefined;
  return /^(["']).*\1$/s.test(found) && found.length >= 2 ? found.slice(1, -1) : found;
}

const buildFiles: ReadonlySet<string> = new Set(
  (
    "Makefile makefile GNUmakefile CMakeLists.txt package.json package-lock.json pnpm-lock.yaml yarn.lock bun.lockb setup.py " +
    "setup.cfg pyproject.toml go.mod go.sum Cargo.toml Cargo.lock pom.xml build.gradle build.gradle.kts settings.gradle " +
    "settings.gradle.kts Dockerfile Containerfile BUILD WORKSPACE MODULE.bazel .bazelrc .blazerc BUILD.bazel WORKSPACE.bazel"
  ).split(" "),
);

function isBuildFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return buildFiles.has(name) || /^(Docker|Container)file\./.test(name) || /\.(bzl|bazel|bzlmod|mk|cmake)$/i.test(name);
}
