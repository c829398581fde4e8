import type { Code } from "../parse/code/code.ts";
import { entriesOf, resolveValue, stringOf, writtenName } from "../parse/code/resolve.ts";

/** What a model is told to fill in, as a schema library or JSON Schema writes it. */
export function isModelSchema(code: Code | undefined): boolean {
  if (!code) return false;
  const value = resolveValue(code);
  if (value.kind === "call") return /^(?:z|zod|Type|v|t|s|Schema|S)\.\w+/.test(writtenName(value.callee));
  const entries = entriesOf(value);
  return stringOf(entries.get("type")?.value) === "object" && (entries.has("properties") || entries.size === 1);
}
