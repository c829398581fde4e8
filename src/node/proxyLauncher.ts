import { readFileSync } from "node:fs";
import { win32 } from "node:path";
import { batchPaths, startFirst } from "./batchText.ts";
import type { Locations } from "./locations.ts";
import { replaceFile } from "./privateFiles.ts";

/** Variables that change what Node runs; a repository's own entry can set them for the server it brings. */
export const nodeVariables: readonly string[] = [
  ...["NODE_OPTIONS", "NODE_PATH", "NODE_REPL_EXTERNAL_MODULE", "NODE_V8_COVERAGE"],
  // Compiled code that is run as it is, and libraries that OpenSSL loads.
  ...["NODE_COMPILE_CACHE", "OPENSSL_CONF", "OPENSSL_MODULES", "OPENSSL_ENGINES"],
];

/**
 * Puts what agents start instead of an MCP server at a path that no update moves.
 * The server needs its environment, so the launcher leaves it and only takes away what would change how Node runs the
 * proxy; the proxy gives that back to the server.
 */
export function putProxyLauncher(locations: Locations, app: string, nodes: readonly string[]): void {
  const { proxyLauncher } = locations;
  const text = proxyLauncherText(locations, app, nodes);
  if (readOr(proxyLauncher) !== text) replaceFile(proxyLauncher, text, 0o700);
}

export function proxyLauncherText(
  { proxyLauncher, base }: Pick<Locations, "proxyLauncher" | "base">,
  app: string,
  nodes: readonly string[],
  platform: NodeJS.Platform = process.platform,
): string {
  return platform === "win32" ? windowsText(proxyLauncher, app, base, nodes) : posixText(app, base, nodes);
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

function windowsText(launcher: string, app: string, base: string, nodes: readonly string[]): string {
  const word = batchPaths(launcher);
  const keep = ["ELECTRON_RUN_AS_NODE", ...nodeVariables].flatMap((name) => [
    `if defined ${name} set "COUNTERSIGN_KEPT_${name}=%${name}%"`,
    `set ${name}=`,
  ]);
  const run = startFirst(nodes, word, `${word(win32.join(app, "proxy.js"))} --base ${word(base)} %*`);
  return ["@echo off", "setlocal", ...keep, "set COUNTERSIGN_LAUNCHER=1", "set ELECTRON_RUN_AS_NODE=1", ...run]
    .concat("echo Countersign did not start this MCP server: its proxy is missing.>&2", "exit /b 2", "")
    .join("\r\n");
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function readOr(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
