import type { ToolDefinition } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import type { Code, Entry, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, functionOf, lookup, resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { moduleRunner } from "../python/pythonModuleTools.ts";
import { importsModels } from "../tools/modelEvidence.ts";
import { isModelSchema } from "../tools/modelSchema.ts";
import { providedEffects } from "../tools/provided.ts";
import { buildTool, modelParameters, nameOf, spannedText } from "../tools/toolParts.ts";
import { branchFor, entryFor } from "./mcpLowLevel.ts";
import { isInsideTest } from "./objectTools.ts";

/** Schemas of tools as the models' own interfaces take them, joined by name with the code that runs them. */
export function discoverRawTools(discovery: Discovery): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  let functions: readonly FunctionCode[] | undefined;
  walkKinds(discovery.file.body, ["object", "call"], (part, ancestors) => {
    if (part.kind !== "object" && part.kind !== "call") return undefined;
    const raw = readRaw(part);
    if (!raw || isInsideTest(ancestors) || isRecorded(ancestors) || discovery.isTaken(part.span)) return undefined;
    if (!isForModel(raw, part, ancestors, discovery)) return undefined;
    functions ??= functionsOf(discovery);
    found.push(toTool(part, raw, functions, discovery));
    return false;
  });
  return found;
}

function isForModel(raw: Raw, code: Code, ancestors: readonly Code[], discovery: Discovery): boolean {
  if (!raw.isOwn) return raw.isWhole || isListed(ancestors);
  return (raw.isWhole && isOwnTable(ancestors, discovery)) || isOfGemini(code) || isActionGroup(ancestors);
}

/** Only Gemini's libraries say `Type.OBJECT`, whatever holds the declaration. */
function isOfGemini(code: Code): boolean {
  const type = entriesOf(entriesOf(code).get("parameters")?.value).get("type")?.value;
  return type !== undefined && /(?:^|\.)(?:Schema)?Type\.OBJECT$/.test(writtenName(type));
}

/** `functionSchema: { functions: [{ name, description, parameters }] }` of an agent of Bedrock. */
function isActionGroup(ancestors: readonly Code[]): boolean {
  return ancestors.slice(-6).some((one) => one.kind === "entry" && /^function_?schema$/i.test(one.key ?? ""));
}

interface Raw {
  readonly format: string;
  readonly name: Entry;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly schema: Entry | undefined;
  /** Said in the words of a model's interface, with all that it asks for. */
  readonly isWhole: boolean;
  /** Said in the project's words: that it is for a model shows elsewhere. */
  readonly isOwn?: boolean;
  /** What it does by the documents of its maker. */
  readonly provided?: readonly Effect[];
}

/** Calls are keyword arguments of the libraries' own classes for the same. */
function readRaw(code: Code & { kind: "object" | "call" }): Raw | undefined {
  if (code.kind === "call") {
    const isDeclaration = code.callee.kind === "member" && code.callee.property === "FunctionDeclaration";
    return isDeclaration ? rawOf("gemini-raw-json", code, ["parameters", "parameters_json_schema"]) : undefined;
  }
  const keys = new Set(code.entries.map(({ key }) => key));
  const entries = keys.has("type") || keys.has("toolSpec") || keys.has("name") ? entriesOf(code) : undefined;
  if (!entries) return undefined;
  const inner = entries.get("function")?.value;
  const type = stringOf(entries.get("type")?.value);
  if (type === "function") {
    if (inner) return rawOf("openai-raw-json", inner, ["parameters"], false);
    return rawOf("openai-raw-json", code, ["parameters"]);
  }
  const hosted = hostedOf(type, entries);
  if (hosted) return hosted;
  if (keys.has("parameter_definitions")) return rawOf("cohere-raw-json", code, ["parameter_definitions"]);
  const spec = entries.get("toolSpec")?.value;
  if (spec) return rawOf("bedrock-raw-json", spec, ["inputSchema"]);
  if (keys.has("input_schema")) return rawOf("anthropic-raw-json", code, ["input_schema"]);
  if (keys.has("parametersJsonSchema")) return rawOf("gemini-raw-json", code, ["parametersJsonSchema"]);
  const own =
    keys.has("description") && (keys.has("parameters") || keys.has("inputSchema") || keys.has("schema"))
      ? rawOf("custom-table", code, ["parameters", "inputSchema", "schema"])
      : undefined;
  return own && { ...own, isOwn: true };
}

/** `{ type: "bash_20250124", name: "bash" }`: a tool that Anthropic describes and that the caller, or it, runs. */
function hostedOf(type: string | undefined, entries: ReadonlyMap<string, Entry>): Raw | undefined {
  const kind = /^(bash|computer|text_editor|code_execution|memory)_20\d{6}$/.exec(type ?? "")?.[1];
  const name = entries.get("name");
  if (kind === undefined || !name || stringOf(name.value) === undefined) return undefined;
  return {
    format: "anthropic-raw-json",
    name,
    entries,
    schema: undefined,
    isWhole: false,
    provided: providedEffects(kind),
  };
}

function rawOf(format: string, code: Code, schemaKeys: readonly string[], needsSchema = true): Raw | undefined {
  const entries = entriesOf(code);
  const name = entries.get("name") ?? nameOfFunction(entries.get("function"));
  const schema = schemaKeys.flatMap((key) => entries.get(key) ?? [])[0];
  const described = entries.has("description") || schema;
  if (!name || !described || (needsSchema && !schema) || stringOf(name.value) === undefined) return undefined;
  const isWhole = entries.has("description") && schema !== undefined && isModelSchema(schema.value);
  return { format, name, entries, schema, isWhole };
}

/** `function: getTime` of what the library runs itself, which takes the name of it. */
function nameOfFunction(entry: Entry | undefined): Entry | undefined {
  const fn = entry && functionOf(entry.value);
  if (!entry || fn?.name === undefined) return undefined;
  return { ...entry, value: { kind: "literal", value: fn.name, span: entry.value.span } };
}

/** Keys of what was sent back or is expected: such an object only repeats tools. */
const recorded = /^(?:status|call_id|callId|object|created_at|usage|output|role|span_data|arguments)$/;

/** In something that was sent back, or is compared with. */
function isRecorded(ancestors: readonly Code[]): boolean {
  return ancestors.some(
    (ancestor) =>
      (ancestor.kind === "object" && ancestor.entries.some(({ key }) => key !== undefined && recorded.test(key))) ||
      (ancestor.kind === "group" && /^[=!]==?$/.test(ancestor.operator ?? "")),
  );
}

/** `read_file_definition = { "name": "read_file", … }`, beside the library that it is handed to. */
const declares =
  /(?:^|_)(?:tool|function|definition|declaration|spec|schema)s?(?:_(?:def|definition|declaration|schema|spec))?$/i;

/** In a class that is a tool, in a variable that is named so, or in a list that is named so in a project that reaches a model. */
function isOwnTable(ancestors: readonly Code[], { file, nearModel }: Discovery): boolean {
  if (file.language !== "python") return false;
  const holder = ancestors.at(-1);
  if (holder?.kind === "declaration") return declares.test(holder.name ?? "") && importsModels(file.scope);
  if (holder?.kind !== "list") return false;
  const type = ancestors.findLast((part) => part.kind === "class");
  const isTool = type?.bases.some((base) => /(?:^|\.)\w*Tool(?:Base|kit|set)?$/i.test(writtenName(base)));
  if (!isTool && !isListed(ancestors)) return false;
  return importsModels(file.scope) || nearModel();
}

/** In a list of tools, or held by a variable that is named so. */
function isListed(ancestors: readonly Code[]): boolean {
  return ancestors.slice(-8).some((ancestor) => {
    if (ancestor.kind === "entry") return /tools?$|functions?$|declarations$/i.test(ancestor.key ?? "");
    if (ancestor.kind === "declaration") return /tool|function|declaration|schema/i.test(ancestor.name ?? "");
    if (ancestor.kind === "function") return /tools?|functions?|schemas?$/i.test(ancestor.name ?? "");
    return false;
  });
}

function functionsOf({ file }: Discovery): FunctionCode[] {
  const found: FunctionCode[] = [];
  walkKinds(file.body, ["function"], (part) => {
    found.push(part);
    return undefined;
  });
  return found;
}

function toTool(
  code: Code,
  { format, name, entries, schema, provided }: Raw,
  functions: readonly FunctionCode[],
  { file, approvals }: Discovery,
): ToolDefinition {
  const text = nameOf(name.value);
  return buildTool({
    format: format === "custom-table" ? `custom-table-${file.language === "python" ? "py" : "ts"}` : format,
    file,
    name: text,
    nameSpan: name.value.span,
    span: code.span,
    description: spannedText(entries.get("description")?.value),
    handler:
      runnerOf(text, functions, file.scope) ?? (file.language === "python" ? moduleRunner(code, file) : undefined),
    ...(provided && { provided }),
    parameters: modelParameters(undefined, schema?.value),
    confirmation: approvals.get(text),
  });
}

/** The function of that name, the entry of a table of functions, or the branch of a dispatcher. */
function runnerOf(
  name: string,
  functions: readonly FunctionCode[],
  scope: Discovery["file"]["scope"],
): FunctionCode | undefined {
  const camel = name.replace(/[_-](\w)/g, (_, letter: string) => letter.toUpperCase());
  for (const candidate of [name, camel]) {
    const binding = lookup(scope, candidate);
    const value = binding?.kind === "value" && binding.value ? functionOf(binding.value) : undefined;
    if (value) return value;
  }
  for (const { kind, ...binding } of scope.bindings.values()) {
    if (kind !== "value" || !("value" in binding) || !binding.value) continue;
    const table = resolveValue(binding.value);
    const entry = table.kind === "object" ? entriesOf(table).get(name) : undefined;
    const value = entry && functionOf(entry.value);
    if (value) return value;
  }
  for (const dispatcher of functions) {
    const branch = branchFor(dispatcher, name) ?? entryFor(dispatcher, name);
    if (branch) return branch;
  }
  return functions.find((fn) => fn.name === name || fn.name === camel);
}
