/**
 * Patterns of commands. What is allowed is exactly what is written. What is asked or refused is more: options put in
 * between, a path in front of the program, another case or an alias of PowerShell do not lead around a rule.
 */
import { cmdletName } from "../effects/programs/powershell.ts";
import { anyMet, compileText, type Met, matchText, type Token, weaker } from "./pattern.ts";

export interface CommandPattern {
  /** The whole text; `git push *` also means `git push` alone. */
  readonly exact: readonly (readonly Token[])[];
  readonly words: readonly WordPattern[];
  /** The cmdlet that the first word is an alias of. */
  readonly cmdlet: string | undefined;
}

interface WordPattern {
  readonly tokens: readonly Token[];
  /** `*` as a word of its own: any words. */
  readonly any: boolean;
  /** Begins with `*`: any words may come before. */
  readonly late: boolean;
  /** Ends in `*`: as the last word it leaves the rest open. */
  readonly open: boolean;
}

export function compileCommand(pattern: string): CommandPattern {
  const words = pattern
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const whole = [compileText(pattern)];
  return {
    exact: pattern.endsWith(" *") ? [...whole, compileText(pattern.slice(0, -2))] : whole,
    words: words.map((word) => ({
      tokens: compileText(word),
      any: word === "*",
      late: word.startsWith("*"),
      open: word.endsWith("*"),
    })),
    cmdlet: aliasedCmdlet(words[0] ?? ""),
  };
}

/** Whether the command is exactly what the pattern says. */
export function matchCommand(pattern: CommandPattern, command: string): Met {
  return anyMet(pattern.exact.map((tokens) => matchText(tokens, command)));
}

/** Whether the command does what the pattern says, however it is spelled. */
export function matchAnySpelling(pattern: CommandPattern, command: string): Met {
  const exact = matchCommand(pattern, command);
  if (exact === "yes") return exact;
  return anyMet([exact, matchWords(pattern, spelled(command))]);
}

interface Spelled {
  readonly names: readonly string[];
  readonly cmdlet: string | undefined;
  readonly rest: readonly string[];
}

/** The words in lower case, with every name that the first one may be meant by. */
function spelled(command: string): Spelled {
  const [first = "", ...rest] = command
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const base = first.slice(Math.max(first.lastIndexOf("/"), first.lastIndexOf("\\")) + 1);
  const bare = base.replace(/\.(?:exe|com|cmd|bat)$/, "");
  return { names: [...new Set([first, base, bare])], cmdlet: aliasedCmdlet(bare), rest };
}

/** `Remove-Item` of `ri`. Two aliases of one cmdlet are still two names: elsewhere they are programs of their own. */
function aliasedCmdlet(word: string): string | undefined {
  const name = cmdletName(word);
  return name === word || !name.includes("-") ? undefined : name;
}

/** More words are not compared; such a command may be meant. */
const maxWords = 1000;

function matchWords(pattern: CommandPattern, { names, cmdlet, rest }: Spelled): Met {
  const [program, ...others] = pattern.words;
  // Such a pattern leaves open where it begins or ends; the whole text says all about it.
  if (!program || program.any || (program.open && others.length === 0)) return "no";
  const all = cmdlet === undefined ? names : [...names, cmdlet];
  const isAlias = pattern.cmdlet !== undefined && names.includes(pattern.cmdlet);
  const named = isAlias ? "yes" : anyMet(all.map((name) => matchText(program.tokens, name)));
  if (named === "no") return "no";
  return rest.length > maxWords ? "unknown" : weaker(named, matchRest(others, rest));
}

/** Goes back from the end; `after` is what the words after the current one are worth to the pattern from each place on. */
function matchRest(pattern: readonly WordPattern[], words: readonly string[]): Met {
  const size = pattern.length;
  const end = pattern.map((_, p) => (pattern.slice(p).every(({ any }) => any) ? "yes" : "no") as Met);
  let next: readonly Met[] = [...end, "yes"];
  let second: readonly Met[] = new Array<Met>(size + 1).fill("no");
  for (let w = words.length - 1; w >= 0; w--) {
    const word = words[w] as string;
    const isOption = word.startsWith("-");
    const here = new Array<Met>(size + 1).fill("no");
    for (let p = size - 1; p >= 0; p--) {
      const part = pattern[p] as WordPattern;
      const isLast = p === size - 1;
      // An option may be put in between, with or without a value after it.
      const around: Met[] = isOption ? [next[p] as Met, second[p] as Met] : part.late ? [next[p] as Met] : [];
      if (part.any) here[p] = isLast ? "yes" : anyMet([next[p] as Met, here[p + 1] as Met, ...around]);
      else {
        const met = matchText(part.tokens, word);
        here[p] = anyMet([weaker(met, isLast && part.open ? "yes" : (next[p + 1] as Met)), ...around]);
      }
    }
    second = next;
    next = here;
  }
  return next[0] as Met;
}
