/** Programs that only change text: what they print, where that can be known. */
import { readAct } from "../access.ts";
import { base64Alphabet, decodeBase64, textOfBytes } from "../base64.ts";
import { decodeAnsi } from "../shell/posix/ansi.ts";
import { fileText, type Invocation, note } from "../shell/run.ts";
import { hole, isKnown, joinTexts, marked, type Text, unknownText } from "../text.ts";
import type { Arguments } from "./arguments.ts";

export type Transform = (call: Invocation, args: Arguments) => Text | undefined;

export const echo: Transform = (call) => {
  let words = call.words.slice(1);
  let escapes = call.scope.dialect === "zsh";
  let newline = true;
  while (words[0] && /^-[neE]+$/.test(words[0].value)) {
    if (words[0].value.includes("e")) escapes = true;
    if (words[0].value.includes("n")) newline = false;
    words = words.slice(1);
  }
  const text = joinTexts(words, " ");
  if (text.secret) note(call, "reads-secret", { target: "a variable that holds a secret" });
  const value = escapes ? decodeAnsi(text.value) : text.value;
  const hidden = escapes && value !== text.value && /\\(?:x|u|0[0-7])/.test(text.value);
  return { ...marked(value + (newline && words.length > 0 ? "\n" : ""), [text]), ...(hidden ? { decoded: true } : {}) };
};

/** What is read: the files named, or standard input. */
export function inputOf(call: Invocation, args: Arguments): Text {
  const files = args.items.filter((item) => item.role === "read").map((item) => item.word);
  if (files.length === 0) return call.stdin ?? unknownText;
  return joinTexts(
    files.map((file) => {
      if (file.value === "-") return call.stdin ?? unknownText;
      const known = fileText(call, file.value);
      if (known) return known;
      if (/^\/dev\/null$/.test(file.value)) return { value: "" };
      const use = { text: file.value, glob: file.glob === true, cwd: call.scope.cwd };
      const secret = readAct(use, call.run.place).rule === "reads-secret";
      return { ...marked(hole, [file]), ...(secret ? { secret: true } : {}) };
    }),
  );
}

export const passes: Transform = (call, args) => inputOf(call, args);

/** Applies a function to known text; marks go on, and `decoded` is set where it undoes an encoding. */
export function mapped(text: Text, change: (value: string) => string | undefined, decodes: boolean): Text {
  const value = isKnown(text) ? change(text.value) : undefined;
  return { ...marked(value ?? hole, [text]), ...(decodes ? { decoded: true } : {}) };
}

export const base64: Transform = (call, args) => {
  const decodes = ["d", "D", "decode"].some((name) => args.options.has(name));
  const input = inputOf(call, args);
  return decodes ? mapped(input, decodeBase64, true) : mapped(input, encodeBase64, false);
};

function encodeBase64(text: string): string {
  const bytes = [
    ...encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd")).matchAll(/%([0-9A-F]{2})|([\s\S])/g),
  ].map(([, hex, plainly]) => (hex === undefined ? (plainly as string).charCodeAt(0) : Number.parseInt(hex, 16)));
  let encoded = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = [18, 12, 6, 0].map((shift) => base64Alphabet[(bits >> shift) & 63]).join("");
    encoded += letters.slice(0, Math.min(bytes.length - at, 3) + 1).padEnd(4, "=");
  }
  return `${encoded}\n`;
}

export const xxd: Transform = (call, args) => {
  const input = inputOf(call, args);
  if (!args.options.has("r")) return args.options.has("p") ? mapped(input, encodeHex, false) : marked(hole, [input]);
  return mapped(input, (text) => decodeHex(text), true);
};

function encodeHex(text: string): string | undefined {
  const hex = [...text].map((character) => character.charCodeAt(0).toString(16).padStart(2, "0"));
  return hex.every((pair) => pair.length === 2) ? `${hex.join("")}\n` : undefined;
}

function decodeHex(text: string): string | undefined {
  const digits = text.replace(/^[0-9a-f]+:\s/gm, "").replace(/[^0-9a-fA-F]/g, "");
  return textOfBytes((digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
}

export const rev: Transform = (call, args) =>
  mapped(
    inputOf(call, args),
    (text) =>
      text
        .split("\n")
        .map((line) => [...line].reverse().join(""))
        .join("\n"),
    true,
  );

export const tac: Transform = (call, args) =>
  mapped(inputOf(call, args), (text) => text.split("\n").reverse().join("\n"), false);

export const tr: Transform = (call, args) => {
  const [from, to] = args.operands;
  const input = call.stdin ?? unknownText;
  if (!from || !isKnown(from)) return marked(hole, [input]);
  const source = new Set(expandSet(from.value));
  const complement = ["c", "C", "complement"].some((name) => args.options.has(name));
  const takes = (character: string) => source.has(character) !== complement;
  if (args.options.has("d") || args.options.has("delete"))
    return mapped(input, (text) => [...text].filter((character) => !takes(character)).join(""), true);
  if (!to) return args.options.has("s") ? mapped(input, (text) => squeezed(text, takes), true) : marked(hole, [input]);
  const target = expandSet(to.value);
  const last = target.at(-1) ?? "";
  const places = new Map([...source].map((character, index) => [character, target[index] ?? last]));
  const change = (character: string) =>
    takes(character) ? (complement ? last : (places.get(character) ?? last)) : character;
  return mapped(
    input,
    (text) => {
      const changed = [...text].map(change).join("");
      return args.options.has("s") ? squeezed(changed, (character) => target.includes(character)) : changed;
    },
    true,
  );
};

/** `tr -s`: several of one character are one. */
function squeezed(text: string, takes: (character: string) => boolean): string {
  return [...text].filter((character, index, all) => !(takes(character) && all[index - 1] === character)).join("");
}

function expandSet(text: string): string[] {
  const classes = decodeAnsi(text)
    .replaceAll("[:upper:]", "A-Z")
    .replaceAll("[:lower:]", "a-z")
    .replaceAll("[:alpha:]", "A-Za-z")
    .replaceAll("[:alnum:]", "A-Za-z0-9")
    .replaceAll("[:digit:]", "0-9")
    .replaceAll("[:blank:]", " \t")
    .replaceAll("[:space:]", " \n\t\r\v\f")
    .replaceAll("[:cntrl:]", "\u0001-\u001f\u007f")
    .replaceAll("[:punct:]", "!-/:-@[-`{-~")
    .replaceAll("[:print:]", " -~");
  const set: string[] = [];
  const characters = [...classes];
  for (let index = 0; index < characters.length; index++) {
    const first = characters[index] as string;
    const last = characters[index + 2];
    if (characters[index + 1] === "-" && last !== undefined) {
      for (let code = first.charCodeAt(0); code <= last.charCodeAt(0) && set.length < 512; code++)
        set.push(String.fromCharCode(code));
      index += 2;
    } else set.push(first);
  }
  return set;
}

/** One `s/a/b/` with plain text, as used to assemble words; anything else is not followed. */
export function substituted(input: Text, script: string): Text {
  const found = /^s([/|,#])((?:\\.|(?!\1)[^\\])*)\1((?:\\.|(?!\1)[^\\])*)\1(g?)$/.exec(script);
  if (!found) return marked(hole, [input]);
  const [, , from = "", to = "", all] = found;
  if (/[*?.[\]^$\\&+]/.test(from) || /[\\&]/.test(to)) return marked(hole, [input]);
  return mapped(
    input,
    (text) =>
      text
        .split("\n")
        .map((line) => (all ? line.replaceAll(from, () => to) : line.replace(from, () => to)))
        .join("\n"),
    true,
  );
}

export const lines =
  (keep: (lines: string[], count: number) => string[]): Transform =>
  (call, args) => {
    const count = Number(args.options.get("n")?.value ?? args.options.get("lines")?.value ?? 10);
    return mapped(
      inputOf(call, args),
      (text) => (Number.isInteger(count) ? keep(text.split("\n"), count).join("\n") : undefined),
      false,
    );
  };

export const seen: Transform = (call, args) => {
  const input = inputOf(call, args);
  return marked(hole, [input]);
};

export const lists: Transform = (call) => {
  note(call, "lists-environment");
  return { value: hole, secret: true };
};
