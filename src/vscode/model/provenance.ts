import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import type { Provenance } from "../../core/model/permission.ts";
import type { SourcePlace } from "./treeNode.ts";

/** Where something was decided, in a few words: "settings.json:12, user". */
export function provenanceWords(source: Provenance, t: Translate): string {
  if (source.path === undefined) return t("built-in default");
  const name = source.path.split(/[\\/]/).at(-1) ?? source.path;
  const line = source.line === undefined ? "" : `:${source.line + 1}`;
  return `${safeShort(name, 60)}${line}, ${source.layer}`;
}

/** What a node opens, for spreading into it. */
export function opens(source: { readonly path?: string; readonly line?: number }): { opens?: SourcePlace } {
  if (source.path === undefined) return {};
  return { opens: source.line === undefined ? { path: source.path } : { path: source.path, line: source.line } };
}
