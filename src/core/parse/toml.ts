import { parse } from "smol-toml";
import type { Problem } from "../model/problem.ts";
import { maxTextLength } from "./limits.ts";

/** Reads TOML into plain data. This is the only importer of the library. A broken text gives no value: TOML has no parts. */
export function parseToml(text: string): { readonly value: unknown; readonly problems: readonly Problem[] } {
  if (text.length > maxTextLength) return unread("The file is larger than 2 MB and is not reviewed.");
  try {
    return { value: parse(text), problems: [] };
  } catch {
    return unread("This is not valid TOML, so none of it may be in effect.");
  }
}

function unread(message: string): { readonly value: undefined; readonly problems: readonly Problem[] } {
  return { value: undefined, problems: [{ message }] };
}
