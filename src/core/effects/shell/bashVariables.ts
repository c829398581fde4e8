/** What variables, arrays and positional parameters of bash and zsh hold, as far as it is known. */
import { hole, isKnown, marked, plain, type Text, unknownText } from "../text.ts";
import type { Run, Scope } from "./run.ts";

/** Variables whose names say that they hold a secret. */
export const secretName =
  /(?:^|_)(?:TOKEN|SECRET|SECRETS|PASSWORD|PASSWD|PASSPHRASE|PAT|CREDENTIALS?|APIKEY|PRIVATE)(?:_|$|\d)|(?:API|ACCESS|PRIVATE|SECRET|SIGNING|ENCRYPTION|ACCOUNT|AUTH|MASTER|SSH|DEPLOY|SERVICE)_?KEY|(?:TOKEN|SECRET|PASSWORD|PASSWD)$/i;

/** What a name stands for: one text, or the elements of an array. */
export interface Value {
  readonly items: readonly Text[];
  /** Its elements are words of their own. */
  readonly list: boolean;
  /** Neither set in the line nor by the shell: the environment may still hold it. */
  readonly unset?: boolean;
}

export const one = (text: Text): Value => ({ items: [text], list: false });
export const several = (items: readonly Text[]): Value => ({ items, list: true });

/** The text of a variable; `hole` where it is not known. */
export function variable(written: string, scope: Scope, run: Run): Text {
  const value = variableValue(written, undefined, scope, run);
  return value.items.length === 1 && !value.list
    ? (value.items[0] as Text)
    : marked(value.items.map((item) => item.value).join(" "), value.items);
}

/** @param index the subscript as a text; undefined for none. */
export function variableValue(written: string, index: Text | undefined, scope: Scope, run: Run): Value {
  const name = scope.references.get(written) ?? written;
  const items = scope.arrays.get(name === "*" || name === "argv" ? "@" : name);
  if (/^[1-9]\d*$/.test(name)) return one(items0(scope, name));
  if (name === "#") return one(positional(scope) ? plain(String(positional(scope)?.size)) : unknownText);
  if (name === "@" || name === "*" || (name === "argv" && scope.dialect === "zsh"))
    return several(items ? [...items.values()] : [unknownText]);
  if (items) return elements(items, index, scope);
  const value = scalar(name, scope, run);
  if (index === undefined || index.value === "@" || index.value === "*" || index.value === "0") return value;
  return one(scope.dialect === "zsh" ? characters(value.items[0] ?? unknownText, index) : unknownText);
}

function positional(scope: Scope): ReadonlyMap<string, Text> | undefined {
  return scope.arrays.get("@");
}

function items0(scope: Scope, name: string): Text {
  const given = positional(scope);
  return given ? (given.get(name) ?? plain("")) : unknownText;
}

function scalar(name: string, scope: Scope, run: Run): Value {
  const values = scope.variables.get(name);
  if (values?.length === 1) return one(values[0] as Text);
  if (values && values.length > 1) return one(marked(hole, values));
  const builtin = builtins(name, scope, run);
  if (builtin !== undefined) return one(plain(builtin));
  return { ...one(secretName.test(name) ? { value: hole, secret: true } : unknownText), unset: true };
}

function builtins(name: string, scope: Scope, run: Run): string | undefined {
  const home = run.place.home;
  const user = home.slice(home.lastIndexOf("/") + 1);
  const known: Readonly<Record<string, string | undefined>> = {
    "0": scope.dialect,
    HOME: home,
    PWD: scope.cwd,
    SHELL: scope.dialect === "zsh" ? "/bin/zsh" : "/bin/bash",
    BASH: "/bin/bash",
    IFS: " \t\n",
    USER: user,
    LOGNAME: user,
    PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  };
  return Object.hasOwn(known, name) ? known[name] : undefined;
}

function elements(items: ReadonlyMap<string, Text>, index: Text | undefined, scope: Scope): Value {
  const all = [...items.values()];
  const zsh = scope.dialect === "zsh";
  if (index === undefined) return zsh ? several(all) : one(all[0] ?? plain(""));
  if (index.value === "@" || index.value === "*") return several(all);
  if (!isKnown(index)) return one(marked(hole, all));
  const range = zsh ? /^(-?\d+),(-?\d+)$/.exec(index.value) : null;
  if (range)
    return several(all.slice(zshStart(range[1] as string, all.length), zshEnd(range[2] as string, all.length)));
  const at = Number(index.value);
  const counted = Number.isInteger(at) ? (at < 0 ? all.length + at : zsh ? at - 1 : undefined) : undefined;
  // zsh counts from one, except where the keys are names.
  const own = zsh && counted !== undefined && items.has("0") ? undefined : items.get(index.value);
  const item = own ?? (counted === undefined ? undefined : all[counted]);
  return one(item ?? plain(""));
}

const zshStart = (text: string, size: number) =>
  Number(text) < 0 ? size + Number(text) : Math.max(Number(text) - 1, 0);
const zshEnd = (text: string, size: number) => (Number(text) < 0 ? size + Number(text) + 1 : Number(text));

/** zsh: `$x[2]`, `$x[2,4]` of a text are its characters. */
function characters(text: Text, index: Text): Text {
  const range = /^(-?\d+)(?:,(-?\d+))?$/.exec(index.value);
  if (!range || !isKnown(text)) return marked(hole, [text]);
  const from = range[1] as string;
  const size = text.value.length;
  return marked(text.value.slice(zshStart(from, size), zshEnd(range[2] ?? from, size)), [text]);
}
