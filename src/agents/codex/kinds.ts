/**
 * Values of another kind than Codex expects: it does not start with them, wherever they stand in a file that counts.
 * Tried with 0.169.0 on 2026-11-26, with one of each kind.
 */
import type { Provenance } from "../../core/model/permission.ts";
import { recordOf, type TomlFile, tomlProvenance, valueAt } from "../../core/permissions/tomlFile.ts";

type IsValid = (value: unknown) => boolean;

const isText: IsValid = (value) => typeof value === "string";
const isFlag: IsValid = (value) => typeof value === "boolean";
const isNumber: IsValid = (value) => typeof value === "number";
const areTexts: IsValid = (value) => Array.isArray(value) && value.every(isText);
const oneOf =
  (...words: readonly string[]): IsValid =>
  (value) =>
    words.includes(value as string);
const approval = oneOf("auto", "prompt", "approve", "writes");

/** `*` stands for any key of a table. */
const kinds: readonly (readonly [path: string, isValid: IsValid])[] = [
  ["projects.*.trust_level", oneOf("trusted", "untrusted")],
  ["sandbox_workspace_write.writable_roots", areTexts],
  ["sandbox_workspace_write.network_access", isFlag],
  ["sandbox_workspace_write.exclude_slash_tmp", isFlag],
  ["sandbox_workspace_write.exclude_tmpdir_env_var", isFlag],
  ["mcp_servers.*", (value) => recordOf(value) !== undefined && ["command", "url"].some((key) => has(value, key))],
  ["mcp_servers.*.command", isText],
  ["mcp_servers.*.url", isText],
  ["mcp_servers.*.args", areTexts],
  ["mcp_servers.*.enabled", isFlag],
  ["mcp_servers.*.enabled_tools", areTexts],
  ["mcp_servers.*.disabled_tools", areTexts],
  ["mcp_servers.*.default_tools_approval_mode", approval],
  ["mcp_servers.*.tools.*.approval_mode", approval],
  ["features.*", isFlag],
  ["agents.max_depth", isNumber],
];

function has(value: unknown, key: string): boolean {
  return valueAt(value, key) !== undefined;
}

/** Servers of several files come together before they are looked at. */
const isWhole = (path: string) => path !== "mcp_servers.*";

export function valueOfAnotherKind(layers: readonly TomlFile[]): Provenance | undefined {
  const only = layers.length === 1;
  for (const file of layers) {
    for (const [path, isValid] of kinds.filter(([one]) => only || isWhole(one))) {
      const found = valuesAt(file.root, path.split(".")).find(({ value }) => !isValid(value));
      if (!found) continue;
      const key = found.keys.at(-1) ?? "";
      const table = found.keys.slice(0, -1).map((part) => (/^[\w-]+$/.test(part) ? part : JSON.stringify(part)));
      const text = `Codex does not start with this value of ${found.keys.join(".")}`;
      return tomlProvenance(file, key, text, table.length > 0 ? `[${table.join(".")}]` : undefined);
    }
  }
  return undefined;
}

interface Found {
  readonly keys: readonly string[];
  readonly value: unknown;
}

/** The values that are there. */
function valuesAt(root: unknown, [first = "", ...rest]: readonly string[], keys: readonly string[] = []): Found[] {
  const record = recordOf(root) ?? {};
  const names = first === "*" ? Object.keys(record) : Object.hasOwn(record, first) ? [first] : [];
  return names.flatMap((name) =>
    rest.length === 0
      ? [{ keys: [...keys, name], value: record[name] }]
      : valuesAt(record[name], rest, [...keys, name]),
  );
}
