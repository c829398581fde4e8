/** Variables of cmd.exe: `%x%` when a line is read, `!x!` when a command runs, and what Windows sets by itself. */
import type { Place } from "../../place.ts";
import { hole, isKnown, marked, type Text, unknownText } from "../../text.ts";
import { secretName } from "../bashParameters.ts";
import type { Invocation, Scope } from "../run.ts";
import { builder, maxLineLength, type Origin, push, replaceIn, type Traced, trace } from "./text.ts";

export interface Expansion {
  readonly run: Invocation["run"];
  readonly scope: Scope;
  /** `%1` and `%%` mean something only in a batch file. */
  readonly batch: boolean;
  /** Which of several possible values to take. */
  choice: number;
  /** How many possible values the most uncertain variable met so far has. */
  alternatives: number;
}

/** Everything between percent signs, before anything else is read. undefined: longer than a line may be. */
export function expandPercent(line: string, offset: number, expansion: Expansion): Traced | undefined {
  if (line.length > maxLineLength) return undefined;
  if (!line.includes("%")) return trace(line, offset);
  const result = builder();
  const keep = (index: number) => push(result, line[index] as string, origin(offset, index, index + 1));
  let index = 0;
  while (index < line.length) {
    if (line[index] !== "%") {
      keep(index++);
      continue;
    }
    const found = readReference(line, index, expansion);
    if (!found) {
      keep(index++);
      continue;
    }
    push(result, found.value.value, { ...origin(offset, index, found.end), carries: found.value });
    index = found.end;
    if (result.text.length > maxLineLength) return undefined;
  }
  return result;
}

/** `!x!`, where delayed expansion is on. */
export function expandDelayed(source: Traced, expansion: Expansion): Traced {
  if (!source.text.includes("!")) return source;
  return replaceIn(source, /!([^!:]+)(?::([^!]*))?!/g, (match) =>
    variableValue(match[1] as string, match[2], expansion),
  );
}

function origin(offset: number, start: number, end: number): Origin {
  return { start: offset + start, end: offset + end };
}

interface Reference {
  readonly value: Text;
  readonly end: number;
}

const parameter = /%(?:%|\*|~[a-z]*(?:\$\w+:)?\d|\d)/iy;
const reference = /%([^%:]+)(?::([^%]+))?%/y;

/** undefined: the percent sign is only one. */
function readReference(line: string, at: number, expansion: Expansion): Reference | undefined {
  if (expansion.batch) {
    parameter.lastIndex = at;
    const given = parameter.exec(line)?.[0];
    // `%0` is the file itself; it stays, so that one that starts itself is noticed.
    if (given === "%%") return { value: { value: "%" }, end: at + 2 };
    if (given && /0$/.test(given)) return { value: { value: "%0" }, end: at + given.length };
    if (given) return { value: unknownText, end: at + given.length };
  }
  reference.lastIndex = at;
  const match = reference.exec(line);
  if (!match) return undefined;
  const name = match[1] as string;
  const value = variableValue(name, match[2], expansion) ?? unset(name, line, expansion);
  return value && { value, end: at + match[0].length };
}

/** A name nobody knows may be set in the environment; one that this line itself deals with is not yet. */
function unset(name: string, line: string, expansion: Expansion): Text | undefined {
  if (!/^[a-z_#$@][\w()#$@.-]*$/i.test(name)) return undefined;
  if (secretName.test(name)) return { value: hole, secret: true };
  const written = escapePattern(name);
  const own = new RegExp(`\\bset\\s+(?:/[ap]\\s+)?"?${written}=|\\bfor\\s[^()]*%+${written}\\b`, "i");
  return !expansion.batch && own.test(line) ? undefined : unknownText;
}

/** The value with its change applied; undefined: not known. */
function variableValue(name: string, change: string | undefined, expansion: Expansion): Text | undefined {
  const key = name.toLowerCase();
  const values = expansion.scope.variables.get(key) ?? [];
  expansion.alternatives = Math.max(expansion.alternatives, values.length);
  const own = values[expansion.choice % Math.max(1, values.length)];
  const value = own ?? setByWindows(key, expansion);
  if (value === undefined) return undefined;
  if (value.value.length > maxLineLength) return marked(hole, [value]);
  const text = secretName.test(name) ? { ...value, secret: true } : value;
  if (change === undefined) return text;
  return marked(changed(text.value, change), [text, { value: "", decoded: true }]);
}

/** `%x:a=b%`, `%x:*a=b%`, `%x:~from,length%`. */
function changed(value: string, change: string): string {
  const slice = /^~\s*([-+]?\d+)?\s*(?:,\s*([-+]?\d+))?\s*$/.exec(change);
  if (slice) {
    const from = Number(slice[1] ?? 0);
    const rest = value.slice(from);
    return slice[2] === undefined ? rest : rest.slice(0, Number(slice[2]));
  }
  const [, whole, search, by] = /^(\*)?([^=]+)=([\s\S]*)$/.exec(change) ?? [];
  if (search === undefined || by === undefined) return isKnown({ value }) ? value : hole;
  const found = escapePattern(search);
  return whole
    ? value.replace(new RegExp(`^[\\s\\S]*?${found}`, "i"), () => by)
    : value.replace(new RegExp(found, "gi"), () => by);
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

const fixed: Readonly<Record<string, string>> = {
  os: "Windows_NT",
  systemroot: "C:\\Windows",
  windir: "C:\\Windows",
  systemdrive: "C:",
  programfiles: "C:\\Program Files",
  "programfiles(x86)": "C:\\Program Files (x86)",
  programw6432: "C:\\Program Files",
  commonprogramfiles: "C:\\Program Files\\Common Files",
  programdata: "C:\\ProgramData",
  allusersprofile: "C:\\ProgramData",
  public: "C:\\Users\\Public",
  comspec: "C:\\Windows\\System32\\cmd.exe",
  pathext: ".COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC",
  path: `C:\\Windows\\system32;C:\\Windows;C:\\Windows\\System32\\Wbem;${hole}`,
  errorlevel: "0",
  cmdextversion: "2",
};

/** Home-dependent ones, with the part below it. */
const inHome: Readonly<Record<string, string>> = {
  userprofile: "",
  appdata: "\\AppData\\Roaming",
  localappdata: "\\AppData\\Local",
  temp: "\\AppData\\Local\\Temp",
  tmp: "\\AppData\\Local\\Temp",
  onedrive: "\\OneDrive",
};

function setByWindows(name: string, { run, scope }: Expansion): Text | undefined {
  if (Object.hasOwn(fixed, name)) return { value: fixed[name] as string };
  const home = homeOf(run.place);
  if (Object.hasOwn(inHome, name)) return { value: home + inHome[name] };
  if (name === "homepath") return { value: home.slice(2) };
  if (name === "homedrive") return { value: home.slice(0, 2) };
  if (name === "username") return { value: home.slice(home.lastIndexOf("\\") + 1) };
  if (name === "cd" || name === "__cd__") return scope.cwd === undefined ? undefined : folder(scope.cwd, name);
  return undefined;
}

function homeOf(place: Place): string {
  return place.home.replaceAll("/", "\\");
}

function folder(path: string, name: string): Text {
  return { value: `${path.replaceAll("/", "\\")}${name === "cd" ? "" : "\\"}` };
}
