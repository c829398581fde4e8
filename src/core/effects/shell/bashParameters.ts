/** `$x`, `${x:-y}`, `${x#y}` and the like, as far as the values are known. */
import { hole, isKnown, marked, plain, type Text, unknownText } from "../text.ts";
import { type Run, type Scope, setVariable } from "./run.ts";

/** Variables whose names say that they hold a secret. */
export const secretName =
  /(?:^|_)(?:TOKEN|SECRET|SECRETS|PASSWORD|PASSWD|PASSPHRASE|PAT|CREDENTIALS?|APIKEY|PRIVATE)(?:_|$|\d)|(?:API|ACCESS|PRIVATE|SECRET|SIGNING|ENCRYPTION|ACCOUNT|AUTH|MASTER|SSH|DEPLOY|SERVICE)_?KEY|(?:TOKEN|SECRET|PASSWORD|PASSWD)$/i;

/** @param written the expansion as it stands, `$x` or `${…}`. */
export function expandParameter(written: string, scope: Scope, run: Run): Text {
  const simple = /^\$(\w+|[@*#?$!_-])$/.exec(written);
  if (simple) return variable(simple[1] as string, scope, run);
  const inner = /^\$\{([\s\S]*)\}$/.exec(written)?.[1];
  if (inner === undefined) return unknownText;
  const parts = /^(!?)(#?)([A-Za-z_]\w*|\d+|[@*#?$!-])(?:\[([^\]]*)\])?([\s\S]*)$/.exec(inner);
  if (!parts) return unknownText;
  const [, indirect, length, name = "", , operation = ""] = parts;
  if (length && name !== "") return unknownText;
  let value =
    parts[4] === undefined || !/^\d+$/.test(parts[4])
      ? variable(name, scope, run)
      : element(name, Number(parts[4]), scope);
  if (indirect) value = isKnown(value) ? variable(value.value, scope, run) : unknownText;
  return operation === "" ? value : operate(name, value, operation, scope, run);
}

/** The value of a variable; `hole` where it is not known. */
export function variable(name: string, scope: Scope, run: Run): Text {
  const values = scope.variables.get(name);
  if (values?.length === 1) return values[0] as Text;
  if (values && values.length > 1) return marked(hole, values);
  const builtin = builtins(name, scope, run);
  if (builtin !== undefined) return plain(builtin);
  return secretName.test(name) ? { value: hole, secret: true } : unknownText;
}

function builtins(name: string, scope: Scope, run: Run): string | undefined {
  const home = run.place.home;
  const known: Readonly<Record<string, string | undefined>> = {
    HOME: home,
    PWD: scope.cwd,
    OLDPWD: undefined,
    SHELL: scope.dialect === "zsh" ? "/bin/zsh" : "/bin/bash",
    BASH: "/bin/bash",
    IFS: " ",
    USER: home.slice(home.lastIndexOf("/") + 1),
    LOGNAME: home.slice(home.lastIndexOf("/") + 1),
  };
  return known[name];
}

function element(name: string, index: number, scope: Scope): Text {
  const items = scope.variables.get(`${name}[${index}]`);
  return items?.length === 1 ? (items[0] as Text) : unknownText;
}

function operate(name: string, value: Text, operation: string, scope: Scope, run: Run): Text {
  const isSet = scope.variables.has(name) || isKnown(value);
  const fallback = /^(:?[-=+?])([\s\S]*)$/.exec(operation);
  if (fallback) {
    const word = nested(fallback[2] as string, scope, run);
    const kind = (fallback[1] as string).at(-1);
    if (kind === "+") return isSet ? word : marked("", []);
    if (isSet && value.value !== "") return value;
    if (kind === "=") setVariable(scope, name, word);
    if (kind === "?") return value;
    // Not set here may still be set in the environment the line runs in: the fallback is the likely value.
    return word;
  }
  if (!isKnown(value)) return marked(hole, [value]);
  return marked(transform(value.value, operation) ?? hole, [value]);
}

function nested(word: string, scope: Scope, run: Run): Text {
  const bare = word.replace(/^(["'])([\s\S]*)\1$/, "$2");
  if (/^\$\{?\w+\}?$/.test(bare)) return expandParameter(bare, scope, run);
  return /[$`]/.test(bare) ? unknownText : plain(bare.replace(/\\([\s\S])/g, "$1"));
}

/** Substring, case and literal replacement. undefined: not followed. */
function transform(text: string, operation: string): string | undefined {
  const slice = /^:\s*(-?\d+)(?::\s*(-?\d+))?$/.exec(operation);
  if (slice) {
    const start = Number(slice[1]);
    const rest = start < 0 ? text.slice(start) : text.slice(start);
    if (slice[2] === undefined) return rest;
    const length = Number(slice[2]);
    return length < 0 ? rest.slice(0, length) : rest.slice(0, length);
  }
  if (operation === "^^") return text.toUpperCase();
  if (operation === ",,") return text.toLowerCase();
  if (operation === "@Q" || operation === "@P" || operation === "@E") return text;
  const replace = /^\/(\/?)([^/*?[\]$`]+)(?:\/([^$`]*))?$/.exec(operation);
  if (replace) {
    const [, all, from = "", to = ""] = replace;
    return all ? text.replaceAll(from, () => to) : text.replace(from, () => to);
  }
  const cut = /^(##?|%%?)([^*?[\]$`]*)$/.exec(operation);
  if (!cut) return undefined;
  const pattern = cut[2] as string;
  if ((cut[1] as string).startsWith("#")) return text.startsWith(pattern) ? text.slice(pattern.length) : text;
  return text.endsWith(pattern) ? text.slice(0, text.length - pattern.length) : text;
}
