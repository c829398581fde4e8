/** What functions and methods of texts, lists and paths give back, in every language that has them. */

import { decodeBase64, textOfBytes } from "../base64.ts";
import { hole, isKnown, marked } from "../text.ts";
import type { Given, Machine } from "./machine.ts";
import {
  choices,
  combine,
  itemsOf,
  knownText,
  listValue,
  madeFrom,
  oneOf,
  textValue,
  unknown,
  type Value,
} from "./value.ts";

export type TextFunction = (given: Given, machine: Machine, object: Value) => Value | undefined;

const maxItems = 4_000;

/** Changes a text; what comes out was hidden before, if `decodes`. Bytes given one by one are a text too. */
function mapText(value: Value, change: (text: string) => string | undefined, decodes: boolean): Value {
  return combine([value], ([one = unknown]) => {
    const text = one.items ? one.items.map((item) => item.value).join("") : one.value;
    const changed = isKnown({ value: text }) && text.length <= 200_000 ? change(text) : undefined;
    return { ...marked(changed ?? hole, [one, ...(one.items ?? [])]), ...(decodes ? { decoded: true } : {}) };
  });
}

const decoders: Readonly<Record<string, (text: string) => string | undefined>> = {
  base64: decodeBase64,
  hex: (text) => (/^[\s0-9a-f]*$/i.test(text) ? bytesOf(text.replace(/\s/g, "").match(/../g) ?? [], 16) : undefined),
  rot13: (text) =>
    text.replace(/[a-z]/gi, (letter) => {
      const base = letter < "a" ? 65 : 97;
      return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
    }),
  reverse: (text) => [...text].reverse().join(""),
  url: (text) => {
    try {
      return decodeURIComponent(text.replaceAll("+", " "));
    } catch {
      return undefined;
    }
  },
  unknown: () => undefined,
};

function bytesOf(digits: readonly string[], base: number): string {
  return textOfBytes(digits.map((digit) => Number.parseInt(digit, base)));
}

/** The decoder that an encoding's name stands for. */
function decoderOf(name: string | undefined): ((text: string) => string | undefined) | undefined {
  const key = name?.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (key === undefined || /^(?:utf\w*|ascii|latin1|binary|iso8859\w*|)$/.test(key)) return undefined;
  const known: Readonly<Record<string, string>> = {
    base64: "base64",
    base64url: "base64",
    hex: "hex",
    hexcodec: "hex",
    rot13: "rot13",
    rot_13: "rot13",
  };
  return decoders[known[key] ?? "unknown"];
}

const decodeWith =
  (name: string): TextFunction =>
  ({ list }) =>
    mapText(list[0] ?? unknown, decoders[name] as (text: string) => string | undefined, true);

/** By the encoding that is named, wherever it stands. */
const decodeNamed: TextFunction = ({ list, named }, _machine, object) => {
  const encoding = named.get("encoding") ?? list.find((value, index) => index > 0 && knownText(value));
  const decoder = decoderOf(knownText(encoding));
  const from = list[0] ?? object;
  if (decoder) return mapText(from, decoder, true);
  return from.items ? characters({ list: from.items, named, all: from.items }) : from;
};

/** `"…".decode("hex")`, `.toString("utf8")`: without a telling name the text stays as it is. */
const recode: TextFunction = ({ list }, _machine, object) => {
  const decoder = decoderOf(knownText(list[0]));
  if (decoder && knownText(list[0])) return mapText(object, decoder, true);
  return object.items ? undefined : object;
};

/** Numbers to characters: `chr(114)`, `String.fromCharCode(…)`, `bytes([…])`. */
function characters({ list }: Given): Value {
  const numbers = list.flatMap(itemsOf);
  if (!numbers.every((number) => /^(?:0x[\da-f]+|\d+)$/i.test(number.value))) {
    return numbers.length === 1 && numbers[0] ? numbers[0] : { ...madeFrom(numbers), decoded: true };
  }
  const text = numbers.map((number) => String.fromCodePoint(Math.min(Number(number.value), 0x10ffff))).join("");
  return { ...textValue(text, numbers), decoded: true };
}

const same: TextFunction = ({ list }, _machine, object) => list[0] ?? object;
const self: TextFunction = (_given, _machine, object) => object;

function joinAll(values: readonly Value[], separator: string): Value {
  const items = values.flatMap((value) => (value.items && values.length === 1 ? value.items : [value]));
  return combine(items, (row) => textValue(row.map((value) => value.value).join(separator), row));
}

const joinPaths: TextFunction = ({ list }, _machine, object) => {
  const all = object.value !== "" && object.symbol?.includes("Path()") ? [object, ...list] : list;
  const parts = all.flatMap(itemsOf);
  const made = combine(parts, (row) => {
    const last = row.findLastIndex((part) => /^(?:\/|~|[a-z]:[\\/])/i.test(part.value));
    const text = row
      .slice(Math.max(last, 0))
      .map((part) => part.value)
      .join("/")
      .replace(/\/{2,}/g, "/");
    return { ...textValue(text, row), ...(row.some((part) => part.glob) ? { glob: true } : {}) };
  });
  return object.symbol?.includes("Path()") ? { ...made, symbol: object.symbol } : made;
};

const pathObject: TextFunction = (given, machine, object) => {
  const text = given.list.length > 1 ? joinPaths(given, machine, unknown) : (given.list[0] ?? textValue("."));
  return text && choices({ ...text, symbol: `${object.symbol ?? "Path"}()` })[0];
};

const home: TextFunction = (_given, { invocation }) => textValue(invocation.run.place.home);
const folder: TextFunction = (_given, { scope }) => (scope.cwd === undefined ? undefined : textValue(scope.cwd));

/** Everything in a folder, as one item that stands for each. */
const listing: TextFunction = ({ list }, _machine, object) => {
  const from = object.symbol?.includes("Path()") ? object : undefined;
  const pattern = knownText(list[0]);
  if (!from) return listValue([{ ...madeFrom(list), value: "*", glob: true }]);
  return listValue(
    choices(from).map((path) => ({ ...path, value: `${path.value.replace(/\/$/, "")}/${pattern ?? "*"}`, glob: true })),
  );
};

const walking: TextFunction = ({ list: [root = unknown] }) => {
  const every = listValue([{ ...madeFrom([root]), value: "*", glob: true }]);
  return listValue([listValue([root, every, every])]);
};

const matching: TextFunction = ({ list }) =>
  listValue(
    list
      .flatMap(itemsOf)
      .flatMap(choices)
      .map((item) => ({ ...item, glob: true })),
  );

/** Calls a function for each item: `map(f, xs)`, `xs.map(f)`. */
function mapped(fn: Value | undefined, items: readonly Value[] | undefined, object: Value, machine: Machine): Value {
  const closure = fn?.closure;
  if (!closure) return items ? listValue(items) : madeFrom([object]);
  if (!items || items.length > 64) {
    return listValue([machine.parts.call(closure, [items ? oneOf(items) : madeFrom([object])], machine)]);
  }
  return listValue(items.map((item, index) => machine.parts.call(closure, [item, textValue(String(index))], machine)));
}

const mapping: TextFunction = ({ list }, machine) => {
  const fn = list.find((value) => value.closure || value.symbol);
  const items = list.find((value) => value.items)?.items;
  if (fn?.symbol === "chr" && items)
    return listValue(items.map((item) => characters({ list: [item], named: new Map(), all: [] })));
  return fn?.closure ? mapped(fn, items, unknown, machine) : undefined;
};

const range: TextFunction = ({ list }) => {
  const [first = 0, second, step = 1] = list.map((value) => Number(knownText(value) ?? Number.NaN));
  const [from, to] = second === undefined ? [0, first] : [first, second];
  const count = Math.ceil((to - from) / step);
  if (!(count >= 0 && count <= 256)) return undefined;
  return listValue(Array.from({ length: count }, (_, index) => textValue(String(from + index * step))));
};

const joinList: TextFunction = ({ list }) => {
  const [first, second, ...rest] = list;
  if (first?.items) return joinAll(first.items, knownText(second) ?? "");
  return second ? joinAll([second, ...rest].flatMap(itemsOf), first?.value ?? "") : first;
};

const reversedList: TextFunction = ({ list: [value = unknown] }) =>
  value.items ? listValue([...value.items].reverse()) : mapText(value, decoders.reverse as never, true);

/** `sprintf("%s", x)`, `"{}".format(x)`. */
function fill(pattern: Value, given: Given): Value {
  const items = [...given.list];
  return combine([pattern], ([one = unknown]) => {
    const text = one.value.replace(
      /\{(\w*)(?:[!:][^}]*)?\}|%(?:%|[-\d.]*[a-z])/gi,
      (found, key: string | undefined) => {
        if (found === "%%") return "%";
        const value = key && (/^\d+$/.test(key) ? given.list[Number(key)] : given.named.get(key));
        return (value || items.shift())?.value ?? hole;
      },
    );
    return textValue(text, [one, ...given.all]);
  });
}

const names = (text: string, make: TextFunction): Record<string, TextFunction> =>
  Object.fromEntries(text.split(" ").map((name) => [name, make]));

/** `pack`: bytes of hexadecimal digits, or of numbers. */
function packed(template: Value | undefined, object: Value): Value | undefined {
  const kind = template?.value ?? "";
  if (/^m/.test(kind)) return undefined;
  return /^H/.test(kind)
    ? mapText(object, decoders.hex as never, true)
    : characters({ list: itemsOf(object), named: new Map(), all: [] });
}

/** Functions by their resolved names. */
export const textFunctions: ReadonlyMap<string, TextFunction> = new Map(
  Object.entries({
    ...names(
      "os.path.join posixpath.join path.join path.resolve path.posix.join File.join file.path joinpath File.Spec.catfile File.Spec.catdir",
      joinPaths,
    ),
    ...names(
      "os.path.expanduser os.path.expandvars os.path.abspath os.path.realpath os.path.normpath os.fspath path.normalize File.expand_path File.realpath File.absolute_path realpath fs.realpath str bytes bytearray memoryview String Array Array.from list tuple set sorted iter shlex.quote escapeshellarg Shellwords.escape normalizePath path.expand trim array_values URL url.fileURLToPath collect scalar lc uc Set",
      same,
    ),
    ...names("pathlib.Path pathlib.PurePath pathlib.PosixPath pathlib.PurePosixPath Pathname", pathObject),
    ...names("pathlib.Path.home os.homedir Dir.home homedir path.expand.home", home),
    ...names(
      "os.getcwd os.getcwdb process.cwd Dir.pwd Dir.getwd getcwd pathlib.Path.cwd getwd pwd Cwd.cwd cwd Deno.cwd",
      folder,
    ),
    ...names("tempfile.gettempdir os.tmpdir sys_get_temp_dir Dir.tmpdir", () => textValue("/tmp")),
    ...names(
      "os.listdir os.scandir fs.readdir Dir.entries Dir.children scandir readdir list.files Deno.readDir",
      listing,
    ),
    ...names("glob.glob glob.iglob Dir.glob glob Dir.[] Glob.glob", matching),
    ...names("os.walk", walking),
    ...names(
      "base64.b64decode base64.decodebytes base64.decodestring base64.standard_b64decode base64.urlsafe_b64decode binascii.a2b_base64 atob Base64.decode64 Base64.strict_decode64 Base64.urlsafe_decode64 base64_decode decode_base64 MIME.Base64.decode_base64 base64decode Base.decode64!",
      decodeWith("base64"),
    ),
    ...names(
      "bytes.fromhex bytearray.fromhex binascii.unhexlify binascii.a2b_hex hex2bin base64.b16decode hex2bytes",
      decodeWith("hex"),
    ),
    ...names("str_rot13", decodeWith("rot13")),
    ...names(
      "urllib.parse.unquote urllib.parse.unquote_plus decodeURIComponent decodeURI unescape rawurldecode urldecode URI.decode_www_form_component CGI.unescape",
      decodeWith("url"),
    ),
    ...names(
      "zlib.decompress gzip.decompress bz2.decompress lzma.decompress base64.b85decode base64.a85decode base64.b32decode gzinflate gzuncompress gzdecode zlib.inflate zlib.gunzip zlib.unzip zlib.inflateRaw zlib.brotliDecompress Zlib.Inflate.inflate Zlib.inflate Zlib.gunzip convert_uudecode",
      decodeWith("unknown"),
    ),
    ...names("codecs.decode Buffer.from", decodeNamed),
    ...names(
      "chr unichr mb_chr String.fromCharCode String.fromCodePoint string.char intToUtf8 rawToChar Char",
      characters,
    ),
    ...names("strrev reversed reverse rev array_reverse", reversedList),
    ...names("map array_map", mapping),
    ...names("c list.of array_merge", ({ list }) => listValue(list.flatMap(itemsOf))),
    ...names("range", range),
    ...names("pack", ({ list: [template, ...rest] }) =>
      packed(template, rest.length === 1 && rest[0] ? rest[0] : listValue(rest.flatMap(itemsOf))),
    ),
    ...names("join implode paste0", joinList),
    ...names(
      "sprintf format util.format string.format String.format vsprintf",
      ({ list: [pattern = unknown, ...rest], named, all }) =>
        fill(pattern, { list: rest.flatMap(itemsOf), named, all }),
    ),
    ...names("shlex.split Shellwords.split shellsplit", ({ list: [text = unknown] }) => splitText(text, " ")),
    ...names("explode split", ({ list: [separator = unknown, text] }) =>
      text ? splitText(text, separator.value) : undefined,
    ),
    ...names("dict Object.assign Object.freeze", ({ named, list }) => {
      const fields = new Map([...list.flatMap((value) => [...(value.fields ?? [])]), ...named]);
      return { ...madeFrom([...list, ...named.values()]), fields };
    }),
  } satisfies Record<string, TextFunction>),
);

function splitText(text: Value, separator: string): Value {
  const known = knownText(text);
  if (known === undefined) return { ...madeFrom([text]), items: [madeFrom([text])] };
  const pieces = separator.trim() === "" && separator !== "" ? known.split(/\s+/) : known.split(separator);
  return listValue(pieces.slice(0, maxItems).map((piece) => textValue(piece, [text])));
}

const change =
  (make: (text: string) => string): TextFunction =>
  (_given, _machine, object) =>
    object.items ? undefined : mapText(object, make, false);

const replace =
  (all: boolean): TextFunction =>
  ({ list: [from, to] }, _machine, object) => {
    const [search, put] = [knownText(from), knownText(to)];
    if (search === undefined || put === undefined) return madeFrom([object]);
    return mapText(
      object,
      (text) => (all ? text.replaceAll(search, () => put) : text.replace(search, () => put)),
      true,
    );
  };

const part: TextFunction = ({ list }, _machine, object) => {
  const [from = 0, to] = list.map((value) => Number(knownText(value) ?? Number.NaN));
  if (object.items) return listValue(object.items.slice(from || 0, to));
  return mapText(object, (text) => (Number.isNaN(from) ? undefined : text.slice(from, to)), false);
};

const eachItem: TextFunction = ({ list }, machine, object) =>
  mapped(
    list.find((value) => value.closure),
    object.items,
    object,
    machine,
  );

/** Methods of texts, lists and paths, by name. Only for values that no table of sinks knows. */
export const textMethods: ReadonlyMap<string, TextFunction> = new Map(
  Object.entries({
    ...names(
      "strip trim lstrip rstrip trimEnd trimStart chomp chop",
      change((text) => text.trim()),
    ),
    ...names(
      "lower toLowerCase downcase casefold",
      change((text) => text.toLowerCase()),
    ),
    ...names(
      "upper toUpperCase upcase",
      change((text) => text.toUpperCase()),
    ),
    ...names("replace replaceAll gsub", replace(true)),
    ...names("sub", replace(false)),
    ...names("decode encode toString to_s force_encoding decode64", recode),
    ...names(
      "str valueOf to_a to_str to_sym as_posix absolute resolve expanduser expand_path realpath cleanpath to_path sort copy flat flatten compact uniq freeze dup values tolist",
      self,
    ),
    ...names("join", ({ list: [given] }, _machine, object) =>
      object.items
        ? joinAll(object.items, knownText(given) ?? (given ? hole : ","))
        : given?.items
          ? joinAll(given.items, object.value)
          : undefined,
    ),
    ...names("split", ({ list: [separator] }, _machine, object) => splitText(object, knownText(separator) ?? " ")),
    ...names("chars", (_given, _machine, object) => splitText(object, "")),
    ...names("reverse", (_given, _machine, object) =>
      reversedList({ list: [object], named: new Map(), all: [] }, _machine, object),
    ),
    ...names("slice substring substr", part),
    ...names("concat", ({ list }, _machine, object) =>
      object.items ? listValue([...object.items, ...list.flatMap(itemsOf)]) : joinAll([object, ...list], ""),
    ),
    ...names("format", (given, _machine, object) => fill(object, given)),
    ...names("repeat", ({ list: [count] }, _machine, object) =>
      mapText(
        object,
        (text) => (Number(count?.value) * text.length < 20_000 ? text.repeat(Number(count?.value) || 0) : undefined),
        false,
      ),
    ),
    ...names("chr", (_given, _machine, object) => characters({ list: [object], named: new Map(), all: [] })),
    ...names("pack", ({ list: [template] }, _machine, object) => packed(template, object)),
    ...names("unpack unpack1", ({ list: [template] }, _machine, object) => {
      const text = mapText(object, decoders[/^m/.test(template?.value ?? "") ? "base64" : "unknown"] as never, true);
      return /^m/.test(template?.value ?? "") ? { ...text, items: [text] } : text;
    }),
    ...names("fromhex", ({ list: [text] }) => mapText(text ?? unknown, decoders.hex as never, true)),
    ...names(
      "map forEach each flatMap flat_map each_with_index each_entry filter find some every select reject collect filter_map times",
      eachItem,
    ),
    ...names("joinpath with_name with_suffix relative_to", joinPaths),
    ...names("iterdir glob rglob children each_child entries walk", listing),
    ...names("first last pop shift at", (_given, _machine, object) => (object.items ? oneOf(object.items) : undefined)),
  } satisfies Record<string, TextFunction>),
);

/** `text[1:3]`, `list[::-1]`. */
export function sliced(object: Value, operator: string): Value {
  const bounds = /^(-?\d*):(-?\d*)(?::(-?\d*))?$/.exec(operator);
  if (!bounds) return madeFrom([object]);
  const [, from = "", to = "", step = ""] = bounds;
  const take = <T>(all: readonly T[]): T[] => {
    const cut = all.slice(from === "" ? 0 : Number(from), to === "" ? undefined : Number(to));
    if (step.startsWith("-")) cut.reverse();
    const stride = Math.abs(Number(step || 1)) || 1;
    return cut.filter((_, index) => index % stride === 0);
  };
  if (object.items) return listValue(take(object.items));
  return mapText(object, (text) => take([...text]).join(""), step !== "");
}
