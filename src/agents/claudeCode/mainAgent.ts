/**
 * A session may be one of the agents of files itself (`--agent`, or `agent` in the settings): it then has that one's
 * tools, and keeps its own mode. A name that no file has changes nothing. Tried with 2.1.329 on 2026-11-26.
 */
import type { Provenance } from "../../core/model/permission.ts";
import { at, textOf } from "../../core/parse/value.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { provenanceOf } from "../../core/permissions/settingsFile.ts";
import { lastGiven } from "../flags.ts";
import { agentFiles, builtInGone, type Gone, goneByFile } from "./agentTools.ts";
import type { ClaudeSettings } from "./settings.ts";

/** What takes tools from the session, or why that is not known. */
export type MainAgent = { readonly gone: Gone } | { readonly unsure: Provenance };

const everything: MainAgent = { gone: () => undefined };

export function mainAgent(settings: ClaudeSettings, input: PermissionInput): MainAgent {
  const named = nameOf(settings);
  if (!named) return everything;
  const { name, source } = named;
  const file = agentFiles(input).findLast((one) => one.name === name && one.named);
  if (file?.broken || (!file && !input.agentFiles))
    return { unsure: { ...source, text: `${source.text}: the file of this agent was not read` } };
  if (file?.keys.includes("hooks"))
    return { unsure: file.where("hooks", "hooks: whether they count in the session itself was not observed") };
  const gone = file ? goneByFile(file) : builtInGone(name);
  return gone ? { gone } : everything;
}

function nameOf({ run, files }: ClaudeSettings): { readonly name: string; readonly source: Provenance } | undefined {
  const given = lastGiven(run, "agent");
  if (given) return { name: given.value, source: given.source };
  for (const file of files.toReversed()) {
    const value = at(file.root, "agent");
    const name = textOf(value);
    if (value && name !== undefined) return { name, source: provenanceOf(file, value.span, `agent: "${name}"`) };
  }
  return undefined;
}
