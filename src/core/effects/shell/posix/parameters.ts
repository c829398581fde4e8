/** Reads `${…}` of bash and zsh. */
import { endOfQuote, expect, mode, peek, type Reader, startsWith, subscript, take, takeMatch } from "./reader.ts";
import type { Parameter, Part } from "./syntax.ts";

const operand = mode("}", { groups: true });
const beforeSlash = mode("}/", { groups: true });
const beforeColon = mode("}:", { groups: true });
const quotedOperand = mode("}", { quoted: true, escapes: '$`"\\}' });

const name = /[A-Za-z_]\w*|\d+|[@*?$!#-](?=[}:[@/%^,+=?#-]|$)/y;
const zshSigns = /[=~^]+(?=[\w$:{("@*])/y;
const operator =
  /::=|:?[-=?+]|##?|%%?|\/[/#%]?|\^\^?|,,?|:\||:\^\^?|:\*|:#|@[a-zA-Z]|(?::(?:[htreluAaPqQx]|g?s(?=[^\w\s])|&)\d*)+(?=\})|:/y;
const prefixes = /[!#+](?=[A-Za-z_0-9@*({$])/y;

/** @param quoted stands between double quotes. */
export function readParameter(reader: Reader, quoted: boolean): Part {
  reader.at += 2;
  const flags = reader.zsh ? readFlags(reader) : "";
  const prefix = takeMatch(reader, prefixes) as Parameter["prefix"] | "";
  const signs = reader.zsh ? takeMatch(reader, zshSigns) : "";
  const named = readName(reader);
  const index = readIndex(reader);
  const operated = readOperation(reader, quoted);
  expect(reader, "}");
  return {
    kind: "parameter",
    name: named,
    ...(index ? { index } : {}),
    ...(prefix ? { prefix } : {}),
    ...(flags + signs ? { flags: flags + signs } : {}),
    ...operated,
  };
}

/** zsh's `(flags)`, in which separators are given between any pair of one character. */
function readFlags(reader: Reader): string {
  if (peek(reader) !== "(") return "";
  const end = endOfQuote(reader.source, reader.at + 1, ")", true);
  if (end < 0) return "";
  const flags = reader.source.slice(reader.at + 1, end);
  reader.at = end + 1;
  return flags;
}

function readName(reader: Reader): string | readonly Part[] {
  if (reader.zsh && (startsWith(reader, "$") || peek(reader) === '"'))
    return reader.parts(reader, mode("}:/#%[^-+=?", { groups: false }));
  const found = takeMatch(reader, name);
  if (found === "") {
    if (reader.zsh && peek(reader) === ":") return [];
    reader.broken = true;
  }
  reader.uses.add(found);
  return found;
}

function readIndex(reader: Reader): readonly Part[] | undefined {
  if (!take(reader, "[")) return undefined;
  const parts = reader.parts(reader, subscript);
  expect(reader, "]");
  return parts;
}

function readOperation(reader: Reader, quoted: boolean): Pick<Parameter, "operator" | "operands"> {
  if (peek(reader) === "}") return {};
  if (peek(reader) === "*" || peek(reader) === "@") {
    // `${!prefix*}` lists names.
    if (peek(reader, 1) === "}") return { operator: takeMatch(reader, /[*@]/y) };
  }
  const found = takeMatch(reader, operator);
  if (found === "") {
    reader.broken = true;
    reader.parts(reader, operand);
    return {};
  }
  if (found.startsWith("/")) return { operator: found, operands: readTwo(reader, beforeSlash, "/") };
  if (found === ":") return { operator: found, operands: readTwo(reader, beforeColon, ":") };
  const isWord = /^:{0,2}[-=?+]$/.test(found);
  return { operator: found, operands: [reader.parts(reader, quoted && isWord ? quotedOperand : operand)] };
}

function readTwo(reader: Reader, first: ReturnType<typeof mode>, between: string): (readonly Part[])[] {
  const one = reader.parts(reader, first);
  return take(reader, between) ? [one, reader.parts(reader, operand)] : [one];
}
