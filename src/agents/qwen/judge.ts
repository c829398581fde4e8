/**
 * What Qwen Code does with one call: deny rules, then ask rules, then allow rules, then the tool's default, then the
 * mode. Observed with 0.24.4 on 2026-11-25, in a session that can ask.
 */
import { relativeTo, resolveFrom } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { type Segment, splitCommand } from "../../core/permissions/shellSegments.ts";
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
  if (judgement.outcome === "deny" || (judgement.outcome === "allow" && mode.name !== "plan")) return judgement;
  switch (mode.name) {
    case "default":
      return judgement;
    case "yolo":
      return because("allow", mode.source);
    case "auto-edit":
    case "auto_edit":
      // A rule that asks does not hold for edits either.
      if (editTools.has(tool)) return judgement.outcome === "ask" ? because("allow", mode.source) : judgement;
      if (!readTools.has(tool) || judgement.outcome !== "ask") return judgement;
      return judgement.by.layer === "default"
        ? because("allow", mode.source)
        : because("unknown", mode.source, "whether a rule that asks holds for reading in this mode was not observed");
    case "plan":
      if (judgement.outcome === "ask" && !readTools.has(tool)) return because("deny", mode.source);
      return judgement.by.layer === "default" && judgement.outcome === "allow"
        ? judgement
        : because("unknown", mode.source, "what a rule does in this mode was not observed");
    default:
      return because(
        "unknown",
        mode.source,
        `${mode.source.text}: what would be asked is decided otherwise in this mode`,
      );
  }
}

/** A wildcard meets no path that is written with `..`, wherever it leads. */
function firstRule(use: Use, { rules, place }: QwenSettings): Rule | undefined {
  const speaks = (rule: Rule) => use.climbs !== true || rule.specifier === undefined || rule.list !== "allow";
  return rules.find((rule) => speaks(rule) && matches(rule, use, place));
}

function judgeOne(use: Use, settings: QwenSettings, trusted: Judgement["by"] | undefined): Judgement {
  const rule = firstRule(use, settings);
  if (rule && use.climbs && rule.specifier !== undefined)
    return because("unknown", rule.source, `${rule.source.text}: a path with .. may not be met`);
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

/** Words that begin a branch or a loop: no rule for a command meets them. */
const branches = /^(?:if|for|while|until|case|then|do)\s|^\s*!/;

/** As written, or by its words: quotes, escapes and blanks between them make no difference. */
function ruleFor({ text, words }: Segment, use: Use, settings: QwenSettings): Rule | undefined {
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

/** Rules for files that refuse or ask also hold for commands that read or write such a file by name. */
function fileRuleFor({ words, redirects }: Segment, settings: QwenSettings): Rule | undefined {
  const { place } = settings;
  const [program = "", ...args] = words;
  const plain = args.filter((arg) => !arg.startsWith("-"));
  const written = redirects.filter(({ operator }) => operator.includes(">")).map(({ target }) => target);
  const uses = [
    ...(readers.has(program) ? (plain.length > 0 ? plain : ["."]) : []).map((path) => ["read_file", path] as const),
    ...(copiers.has(program) ? plain.slice(-1) : writers.has(program) ? plain : []).map(
      (path) => ["edit", path] as const,
    ),
    ...written.map((path) => ["edit", path] as const),
  ];
  const found = uses.flatMap(([tool, path]) => {
    const absolute = resolveFrom(place.workspace ?? place.home, path, place);
    return (
      settings.rules.find((rule) => {
        const tools = tool === "edit" ? ["edit", "write_file"] : [tool];
        return rule.list !== "allow" && tools.some((name) => matches(rule, { tool: name, path: absolute }, place));
      }) ?? []
    );
  });
  return found.find(({ list }) => list === "deny") ?? found[0];
}

const strictness: readonly Rule["list"][] = ["deny", "ask", "allow"];
const readers: ReadonlySet<string> = new Set("ls cat head tail grep wc less more sort find".split(" "));
const writers: ReadonlySet<string> = new Set("touch mkdir rm rmdir tee truncate".split(" "));
const copiers: ReadonlySet<string> = new Set(["cp", "mv"]);

/** Each part by itself; the strictest answer counts. */
function judgeCommand(use: Use, text: string, settings: QwenSettings): Judgement {
  const whole = settings.rules.find((rule) => rule.list === "deny" && matches(rule, use, settings.place));
  if (whole) return because("deny", whole.source);
  const line = splitCommand(text);
  // Commands in brackets are seen as the shell's own text by rules, and by themselves where only reading is looked for.
  const inBrackets = [...line.obstacles].some((obstacle) => obstacle === "subshell" || obstacle === "group");
  // A here-document is read line by line, as if each were a command.
  const lines = line.obstacles.has("heredoc") ? text.split("\n").flatMap((one) => splitCommand(one).segments) : [];
  const parts = [...line.segments.filter(({ nested }) => !nested || inBrackets), ...lines];
  const moves = parts.some(({ words }) => words[0] === "cd");
  const answers = parts.map((segment) => {
    const closed = segment.nested || branches.test(text);
    const rule = closed ? wholeRule(settings) : ruleFor(segment, use, settings);
    const found = strictestOf([rule, fileRuleFor(segment, settings)]);
    if (moves && segment.words[0] === "git" && found?.list !== "deny")
      return because("ask", defaultProvenance("git in another folder asks"));
    if (found) return because(found.list, found.source);
    const reads = isReadOnly(segment, line, text);
    if (reads === undefined) return because("unknown", defaultProvenance("how it takes this command was not observed"));
    return reads
      ? because("allow", defaultProvenance("a command that only reads runs without asking"))
      : because("ask", defaultProvenance("a command asks unless a rule allows it"));
  });
  const unsure = answers.find(({ outcome }) => outcome === "unknown");
  if (unsure && answers.every(({ outcome }) => outcome !== "deny")) return unsure;
  const strictest = (["deny", "ask", "allow"] as const).flatMap(
    (outcome) => answers.find((answer) => answer.outcome === outcome) ?? [],
  )[0];
  if (!strictest) return because("unknown", defaultProvenance("the line cannot be followed here"));
  if (strictest.outcome !== "deny" && !isFollowed(settings))
    return because("unknown", strictest.by, `${strictest.by.text}; how Qwen Code divides this line was not observed`);
  return strictest;
}

/** Rules about sites also hold for commands that fetch; that is not followed here. */
function isFollowed({ rules }: QwenSettings): boolean {
  return !rules.some(({ list, tool }) => list !== "allow" && tool === "web_fetch");
}
