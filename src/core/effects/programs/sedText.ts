/** What sed makes of a known text, for scripts of `s`, `y`, `d` and `p` without addresses that look at the text. */
import { isKnown } from "../text.ts";
import type { Arguments } from "./arguments.ts";
import { inputOf, mapped, type Transform } from "./transforms.ts";

type Change = (line: string) => string;

/** undefined: not followed. */
export const sedPrints: Transform = (call, args) => {
  const given = args.items
    .filter((item) => item.option === "e" || item.option === "expression")
    .map((item) => item.word);
  const scripts = given.length > 0 ? given : args.operands.slice(0, 1);
  const input = inputOf(call, args);
  const unfollowed = ["n", "quiet", "silent", "i", "in-place", "f", "file", "z"].some((name) => args.options.has(name));
  const followed =
    !unfollowed && scripts.every(isKnown) ? changesOf(scripts.map((item) => item.value).join("\n"), args) : undefined;
  return mapped(input, (text) => (followed ? applied(text, followed) : undefined), true);
};

function applied(text: string, changes: readonly Change[]): string | undefined {
  if (text.length > 5000) return undefined;
  const end = text.endsWith("\n") ? "\n" : "";
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.map((line) => changes.reduce((value, change) => change(value), line)).join("\n") + end;
}

const command =
  /^\s*(?:s([^\w\s])((?:\\[\s\S]|(?!\1)[^\\])*)\1((?:\\[\s\S]|(?!\1)[^\\])*)\1([gIip\d]*)|y([^\w\s])((?:\\[\s\S]|(?!\5)[^\\])*)\5((?:\\[\s\S]|(?!\5)[^\\])*)\5)\s*(?:[;\n]|$)/;

function changesOf(script: string, args: Arguments): Change[] | undefined {
  const extended = args.options.has("E") || args.options.has("r") || args.options.has("regexp-extended");
  const changes: Change[] = [];
  let rest = script;
  while (rest.trim() !== "") {
    const found = command.exec(rest);
    if (!found || changes.length > 60) return undefined;
    const change = found[1] === undefined ? transliterate(found[6] ?? "", found[7] ?? "") : substitute(found, extended);
    if (!change) return undefined;
    changes.push(change);
    rest = rest.slice(found[0].length);
  }
  return changes;
}

function transliterate(from: string, to: string): Change {
  const [source, target] = [from, to].map((text) => [...text.replace(/\\n/g, "\n").replace(/\\(.)/g, "$1")]);
  return (line) => [...line].map((letter) => target?.[source?.indexOf(letter) ?? -1] ?? letter).join("");
}

function substitute(found: RegExpExecArray, extended: boolean): Change | undefined {
  const [, delimiter = "/", from = "", to = "", flags = ""] = found;
  if (/\d/.test(flags)) return undefined;
  const source = extended ? from : basic(from);
  // Few repetitions only: matching must end soon.
  if ((source.match(/[*+{]/g) ?? []).length > 3 || /\)[*+{]/.test(source)) return undefined;
  const pattern = expression(
    source.replaceAll(`\\${delimiter}`, delimiter),
    `${flags.includes("g") ? "g" : ""}${/i/i.test(flags) ? "i" : ""}`,
  );
  if (!pattern) return undefined;
  return (line) => line.replace(pattern, (...groups: unknown[]) => replacement(to, groups as string[]));
}

function replacement(to: string, groups: readonly string[]): string {
  return to.replace(/\\([0-9])|\\x([0-9a-fA-F]{2})|\\(n|t)|\\([\s\S])|&/g, (_whole, group, hex, blank, other) => {
    if (group !== undefined) return groups[Number(group)] ?? "";
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (blank !== undefined) return blank === "n" ? "\n" : "\t";
    return other ?? groups[0] ?? "";
  });
}

/** In basic expressions `\(`, `\{`, `\+`, `\?` and `\|` are special, and without the backslash they are not. */
function basic(source: string): string {
  return source.replace(
    /\\([(){}+?|])|([(){}+?|])/g,
    (_whole, special?: string, text?: string) => special ?? `\\${text}`,
  );
}

function expression(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(
      source.replace(/\[:(\w+):\]/g, (whole, name: string) => classes[name] ?? whole),
      flags,
    );
  } catch {
    return undefined;
  }
}

const classes: Readonly<Record<string, string>> = {
  space: "\\s",
  blank: " \\t",
  digit: "0-9",
  alpha: "A-Za-z",
  alnum: "A-Za-z0-9",
  upper: "A-Z",
  lower: "a-z",
  punct: "!-\\/:-@\\[-`{-~",
};
