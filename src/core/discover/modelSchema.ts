import type { Code } from "../parse/code/code.ts";
import { entriesOf, resolveValue, stringOf, writtenName } from "../parse/code/resolve.ts";

/** What a model is told to fill in, as a schema library or JSON Schema writes it. */
export function isModelSchema(code: Code | undefined): boolean {
  if (!code) return false;
  const value = resolveValue(code);
  if (value.kind === "call") return /^(?:z|zod|Type|v|t|s|Schema|S)\.\w+/.test(writtenName(value.callee));
  const entries = entriesOf(value);
  if (isShape(value)) return true;
  return stringOf(entries.get("type")?.value) === "object" && (entries.has("properties") || entries.size === 1);
}

/** `{ path: z.string(), depth: z.number().optional() }`, as MCP servers take it. */
function isShape(value: Code): boolean {
  if (value.kind !== "object" || value.entries.length === 0) return false;
  return value.entries.every(({ key, value: field }) => {
    const made = key === undefined ? undefined : resolveValue(field);
    return made?.kind === "call" && /^(?:z|zod)\.\w+/.test(writtenName(made.callee));
  });
}
