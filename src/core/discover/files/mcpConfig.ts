import type { Confirmation, EffectClaim, ServerDefinition, ServerValue } from "../../model/definition.ts";
import { parseJsonc } from "../../parse/jsonc.ts";
import { at, itemsOf, type Member, member, membersOf, plain, textOf, type ValueNode } from "../../parse/value.ts";
import type { SettingFact } from "../facts.ts";
import type { Format } from "../format.ts";

/** Files that list MCP servers, the key they are read under, and the agent that reads them. */
export interface ServerFile {
  readonly pattern: RegExp;
  readonly key: "servers" | "mcpServers" | "context_servers";
  /** Whose main agent reaches the servers. */
  readonly host: string;
}

/** Sources: agents-a 2.8, 3.8 and 4.1 of 2026-11-21; VS Code 1.139 reads `servers`, everything else `mcpServers`. */
export const serverFiles: readonly ServerFile[] = [
  { pattern: /(?:^|\/)\.vscode\/mcp\.json$/, key: "servers", host: "VS Code" },
  { pattern: /(?:^|\/)\.mcp\.json$/, key: "mcpServers", host: "Claude Code" },
  { pattern: /(?:^|\/)\.cursor\/mcp\.json$/, key: "mcpServers", host: "Cursor" },
  { pattern: /(?:^|\/)claude_desktop_config\.json$/, key: "mcpServers", host: "Claude Desktop" },
  { pattern: /(?:^|\/)\.gemini\/settings\.json$/, key: "mcpServers", host: "Gemini CLI" },
  { pattern: /(?:^|\/)\.qwen\/settings\.json$/, key: "mcpServers", host: "Qwen Code" },
  { pattern: /(?:^|\/)\.zed\/settings\.json$/, key: "context_servers", host: "Zed" },
  { pattern: /(?:^|\/)\.roo\/mcp\.json$/, key: "mcpServers", host: "Roo Code" },
  { pattern: /(?:^|\/)\.kiro\/settings\/mcp\.json$/, key: "mcpServers", host: "Kiro" },
  { pattern: /(?:^|\/)\.amazonq\/mcp\.json$/, key: "mcpServers", host: "Amazon Q" },
  { pattern: /(?:^|\/)\.continue\/mcpServers\/[^/]+\.json$/, key: "mcpServers", host: "Continue" },
  { pattern: /(?:^|\/)\.factory\/mcp\.json$/, key: "mcpServers", host: "Factory" },
  { pattern: /(?:^|\/)\.junie\/mcp\/mcp\.json$/, key: "mcpServers", host: "Junie" },
  {
    pattern: /(?:^|\/)(?:mcp-config|mcp_config|mcp|mcp_settings|cline_mcp_settings)\.json$/,
    key: "mcpServers",
    host: "An MCP host",
  },
];

export function serverFileOf(path: string): ServerFile | undefined {
  return serverFiles.find(({ pattern }) => pattern.test(path));
}

export const mcpConfig: Format = {
  id: "mcp-config",
  isCandidate: (path) => serverFileOf(path) !== undefined,
  inspect(source) {
    const { value, problems } = parseJsonc(source.text);
    const file = serverFileOf(source.path);
    const listed =
      file && (member(value, file.key) ?? member(value, file.key === "servers" ? "mcpServers" : "servers"));
    const members = listed ? membersOf(listed.value) : membersOf(value).filter(isServer);
    return {
      definitions: members.filter(isServer).map(readServer),
      settings: topLevelKeys(value),
      // Settings of a host may hold no servers; a generic name such as mcp.json may be anything; only where servers were found is a broken part worth a word.
      problems: file?.host === "An MCP host" && members.length === 0 ? [] : problems,
    };
  },
};

/** Reads one server entry; also used for servers written into an agent's frontmatter. */
export function readServer({ key, keySpan, value, span }: Member): ServerDefinition {
  const program = programOf(value);
  const command = textOf(program.command);
  const url = valueAt(value, "url") ?? valueAt(value, "serverUrl") ?? valueAt(value, "httpUrl");
  const args = program.args.map((item, index): ServerValue => {
    return { name: String(index), value: String(plainText(item)), span: item.span };
  });
  const sandboxed = at(value, "sandboxEnabled");
  return {
    kind: "server",
    format: "mcp-config",
    language: "json",
    name: key,
    span,
    nameSpan: keySpan,
    effects: serverEffects(command, args, url),
    confirmation: serverConfirmation(value),
    ...(command !== undefined && { command }),
    args,
    env: namedValues(program.env),
    ...(url && { url }),
    headers: namedValues(at(value, "headers") ?? at(value, "http_headers")),
    ...(sandboxed?.kind === "scalar" && typeof sandboxed.value === "boolean" && { sandboxed: sandboxed.value }),
  };
}

/** A command and its arguments stand side by side, in one list, or in an object of their own. */
function programOf(value: ValueNode): {
  readonly command: ValueNode | undefined;
  readonly args: readonly ValueNode[];
  readonly env: ValueNode | undefined;
} {
  const written = at(value, "command");
  const env = at(value, "env") ?? at(value, "environment") ?? at(written, "env");
  const items = (node: ValueNode | undefined) => itemsOf(node).map((item) => item.value);
  if (written?.kind === "array") return { command: items(written)[0], args: items(written).slice(1), env };
  if (written?.kind === "object") return { command: at(written, "path"), args: items(at(written, "args")), env };
  return { command: written, args: items(at(value, "args")), env };
}

/** Lists of tools that run without asking, under the names that the hosts give them. */
const autoApproved = ["autoApprove", "alwaysAllow", "auto_approve", "default_tools_approval_mode", "trust"] as const;

function serverConfirmation(value: ValueNode): Confirmation {
  const found = autoApproved.flatMap((key) => member(value, key) ?? [])[0];
  const names = itemsOf(found?.value).map((item) => textOf(item.value));
  const isAll =
    names.includes("*") ||
    (found?.value.kind === "scalar" && /^(?:true|approve|auto)$/.test(String(found.value.value)));
  if (found && isAll) return { confirmed: "never", by: found.key, span: found.span };
  if (found && names.length > 0) return { confirmed: "conditional", by: found.key, span: found.span };
  return { confirmed: "unknown", by: "the host's own approval" };
}

function isServer({ value }: Member): boolean {
  const isRemote = ["url", "serverUrl", "httpUrl"].some((key) => textOf(at(value, key)) !== undefined);
  return isRemote || textOf(programOf(value).command) !== undefined;
}

function plainText(node: ValueNode): string {
  const value = plain(node);
  return typeof value === "object" ? "" : String(value);
}

function valueAt(node: ValueNode, key: string): ServerValue | undefined {
  const found = member(node, key);
  const text = textOf(found?.value);
  return found && text !== undefined ? { name: key, value: text, span: found.value.span } : undefined;
}

function namedValues(node: ValueNode | undefined): ServerValue[] {
  return membersOf(node).map(({ key, value }) => ({ name: key, value: plainText(value), span: value.span }));
}

const runners = /(?:^|[/\\])(?:npx|uvx|pipx|bunx|pnpx|dlx)(?:\.cmd|\.exe)?$/;

function serverEffects(
  command: string | undefined,
  args: readonly ServerValue[],
  url: ServerValue | undefined,
): EffectClaim[] {
  if (url) {
    return [
      { effect: "fetch-network", origin: "grant", because: "a server elsewhere answers", span: url.span },
      { effect: "read-untrusted", origin: "grant", because: "its answers are text of others", span: url.span },
    ];
  }
  if (command === undefined) return [];
  const runs: EffectClaim = {
    effect: "run-code",
    origin: "grant",
    because: `starts ${[command, args[0]?.value].filter(Boolean).join(" ")}`,
  };
  const installs: EffectClaim = {
    effect: "install-package",
    origin: "grant",
    because: `${command} downloads what it runs`,
  };
  return runners.test(command) ? [runs, installs] : [runs];
}

function topLevelKeys(value: ValueNode | undefined): SettingFact[] {
  return membersOf(value)
    .filter(({ key }) => key === "servers" || key === "mcpServers")
    .map(({ key, keySpan, value: node }) => ({ key, value: membersOf(node).length, keySpan, valueSpan: node.span }));
}
