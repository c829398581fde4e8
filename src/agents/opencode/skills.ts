/**
 * What skills and commands of OpenCode change. A skill changes nothing: `allowed-tools` of its file is ignored. A
 * command that is typed acts by the rules of the agent it names. Tried with OpenCode 1.18.33 on 2026-11-26.
 */
import type { Action } from "../../core/model/action.ts";
import type { Acting, Closed, Explanation, Provenance } from "../../core/model/permission.ts";
import { actingBeside, closedBy, noAction } from "../../core/permissions/acting.ts";
import { type AgentFile, readAgentFile } from "../../core/permissions/agentFile.ts";
import type { ConfigFile, PermissionInput, Place } from "../../core/permissions/input.ts";
import { mergedAt, mergedEntries, scalarOf } from "../../core/permissions/merge.ts";
import { joinNative } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import type { Skills } from "../agent.ts";
import { standingOf } from "./delegation.ts";
import type { Family } from "./family.ts";
import { explainUnder, grantsUnder } from "./permissions.ts";
import { type FamilySettings, readFamily } from "./settings.ts";

const commandFolders = ["command", "commands"] as const;

/** Keys of a command that were tried. Any other makes the answer unknown. */
const tried: ReadonlySet<string> = new Set(["description", "agent", "template", "subtask"]);

export function familySkills(family: Family): Skills {
  return {
    files: (place, name) =>
      /^\w[\w.-]*$/.test(name)
        ? foldersOf(family, place).map(
            ({ layer, path }): ConfigFile => ({
              layer,
              path: joinNative(place.platform, path, `${name}.md`),
            }),
          )
        : [],
    folders: (place) => foldersOf(family, place).map((folder) => ({ ...folder, dropIns: ".md" })),
    explain: (name, action, input) => explainSkill(family, name, action, input),
    acting: (name, input) => acting(family, name, input),
  };
}

function foldersOf(family: Family, { platform, home, workspace }: Place): readonly ConfigFile[] {
  const roots = [
    { layer: "user", root: joinNative(platform, home, family.userFolder) } as const,
    ...(workspace === undefined ? [] : family.dotFolders).map(
      (name) => ({ layer: "project", root: joinNative(platform, workspace ?? "", name) }) as const,
    ),
  ];
  return roots.flatMap(({ layer, root }) =>
    commandFolders.map((name): ConfigFile => ({ layer, path: joinNative(platform, root, name) })),
  );
}

function explainSkill(family: Family, name: string, action: Action, input: PermissionInput): Explanation {
  const agent = family.hook.id;
  const used = settingsWith(family, name, action, input);
  if ("outcome" in used) return { agent, outcome: used.outcome, decidedBy: used.by, lost: [] };
  return explainUnder(family, action, input, used);
}

function acting(family: Family, name: string, input: PermissionInput): Acting {
  const used = settingsWith(family, `/${name}`, noAction(input.place), input);
  if ("outcome" in used) return closedBy(used);
  return actingBeside(grantsUnder(family, input, readFamily(family, input)), grantsUnder(family, input, used));
}

/** The settings by which the turn goes on. */
function settingsWith(family: Family, name: string, action: Action, input: PermissionInput): FamilySettings | Closed {
  const session = readFamily(family, input);
  if (!name.startsWith("/")) return session;
  const command = commandOf(session, name.slice(1), input);
  if (!command)
    return {
      outcome: "unknown",
      by: defaultProvenance(`no command ${name.slice(1)} is found in the files that are read`),
    };
  if (command.unsure) return { outcome: "unknown", by: command.unsure };
  if (command.agent === undefined) return session;
  const isSubagent = scalarOf(mergedAt(session.config, "agent", command.agent, "mode")) === "subagent";
  const known = Object.hasOwn(family.agents, command.agent) || mergedAt(session.config, "agent", command.agent);
  if (!known) return { outcome: "unknown", by: command.source };
  return isSubagent || command.agent === "general" || command.agent === "explore"
    ? standingOf(family, [command.agent], action, input)
    : readFamily(family, input, command.agent);
}

interface CommandFile {
  readonly agent: string | undefined;
  readonly source: Provenance;
  readonly unsure: Provenance | undefined;
}

function commandOf({ config }: FamilySettings, name: string, input: PermissionInput): CommandFile | undefined {
  const files = (input.skillFiles ?? []).flatMap((file) => readAgentFile(file) ?? []);
  const file = files.at(-1);
  const setting = mergedAt(config, "command", name);
  if (file && (files.length > 1 || setting !== undefined))
    return unsureOf(file, `${name}: which of two commands of one name counts was not observed`);
  if (file) return ofFile(file);
  if (setting?.kind !== "map") return undefined;
  const [strange] = mergedEntries(setting).filter(([key]) => !tried.has(key));
  const word = scalarOf(mergedAt(setting, "agent"));
  const [first] = mergedEntries(setting);
  const source = first?.[1].kind === "leaf" ? first[1].source : defaultProvenance(name);
  const key = strange?.[0] ?? (mergedAt(setting, "subtask") === undefined ? undefined : "subtask");
  const unsure = key === undefined ? undefined : { ...source, text: `${key}: what it decides was not observed` };
  return { agent: typeof word === "string" ? word : undefined, source, unsure };
}

function ofFile(file: AgentFile): CommandFile {
  const strange = file.keys.find((key) => !tried.has(key));
  if (strange !== undefined) return unsureOf(file, `${strange}: what it decides was not observed`, strange);
  if (file.broken && file.keys.length > 0) return unsureOf(file, "the frontmatter cannot be read as it is");
  if (file.keys.includes("subtask") && file.keys.includes("agent"))
    return unsureOf(file, "subtask: what it decides beside an agent was not observed", "subtask");
  return {
    agent: file.text("agent"),
    source: file.where("agent", `agent: ${file.text("agent") ?? ""}`),
    unsure: undefined,
  };
}

function unsureOf(file: AgentFile, text: string, key = "description"): CommandFile {
  const source = file.where(key, text);
  return { agent: undefined, source, unsure: source };
}
