import type { Confirmation, Definition, ToolDefinition } from "../../model/definition.ts";
import type { Problem } from "../../model/problem.ts";
import type { CodeFile } from "../../parse/code/code.ts";
import { maxCodeLength } from "../../parse/limits.ts";
import { csharpFiles, goFiles, javaFiles, rustFiles } from "../../parse/project/compiledLanguages.ts";
import { type CompiledLanguage, openCompiled } from "../../parse/project/compiledProject.ts";
import { isUnitTest } from "../../suppress/testCode.ts";
import { mayHoldAgents } from "../agents/generalAgents.ts";
import type { Format, FormatFacts } from "../format.ts";
import { mayHoldTools } from "../general/cheapLook.ts";
import { discoverGeneral } from "../general/generalTools.ts";
import { modelPackage } from "../general/modelPackage.ts";
import { graphApproval, mentionsWrapper, wrappedApprovals } from "../tools/approvalWrappers.ts";
import { discoverCompiledAgents } from "./compiledAgents.ts";
import { discoverCompiledRaw, runnerNamed } from "./compiledRaw.ts";
import { discoverCsharp } from "./csharpTools.ts";
import { discoverGo } from "./goTools.ts";
import { discoverJava } from "./javaTools.ts";
import { discoverRust } from "./rustTools.ts";

interface Language {
  readonly extension: RegExp;
  readonly files: CompiledLanguage;
  /** Text without which a file is not parsed at all, nor its grammar loaded. */
  readonly mention: RegExp;
  discover(file: CodeFile): ToolDefinition[];
}

const languages: readonly Language[] = [
  {
    extension: /\.cs$/,
    files: csharpFiles,
    mention:
      /\b(?:McpServerTool|McpToolTrigger|KernelFunction|ImportPluginFromObject|AddFromObject|CreateMcpTool|CreateFunctionTool|CreateFunctionFromMethod|FunctionToolDefinition|FunctionDeclaration|ListToolsResult|AIFunctionFactory|KernelFunctionFactory|AsAIAgent|CreateAIAgent(?:Async)?|ChatCompletionAgent|ChatClientAgent|ToolMetadata|CommandMetadata)\b|^\s*using\s+(?:AutoGen|MCPSharp)\b|\[(?:Mcp(?:For\w+)?(?:Tool|Function)|(?:AI|Ai|LLM|Llm|Agent|MCP)Tool)\b|Tool(?:Attribute)?\b[\s\S]{0,400}?\b(?:ReadOnly|Destructive|Idempotent|OpenWorld)Hint\s*=|\bclass\s+\w+[^{;\n]*:[^{;\n]*\b(?:I\w*(?:Tool|Function|Skill|AgentAction)(?:Callback|Handler|Base|Definition|Executor|Provider|Call)?|\w*Tool(?:Base)?)\b/m,
    discover: discoverCsharp,
  },
  {
    extension: /\.java$/,
    files: javaFiles,
    mention:
      /\b(?:org\.springframework\.ai|dev\.langchain4j|io\.quarkiverse\.mcp|org\.springaicommunity\.mcp|com\.logaritex\.mcp|io\.modelcontextprotocol|com\.google\.adk|io\.quarkiverse\.langchain4j|com\.alibaba\.cloud\.ai\.graph|McpToolTrigger)\b|@Description\b|\b(?:com\.(?:anthropic|openai)\.models|com\.google\.(?:genai\.types|cloud\.vertexai\.api)\.FunctionDeclaration|awssdk\.services\.bedrockruntime\.model)\b|\bclass\s+\w+[^{;]{0,400}\b(?:extends|implements)\s[^{;]{0,400}(?:Tool|AgentAction|Function|Skill|Capability)(?:\w*)\b/,
    discover: discoverJava,
  },
  {
    extension: /\.go$/,
    files: goFiles,
    mention:
      /\bTool:\s*\w+\.?\w*\{\s*Name:|"(?:github\.com\/(?:mark3labs\/mcp-go|modelcontextprotocol\/go-sdk|firebase\/genkit|cloudwego\/eino|tmc\/langchaingo)\/|google\.golang\.org\/adk|charm\.land\/fantasy|github\.com\/nlpodyssey\/openai-agents-go)\b|\b(?:ToolParam|FunctionDefinition(?:Param)?|FunctionToolParam|FunctionDeclaration|ToolFunction|ToolSpecification)\{|\b\w*mcp\w*\.(?:NewTool|Tool\{)|\bprotocol\.NewTool\(|mcp-golang"|\bTool(?:Definition|Def|Spec|Info|Entry|Config|Handler)?\{\s*(?:Name:|$)|^func \([^)]*\) (?:\w*Schema|(?:Get)?Parameters|\w*(?:Definition|Declaration)|(?:Tool)?(?:Spec|Info))\(\)/m,
    discover: discoverGo,
  },
  {
    extension: /\.rs$/,
    files: rustFiles,
    mention:
      /\b(?:rmcp|rmcp_macros|rig|rig_\w+|rust_mcp_sdk)::|#\[(?:\w+::)*(?:mcp_|rig_|llm_|ai_)?tool\b|"input_?[sS]chema"\s*:|(?:Tool|Function)\w*\s*\{\s*(?:r#)?(?:name|r#type)\s*:|^\s*impl\b[^{;\n]*(?:Tool|Function|Skill|Capability)\w*(?:<[^{;\n]*>)?\s+for\b/m,
    discover: discoverRust,
  },
];

const generated = /(?:^|\/)(?:bin|obj|build|target|vendor|dist|out|node_modules)\/|\.g(?:enerated)?\.cs$|\.pb\.go$/;

function languageOf(path: string, text: string): Language | undefined {
  const language = languages.find(({ extension }) => extension.test(path));
  return language &&
    (language.mention.test(text) || mayHoldTools(path, text) || mayHoldAgents(text)) &&
    text.length <= maxCodeLength
    ? language
    : undefined;
}

/** Source files of C#, Java, Go and Rust that define tools or agents. */
export const compiledTools: Format = {
  id: "compiled-code",
  isCandidate: (path) => languages.some(({ extension }) => extension.test(path)) && !generated.test(path),
  grammarFor: ({ path, text }) => languageOf(path, text)?.files.grammar,
  inspect({ path, text }, { parsers, sources }): FormatFacts {
    const language = languageOf(path, text);
    if (!language || isUnitTest(path, text)) return {};
    const around = modelPackage(path, sources);
    const mayHold = mayHoldTools(path, text);
    const near = (mayHold || mayHoldAgents(text)) && around.reachesModel();
    const general = near && mayHold;
    const mentioned = language.mention.test(text);
    if (!near && !mentioned) return {};
    const opened = openCompiled({ path, text }, language.files, parsers, sources);
    if (!opened) return problem("The file could not be parsed, so its tools are not reviewed.");
    const { file } = opened;
    const approvals = mentionsWrapper(text) ? wrappedApprovals(file) : new Map<string, Confirmation>();
    const precise = [
      ...(mentioned ? language.discover(file) : []),
      ...discoverCompiledRaw(file),
      ...discoverCompiledAgents(file, language.discover, near),
    ];
    const more = general
      ? discoverGeneral({ file, path, found: precise, approvals, runnerOf: (name) => runnerNamed(name, file) })
      : [];
    const definitions = [...precise, ...more]
      .map(approvedBy(approvals, graphApproval(file)))
      .toSorted((a, b) => a.span.start - b.span.start);
    const isPartial = file.truncated && definitions.length > 0;
    const told = isPartial ? problem("A part of the file nests too deeply and is not reviewed.").problems : [];
    return {
      definitions,
      problems: told,
      reads: [...opened.reads(), ...around.reads()],
      ...(approvals.size > 0 && { approvals }),
    };
  },
};

/** A tool that asks nobody by itself, and is wrapped in the same file by what asks. */
function approvedBy(approvals: ReadonlyMap<string, Confirmation>, graph: Confirmation | undefined) {
  return <D extends Definition>(definition: D): D => {
    const whole = definition.format === "eino-go" ? graph : undefined;
    const said = definition.kind === "tool" ? (approvals.get(definition.name) ?? whole) : undefined;
    const isOpen = definition.kind === "tool" && definition.confirmation.confirmed === "never";
    return said && isOpen ? { ...definition, confirmation: said } : definition;
  };
}

function problem(message: string): { readonly problems: readonly Problem[] } {
  return { problems: [{ message, span: { start: 0, end: 0 } }] };
}
