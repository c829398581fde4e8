import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./hookLab.ts";

let built = false;

/** Builds the hook's programs once a run, so that a process test never passes on an old bundle. */
export function buildBundles(): void {
  if (built) return;
  execFileSync(
    process.execPath,
    [join(root, "esbuild.mjs"), "hook.js", "proxy.js", "sqlParser.js", "unattended.js", "uninstall.js"],
    {
      stdio: ["ignore", "ignore", "inherit"],
      timeout: 120_000,
    },
  );
  built = true;
}
