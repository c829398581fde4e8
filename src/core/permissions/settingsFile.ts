import type { Provenance } from "../model/permission.ts";
import type { Problem } from "../model/problem.ts";
import { SourceText, type Span } from "../model/span.ts";
import { parseJsonc } from "../parse/jsonc.ts";
import { at, itemsOf, textOf, type ValueNode } from "../parse/value.ts";
import { parseYaml } from "../parse/yaml.ts";
import type { LoadedConfig } from "./input.ts";
import { rememberByObject } from "./rememberByObject.ts";

/** One configuration file, parsed, with what is needed to say where a value stands. */
export interface SettingsFile {
  readonly config: LoadedConfig;
  readonly source: SourceText;
  /** Undefined: absent, empty or unreadable. */
  readonly root: ValueNode | undefined;
  readonly problems: readonly (Problem & { readonly path: string })[];
  /** The text holds a syntax error, or the file could not be read. */
  readonly broken: boolean;
}

/** Reads one configuration file, YAML by its ending and else JSON with comments. Never throws; what is wrong with it is in `problems`. */
export const readSettingsFile: (config: LoadedConfig) => SettingsFile = rememberByObject(read);

function read(config: LoadedConfig): SettingsFile {
  const source = new SourceText(config.path, config.text ?? "");
  if (config.error !== undefined) {
    const message = `The file could not be read (${config.error}), so its settings are not known here.`;
    return { config, source, root: undefined, broken: true, problems: [{ message, path: config.path }] };
  }
  if (config.text === undefined) return { config, source, root: undefined, broken: false, problems: [] };
  const { value, problems } = /\.ya?ml$/.test(config.path) ? parseYaml(config.text) : parseJsonc(config.text);
  const located = problems.map((problem) => ({ ...problem, path: config.path }));
  return { config, source, root: value, broken: problems.length > 0, problems: located };
}

/** Whether a reader takes it that knows comments, and no comma before a bracket that closes. */
export function isJsonWithComments(text = "{}"): boolean {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
    found.startsWith('"') ? found : "",
  );
  try {
    JSON.parse(bare);
    return true;
  } catch {
    return false;
  }
}

/** A string of a file, with its place. */
export interface LocatedText {
  readonly text: string;
  readonly span: Span;
}

/** The strings of the array at a key path; anything that is not a string is left out. */
export function stringsAt(file: SettingsFile, ...path: readonly string[]): LocatedText[] {
  return itemsOf(at(file.root, ...path)).flatMap(({ value }) => {
    const text = textOf(value);
    return text === undefined ? [] : [{ text, span: value.span }];
  });
}

/** Where a span of a file is, for a person: layer, absolute path, zero-based line, and the text as given. */
export function provenanceOf(file: SettingsFile, span: Span, text: string): Provenance {
  const { layer, path } = file.config;
  return { layer, path, span, line: file.source.positionAt(span.start).line, text };
}

/** Provenance of a built-in default of an agent. */
export function defaultProvenance(text: string): Provenance {
  return { layer: "default", text };
}
