/** Configuration of any format as a flat list of settings, and what changed between two of them. */
import { parseIni } from "../../parse/ini.ts";
import { parseJsonc } from "../../parse/jsonc.ts";
import { parseToml } from "../../parse/toml.ts";
import { plain, type ValueNode } from "../../parse/value.ts";
import { parseYaml } from "../../parse/yaml.ts";

export interface Setting {
  /** The keys from the root, lower case, joined by dots; items of a list are below `[]`. */
  readonly path: string;
  /** A scalar, or all of an object or list. */
  readonly value: unknown;
}

export interface Settings {
  readonly entries: readonly Setting[];
  /** False where some of the text could not be read, so that more may be in effect than is listed. */
  readonly isWhole: boolean;
}

export const noSettings: Settings = { entries: [], isWhole: true };

export type ConfigFormat = "json" | "yaml" | "toml" | "ini" | "text";

const formats: readonly (readonly [RegExp, ConfigFormat])[] = [
  [/\.(?:jsonc?|json5|code-workspace|ipynb|hujson|sublime-project)$/, "json"],
  [/\.ya?ml$/, "yaml"],
  [/\.toml$/, "toml"],
  [/\.(?:ini|cfg|conf|properties|editorconfig)$|\/\.?(?:npmrc|gitconfig|yarnrc|gitmodules|config)$/, "ini"],
  [/\.(?:md|mdc|mdx|markdown|txt|sh|bash|zsh|fish|ps1|cmd|bat|[cm]?[jt]sx?|py|rb|lua|el|rules|star)$/, "text"],
];

/** The format of a file by its name (lower case); files without an ending hold JSON, or else YAML. */
export function formatOf(name: string): ConfigFormat {
  return formats.find(([pattern]) => pattern.test(name))?.[1] ?? "json";
}

/** Reads a text of the format; also a part of one, as an edit gives it. */
export function readSettings(text: string, format: ConfigFormat): Settings {
  if (text.trim() === "") return noSettings;
  if (format === "text") return { entries: [], isWhole: false };
  if (format === "ini") return flatten(iniObject(text), true);
  if (format === "toml") {
    const { value, problems } = parseToml(text);
    return value === undefined ? readLines(text) : flatten(value, problems.length === 0);
  }
  return format === "yaml" ? readYaml(text) : readJson(text);
}

/** The text, or the members or items of which it is a part; undefined data with a problem counts as not read. */
function readJson(text: string): Settings {
  const tries = [text, `{\n${text}\n}`, `[\n${text}\n]`].map(parseJsonc);
  const fits = ({ value, problems }: (typeof tries)[number]) =>
    problems.length === 0 && (value === undefined || value.kind !== "scalar");
  const whole = tries.find(fits);
  if (whole) return fromNode(whole.value, true);
  const yaml = /^\s*["'{[]/.test(text) ? undefined : parseYaml(text);
  if (yaml?.value && yaml.value.kind !== "scalar" && yaml.problems.length === 0) return fromNode(yaml.value, true);
  const [, members] = tries;
  return fromNode(members?.value, false);
}

function readYaml(text: string): Settings {
  const { value, problems } = parseYaml(dedented(text));
  if (value?.kind === "scalar" || (value === undefined && problems.length > 0)) return readLines(text);
  return fromNode(value, problems.length === 0);
}

/** A part of a YAML file keeps the indentation it had there. */
function dedented(text: string): string {
  const indent = /^[ ]*(?=\S)/.exec(text.replace(/^(?:\s*\n)+/, ""))?.[0].length ?? 0;
  return indent === 0 ? text : text.replace(new RegExp(`^ {0,${Math.min(indent, 99)}}`, "gm"), "");
}

/** What can be told of broken text, line by line. */
function readLines(text: string): Settings {
  return flatten(iniObject(text), false);
}

function iniObject(text: string): unknown {
  const root: Record<string, unknown> = Object.create(null);
  for (const { section, key, value } of parseIni(text))
    root[section === "" ? key : `${section}.${key}`] = scalar(value);
  return root;
}

function scalar(value: string): unknown {
  return value === "true" ? true : value === "false" ? false : value;
}

function fromNode(node: ValueNode | undefined, isWhole: boolean): Settings {
  return node === undefined ? { entries: [], isWhole } : flatten(plain(node), isWhole);
}

const maxEntries = 5000;
const maxDepth = 40;

function flatten(root: unknown, isWhole: boolean): Settings {
  const entries: Setting[] = [];
  let complete = isWhole;
  const collect = (value: unknown, path: string, depth: number): void => {
    if (entries.length >= maxEntries || depth > maxDepth) {
      complete = false;
      return;
    }
    entries.push({ path, value });
    if (Array.isArray(value)) for (const item of value) collect(item, `${path}[]`, depth + 1);
    else if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        const name = key.toLowerCase();
        collect(inner, path === "" ? name : `${path}.${name}`, depth + 1);
      }
  };
  collect(root, "", 0);
  return { entries, isWhole: complete };
}

/** The settings of `after` that `before` does not hold; of objects and lists only the members that are new. */
export function added(before: Settings, after: Settings): readonly Setting[] {
  const known = new Map<string, unknown[]>();
  for (const { path, value } of before.entries) known.set(path, [...(known.get(path) ?? []), value]);
  return after.entries.flatMap(({ path, value }) => {
    const earlier = known.get(path);
    if (!earlier) return [{ path, value }];
    const rest = withoutKnown(value, earlier);
    return rest === nothing ? [] : [{ path, value: rest }];
  });
}

const nothing = Symbol("nothing new");

function withoutKnown(value: unknown, earlier: readonly unknown[]): unknown {
  const text = JSON.stringify(value);
  if (earlier.some((old) => JSON.stringify(old) === text)) return nothing;
  const [old] = earlier;
  if (Array.isArray(value) && Array.isArray(old)) {
    const seen = new Set(old.map((item) => JSON.stringify(item)));
    return value.filter((item) => !seen.has(JSON.stringify(item)));
  }
  if (isRecord(value) && isRecord(old))
    return Object.fromEntries(
      Object.entries(value).filter(([key, inner]) => JSON.stringify(old[key]) !== JSON.stringify(inner)),
    );
  return value;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
