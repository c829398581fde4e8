/**
 * What Qwen Code takes a script of sed or awk for: the first letter of each command of sed, and what awk prints into.
 * Read in the bundle of its 0.24.4 and compared with it, 2026-11-26.
 */
import type { Safety } from "./readOnlyCommands.ts";

export function strictest(...found: readonly Safety[]): Safety {
  return found.includes("writes") ? "writes" : found.includes("unclear") ? "unclear" : "reads";
}

const address = /\s*(?:(?:\d+|\$)(?:\s*,\s*(?:\d+|\$))?|\/(?:\\[\s\S]|[^/\\])*\/)?\s*/y;
const harmless = /^[dDgGhHlnNpPqQxz=]$/;
const valued: ReadonlySet<string> = new Set("-f --file -e --expression -l --line-length".split(" "));

export function sedSafety(args: readonly string[]): Safety {
  const end = args.indexOf("--");
  const options = args.slice(0, end < 0 ? undefined : end);
  const asks = (arg: string, at: number) => /^--(?:help|version)$/i.test(arg) && !valued.has(options[at - 1] as string);
  if (options.some(asks)) return "unclear";
  for (let at = 0; at < options.length; at++) {
    const arg = options[at] as string;
    if (valued.has(arg)) at++;
    else if (!/^-[nErsuz]*e.+/.test(arg) && /^(?:-[nErsuz]*[iI]|--in-place(?:=|$))/.test(arg)) return "writes";
  }
  const found = sedScripts(args);
  if (!found) return "unclear";
  const own = strictest(...found.scripts.map(sedScriptSafety));
  return own !== "writes" && /(?:^|[^\\])[ewr]\s/.test(found.rest.join(" ")) ? "unclear" : own;
}

function sedScripts(args: readonly string[]) {
  const scripts: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] as string;
    if (arg === "--") {
      const script = args[at + 1];
      const isFirst = scripts.length === 0;
      if (isFirst && (script === undefined || script.startsWith("-"))) return undefined;
      if (isFirst) scripts.push(script as string);
      return { scripts, rest: [...rest, arg, ...args.slice(isFirst ? at + 2 : at + 1)] };
    }
    if (/^(?:-f|--file(?:=|$))/.test(arg)) return undefined;
    if (/^(?:-l|--line-length)$/.test(arg)) {
      if (!args[at + 1]) return undefined;
      rest.push(arg, args[++at] as string);
    } else if (arg === "-e" || arg === "--expression") {
      const script = args[++at];
      if (!script || script.startsWith("-")) return undefined;
      rest.push(arg);
      scripts.push(script);
    } else if (/^(?:-e.+|--expression=)/.test(arg)) {
      const script = arg.slice(arg.startsWith("-e") ? 2 : 13);
      if (script.startsWith("-")) return undefined;
      scripts.push(script);
    } else if (/^--(?!line-length(?:=|$))/.test(arg)) return undefined;
    else if (arg.startsWith("-") && !/^(?:-[nElrsuz]|--line-length=.*)$/.test(arg)) return undefined;
    else if (!arg.startsWith("-") && scripts.length === 0) scripts.push(arg);
    else rest.push(arg);
  }
  return { scripts, rest };
}

function sedScriptSafety(script: string): Safety {
  const found: Safety[] = [];
  for (let start = 0; start < script.length; ) {
    const at = afterAddress(script, start);
    if (at === script.length) break;
    const command = script[at] as string;
    if (/[wW]/.test(command)) return strictest(...found, script.slice(at + 1).trim() === "" ? "unclear" : "writes");
    if (/[eErR]/.test(command) || !(command === "s" || harmless.test(command))) return strictest(...found, "unclear");
    const flags = command === "s" ? flagsOf(script, at) : at + 1;
    if (flags === undefined) return strictest(...found, "unclear");
    const stop = script.slice(flags).search(/[;\n]/);
    const end = stop < 0 ? script.length : flags + stop;
    const one = sedCommandSafety(script.slice(start, end), command, script.slice(flags, end));
    found.push(one);
    if (one === "writes") break;
    start = end + 1;
  }
  return strictest(...found);
}

function afterAddress(script: string, start: number): number {
  address.lastIndex = start;
  return start + (address.exec(script)?.[0].length ?? 0);
}

function sedCommandSafety(text: string, command: string, rest: string): Safety {
  const odd = /(?:^|[^\\])[ewr]\s/.test(text);
  if (command !== "s") return /[{}]/.test(rest) || odd ? "unclear" : "reads";
  const flags = rest.trim();
  if (/[{}]/.test(flags)) return "unclear";
  const write = flags.indexOf("w");
  if (write >= 0) return flags.slice(write + 1).trim() === "" ? "unclear" : "writes";
  return /^[0-9gIpM]*$/.test(flags) && !odd ? "reads" : "unclear";
}

/** Where the flags of a substitution begin. */
function flagsOf(script: string, at: number): number | undefined {
  const delimiter = script[at + 1] ?? "\\";
  if (/[\\\s]/.test(delimiter)) return undefined;
  let left = 2;
  for (let index = at + 2; index < script.length; index++) {
    if (script[index] === "\\") index++;
    else if (script[index] === delimiter && --left === 0) return index + 1;
  }
  return undefined;
}

export function awkSafety(args: readonly string[]): Safety {
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] as string;
    if (arg === "--") {
      at++;
      break;
    }
    if (arg === "-F" || arg === "-v") {
      if (!args[++at]) return "unclear";
    } else if (!/^-[Fv]./s.test(arg)) {
      if (arg.startsWith("-")) return "unclear";
      break;
    }
  }
  const program = args[at];
  if (program === undefined) return args.includes("--") ? "unclear" : "reads";
  const own = awkScriptSafety(program);
  return own === "reads" && awkScriptSafety(args.join(" ")) !== "reads" ? "unclear" : own;
}

const printsInto = /^\s*(?:print|printf)\b(?!\s*\()(?:(?:"(?:\\[\s\S]|[^"\\])*")|[^">|])*>>?\s*"[^"]*"\s*$/;

function awkScriptSafety(script: string): Safety {
  const { statements, slash, sign } = awkStatements(script);
  if (!slash && statements.some((one) => printsInto.test(one))) return "writes";
  if (sign || /(?:system|close)\s*\(|getline\b/.test(script)) return "unclear";
  return /\b(?:print|printf)\b/.test(script) && /[>|]/.test(script) ? "unclear" : "reads";
}

/** @returns whether a slash may be a division, and whether there is an `@` */
function awkStatements(script: string) {
  const statements: string[] = [];
  let slash = false;
  let sign = false;
  let start = 0;
  let inside = "";
  let before = "";
  for (let at = 0; at < script.length; at++) {
    const char = script[at] as string;
    if (inside !== "") {
      if (char === "\\") at++;
      else if (char === inside) inside = "";
    } else if (char === '"' || (char === "/" && (before === "" || "({[=,:;!~?&|".includes(before)))) inside = char;
    else if (char === "#") {
      statements.push(script.slice(start, at));
      const end = script.indexOf("\n", at);
      if (end < 0) return { statements, slash, sign };
      at = end;
      start = end + 1;
      before = "\n";
    } else {
      slash ||= char === "/";
      sign ||= char === "@";
      if (/[;{}\n]/.test(char)) {
        statements.push(script.slice(start, at));
        start = at + 1;
      }
      if (!/[^\S\n]/.test(char)) before = char;
    }
  }
  return { statements: [...statements, script.slice(start)], slash, sign };
}
