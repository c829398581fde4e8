/** What PowerShell's variables hold: set earlier in the line, known to every session, or of the environment. */
import type { Place } from "../../place.ts";
import { hole, plain } from "../../text.ts";
import { secretName } from "../bashParameters.ts";
import type { Run, Scope } from "../run.ts";
import { anyOf, objectOf, unknown, type Value } from "./values.ts";

const constants: Readonly<Record<string, string>> = {
  true: "True",
  false: "False",
  null: "",
  pshome: "C:\\Windows\\System32\\WindowsPowerShell\\v1.0",
  shellid: "Microsoft.PowerShell",
  verbosepreference: "SilentlyContinue",
  debugpreference: "SilentlyContinue",
  informationpreference: "SilentlyContinue",
  warningpreference: "Continue",
  erroractionpreference: "Continue",
  progresspreference: "Continue",
  confirmpreference: "High",
  ofs: " ",
};

/** Objects every session has, by their type. */
const objects: Readonly<Record<string, string>> = {
  executioncontext: "com:engine",
  host: "com:host",
  error: "com:error",
  myinvocation: "com:invocation",
  psversiontable: "com:versions",
};

const folders = (home: string): Readonly<Record<string, string>> => ({
  home,
  "env:home": home,
  "env:userprofile": home,
  "env:homepath": home.replace(/^[a-z]:/i, ""),
  "env:onedrive": `${home}/OneDrive`,
  "env:appdata": `${home}/AppData/Roaming`,
  "env:localappdata": `${home}/AppData/Local`,
  "env:temp": `${home}/AppData/Local/Temp`,
  "env:tmp": `${home}/AppData/Local/Temp`,
  "env:systemroot": "C:\\Windows",
  "env:windir": "C:\\Windows",
  "env:systemdrive": "C:",
  "env:homedrive": "C:",
  "env:programfiles": "C:\\Program Files",
  "env:programfiles(x86)": "C:\\Program Files (x86)",
  "env:programw6432": "C:\\Program Files",
  "env:programdata": "C:\\ProgramData",
  "env:allusersprofile": "C:\\ProgramData",
  "env:public": "C:\\Users\\Public",
  "env:comspec": "C:\\Windows\\System32\\cmd.exe",
  profile: `${home}/Documents/PowerShell/Microsoft.PowerShell_profile.ps1`,
});

export function historyPath(place: Place): string {
  return `${place.home}/AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/ConsoleHost_history.txt`;
}

/** @param name lower case, without the scope. */
export function readVariable(name: string, scope: Scope, run: Run): Value {
  const known = scope.variables.get(name);
  if (known) return anyOf(known);
  const { home } = run.place;
  if (name === "pwd" || name === "psscriptroot") return scope.cwd ? plain(scope.cwd) : unknown;
  const table = folders(home);
  if (Object.hasOwn(table, name)) return plain(table[name] as string);
  if (Object.hasOwn(constants, name)) return plain(constants[name] as string);
  if (Object.hasOwn(objects, name)) return objectOf(objects[name] as string);
  const environment = /^env:(.*)$/.exec(name)?.[1];
  return environment !== undefined && secretName.test(environment) ? { value: hole, secret: true } : unknown;
}
