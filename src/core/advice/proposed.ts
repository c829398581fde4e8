/** The commands that an agent proposes in an answer to a person, and how one is recognized again. */
import { fences } from "./fences.ts";

const shellNames: ReadonlySet<string> = new Set(
  "|bash|sh|zsh|shell|shellsession|console|terminal|powershell|pwsh|ps1|cmd|bat|batch|sql|text|plaintext".split("|"),
);

/** Answers are long at times; an answer with more is a file. */
const limits = { commands: 400, length: 4_000, shortestInline: 6 } as const;

/** Every command of the text, in the form in which it is compared. */
export function proposedCommands(answer: string): string[] {
  const found = new Set<string>();
  for (const { language, text } of fences(answer)) {
    if (shellNames.has(language.toLowerCase())) for (const key of commandKeys(text)) found.add(key);
  }
  for (const [, inline = ""] of answer.matchAll(/(?<!`)`([^`\n]{1,2000})`(?!`)/g)) {
    const key = commandKey(inline);
    if (key.length >= limits.shortestInline && key.includes(" ")) found.add(key);
  }
  return [...found].slice(0, limits.commands);
}

/** What a person may take of a text: all of it, or one of its lines. */
export function commandKeys(text: string): string[] {
  const joined = text.replaceAll(/[\\`^][ \t]*\r?\n/g, " ");
  const lines = joined.split(/\r?\n/).filter((line) => line.trim() !== "" && !/^\s*(?:#|REM\b)/i.test(line));
  const keys = [commandKey(lines.map(withoutPrompt).join("\n")), ...lines.map(commandKey)];
  return [...new Set(keys)].filter((key) => key !== "" && key.length <= limits.length);
}

/** The same command however it is spaced, and without the prompt before it. */
export function commandKey(command: string): string {
  return withoutPrompt(command)
    .replaceAll(/\s+/g, " ")
    .replace(/[\s;]+$/, "")
    .trim();
}

function withoutPrompt(line: string): string {
  return line.replace(/^\s*(?:\$|%|PS(?: [^>\n]{0,200})?>|[A-Z]:\\[^>\n]{0,200}>)\s+/, "");
}
