/** Rules of VS Code 1.139.1's agent (2026-11-21): `chat.tools.*.autoApprove` in the user's settings. It cannot refuse. */
import { readJsonc, setInJsonc } from "../../core/parse/editJsonc.ts";
import type { Wish } from "../../core/permissions/wish.ts";
import { configFiles } from "../vscode/permissions.ts";
import { byStrictness, commandRegex, escaped, type Language } from "./language.ts";

const keys: Readonly<Partial<Record<Wish["kind"], string>>> = {
  command: "chat.tools.terminal.autoApprove",
  edit: "chat.tools.edits.autoApprove",
  fetch: "chat.tools.urls.autoApprove",
};

export const vscodeLanguage: Language = {
  agent: "vscode",
  file: "settings.json of the user's profile",
  path: (place) => configFiles(place).find(({ path }) => /[/\\]settings\.json$/.test(path))?.path,
  write({ kind, text, exact, decision }) {
    const note = decision === "deny" ? { note: "it cannot refuse, so it asks" } : {};
    if (kind === "command") return { rule: exact ? `/^${escaped(text)}$/` : `/^${commandRegex(text)}$/`, ...note };
    if (kind === "edit") return { rule: text.replaceAll("\\", "/").replace(/^\/\*\*/, "**"), ...note };
    if (kind === "fetch") return { rule: `https://${text}`, ...note };
    if (kind === "read") return { why: "reading has no setting: it runs in the workspace and asks outside" };
    return { why: "tools of servers are approved in its own state, not in settings" };
  },
  put(text, rules, only) {
    const root = readJsonc(text) as Record<string, unknown> | undefined;
    if (root === undefined) return undefined;
    let result: string | undefined = text;
    for (const [kind, key] of Object.entries(keys)) {
      const there = root[key];
      const old = typeof there === "object" && there !== null ? Object.entries(there) : [];
      const ours = byStrictness(rules.filter(({ wish }) => wish.kind === kind)).map(
        ({ rule, wish }) => [rule, settingFor(wish)] as const,
      );
      const mine = new Set(ours.map(([rule]) => rule));
      const kept = old.filter(([rule, value]) => !mine.has(rule) && !(only && approves(value)));
      const next = [...kept, ...ours];
      if (JSON.stringify(next) === JSON.stringify(old)) continue;
      if (result !== undefined) result = setInJsonc(result, [key], Object.fromEntries(next));
    }
    return result;
  },
};

/** An exact command is compared with the whole line, a pattern with each command in it. */
function settingFor({ kind, exact, decision }: Wish): unknown {
  const approve = decision === "allow";
  return kind === "command" && exact && approve ? { approve, matchCommandLine: true } : approve;
}

function approves(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === true;
  return Object.values(value).includes(true);
}
