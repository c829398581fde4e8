/**
 * What Qwen Code does with one call: deny rules, then ask rules, then allow rules, then the tool's default, then the
 * mode. Observed with 0.24.4 on 2026-11-25, in a session that can ask.
 */
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { splitCommand } from "../../core/permissions/shellSegments.ts";
import { because, type Judgement } from "../judgement.ts";
import { inAutoMode, isInWorkspace } from "./autoMode.ts";
import { type FileUse, fileUsesOf, isConcerned, strictestFileRule } from "./fileCommands.ts";
import { isMemory, isReadUnasked } from "./ownFolders.ts";
import { type Safety, safetyOf } from "./readOnlyCommands.ts";
import { editTools, matches, type Rule, readTools, type Use } from "./rule.ts";
import { isSedEdit } from "./sedEdit.ts";
import type { QwenSettings } from "./settings.ts";
import { ruleParts, unwrapped } from "./shellParts.ts";

/** @param trusted the server of the tool is trusted in the settings: what says so */
export function judge(use: Use, settings: QwenSettings, trusted?: Judgement["by"]): Judgement {
  const judgement =
    use.command === undefined ? judgeOne(use, settings, trusted) : judgeCommand(use, use.command, settings);
  return inMode(use, judgement, settings);
}

/** Addresses, and starts of sub-agents, pass in the modes auto-edit and plan as reading does (tried). */
const asReading: ReadonlySet<string> = new Set(["web_fetch", "agent"]);

/** A mode answers what would be asked. Ask rules do not hold in yolo mode. */
function inMode(use: Use, judgement: Judgement, settings: QwenSettings): Judgement {
  const { tool } = use;
  const { mode } = settings;
  if (mode.name === "auto") return inAutoMode(use, judgement, settings);
  if (judgement.outcome === "deny" || (judgement.outcome === "allow" && mode.name !== "plan")) return judgement;
  switch (mode.name) {
    case "default":
      return judgement;
    case "yolo":
      return because("allow", mode.source);
    case "auto-edit":
      // A rule that asks does not hold for edits either.
      if (use.command !== undefined && judgement.by.layer === "default")
        return byEditor(use.command, judgement, mode.source);
      if (editTools.has(tool)) return judgement.outcome === "ask" ? because("allow", mode.source) : judgement;
      if (!(readTools.has(tool) || asReading.has(tool)) || judgement.outcome !== "ask") return judgement;
      return judgement.by.layer === "default"
        ? because("allow", mode.source)
        : because("unknown", mode.source, "whether a rule that asks holds for reading in this mode was not observed");
    case "plan":
      if (use.command !== undefined) return inPlan(use.command, judgement, settings);
      return judgement.outcome === "ask" && !readTools.has(tool) && !asReading.has(tool)
        ? because("deny", mode.source)
        : judgement;
    default:
      return because(
        "unknown",
        mode.source,
        `${mode.source.text}: what would be asked is decided otherwise in this mode`,
      );
  }
}

/** An edit by `sed -i` is one as by the tool for it. */
function byEditor(line: string, judgement: Judgement, mode: Judgement["by"]): Judgement {
  const isEdit = judgement.outcome === "ask" && isSedEdit(line);
  if (!isEdit) return judgement;
  return because(isEdit === true ? "allow" : "unknown", mode, `${mode.text}: sed -i changes a file`);
}

/** Whatever a rule allows: commands that write are refused, and those that it cannot tell are asked about. */
function inPlan(text: string, judgement: Judgement, { mode }: QwenSettings): Judgement {
  const safety = safetyOf(text);
  if (safety === "writes") return because("deny", mode.source, `${mode.source.text}: the command writes`);
  if (safety === "reads") return judgement;
  return because("ask", mode.source, `${mode.source.text}: whether the command writes cannot be told`);
}

function firstRule(use: Use, settings: QwenSettings): Rule | undefined {
  return settings.rules.find((rule) => matches(rule, use, settings));
}

function judgeOne(use: Use, settings: QwenSettings, trusted: Judgement["by"] | undefined): Judgement {
  const rule = firstRule(use, settings);
  if (rule) return because(rule.list, rule.source);
  if (trusted) return because("allow", trusted);
  if (use.tool === "todo_write") return because("allow", defaultProvenance("steps are written down without asking"));
  if (editTools.has(use.tool) && use.path !== undefined && isMemory(use.path, settings))
    return because("allow", defaultProvenance("it writes its memory without asking"));
  if (!readTools.has(use.tool)) return because("ask", defaultProvenance(`${use.tool} asks unless a rule allows it`));
  if (use.path === undefined || isInWorkspace(use.path, settings))
    return because("allow", defaultProvenance("files of the workspace are read without asking"));
  return isReadUnasked(use.path, settings)
    ? because("allow", defaultProvenance("it reads such folders of its own without asking"))
    : because("ask", defaultProvenance("reading outside the workspace asks"));
}

const strictness: readonly Rule["list"][] = ["deny", "ask", "allow"];

function strictestOf(found: readonly Judgement[]): Judgement | undefined {
  return strictness.flatMap((list) => found.find(({ outcome }) => outcome === list) ?? [])[0];
}

/** Rules that speak of the line are asked about each part by itself, and about its files; else the line as a whole counts. */
function judgeCommand(use: Use, text: string, settings: QwenSettings): Judgement {
  if (!isSpokenOf(use, text, settings)) return reading(hasSubstitution(text) ? "unclear" : safetyOf(unwrapped(text)));
  const byFiles = judgeFiles(fileUsesOf(text, settings), settings);
  if (byFiles?.outcome === "deny") return byFiles;
  const parts = ruleParts(text);
  const moves = parts.length > 1 && parts.some((part) => /^\s*(?:cd|pushd)(?:\s|$)/.test(part));
  const answers = parts.map((part) => {
    const command = parts.length > 1 ? part : text;
    const rule = firstRule({ ...use, command }, settings);
    const ruled = rule && because(rule.list, rule.source);
    const files = rule?.list === "deny" ? undefined : judgeFiles(fileUsesOf(command, settings), settings);
    return strictestOf([ruled, files].flatMap((one) => one ?? [])) ?? reading(safetyOf(moves ? text : command));
  });
  return strictestOf([...(byFiles ? [byFiles] : []), ...answers]) as Judgement;
}

function isSpokenOf(use: Use, text: string, settings: QwenSettings): boolean {
  if (isConcerned(fileUsesOf(text, settings), settings)) return true;
  const parts = ruleParts(text);
  if (parts.length > 1) return parts.some((command) => isSpokenOf(use, command, settings));
  return firstRule({ ...use, command: text }, settings) !== undefined;
}

function judgeFiles(uses: readonly FileUse[], settings: QwenSettings): Judgement | undefined {
  const rule = strictestFileRule(uses, settings);
  if (rule === "somewhere")
    return because("ask", defaultProvenance("a rule for files may hold, and the folder of the command cannot be told"));
  return rule && because(rule.list, rule.source);
}

function reading(safety: Safety): Judgement {
  return safety === "reads"
    ? because("allow", defaultProvenance("a command that only reads runs without asking"))
    : because("ask", defaultProvenance("a command asks unless a rule allows it"));
}

function hasSubstitution(text: string): boolean {
  return splitCommand(text).obstacles.has("substitution");
}
