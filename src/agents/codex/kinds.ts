/**
 * Values of another kind than Codex expects: it does not start with them, wherever they stand in a file that counts.
 * Tried with 0.169.0 on 2026-11-26, with one of each kind.
 */
import type { Provenance } from "../../core/model/permission.ts";
import { recordOf, type TomlFile, tomlProvenance, valueAt } from "../../core/permissions/tomlFile.ts";

type IsValid = (value: unknown) => boolean;

const isText: IsValid = (value) => typeof value === "string";
const isFlag: IsValid = (value) => typeof value === "boolean";
const isTable: IsValid = (value) => recordOf(value) !== undefined;
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
  ["mcp_servers.*.required", isFlag],
  ["mcp_servers.*.startup_timeout_sec", isNumber],
  ["mcp_servers.*.cwd", isText],
  ["mcp_servers.*.env", isTable],
  ["features.*", isFlag],
  ["agents.max_depth", isNumber],
  ["agents.max_threads", isNumber],
  ["model_reasoning_effort", isText],
  ["model_reasoning_summary", oneOf("auto", "concise", "detailed", "none")],
  ["model_verbosity", oneOf("low", "medium", "high")],
  ["model_context_window", isNumber],
  ["approvals_reviewer", oneOf("user", "auto_review", "guardian_subagent")],
  ["web_search", oneOf("disabled", "cached", "indexed", "live")],
  ["notify", areTexts],
  ["project_root_markers", areTexts],
  ["history.persistence", oneOf("save-all", "none")],
  ["shell_environment_policy.inherit", oneOf("core", "all", "none")],
  ["shell_environment_policy.set", isTable],
  ["file_opener", oneOf("vscode", "vscode-insiders", "windsurf", "cursor", "none")],
  ["personality", oneOf("none", "friendly", "pragmatic")],
  ["cli_auth_credentials_store", oneOf("file", "keyring", "auto", "ephemeral")],
  ["forced_login_method", oneOf("chatgpt", "api")],
  ["developer_instructions", isText],
  ["project_doc_max_bytes", isNumber],
  ["hide_agent_reasoning", isFlag],
  ["allow_login_shell", isFlag],
  ["disable_paste_burst", isFlag],
  ["experimental_use_unified_exec_tool", isFlag],
  ["approval_policy.granular.*", isFlag],
  ["model_providers.*", isTable],
  ...[
    ...["projects", "sandbox_workspace_write", "mcp_servers", "features", "agents", "tui", "hooks", "history"],
    ...["shell_environment_policy", "model_providers", "windows", "skills", "plugins", "apps", "memories", "notice"],
  ].map((table) => [table, isTable] as const),
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
