/**
 * Values of another kind than OpenCode expects: it does not start with them, whichever file they stand in. The kinds are
 * those of its own schema (1.18.33, read on 2026-11-26; one of each was tried). Keys that it does not know mean nothing.
 */
import type { Provenance } from "../../core/model/permission.ts";
import { itemsOf, textOf } from "../../core/parse/value.ts";
import { type Merged, mergedAt, mergedEntries, scalarOf } from "../../core/permissions/merge.ts";

type IsValid = (value: Merged) => boolean;

const isText: IsValid = (value) => typeof scalarOf(value) === "string";
const isFlag: IsValid = (value) => typeof scalarOf(value) === "boolean";
const isNumber: IsValid = (value) => typeof scalarOf(value) === "number";
const isTable: IsValid = (value) => value.kind === "map";
const areTexts: IsValid = (value) =>
  value.kind === "leaf" &&
  value.value.kind === "array" &&
  itemsOf(value.value).every((item) => textOf(item.value) !== undefined);
const oneOf =
  (...words: readonly (string | boolean)[]): IsValid =>
  (value) =>
    words.includes(scalarOf(value) as string);
const isWord = oneOf("allow", "ask", "deny");
const areWords: IsValid = (value) =>
  isWord(value) || (value.kind === "map" && mergedEntries(value).every(([, one]) => isWord(one)));

/** Permissions that take a word and no patterns. */
export const wordsOnly = ["todowrite", "question", "webfetch", "websearch", "doom_loop"] as const;

type Kinds = readonly (readonly [path: string, isValid: IsValid])[];

const permission = (below: string): Kinds => [
  [`${below}permission`, (value) => isWord(value) || isTable(value)],
  ...wordsOnly.map((name) => [`${below}permission.${name}`, isWord] as const),
  [`${below}permission.*`, areWords],
];

const agent = (below: string): Kinds => [
  [below.slice(0, -1), isTable],
  ...permission(below),
  [`${below}mode`, oneOf("subagent", "primary", "all")],
  ...["disable", "hidden"].map((name) => [below + name, isFlag] as const),
  ...["model", "prompt", "description", "variant"].map((name) => [below + name, isText] as const),
  ...["temperature", "top_p", "steps", "maxSteps"].map((name) => [below + name, isNumber] as const),
  [`${below}tools`, isTable],
  [`${below}tools.*`, isFlag],
];

/** A server of a program, one at an address, or a switch for one that another file has. */
const isServer: IsValid = (value) => {
  const [type, enabled] = [scalarOf(mergedAt(value, "type")), mergedAt(value, "enabled")];
  if (value.kind !== "map" || (enabled && !isFlag(enabled))) return false;
  const [command, url] = [mergedAt(value, "command"), mergedAt(value, "url")];
  if (type === "local" && command && areTexts(command)) return true;
  return (type === "remote" && url !== undefined && isText(url)) || enabled !== undefined;
};

/** `*` stands for any key of a table. */
const kinds: Kinds = [
  ...permission(""),
  ...["agent", "mode", "mcp", "command", "tools", "provider"].map((table) => [table, isTable] as const),
  ...agent("agent.*."),
  ...agent("mode.*."),
  ["mcp.*", isServer],
  ["tools.*", isFlag],
  ["command.*", (value) => isText(mergedAt(value, "template") ?? value)],
  ["share", oneOf("manual", "auto", "disabled")],
  ["autoupdate", oneOf(true, false, "notify")],
  ["snapshot", isFlag],
  ["subagent_depth", isNumber],
  ...["default_agent", "model", "small_model", "username", "shell", "$schema"].map((name) => [name, isText] as const),
  ...["instructions", "disabled_providers", "enabled_providers"].map((name) => [name, areTexts] as const),
];

/** Rules as the next version has them: they are refused, and not passed over. */
const ofNextVersion = ["permissions", "agent.*.permissions", "mode.*.permissions", "agents.*.permissions"] as const;

const all = [...kinds, ...ofNextVersion.map((one) => [one, () => false] as const)].map(
  ([path, isValid]) => [path.split("."), isValid] as const,
);

/** Each agent of a home is judged by the same files. */
const answers = new WeakMap<Merged, { readonly refused: Provenance | undefined }>();

/** The first value of one file that it does not start with. */
export function refusedValue(file: Merged | undefined): Provenance | undefined {
  if (!file) return undefined;
  const known = answers.get(file);
  if (known) return known.refused;
  const refused = searchRefused(file);
  answers.set(file, { refused });
  return refused;
}

function searchRefused(file: Merged): Provenance | undefined {
  for (const [path, isValid] of all) {
    const found = valuesAt(file, path).find(({ value }) => !isFilledIn(value) && !isValid(value));
    if (!found) continue;
    const leaf = leafOf(found.value);
    const text = `OpenCode does not start with this value of ${found.keys.join(".")}`;
    return leaf ? { ...leaf.source, text } : { layer: "default", text };
  }
  return undefined;
}

/** What stands there is known when the program has filled it in. */
function isFilledIn(value: Merged): boolean {
  if (value.kind === "map") return mergedEntries(value).some(([, one]) => isFilledIn(one));
  return /\{(?:env|file):/.test(textOf(value.value) ?? "");
}

function leafOf(value: Merged): Extract<Merged, { kind: "leaf" }> | undefined {
  if (value.kind === "leaf") return value;
  return mergedEntries(value)
    .map(([, one]) => leafOf(one))
    .find((one) => one !== undefined);
}

interface Found {
  readonly keys: readonly string[];
  readonly value: Merged;
}

/** The values that are there. */
function valuesAt(
  root: Merged | undefined,
  [first = "", ...rest]: readonly string[],
  keys: readonly string[] = [],
): Found[] {
  const one = first === "*" ? undefined : mergedAt(root, first);
  const entries = first === "*" ? mergedEntries(root) : one ? [[first, one] as const] : [];
  return entries.flatMap(([name, value]) =>
    rest.length === 0 ? [{ keys: [...keys, name], value }] : valuesAt(value, rest, [...keys, name]),
  );
}
