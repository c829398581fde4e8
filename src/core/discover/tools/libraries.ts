/** Agent libraries: their modules are known by name and never followed, even in their own repositories. */
const ecmascript =
  /^(?:ai|agents|fastmcp|deepagents|openai|vscode|genkit|llamaindex|langchain|mcp-handler|zod|@vercel\/mcp-adapter|@voltagent\/core|@github\/copilot-sdk|@google\/(?:adk|genai)|llmz|xmcp|@inngest\/agent-kit|@convex-dev\/agent|@livekit\/agents|@composio\/core|@coinbase\/agentkit|@goat-sdk\/core|@ax-llm\/ax|@(?:ai-sdk|modelcontextprotocol|langchain|openai|mastra|genkit-ai|anthropic-ai|llamaindex|strands-agents|tanstack)\/[\w-]+)(?:\/.*)?$/;

/** Python names a package by its dotted modules; "agents" is a common name for a folder too, so its parts are listed. */
const python =
  /^(?:mcp|fastmcp|agno|phi|crewai|crewai_tools|langchain|langchain_\w+|langgraph|deepagents|smolagents|strands|haystack|agent_framework|claude_agent_sdk|llama_index|autogen_\w+|autogen|pydantic_ai|semantic_kernel|google\.adk|google\.genai|genkit|anthropic|openai|dspy|swarm|camel|qwen_agent)(?:\..*)?$|^(?:kani|magentic|toolhouse|arcade_tdk|arcade_mcp_server|dify_plugin|letta_client|langflow\.custom|lfx\.custom|livekit\.agents)(?:\..*)?$|^(?:marvin|controlflow|langroid|beeai_framework|griptape|mirascope|swarms|praisonaiagents|upsonic|dapr_agents|agency_swarm|atomic_agents|agentscope|inspect_ai|lagent|pipecat|goat|mcp_agent|fast_agent|browser_use|composio)$|^(?:langroid\.agent(?:\.(?:tool_message|xml_tool_message|chat_agent|task))?|marvin\.agents|beeai_framework\.(?:tools|agents)(?:\.\w+)?|griptape\.(?:tools|structures|utils\.decorators)|mirascope\.(?:core|llm)|atomic_agents\.(?:base|lib\.base)(?:\.base_tool)?|agentscope\.(?:tool|agent)|inspect_ai\.(?:tool|agent)|lagent\.actions|goat\.decorators\.tool|mcp_agent\.(?:app|agents\.agent|core\.fastagent)|metagpt\.tools\.tool_registry|dapr_agents\.tool|pipecat\.adapters\.schemas\.\w+)$|^agents$|^agents\.(?:agent|decorators|extensions|handoffs|items|mcp|realtime|run|sandbox|tool|tool_context|tracing|voice)(?:\..*)?$/;

/** True for a module of an agent library. */
export function isAgentLibrary(name: string): boolean {
  return ecmascript.test(name) || python.test(name);
}
