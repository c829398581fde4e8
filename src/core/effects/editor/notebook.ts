/** Notebook cells and other code that a tool is handed: magics, shell lines, and the rest as the language's own. */
import type { Parsers } from "../../parse/parsers.ts";
import { writeAct } from "../access.ts";
import { type Act, act } from "../act.ts";
import type { Place } from "../place.ts";
import { judgeLine } from "../shell/line.ts";
import { judgeSql } from "../sql.ts";
import { plain } from "../text.ts";

/** Places inside a cell are no places of the action's text. */
const withoutPlace = ({ span: _span, ...found }: Act): Act => found;

/** Judges one cell. `%%…` in front gives the whole cell to something else. */
export function judgeNotebook(code: string | undefined, place: Place, parsers: Parsers): Act[] {
  if (code === undefined) return [act("runs-unseen-script", { target: "a notebook" })];
  const whole = /^\s*%%(\w+)\b[ \t]*([^\n]*)\n?([\s\S]*)$/.exec(code);
  if (!whole) return judgeLines(code, place, parsers).map(withoutPlace);
  const [, magic = "", argument = "", body = ""] = whole;
  return judgeCellMagic(magic, argument, body, place, parsers).map(withoutPlace);
}

function judgeCellMagic(magic: string, argument: string, body: string, place: Place, parsers: Parsers): Act[] {
  if (/^(?:bash|sh|script|system|zsh)$/.test(magic))
    return [act("runs-inline-code", { target: "a notebook cell" }), ...judgeLine("bash", body, place, parsers)];
  if (/^(?:cmd|powershell|pwsh)$/.test(magic))
    return [
      act("runs-inline-code", { target: "a notebook cell" }),
      ...judgeLine(magic === "cmd" ? "cmd" : "powershell", body, place, parsers),
    ];
  if (/^(?:writefile|file)$/.test(magic))
    return [writeAct({ text: argument.replace(/^-a\s+/, "").trim() }, plain(body), "program", place)];
  if (/sql$/.test(magic)) return judgeSql(body).map(({ rule }) => act(rule, { target: "a notebook cell" }));
  if (/^(?:markdown|html|latex|svg)$/.test(magic)) return [act("prints")];
  if (/^(?:capture|time|timeit|prun)$/.test(magic)) return judgeNotebook(body, place, parsers);
  if (/^(?:javascript|js)$/.test(magic)) return judgeWith("node -e", body, place, parsers);
  return /^python[23]?$|^pypy$/.test(magic)
    ? judgeCode(body, place, parsers)
    : [act("runs-inline-code", { target: `%%${magic}` })];
}

/** One line of a cell that is not Python: `!ls`, `out = !ls`, `%pip install x`, `%sql …`, `%run x.py`. */
const shellLine = /^\s*(?:[\w, ]+=\s*)?(?:!{1,2}|%(?:sx|system)\b)\s*(.*)$/;
const magicLine = /^\s*(?:[\w, ]+=\s*)?%(\w+)\b\s*(.*)$/;

function judgeLines(code: string, place: Place, parsers: Parsers): Act[] {
  const acts: Act[] = [];
  const rest: string[] = [];
  for (const line of code.split("\n")) {
    const shell = shellLine.exec(line)?.[1];
    const magic = shell === undefined ? magicLine.exec(line) : null;
    if (shell !== undefined) acts.push(...judgeLine("bash", shell, place, parsers));
    else if (magic) acts.push(...judgeMagic(magic[1] as string, magic[2] as string, place, parsers));
    else rest.push(line);
  }
  return [...acts, ...judgeCode(rest.join("\n"), place, parsers)];
}

function judgeMagic(magic: string, argument: string, place: Place, parsers: Parsers): Act[] {
  if (/^(?:pip|pip3|conda|mamba|uv)$/.test(magic)) return judgeLine("bash", `${magic} ${argument}`, place, parsers);
  if (/sql$/.test(magic)) return judgeSql(argument).map(({ rule }) => act(rule, { target: "a notebook cell" }));
  if (/^(?:run|load|loadpy)$/.test(magic)) return judgeLine("bash", `python3 ${argument}`, place, parsers);
  if (/^(?:time|timeit|prun)$/.test(magic))
    return judgeCode(argument.replace(/^(?:-\w+(?:\s+\d+)?\s+)*/, ""), place, parsers);
  if (/^(?:env|set_env)$/.test(magic) && argument.trim() === "") return [act("lists-environment")];
  if (/^(?:rm|rmdir|mv|cp|mkdir|cat|ls|ll)$/.test(magic))
    return judgeLine("bash", `${magic} ${argument}`, place, parsers);
  return [act("prints")];
}

/** Code without a named language: Python, as most tools that take it run. */
export function judgeCode(code: string, place: Place, parsers: Parsers): Act[] {
  return judgeWith("python3 -c", code, place, parsers);
}

function judgeWith(program: string, code: string, place: Place, parsers: Parsers): Act[] {
  const quoted = `${program} '${code.replaceAll("'", `'\\''`)}'`;
  // The command around the code is ours, so no rule about commands may meet it.
  return judgeLine("bash", quoted, place, parsers).map(({ command: _command, ...found }) => withoutPlace(found));
}
