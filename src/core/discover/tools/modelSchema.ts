import type { Code } from "../../parse/code/code.ts";
import { entriesOf, resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";

/** What a model is told to fill in, as a schema library or JSON Schema writes it. */
export function isModelSchema(code: Code | undefined): boolean {
  if (!code) return false;
  const value = resolveValue(code);
  if (value.kind === "call") {
    const written = writtenName(value.callee);
    return /^(?:z|zod|Type|v|t|s|Schema|S)\.\w+/.test(written) || converter.test(written);
  }
  // `SearchSchema.shape`: what a schema of another file asks for.
  if (value.kind === "member" && value.property === "shape") return /[sS]chema$/.test(writtenName(value.object));
  const entries = entriesOf(value);
  if (isShape(value)) return true;
  const type = entries.get("type")?.value;
  const isObject = stringOf(type) === "object" || (type !== undefined && objectType.test(writtenName(type)));
  return (isObject || stringOf(type) === "OBJECT") && (entries.has("properties") || entries.size === 1);
}

/** Functions that make a schema for a model of one of a library. */
const converter =
  /(?:^|\.)(?:zodToJsonSchema|zodToSchema|toJsonSchema|toJSONSchema|jsonSchema|zodSchema|valibotSchema|model_json_schema|json_schema)$/;

/** `Type.OBJECT`, as Gemini's libraries say it. */
const objectType = /(?:^|\.)(?:Schema)?Type\.OBJECT$/;

/** `{ path: z.string(), depth: z.number().optional() }`, as MCP servers take it. */
function isShape(value: Code): boolean {
  if (value.kind !== "object" || value.entries.length === 0) return false;
  return value.entries.every(({ key, value: field }) => {
    const made = key === undefined ? undefined : resolveValue(field);
    return made?.kind === "call" && /^(?:z|zod)\.\w+/.test(writtenName(made.callee));
  });
}
