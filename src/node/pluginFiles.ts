/**
 * The files from which VS Code's agent knows our hook, looked at while the window is open. VS Code 1.139.1 reads them
 * when the extension comes into the window, forgets them when they are taken away, and does not see them come back: an
 * extension that is installed over itself in the same version was without a hook from then on (seen 2026-11-26).
 */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Two folders with the same content: VS Code reads one anew when it changes over from the other. */
export const pluginFolders = ["plugin", "plugin-again"] as const;

const files = pluginFolders.flatMap((folder) => [
  join(folder, ".claude-plugin", "plugin.json"),
  join(folder, "hooks", "hooks.json"),
]);

/**
 * `same`: as at the last look. `renewed`: the whole extension was put there again. `restored`: somebody had changed or
 * removed a file, which is as it was. `gone`: the extension itself is not there.
 */
export type PluginState = "same" | "renewed" | "restored" | "gone";

export interface PluginFiles {
  look(): PluginState;
}

/** @param extension absolute folder of the extension */
export function keepPluginFiles(extension: string): PluginFiles {
  const manifest = join(extension, "package.json");
  let seen = readAll(extension);
  let identity = stampOf(manifest);
  return {
    look() {
      const now = stampOf(manifest);
      if (now === undefined) return "gone";
      if (now !== identity) {
        identity = now;
        // A version of another day may say it otherwise; one that calls no hook of ours is none of ours.
        for (const [path, { text }] of seen) if (path.endsWith("hooks.json") && !namesHook(path)) putBack(path, text);
        seen = readAll(extension);
        return "renewed";
      }
      const changed = [...seen].filter(([path, { stamp }]) => stampOf(path) !== stamp);
      if (changed.length === 0) return "same";
      for (const [path, { text }] of changed) putBack(path, text);
      seen = readAll(extension);
      return "restored";
    },
  };
}

function readAll(extension: string): Map<string, { readonly stamp: string | undefined; readonly text: string }> {
  const paths = files.map((file) => join(extension, file)).filter((path) => existsSync(path));
  return new Map(paths.map((path) => [path, { stamp: stampOf(path), text: readFileSync(path, "utf8") }]));
}

function namesHook(path: string): boolean {
  try {
    const { hooks } = JSON.parse(readFileSync(path, "utf8")) as { hooks?: { PreToolUse?: unknown } };
    return JSON.stringify(hooks?.PreToolUse ?? "").includes("--source vscode-plugin");
  } catch {
    return false;
  }
}

function putBack(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function stampOf(path: string): string | undefined {
  try {
    const { ino, mtimeMs, size } = statSync(path);
    return `${ino} ${mtimeMs} ${size}`;
  } catch {
    return undefined;
  }
}
