/** What VS Code's agent reads without asking. Read in its bundled Copilot extension (0.67.0) and seen on 2026-11-26. */
import { formsOf } from "../../core/permissions/links.ts";
import { isAbsolutePath, relativeTo, slashed } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { isInside } from "./edits.ts";
import type { Judgement } from "./judge.ts";
import { settingOf, type VsCodeSettings } from "./settings.ts";
import { promptsFolder } from "./userFolder.ts";

export function judgeRead(path: string, settings: VsCodeSettings): Judgement {
  if (isInside(path, settings))
    return { decision: "allow", by: defaultProvenance("files of the workspace are read without asking") };
  const opened = settingOf(settings, "github.copilot.chat.additionalReadAccessPaths", []);
  if (folders(opened.value).some((folder) => isBelow(folder, path, settings)))
    return { decision: "allow", by: opened.source };
  const { home, platform } = settings.place;
  const own = [...instructions.map((folder) => `${slashed(home, platform)}/${folder}`), promptsFolder(settings.place)];
  if (own.some((folder) => isBelow(folder, path, settings)))
    return {
      decision: "unknown",
      by: defaultProvenance("an instruction or a skill that VS Code names to the model is read without asking"),
    };
  return { decision: "ask", by: defaultProvenance("reading outside the workspace asks") };
}

/** Folders of the user's own from which VS Code takes instructions and skills. */
const instructions = [
  ...[".copilot/instructions", ".copilot/skills", ".claude/rules", ".claude/skills", ".agents/skills"],
] as const;

function folders(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string" && isAbsolutePath(one)) : [];
}

/** Both as it is written and where it ends. */
function isBelow(folder: string, path: string, settings: VsCodeSettings): boolean {
  const { platform } = settings.place;
  return formsOf(path, settings).every((form) => relativeTo(slashed(folder, platform), form, platform) !== undefined);
}
