/**
 * The parts of a line that Qwen Code's rules are asked about, cut by signs alone: loops and brackets are not followed.
 * Read in the bundle of its 0.24.4 and compared with it, 2026-11-26.
 */

export interface Part {
  readonly text: string;
  readonly terminator: string;
}

const terminators = ["&&", "||", ";;", "|&", "|", ";", "&", "\n"];

export function partsOf(line: string): readonly Part[] {
  const parts: Part[] = [];
  let quote = "";
  let begin = 0;
  let sums = 0;
  const cut = (end: number, terminator: string) => {
    const text = trimmed(terminator === "\n" ? line.slice(begin, end).replace(/\r$/, "") : line.slice(begin, end));
    if (text !== "") parts.push({ text, terminator });
    begin = end + terminator.length;
  };
  for (let at = 0; at < line.length; at++) {
    const char = line[at] as string;
    // An escape counts within single quotes too.
    if (char === "\\") at++;
    else if (/['"]/.test(char) && (quote === "" || quote === char)) quote = quote === "" ? char : "";
    else if (quote !== "") continue;
    else if (line.startsWith("((", at)) {
      sums++;
      at++;
    } else if (sums > 0 && line.startsWith("))", at)) {
      sums--;
      at++;
    } else {
      const found = terminators.find((one) => line.startsWith(one, at));
      if (found === undefined || (found === "&" && (sums > 0 || isOfRedirect(line, at)))) continue;
      cut(at, found);
      at = begin - 1;
    }
  }
  cut(line.length, "");
  return parts;
}

const trimmed = (text: string) => text.replace(/^[ \t\n]+/, "").replace(/[ \t\n]+$/, "");

/** `&>`, and `>&` with or without blanks between. */
function isOfRedirect(line: string, at: number): boolean {
  if (line[at + 1] === ">") return true;
  let before = at - 1;
  while (/[ \t\n]/.test(line[before] ?? "")) before--;
  if (!/[<>]/.test(line[before] ?? "")) return false;
  let escapes = 0;
  while (line[before - 1 - escapes] === "\\") escapes++;
  return escapes % 2 === 0;
}

/** One part for each that rules are asked about: of one plain command with a comment behind it the whole line. */
export function ruleParts(line: string): readonly string[] {
  if (isPlainWithComment(line)) return [line];
  const parts = partsOf(line).map(({ text }) => text);
  return parts.length > 0 ? parts : [line];
}

function isPlainWithComment(line: string): boolean {
  if (/[\n\r]/.test(line) || line.trimStart().startsWith("#")) return false;
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const char = line[at] as string;
    if (/[\\$`;&|(){}<>]/.test(char)) return false;
    if (/['"]/.test(char) && (quote === "" || quote === char)) quote = quote === "" ? char : "";
    else if (char === "#" && quote === "" && /[ \t]/.test(line[at - 1] ?? "")) return true;
  }
  return false;
}

const shells = /^(?:(?:ba|z)?sh|cmd|powershell|pwsh)(?:\.exe)?$/;
const takesRest = /^(?:cmd|powershell|pwsh)/;

/** What a shell is told with `-c`; the command itself where it starts no shell. */
export function unwrapped(command: string): string {
  const whole = command.replace(/^(?:[ \t\n]|\r(?=\n))+/, "").replace(/(?:[ \t\n])+$/, "");
  let rest = whole;
  let token = firstToken(rest);
  while (token && /^[A-Za-z_]\w*=/.test(bare(token.text))) {
    rest = token.rest;
    token = firstToken(rest);
  }
  const shell = token && (normal(token.text).split("/").at(-1) ?? "");
  if (!token || shell === undefined || !shells.test(shell)) return whole;
  for (let word = firstToken(token.rest); word; word = firstToken(word.rest)) {
    const name = normal(word.text);
    if (startsScript(shell, name)) {
      const script = firstToken(word.rest);
      if (!script) return whole;
      const isQuoted = bare(script.text) !== script.text.trim();
      if (!isQuoted && takesRest.test(shell)) return word.rest.trimStart() || whole;
      return bare(script.text) || whole;
    }
    if (!/^[-/]|^\+o$/.test(name)) return whole;
    if (/^(?:[-+]o|-executionpolicy|-file|-encodedcommand)$/.test(name)) {
      const operand = firstToken(word.rest);
      if (!operand) return whole;
      word = operand;
    }
  }
  return whole;
}

function startsScript(shell: string, option: string): boolean {
  if (shell.startsWith("cmd")) return option === "/c";
  if (takesRest.test(shell)) return option === "-command" || option === "-c";
  return /^-[a-z]*c[a-z]*$/.test(option);
}

/** Without quotes of one kind around all of it. */
function bare(token: string): string {
  const text = token.trim();
  return /^"[\s\S]*"$|^'[\s\S]*'$/.test(text) ? text.slice(1, -1) : text;
}

const normal = (token: string) => bare(token).replaceAll("\\", "/").toLowerCase();

/** As written, up to a blank outside of quotes and substitutions; undefined where one of these does not end. */
export function firstToken(text: string): { readonly text: string; readonly rest: string } | undefined {
  const line = text.trimStart();
  let quote = "";
  let depth = 0;
  let at = 0;
  for (; at < line.length; at++) {
    const char = line[at] as string;
    if (char === "\\" && quote !== "'") {
      if (++at >= line.length) return undefined;
    } else if (quote !== "") {
      if (char === quote) quote = "";
    } else if (/['"`]/.test(char)) quote = char;
    else if (/[$<>]/.test(char) && line[at + 1] === "(") {
      depth++;
      at++;
    } else if (char === ")" && depth > 0) depth--;
    else if (/\s/.test(char) && depth === 0) break;
  }
  if (at === 0 || quote !== "" || depth > 0) return undefined;
  return { text: line.slice(0, at), rest: line.slice(at) };
}

/** The line without the texts of its here-documents. */
export function withoutHereDocuments(line: string): string {
  const open: string[] = [];
  const kept = line.split("\n").filter((one) => {
    if (open.length > 0) {
      if (one.trim() === open[0]) open.shift();
      return false;
    }
    open.push(...delimitersIn(one));
    return true;
  });
  return kept.join("\n");
}

function delimitersIn(line: string): string[] {
  const found: string[] = [];
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const char = line[at] as string;
    if (char === "\\" && quote !== "'") at++;
    else if (/['"]/.test(char) && (quote === "" || quote === char)) quote = quote === "" ? char : "";
    else if (quote === "" && line.startsWith("<<<", at)) at += 2;
    else if (quote === "" && line.startsWith("<<", at)) {
      const match = /^<<-?[ \t]*(?:"([^"]*)|'([^']*)|([\w./-]*))/.exec(line.slice(at));
      const name = match?.[1] ?? match?.[2] ?? match?.[3] ?? "";
      if (name !== "") found.push(name);
      at += match?.[0].length ?? 1;
    }
  }
  return found;
}
