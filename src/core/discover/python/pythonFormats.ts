import { moreCalls, moreClasses, moreDecorators, moreHolders, moreToolkits } from "./pythonMoreFormats.ts";

/** How Python libraries mark tools. Data of `pythonTools.ts`; names are resolved, see `symbolOf`. */

/** A decorator that makes a function a tool. */
export interface ToolDecorator {
  readonly format: string;
  readonly symbols: RegExp;
  /** Keywords that rename or describe, where they are not `name` and `description`. */
  readonly name?: readonly string[];
  readonly description?: readonly string[];
  /** What the first positional text is. */
  readonly first?: "name" | "description";
  /** The second positional text is the description. */
  readonly second?: "description";
  /** It counts only where a keyword says this. */
  readonly where?: readonly [keyword: string, value: string];
  /** What else decorates the function tells what its host does for it. */
  readonly bindings?: true;
  /** The keyword whose table holds all others. */
  readonly under?: string;
  /** The function makes the one that is run. */
  readonly returns?: true;
}

export const toolDecorators: readonly ToolDecorator[] = [
  {
    format: "openai-agents-py",
    symbols: /^agents(?:\.(?:tool|decorators|tools))?\.(?:function_tool|tool)$/,
    name: ["name_override"],
    description: ["description_override"],
  },
  { format: "langchain-py-tool", symbols: /^langchain(?:_core|_community)?(?:\.\w+)*\.tool$/, first: "name" },
  { format: "crewai-tool", symbols: /^crewai(?:_tools|\.tools)(?:\.\w+)*\.tool$/, first: "name" },
  { format: "agno-tool", symbols: /^(?:agno|phi)\.tools(?:\.\w+)*\.tool$/ },
  { format: "smolagents-tool", symbols: /^smolagents(?:\.\w+)*\.tool$/ },
  { format: "strands-tool", symbols: /^strands(?:\.\w+)*\.tool$/ },
  { format: "haystack-tool", symbols: /^haystack(?:\.\w+)*\.tool$/ },
  { format: "agent-framework-py", symbols: /^agent_framework(?:\.\w+)*\.(?:tool|ai_function)$/, first: "name" },
  {
    format: "claude-agent-sdk-py",
    symbols: /^claude_(?:agent|code)_sdk(?:\.\w+)*\.tool$/,
    first: "name",
    second: "description",
  },
  {
    format: "pydantic-ai-tool",
    symbols: /^pydantic_ai(?:\.\w+)*\.\w+\(\)\.(?:tool|tool_plain)$/,
  },
  { format: "semantic-kernel-py", symbols: /^semantic_kernel(?:\.\w+)*\.kernel_function$/ },
  { format: "genkit-py", symbols: /^genkit(?:\.\w+)*\.Genkit\(\)\.tool$/, first: "name" },
  { format: "anthropic-beta-tool", symbols: /^anthropic(?:\.\w+)*\.beta(?:_async)?_tool$/ },
  {
    format: "autogen-register",
    symbols: /^(?:pyautogen|autogen|ag2)(?:\.\w+)*\.\w+\(\)\.register_for_(?:llm|execution)$/,
  },
  { format: "adk-tool", symbols: /^google\.adk\.tools(?:\.\w+)*\.tool$/ },
  { format: "llamaindex-py", symbols: /^llama_index(?:\.\w+)*\.tool$/ },
  { format: "qwen-agent-tool", symbols: /^qwen_agent(?:\.\w+)*\.register_tool$/, first: "name" },
  {
    format: "azure-functions-mcp-py",
    symbols: /^azure\.functions(?:\.\w+)*\.\w+\(\)\.generic_trigger$/,
    name: ["toolName", "tool_name"],
    where: ["type", "mcpToolTrigger"],
    bindings: true,
  },
  {
    format: "azure-functions-mcp-py",
    symbols: /^azure\.functions(?:\.\w+)*\.\w+\(\)\.mcp_tool(?:_trigger)?$/,
    name: ["tool_name", "toolName"],
    bindings: true,
  },
  ...moreDecorators,
];

/** A call that makes a tool of a function. */
export interface ToolCall {
  readonly format: string;
  readonly symbols: RegExp;
  /** Keywords of the function; the first positional argument counts too, unless `positional` says otherwise. */
  readonly handler?: readonly string[];
  readonly positional?: false;
  /** A ready-made tool of the library. */
  readonly ready?: true;
  readonly delegates?: true;
  /** A call that says no more than which function it is shows the tool at the function, where its description is. */
  readonly atFunction?: true;
  /** The call that says, by the same name, what runs it. */
  readonly registered?: RegExp;
  /** It is given a class whose fields the model fills in, and no code runs. */
  readonly model?: true;
}

/** `Tool.from_function(run)` and `FunctionTool.from_function(run)` of FastMCP. */
export const fastmcpFromFunction = /^(?:fastmcp|mcp\.server\.fastmcp)(?:\.\w+)*\.(?:Function)?Tool\.from_function$/;

export const toolCalls: readonly ToolCall[] = [
  {
    format: "langchain-py-structured",
    symbols: /^langchain(?:_core|_community)?(?:\.\w+)*\.(?:StructuredTool|Tool)(?:\.from_function)?$/,
    handler: ["func", "coroutine"],
  },
  { format: "langchain-py-tool", symbols: /^langchain(?:_core)?(?:\.\w+)*\.tool$/ },
  { format: "autogen-functiontool", symbols: /^autogen_core(?:\.\w+)*\.FunctionTool$/, handler: ["func"] },
  {
    format: "adk-functiontool",
    symbols: /^google\.adk(?:\.\w+)*\.(?:FunctionTool|LongRunningFunctionTool)$/,
    handler: ["func"],
  },
  { format: "adk-agenttool", symbols: /^google\.adk(?:\.\w+)*\.AgentTool$/, delegates: true },
  {
    format: "llamaindex-py",
    symbols: /^llama_index(?:\.\w+)*\.FunctionTool(?:\.from_defaults)?$/,
    handler: ["fn", "async_fn"],
    atFunction: true,
  },
  { format: "llamaindex-py", symbols: /^llama_index(?:\.\w+)*\.QueryEngineTool(?:\.from_defaults)?$/, ready: true },
  { format: "agent-framework-py", symbols: /^agent_framework(?:\.\w+)*\.FunctionTool$/, handler: ["func"] },
  {
    format: "agent-framework-py",
    symbols: /^agent_framework(?:\.\w+)*\.(?:Hosted\w+Tool|MCP\w+Tool)$/,
    ready: true,
  },
  {
    format: "openai-agents-py",
    symbols: /^agents(?:\.tool)?\.FunctionTool$/,
    handler: ["on_invoke_tool"],
    positional: false,
  },
  { format: "openai-agents-py", symbols: /^agents(?:\.tool)?\.function_tool$/ },
  {
    format: "openai-agents-py",
    symbols:
      /^agents(?:\.tool)?\.(?:WebSearch|FileSearch|CodeInterpreter|ImageGeneration|Computer|LocalShell|Shell|ApplyPatch|HostedMCP|ToolSearch)Tool$/,
    ready: true,
  },
  { format: "openai-agents-py", symbols: /^agents(?:\.\w+)*\.Agent\(\)(?:\.clone\(\))?\.as_tool$/, delegates: true },
  { format: "haystack-tool", symbols: /^haystack(?:\.\w+)*\.Tool$/, handler: ["function"], positional: false },
  { format: "haystack-tool", symbols: /^haystack(?:\.\w+)*\.create_tool_from_function$/, handler: ["function"] },
  {
    format: "haystack-tool",
    symbols: /^haystack(?:_integrations)?(?:\.\w+)*\.(?:PipelineTool|ComponentTool|MCPTool|MCPToolset)$/,
    ready: true,
  },
  {
    format: "agent-framework-py",
    symbols:
      /^agent_framework(?:\.\w+)*\.\w+(?:\(\))?\.get_(?:mcp|web_search|code_interpreter|file_search|image_generation|shell)_tool$/,
    ready: true,
  },
  { format: "pydantic-ai-tool", symbols: /^pydantic_ai(?:\.\w+)*\.Tool$/, handler: ["function"] },
  {
    format: "mcp-py-fastmcp",
    symbols: fastmcpFromFunction,
    handler: ["fn"],
  },
  {
    format: "semantic-kernel-py",
    symbols: /^semantic_kernel(?:\.\w+)*\.KernelFunctionFromMethod$/,
    handler: ["method"],
  },
  { format: "camel-functiontool", symbols: /^camel(?:\.\w+)*\.(?:FunctionTool|OpenAIFunction)$/, handler: ["func"] },
  { format: "autogen-register", symbols: /^(?:pyautogen|autogen|ag2)(?:\.\w+)*\.register_function$/, handler: ["f"] },
  ...moreCalls,
];

/** A class that is a tool when it extends one of these and has the method that runs it. */
export interface ToolClass {
  readonly format: string;
  readonly symbols: RegExp;
  readonly methods: readonly string[];
  /** Fields of its name and description, where they are not `name` and `description`. */
  readonly name?: string;
  readonly description?: string;
  /** The library takes the name of the class. */
  readonly byClass?: true;
  /** It need not have a method of its own. */
  readonly runsElsewhere?: true;
  /** A field that lists the methods that run, under `method`. */
  readonly methodsIn?: string;
  /** A keyword without which it is none for a model. */
  readonly needs?: string;
}

export const toolClasses: readonly ToolClass[] = [
  {
    format: "crewai-basetool",
    symbols: /^crewai(?:_tools|\.tools)(?:\.\w+)*\.BaseTool$/,
    methods: ["_run", "_arun"],
  },
  {
    format: "langchain-py-basetool",
    symbols: /^langchain(?:_core|_community)?(?:\.\w+)*\.(?:BaseTool|StructuredTool|Tool)$/,
    methods: ["_run", "_arun"],
  },
  { format: "smolagents-class", symbols: /^smolagents(?:\.\w+)*\.Tool$/, methods: ["forward"] },
  {
    format: "autogen-basetool",
    symbols: /^autogen_core(?:\.\w+)*\.(?:BaseTool|BaseStreamTool)$/,
    methods: ["run", "run_stream"],
  },
  {
    format: "adk-basetool",
    symbols: /^google\.adk(?:\.\w+)*\.BaseTool$/,
    methods: ["run_async", "process_llm_request"],
  },
  {
    format: "llamaindex-basetool",
    symbols: /^llama_index(?:\.\w+)*\.(?:Async)?BaseTool$/,
    methods: ["call", "__call__", "acall"],
  },
  { format: "qwen-agent-tool", symbols: /^qwen_agent(?:\.\w+)*\.BaseTool$/, methods: ["call"], byClass: true },
  {
    format: "agency-swarm-basetool",
    symbols: /^agency_swarm(?:\.\w+)*\.BaseTool$/,
    methods: ["run"],
    byClass: true,
  },
  ...moreClasses,
];

/** A class whose listed methods are tools. */
export interface Toolkit {
  readonly format: string;
  readonly symbols: RegExp;
  /** A class field that lists the names of the methods. */
  readonly listed?: string;
  /** All public methods are. */
  readonly all?: true;
}

export const toolkits: readonly Toolkit[] = [
  { format: "agno-toolkit-method", symbols: /^(?:agno|phi)\.tools(?:\.\w+)*\.\w*Toolkit$/ },
  { format: "llamaindex-toolspec", symbols: /^llama_index(?:\.\w+)*\.BaseToolSpec$/, listed: "spec_functions" },
  { format: "camel-toolkit-method", symbols: /^camel(?:\.\w+)*\.BaseToolkit$/ },
  ...moreToolkits,
];

/** Ready-made toolkits: the class name says what they do. */
export const readyToolkits: readonly { readonly format: string; readonly symbols: RegExp }[] = [
  { format: "agno-toolkit", symbols: /^(?:agno|phi)\.tools\.\w+(?:\.\w+)*\.\w+(?:Tools?|Toolkit)$/ },
  {
    format: "langchain-py-toolkit",
    symbols:
      /^langchain_community\.(?:tools|agent_toolkits)(?:\.\w+)*\.(?!(?:Structured|Base)?Tool$)[A-Z]\w*(?:\(\)\.get_tools)?$|^langchain_(?:tavily|exa|google_community|experimental|azure_ai|aws|perplexity|brightdata)(?:\.\w+)*\.[A-Z]\w*(?:Tool|Toolkit|Search\w*|Extract|Crawl|Run|Results)(?:\(\)\.get_tools)?$/,
  },
];

/** Something that is given tools: plain functions in its list are tools too. */
export interface ToolHolder {
  readonly format: string;
  readonly symbols: RegExp;
  readonly lists: readonly string[];
  /** The list is the first positional argument. */
  readonly first?: true;
}

export const toolHolders: readonly ToolHolder[] = [
  {
    format: "adk-plain-function",
    symbols: /^google\.adk(?:\.\w+)*\.(?:Agent|LlmAgent|LoopAgent|SequentialAgent|ParallelAgent|Agent\.\w+)$/,
    lists: ["tools"],
  },
  {
    format: "langchain-py-function",
    symbols:
      /^(?:langchain|langgraph|deepagents|langchain_core|langchain_openai|langchain_anthropic)(?:\.\w+)*\.(?:create_\w*agent|create_deep_agent|ToolNode|create_react_agent|create_supervisor)$/,
    lists: ["tools"],
  },
  {
    format: "langchain-py-function",
    symbols:
      /^(?:langchain|langgraph|langchain_\w+)(?:\.\w+)*\.(?:ToolNode|ToolExecutor)$|^langchain\w*(?:\.\w+)*\.\w+\(\)\.bind_tools$/,
    lists: ["tools"],
    first: true,
  },
  { format: "agno-function", symbols: /^(?:agno|phi)\.(?:agent|team)(?:\.\w+)*\.(?:Agent|Team)$/, lists: ["tools"] },
  { format: "agno-function", symbols: /^(?:agno|phi)\.tools(?:\.\w+)*\.Toolkit$/, lists: ["tools"] },
  {
    format: "autogen-function",
    symbols: /^autogen_agentchat(?:\.\w+)*\.\w+Agent$|^autogen_core(?:\.\w+)*\.ToolAgent$/,
    lists: ["tools"],
  },
  {
    format: "pydantic-ai-function",
    symbols: /^pydantic_ai(?:\.\w+)*\.(?:Agent|FunctionToolset)$/,
    lists: ["tools"],
  },
  {
    format: "llamaindex-function",
    symbols:
      /^llama_index(?:\.\w+)*\.(?:FunctionAgent|ReActAgent|CodeActAgent|AgentWorkflow|OpenAIAgent|FunctionCallingAgent)(?:\.from_tools(?:_or_functions)?)?$/,
    lists: ["tools", "tools_or_functions"],
    first: true,
  },
  { format: "strands-function", symbols: /^strands(?:\.\w+)*\.Agent$/, lists: ["tools"] },
  {
    format: "agent-framework-function",
    symbols: /^agent_framework(?:\.\w+)*\.(?:\w*Agent|\w+\(\)\.(?:create_agent|as_agent))$/,
    lists: ["tools"],
  },
  {
    format: "gemini-function",
    symbols: /^google\.genai(?:\.\w+)*\.(?:GenerateContentConfig|LiveConnectConfig)$/,
    lists: ["tools"],
  },
  { format: "dspy-function", symbols: /^dspy(?:\.\w+)*\.(?:ReAct|CodeAct)$/, lists: ["tools"] },
  { format: "swarm-function", symbols: /^swarm(?:\.\w+)*\.Agent$/, lists: ["functions"] },
  { format: "mcp-py-fastmcp", symbols: /^(?:fastmcp|mcp\.server\.fastmcp)(?:\.\w+)*\.FastMCP$/, lists: ["tools"] },
  { format: "camel-function", symbols: /^camel(?:\.\w+)*\.ChatAgent$/, lists: ["tools"] },
  ...moreHolders,
];
