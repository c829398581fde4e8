/** The settings that an agent proposes in an answer to a person, and how one is recognized in a file. */
import { fences } from "./fences.ts";

const languages: ReadonlySet<string> = new Set(
  "|json|jsonc|json5|yaml|yml|toml|ini|env|dotenv|properties|conf|cfg|config|xml|plist|hcl|tf|terraform|dockerfile|nginx|diff|patch|text|plaintext".split(
    "|",
  ),
);

/** A line with less says nothing of its own: brackets, `true`, a name alone. */
const limits = { lines: 1_000, shortest: 6, longest: 2_000 } as const;

/** Every line of the answer's blocks that could be a setting, in the form in which it is compared. */
export function proposedSettings(answer: string): string[] {
  const blocks = fences(answer).filter(({ language }) => languages.has(language.toLowerCase()));
  const lines = blocks.flatMap(({ language, text }) =>
    /^(?:diff|patch)$/i.test(language) ? addedInDiff(text) : text.split("\n"),
  );
  return settingKeys(lines).slice(0, limits.lines);
}

/** The forms in which lines of a file are compared. */
export function settingKeys(lines: readonly string[]): string[] {
  return [...new Set(lines.map(settingKey).filter(isTelling))];
}

/** Lines that are in a text and were not in it before. */
export function addedLines(before: string, after: string): string[] {
  const known = new Set(before.split("\n").map(settingKey));
  return after.split("\n").filter((line) => !known.has(settingKey(line)));
}

/** The same setting however it is indented or spaced, and whether another follows it or not. */
function settingKey(line: string): string {
  return line.replaceAll(/\s+/g, "").replace(/[,;]+$/, "");
}

function isTelling(key: string): boolean {
  if (key.length > limits.longest || /^(?:#|\/\/|--|\/\*|<!--)/.test(key)) return false;
  return key.replaceAll(/[^\p{L}\p{N}]/gu, "").length >= limits.shortest;
}

function addedInDiff(text: string): string[] {
  return text.split("\n").flatMap((line) => (/^\+(?!\+\+)/.test(line) ? [line.slice(1)] : []));
}
