/** A Markdown file with frontmatter that defines a sub-agent, as its host reads it: what it says, and where. */
import type { Layer, Provenance } from "../model/permission.ts";
import { SourceText } from "../model/span.ts";
import { parseFrontmatter } from "../parse/frontmatter.ts";
import { at, itemsOf, member, membersOf, textOf, type ValueNode } from "../parse/value.ts";
import type { LoadedConfig } from "./input.ts";

export interface AgentFile {
  /** As its frontmatter says, or else as the file is called. */
  readonly name: string;
  readonly named: boolean;
  readonly layer: Layer;
  readonly path: string;
  readonly root: ValueNode | undefined;
  /** The frontmatter cannot be read as it is, or is not there. */
  readonly broken: boolean;
  readonly keys: readonly string[];
  /** Words of a list, or of one text that is separated by commas; undefined: the key is not there. */
  list(key: string): readonly string[] | undefined;
  text(key: string): string | undefined;
  /** Where a key stands, or where the file begins. */
  where(key: string, text: string): Provenance;
}

/** How a host reads keys, where that is not as YAML says. */
export interface HeadOptions {
  /** The first of two keys of one name counts, and every scalar is a text. */
  readonly asWritten?: true;
}

/** Undefined for a file that is not there. */
export function readAgentFile(
  { layer, path, text, error }: LoadedConfig,
  suffix = ".md",
  { asWritten }: HeadOptions = {},
): AgentFile | undefined {
  if (text === undefined && error === undefined) return undefined;
  const { value: front, problems } = parseFrontmatter(text ?? "");
  const root = asWritten ? firstOfEach(front?.value) : front?.value;
  const source = new SourceText(path, text ?? "");
  const name = asWritten ? scalarText(at(root, "name")) : textOf(at(root, "name"));
  const file = path.replace(/^.*[/\\]/, "");
  return {
    name: name ?? (file.endsWith(suffix) ? file.slice(0, -suffix.length) : file),
    named: name !== undefined,
    layer,
    path,
    root,
    broken: error !== undefined || problems.length > 0 || root === undefined,
    keys: membersOf(root).map(({ key }) => key),
    list: (key) => words(at(root, key)),
    text: (key) => textOf(at(root, key)),
    where(key, words) {
      const span = member(root, key)?.keySpan ?? { start: 0, end: 0 };
      return { layer: "agent-file", path, span, line: source.positionAt(span.start).line, text: words };
    },
  };
}

function firstOfEach(root: ValueNode | undefined): ValueNode | undefined {
  if (root?.kind !== "object") return root;
  const { members } = root;
  return {
    ...root,
    members: members.filter(({ key }, index) => members.findIndex((one) => one.key === key) === index),
  };
}

function scalarText(node: ValueNode | undefined): string | undefined {
  return node?.kind === "scalar" && node.value !== null ? String(node.value) : undefined;
}

function words(node: ValueNode | undefined): string[] | undefined {
  if (node === undefined) return undefined;
  if (node.kind === "array") return itemsOf(node).flatMap(({ value }) => textOf(value) ?? []);
  const text = textOf(node);
  if (text === undefined) return [];
  return (text.match(/(?:\([^)]*\)|[^,(])+/g) ?? []).map((part) => part.trim()).filter((part) => part !== "");
}
