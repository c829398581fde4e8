import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locations } from "./locations.ts";
import { replaceFile } from "./privateFiles.ts";

/** Variables that change what Node runs; a repository's own entry can set them for the server it brings. */
const nodeVariables = ["NODE_OPTIONS", "NODE_PATH", "NODE_REPL_EXTERNAL_MODULE", "NODE_V8_COVERAGE"];

/**
 * Puts what agents start instead of an MCP server at a path that no update moves.
 * The server needs its environment, so the launcher leaves it and only takes away what would change how Node runs the
 * proxy; the proxy gives that back to the server.
 */
export function putProxyLauncher({ proxyLauncher, base }: Locations, app: string, nodes: readonly string[]): void {
  const text = process.platform === "win32" ? windowsText(app, base, nodes) : posixText(app, base, nodes);
  if (readOr(proxyLauncher) !== text) replaceFile(proxyLauncher, text, 0o700);
}

function posixText(app: string, base: string, nodes: readonly string[]): string {
  const keep = ["ELECTRON_RUN_AS_NODE", ...nodeVariables].map(
    (name) => `[ -n "\${${name}+x}" ] && export COUNTERSIGN_KEPT_${name}="$${name}" && unset ${name}`,
  );
  return `#!/bin/sh
# Written by Countersign. Starts an MCP server behind the proxy that holds its tool calls
${keep.join("\n")}
export COUNTERSIGN_LAUNCHER=1 ELECTRON_RUN_AS_NODE=1
app=${quote(app)}
if [ -r "$app/proxy.js" ]; then
  for node in ${nodes.map(quote).join(" ")}; do
    [ -x "$node" ] && exec "$node" "$app/proxy.js" --base ${quote(base)} "$@"
  done
fi
echo "Countersign did not start this MCP server: its proxy is missing. Open VS Code once to repair it." >&2
exit 2
`;
}

/** Not proven: no Windows was at hand (2026-11-25). */
function windowsText(app: string, base: string, nodes: readonly string[]): string {
  const keep = ["ELECTRON_RUN_AS_NODE", ...nodeVariables].flatMap((name) => [
    `if defined ${name} set "COUNTERSIGN_KEPT_${name}=%${name}%"`,
    `set ${name}=`,
  ]);
  const run = nodes
    .filter((node) => /^[A-Za-z]:/.test(node))
    .map(
      (node) =>
        `if exist ${batch(node)} (${batch(node)} ${batch(join(app, "proxy.js"))} --base ${batch(base)} %* & exit /b)`,
    );
  return ["@echo off", "setlocal", ...keep, "set COUNTERSIGN_LAUNCHER=1", "set ELECTRON_RUN_AS_NODE=1", ...run]
    .concat("echo Countersign did not start this MCP server: its proxy is missing.>&2", "exit /b 2", "")
    .join("\r\n");
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function batch(word: string): string {
  return `"${word.replaceAll("%", "%%")}"`;
}

function readOr(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
