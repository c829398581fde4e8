/**
 * `chat.tools.urls.autoApprove`, read in VS Code's public source on 2026-11-26: where VS Code runs in a browser the tool
 * is not offered, so it was not seen. What a pattern of another form meets, and which of two patterns that disagree
 * decides, is therefore not said.
 */
import type { Provenance } from "../../core/model/permission.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { urlDefaults } from "./editDefaults.ts";
import type { Judgement } from "./judge.ts";
import { entriesOf, settingOf, type VsCodeSettings } from "./settings.ts";

export function judgeUrl(url: string, settings: VsCodeSettings): Judgement {
  const filter = settingOf(settings, "chat.agent.networkFilter", false);
  if (filter.value !== false) return { decision: "unknown", by: filter.source };
  let first: { readonly approves: boolean; readonly source: Provenance } | undefined;
  for (const { key, value, source } of entriesOf(settings, "chat.tools.urls.autoApprove", urlDefaults)) {
    const approves = typeof value === "object" && value !== null ? Reflect.get(value, "approveRequest") : value;
    if (typeof approves !== "boolean") continue;
    const met = meets(key, url);
    if (met === undefined)
      return { decision: "unknown", by: { ...source, text: `${source.text}: what such a pattern meets was not seen` } };
    if (met && first !== undefined && first.approves !== approves)
      return {
        decision: "unknown",
        by: { ...source, text: `${source.text}: which of two patterns decides was not seen` },
      };
    if (met) first ??= { approves, source };
  }
  if (first) return { decision: first.approves ? "allow" : "ask", by: first.source };
  return { decision: "ask", by: defaultProvenance("fetch_webpage asks unless the address is approved") };
}

/** Undefined: not known. */
function meets(pattern: string, written: string): boolean | undefined {
  const url = /^(https?):\/\/([^/?#@\\\s]+)([/?#][^\\\s]*)?$/i.exec(written);
  const glob = /^(?:(https?):\/\/)?((?:\*\.)?[\w-]+(?:\.[\w-]+)*(?::\d+)?)(\/[^*?#]*)?(\/\*)?$/i.exec(pattern);
  const named = /^([^/?#*@:]+)(?=[/?#]|$)/i.exec(pattern.replace(/^https?:\/\//i, ""))?.[1];
  if (url && named !== undefined && named.toLowerCase() !== url[2]?.toLowerCase()) return false;
  if (!url || !glob) return undefined;
  const [, scheme = "", host = "", rest = ""] = url;
  const [, onlyScheme, base = "", path = "", below] = glob;
  if (onlyScheme !== undefined && onlyScheme.toLowerCase() !== scheme.toLowerCase()) return false;
  const [one, other] = [host.toLowerCase(), base.toLowerCase()];
  // Whether a domain is one of its own sub-domains.
  if (other === `*.${one}`) return undefined;
  if (other.startsWith("*.") ? !one.endsWith(other.slice(1)) : one !== other) return false;
  const start = path.replace(/\/$/, "");
  if (!rest.startsWith(start)) return false;
  const left = rest.slice(start.length);
  if (below !== undefined) return left === "" || left === "/" ? undefined : left.startsWith("/");
  return left === "" || /^[/?#]/.test(left);
}
