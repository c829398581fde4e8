/** What programs that only change text make of a text that is known. By the name of the program. */

import { bytesOfBase64, textOfBytes } from "../base64.ts";
import { resolvePath } from "../paths.ts";
import { decodeAnsi } from "../shell/posix/ansi.ts";
import { type Invocation, programPath } from "../shell/run.ts";
import { hole, isKnown, marked, plain, type Text } from "../text.ts";
import type { Arguments } from "./arguments.ts";
import { awkPrints } from "./awkText.ts";
import { gunzip, unzlib } from "./inflate.ts";
import { sedPrints } from "./sedText.ts";
import { inputOf, mapped, type Transform } from "./transforms.ts";

/** The text the program prints; undefined: it is none of these. */
export function textMadeBy(name: string, call: Invocation, args: Arguments): Text | undefined {
  return Object.hasOwn(decoders, name) ? decoders[name]?.(call, args) : undefined;
}

const value = (args: Arguments, ...names: string[]): string | undefined =>
  names.map((name) => args.options.get(name)?.value).find((found) => found !== undefined);

const has = (args: Arguments, ...names: string[]): boolean => names.some((name) => args.options.has(name));

const byLine = (text: string, change: (line: string) => string): string => {
  const end = text.endsWith("\n") ? "\n" : "";
  return text.replace(/\n$/, "").split("\n").map(change).join("\n") + end;
};

/** A change of known text; `decodes`: it undoes an encoding. */
const changes =
  (change: (text: string, args: Arguments, call: Invocation) => string | undefined, decodes = false): Transform =>
  (call, args) =>
    mapped(inputOf(call, args), (text) => change(text, args, call), decodes);

const unpacks = (unpack: (bytes: readonly number[]) => number[] | undefined): Transform =>
  changes((text) => {
    const bytes = bytesOf(text);
    const unpacked = bytes ? unpack(bytes) : undefined;
    return unpacked && textOfBytes(unpacked);
  }, true);

/** One byte a character; undefined when some are more than a byte. */
function bytesOf(text: string): number[] | undefined {
  const bytes = [...text].map((character) => character.codePointAt(0) as number);
  return bytes.every((byte) => byte <= 0xff) ? bytes : undefined;
}

const decoders: Readonly<Record<string, Transform>> = {
  base32: (call, args) =>
    has(args, "d", "decode", "D") ? decodesBase32(call, args) : marked(hole, [inputOf(call, args)]),
  basenc: (call, args) =>
    !has(args, "d", "decode")
      ? marked(hole, [inputOf(call, args)])
      : has(args, "base32")
        ? decodesBase32(call, args)
        : has(args, "base16")
          ? changes(fromHex, true)(call, args)
          : changes(fromBase64, true)(call, args),
  openssl: (call, args) => {
    const words = call.words.map((item) => item.value);
    const decodes = words.includes("-d");
    const encoded = words[1] === "base64" || words.some((word) => /^-(?:a|base64)$/.test(word));
    const plainly =
      words[1] === "base64" || !words.some((word) => /^-(?:aes|des|camellia|chacha|rc4|bf|k$|pass)/.test(word));
    if (!decodes || !encoded) return undefined;
    const input = inputOf(call, args);
    return plainly ? mapped(input, fromBase64, true) : { ...marked(hole, [input]), decoded: true };
  },
  uudecode: changes(fromUuencode, true),
  gunzip: unpacks(gunzip),
  zcat: unpacks(gunzip),
  gzcat: unpacks(gunzip),
  gzip: (call, args) => (has(args, "d", "decompress") ? unpacks(gunzip)(call, args) : undefined),
  pigz: (call, args) => (has(args, "d") ? unpacks((bytes) => gunzip(bytes) ?? unzlib(bytes))(call, args) : undefined),
  "zlib-flate": unpacks(unzlib),
  iconv: changes((text, args) => fromWide(text, value(args, "f", "from-code") ?? "")),
  dc: (call, args) =>
    mapped(args.options.get("e") ?? args.options.get("expression") ?? inputOf(call, args), dcPrints, true),
  cut: changes(cutText),
  head: changes((text, args) => firstPart(text, value(args, "c", "bytes"))),
  tail: changes((text, args) => lastPart(text, value(args, "c", "bytes"), value(args, "n", "lines"))),
  fold: changes((text, args) => {
    const width = Number(value(args, "w", "width") ?? 80);
    return width > 0
      ? byLine(text, (line) => (line.match(new RegExp(`.{1,${Math.min(width, 10_000)}}`, "gs")) ?? []).join("\n"))
      : undefined;
  }),
  paste: changes((text, args) => {
    if (!has(args, "s", "serial")) return undefined;
    const between = (value(args, "d", "delimiters") ?? "\t").replace(/^\\0$/, "");
    return `${text.replace(/\n$/, "").split("\n").join(decodeAnsi(between))}\n`;
  }),
  sort: changes((text, args) => {
    const lines = text.replace(/\n$/, "").split("\n");
    const ordered = has(args, "n") ? lines.sort((a, b) => Number.parseFloat(a) - Number.parseFloat(b)) : lines.sort();
    const unique = has(args, "u") ? [...new Set(ordered)] : ordered;
    return has(args, "k", "key", "R", "V", "h", "t")
      ? undefined
      : `${(has(args, "r") ? unique.reverse() : unique).join("\n")}\n`;
  }),
  uniq: changes((text, args) => (args.options.size > 0 ? undefined : text.replace(/^(.*)\n(?:\1\n)+/gm, "$1\n"))),
  seq: (_call, args) => numbers(args),
  which: (_call, args) => programPath(args.operands),
  type: (_call, args) => (has(args, "p", "P") ? programPath(args.operands) : undefined),
  ls: (_call, args) =>
    has(args, "d", "directory") && !has(args, "l") && args.operands.every((word) => !word.glob)
      ? marked(args.operands.map((word) => `${word.value}\n`).join(""), args.operands)
      : undefined,
  yes: (_call, args) => plain(`${args.operands.map((word) => word.value).join(" ") || "y"}\n`.repeat(3)),
  pwd: (call) => (call.scope.cwd === undefined ? undefined : plain(`${call.scope.cwd}\n`)),
  whoami: (call) => plain(`${call.run.place.home.slice(call.run.place.home.lastIndexOf("/") + 1)}\n`),
  dirname: (_call, args) =>
    onPath(args, (path) => path.replace(/\/+[^/]*\/*$/, "") || (path.startsWith("/") ? "/" : ".")),
  basename: (_call, args) => onPath(args, (path) => path.replace(/\/+$/, "").replace(/^.*\//s, "")),
  realpath: resolved,
  readlink: (call, args) => (has(args, "f", "e", "m", "canonicalize") ? resolved(call, args) : undefined),
  git: (call) => {
    const [, command, option] = call.words;
    const { workspace } = call.run.place;
    const asks = command?.value === "rev-parse" && option?.value === "--show-toplevel" && call.words.length === 3;
    return asks && workspace !== undefined ? plain(`${workspace}\n`) : undefined;
  },
  sed: sedPrints,
  gsed: sedPrints,
  awk: awkPrints,
  gawk: awkPrints,
  mawk: awkPrints,
  nawk: awkPrints,
};

function onPath(args: Arguments, change: (path: string) => string): Text | undefined {
  const [path] = args.operands;
  return path && isKnown(path) && args.operands.length === 1 ? marked(`${change(path.value)}\n`, [path]) : undefined;
}

function resolved(call: Invocation, args: Arguments): Text | undefined {
  const [path] = args.operands;
  const found = path && isKnown(path) ? resolvePath(path.value, call.run.place, call.scope.cwd) : undefined;
  return path && found !== undefined ? marked(`${found}\n`, [path]) : undefined;
}

function fromBase64(text: string): string | undefined {
  const bytes = bytesOfBase64(text);
  return bytes && textOfBytes(bytes);
}

function fromHex(text: string): string {
  return textOfBytes((text.replace(/[^0-9a-fA-F]/g, "").match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
}

const decodesBase32 = changes((text) => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const character of text.toUpperCase().replace(/[\s=]/g, "")) {
    const at = alphabet.indexOf(character);
    if (at < 0) return undefined;
    bits = ((bits << 5) | at) & 0xffff;
    count += 5;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 0xff);
    }
  }
  return textOfBytes(bytes);
}, true);

function fromUuencode(text: string): string | undefined {
  const [first, ...lines] = text.split("\n");
  if (!first?.startsWith("begin")) return undefined;
  if (first.startsWith("begin-base64")) return fromBase64(lines.join("").replace(/=+$/, ""));
  const bytes: number[] = [];
  for (const line of lines) {
    const length = ((line.codePointAt(0) ?? 32) - 32) & 63;
    if (line === "end" || length === 0) break;
    const six = [...line.slice(1)].map((character) => ((character.codePointAt(0) ?? 32) - 32) & 63);
    const own: number[] = [];
    for (let at = 0; at + 3 < six.length + 3; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = six.slice(at, at + 4);
      own.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
    }
    bytes.push(...own.slice(0, length));
  }
  return textOfBytes(bytes);
}

/** UTF-16 and UTF-32 of plain text are its characters with empty bytes between them. */
function fromWide(text: string, encoding: string): string | undefined {
  if (!/^(?:utf-?(?:16|32)|ucs-?[24])/i.test(encoding))
    return /^(?:utf-?8|ascii|latin|iso-8859)/i.test(encoding) ? text : undefined;
  return text.replace(/^(?:\u00ff\u00fe|\u00fe\u00ff)/, "").replaceAll("\0", "");
}

/** dc: `n P` prints a number as bytes; `i` sets the base in which numbers are read. */
function dcPrints(text: string): string | undefined {
  const stack: (bigint | string)[] = [];
  let base = 10;
  let printed = "";
  for (const [token] of text.matchAll(/\[[^\]]*\]|_?[0-9A-F]+|\S/g)) {
    const top = stack.at(-1);
    if (token.startsWith("[")) stack.push(token.slice(1, -1));
    else if (/^[0-9A-F]/.test(token))
      stack.push(base === 16 ? BigInt(`0x${token}`) : BigInt(/^\d+$/.test(token) ? token : "0"));
    else if (token === "i") base = Number(stack.pop());
    else if (token === "P" || token === "a") {
      stack.pop();
      const made = typeof top === "bigint" ? bytesOfNumber(top) : (top ?? "");
      if (token === "P") printed += made;
      else stack.push(made.slice(-1));
    } else if (token === "p" || token === "n") {
      printed += String(top ?? "") + (token === "p" ? "\n" : "");
      if (token === "n") stack.pop();
    } else return undefined;
  }
  return printed;
}

function bytesOfNumber(number: bigint): string {
  const digits = number.toString(16);
  return fromHex(digits.length % 2 === 0 ? digits : `0${digits}`);
}

/** `-c 1-3,7`, `-d : -f 2`. */
function cutText(text: string, args: Arguments): string | undefined {
  const list = value(args, "c", "characters", "b", "bytes");
  const fields = value(args, "f", "fields");
  const wanted = ranges(list ?? fields ?? "");
  if (!wanted || has(args, "complement")) return undefined;
  const between = value(args, "d", "delimiter") ?? "\t";
  return byLine(text, (line) => {
    const parts = list === undefined ? line.split(between) : [...line];
    if (list === undefined && parts.length === 1) return line;
    const kept = parts.filter((_part, index) => wanted.some(([from, to]) => index + 1 >= from && index + 1 <= to));
    return kept.join(list === undefined ? (value(args, "output-delimiter") ?? between) : "");
  });
}

function ranges(list: string): (readonly [number, number])[] | undefined {
  const found = list.split(",").map((part) => /^(\d*)(-?)(\d*)$/.exec(part));
  if (list === "" || found.some((part) => !part)) return undefined;
  return found.map((part) => {
    const [, from = "", dash, to = ""] = part as RegExpExecArray;
    return [Number(from || 1), dash ? Number(to || Number.POSITIVE_INFINITY) : Number(from)] as const;
  });
}

/** Only counts of bytes: lines are the catalogue's own. */
function firstPart(text: string, bytes: string | undefined): string | undefined {
  if (bytes === undefined || !/^-?\d+$/.test(bytes)) return undefined;
  return bytes.startsWith("-") ? text.slice(0, Number(bytes)) : text.slice(0, Number(bytes));
}

function lastPart(text: string, bytes: string | undefined, lines: string | undefined): string | undefined {
  if (bytes !== undefined && /^\+?\d+$/.test(bytes))
    return bytes.startsWith("+") ? text.slice(Number(bytes) - 1) : text.slice(-Number(bytes));
  if (lines?.startsWith("+"))
    return text
      .split("\n")
      .slice(Number(lines) - 1)
      .join("\n");
  return undefined;
}

function numbers(args: Arguments): Text {
  const given = args.operands.map((word) => Number(word.value));
  const [from, step, to] = given.length === 1 ? [1, 1, given[0]] : given.length === 2 ? [given[0], 1, given[1]] : given;
  if (from === undefined || step === undefined || to === undefined || !(Math.abs((to - from) / step) < 200))
    return plain(hole);
  const items: string[] = [];
  for (let item = from; step > 0 ? item <= to : item >= to; item += step) items.push(String(item));
  return plain(`${items.join("\n")}\n`);
}
