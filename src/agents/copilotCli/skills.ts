/**
 * What a skill of Copilot CLI changes: nothing. `allowed-tools` of its file is ignored, in each form that was tried,
 * whether the model loaded it or the person typed its name (1.0.102 over ACP, 2026-11-26).
 */
import type { Action } from "../../core/model/action.ts";
import type { Acting, Explanation, Provenance } from "../../core/model/permission.ts";
import { closedBy } from "../../core/permissions/acting.ts";
import { readAgentFile } from "../../core/permissions/agentFile.ts";
import type { ConfigFile, PermissionInput, Place } from "../../core/permissions/input.ts";
import { joinNative } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import type { Skills } from "../agent.ts";
import { explain } from "./permissions.ts";

const folders = [".github/skills", ".claude/skills", ".agents/skills"] as const;

/** Keys of its file that were tried. Any other makes the answer unknown. */
const tried: ReadonlySet<string> = new Set(["name", "description", "allowed-tools"]);

export const copilotCliSkills: Skills = {
  files: (place, name) =>
    /^\w[\w.-]*$/.test(name)
      ? roots(place).map(({ layer, path }) => ({ layer, path: joinNative(place.platform, path, `${name}/SKILL.md`) }))
      : [],
  folders: (place) => roots(place).map((root) => ({ ...root, dropIns: "/SKILL.md" })),
  explain(name: string, action: Action, input: PermissionInput): Explanation {
    const unsure = whyUnsure(name, input);
    return unsure ? { agent: "copilot-cli", outcome: "unknown", decidedBy: unsure, lost: [] } : explain(action, input);
  },
  acting(name: string, input: PermissionInput): Acting {
    const unsure = whyUnsure(name, input);
    return unsure ? closedBy({ outcome: "unknown", by: unsure }) : { grants: [], without: [] };
  },
};

function roots({ platform, home, workspace }: Place): readonly ConfigFile[] {
  return [
    { layer: "user", path: joinNative(platform, home, ".copilot/skills") },
    ...(workspace === undefined ? [] : folders).map(
      (folder): ConfigFile => ({ layer: "project", path: joinNative(platform, workspace ?? "", folder) }),
    ),
  ];
}

function whyUnsure(name: string, { skillFiles = [] }: PermissionInput): Provenance | undefined {
  const files = skillFiles.flatMap((file) => readAgentFile(file) ?? []);
  if (files.length === 0)
    return defaultProvenance(`no skill ${name.replace(/^\//, "")} is found in the files that are read`);
  for (const file of files) {
    if (file.broken) return file.where("name", "the frontmatter cannot be read as it is");
    const key = file.keys.find((one) => !tried.has(one));
    if (key !== undefined) return file.where(key, `${key}: what it decides was not observed`);
  }
  return undefined;
}
