/**
 * What Qwen Code does with one call: deny rules, then ask rules, then allow rules, then the tool's default, then the
 * mode. Observed with 0.24.4 on 2026-11-25, in a session that can ask.
 */
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { type CommandLine, type Segment, splitCommand } from "../../core/permissions/shellSegments.ts";
import { because, type Judgement } from "../judgement.ts";
import { inAutoMode, isInWorkspace } from "./autoMode.ts";
import { fileRuleFor } from "./fileCommands.ts";
import { safetyOf } from "./readOnlyCommands.ts";
import { editTools, matches, type Rule, readTools, type Use } from "./rule.ts";
import type { QwenSettings } from "./settings.ts";
import { siteRules } from "./sites.ts";

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

/** `sed -i` with one script and one file is an edit to it (tried); of longer lines that was not. */
function byEditor(line: string, judgement: Judgement, mode: Judgement["by"]): Judgement {
  const { segments } = splitCommand(line);
  const edits = segments.some(
    ({ words: [program, option] }) => program === "sed" && /^(?:-i|--in-place)$/.test(option ?? ""),
  );
  if (!edits) return judgement;
  const isPlain = segments.length === 1 && segments[0]?.words.length === 4 && segments[0].redirects.length === 0;
  return because(isPlain ? "allow" : "unknown", mode, `${mode.text}: sed -i changes a file`);
}

/** Whatever a rule allows: commands that write are refused, and those that it cannot tell are asked about. */
function inPlan(text: string, judgement: Judgement, { mode }: QwenSettings): Judgement {
  const line = splitCommand(text);
  const found = line.segments.map((segment) => safetyOf(segment, line, text));
  if (found.includes("writes")) return because("deny", mode.source, `${mode.source.text}: the command writes`);
  if (found.length > 0 && !found.includes("unclear")) return judgement;
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
  if (!readTools.has(use.tool)) return because("ask", defaultProvenance(`${use.tool} asks unless a rule allows it`));
  if (use.path === undefined || isInWorkspace(use.path, settings))
    return because("allow", defaultProvenance("files of the workspace are read without asking"));
  return because("ask", defaultProvenance("reading outside the workspace asks"));
}

/** Words that begin a branch or a loop: no rule for a command meets them. */
const branches = /^(?:if|for|while|until|case|then|do)\s|^\s*!/;

/** As written, or by its words: quotes, escapes and blanks between them make no difference. */
function ruleFor({ text, words, assignments }: Segment, use: Use, settings: QwenSettings): Rule | undefined {
  // The value of a variable ends for it at the first blank, so that what follows is no command it knows.
  if (assignments.some((one) => /[`(].*\s/.test(one))) return wholeRule(settings);
  return strictestOf([text, words.join(" ")].map((command) => firstRule({ ...use, command }, settings)));
}

function strictestOf(found: readonly (Rule | undefined)[]): Rule | undefined {
  return strictness.flatMap((list) => found.find((rule) => rule?.list === list) ?? [])[0];
}

/** In brackets and branches only rules for every command meet what is there. */
function wholeRule({ rules }: QwenSettings): Rule | undefined {
  return rules.find(
    ({ tool, specifier }) => tool === "run_shell_command" && (specifier === undefined || specifier === "*"),
  );
}

const strictness: readonly Rule["list"][] = ["deny", "ask", "allow"];

function ruleOfPart(segment: Segment, line: CommandLine, text: string, use: Use, settings: QwenSettings) {
  const rule = segment.nested || branches.test(text) ? wholeRule(settings) : ruleFor(segment, use, settings);
  return strictestOf([rule, fileRuleFor(segment, line, settings)]);
}

/** The line as a whole; two reads of git are none in another folder, since they may run what that folder's settings say. */
function readsAll(parts: readonly Segment[], moves: boolean, line: CommandLine, text: string): boolean {
  const runs =
    moves && parts.some(({ words: [program, sub] }) => program === "git" && /^(?:diff|status)$/.test(sub ?? ""));
  return !runs && parts.every((segment) => safetyOf(segment, line, text) === "reads");
}

/** Each part by itself; the strictest answer counts. */
function judgeCommand(use: Use, text: string, settings: QwenSettings): Judgement {
  const denied = settings.rules.find((rule) => rule.list === "deny" && matches(rule, use, settings));
  if (denied) return because("deny", denied.source);
  const line = splitCommand(text);
  const sites = siteRules(line, settings);
  // Commands in brackets are seen as the shell's own text by rules, and by themselves where only reading is looked for.
  const inBrackets = [...line.obstacles].some((obstacle) => obstacle === "subshell" || obstacle === "group");
  const parts = line.segments.filter(({ nested }) => !nested || inBrackets);
  // A here-document is read line by line, as if each were a command, once a rule speaks of the line.
  const lines = hasHereDocument(line) ? text.split("\n").flatMap((one) => splitCommand(one).segments) : [];
  const ruled = [...parts, ...lines].map((segment) => ({
    segment,
    rule: ruleOfPart(segment, line, text, use, settings),
  }));
  const concerned = ruled.some(({ rule }) => rule !== undefined);
  const moves = parts.some(({ words }) => words[0] === "cd");
  const whole = readsAll(parts, moves, line, text);
  const answers = ruled.slice(0, concerned ? undefined : parts.length).map(({ segment, rule }) => {
    if (rule) return because(rule.list, rule.source);
    const reads = moves || !concerned ? whole : safetyOf(segment, line, text) === "reads";
    return reads
      ? because("allow", defaultProvenance("a command that only reads runs without asking"))
      : because("ask", defaultProvenance("a command asks unless a rule allows it"));
  });
  for (const rule of sites.certain) answers.push(because(rule.list, rule.source));
  // It takes a line that is a comment for a command that no rule allows.
  if (concerned && /^\s*#.*\n/.test(text))
    answers.push(because("ask", defaultProvenance("a line that is a comment is taken for a command")));
  const strictest = (["deny", "ask", "allow"] as const).flatMap(
    (outcome) => answers.find((answer) => answer.outcome === outcome) ?? [],
  )[0];
  if (!strictest) return because("unknown", defaultProvenance("the line cannot be followed here"));
  const place = (list: string) => (strictness as readonly string[]).indexOf(list);
  const stricter = sites.possible.find(({ list }) => place(list) < place(strictest.outcome));
  if (!stricter) return strictest;
  return because(
    "unknown",
    stricter.source,
    `${stricter.source.text}; whether it holds for this line was not observed`,
  );
}

function hasHereDocument({ segments }: CommandLine): boolean {
  return segments.some(({ redirects }) => redirects.some(({ operator }) => /^<<-?$/.test(operator)));
}
