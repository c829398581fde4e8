import type { AgentDefinition, EffectClaim, GrantEntry } from "../model/definition.ts";
import { effects as vocabulary } from "../model/effect.ts";
import type { SourceText, Span } from "../model/span.ts";
import { type Frontmatter, parseFrontmatter } from "../parse/frontmatter.ts";
import { at, itemsOf, member, membersOf, textOf, type ValueNode } from "../parse/value.ts";
import { type FormatFacts, fileName } from "./format.ts";
import { type GrantDialect, grantEffects, inheritsAll } from "./grants.ts";
import { readServer } from "./mcpConfig.ts";

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
    definitions: [readAgent(source, front, options), ...membersOf(at(front.value, "mcp-servers")).map(readServer)],
    prose: [{ text: source.slice(front.body), span: front.body }],
    problems,
  };
}

function readAgent(source: SourceText, front: Frontmatter, { format, dialect }: AgentFileOptions): AgentDefinition {
  const root = front.value;
  const nameNode = at(root, "name");
  const description = at(root, "description");
  const tools = grantList(member(root, "tools")?.value, source);
  const disallowed = grantList(at(root, "disallowedTools"), source);
  const mode = at(root, "permissionMode");
  const start = membersOf(root)[0]?.keySpan.start ?? front.yaml.start;
  const modeText = textOf(mode);
  return {
    kind: "agent",
    format,
    language: "markdown",
    name: textOf(nameNode) ?? nameFromPath(source.path),
    span: { start, end: front.yaml.end },
    ...(nameNode && { nameSpan: nameNode.span }),
    ...(description && { description: { text: textOf(description) ?? "", span: description.span } }),
    effects: agentEffects(tools, dialect),
    confirmation: { confirmed: "unknown", by: "the host's permission rules" },
    ...(tools && { tools }),
    ...(disallowed && { disallowedTools: disallowed }),
    servers: serverNames(root),
    ...(mode && modeText !== undefined && { permissionMode: { text: modeText, span: mode.span } }),
    instructions: { text: source.slice(front.body), span: front.body },
    toolsInsertOffset: front.insertOffset,
  };
}

/** One claim for each effect; the first entry that grants it stands for all. */
function agentEffects(tools: readonly GrantEntry[] | undefined, dialect: GrantDialect): EffectClaim[] {
  const claims = tools ? tools.flatMap((entry) => grantEffects(entry, dialect)) : [...inheritsAll];
  return vocabulary.flatMap((effect) => claims.find((claim) => claim.effect === effect) ?? []);
}

function serverNames(root: ValueNode | undefined): GrantEntry[] {
  const listed = at(root, "mcpServers");
  const named = grantListItems(listed).map(({ value }) => ({ text: textOf(value) ?? "", span: value.span }));
  const inline = [...membersOf(listed), ...membersOf(at(root, "mcp-servers"))];
  return [...named.filter(({ text }) => text), ...inline.map(({ key, keySpan }) => ({ text: key, span: keySpan }))];
}

function grantListItems(node: ValueNode | undefined) {
  return itemsOf(node).filter(({ value }) => textOf(value) !== undefined);
}

/** A list of names: a YAML list, or one comma string. Undefined when the key is missing or empty. */
function grantList(node: ValueNode | undefined, source: SourceText): GrantEntry[] | undefined {
  if (!node) return undefined;
  if (node.kind === "array") {
    return grantListItems(node).map(({ value }) => ({ text: textOf(value) ?? "", span: value.span }));
  }
  if (node.kind !== "scalar" || node.value === null) return undefined;
  return splitList(source.slice(node.span), node.span);
}

/** Splits at commas outside parentheses and quotes, keeping the place of every entry. */
function splitList(text: string, span: Span): GrantEntry[] {
  const entries: GrantEntry[] = [];
  let depth = 0;
  let from = 0;
  const add = (to: number) => {
    const raw = text.slice(from, to);
    const trimmed = raw
      .trim()
      .replace(/^["']|["']$/g, "")
      .trim();
    const start = span.start + from + raw.indexOf(trimmed);
    if (trimmed) entries.push({ text: trimmed, span: { start, end: start + trimmed.length } });
  };
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "(") depth++;
    else if (text[index] === ")") depth = Math.max(0, depth - 1);
    else if (text[index] === "," && depth === 0) {
      add(index);
      from = index + 1;
    }
  }
  add(text.length);
  return entries;
}

function nameFromPath(path: string): string {
  return fileName(path).replace(/(?:\.agent|\.chatmode)?\.md$/, "");
}
