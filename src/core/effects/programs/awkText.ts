/** What awk prints, for programs that only print literals, fields and numbers. */
import { formatted } from "../shell/bashInput.ts";
import { decodeAnsi } from "../shell/posix/ansi.ts";
import { hole, isKnown, marked, plain } from "../text.ts";
import { inputOf, type Transform } from "./transforms.ts";

const program = /^\s*(BEGIN|END)?\s*\{\s*((?:printf?)\b(?:[^{}"]|"(?:[^"\\]|\\.)*")*);?\s*(?:exit\s*;?\s*)?\}\s*$/;

/** undefined: not followed. */
export const awkPrints: Transform = (call, args) => {
  const text = args.options.get("e") ?? args.operands[0];
  const found = text && isKnown(text) ? program.exec(text.value) : null;
  if (!found) return undefined;
  const [, begins, statement = ""] = found;
  if (begins) return printed(statement, "", " ");
  const input = inputOf(call, args);
  if (!isKnown(input) || input.value.length > 20_000) return marked(hole, [input]);
  const separator = args.options.get("F")?.value ?? args.options.get("field-separator")?.value ?? " ";
  const lines = input.value.replace(/\n$/, "").split("\n");
  return marked(lines.map((line) => printed(statement, line, separator)?.value ?? hole).join(""), [input]);
};

function printed(statement: string, line: string, separator: string): { value: string } | undefined {
  const [, keyword = "", list = ""] = /^(printf?)\s*\(?([\s\S]*?)\)?\s*;?\s*$/.exec(statement) ?? [];
  const items = list.trim() === "" ? ["$0"] : (list.match(/(?:"(?:[^"\\]|\\.)*"|[^",])+/g) ?? []);
  const values = items.map((item) => valueOfItem(item, line, separator));
  if (values.some((item) => item === undefined)) return { value: hole };
  const known = values as string[];
  if (keyword === "print") return { value: `${known.join(" ")}\n` };
  const span = { start: 0, end: 0 };
  const numbered = (known[0] ?? "").replace(/%c/g, () => "%s");
  const characters = charactersOf(known[0] ?? "", known.slice(1), items.slice(1));
  return plain(formatted([numbered, ...characters].map((item) => ({ value: item, span }))).value);
}

/** `%c` of a number is the character of that number. */
function charactersOf(format: string, values: readonly string[], items: readonly string[]): string[] {
  const kinds = [...format.matchAll(/%%|%[-+ #0]*\d*(?:\.\d+)?([a-zA-Z])/g)].flatMap((kind) =>
    kind[1] ? [kind[1]] : [],
  );
  return values.map((item, index) => {
    if (kinds[index] !== "c") return item;
    return /^\s*\d+\s*$/.test(items[index] ?? "")
      ? String.fromCodePoint(Math.min(Number(item), 0xffff))
      : item.slice(0, 1);
  });
}

/** Neighbours are joined: `$1 "x" $2`. */
function valueOfItem(item: string, line: string, separator: string): string | undefined {
  let value = "";
  let rest = item.trim();
  while (rest !== "") {
    const token = /^(?:"((?:[^"\\]|\\.)*)"|\$(\d+|NF)|(\d+(?:\.\d+)?))\s*/.exec(rest);
    if (!token) return undefined;
    if (token[1] !== undefined) value += decodeAnsi(token[1]);
    else if (token[2] !== undefined) value += field(line, token[2], separator);
    else value += token[3] ?? "";
    rest = rest.slice(token[0].length);
  }
  return value;
}

function field(line: string, number: string, separator: string): string {
  if (number === "0") return line;
  const fields = separator === " " ? line.trim().split(/\s+/) : line.split(separator);
  return (number === "NF" ? fields.at(-1) : fields[Number(number) - 1]) ?? "";
}
