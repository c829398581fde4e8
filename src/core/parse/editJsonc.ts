/** Values put into JSON with comments; every byte that is not theirs stays as it is. */
import { applyEdits, modify } from "jsonc-parser";
import { parseJsonc } from "./jsonc.ts";
import { plain } from "./value.ts";

/** The text with the value at the key path, or without it where it is undefined. Undefined: the text cannot be read. */
export function setInJsonc(text: string, path: readonly string[], value: unknown): string | undefined {
  const started = text.replace("\uFEFF", "").trim() === "" ? "{}\n" : text;
  const { value: root, problems } = parseJsonc(started);
  if (problems.length > 0 || root?.kind !== "object") return undefined;
  const spaces = /\n( +|\t)"/.exec(started)?.[1] ?? "  ";
  const formattingOptions = { insertSpaces: spaces !== "\t", tabSize: spaces === "\t" ? 1 : spaces.length };
  return applyEdits(started, modify(started, [...path], value, { formattingOptions }));
}

/** Plain data of the text; undefined where it cannot be read. An empty text is an empty object. */
export function readJsonc(text: string): unknown {
  if (text.replace("\uFEFF", "").trim() === "") return {};
  const { value, problems } = parseJsonc(text);
  return value && problems.length === 0 ? plain(value) : undefined;
}
