import type { Definition } from "../../model/definition.ts";
import type { Problem } from "../../model/problem.ts";
import type { Span } from "../../model/span.ts";
import type { Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { maxCodeLength } from "../../parse/limits.ts";
import { readerOf } from "../../parse/project/languages.ts";
import type { Project } from "../../parse/project/project.ts";
import type { Sources } from "../../parse/project/sources.ts";
import { isUnitTest } from "../../suppress/testCode.ts";
import { discoverAgentClasses } from "../agents/agentClasses.ts";
import { discoverCodeAgents } from "../agents/codeAgents.ts";
import { discoverGeneralAgents, mayHoldAgents } from "../agents/generalAgents.ts";
import { moreAgentWords } from "../agents/moreAgentMakers.ts";
import type { Discover, Discovery } from "../context.ts";
import { discoverAiSdk } from "../ecmascript/aiSdk.ts";
import { discoverMakers } from "../ecmascript/makerTools.ts";
import { discoverMcpLowLevel } from "../ecmascript/mcpLowLevel.ts";
import { discoverMcpTypescript, importedModules } from "../ecmascript/mcpTypescript.ts";
import { discoverMethodTools } from "../ecmascript/methodTools.ts";
import { discoverModuleFiles } from "../ecmascript/moduleFiles.ts";
import { discoverNodeTools } from "../ecmascript/nodeTools.ts";
import { discoverObjectTools } from "../ecmascript/objectTools.ts";
import { discoverRawTools } from "../ecmascript/rawTools.ts";
import { discoverRegistrars } from "../ecmascript/registrars.ts";
import { discoverToolClasses } from "../ecmascript/toolClasses.ts";
import { discoverDescribedTables, discoverToolLists } from "../ecmascript/toolLists.ts";
import type { Format } from "../format.ts";
import { mayHoldTools } from "../general/cheapLook.ts";
import { discoverGeneral } from "../general/generalTools.ts";
import { type ModelPackage, modelPackage } from "../general/modelPackage.ts";
import { Places } from "../places.ts";
import { discoverHostedTools } from "../python/hostedTools.ts";
import { discoverMcpPython } from "../python/mcpPython.ts";
import { discoverOwnPython } from "../python/ownPython.ts";
import { discoverOwnClasses } from "../python/ownPythonClasses.ts";
import { discoverOwnDecorators } from "../python/ownPythonDecorators.ts";
import { discoverPythonLists } from "../python/pythonLists.ts";
import { discoverModuleTools, moduleRunner } from "../python/pythonModuleTools.ts";
import { moreModules, moreWords } from "../python/pythonMoreFormats.ts";
import { discoverPythonTables } from "../python/pythonTables.ts";
import { discoverPythonTools } from "../python/pythonTools.ts";
import { discoverServed } from "../python/servedFunctions.ts";
import { approvalMaps, mentionsApproval } from "./approvalMaps.ts";
import { type Elsewhere, elsewhere } from "./elsewhere.ts";
import { discoverHandedTools } from "./handedTools.ts";
import { namedRunners } from "./namedRunners.ts";
import { type NearModel, nearModel } from "./nearModel.ts";

/** One family of agent libraries: which files can have to do with it, and the tools it finds there. */
interface Framework {
  /** Texts without which a file is not parsed at all, the rarest first: cheap, and generous. */
  readonly mention: readonly RegExp[];
  /** Only in files that lie so. */
  readonly where?: RegExp;
  /** Only where a library through which tools reach a model is near. */
  readonly nearModel?: true;
  readonly discover: Discover;
}

/** A description, a schema and a function beside the word tool. */
const tableOfTools: readonly RegExp[] = [
  /[tT]ool/,
  /\bdescription\b/,
  /\b(?:inputSchema|input_schema|parameters|schema|argsSchema|paramsSchema|parametersSchema)\b|\btool: async\b/,
  /\b(?:execute|handler|handle|run|callback|cb|invoke|func|fn|call)\b|\btool: async\b/,
];

/** The same where nothing is called a tool: only a schema of the project's own kind says so. */
const tableOfActions: readonly RegExp[] = [
  /\bdescription\b/,
  /\b(?:inputSchema|parameters|schema|argsSchema)\s*[:,]/,
  /\b(?:execute|handler|handle|run|invoke|func|fn|callback)\s*[:(,]/,
  /\bz(?:od)?\.|\bType\.Object\b|type["']?\s*:\s*["']object["']/,
];

const rawSchemas: readonly RegExp[] = [
  /\binput_schema\b|type["']?\s*:\s*["']function["']|\btoolSpec\b|FunctionDeclaration|parametersJsonSchema|\bparameter_definitions\b|["'](?:bash|computer|text_editor|code_execution|memory)_20\d{6}["']|\bfunction_?[sS]chema\b|\bType\.OBJECT\b/,
];

/** Something named for an agent is made. */
const madeAgents: readonly RegExp[] = [
  /[aA]gent\w*(?:\.create)?(?:<[^()]{0,200}>)?\s*\(|create(?:Supervisor|Swarm)\s*\(/,
];

const ecmascriptFrameworks: readonly Framework[] = [
  {
    // The first finds nothing else, at a quarter of the cost.
    mention: [
      /mcp|modelcontextprotocol|registerTool/,
      /@modelcontextprotocol\/|mcp-handler|@vercel\/mcp-adapter|["']fastmcp["']|agents\/mcp|\.registerTool\s*\(/,
    ],
    discover: discoverMcpTypescript,
  },
  { mention: [/setRequestHandler/], discover: discoverMcpLowLevel },
  { mention: [/["'](?:ai|@ai-sdk\/[\w-]+)["']|[tT]ool\s*\(\s*\{/], discover: discoverAiSdk },
  {
    mention: [
      /["'](?:@openai\/agents|@mastra\/core|@voltagent\/core|langchain|@langchain\/|genkit|@genkit-ai\/|@anthropic-ai\/|llamaindex|@llamaindex\/|@strands-agents\/|@github\/copilot-sdk|@tanstack\/ai|@google\/adk|openai|@copilotkit|fastmcp|@convex-dev\/agent|@composio\/|@assistant-ui\/|@hashbrownai\/|@inngest\/agent-kit|@livekit\/agents|llmz|@botpress\/runtime|@lmstudio\/sdk|@?xsai|bee(?:ai|-agent)-framework|@goat-sdk\/|@coinbase\/agentkit|@microsoft\/teams|@aws-lambda-powertools\/event-handler|@effect\/ai|@tambo-ai\/|@azure\/functions["'])|modelContext|FastMCP|[tT]ool\s*\(\s*[{"'`]|\bdefAgent\s*\(/,
    ],
    discover: discoverMakers,
  },
  {
    mention: [/[tT]ool\w*(?:<[^()]{0,200}>)?\s*\(\s*(?:[\w.]+,\s*)?(?:["'`]|[\w.]+\s*,)/],
    discover: discoverRegistrars,
  },
  { mention: tableOfTools, discover: discoverObjectTools },
  {
    mention: [
      /[tT]ool(?:<[^()]{0,200}>)?\s*\(|\bnew\s+\w*(?:Action|Skill|Capability|Function)\b/,
      /[dD]escription|[sS]chema|\bz\.\w+\(/,
      /=>|\bfunction\b/,
    ],
    discover: discoverHandedTools,
  },
  { mention: tableOfActions, nearModel: true, discover: discoverObjectTools },
  { mention: [/["']@(?:elizaos\/core|ai16z\/eliza)["']/, /\bvalidate\b/], discover: discoverObjectTools },
  {
    mention: [/\bclass\b/, /\bdescription\b|@\w*[tT]ool\(/, /@\w[\w.]*\(\s*(?:\{|["'`])/],
    discover: discoverMethodTools,
  },
  {
    mention: [/\binputSchema\b/, /\bdescription\b/, /\bname\b/],
    discover: discoverToolLists,
  },
  {
    mention: [
      /[tT]ools?(?![a-z])|TOOLS?(?![A-Z])/,
      /\bdescription\s*:/,
      /\b(?:inputSchema|parameters|argsSchema|schema)\s*:/,
    ],
    nearModel: true,
    discover: discoverDescribedTables,
  },
  {
    mention: [/\b(?:extends|implements)\s+[\w.]*(?:Tool|AgentAction)/, /[dD]escription\b|\bsuper\s*\(/],
    discover: discoverToolClasses,
  },
  {
    mention: [
      /\bclass\s/,
      /\b(?:get\s+|get)?[dD]escription\b\s*(?::\s*string\s*)?[=(]/,
      /\b(?:get\s+|get)?(?:input_?[sS]chema|[pP]arameters|schema|args_?[sS]chema)\b\s*(?::[^=;{}\n]+)?[=({]/,
    ],
    nearModel: true,
    discover: discoverToolClasses,
  },
  {
    mention: [/\bexport\s+default\b/],
    where: /(?:^|\/)tools\//,
    discover: discoverModuleFiles,
  },
  { mention: [/\busableAsTool\b|\bcategory\s*=\s*["']Tools["']/, /\bclass\b/], discover: discoverNodeTools },
  { mention: madeAgents, discover: discoverCodeAgents },
  { mention: [/@anthropic-ai\/claude-(?:agent-sdk|code)\b/], discover: discoverCodeAgents },
  { mention: [/["']openai["']/, /\bassistants\.create\(/], discover: discoverCodeAgents },
  { mention: [/\.definePrompt\s*\(/, /\btools\b/], discover: discoverCodeAgents },
  {
    mention: [
      /\bextends\s+[\w.]*(?:Agent|Think)\b/,
      /["'](?:agents(?:\/ai-chat-agent)?|@cloudflare\/[\w/-]+|@livekit\/agents)["']/,
    ],
    discover: discoverAgentClasses,
  },
  { mention: rawSchemas, discover: discoverRawTools },
];

const agentsInPython: readonly RegExp[] = [
  /\b(?:google\.adk|agents|llama_index|deepagents|langchain\w*|langgraph\w*|crewai|agno|phi|autogen\w*|pyautogen|ag2|pydantic_ai|smolagents|strands|agent_framework|semantic_kernel|haystack|dspy|camel|swarm|claude_(?:agent|code)_sdk)\b/,
  /(?:[aA]gent|\bTeam)\w*(?:\[[^\]\n]{0,200}\])?\s*\(|from_tools|ReAct\(|CodeAct\(|Claude\w+Options\(|create_(?:supervisor|swarm)\(/,
];

const discoverPython: Discover = (discovery) => [...discoverPythonTools(discovery), ...discoverPythonLists(discovery)];

const pythonFrameworks: readonly Framework[] = [
  { mention: [/\b(?:fastmcp|mcp)\b/], discover: discoverMcpPython },
  { mention: [/\bfastmcp\b/, /Tool\.from_function\b/], discover: discoverPython },
  { mention: [/\blist_tools\b/], discover: discoverMcpLowLevel },
  {
    // The second is where the library does more than tools.
    mention: [
      /\b(?:agents|langchain\w*|langgraph|deepagents|crewai\w*|agno|phi|smolagents|strands|haystack|agent_framework|claude_(?:agent|code)_sdk|llama_index|autogen\w*|pyautogen|ag2|pydantic_ai|semantic_kernel|google\.adk|google\.genai|google import (?:adk|genai)|genkit|anthropic|camel|qwen_agent|agency_swarm|azure\.functions|haystack_integrations|dspy|swarm)\b/,
      /tool|kernel_function|register_for|register_function|functions\s*=/i,
    ],
    discover: discoverPython,
  },
  { mention: [moreModules, moreWords], discover: discoverPython },
  { mention: [/\bmcp_server\s*=\s*True|\bFastApiMCP\s*\(|\bfrom_fastapi\s*\(|\bhookimpl\b/], discover: discoverServed },
  { mention: [/^class Tools\s*(?:\(\s*\))?:/m], discover: discoverHostedTools },
  {
    mention: [/\b(?:read_only|readOnly|destructive)_?[hH]int\b|\bannotations\s*=/, /tool/i],
    discover: discoverOwnPython,
  },
  {
    mention: [/Tool\w*\(\s*(?:name\s*=|["'])|(?:register|add|define|make|create|build)_?\w*tool\(/i],
    discover: discoverOwnPython,
  },
  {
    mention: [/^[ \t]*class\s+\w+\([^)]*(?:Tool|Action|Skill|Function|Capability|Ability|Command)/m],
    discover: discoverOwnClasses,
  },
  {
    mention: [/^[ \t]*@[\w.]*(?:tool|action|function|skill|capability|ability|command|register)/im],
    discover: discoverOwnDecorators,
  },
  {
    mention: [/TOOL_(?:SPEC|DEF|SCHEMA|CONFIG|DESCRIPTION|METADATA|INFO)|^tool_?(?:spec|definition|schema)\s*=/m],
    discover: discoverModuleTools,
  },
  {
    mention: [
      /^_?[A-Za-z0-9_]*(?:TOOLS?|tools?_\w+|FUNCTIONS|OPERATIONS|ACTIONS)\w*\s*(?::[^=\n]+)?=\s*[{[(]/m,
      /\bdescription\b/,
    ],
    nearModel: true,
    discover: discoverPythonTables,
  },
  { mention: agentsInPython, discover: discoverCodeAgents },
  { mention: [moreModules, moreAgentWords], discover: discoverCodeAgents },
  { mention: [/\blivekit\b/, /^class\s+\w+\([^)\n]*Agent/m], discover: discoverAgentClasses },
  { mention: rawSchemas, discover: discoverRawTools },
  {
    mention: [/["']description["']\s*:/, /["']name["']\s*:/, /["']type["']\s*:\s*["']object["']/],
    discover: discoverRawTools,
  },
];

/** Agents that no library's row names: after all others. */
const generalAgents: Framework = { mention: [], discover: discoverGeneralAgents };

const generated =
  /(?:^|\/)(?:dist|out|build|target|coverage|\.next|\.venv|venv|site-packages|__pycache__|vendor)\/|\.min\.[cm]?js$|\.d\.[cm]?ts$/;

/** Source files that define tools. */
export const codeTools: Format = {
  id: "code",
  isCandidate: (path) => readerOf(path) !== undefined && !generated.test(path),
  inspect({ path, text }, { project, sources }) {
    if (isUnitTest(path, text)) return {};
    const near = nearModel(path, sources);
    const frameworks = frameworksOf(path).filter(
      (framework) =>
        (!framework.where || framework.where.test(path)) &&
        framework.mention.every((look) => look.test(text)) &&
        (!framework.nearModel || near.nearModel()),
    );
    const around = modelPackage(path, sources);
    const mayHoldOwn = mayHoldAgents(text);
    const general =
      (mayHoldOwn || mayHoldTools(path, text)) && (near.nearModel() || around.reachesModel()) ? around : undefined;
    if (general && mayHoldOwn) frameworks.push(generalAgents);
    if (frameworks.length === 0 && !general) return {};
    if (text.length > maxCodeLength && !path.endsWith(".ipynb"))
      return problem("The file is larger than 500 KB, so its tools are not reviewed.");
    return inspectCode(path, text, frameworks, near, project, sources, general);
  },
};

function frameworksOf(path: string): readonly Framework[] {
  const language = readerOf(path)?.language;
  if (language === undefined) return [];
  return language === "python" ? pythonFrameworks : ecmascriptFrameworks;
}

function inspectCode(
  path: string,
  text: string,
  frameworks: readonly Framework[],
  near: NearModel,
  project: Project,
  sources: Sources,
  general: ModelPackage | undefined,
): ReturnType<Format["inspect"]> {
  const opened = project.open({ path, text }, sources);
  if (!opened) {
    return path.endsWith(".ipynb") ? {} : problem("The file could not be parsed, so its tools are not reviewed.");
  }
  const others = elsewhere(path, project, sources);
  const approvals = mentionsApproval(text) ? approvalMaps(opened.file) : none;
  const precise = discoverAll(path, opened.file, frameworks, others, approvals, near);
  const look = { file: opened.file, path, found: precise, approvals, runnerOf: runnersOf(opened.file, others) };
  const more = general ? discoverGeneral(look) : [];
  const definitions = [...precise, ...more].toSorted((a, b) => a.span.start - b.span.start);
  const isCut = opened.file.truncated && definitions.length > 0;
  return {
    definitions,
    ...(approvals.size > 0 && { approvals }),
    problems: isCut ? problem("A part of the file nests too deeply and is not reviewed.").problems : [],
    reads: [...opened.reads(), ...others.reads(), ...near.reads(), ...(general?.reads() ?? [])],
  };
}

const none: Discovery["approvals"] = new Map();

function runnersOf(file: CodeFile, others: Elsewhere): (name: string, described: Code) => FunctionCode | undefined {
  if (file.language === "python") return (_, described) => moduleRunner(described, file);
  const here = namedRunners(file);
  return (name) => here(name) ?? others.runnerOf(name);
}

function discoverAll(
  path: string,
  file: CodeFile,
  frameworks: readonly Framework[],
  others: Elsewhere,
  approvals: Discovery["approvals"],
  near: NearModel,
): Definition[] {
  const definitions: Definition[] = [];
  const taken = new Set<string>();
  const places = new Places();
  const key = ({ document = "", span }: Definition) => `${document} ${span.start}`;
  const discovery: Discovery = {
    file,
    path,
    modules: importedModules(file),
    approvals,
    elsewhere: others,
    nearModel: near.nearModel,
    manifest: near.manifest,
    isTaken(span: Span) {
      const at = file.place(span);
      return at !== undefined && places.hold(at);
    },
  };
  for (const discover of new Set(frameworks.map((framework) => framework.discover))) {
    for (const definition of discover(discovery)) {
      if (taken.has(key(definition))) continue;
      taken.add(key(definition));
      definitions.push(definition);
      if (definition.document === undefined) places.add(definition.span);
    }
  }
  return definitions.toSorted((a, b) => a.span.start - b.span.start);
}

function problem(message: string): { readonly problems: readonly Problem[] } {
  return { problems: [{ message, span: { start: 0, end: 0 } }] };
}
