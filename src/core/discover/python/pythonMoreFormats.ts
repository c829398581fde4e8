import type { ToolCall, ToolClass, ToolDecorator, ToolHolder, Toolkit } from "./pythonFormats.ts";

/** How further Python libraries mark tools, by their documents of 2026-11. Data of `pythonFormats.ts`. */

/** Modules of these libraries: a file that names none of them has none of their tools. */
export const moreModules =
  /\b(?:langroid|marvin|controlflow|griptape|letta_client|letta|beeai_framework|mirascope|chainlit|langflow|lfx|dify_plugin|composio\w*|arcade_tdk|arcade\.sdk|arcade_mcp_server|toolhouse|kani|magentic|llm|google\.generativeai|vertexai|ollama|azure\.ai|transformers|livekit|pipecat|swarms|praisonaiagents|agentscope|lagent|inspect_ai|metagpt|ell|atomic_agents|taskweaver|upsonic|agency_swarm|dapr_agents|teams|microsoft_teams|aws_lambda_powertools|mistralai|copilotkit|openai|elevenlabs|mcp_agent|fast_agent|mcp_server|goat|gradio|fastapi_mcp|browser_use|boto3)\b/;

/** The word without which none of them has a tool. */
export const moreWords = /tool|function|activity|action|plugin/i;

export const moreDecorators: readonly ToolDecorator[] = [
  {
    format: "python-tool-decorator",
    symbols:
      /^(?:controlflow|beeai_framework|mirascope|praisonaiagents|ell|upsonic|dapr_agents|transformers|arcade_tdk|arcade\.sdk|arcade_mcp_server)(?:\.\w+)*\.tool$/,
  },
  { format: "arcade-tool", symbols: /^arcade_mcp_server(?:\.\w+)*\.MCPApp\(\)\.tool$/ },
  { format: "mcp-agent-tool", symbols: /^mcp_agent(?:\.\w+)*\.MCPApp\(\)\.(?:async_)?tool$/ },
  {
    format: "composio-tool",
    symbols: /^composio\w*(?:\.\w+)*\.(?:action|tool)$|^composio(?:\.\w+)*\.Composio\(\)\.tools\.custom_tool$/,
  },
  { format: "toolhouse-tool", symbols: /^toolhouse(?:\.\w+)*\.Toolhouse\(\)\.register_local_tool$/, first: "name" },
  { format: "kani-function", symbols: /^kani(?:\.\w+)*\.ai_function$/ },
  { format: "livekit-tool", symbols: /^livekit\.agents(?:\.\w+)*\.(?:function_tool|ai_callable)$/ },
  { format: "lagent-tool", symbols: /^lagent(?:\.\w+)*\.tool_api$/ },
  { format: "agency-swarm-function", symbols: /^agency_swarm(?:\.\w+)*\.function_tool$/, name: ["name_override"] },
  {
    format: "bedrock-agent-function",
    symbols: /^aws_lambda_powertools(?:\.\w+)*\.BedrockAgentFunctionResolver\(\)\.tool$/,
  },
  { format: "mistral-function", symbols: /^mistralai(?:\.\w+)*\.RunContext\(\)\.register_func$/ },
  { format: "chainlit-step", symbols: /^chainlit(?:\.\w+)*\.step$/, where: ["type", "tool"] },
  { format: "teams-ai-action", symbols: /^teams(?:\.\w+)*\.Application\(\)\.ai\.action$/, first: "name" },
  { format: "griptape-activity", symbols: /^griptape(?:\.\w+)*\.activity$/, under: "config" },
  { format: "goat-tool", symbols: /^goat(?:\.\w+)*\.Tool$/ },
  { format: "inspect-tool", symbols: /^inspect_ai(?:\.\w+)*\.tool$/, returns: true },
];

export const moreCalls: readonly ToolCall[] = [
  {
    format: "letta-tool",
    symbols:
      /^letta(?:_client)?(?:\.\w+)*\.(?:(?:Async)?Letta\(\)\.tools\.(?:upsert|create)_from_function|create_client\(\)\.create(?:_or_update)?_tool)$/,
    handler: ["func"],
    atFunction: true,
  },
  {
    format: "gemini-function",
    symbols: /^(?:vertexai|google\.(?:genai|generativeai))(?:\.\w+)*\.FunctionDeclaration\.from_(?:func|callable)\w*$/,
    handler: ["func", "callable", "function"],
    atFunction: true,
  },
  {
    format: "agentscope-tool",
    symbols: /^agentscope(?:\.\w+)*\.(?:Toolkit\(\)\.register_tool_function|ServiceToolkit\(\)\.add)$/,
    handler: ["tool_func", "service_func"],
    atFunction: true,
  },
  { format: "pipecat-function", symbols: /^pipecat(?:\.\w+)*\.FunctionSchema$/, registered: /\.register_function$/ },
  { format: "teams-ai-function", symbols: /^microsoft(?:\.|_)teams(?:\.\w+)*\.Function$/, handler: ["handler"] },
  { format: "copilotkit-action", symbols: /^copilotkit(?:\.\w+)*\.Action$/, handler: ["handler"] },
  { format: "dspy-function", symbols: /^dspy(?:\.\w+)*\.Tool$/, handler: ["func"], atFunction: true },
  { format: "elevenlabs-client-tool", symbols: /^elevenlabs(?:\.\w+)*\.ClientTools\(\)\.register$/ },
  {
    format: "pydantic-ai-tool",
    symbols: /^pydantic_ai(?:\.\w+)*\.FunctionToolset\(\)\.(?:add_function|add_tool)$/,
    handler: ["func"],
    atFunction: true,
  },
  { format: "openai-pydantic-tool", symbols: /^openai(?:\.\w+)*\.pydantic_function_tool$/, model: true },
];

export const moreClasses: readonly ToolClass[] = [
  {
    format: "langroid-tool",
    symbols: /^langroid(?:\.\w+)*\.(?:XML)?ToolMessage$/,
    methods: ["handle", "response"],
    name: "request",
    description: "purpose",
    // A method of the agent, of the name of the request, runs it else.
    runsElsewhere: true,
  },
  { format: "mirascope-basetool", symbols: /^mirascope(?:\.\w+)*\.BaseTool$/, methods: ["call"], byClass: true },
  {
    format: "dify-tool",
    symbols: /^(?:dify_plugin|core\.tools)(?:\.\w+)*\.(?:Builtin)?Tool$/,
    methods: ["_invoke"],
    byClass: true,
  },
  {
    format: "atomic-agents-tool",
    symbols: /^atomic_agents(?:\.\w+)*\.BaseTool$/,
    methods: ["run", "run_async"],
    byClass: true,
  },
  { format: "taskweaver-plugin", symbols: /^taskweaver(?:\.\w+)*\.Plugin$/, methods: ["__call__"], byClass: true },
  { format: "transformers-tool", symbols: /^transformers(?:\.\w+)*\.Tool$/, methods: ["forward", "__call__"] },
  {
    format: "langflow-component",
    symbols: /^(?:langflow|lfx)(?:\.\w+)*\.(?:Component|CustomComponent)$/,
    methods: [],
    methodsIn: "outputs",
    needs: "tool_mode",
  },
  {
    format: "langflow-component",
    symbols: /^(?:langflow|lfx)(?:\.\w+)*\.LCToolComponent$/,
    methods: ["run_model", "build_tool"],
  },
];

/** Decorators that make a class a tool, with all that it can do. */
export const classDecorators: readonly { readonly format: string; readonly symbols: RegExp }[] = [
  { format: "metagpt-tool", symbols: /^metagpt(?:\.\w+)*\.register_tool$/ },
];

export const moreToolkits: readonly Toolkit[] = [
  { format: "django-mcp-toolset", symbols: /^mcp_server(?:\.\w+)*\.MCPToolset$/, all: true },
  { format: "llm-toolbox", symbols: /^llm(?:\.\w+)*\.Toolbox$/, all: true },
];

export const moreHolders: readonly ToolHolder[] = [
  {
    format: "marvin-function",
    symbols:
      /^marvin(?:\.\w+)*\.(?:Agent|Task|Team|Swarm|run|run_async|say|say_async|plan|plan_async|generate|extract|cast|classify|fn|task)$|^marvin(?:\.\w+)*\.Agent\(\)\.(?:run|say)(?:_async)?$/,
    lists: ["tools"],
  },
  {
    format: "controlflow-function",
    symbols: /^controlflow(?:\.\w+)*\.(?:Agent|Task|run|run_async|flow|task|plan)$/,
    lists: ["tools"],
  },
  { format: "mirascope-function", symbols: /^mirascope(?:\.\w+)*\.(?:call|agent|prompt)$/, lists: ["tools"] },
  {
    format: "magentic-function",
    symbols: /^magentic(?:\.\w+)*\.(?:prompt|chatprompt|prompt_chain|Chat)$/,
    lists: ["functions"],
  },
  {
    format: "llm-function",
    symbols: /^llm(?:\.\w+)*\.get_(?:async_)?model\(\)\.(?:chain|prompt|conversation)$/,
    lists: ["tools"],
  },
  {
    format: "gemini-function",
    symbols:
      /^(?:google\.generativeai|vertexai)(?:\.\w+)*\.(?:GenerativeModel|LangchainAgent|LanggraphAgent|AG2Agent|LlamaIndexQueryPipelineAgent)$/,
    lists: ["tools", "runnable_tools"],
  },
  { format: "ollama-function", symbols: /^ollama(?:\.\w+)*\.(?:(?:Async)?Client\(\)\.)?chat$/, lists: ["tools"] },
  {
    format: "agent-plain-function",
    symbols:
      /^(?:swarms|praisonaiagents|upsonic|dapr_agents|beeai_framework|livekit\.agents|griptape|agency_swarm|atomic_agents)(?:\.\w+)*\.(?:\w*Agent|Task)$/,
    lists: ["tools"],
  },
  { format: "mcp-agent-function", symbols: /^mcp_agent(?:\.\w+)*\.Agent$/, lists: ["functions"] },
  { format: "pipecat-function", symbols: /^pipecat(?:\.\w+)*\.ToolsSchema$/, lists: ["standard_tools"] },
  {
    format: "azure-ai-function",
    symbols: /^azure\.ai\.(?:agents|projects)(?:\.\w+)*\.(?:Async)?(?:FunctionTool|ToolSet\(\)\.add)$/,
    lists: ["functions"],
    first: true,
  },
  {
    format: "autogen-function",
    symbols: /^(?:pyautogen|autogen|ag2)(?:\.\w+)*\.(?:ConversableAgent|AssistantAgent)$/,
    lists: ["functions", "tools"],
  },
];
