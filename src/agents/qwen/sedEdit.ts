/**
 * A `sed -i` that Qwen Code shows, and asks about, as an edit of one file. Read in the bundle of its 0.24.4 and tried,
 * 2026-11-26.
 */
import { splitCommand } from "../../core/permissions/shellSegments.ts";
import { unwrapped } from "./shellParts.ts";

const assigns = /^\s*[A-Za-z_]\w*=/;

/** `perhaps`: its pattern is one that may not be followed. */
export function isSedEdit(line: string): boolean | "perhaps" {
  const command = unwrapped(line).trim();
  const { segments, obstacles } = splitCommand(command);
  const [segment, second] = segments;
  if (assigns.test(line) || assigns.test(command) || !segment || second || obstacles.size > 0) return false;
  const isPlain = segment.redirects.length === 0 && segment.words[0] === "sed" && !/[#&;|<>]\s*$/.test(command);
  const bare = command.replace(/'[^']*'|"[^"]*"|\\./g, "");
  return isPlain && !/[*?#]/.test(bare) && isOneEdit(segment.words.slice(1));
}

function isOneEdit(words: readonly string[]): boolean | "perhaps" {
  let inPlace = false;
  let script: string | undefined;
  let file: string | undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    const named = /^--expression=([\s\S]*)$/.exec(word)?.[1];
    if (/^(?:-[Er]*i|--in-place=?)$/.test(word)) inPlace = true;
    else if (/^-[Er]+$|^--regexp-extended$/.test(word)) continue;
    else if (word === "-e" || word === "--expression" || named !== undefined) {
      if (script !== undefined) return false;
      script = named ?? words[++at];
      if (script === undefined) return false;
    } else if (word.startsWith("-")) return false;
    else if (script === undefined) script = word;
    else if (file === undefined) file = word;
    else return false;
  }
  if (!inPlace || !script || !file || /^~|\$/.test(file) || /\$\w/.test(script)) return false;
  const parts = /^s\/((?:\\.|[^/\\])+)\/((?:\\.|[^/\\])*)\/(g?\d*|\d+g?)$/.exec(script);
  if (!parts) return false;
  return /^[\w .,:=@"'-]+$/.test(parts[1] ?? "") && !(parts[2] ?? "").includes("\\") ? true : "perhaps";
}
