import type { Workspace } from "../discover/join.ts";
import type { ToolDefinition } from "../model/definition.ts";

/** A tool that a server offers, beside the tools of other servers. */
export interface ServedTool {
  readonly tool: ToolDefinition;
  readonly path: string;
  readonly folder: string;
}

/** The tools of all servers of a workspace by name, so that no rule compares each with each. */
export interface ServedNames {
  readonly byName: ReadonlyMap<string, readonly ServedTool[]>;
  /**
   * Names that a text speaks of and that no tool in `folder` has, in the order of the workspace: a manifest beside the
   * code lists a server's own tools once more. A name that could be any word is not one.
   */
  mentionedIn(text: string, folder: string): readonly string[];
}

const known = new WeakMap<Workspace, ServedNames>();

export function servedNames(workspace: Workspace): ServedNames {
  let names = known.get(workspace);
  if (!names) {
    names = createNames(workspace);
    known.set(workspace, names);
  }
  return names;
}

/** Tools that share a list with those of other servers. */
export function isServed({ format }: ToolDefinition): boolean {
  return /^(?:mcp|fastmcp|rmcp)/.test(format);
}

export function folderOfPath(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** A telling name, where it first stands, and the folders that have it. */
interface Telling {
  readonly name: string;
  readonly order: number;
  readonly folders: Set<string>;
}

function createNames({ documents }: Workspace): ServedNames {
  const byName = new Map<string, ServedTool[]>();
  const telling = new Map<string, Telling>();
  let order = 0;
  for (const { source, definitions } of documents) {
    const folder = folderOfPath(source.path);
    for (const tool of definitions) {
      if (tool.kind !== "tool" || !isServed(tool)) continue;
      append(byName, tool.name, { tool, path: source.path, folder });
      if (!/[_-]|[a-z][A-Z]/.test(tool.name) || tool.name.length < 6) continue;
      const entry = telling.get(tool.name);
      if (entry) entry.folders.add(folder);
      else telling.set(tool.name, { name: tool.name, order: order++, folders: new Set([folder]) });
    }
  }
  const byWord = new Map<string, Telling[]>();
  for (const entry of telling.values()) append(byWord, firstWord(writtenName(entry.name)), entry);
  return { byName, mentionedIn: (text, folder) => mentioned(text, folder, byWord) };
}

/** A name as a text can write it. */
export function writtenName(name: string): string {
  return name.replace(/[^\w-]/g, "");
}

/** "" when there is none; such a name is looked for in every text. */
function firstWord(name: string): string {
  return /\w+/.exec(name)?.[0] ?? "";
}

function mentioned(text: string, folder: string, byWord: ReadonlyMap<string, readonly Telling[]>): string[] {
  const found: Telling[] = [];
  for (const word of new Set(["", ...(text.match(/\w+/g) ?? [])])) {
    for (const entry of byWord.get(word) ?? []) if (!entry.folders.has(folder)) found.push(entry);
  }
  return found.toSorted((a, b) => a.order - b.order).map(({ name }) => name);
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
