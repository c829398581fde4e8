/** `chat.tools.terminal.*`: whether a command line runs without asking. VS Code 1.139.1, read from its bundle and tried. */

import { slashed } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { type CommandLine, type Obstacle, type Segment, splitCommand } from "../../core/permissions/shellSegments.ts";
import type { Judgement } from "./judge.ts";
import { blockedWrite } from "./lineWrites.ts";
import { type NpmScripts, scriptOf } from "./npmScripts.ts";
import { settingOf, type VsCodeSettings } from "./settings.ts";
import { ruleMatches, type TerminalRule, terminalRules } from "./terminalRules.ts";

export function judgeTerminal(command: string, cwd: string, settings: VsCodeSettings, scripts: NpmScripts): Judgement {
  const enabled = settingOf(settings, "chat.tools.terminal.enableAutoApprove", true);
  if (enabled.value !== true) return { decision: "ask", by: enabled.source };
  const text = withoutCd(command, cwd, settings).trimStart();
  if (text === "") return { decision: "allow", by: defaultProvenance("an empty line runs without asking") };
  const line = splitCommand(text);
  const outside = blockedWrite(line.segments, cwd, settings);
  if (outside) return { decision: "ask", by: outside };
  const lost = [...line.obstacles].find((obstacle) => !followed.has(obstacle) && !isPartOfWord(obstacle, line, text));
  if (lost || /\$\{[^}]*(?:\$\(|`)/.test(text) || (line.obstacles.has("heredoc") && text.includes("`")))
    return {
      decision: "unknown",
      by: defaultProvenance("how VS Code takes a line of this form apart was not followed"),
    };
  const commands = line.segments.filter(isCommand).map(textOf);
  if (commands.length === 0 || line.segments.some(isDeclaration))
    return { decision: "ask", by: defaultProvenance("a line that sets variables, or that has no command, asks") };
  return judgeCommands(commands, text, terminalRules(settings), npmApproval(settings, scripts));
}

/** Only words are written in an odd way (escaped blanks, `$'…'`, braces): VS Code looks at them as they stand. */
function isPartOfWord(obstacle: Obstacle, { segments }: CommandLine, text: string): boolean {
  const plain = text
    .replace(/\$'(?:[^'\\]|\\.)*'/g, "_")
    .replace(/\\ /g, "_")
    .replace(/\{([^{}\s]*)\}/g, "_$1_");
  const other = splitCommand(plain);
  return obstacle === "control" && !other.obstacles.has("control") && other.segments.length === segments.length;
}

/** Refusals come first; then each command has to be approved, or else the line as a whole. */
function judgeCommands(
  commands: readonly string[],
  text: string,
  rules: readonly TerminalRule[],
  approvedAnyway: (command: string) => Judgement["by"] | undefined,
): Judgement {
  const perCommand = rules.filter((rule) => !rule.wholeLine);
  const perLine = rules.filter((rule) => rule.wholeLine);
  if (commands.some((one) => /^[A-Z_][A-Z0-9_]*=/i.test(one)))
    return { decision: "ask", by: defaultProvenance("a command with variables of its own asks, whatever is approved") };
  const refusing = firstOf([
    ...commands.map((one) => speaking(one, perCommand, false)),
    speaking(text, perLine, false),
  ]);
  if (refusing) return answered(refusing, "ask");
  const approvals = commands.map((one) => {
    const rule = speaking(one, perCommand, true);
    if (rule?.sure) return { by: rule.rule.entry.source };
    const anyway = approvedAnyway(one);
    return anyway ? { by: anyway } : rule && { unsure: rule };
  });
  const whole = speaking(text, perLine, true);
  const given = approvals.flatMap((one) => (one && "by" in one ? [one.by] : []));
  const [first] = given;
  if (first && given.length === commands.length)
    return { decision: "allow", by: given.find(({ layer }) => layer !== "default") ?? first };
  if (whole?.sure) return answered(whole, "allow");
  const unsure = approvals.includes(undefined) ? undefined : approvals.find((one) => one && "unsure" in one);
  const open = whole ?? (unsure && "unsure" in unsure ? unsure.unsure : undefined);
  if (open) return answered(open, "allow");
  return { decision: "ask", by: defaultProvenance("a command asks unless a rule approves it") };
}

/** A rule that speaks of a text, or may. */
interface Speaking {
  readonly rule: TerminalRule;
  readonly sure: boolean;
}

function speaking(text: string, rules: readonly TerminalRule[], approve: boolean): Speaking | undefined {
  const answers = rules.flatMap((rule): Speaking[] => {
    const matches = rule.approve === approve ? ruleMatches(rule, text) : false;
    return matches === false ? [] : [{ rule, sure: matches === true }];
  });
  return firstOf(answers);
}

/** One that surely speaks before one that may. */
function firstOf(found: readonly (Speaking | undefined)[]): Speaking | undefined {
  return found.find((one) => one?.sure) ?? found.find((one) => one !== undefined);
}

function answered({ rule, sure }: Speaking, decision: "allow" | "ask"): Judgement {
  const { source } = rule.entry;
  if (sure) return { decision, by: source };
  return { decision: "unknown", by: { ...source, text: `${source.text}: an expression that is not evaluated here` } };
}

/** Commands in brackets, in substitutions, in the background and behind keywords are looked at like any other (tried). */
const followed: ReadonlySet<Obstacle> = new Set([
  ...(["substitution", "subshell", "group", "background", "variable", "heredoc"] as const),
]);

/** A test is none, and neither is what declares variables; nor is a redirect by itself. */
function isCommand({ words }: Segment): boolean {
  const [program] = words;
  return program !== undefined && !tests.has(program) && !declarations.has(program) && !unsetting.has(program);
}

const tests: ReadonlySet<string> = new Set(["[", "[["]);
const declarations: ReadonlySet<string> = new Set(["declare", "typeset", "export", "readonly", "local"]);
const unsetting: ReadonlySet<string> = new Set(["unset", "unsetenv"]);

function isDeclaration({ words, assignments }: Segment): boolean {
  const [program] = words;
  return program === undefined ? assignments.length > 0 : assignments.length === 0 && declarations.has(program);
}

/** A redirect before the command's name is part of its text. */
function textOf({ text, whole }: Segment): string {
  return /^\d?(?:[<>]|&>)/.test(whole) ? whole : text;
}

/** A change to the folder in which the line runs anyway is left out before anything is looked at. */
function withoutCd(command: string, cwd: string, { place }: VsCodeSettings): string {
  const [, folder = "", rest] = /^cd (\S+) &&\s+(.+)$/.exec(command) ?? [];
  if (rest === undefined) return command;
  const path = folder.replace(/^"(.*)"$/, "$1").replace(/[\\/]$/, "");
  return slashed(path, place.platform) === slashed(cwd, place.platform).replace(/\/$/, "") ? rest : command;
}

function npmApproval(settings: VsCodeSettings, scripts: NpmScripts): (command: string) => Judgement["by"] | undefined {
  const allowed = settingOf(settings, "chat.tools.terminal.autoApproveWorkspaceNpmScripts", true);
  return (command) => {
    const script = allowed.value === true ? scriptOf(command) : undefined;
    return script === undefined ? undefined : scripts.get(script);
  };
}
