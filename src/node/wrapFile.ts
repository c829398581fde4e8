import { readFileSync, statSync } from "node:fs";
import { type Changed, type ConfigText, serverEntries, unwrapServer, wrapServer } from "../core/wrap/wrap.ts";
import { replaceFile } from "./privateFiles.ts";
import { realPath } from "./realPath.ts";

export interface WrapWish {
  readonly action: "wrap" | "unwrap";
  /** Only the servers of this name. */
  readonly server?: string;
  /** Absolute path of the proxy's launcher. */
  readonly launcher: string;
}

export interface WrapPlan {
  readonly before: string;
  readonly after: string;
  /** What is done to which server, or why nothing is. */
  readonly servers: readonly { readonly name: string; readonly problem?: string }[];
}

/** @throws when the file cannot be read as UTF-8 */
export function readConfig(path: string): ConfigText {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  return { path, text };
}

/** What a wish would make of a configuration file. Nothing is written. */
export function planWrap(file: ConfigText, { action, server, launcher }: WrapWish): WrapPlan {
  const wanted = action === "wrap" ? "plain" : "wrapped";
  const servers: { name: string; problem?: string }[] = [];
  let text = file.text;
  // From the last to the first, so that the places of those before stay right.
  for (const { name, nameSpan, state } of [...serverEntries(file)].reverse()) {
    if (server !== undefined && name !== server) continue;
    if (state.kind === "unfit" && action === "wrap") servers.unshift({ name, problem: state.why });
    if (state.kind !== wanted) continue;
    const at = nameSpan.start;
    const changed: Changed =
      action === "wrap" ? wrapServer({ ...file, text }, at, launcher) : unwrapServer({ ...file, text }, at);
    servers.unshift("problem" in changed ? { name, problem: changed.problem } : { name });
    if ("text" in changed) text = changed.text;
  }
  return { before: file.text, after: text, servers };
}

/**
 * Writes what was planned.
 * @throws when the file is another by now, or cannot be written; it is then as it was
 */
export function writePlan(path: string, plan: WrapPlan): void {
  // Through a link to what it names: replacing the link would cut it.
  const real = realPath(path) ?? path;
  if (readConfig(real).text !== plan.before) throw new Error("The file was changed in the meantime.");
  replaceFile(real, plan.after, statSync(real).mode & 0o777);
}
