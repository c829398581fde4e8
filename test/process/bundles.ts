import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./hookLab.ts";

const hookBundles = ["hook.js", "proxy.js", "sqlParser.js", "unattended.js", "uninstall.js"];
const built = new Set<string>();

/**
 * Builds the hook's programs, and others that are asked for, once a run: no process test passes on an old bundle. A
 * stage that runs two processes at the same time has built them before.
 */
export function buildBundles(...others: readonly string[]): void {
  if (process.env.COUNTERSIGN_BUILT === "1") return;
  const missing = [...hookBundles, ...others].filter((name) => !built.has(name));
  if (missing.length === 0) return;
  execFileSync(process.execPath, [join(root, "esbuild.mjs"), ...missing], {
    stdio: ["ignore", "ignore", "inherit"],
    timeout: 120_000,
  });
  for (const name of missing) built.add(name);
}
