import type { Problem } from "../../model/problem.ts";
import type { SourceText, Span } from "../../model/span.ts";
import { parseJsonc } from "../../parse/jsonc.ts";
import { parseToml } from "../../parse/toml.ts";
import type { SettingFact } from "../facts.ts";
import type { Format } from "../format.ts";
import { flatten } from "./claudeSettings.ts";

interface SettingsFile {
  readonly pattern: RegExp;
  readonly read: (source: SourceText) => { settings: readonly SettingFact[]; problems: readonly Problem[] };
}

/** Settings of agents that are in no other format, by path. Sources: agents-a 5 to 7, agents-b 6 to 13. */
const files: readonly SettingsFile[] = [
  { pattern: /(?:^|\/)\.codex\/(?:[\w-]+\.)?config\.toml$/, read: tomlSettings },
  { pattern: /(?:^|\/)\.(?:gemini|qwen)\/settings\.json$/, read: jsonSettings },
  { pattern: /(?:^|\/)(?:\.(?:opencode|kilo)\/)?(?:opencode|kilo)\.jsonc?$/, read: jsonSettings },
  { pattern: /(?:^|\/)\.cursor\/cli\.json$/, read: jsonSettings },
];

export const agentSettings: Format = {
  id: "agent-settings",
  isCandidate: (path) => files.some(({ pattern }) => pattern.test(path)),
  inspect: (source) => files.find(({ pattern }) => pattern.test(source.path))?.read(source) ?? {},
};

function jsonSettings({ text }: SourceText) {
  const { value, problems } = parseJsonc(text);
  return { settings: flatten(value, "", 0), problems };
}

/** TOML is read without places; each is looked up again by its table and key. */
function tomlSettings({ text }: SourceText) {
  const { value, problems } = parseToml(text);
  const places = tomlPlaces(text);
  const settings = flattenPlain(value, "").flatMap(({ key, value }): SettingFact[] => {
    const place = places.get(key);
    return place ? [{ key, value, ...place }] : [];
  });
  return { settings, problems };
}

function flattenPlain(value: unknown, prefix: string): { key: string; value: unknown }[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [{ key: prefix, value }];
  return Object.entries(value).flatMap(([key, member]) => flattenPlain(member, prefix ? `${prefix}.${key}` : key));
}

interface Place {
  readonly keySpan: Span;
  readonly valueSpan: Span;
}

/** Where each `key = value` of one line stands, by its full dotted key. */
function tomlPlaces(text: string): Map<string, Place> {
  const places = new Map<string, Place>();
  let table = "";
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    const header = /^\s*\[([^[\]]+)\]/.exec(line)?.[1];
    if (header !== undefined) table = `${dotted(header)}.`;
    const pair = /^(\s*)((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"))*)(\s*=\s*)(.*?)\s*$/.exec(line);
    if (!pair) continue;
    const [, lead = "", key = "", equals = "", value = ""] = pair;
    const start = index + lead.length;
    const valueStart = start + key.length + equals.length;
    places.set(table + dotted(key), {
      keySpan: { start, end: start + key.length },
      valueSpan: { start: valueStart, end: valueStart + value.length },
    });
  }
  return places;
}

function dotted(key: string): string {
  return [...key.matchAll(/[\w-]+|"([^"]*)"|'([^']*)'/g)].map(([word, a, b]) => a ?? b ?? word).join(".");
}
