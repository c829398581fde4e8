import type { ToolDefinition } from "../../model/definition.ts";
import {
  type Binding,
  type ClassCode,
  type Code,
  type CodeFile,
  type FunctionCode,
  walk,
} from "../../parse/code/code.ts";
import { wholeImports } from "../../parse/code/compiled.ts";
import { contains, entriesOf, functionOf, resolveValue, returnsOf, writtenName } from "../../parse/code/resolve.ts";
import { hintsOf, importsOf, lastName, snakeCase } from "../compiled/compiledParts.ts";
import {
  type Described,
  describedBy,
  descriptionKeys,
  isProse,
  isToolName,
  nameKeys,
  pickKey,
  plainKey,
  proseText,
  runnerKeys,
  saidByPosition,
  schemaKeys,
  textIn,
} from "./described.ts";
import { isModelSchema } from "./modelSchema.ts";
import { buildTool, nameOf } from "./toolParts.ts";

/**
 * Tools that a project writes as types of its own, in C#, Go, Java and Rust alike: members or methods say what the
 * tool is called, what it is for and what it takes, one by one or together, and a method runs it. Interfaces and
 * abstract bases say nothing of themselves; adapters say what another server told them.
 */
export function typeTool(
  type: ClassCode,
  format: string,
  file: CodeFile,
  evidence: Evidence = () => false,
): ToolDefinition | undefined {
  const handler = runnerOf(type);
  if (!handler || !(evidence === "listed" || file.place(handler.span))) return undefined;
  const said = saidBy(type, file.language === "go", /^(?:java|csharp)$/.test(file.language)).find((one) =>
    isEvident(type, one, handler, file, evidence),
  );
  if (!said) return undefined;
  const hints = said.annotations && resolveValue(said.annotations);
  const pairs = hints ? [...entriesOf(hints)].map(([key, { value }]): [string, Code] => [key, value]) : [];
  return buildTool({
    format,
    file,
    name: stringName(said.name),
    nameSpan: said.name.span,
    span: said.at.span,
    description: proseText(said.description),
    annotations: hints && hintsOf(pairs, hints),
    handler,
    parameters: [],
  });
}

/** That a type without a contract reaches a model: a list of tools holds one, or the project hands things to models. */
type Evidence = "listed" | (() => boolean);

interface Said extends Pick<Described, "schema" | "annotations"> {
  readonly name: Code;
  readonly description: Code | undefined;
  /** Where the tool begins. */
  readonly at: Code;
  /** All of it is in one place, made by what is named so. */
  readonly maker?: string | undefined;
}

/**
 * @param apart methods lie outside their type
 * @param isWhole a class is one tool, and begins where the class does
 */
function saidBy(type: ClassCode, apart: boolean, isWhole: boolean): Said[] {
  return [saidOneByOne(type, apart), saidAtOnce(type, isWhole), saidToBase(type)].filter((said) => said !== undefined);
}

/** `Name() string`, `fn description(&self)`, `public string Name => …`. */
function saidOneByOne(type: ClassCode, apart: boolean): Said | undefined {
  const own = (keys: readonly string[]) => answerOf(pickKey(type.members, keys));
  const name = own(nameKeys.filter((key) => key !== "method"));
  if (!name || !(isToolName(name) || isConstant(name)) || !(apart || contains(type.span, name.span))) return undefined;
  const description = own(descriptionKeys);
  const schema = pickKey(type.members, schemaKeys);
  const at = apart ? name : type;
  return {
    name: textIn(name) ?? name,
    description: isProse(description) || isText(description) ? description : undefined,
    schema: answerOf(schema) ?? (schema ? at : undefined),
    annotations: own(["annotations", "hints"]),
    at,
  };
}

/** `BuiltInToolName::FsRead`: a constant that stands for the name. */
function isConstant(code: Code): boolean {
  return code.kind === "member" && code.object.kind === "name" && /^[A-Z]\w*Name\w*$/.test(code.object.name);
}

/** A constant of another file is text too. */
function isText(code: Code | undefined): code is Code {
  const value = code && resolveValue(code);
  return value?.kind === "name" && /^[A-Z][A-Z0-9_]*$/.test(value.name);
}

function answerOf(binding: Binding | undefined): Code | undefined {
  if (binding?.kind !== "value" || !binding.value) return undefined;
  const value = resolveValue(binding.value);
  return value.kind === "function" ? returnsOf(value)[0] : binding.value;
}

/** `Definition() api.Tool { return api.Tool{Name: …} }`, whatever the method is called. */
function saidAtOnce(type: ClassCode, isWhole: boolean): Said | undefined {
  for (const member of type.members.values()) {
    const method = member.kind === "value" ? member.value : undefined;
    if (method?.kind !== "function") continue;
    for (const returned of returnsOf(method)) {
      const answer = resolveValue(returned.kind === "list" && returned.items[0] ? returned.items[0] : returned);
      const described = answer.kind === "call" ? describedIn(answer, type) : undefined;
      if (described) return { ...described, at: isWhole ? type : described.code, maker: makerOf(described.code) };
    }
  }
  return undefined;
}

/** The name or the description may be what another method of the type answers: `Name: t.Name()`. */
function describedIn(answer: Code, type: ClassCode): Described | undefined {
  const described = describedBy(answer);
  if (described) return described;
  const entries = entriesOf(answer);
  const given = new Map([...entries].map(([key, { value }]) => [key, ownAnswer(value, type) ?? value]));
  const [name, description] = [pickKey(given, nameKeys), pickKey(given, descriptionKeys)];
  const schema = pickKey(given, schemaKeys);
  if (!isToolName(name) || !isProse(description) || !schema) return undefined;
  return { code: answer, name, description, schema, annotations: undefined, handler: undefined };
}

function ownAnswer(value: Code, type: ClassCode): Code | undefined {
  const isOwn = value.kind === "call" && value.args.length === 0 && value.callee.kind === "member";
  return isOwn ? answerOf(type.members.get(lastName(value.callee))) : undefined;
}

/** `super(definition(), …)`, `: base("name", "What it does.")`. */
export function saidToBase(type: ClassCode): Said | undefined {
  let found: Said | undefined;
  walk(type.body, (part) => {
    const args = found ? undefined : superArguments(part);
    if (args) found = readArguments(args, type);
    return found === undefined && part.kind !== "class";
  });
  return found;
}

function superArguments(part: Code): readonly Code[] | undefined {
  if (part.kind === "call" && /^(?:super|base)$/.test(superName(part.callee))) return part.args;
  const [first, rest] = part.kind === "group" ? part.parts : [];
  return first?.kind === "name" && /^(?:super|base)$/.test(first.name) && rest?.kind === "group"
    ? rest.parts
    : undefined;
}

/** `super`, and `super().__init__` of Python. */
function superName(callee: Code): string {
  const isPython = callee.kind === "member" && callee.property === "__init__" && callee.object.kind === "call";
  return isPython ? lastName(callee.object.callee) : lastName(callee);
}

function readArguments(args: readonly Code[], type: ClassCode): Said | undefined {
  for (const arg of args) {
    const maker = arg.kind === "call" ? functionOf(arg.callee) : undefined;
    for (const code of [arg, ...(maker ? returnsOf(maker) : [])]) {
      const described = describedBy(code);
      if (described) return { ...described, at: type, maker: makerOf(described.code) };
    }
  }
  const given = new Map(args.flatMap((arg) => (arg.kind === "entry" ? [[arg.key ?? "", arg.value] as const] : [])));
  const [keyed, said] = [pickKey(given, nameKeys), pickKey(given, descriptionKeys)];
  if (isToolName(keyed) && isProse(said))
    return {
      name: textIn(keyed) ?? keyed,
      description: said,
      schema: pickKey(given, schemaKeys),
      annotations: undefined,
      at: type,
    };
  const [name, description] = saidByPosition(args) ?? [];
  return name && { name: textIn(name) ?? name, description, schema: undefined, annotations: undefined, at: type };
}

/** What makes a description, as written: `api.Tool`, `SchemaToolBuilder.forOutput().setName()…`. */
function makerOf(code: Code): string {
  return code.kind === "call" ? writtenName(code.callee) : "";
}

/** Bases, interfaces and traits that are named for what a model calls. */
const contract =
  /(?:^|[a-z_]|^I)(?:Tool|AgentAction)(?=[A-Z_\d]|$)|(?:Function|Skill|Capability)(?:Callback|Handler|Base|Definition|Executor|Provider|Call|Trait)?$/;
export const modelPackages =
  /(?:^|[/._-])(?:mcp\w*|llms?|openai|anthropic|claude|genai|gemini|agents?|langchain\w*|semantickernel|modelcontextprotocol|ai|ollama|rmcp|rig|function-?calling|tool-?call(?:s|ing)?)(?:[/._-]|$)/i;

function isEvident(type: ClassCode, said: Said, handler: FunctionCode, file: CodeFile, evidence: Evidence): boolean {
  if (evidence === "listed") return said.description !== undefined;
  const named = [...type.bases.map(lastName), said.maker ?? ""];
  const isTool = named.some((name) => contract.test(name)) || /Tool|Function/.test(said.maker ?? "");
  const hasSchema = said.schema !== undefined;
  if (file.language === "go") return said.description !== undefined && hasSchema;
  // Without a contract it has to have all of a tool, in a project that reaches a model.
  if (!isTool) return said.description !== undefined && isModelSchema(said.schema) && evidence();
  if (said.description !== undefined && (hasSchema || said.maker !== undefined)) return true;
  return takesArguments(handler) || (said.description !== undefined && usesModels(file));
}

function usesModels(file: CodeFile): boolean {
  return [...importsOf(file), ...wholeImports(file.scope)].some((module) => modelPackages.test(module));
}

/** What a model wrote is handed in as text: `message.FunctionArgs`, a `ToolCall`, a `JsonElement` of arguments. */
const written =
  /^(?:FunctionArgs|FunctionArguments|ToolArgs|ToolArguments|ToolInput|FunctionCall\w*|ToolCall\w*|ArgumentsJson|AIFunctionArguments)$/;

function takesArguments(handler: FunctionCode): boolean {
  if (handler.params.some(({ type }) => type && written.test(lastName(type)))) return true;
  let found = false;
  walk(handler.body, (part) => {
    if (part.kind === "member") found ||= written.test(part.property);
    return !found;
  });
  return found;
}

/** `call_rmcp_tool`, `doExecute`, `runTool`, `executeInternal`: what a base class calls once it has done its own. */
const innerRunner =
  /^(?:do|on|try|safe)?(?:execute|run|call|invoke|handle|perform|process)(?:r?mcp|ai|agent|llm)?(?:tool|function)?(?:impl\w*|internal|core|inner|async|sync|request|action|command|logic|work|with(?:context|args|arguments|params|project|input))?(?:async)?$/;

/** The method by which a type of the project is run. */
export function runnerOf(type: ClassCode): FunctionCode | undefined {
  for (const key of runnerKeys) {
    const runner = asRunner(pickKey(type.members, [key]));
    if (runner) return runner;
  }
  for (const [name, binding] of type.members) {
    const runner = innerRunner.test(plainKey(name)) ? asRunner(binding) : undefined;
    if (runner) return runner;
  }
  return undefined;
}

function asRunner(binding: Binding | undefined): FunctionCode | undefined {
  const value = binding?.kind === "value" ? binding.value : undefined;
  return value?.kind === "function" && value.body.length > 0 && !onlyThrows(value) ? value : undefined;
}

/** A base that leaves it to others: `throw new Error("Not implemented")`. */
export function onlyThrows({ body }: FunctionCode): boolean {
  const [only, ...rest] = body.filter((part) => part.kind !== "literal");
  return rest.length === 0 && only?.kind === "exit" && !only.returns;
}

function stringName(name: Code): string {
  return isConstant(name) ? snakeCase(lastName(name)) : nameOf(name);
}
