import type { Agent } from "../agent.ts";
import { configuredDelegates, delegateActing, delegateFiles, explainDelegate } from "./delegation.ts";
import { claudeCodeHook } from "./hook.ts";
import { limits } from "./limits.ts";
import { configFiles, explain, permissions } from "./permissions.ts";
import { plainVariable } from "./run.ts";
import { folderVariable } from "./settings.ts";
import { explainAfterSkill, explainSkill, skillActing, skillFiles, skillFolders } from "./skills.ts";

export const claudeCode: Agent = {
  ...claudeCodeHook,
  facts: { version: "2.1.329", date: "2026-11-21" },
  limits,
  variables: [folderVariable, plainVariable],
  configFiles,
  permissions,
  explain,
  delegation: {
    files: delegateFiles,
    explain: explainDelegate,
    withSkills: true,
    tree: { named: configuredDelegates, acting: delegateActing },
  },
  skills: {
    files: skillFiles,
    folders: skillFolders,
    explain: explainSkill,
    later: explainAfterSkill,
    acting: skillActing,
  },
};
