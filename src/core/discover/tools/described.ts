import type { SpannedText } from "../../model/definition.ts";
import { type Code, type FunctionCode, parts } from "../../parse/code/code.ts";
import { entriesOf, functionOf, resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { chainOf } from "../compiled/compiledParts.ts";
import { spannedText } from "./toolParts.ts";

/**
 * How anything says that it is a tool, whatever it is written as: an object, keyword arguments, a struct, a builder
 * chain. The keys are those that the models' own interfaces taught projects to use, in any spelling.
 */
export interface Described {
  /** Where the description stands. */
  readonly code: Code;
  readonly name: Code;
  readonly description: Code;
  readonly schema: Code | undefined;
  readonly annotations: Code | undefined;
  readonly handler: FunctionCode | undefined;
}

export const nameKeys = ["name", "toolname", "functionname", "id", "method"];
export const descriptionKeys = ["description", "tooldescription", "desc"];
export const schemaKeys = [
  "inputschema",
  "parameters",
  "parametersschema",
  "parameterschema",
  "parametersjsonschema",
  "schema",
  "argsschema",
  "argumentsschema",
  "jsonschema",
  "params",
  "paramsschema",
  "inputmodel",
  "argsmodel",
  "inputs",
  "properties",
];
export const runnerKeys = [
  "execute",
  "executeasync",
  "handler",
  "handle",
  "handleasync",
  "run",
  "runasync",
  "call",
  "callasync",
  "invoke",
  "invokeasync",
  "invokablerun",
  "exec",
  "process",
  "perform",
  "callback",
  "function",
  "func",
  "fn",
  "implementation",
  "executetool",
  "executetoolasync",
  "runtool",
  "calltool",
  "handlecall",
];

/** `Input_Schema`, `inputSchema`, `getInputSchema` and `setInputSchema` are one. */
export function plainKey(key: string): string {
  const plain = key.replace(/[_-]/g, "").toLowerCase();
  return plain.replace(/^(?:get|set|with)(?=[a-z]{3})/, "");
}

/** The first of several keys that a map has, in any spelling. */
export function pickKey<V>(from: ReadonlyMap<string, V>, keys: readonly string[]): V | undefined {
  const spelled = new Map<string, V>();
  for (const [key, value] of from) if (!spelled.has(plainKey(key))) spelled.set(plainKey(key), value);
  return keys.map((key) => spelled.get(key)).find((value) => value !== undefined);
}

/** Wrappers that a text is handed through: `Some("x".into())`, `ptr("x")`, `dedent("…")`. */
const maxWrappers = 5;

/** The text inside what makes it a value of its language; undefined where it is computed. */
export function textIn(code: Code | undefined, steps = maxWrappers): Code | undefined {
  if (!code || steps === 0) return undefined;
  if (stringOf(code) !== undefined) return code;
  const value = resolveValue(code);
  if (value.kind === "group" && value.parts.length === 1) return textIn(value.parts[0], steps - 1);
  if (value.kind !== "call" || value.construct) return undefined;
  const [only, ...rest] = value.args;
  if (only && rest.length === 0 && only.kind !== "entry") return textIn(only, steps - 1);
  return value.args.length === 0 && value.callee.kind === "member" ? textIn(value.callee.object, steps - 1) : undefined;
}

/** What a model can call a tool by. */
export function isToolName(code: Code | undefined): code is Code {
  return /^[A-Za-z_][\w.:/-]{0,79}$/.test(stringOf(textIn(code)) ?? "");
}

/** A sentence, or text from somewhere that is written for it: not what a remote server said. */
export function isProse(code: Code | undefined): code is Code {
  if (!code) return false;
  const text = stringOf(textIn(code));
  if (text !== undefined && text.trim().length > 0) return true;
  const value = resolveValue(code);
  if (value.kind === "template" || (value.kind === "group" && value.operator === "+")) return hasText(value);
  if (value.kind === "branch") return [...value.consequence, ...value.alternative].some(isProse);
  // A text that a helper of the project reads or puts together.
  return value.kind === "call" && (hasText(value) || functionOf(value.callee) !== undefined);
}

function hasText(code: Code, steps = maxWrappers): boolean {
  if (steps === 0) return false;
  if (code.kind === "template") return code.texts.some((text) => /\w/.test(text));
  return /\w/.test(stringOf(code) ?? "") || parts(code).some((part) => hasText(part, steps - 1));
}

/** `{ name: tool.name, description: tool.description }`: what is told of a tool once more, in another form. */
export function isCopied(name: Code | undefined, description: Code | undefined): boolean {
  if (name?.kind !== "member" || description?.kind !== "member") return false;
  return /^(?:this|self)$/.test(writtenName(name.object))
    ? false
    : writtenName(name.object) === writtenName(description.object);
}

/** A description as text, where a sentence is in sight. */
export function proseText(code: Code | undefined): SpannedText | undefined {
  const text = spannedText(textIn(code));
  return text && /\s/.test(text.text.trim()) ? text : undefined;
}

/** What an expression says of a tool; undefined when a name or a description is missing. */
export function describedBy(code: Code): Described | undefined {
  const value = resolveValue(code);
  const given = value.kind === "object" || value.kind === "call" ? fieldsOf(value) : undefined;
  if (!given) return undefined;
  const [name, description] = [pickKey(given, nameKeys), pickKey(given, descriptionKeys)];
  if (!isToolName(name) || !isProse(description)) return undefined;
  return {
    code: value,
    name: textIn(name) ?? name,
    description,
    schema: pickKey(given, schemaKeys),
    annotations: pickKey(given, ["annotations", "hints"]),
    handler: runnerKeys.flatMap((key) => functionOf(pickKey(given, [key])) ?? [])[0],
  };
}

/** Properties, keyword arguments and the links of a builder chain are the same. */
function fieldsOf(value: Code): ReadonlyMap<string, Code> {
  const found = new Map<string, Code>();
  if (value.kind === "call") for (const [method, { args }] of chainOf(value)) if (args[0]) found.set(method, args[0]);
  if (pickKey(found, nameKeys) && pickKey(found, descriptionKeys)) return found;
  return new Map([...entriesOf(value)].map(([key, entry]) => [key, entry.value]));
}

/** What a call names first and says then: `super("name", "What it does.", …)`. */
export function saidByPosition(args: readonly Code[]): readonly [Code, Code] | undefined {
  const texts = args.filter((arg) => arg.kind !== "entry" && stringOf(textIn(arg)) !== undefined);
  const name = texts.find(isToolName);
  const description = texts.find((text) => text !== name && /\s/.test(stringOf(textIn(text)) ?? ""));
  return name && description ? [name, description] : undefined;
}
