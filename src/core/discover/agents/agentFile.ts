import type { AgentDefinition, EffectClaim, GrantEntry } from "../../model/definition.ts";
import type { SourceText, Span } from "../../model/span.ts";
import { type Frontmatter, parseFrontmatter } from "../../parse/frontmatter.ts";
import { at, itemsOf, type Member, member, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { readServer } from "../files/mcpConfig.ts";
import { type FormatFacts, fileName } from "../format.ts";
import { buildAgent, grants, spanned } from "./agentParts.ts";
import { type GrantDialect, grantEffects, inheritsAll } from "./grants.ts";

interface AgentFileOptions {
  readonly format: string;
  readonly dialect: GrantDialect;
  /** Keys that make a Markdown file with frontmatter an agent; all have to be there. */
  readonly requiredKeys: readonly string[];
}

/** Reads a Markdown file whose frontmatter defines an agent. Files that are none give no facts. */
export function inspectAgentFile(source: SourceText, options: AgentFileOptions): FormatFacts {
  const { value: front, problems } = parseFrontmatter(source.text);
  if (!front) return { problems };
  const isAgent = options.requiredKeys.every((key) => member(front.value, key));
  if (!isAgent) return problems.length > 0 ? { problems } : {};
  return {
    definitions: [readAgent(source, front, options), ...ownServers(front.value).map(readServer)],
    prose: [{ text: source.slice(front.body), span: front.body }],
    problems,
  };
}

/** Servers written into the frontmatter itself. */
function ownServers(root: ValueNode | undefined): readonly Member[] {
  const named = ["mcp-servers", "mcpServers", "mcp"].flatMap((key) => membersOf(at(root, key)));
  return named.filter(({ value }) => value.kind === "object");
}

function readAgent(source: SourceText, front: Frontmatter, { format, dialect }: AgentFileOptions): AgentDefinition {
  const root = front.value;
  const nameNode = at(root, "name") ?? at(root, "id");
  const listed = member(root, "tools");
  const tools = toolsOf(listed?.value, source);
  const disallowed = grantList(at(root, "disallowedTools"), source);
  const start = membersOf(root)[0]?.keySpan.start ?? front.yaml.start;
  return buildAgent({
    format,
    language: "markdown",
    name: textOf(nameNode) ?? nameFromPath(source.path),
    nameSpan: nameNode?.span,
    span: { start, end: front.yaml.end },
    grantsAt: listed?.keySpan.start,
    description: at(root, "description"),
    claims: agentClaims(root, tools, disallowed, dialect, inheritedBy[format] ?? inheritsAll),
    tools,
    disallowedTools: disallowed,
    servers: serverNames(root),
    permissionMode: spanned(at(root, "permissionMode") ?? at(root, "approvalMode")),
    instructions: { text: source.slice(front.body), span: front.body },
    toolsInsertOffset: front.insertOffset,
  });
}

/** A map of switches lists what is not switched off; only with a switch for all is the rest off. */
function toolsOf(node: ValueNode | undefined, source: SourceText): GrantEntry[] | undefined {
  const switches = membersOf(node);
  if (switches.length === 0) return grantList(node, source);
  const isOn = ({ value }: Member) => !(value.kind === "scalar" && value.value === false);
  const all = switches.find(({ key }) => key === "*");
  if (!all || isOn(all)) return undefined;
  return switches.filter(isOn).map(({ key, keySpan }) => ({ text: key, span: keySpan }));
}

/**
 * Every tool of Claude Code starts others as well (`claude --agent NAME` runs the file as the session itself, 2.1).
 * Gemini CLI and Codex nest no agents, and of the rest it was not seen.
 */
const inheritedBy: Readonly<Record<string, readonly EffectClaim[]>> = {
  "claude-agent-md": [
    ...inheritsAll,
    ...inheritsAll.slice(0, 1).map((claim): EffectClaim => ({ ...claim, effect: "delegate" })),
  ],
};

function agentClaims(
  root: ValueNode | undefined,
  tools: readonly GrantEntry[] | undefined,
  disallowed: readonly GrantEntry[] | undefined,
  dialect: GrantDialect,
  all: readonly EffectClaim[],
): EffectClaim[] {
  const refused = new Set(
    [...(disallowed ?? []), ...switchedOff(root)].flatMap((entry) =>
      grantEffects(entry, dialect).map(({ effect }) => effect),
    ),
  );
  if (!tools) {
    const inherited = all.filter(({ effect }) => !refused.has(effect));
    const named = switchedOn(root).flatMap((entry) => grantEffects(entry, dialect));
    const added = named.filter(({ effect }) => !all.some((claim) => claim.effect === effect));
    return [...inherited, ...added, ...delegatesOf(root)];
  }
  return [...tools.flatMap((entry) => grantEffects(entry, dialect)), ...delegatesOf(root)];
}

/** Tools that a map switches on, beside all that are there anyway. */
function switchedOn(root: ValueNode | undefined): GrantEntry[] {
  const on = membersOf(at(root, "tools")).filter(({ value }) => value.kind === "scalar" && value.value === true);
  return on.map(({ key, keySpan }) => ({ text: key, span: keySpan }));
}

/** Tools that a map switches off, permissions that deny one whole, and writing where Cursor's `readonly` stands. */
function switchedOff(root: ValueNode | undefined): GrantEntry[] {
  const fixed = member(root, "readonly");
  const isFixed = fixed?.value.kind === "scalar" && fixed.value.value === true;
  const off = membersOf(at(root, "tools")).filter(({ value }) => value.kind === "scalar" && value.value === false);
  const denied = membersOf(at(root, "permission")).filter(({ value }) => textOf(value) === "deny");
  const writing = isFixed ? [{ text: "Write", span: fixed.keySpan }] : [];
  return [...[...off, ...denied].map(({ key, keySpan }) => ({ text: key, span: keySpan })), ...writing];
}

/** Agents it names as those it may start. Handoffs are buttons for a person, and none of them. */
function delegatesOf(root: ValueNode | undefined): EffectClaim[] {
  return ["agents", "subagents"].flatMap((key) => {
    const found = member(root, key);
    const listed = found ? itemsOf(found.value).length + membersOf(found.value).length > 0 : false;
    return found && listed ? grants(["delegate"], `${key}:`, found.keySpan) : [];
  });
}

function serverNames(root: ValueNode | undefined): GrantEntry[] {
  const listed = at(root, "mcpServers");
  const named = grantListItems(listed).map(({ value }) => ({ text: textOf(value) ?? "", span: value.span }));
  return [
    ...named.filter(({ text }) => text),
    ...ownServers(root).map(({ key, keySpan }) => ({ text: key, span: keySpan })),
  ];
}

function grantListItems(node: ValueNode | undefined) {
  return itemsOf(node).filter(({ value }) => textOf(value) !== undefined);
}

/**
 * A list of names: a YAML list, or one string with commas. Undefined when the key is missing or empty.
 * @param blanks whether blanks outside parentheses separate too, as in skills
 */
export function grantList(node: ValueNode | undefined, source: SourceText, blanks = false): GrantEntry[] | undefined {
  if (!node) return undefined;
  if (node.kind === "array") {
    return grantListItems(node).map(({ value }) => ({ text: textOf(value) ?? "", span: value.span }));
  }
  if (node.kind !== "scalar" || node.value === null) return undefined;
  return splitList(source.slice(node.span), node.span, blanks);
}

/** Splits at commas outside parentheses and quotes, keeping the place of every entry. */
function splitList(text: string, span: Span, blanks: boolean): GrantEntry[] {
  const entries: GrantEntry[] = [];
  let depth = 0;
  let from = 0;
  const add = (to: number) => {
    const raw = text.slice(from, to);
    const trimmed = raw
      .trim()
      .replace(/^["'[]+|["'\]]+$/g, "")
      .trim();
    const start = span.start + from + raw.indexOf(trimmed);
    if (trimmed) entries.push({ text: trimmed, span: { start, end: start + trimmed.length } });
  };
  for (let index = 0; index < text.length; index++) {
    const char = text[index] ?? "";
    if (char === "(") depth++;
    else if (char === ")") depth = Math.max(0, depth - 1);
    else if (depth === 0 && (char === "," || (blanks && /\s/.test(char)))) {
      add(index);
      from = index + 1;
    }
  }
  add(text.length);
  return entries;
}

export function nameFromPath(path: string): string {
  return fileName(path).replace(/(?:\.agent|\.chatmode|\.prompt)?\.md$/, "");
}
