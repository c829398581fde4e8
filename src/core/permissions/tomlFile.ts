/** One TOML configuration file as data. TOML is read without places, so a key is found again by its line. */
import type { Provenance } from "../model/permission.ts";
import type { Problem } from "../model/problem.ts";
import { parseToml } from "../parse/toml.ts";
import type { LoadedConfig } from "./input.ts";
import { rememberByObject } from "./rememberByObject.ts";

export interface TomlFile {
  readonly config: LoadedConfig;
  /** Undefined: absent or unreadable. */
  readonly root: Readonly<Record<string, unknown>> | undefined;
  readonly broken: boolean;
  readonly problems: readonly (Problem & { readonly path: string })[];
}

/** Never throws; what is wrong with the file is in `problems`. */
export const readTomlFile: (config: LoadedConfig) => TomlFile = rememberByObject(read);

function read(config: LoadedConfig): TomlFile {
  const { path, text, error } = config;
  if (error !== undefined) {
    const message = `The file could not be read (${error}), so its settings are not known here.`;
    return { config, root: undefined, broken: true, problems: [{ path, message }] };
  }
  if (text === undefined) return { config, root: undefined, broken: false, problems: [] };
  const { value, problems } = parseToml(text);
  const located = problems.map((problem) => ({ ...problem, path }));
  return { config, root: recordOf(value), broken: located.length > 0, problems: located };
}

/** Where a key stands: its line is the first that begins with it, after the header when one is given. */
export function tomlProvenance({ config }: TomlFile, key: string, text: string, header?: string): Provenance {
  const lines = (config.text ?? "").split("\n");
  const from =
    header === undefined
      ? 0
      : Math.max(
          0,
          lines.findIndex((line) => line.trim().startsWith(header)),
        );
  const found = lines.findIndex((line, index) => index >= from && startsWithKey(line, key));
  const line = found < 0 ? from : found;
  const start = lines.slice(0, line).reduce((sum, before) => sum + before.length + 1, 0);
  const span = { start, end: start + (lines[line] ?? "").trimEnd().length };
  return { layer: config.layer, path: config.path, span, line, text };
}

function startsWithKey(line: string, key: string): boolean {
  const rest = line.trimStart();
  return rest.startsWith(key) && /^\s*[=.\]]/.test(rest.slice(key.length));
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

/** The value at a key path of plain data; only own keys count. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    const record = recordOf(current);
    current = record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
  }
  return current;
}

/** The strings of an array; anything else is left out. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
