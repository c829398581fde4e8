/**
 * Rules for files that refuse or ask also hold for commands that read or write such a file by name. Qwen Code 0.24.4,
 * tried on 2026-11-25 and 2026-11-26.
 */
import { resolveFrom } from "../../core/permissions/paths.ts";
import { type CommandLine, type Segment, splitCommand } from "../../core/permissions/shellSegments.ts";
import { type File, filesOfWords } from "./fileWords.ts";
import { matches, type Rule } from "./rule.ts";
import type { QwenSettings } from "./settings.ts";

/** The strictest rule that holds for the segment because of its files. */
export function fileRuleFor(segment: Segment, line: CommandLine, settings: QwenSettings): Rule | undefined {
  const careful = settings.rules.filter(({ list }) => list !== "allow");
  if (careful.length === 0) return undefined;
  const cwd = folderOf(segment, line, settings);
  const found = filesOf(segment).flatMap(([tool, path]) => {
    const use = { tool, path: resolveFrom(cwd, path, settings.place) };
    return careful.filter((rule) => matches(rule, use, settings)).slice(0, 1);
  });
  return found.find(({ list }) => list === "deny") ?? found[0];
}

/** The script of a shell is looked into. */
function filesOf({ words, redirects }: Segment, depth = 0): readonly File[] {
  const script = /^(?:ba|z|da|k)?sh$/.test(words[0] ?? "") && words[1] === "-c" ? words[2] : undefined;
  const inner =
    script === undefined || depth > 3
      ? filesOfWords(words)
      : splitCommand(script).segments.flatMap((segment) => filesOf(segment, depth + 1));
  return [
    ...inner,
    ...redirects.flatMap(({ operator, target }): readonly File[] => {
      if (operator.includes(">") && target !== "/dev/null" && !/^&?\d*$/.test(target)) return [["write_file", target]];
      return operator === "<" ? [["read_file", target]] : [];
    }),
  ];
}

/** The folder of a command that follows `cd`. */
function folderOf(segment: Segment, { segments }: CommandLine, { place }: QwenSettings): string {
  const before = segments.slice(0, segments.indexOf(segment)).filter(({ words: [program] }) => program === "cd");
  return before.reduce(
    (folder, { words: [, target = place.home] }) => resolveFrom(folder, target, place),
    place.workspace ?? place.home,
  );
}
