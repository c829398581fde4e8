/** Servers of Copilot CLI's user file, and whether a tool of one is there (1.0.102, tried on 2026-11-25 and 2026-11-26). */

import { at, itemsOf, type Member, membersOf, textOf, type ValueNode } from "../../core/parse/value.ts";
import { defaultProvenance, provenanceOf, type SettingsFile } from "../../core/permissions/settingsFile.ts";
import { asFlag } from "../flags.ts";
import { because, type Judgement } from "../judgement.ts";
import type { CopilotSettings } from "./settings.ts";

type By = Judgement["by"];

/** Words of the run by which no servers can be read, and the program does not start. */
export function brokenServers(files: readonly SettingsFile[]): SettingsFile | undefined {
  return files.find(
    (file) => file.config.layer === "flag" && (file.broken || at(file.root, "mcpServers")?.kind !== "object"),
  );
}

/** Of what a later file defines again, nothing of an earlier one is left. */
export function entriesOf(
  files: readonly SettingsFile[],
): readonly { readonly entry: Member; readonly file: SettingsFile }[] {
  const all = files
    .filter(isServersFile)
    .flatMap((file) => membersOf(at(file.root, "mcpServers")).map((entry) => ({ entry, file })));
  return all.filter(({ entry }, index) => all.findLastIndex((other) => other.entry.key === entry.key) === index);
}

function isServersFile({ config }: SettingsFile): boolean {
  return config.layer === "flag" || /mcp-config\.json$|[\\/]\.mcp\.json$/.test(config.path);
}

/** Without those of a workspace that nobody trusts. */
export function countingFiles({ files, trusted }: Pick<CopilotSettings, "files" | "trusted">): readonly SettingsFile[] {
  return trusted ? files : files.filter(({ config }) => config.layer !== "project");
}

/** Why the tool is not there, or where its server is defined. */
export function serverTool(
  server: string,
  tool: string,
  settings: Pick<CopilotSettings, "files" | "trusted">,
): Judgement | By {
  const { files: all } = settings;
  const files = countingFiles(settings);
  const broken = files.find(({ config, broken: is }) => is && config.path.endsWith("mcp-config.json"));
  if (broken) {
    const { path } = broken.config;
    return because("unreachable", { layer: "user", path, line: 0, text: "the file is no JSON, so no server starts" });
  }
  const found = entriesOf(files).find(({ entry }) => entry.key === server);
  const closed = found ? undefined : entriesOf(all).find(({ entry }) => entry.key === server);
  if (closed) {
    const text = `${server}: servers of a workspace start only where it is trusted`;
    return because("unreachable", provenanceOf(closed.file, closed.entry.keySpan, text));
  }
  if (!found)
    return because(
      "unknown",
      defaultProvenance("servers of the workspace, of plugins and of GitHub were not observed"),
    );
  const { entry, file } = found;
  const source = asFlag(provenanceOf(file, entry.keySpan, server));
  const wrong = wrongKey(entry.value);
  if (wrong !== undefined) return because("unreachable", source, `${server}: it does not start with such a “${wrong}”`);
  const disabled = at(entry.value, "disabled");
  if (disabled?.kind === "scalar" && disabled.value === true)
    return because("unreachable", provenanceOf(file, disabled.span, `${server}: disabled: true`));
  const off = refusedByAdministrator(files, entry) ?? disabledIn(files, server);
  if (off) return because("unreachable", off);
  const listed = at(entry.value, "tools");
  // Without a list every tool is offered.
  const offered = listed ? itemsOf(listed).flatMap(({ value }) => textOf(value) ?? []) : ["*"];
  return offered.includes("*") || offered.includes(tool)
    ? source
    : because("unreachable", source, `${server}: tools does not name ${tool}`);
}

const isText = (node: ValueNode) => textOf(node) !== undefined;
const isTexts = (node: ValueNode) => node.kind === "array" && node.items.every(({ value }) => isText(value));
const isTextsByName = (node: ValueNode) => node.kind === "object" && node.members.every(({ value }) => isText(value));
const isScalar = (type: string) => (node: ValueNode) => node.kind === "scalar" && typeof node.value === type;

/** What each key of a server may be; with anything else that server is left out. */
const keys: Readonly<Record<string, (node: ValueNode) => boolean>> = {
  type: (node) => /^(?:local|stdio|http|sse)$/.test(textOf(node) ?? ""),
  command: isText,
  args: isTexts,
  env: isTextsByName,
  tools: isTexts,
  timeout: isScalar("number"),
  disabled: isScalar("boolean"),
};

function wrongKey(value: ValueNode): string | undefined {
  if (/^(?:http|sse)$/.test(textOf(at(value, "type")) ?? "") && !at(value, "url")) return "type";
  return membersOf(value).find(({ key, value: own }) => Object.hasOwn(keys, key) && keys[key]?.(own) === false)?.key;
}

/** Lists of the administrator: by its name, or by the words that start it. With a list of the allowed, no other starts. */
function refusedByAdministrator(files: readonly SettingsFile[], entry: Member): By | undefined {
  const file = files.find(({ config }) => config.layer === "managed");
  if (!file) return undefined;
  const denied = itemsOf(at(file.root, "deniedMcpServers")).find(({ value }) => isMeant(value, entry));
  if (denied) return provenanceOf(file, denied.value.span, `deniedMcpServers: ${entry.key}`);
  const allowed = at(file.root, "allowedMcpServers");
  if (itemsOf(allowed).some(({ value }) => isMeant(value, entry))) return undefined;
  if (allowed) return provenanceOf(file, allowed.span, `allowedMcpServers does not name ${entry.key}`);
  const only = at(file.root, "allowManagedMcpServersOnly");
  const isOn = only?.kind === "scalar" && only.value === true;
  return isOn ? provenanceOf(file, only.span, "allowManagedMcpServersOnly, and none is allowed") : undefined;
}

function isMeant(rule: ValueNode, { key, value }: Member): boolean {
  const words = at(rule, "serverCommand");
  if (!words) return textOf(at(rule, "serverName")) === key;
  const texts = (node: ValueNode | undefined) => itemsOf(node).map((item) => textOf(item.value));
  const own = [textOf(at(value, "command")), ...texts(at(value, "args"))];
  return JSON.stringify(texts(words)) === JSON.stringify(own);
}

function disabledIn(files: readonly SettingsFile[], server: string): By | undefined {
  for (const file of files) {
    if (file.config.layer !== "user") continue;
    const found = itemsOf(at(file.root, "disabledMcpServers")).find(({ value }) => textOf(value) === server);
    if (found) return provenanceOf(file, found.value.span, `disabledMcpServers: ${server}`);
  }
  return undefined;
}
