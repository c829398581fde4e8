/** zsh's flags and modifiers of parameters: `${(U)x}`, `${(j:,:)a}`, `${x:t:r}`. */
import { hole, isKnown, marked, type Text } from "../text.ts";
import { one, several, type Value } from "./bashVariables.ts";

/** True where the value is split into words although it stands unquoted (`${=x}`, `${(s: :)x}`). */
export function splitsByFlag(flags: string | undefined): boolean {
  return flags?.includes("=") ?? false;
}

/** True where wildcards in the value are live (`${~x}`). */
export function globsByFlag(flags: string | undefined): boolean {
  return flags?.includes("~") ?? false;
}

type Change = (value: Value, separator: string) => Value;

const each =
  (change: (text: string) => string | undefined): Change =>
  (value) => ({
    ...value,
    items: value.items.map((item) => marked(isKnown(item) ? (change(item.value) ?? hole) : hole, [item])),
  });

const ordered =
  (order: (items: readonly Text[]) => readonly Text[]): Change =>
  (value) =>
    value.list ? several(order(value.items)) : value;

const byText = (items: readonly Text[]) =>
  [...items].sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));

const joining: Change = (value, separator) =>
  value.list ? one(marked(value.items.map((item) => item.value).join(separator), value.items)) : value;

const splitting: Change = (value, separator) =>
  several(value.items.flatMap((item) => item.value.split(separator).map((piece) => marked(piece, [item]))));

const changes: Readonly<Record<string, Change>> = {
  U: each((text) => text.toUpperCase()),
  L: each((text) => text.toLowerCase()),
  C: each((text) => text.toLowerCase().replace(/(?<!\w)\w/g, (letter) => letter.toUpperCase())),
  Q: each((text) => text.replace(/\\([\s\S])|["']/g, "$1")),
  q: each((text) => `'${text.replaceAll("'", "'\\''")}'`),
  "#": each((text) => (/^\d+$/.test(text) ? fromCode(Number(text)) : undefined)),
  j: joining,
  F: (value) => joining(value, "\n"),
  s: splitting,
  f: (value) => splitting(value, "\n"),
  z: (value) => several(value.items.flatMap((item) => item.value.split(/\s+/).map((piece) => marked(piece, [item])))),
  "0": (value) => splitting(value, "\0"),
  o: ordered(byText),
  O: ordered((items) => byText(items).reverse()),
  a: (value) => value,
  u: ordered((items) => items.filter((item, at) => items.findIndex((other) => other.value === item.value) === at)),
  w: (value) => value,
};

function fromCode(code: number): string | undefined {
  return code <= 0x10ffff && !(code >= 0xe000 && code <= 0xe0ff) ? String.fromCodePoint(code) : undefined;
}

/** Flags in the order in which they are written; those that change no text are passed over. */
export function applyFlags(value: Value, flags: string): Value {
  let result = value;
  for (const found of flags.matchAll(/([jslr])([^\w\s])([\s\S]*?)\2|([\s\S])/g)) {
    const flag = found[1] ?? found[4] ?? "";
    const change = Object.hasOwn(changes, flag) ? changes[flag] : undefined;
    if (change) result = change(result, found[3] ?? " ");
  }
  return result;
}

/** `:h:t:r` and the like, one after another. */
export function applyModifiers(value: Value, modifiers: string): Value {
  let result = value;
  for (const [, letter = ""] of modifiers.matchAll(/:([a-zA-Z])\d*/g)) {
    const change = Object.hasOwn(byLetter, letter) ? byLetter[letter] : undefined;
    result = each((text) => change?.(text))(result, "");
  }
  return result;
}

const byLetter: Readonly<Record<string, (text: string) => string>> = {
  h: (path) => path.replace(/\/?[^/]*\/?$/, "") || (path.startsWith("/") ? "/" : "."),
  t: (path) => path.replace(/\/$/, "").replace(/^[\s\S]*\//, ""),
  r: (path) => path.replace(/\.[^./]*$/, ""),
  e: (path) => /\.([^./]*)$/.exec(path)?.[1] ?? "",
  l: (text) => text.toLowerCase(),
  u: (text) => text.toUpperCase(),
  q: (text) => `'${text.replaceAll("'", "'\\''")}'`,
  Q: (text) => text.replace(/\\([\s\S])|["']/g, "$1"),
  a: (path) => path,
  A: (path) => path,
  P: (path) => path,
  x: (text) => text,
};
