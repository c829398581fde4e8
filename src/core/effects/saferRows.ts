/** How a milder command is made of a command's words. */

/** The first row whose pattern matches decides: a text with `$1`…, or a function of the command. */
export type Row = readonly [RegExp, string | ((command: string, match: RegExpExecArray) => string | undefined)];

const plainWord = /^[\w./:@=,+%~^-]+$/;
const patternWord = /^[\w./:@=,+%~^*?[\]{}-]+$/;

/** The words of a command that mean the same in every shell; undefined where one of them needs care. */
export function words(text: string): readonly string[] | undefined {
  const all = text.split(" ").filter((word) => word !== "");
  return all.every((word) => plainWord.test(word)) ? all : undefined;
}

/** The same command with an option that makes it a rehearsal; undefined where a word cannot be given back surely. */
export function rehearse(command: string, option: string, quoting: "bash" | "powershell" = "bash"): string | undefined {
  const all = command.split(" ").filter((word) => word !== "");
  if (!all.every((word) => patternWord.test(word) || (quoting === "powershell" && /^[\w.:\\/*?-]+$/.test(word))))
    return undefined;
  // What a pattern stands for is left to the program, as it was before.
  const given = all.map((word) => (quoting === "bash" && /[*?[\]{}]/.test(word) ? `'${word}'` : word));
  return [...given, option].join(" ");
}

/** The same command with one word in the place of others. */
export function replacing(command: string, from: RegExp, to: string): string | undefined {
  const all = command.split(" ").filter((word) => word !== "");
  if (!all.every((word) => patternWord.test(word) || from.test(word))) return undefined;
  return all
    .map((word) => (from.test(word) ? to : /[*?[\]{}]/.test(word) ? `'${word}'` : word))
    .filter((word) => word !== "")
    .join(" ");
}
