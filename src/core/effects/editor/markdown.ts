/** Markdown that is shown: an image is fetched as soon as it is seen, with whatever its address carries. Linear in the length. */
import { type Act, act } from "../act.ts";
import { hostOf, isLoopback } from "../network.ts";
import { secretInAddress } from "../secrets.ts";

const definition = /^ {0,3}\[([^\]\n]{1,999})\]:[ \t]*<?([^\s>]+)/gm;
/** Elements that fetch, each to its end; quoted parts may hold ">". */
const element =
  /<(?:img|iframe|video|audio|source|link|script|object|embed|image|input|body|table|td|use|track|base)\b(?:"[^"]*"|'[^']*'|[^"'>])*/gi;
const fetchingAttribute = /[\s"'/](?:src(?:set)?|href|data|poster|background)\s*=\s*["']?([^"'\s>]+)/gi;
const style = /\burl\(\s*["']?([^"')\s]+)/gi;
const acting =
  /\]\(\s*<?(?:command|vscode(?:-insiders)?|javascript|data:text|file|vbscript|ms-[\w-]+):|href\s*=\s*["']?(?:command|vscode|javascript|vbscript):/i;
const link = /\]\(\s*<?(https?:[^)>\s]+)/gi;

export function judgeMarkdown(content: string): Act[] {
  const shown = withoutCode(content);
  const acts: Act[] = [act("prints")];
  for (const address of fetched(shown)) {
    if (!/^(?:https?:)?[\\/]{2}/i.test(address) || isLoopback(address)) continue;
    const hosts = [hostOf(address)];
    acts.push(act(secretInAddress(address) ? "sends-secret" : "sends-outward", { target: address, hosts }));
  }
  for (const [, address = ""] of shown.matchAll(link))
    if (secretInAddress(address)) acts.push(act("sends-secret", { target: hostOf(address), hosts: [hostOf(address)] }));
  if (acting.test(shown)) acts.push(act("opens-program", { target: "a link that runs something" }));
  return acts;
}

function fetched(text: string): string[] {
  const { addresses, references } = images(text);
  const defined = [...text.matchAll(definition)]
    .filter(([, id = ""]) => references.has(id.toLowerCase()))
    .map(([, , address = ""]) => address);
  const inElements = [...text.matchAll(element)].flatMap(([tag]) => [...tag.matchAll(fetchingAttribute)]);
  const direct = [...inElements, ...text.matchAll(style)].map(([, address = ""]) => address);
  return [...addresses, ...defined, ...direct];
}

const destination = /\(\s*<?([^)>\s]+)/y;
const label = /\[([^\]\n]{0,999})\]/y;

/** Addresses and reference names of images, brackets in brackets included. */
function images(text: string): { addresses: string[]; references: ReadonlySet<string> } {
  const addresses: string[] = [];
  const references = new Set<string>();
  const open: { readonly at: number; readonly image: boolean }[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === "[") open.push({ at, image: text[at - 1] === "!" });
    else if (char === "]") {
      const start = open.pop();
      if (!start?.image) continue;
      const address = stickyAt(destination, text, at + 1);
      if (address !== undefined) addresses.push(address);
      else
        references.add(
          (stickyAt(label, text, at + 1) || text.slice(start.at + 1, Math.min(at, start.at + 1000))).toLowerCase(),
        );
    }
  }
  return { addresses, references };
}

function stickyAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[1];
}

/** Fenced blocks and code spans are shown as they are. What is not closed counts as text, to be safe. */
function withoutCode(content: string): string {
  const lines = content.split("\n");
  const kept: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as string;
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    const end = fence === undefined ? undefined : closingOf(lines, index, fence);
    if (end === undefined) kept.push(withoutSpans(line));
    else index = end;
  }
  return kept.join("\n");
}

/** Blocks longer than this are read as text. */
const maxBlockLines = 2000;

function closingOf(lines: readonly string[], start: number, fence: string): number | undefined {
  const last = Math.min(lines.length, start + maxBlockLines);
  for (let index = start + 1; index < last; index++) {
    const line = (lines[index] as string).trim();
    if (line.length >= fence.length && line.startsWith(fence) && line === (fence[0] as string).repeat(line.length))
      return index;
  }
  return undefined;
}

function withoutSpans(line: string): string {
  if (!line.includes("`")) return line;
  const runs = [...line.matchAll(/`+/g)].filter(({ index }) => line[index - 1] !== "\\");
  const unmatched = new Set<number>();
  let text = "";
  let from = 0;
  for (let next = 0; next < runs.length; next++) {
    const run = runs[next] as RegExpExecArray;
    const size = run[0].length;
    const close = unmatched.has(size) ? -1 : runs.findIndex((other, index) => index > next && other[0].length === size);
    if (close < 0) {
      unmatched.add(size);
      continue;
    }
    text += line.slice(from, run.index);
    from = (runs[close] as RegExpExecArray).index + size;
    next = close;
  }
  return text + line.slice(from);
}
