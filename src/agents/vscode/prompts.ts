/**
 * What a prompt file or skill of VS Code changes that the person types. Its list of tools holds instead of that of the
 * agent it names, and both go on to hold for the rest of the session. A skill that the model reads by itself changes
 * nothing. Tried with 1.139.1 on 2026-11-26.
 */
import type { Acting, Closed, Named, Provenance } from "../../core/model/permission.ts";
import { actingWith, closedBy } from "../../core/permissions/acting.ts";
import { type AgentFile, readAgentFile } from "../../core/permissions/agentFile.ts";
import type { ConfigFile, LoadedConfig, PermissionInput, Place } from "../../core/permissions/input.ts";
import { joinNative, slashed } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import type { Skills } from "../agent.ts";
import { type Offer, toolsOf } from "./customAgents.ts";
import { permissions } from "./permissions.ts";
import { agentNamed, chosen, explainUnder, movedBy, type Standing, session, takenRow } from "./standing.ts";
import { promptsFolder } from "./userFolder.ts";

export const vscodeSkills: Skills = {
  files: (place) => folders(place),
  folders,
  lasts: true,
  named,
  explain: (name, action, input) => explainUnder(standingWith(name, input), action, input),
  acting,
};

const skillFolders = [".agents/skills", ".github/skills", ".claude/skills"] as const;

function folders({ platform, home, workspace }: Place): readonly ConfigFile[] {
  const skillsOf = (layer: ConfigFile["layer"], root: string, names: readonly string[]) =>
    names.map((name): ConfigFile => ({ layer, path: joinNative(platform, root, name), dropIns: "/SKILL.md" }));
  const prompts: Pick<ConfigFile, "dropIns"> = { dropIns: ".prompt.md" };
  return [
    { layer: "user", path: promptsFolder({ platform, home }), ...prompts },
    ...skillsOf("user", home, [".agents/skills", ".copilot/skills", ".claude/skills"]),
    ...(workspace === undefined
      ? []
      : [
          { layer: "project" as const, path: joinNative(platform, workspace, ".github/prompts"), ...prompts },
          ...skillsOf("project", workspace, skillFolders),
        ]),
  ];
}

interface PromptFile {
  readonly name: string;
  readonly file: AgentFile;
}

function promptFile(loaded: LoadedConfig, place: Place): PromptFile | undefined {
  const path = slashed(loaded.path, place.platform);
  const file = readAgentFile(loaded, ".prompt.md", { asWritten: true });
  if (!file) return undefined;
  const folder = /\/([^/]+)\/SKILL\.md$/.exec(path)?.[1];
  return { name: file.named ? file.name : (folder ?? file.name), file };
}

function promptFiles(files: readonly LoadedConfig[], place: Place): readonly PromptFile[] {
  return files.flatMap((file) => promptFile(file, place) ?? []);
}

function named({ allSkillFiles = [], place }: PermissionInput): readonly Named[] {
  return promptFiles(allSkillFiles, place).map(({ name, file }) => ({ name, source: file.where("name", name) }));
}

/** By what the session goes on. @param name with a slash before it when the person types it */
export function standingWith(name: string, input: PermissionInput): Standing | Closed {
  if (!name.startsWith("/")) return session;
  const found = promptNamed(name.slice(1), input);
  if ("outcome" in found) return found;
  const agent = found.text("agent") ?? found.text("mode");
  const standing = agent === undefined || agent === "agent" ? session : chosenAgent(agent, found, input);
  const tools = toolsOf(found);
  if (tools === undefined || "outcome" in standing) return standing;
  const offer: Offer = { list: tools, by: found.where("tools", `tools: ${tools.join(", ")}`), isPrompts: true };
  return { ...standing, offer };
}

/** A prompt whose agent cannot be chosen is not sent. */
function chosenAgent(name: string, prompt: AgentFile, input: PermissionInput): Standing | Closed {
  if (name === "ask" || name === "edit")
    return name === "ask" || toolsOf(prompt) === undefined
      ? { outcome: "unreachable", by: prompt.where("agent", `agent: ${name}: it has no tools`) }
      : { outcome: "unknown", by: prompt.where("agent", `agent: ${name}: what its list adds was not observed`) };
  const found = agentNamed(name, input);
  if ("outcome" in found) return found;
  return found.chosen ? chosen(found) : { outcome: "unreachable", by: found.chosenBy };
}

function promptNamed(name: string, input: PermissionInput): AgentFile | Closed {
  const moved = movedBy(input, "chat.promptFilesLocations") ?? movedBy(input, "chat.agentSkillsLocations");
  if (moved) return { outcome: "unknown", by: moved };
  const found = promptFiles(input.skillFiles ?? [], input.place).filter((one) => one.name === name);
  const unsure = whyUnsure(name, found);
  const [first] = found;
  return unsure || !first
    ? {
        outcome: "unknown",
        by: unsure ?? defaultProvenance(`no prompt file ${name} is found in the files that are read`),
      }
    : first.file;
}

/** Keys that were tried. Any other makes the answer unknown. */
const tried: ReadonlySet<string> = new Set([
  ...["name", "description", "agent", "mode", "tools", "model", "argument-hint", "allowed-tools"],
]);

function whyUnsure(name: string, found: readonly PromptFile[]): Provenance | undefined {
  const [first, second] = found;
  if (!first) return undefined;
  if (second)
    return second.file.where("name", `${name}: which of two prompt files of one name counts was not observed`);
  const { file } = first;
  if (file.broken && file.keys.length > 0) return file.where("name", "the frontmatter cannot be read as it is");
  const key = file.keys.find((one) => !tried.has(one));
  return key === undefined ? undefined : file.where(key, `${key}: what it decides was not observed`);
}

/** Tools that it takes away. It adds none that the session does not have. */
function acting(name: string, input: PermissionInput): Acting {
  const standing = standingWith(`/${name}`, input);
  if ("outcome" in standing) return closedBy(standing);
  return { ...actingWith(permissions(input).grants, (grant) => takenRow(standing, grant)), grants: [] };
}
