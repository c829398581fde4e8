import type { Binding, Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { functionOf, resolveValue } from "../../parse/code/resolve.ts";
import { isProse, pickKey, runnerKeys } from "../tools/described.ts";
import { isModelSchema } from "../tools/modelSchema.ts";
import { isSentence, moreSchemaKeys, nameIn, type Shape } from "./toolShapes.ts";
import { toolPath, toolWord } from "./toolWords.ts";

const names = ["toolname", "name", "toolid"];
const descriptions = ["tooldescription", "description", "tooldesc"];

/**
 * A file that is a tool: what it gives is called something, says what it is for, and runs. In a folder of tools, or where
 * the names say tool themselves: a page of a web site has a name and a description, too.
 */
export function moduleShape(file: CodeFile, path: string): Shape | undefined {
  if (/^(?:go|rust|csharp|java)$/.test(file.language)) return undefined;
  const given = givenBy(file);
  const fields = new Map([...given].flatMap(([key, value]) => (value ? [[key, value] as const] : [])));
  const [name, description] = [nameIn(pickKey(fields, names)), pickKey(fields, descriptions)];
  if (!name || !file.place(name.span) || !isProse(description) || !isSentence(description)) return undefined;
  const handler = runnerIn(fields);
  const schema = pickKey(fields, ["toolschema", ...moreSchemaKeys]);
  const says = [...fields.keys()].some((key) => toolWord.test(key) && /name|desc/i.test(key));
  const isTool = (says || toolPath.test(path)) && handler && (says || schema !== undefined || isModelSchema(schema));
  if (!isTool) return undefined;
  return {
    code: name,
    name,
    description,
    schema,
    annotations: pickKey(fields, ["annotations", "hints"]),
    handler,
    runs: true,
    keys: new Set(),
    type: undefined,
  };
}

function givenBy(file: CodeFile): ReadonlyMap<string, Code | undefined> {
  const all = new Map<string, Binding>([...file.scope.bindings, ...file.exports.named]);
  return new Map(
    [...all].map(([key, binding]) => [key, binding.kind === "value" ? binding.value : undefined] as const),
  );
}

function runnerIn(fields: ReadonlyMap<string, Code>): FunctionCode | undefined {
  for (const key of [...runnerKeys, "main", "default"]) {
    const found = pickKey(fields, [key]);
    const fn = found && functionOf(resolveValue(found));
    if (fn) return fn;
  }
  return undefined;
}
