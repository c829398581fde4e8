/** Rules of OpenCode 1.18.33 (2026-11-25): `permission` in its settings. The last rule that matches decides. */
import { readJsonc, setInJsonc } from "../../core/parse/editJsonc.ts";
import { joinNative, relativeTo } from "../../core/permissions/paths.ts";
import { toolName } from "../opencode/judge.ts";
import { wordsOnly } from "../opencode/kinds.ts";
import { byStrictness, type Language } from "./language.ts";

export const opencodeLanguage: Language = {
  agent: "opencode",
  file: "opencode.json",
  path: ({ workspace, platform }) =>
    workspace === undefined ? undefined : joinNative(platform, workspace, "opencode.json"),
  write({ kind, text, exact, decision }, { workspace, platform }) {
    if (kind === "command") return { rule: `bash\0${text}` };
    if (kind === "fetch" && text !== "*") return { why: "it takes one word for all addresses, and no patterns" };
    if (kind === "fetch") return { rule: "webfetch\0*" };
    if (kind === "server") {
      const [server = "", tool = ""] = text.split("/");
      if (/[*?]/.test(server))
        return { why: "the name of a server is a part of the tool's, so a pattern meets others" };
      return { rule: `${toolName(server, tool === "*" ? "" : tool)}${tool === "*" ? "*" : ""}\0*` };
    }
    if (text.startsWith("/**"))
      return { rule: `${kind}\0${text.slice(1).replaceAll("**/", "*").replaceAll("**", "*")}` };
    const below = workspace === undefined ? undefined : relativeTo(workspace, text, platform);
    if (below === undefined || below === "") return { why: "it lies outside the workspace" };
    const pattern = below.replaceAll("**/", "*").replaceAll("**", "*");
    if (exact || !/[*?]/.test(below.replaceAll("**/", "").replace(/\/\*\*$/, "")))
      return { rule: `${kind}\0${pattern}` };
    if (decision === "allow") return { why: "its * also crosses folders, so that more would run" };
    return { rule: `${kind}\0${pattern}`, note: "its * also crosses folders" };
  },
  put(text, rules, only) {
    const root = readJsonc(text) as { permission?: unknown } | undefined;
    if (root === undefined) return undefined;
    const there = root.permission;
    const old: Readonly<Record<string, unknown>> =
      typeof there === "object" && there !== null ? (there as object as Record<string, unknown>) : {};
    // One word for everything becomes what it stands for, so that something can stand beside it.
    let result: string | undefined =
      typeof there === "string" ? setInJsonc(text, ["permission"], { "*": there }) : text;
    const named = byStrictness(rules).map(({ rule, wish }) => ({ parts: rule.split("\0"), decision: wish.decision }));
    const tools = [
      ...new Set([...(only ? ["bash", "edit", "webfetch"] : []), ...named.map(({ parts }) => parts[0] ?? "")]),
    ];
    for (const tool of tools) {
      const ours = named
        .filter(({ parts }) => parts[0] === tool)
        .map(({ parts, decision }) => [parts[1] ?? "", decision]);
      const before = entriesOf(old[tool]);
      const mine = new Set(ours.map(([pattern]) => pattern));
      const kept = before.filter(([pattern, value]) => !mine.has(pattern) && !(only && value === "allow"));
      const rest = only && !kept.some(([pattern]) => pattern === "*") ? [["*", "ask"]] : [];
      const next = [...rest, ...kept, ...ours];
      if (JSON.stringify(next) === JSON.stringify(before)) continue;
      const value = takesWord.has(tool) ? next.at(-1)?.[1] : Object.fromEntries(next);
      if (result !== undefined) result = setInJsonc(result, ["permission", tool], value);
    }
    return result;
  },
};

/** With patterns for these it does not start (tried on 2026-11-26). */
const takesWord: ReadonlySet<string> = new Set(wordsOnly);

function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value === "string") return [["*", value]];
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
