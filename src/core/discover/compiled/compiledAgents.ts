import type { AgentDefinition, SpannedText, ToolDefinition } from "../../model/definition.ts";
import type { Call, ClassCode, Code, CodeFile, Entry, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { buildAgent, grants } from "../agents/agentParts.ts";
import { isAgent, isMaking, ordersIn } from "../agents/generalAgents.ts";
import { askedByTools, heldTool } from "../agents/heldTools.ts";
import { itemsOf } from "../ecmascript/toolItems.ts";
import {
  candidates,
  chainOf,
  chainRoot,
  decorator,
  importedName,
  keyword,
  lastName,
  positionals,
} from "./compiledParts.ts";
import { hostedEffects } from "./csharpReady.ts";

/** Finds the tools of a language in a file. */
type DiscoverTools = (file: CodeFile) => readonly ToolDefinition[];

/** What an agent is made with, wherever its library takes it. */
interface Parts {
  readonly format: string;
  readonly span: Code["span"];
  readonly name: Code | undefined;
  readonly fallback: string;
  readonly instructions: Code | undefined;
  readonly tools: readonly Code[];
  readonly delegates: boolean;
}

/**
 * Agents that C#, Java and Go code makes by Semantic Kernel, the Agent Framework, LangChain4j and Google's ADK.
 * @param isNear the package reaches a model, so agents of its own count, too
 */
export function discoverCompiledAgents(file: CodeFile, tools: DiscoverTools, isNear: boolean): AgentDefinition[] {
  const found: AgentDefinition[] = [];
  const add = (parts: Parts | undefined) => {
    const agent = parts && readAgent(parts, file, tools);
    if (agent) found.push(agent);
  };
  const supervising = file.language === "go" ? supervisors(file) : new Set<Code>();
  walkKinds(file.body, ["function", "class", "call"], (part, ancestors) => {
    if (part.kind === "function" && file.language === "java") add(annotated(part, file));
    if (part.kind === "class" && file.language === "java") add(aiService(part, file));
    if (part.kind !== "call") return undefined;
    const holder = ancestors.findLast((one) => one.kind === "declaration");
    const fallback = (holder?.kind === "declaration" ? holder.name : undefined) ?? "agent";
    const before = found.length;
    if (file.language === "csharp") add(csharpAgent(part, fallback));
    if (file.language === "java") add(javaBuilder(part, file, fallback));
    if (file.language === "go") add(goAgent(part, fallback, supervising));
    if (isNear && found.length === before) add(ownAgent(part, file, fallback));
    return undefined;
  });
  return found;
}

/** `Agent{Name: "…", Instructions: "…", Tools: …}`, `Agent.builder().name("…").systemPrompt("…").model("…").build()`. */
function ownAgent(call: Call, file: CodeFile, fallback: string): Parts | undefined {
  const chain = file.language === "java" && lastName(call.callee) === "build" ? chainOf(call) : undefined;
  const isIt = chain ? agentType.test(lastName(chainRoot(call))) : call.construct && isMaking(call);
  if (!isIt) return undefined;
  const given = new Map<string, Entry>(chain ? [] : entriesOf(call));
  for (const [key, { args }] of chain ?? []) {
    const [value] = args;
    if (value) given.set(key, { kind: "entry", key, keySpan: value.span, value, span: value.span });
  }
  if (!isAgent(given)) return undefined;
  const [name, tools] = [/^name$/i, /^tools$/i].map((key) => [...given].find(([one]) => key.test(one))?.[1].value);
  return {
    format: `custom-agent-${file.language}`,
    span: call.span,
    name,
    fallback,
    instructions: ordersIn(given),
    tools: itemsOf(tools),
    delegates: false,
  };
}

const agentType = /(?:^|[a-z])Agent(?:Config|Spec|Definition|Builder)?$/;

function readAgent(parts: Parts, file: CodeFile, discover: DiscoverTools): AgentDefinition | undefined {
  const span = file.place(parts.span);
  if (!span) return undefined;
  const place = (code: Code) => file.place(code.span) ?? span;
  const held = parts.tools.flatMap((item) => discover({ ...file, body: [heldBy(item)] })).map(heldTool);
  const text = stringOf(parts.instructions);
  const instructions: SpannedText | undefined =
    parts.instructions && text !== undefined ? { text, span: place(parts.instructions) } : undefined;
  return buildAgent({
    format: parts.format,
    language: file.language,
    name: stringOf(parts.name) ?? parts.fallback,
    nameSpan: parts.name && file.place(parts.name.span),
    span,
    claims: [
      ...(parts.delegates ? grants(["delegate"], "its other agents") : []),
      ...parts.tools.flatMap((item) => grants([...hostedEffects(item)], "a tool of its provider")),
      ...held.flatMap(({ claims }) => claims),
    ],
    tools: parts.tools.map((item) => ({ text: writtenName(item) || "tool", span: place(item) })),
    instructions,
    confirmation: askedByTools(held),
  });
}

/** The class whose methods are tools, where an instance or a class literal stands for them. */
function heldBy(item: Code): Code {
  const value = resolveValue(item);
  const named = value.kind === "group" && value.parts.length === 1 ? value.parts[0] : undefined;
  const type = resolveValue(named ?? (value.kind === "call" && value.construct ? value.callee : value));
  return type.kind === "class" ? type : value;
}

/** `@Agent("what it is for") Review review(…)` of LangChain4j: the method of an interface is the agent. */
function annotated(fn: FunctionCode, file: CodeFile): Parts | undefined {
  const mark = decorator(fn, (callee) => candidates(callee, file).some((name) => langchainAgent.test(name)));
  if (!mark) return undefined;
  const prompt = decorator(fn, (callee) => candidates(callee, file).some((name) => langchainPrompt.test(name)));
  return {
    format: "langchain4j-agent",
    span: fn.span,
    name: keyword(mark, "name", "agentName")?.value,
    fallback: fn.name ?? "agent",
    instructions: prompt && (keyword(prompt, "value")?.value ?? positionals(prompt)[0]),
    tools: [],
    delegates:
      keyword(mark, "subAgents", "a2aServerUrl") !== undefined ||
      candidates(mark.callee, file).some((name) => /\.(?:Supervisor|A2AClient|Planner)Agent$/.test(name)),
  };
}

const langchainAgent =
  /^dev\.langchain4j\.agentic\.(?:\w+\.)*(?:Agent|SupervisorAgent|SequenceAgent|LoopAgent|ParallelAgent|ParallelMapperAgent|ConditionalAgent|PlannerAgent|A2AClientAgent|McpClientAgent)$/;
const aiServiceMark =
  /^(?:io\.quarkiverse\.langchain4j\.RegisterAiService|dev\.langchain4j\.service\.spring\.AiService|dev\.langchain4j\.cdi\.\w+\.RegisterAIService)$/;
const serverBox = /^io\.quarkiverse\.langchain4j\.mcp\.(?:\w+\.)*McpToolBox$/;
const toolBox = /^io\.quarkiverse\.langchain4j\.ToolBox$/;

/** `@RegisterAiService interface Support`: it is an agent where it is given tools, by itself or on a method. */
function aiService(type: ClassCode, file: CodeFile): Parts | undefined {
  const marks = [...(type.decorators ?? []), ...type.body].filter(
    (part): part is Call =>
      part.kind === "call" && candidates(part.callee, file).some((name) => aiServiceMark.test(name)),
  );
  const [mark] = marks;
  if (!mark) return undefined;
  const methods = type.body.filter((part): part is FunctionCode => part.kind === "function");
  const boxes = methods.flatMap(({ decorators }) =>
    decorators.filter(
      (part): part is Call => part.kind === "call" && candidates(part.callee, file).some((name) => toolBox.test(name)),
    ),
  );
  const prompt = methods.flatMap(
    (fn) => decorator(fn, (callee) => candidates(callee, file).some((name) => langchainPrompt.test(name))) ?? [],
  )[0];
  const given = [
    keyword(mark, "tools")?.value,
    ...boxes.flatMap((box) => [keyword(box, "value")?.value, positionals(box)[0]]),
  ];
  const tools = given.flatMap((code) => (code ? listed(code) : []));
  const servers = methods
    .flatMap(({ decorators }) => decorators)
    .filter((part) => part.kind === "call" && candidates(part.callee, file).some((name) => serverBox.test(name)));
  // Without tools it is a question to a model, and nothing acts: but for Spring, which hands each all tools there are.
  const isWired = candidates(mark.callee, file).some((name) => springMark.test(name)) && !isExplicit(mark);
  if (tools.length === 0 && servers.length === 0 && !isWired) return undefined;
  return {
    format: "langchain4j-agent",
    span: type.span,
    name: undefined,
    fallback: type.name ?? "agent",
    instructions: prompt && (keyword(prompt, "value")?.value ?? positionals(prompt)[0]),
    tools: [...tools, ...servers],
    delegates: false,
  };
}

const springMark = /^dev\.langchain4j\.service\.spring\.AiService$/;

/** `wiringMode = EXPLICIT`: it gets what is named, and nothing else. */
function isExplicit(mark: Call): boolean {
  return /(?:^|\.)EXPLICIT$/.test(writtenName(keyword(mark, "wiringMode")?.value ?? mark));
}

const langchainPrompt = /^dev\.langchain4j\.service\.SystemMessage$/;

/** `LlmAgent.builder().name("x").tools(…).build()` of the ADK. */
function javaBuilder(call: Call, file: CodeFile, fallback: string): Parts | undefined {
  if (call.callee.kind !== "member" || call.callee.property !== "build") return undefined;
  const row = javaBuilders.find(({ symbol }) => candidates(chainRoot(call), file).some((name) => symbol.test(name)));
  if (!row) return undefined;
  const chain = chainOf(call);
  const tools = toolMethods.flatMap((method) => chain.get(method)?.args ?? []).flatMap(listed);
  if (row.needsTools && tools.length === 0) return undefined;
  return {
    format: row.format,
    span: call.span,
    name: chain.get("name")?.args[0],
    fallback,
    instructions: ["instruction", "systemPrompt", "defaultSystem", "systemMessage"].flatMap(
      (method) => chain.get(method)?.args[0] ?? [],
    )[0],
    tools,
    delegates: ["subAgents", "subAgent"].some((method) => chain.has(method)) || tools.some(isAgentTool),
  };
}

/** `AgentTool.getFunctionToolCallback(agent)`, `agent.AsAIFunction()`, `agenttool.New(agent, nil)`. */
function isAgentTool(code: Code): boolean {
  const value = resolveValue(code);
  return (
    value.kind === "call" &&
    /(?:^|\.)(?:AgentTool(?:\.\w+)?|AsAIFunction|agenttool\.New|NewAgentTool)$/.test(writtenName(value.callee))
  );
}

const toolMethods = [
  "tools",
  "methodTools",
  "defaultTools",
  "defaultToolCallbacks",
  "toolCallbacks",
  "defaultToolNames",
  "toolProvider",
];
const javaBuilders: readonly { readonly symbol: RegExp; readonly format: string; readonly needsTools?: true }[] = [
  { symbol: /^com\.google\.adk\.agents\.(?:Llm|Loop|Sequential|Parallel)Agent$/, format: "adk-agent" },
  {
    symbol:
      /^com\.alibaba\.cloud\.ai\.graph\.agent\.(?:\w+\.)*(?:React|Sequential|Parallel|Loop|LlmRouting|Supervisor|Reflect)Agent$/,
    format: "spring-ai-agent",
  },
  {
    symbol: /^org\.springframework\.ai\.chat\.client\.ChatClient(?:\.Builder)?(?:\(\))?$/,
    format: "spring-ai-agent",
    needsTools: true,
  },
  { symbol: /^dev\.langchain4j\.service\.AiServices$/, format: "langchain4j-agent", needsTools: true },
];

/** `new ChatCompletionAgent { Name = "x" }`, `client.AsAIAgent(name: "x", tools: [...])`. */
function csharpAgent(call: Call, fallback: string): Parts | undefined {
  const isMade = call.construct && semanticAgent.test(lastName(call.callee));
  if (!isMade && !(call.callee.kind === "member" && frameworkAgent.test(call.callee.property))) return undefined;
  const entries = new Map<string, Code>();
  for (const arg of call.args) {
    if (arg.kind === "entry" && arg.key !== undefined) entries.set(arg.key.toLowerCase(), arg.value);
    for (const [key, entry] of entriesOf(arg.kind === "entry" ? undefined : arg))
      entries.set(key.toLowerCase(), entry.value);
  }
  // `agent.AsAIAgent()` only hands an agent on.
  if (!isMade && entries.size === 0 && call.args.length === 0) return undefined;
  const tools = entries.get("tools");
  return {
    format: isMade ? "semantic-kernel-agent" : "agent-framework-agent",
    span: call.span,
    name: entries.get("name"),
    fallback,
    instructions: entries.get("instructions") ?? (isMade ? undefined : positionals(call)[0]),
    tools: tools ? listed(tools) : [],
    delegates: tools !== undefined && listed(tools).some(isAgentTool),
  };
}

const semanticAgent = /^(?:ChatCompletionAgent|OpenAIAssistantAgent|AzureAIAgent|OpenAIResponseAgent|ChatClientAgent)$/;
const frameworkAgent = /^(?:AsAIAgent|CreateAIAgent|CreateAIAgentAsync)$/;

/** `llmagent.New(llmagent.Config{Name: "x", Tools: …})` of the ADK. */
function goAgent(call: Call, fallback: string, supervising: ReadonlySet<Code>): Parts | undefined {
  const symbol = importedName(call.callee) ?? symbolOf(call.callee) ?? "";
  const row = goAgents.find((one) => one.symbol.test(symbol));
  if (!row) return undefined;
  const config = call.args.find((arg) => entriesOf(arg).size > 0);
  const entries = entriesOf(config);
  // eino has them one or two records deeper.
  const inner = entriesOf(entries.get("ToolsConfig")?.value);
  const tools = (
    entries.get("Tools") ??
    inner.get("Tools") ??
    entriesOf(inner.get("ToolsNodeConfig")?.value).get("Tools")
  )?.value;
  return {
    format: row.format,
    span: call.span,
    name: entries.get("Name")?.value ?? entriesOf(entries.get("AgentConfig")?.value).get("Name")?.value,
    fallback,
    instructions: entries.get("Instruction")?.value,
    tools: tools ? listed(tools) : [],
    delegates:
      entries.has("SubAgents") ||
      entries.has("AgentConfig") ||
      supervising.has(call) ||
      (tools !== undefined && listed(tools).some(isAgentTool)),
  };
}

/** Agents that eino is told to let others work for: `supervisor.New(ctx, &supervisor.Config{Supervisor: lead, …})`. */
function supervisors(file: CodeFile): ReadonlySet<Code> {
  const found = new Set<Code>();
  walkKinds(file.body, ["call"], (part) => {
    const entries = part.construct ? entriesOf(part) : undefined;
    const lead = entries?.has("SubAgents") ? entries.get("Supervisor")?.value : undefined;
    if (lead) found.add(resolveValue(lead));
    return undefined;
  });
  return found;
}

const goAgents: readonly { readonly symbol: RegExp; readonly format: string }[] = [
  {
    symbol: /^google\.golang\.org\/adk(?:\/v\d+)?\/agent\/(?:llmagent|workflowagents\/\w+)\.New$/,
    format: "adk-agent",
  },
  {
    symbol:
      /^github\.com\/cloudwego\/eino\/(?:adk\.New(?:ChatModel|Sequential|Loop|Parallel)Agent|adk\/prebuilt\/deep\.New|flow\/agent\/react\.NewAgent)$/,
    format: "eino-agent",
  },
];

function listed(code: Code): Code[] {
  const items = itemsOf(code);
  return items.length > 0 ? items : [code];
}
