/**
 * What Qwen Code does with one call: deny rules, then ask rules, then allow rules, then the tool's default, then the
 * mode. Observed with 0.24.4 on 2026-11-25, in a session that can ask.
 */
import { relativeTo } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { splitCommand } from "../../core/permissions/shellSegments.ts";
import { because, type Judgement } from "../judgement.ts";
import { isReadOnly } from "./readOnlyCommands.ts";
import { editTools, matches, type Rule, readTools, type Use } from "./rule.ts";
import type { QwenSettings } from "./settings.ts";

/** @param trusted the server of the tool is trusted in the settings: what says so */
export function judge(use: Use, settings: QwenSettings, trusted?: Judgement["by"]): Judgement {
  const judgement =
    use.command === undefined ? judgeOne(use, settings, trusted) : judgeCommand(use, use.command, settings);
  return inMode(use, judgement, settings);
}

/** A mode answers what would be asked. Ask rules do not hold in yolo mode. */
function inMode({ tool }: Use, judgement: Judgement, { mode }: QwenSettings): Judgement {
  // Allow rules that are broad are dropped where a model answers.
  if (mode.name === "auto" && judgement.outcome === "allow" && judgement.by.layer !== "default")
    return because("unknown", mode.source, `${mode.source.text}, and broad rules may be dropped`);
  if (judgement.outcome === "deny" || judgement.outcome === "allow") return judgement;
  switch (mode.name) {
    case "default":
      return judgement;
    case "yolo":
      return because("allow", mode.source);
    case "auto-edit":
    case "auto_edit":
      return (editTools.has(tool) || readTools.has(tool)) &&
        judgement.outcome === "ask" &&
        judgement.by.layer === "default"
        ? because("allow", mode.source)
        : judgement;
    default:
      return because(
        "unknown",
        mode.source,
        `${mode.source.text}: what would be asked is decided otherwise in this mode`,
      );
  }
}

function firstRule(use: Use, { rules, place }: QwenSettings): Rule | undefined {
  return rules.find((rule) => matches(rule, use, place));
}

function judgeOne(use: Use, settings: QwenSettings, trusted: Judgement["by"] | undefined): Judgement {
  const rule = firstRule(use, settings);
  if (rule) return because(rule.list, rule.source);
  if (trusted) return because("allow", trusted);
  if (!readTools.has(use.tool)) return because("ask", defaultProvenance(`${use.tool} asks unless a rule allows it`));
  const { workspace, platform } = settings.place;
  const inside =
    workspace !== undefined && use.path !== undefined && relativeTo(workspace, use.path, platform) !== undefined;
  if (inside || use.path === undefined)
    return because("allow", defaultProvenance("files of the workspace are read without asking"));
  return because("ask", defaultProvenance("reading outside the workspace asks"));
}

/** Each part by itself; the strictest answer counts. */
function judgeCommand(use: Use, text: string, settings: QwenSettings): Judgement {
  const whole = settings.rules.find((rule) => rule.list === "deny" && matches(rule, use, settings.place));
  if (whole) return because("deny", whole.source);
  const line = splitCommand(text);
  const parts = line.segments.filter(({ nested }) => !nested).map((segment) => ({ text: segment.text, segment }));
  const answers = parts.map(({ text: part, segment }) => {
    const rule = firstRule({ ...use, command: part }, settings);
    if (rule) return because(rule.list, rule.source);
    return isReadOnly(segment, line)
      ? because("allow", defaultProvenance("a command that only reads runs without asking"))
      : because("ask", defaultProvenance("a command asks unless a rule allows it"));
  });
  const strictest = (["deny", "ask", "allow"] as const).flatMap(
    (outcome) => answers.find((answer) => answer.outcome === outcome) ?? [],
  )[0];
  if (!strictest) return because("unknown", defaultProvenance("the line cannot be followed here"));
  if (strictest.outcome !== "deny" && !isFollowed(line, settings))
    return because("unknown", strictest.by, `${strictest.by.text}; how Qwen Code divides this line was not observed`);
  return strictest;
}

/** Rules about files and sites also hold for commands that read, write or fetch; that is not followed here. */
function isFollowed({ obstacles, segments }: ReturnType<typeof splitCommand>, { rules }: QwenSettings): boolean {
  const files = rules.some(
    ({ list, tool }) => list !== "allow" && (readTools.has(tool) || editTools.has(tool) || tool === "web_fetch"),
  );
  const redirected = segments.some(({ redirects }) => redirects.length > 0) && rules.length > 0;
  return !files && !redirected && (obstacles.size === 0 || rules.length === 0);
}
