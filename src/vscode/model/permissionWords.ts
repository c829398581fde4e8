import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import type { AgentPermissions, Grant } from "../../core/model/permission.ts";
import type { Decision } from "../../core/model/verdict.ts";
import { decisions } from "../../core/model/verdict.ts";
import type { GrantChange, PermissionDifference } from "../../core/permissions/difference.ts";

const separator = " · ";
const maxNamed = 3;

/** A tool, and the part of it that is meant: "Bash(git push)". */
export function toolWords({ tool, specifier }: Pick<Grant, "tool" | "specifier">): string {
  return specifier === undefined ? safeShort(tool, 40) : `${safeShort(tool, 40)}(${safeShort(specifier, 60)})`;
}

/** What one file decides for one agent, in one line; empty where it decides nothing. */
export function shareWords(permissions: AgentPermissions, path: string, t: Translate): string {
  const from = (source: { readonly path?: string }) => source.path === path;
  const named = (decision: Decision) =>
    permissions.grants.filter((one) => one.decision === decision && from(one.source)).map(toolWords);
  const servers = permissions.servers.filter(({ source }) => from(source)).map(({ name }) => safeShort(name, 40));
  const silent = permissions.ineffective.filter(({ source }) => from(source)).length;
  const unreadable = permissions.problems.filter((problem) => problem.path === path).length;
  const parts = [
    unreadable > 0 && t("cannot be read as it stands"),
    from(permissions.mode.source) && t("mode {0}", safeShort(permissions.mode.name, 40)),
    ...listed(
      [
        [named("allow"), (names) => t("runs without asking: {0}", names)],
        [named("ask"), (names) => t("asks: {0}", names)],
        [named("deny"), (names) => t("denies: {0}", names)],
        [servers, (names) => t("servers: {0}", names)],
      ],
      t,
    ),
    silent === 1 && t("1 rule does not do what it says"),
    silent > 1 && t("{0} rules do not do what they say", silent),
  ].filter((part) => part !== false);
  return parts.length === 0 ? "" : `${permissions.title}: ${parts.join(separator)}`;
}

/** What an edit changes, in one line, what loosens first. */
export function changeWords(changes: PermissionDifference, t: Translate): string {
  const { grants, servers, delegates, mode } = changes;
  const where = (holds: (change: GrantChange) => boolean) => grants.filter(holds).map(toolWords);
  const is = (decision: Decision | undefined) => (change: GrantChange) => change.after?.decision === decision;
  const was = (decision: Decision | undefined) => (change: GrantChange) => change.before?.decision === decision;
  const rest = where((one) => was("ask")(one) && is(undefined)(one));
  const parts = [
    mode && t("mode is now {0}", safeShort(mode.after, 40)),
    ...listed(
      [
        [where(is("allow")), (names) => t("now also runs without asking: {0}", names)],
        [where((one) => was("deny")(one) && !is("allow")(one)), (names) => t("no longer denied: {0}", names)],
        [delegates.added.map((name) => safeShort(name, 40)), (names) => t("may start: {0}", names)],
        [
          servers.filter(({ after }) => after !== undefined).map(({ name }) => safeShort(name, 40)),
          (names) => t("servers: {0}", names),
        ],
        [where((one) => was("allow")(one)), (names) => t("no longer runs without asking: {0}", names)],
        [where(is("deny")), (names) => t("now denied: {0}", names)],
        [where((one) => was(undefined)(one) && is("ask")(one)), (names) => t("now asks: {0}", names)],
        [rest, (names) => t("no rule any more: {0}", names)],
        [delegates.removed.map((name) => safeShort(name, 40)), (names) => t("may no longer start: {0}", names)],
        [
          servers.filter(({ after }) => after === undefined).map(({ name }) => safeShort(name, 40)),
          (names) => t("servers gone: {0}", names),
        ],
      ],
      t,
    ),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? t("nothing changes in what it may do") : parts.join(separator);
}

type Naming = readonly [names: readonly string[], words: (names: string) => string];

function listed(all: readonly Naming[], t: Translate): string[] {
  return all.flatMap(([names, words]) => (names.length === 0 ? [] : [words(shortList(names, t))]));
}

function shortList(names: readonly string[], t: Translate): string {
  const all = [...new Set(names)];
  if (all.length <= maxNamed) return all.join(", ");
  return t("{0} and {1} more", all.slice(0, maxNamed).join(", "), all.length - maxNamed);
}

export const decisionTitles = (t: Translate): Readonly<Record<Decision, string>> => ({
  allow: t("Runs without asking"),
  ask: t("Asks"),
  deny: t("Denied"),
});

export const readingOrder: readonly Decision[] = decisions;
