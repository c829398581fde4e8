import { parseJsonc } from "../parse/jsonc.ts";
import { itemsOf, type Member, membersOf, textOf, type ValueNode } from "../parse/value.ts";
import type { LocatedEntry, LocatedMember, Notation } from "./located.ts";

/** Under which keys agents look for MCP servers; "*" stands for every key. Facts agents-a and agents-b of 2026-11-21. */
const sections: readonly (readonly string[])[] = [
  ["mcpServers"],
  ["servers"],
  ["mcp", "servers"],
  ["mcp"],
  ["context_servers"],
  ["amp.mcpServers"],
  ["projects", "*", "mcpServers"],
];

export const jsonNotation: Notation = {
  key: (key) => JSON.stringify(key),
  is: ": ",
  between: ", ",
};

/** The entries of a JSON file with or without comments; none where it cannot be read. */
export function jsonEntries(text: string): LocatedEntry[] {
  const { value, problems } = parseJsonc(text);
  if (problems.length > 0) return [];
  const found = sections.flatMap((path) => below(value, path).flatMap(membersOf)).filter(isServer);
  const entries = found.length > 0 ? found : membersOf(value).filter(isServer);
  return entries.map(({ key, keySpan, value: entry }) => ({
    name: key,
    nameSpan: keySpan,
    members: membersOf(entry).map(locate),
  }));
}

function below(node: ValueNode | undefined, path: readonly string[]): ValueNode[] {
  const [key, ...rest] = path;
  if (key === undefined) return node ? [node] : [];
  return membersOf(node)
    .filter((member) => key === "*" || member.key === key)
    .flatMap((member) => below(member.value, rest));
}

function isServer({ value }: Member): boolean {
  const keys = membersOf(value).filter((member) => textOf(member.value) !== undefined || member.value.kind === "array");
  return keys.some(({ key }) => ["command", "url", "serverUrl", "httpUrl"].includes(key));
}

function locate({ key, keySpan, span, value }: Member): LocatedMember {
  const text = textOf(value);
  return {
    key,
    keySpan,
    span,
    value: value.span,
    ...(text === undefined ? {} : { text }),
    ...(value.kind === "array" ? { items: itemsOf(value).map(({ value: item }) => locateItem(item)) } : {}),
  };
}

function locateItem(item: ValueNode) {
  const text = textOf(item);
  return { span: item.span, ...(text === undefined ? {} : { text }) };
}
