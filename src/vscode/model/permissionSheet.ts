import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import type { AgentPermissions, Grant } from "../../core/model/permission.ts";
import { decisions } from "../../core/model/verdict.ts";
import { decisionTitles, toolWords } from "./permissionWords.ts";
import { ruleOfTwoWords } from "./ruleOfTwoWords.ts";
import { effectList } from "./words.ts";

/**
 * What an agent may do as plain lines, the same for the same permissions: two of them beside one another are a calm diff.
 * Places are left out, since a line that moved changes nothing.
 * @param isShown which grants; what every installation has by itself would hide what somebody wrote
 */
export function permissionSheet(
  permissions: AgentPermissions,
  isShown: (grant: Grant) => boolean,
  t: Translate,
): string {
  const titles = decisionTitles(t);
  const { grants, servers, delegates, ineffective, mode } = permissions;
  const states = {
    enabled: t("starts with the agent"),
    "needs-approval": t("waits for approval"),
    disabled: t("switched off"),
  };
  const shown = grants.filter(isShown);
  const sections: readonly (readonly [string, readonly Row[]])[] = [
    ...decisions.map((decision) => {
      const rows = shown
        .filter((grant) => grant.decision === decision)
        .map((grant): Row => [toolWords(grant), effectList(grant.effects, t)]);
      return [titles[decision], rows] as const;
    }),
    [t("MCP servers"), servers.map(({ name, state }): Row => [safeShort(name, 60), states[state]])],
    [
      t("Delegates"),
      delegates.map(({ name, inheritsAll }): Row => [safeShort(name, 60), inheritsAll ? t("inherits every tool") : ""]),
    ],
    [t("Rules that do not do what they say"), ineffective.map(({ source }): Row => [safeShort(source.text, 100), ""])],
  ];
  return [
    permissions.title,
    t("Mode: {0}", safeShort(mode.name, 40)),
    ruleOfTwoWords(permissions.ruleOfTwo, t),
    ...sections.flatMap(([title, rows]) => section(title, rows, t)),
    "",
  ].join("\n");
}

/** The same in every sheet: else one long rule would make each other line of its section another. */
const width = 32;

type Row = readonly [what: string, words: string];

/** Always there, so that an empty one says so, and the two sides of a diff stand beside one another. */
function section(title: string, rows: readonly Row[], t: Translate): string[] {
  const sorted = [...new Map(rows.map((row) => [row.join("\0"), row])).values()].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const lines = sorted.map(([what, words]) => `    ${words === "" ? what : `${what.padEnd(width)}  ${words}`}`);
  return ["", title, ...(lines.length === 0 ? [`    ${t("nothing")}`] : lines)];
}

/** Two sheets of one agent: what somebody wrote on either side, and everything that is otherwise now. */
export function sheetsOf(before: AgentPermissions, after: AgentPermissions, t: Translate): readonly [string, string] {
  const keyOf = ({ tool, specifier }: Grant) => `${tool}\0${specifier ?? ""}`;
  const decided = ({ grants }: AgentPermissions) => new Map(grants.map((grant) => [keyOf(grant), grant.decision]));
  const [old, now] = [decided(before), decided(after)];
  const isShown = (grant: Grant) => grant.source.path !== undefined || old.get(keyOf(grant)) !== now.get(keyOf(grant));
  return [permissionSheet(before, isShown, t), permissionSheet(after, isShown, t)];
}
