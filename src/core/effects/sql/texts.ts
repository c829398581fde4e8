/** What a statement prints that only selects texts which stand in it, written out or encoded. */
import { decodeBase64, textOfBytes } from "../base64.ts";

/** undefined: not followed. */
export function textSelected(statement: string): { readonly text: string; readonly decoded: boolean } | undefined {
  const expression = /^\s*select\s+([\s\S]+?)\s*;?\s*$/i.exec(statement)?.[1];
  if (expression === undefined || expression.length > 10_000) return undefined;
  const parts = expression.match(/(?:'(?:[^']|'')*'|\([^()]*(?:\([^()]*\)[^()]*)*\)|[^'|()])+/g) ?? [];
  const texts = parts.map((part) => partText(part.trim()));
  if (texts.some((text) => text === undefined)) return undefined;
  return { text: texts.join(""), decoded: !/^'/.test(expression.trim()) };
}

function partText(part: string): string | undefined {
  const quoted = /^'((?:[^']|'')*)'$/.exec(part)?.[1];
  if (quoted !== undefined) return quoted.replaceAll("''", "'");
  const digits = /^(?:cast\s*\(\s*)?x'([\da-f]*)'(?:\s+as\s+\w+\s*\))?$/i.exec(part)?.[1];
  if (digits !== undefined) return fromHex(digits);
  const [, name = "", inner = ""] = /^(\w+)\s*\(([\s\S]*)\)$/.exec(part) ?? [];
  switch (name.toLowerCase()) {
    case "char":
    case "chr":
      return /^[\d\s,]+$/.test(inner) ? String.fromCharCode(...inner.split(",").map(Number)) : undefined;
    case "unhex":
      return fromHex(partText(inner.trim()) ?? "-");
    case "from_base64":
      return decodeBase64(partText(inner.trim()) ?? "-");
    default:
      return undefined;
  }
}

function fromHex(digits: string): string | undefined {
  if (!/^(?:[\da-f]{2})*$/i.test(digits)) return undefined;
  return textOfBytes((digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
}
