import type { ToolDefinition } from "../../model/definition.ts";
import type { Call, Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, functionOf, resolveValue, stringOf } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { branchFor } from "../ecmascript/mcpLowLevel.ts";
import { buildTool, nameOf, spannedText } from "../tools/toolParts.ts";
import { candidates, chainOf, chainRoot, importedName, keyword, lastName, positionals } from "./compiledParts.ts";

/**
 * Tools as the models' own SDKs of Go, C# and Java take them, by the resolved name of the type, and joined by name with
 * the branch or the entry of a table that runs them. What has no written name was described by somebody else.
 */
export function discoverCompiledRaw(file: CodeFile): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  walkKinds(file.body, ["call"], (part) => {
    const raw = part.kind === "call" ? rawOf(part, file) : undefined;
    if (!raw || stringOf(raw.name) === undefined || !(raw.description || raw.schema)) return undefined;
    const name = nameOf(raw.name);
    found.push(
      buildTool({
        format: raw.format,
        file,
        name,
        nameSpan: raw.name.span,
        span: part.span,
        description: spannedText(textIn(raw.description)),
        handler: runnerNamed(name, file),
        parameters: [],
      }),
    );
    return undefined;
  });
  return found;
}

interface Raw {
  readonly format: string;
  readonly name: Code;
  readonly description: Code | undefined;
  readonly schema: Code | undefined;
}

interface Row {
  readonly symbol: RegExp;
  readonly format: string;
}

const goTypes: readonly Row[] = [
  {
    symbol: /^github\.com\/anthropics\/anthropic-sdk-go(?:\/v\d+)?\.(?:Beta)?ToolParam$/,
    format: "anthropic-raw-json",
  },
  {
    symbol:
      /^github\.com\/openai\/openai-go(?:\/v\d+)?(?:\/\w+)*\.(?:FunctionDefinitionParam|FunctionToolParam)$|^github\.com\/sashabaranov\/go-openai(?:\/\w+)*\.FunctionDefinition$|^github\.com\/ollama\/ollama\/api\.ToolFunction$|^github\.com\/tmc\/langchaingo\/llms\.FunctionDefinition$/,
    format: "openai-raw-json",
  },
  {
    symbol:
      /^(?:google\.golang\.org\/genai|github\.com\/google\/generative-ai-go\/genai|cloud\.google\.com\/go\/vertexai\/genai)\.FunctionDeclaration$/,
    format: "gemini-raw-json",
  },
  {
    symbol: /^github\.com\/aws\/aws-sdk-go-v2\/service\/bedrockruntime\/types\.ToolSpecification$/,
    format: "bedrock-raw-json",
  },
];

const javaTypes: readonly Row[] = [
  { symbol: /^com\.anthropic\.models\.(?:\w+\.)*Tool$/, format: "anthropic-raw-json" },
  { symbol: /^com\.openai\.models\.(?:\w+\.)*(?:FunctionDefinition|FunctionTool)$/, format: "openai-raw-json" },
  { symbol: /^com\.google\.(?:genai\.types|cloud\.vertexai\.api)\.FunctionDeclaration$/, format: "gemini-raw-json" },
  {
    symbol: /^software\.amazon\.awssdk\.services\.bedrockruntime\.model\.ToolSpecification$/,
    format: "bedrock-raw-json",
  },
];

/** A using names all of a namespace, so only the class is known. */
const csharpTypes: readonly Row[] = [
  { symbol: /^FunctionToolDefinition$/, format: "openai-raw-json" },
  { symbol: /^FunctionDeclaration$/, format: "gemini-raw-json" },
  { symbol: /^ToolSpecification$/, format: "bedrock-raw-json" },
];

function rawOf(call: Call, file: CodeFile): Raw | undefined {
  if (file.language === "go")
    return call.construct ? ofFields(call, rowOf(goTypes, [importedName(call.callee) ?? ""])) : undefined;
  if (file.language === "java") return ofBuilder(call, file);
  if (file.language !== "csharp") return undefined;
  if (call.construct)
    return (
      ofFields(call, rowOf(csharpTypes, [lastName(call.callee)])) ??
      ofArguments(call, rowOf(csharpTypes, [lastName(call.callee)]))
    );
  const isMaker =
    call.callee.kind === "member" &&
    call.callee.property === "CreateFunctionTool" &&
    /^(?:ChatTool|ResponseTool|ConversationTool)$/.test(lastName(call.callee.object));
  return isMaker ? ofArguments(call, { symbol: /^$/, format: "openai-raw-json" }) : undefined;
}

function rowOf(rows: readonly Row[], symbols: readonly string[]): Row | undefined {
  return rows.find((row) => symbols.some((symbol) => row.symbol.test(symbol)));
}

function ofFields(call: Call, row: Row | undefined): Raw | undefined {
  const entries = row && entriesOf(call);
  const name = textIn(entries?.get("Name")?.value);
  if (!row || !name) return undefined;
  const schema = ["InputSchema", "Parameters", "ParametersJsonSchema"].flatMap(
    (key) => entries?.get(key)?.value ?? [],
  )[0];
  return { format: row.format, name, description: entries?.get("Description")?.value, schema };
}

/** `ChatTool.CreateFunctionTool("name", "what it does", parameters)`. */
function ofArguments(call: Call, row: Row | undefined): Raw | undefined {
  const [first, second, third] = positionals(call);
  const name = keyword(call, "functionName", "name")?.value ?? first;
  if (!row || !name) return undefined;
  const description = keyword(call, "functionDescription", "description")?.value ?? second;
  return {
    format: row.format,
    name,
    description,
    schema: keyword(call, "functionParameters", "parameters")?.value ?? third,
  };
}

/** `FunctionDefinition.builder().name("x").description("…").build()`. */
function ofBuilder(call: Call, file: CodeFile): Raw | undefined {
  if (call.callee.kind !== "member" || call.callee.property !== "build") return undefined;
  const root = chainRoot(call);
  const row = rowOf(javaTypes, [symbolOf(root) ?? "", ...candidates(root, file)]);
  const chain = row && chainOf(call);
  const name = chain?.get("name")?.args[0];
  if (!row || !name) return undefined;
  const schema = (chain?.get("parameters") ?? chain?.get("inputSchema"))?.args[0];
  return { format: row.format, name, description: chain?.get("description")?.args[0], schema };
}

/** `anthropic.String("text")`, `aws.String("text")`. */
function textIn(code: Code | undefined): Code | undefined {
  const value = code && resolveValue(code);
  const [only, ...more] = value?.kind === "call" && !value.construct ? value.args : [];
  return only && more.length === 0 && stringOf(only) !== undefined ? only : code;
}

/** The case of a switch for a name, the branch that compares with it, or the function of a table under it. */
export function runnerNamed(name: string, file: CodeFile): FunctionCode | undefined {
  let found: FunctionCode | undefined;
  walkKinds(file.body, ["branch", "function", "entry"], (part, ancestors) => {
    if (found) return false;
    const around = ancestors.findLast((one): one is FunctionCode => one.kind === "function");
    if (part.kind === "branch" && around && isCaseOf(part.condition, name))
      found = { ...around, body: part.consequence };
    if (part.kind === "function") found = branchFor(part, name);
    if (part.kind === "entry" && part.key === name) found = functionOf(part.value);
    return undefined;
  });
  return found;
}

function isCaseOf(condition: Code, name: string): boolean {
  if (condition.kind === "group" || condition.kind === "list")
    return (condition.kind === "group" ? condition.parts : condition.items).some((part) => stringOf(part) === name);
  return stringOf(condition) === name;
}
