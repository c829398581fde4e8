import type { Effect } from "../../model/effect.ts";
import { moreEcmascriptAgents, morePythonAgents } from "./moreAgentMakers.ts";

/**
 * How agent libraries make an agent in code, and where each takes its tools. Data of `codeAgents.ts`; names are
 * resolved, see `symbolOf`. Source: tool-formats 3 and 4, of 2026-11-21; built-in abilities by each library's documents.
 */
export interface AgentMaker {
  readonly format: string;
  readonly symbols: RegExp;
  /** Keys under which it is handed tools, as a list or by name. */
  readonly tools?: readonly string[];
  /** Position of the tools where they are not under a key. */
  readonly toolsAt?: number;
  /** Keys whose texts name tools of Claude Code. */
  readonly grants?: readonly string[];
  /** Keys of other agents it can run or hand over to. */
  readonly agents?: readonly string[];
  /** Keys of MCP servers. */
  readonly servers?: readonly string[];
  /** What it can do whatever it is given. */
  readonly built?: readonly Effect[];
  /** What a key gives when it is there, and neither false nor none. */
  readonly switches?: Readonly<Record<string, readonly Effect[]>>;
  /** The key of where its files live: in a sandbox it runs commands too. */
  readonly backend?: string;
  /** Keys of which any makes it an agent; without one the call is something else of that name. */
  readonly needs?: readonly string[];
  /** The key of its first argument that holds all the others. */
  readonly under?: string;
  /** The key of its name, where that is not `name` or `id`. */
  readonly named?: string;
  /** Functions are marked as its tools with itself: `@agent.tool`. */
  readonly marks?: true;
  /** The key that takes the entry of a file which says who it is. */
  readonly described?: string;
  /** Keys by which it asks a person, for tools that it lists itself. */
  readonly asks?: readonly string[];
  /** Keys of its first positional arguments. */
  readonly positional?: readonly string[];
  /** The position of what says all the rest, where that is not first, or a record of its own. */
  readonly config?: number;
}

const runs: readonly Effect[] = ["run-code"];
const hands: readonly Effect[] = ["delegate"];
const files: readonly Effect[] = ["read-files", "write-files"];

export const pythonAgents: readonly AgentMaker[] = [
  {
    format: "adk-agent",
    symbols: /^google\.adk(?:\.\w+)*\.(?:Agent|LlmAgent|LoopAgent|SequentialAgent|ParallelAgent)$/,
    agents: ["sub_agents"],
    switches: { code_executor: runs },
  },
  {
    format: "openai-agent-py",
    symbols: /^agents(?:\.(?:agent|realtime|sandbox))?\.(?:Agent|RealtimeAgent|SandboxAgent)$/,
    agents: ["handoffs"],
    servers: ["mcp_servers"],
    needs: ["name", "instructions", "tools", "handoffs"],
  },
  {
    format: "llamaindex-agent",
    symbols: /^llama_index(?:\.\w+)*\.(?:FunctionAgent|ReActAgent|OpenAIAgent|FunctionCallingAgent)(?:\.from_tools)?$/,
    toolsAt: 0,
    agents: ["can_handoff_to"],
  },
  { format: "llamaindex-agent", symbols: /^llama_index(?:\.\w+)*\.CodeActAgent$/, built: runs },
  {
    format: "llamaindex-workflow",
    symbols: /^llama_index(?:\.\w+)*\.AgentWorkflow(?:\.from_tools_or_functions)?$/,
    tools: ["tools", "tools_or_functions"],
    agents: ["agents"],
  },
  {
    format: "deepagents-py",
    symbols: /^deepagents(?:\.\w+)*\.(?:async_)?create_deep_agent$/,
    built: [...files, "delegate"],
    backend: "backend",
    asks: ["interrupt_on"],
  },
  {
    format: "langchain-py-agent",
    symbols:
      /^(?:langchain|langgraph)(?:\.\w+)*\.create_(?:agent|react_agent|tool_calling_agent|openai_(?:functions|tools)_agent|structured_chat_agent)$/,
    toolsAt: 1,
  },
  { format: "langchain-py-agent", symbols: /^langchain(?:\.\w+)*\.initialize_agent$/, toolsAt: 0 },
  {
    format: "langgraph-supervisor",
    symbols: /^langgraph_(?:supervisor|swarm)(?:\.\w+)*\.create_(?:supervisor|swarm)$/,
    built: hands,
  },
  {
    format: "crewai-agent-py",
    symbols: /^crewai(?:\.\w+)*\.Agent$/,
    servers: ["mcps"],
    switches: { allow_delegation: hands, allow_code_execution: runs },
    named: "role",
    described: "config",
    needs: ["role", "goal", "config", "backstory", "tools"],
  },
  {
    format: "agno-agent",
    symbols: /^(?:agno|phi)\.(?:agent|team)(?:\.\w+)*\.(?:Agent|Team)$/,
    agents: ["members", "team"],
  },
  {
    format: "autogen-agent",
    symbols: /^autogen_agentchat(?:\.\w+)*\.(?:AssistantAgent|SocietyOfMindAgent)$|^autogen_core(?:\.\w+)*\.ToolAgent$/,
    agents: ["handoffs"],
    servers: ["workbench"],
  },
  {
    format: "autogen-agent",
    symbols: /^autogen_agentchat(?:\.\w+)*\.CodeExecutorAgent$/,
    built: runs,
    asks: ["approval_func"],
  },
  {
    format: "autogen-agent",
    symbols: /^(?:pyautogen|autogen|ag2)(?:\.\w+)*\.(?:AssistantAgent|ConversableAgent|UserProxyAgent)$/,
    tools: ["functions", "tools"],
    switches: { code_execution_config: runs },
  },
  {
    format: "pydantic-ai-agent",
    symbols: /^pydantic_ai(?:\.\w+)*\.Agent$/,
    marks: true,
    tools: ["tools", "builtin_tools"],
    servers: ["mcp_servers", "toolsets"],
  },
  {
    format: "smolagents-agent",
    symbols: /^smolagents(?:\.\w+)*\.CodeAgent$/,
    built: runs,
    agents: ["managed_agents"],
  },
  { format: "smolagents-agent", symbols: /^smolagents(?:\.\w+)*\.ToolCallingAgent$/, agents: ["managed_agents"] },
  { format: "strands-agent", symbols: /^strands(?:\.\w+)*\.Agent$/ },
  {
    format: "agent-framework-agent",
    symbols: /^agent_framework(?:\.\w+)*\.(?:(?:Chat)?Agent|\w+\(\)\.(?:create_agent|as_agent))$/,
  },
  {
    format: "semantic-kernel-agent",
    symbols: /^semantic_kernel(?:\.\w+)*\.(?:ChatCompletion|OpenAIAssistant|AzureAssistant|OpenAIResponses)Agent$/,
    tools: ["plugins"],
  },
  { format: "haystack-agent", symbols: /^haystack(?:\.\w+)*\.Agent$/ },
  { format: "dspy-agent", symbols: /^dspy(?:\.\w+)*\.ReAct$/ },
  { format: "dspy-agent", symbols: /^dspy(?:\.\w+)*\.CodeAct$/, built: runs },
  { format: "camel-agent", symbols: /^camel(?:\.\w+)*\.ChatAgent$/ },
  { format: "swarm-agent", symbols: /^swarm(?:\.\w+)*\.Agent$/, tools: ["functions"] },
  {
    format: "claude-agent-sdk-agent",
    symbols: /^claude_(?:agent|code)_sdk(?:\.\w+)*\.(?:AgentDefinition|Claude(?:Agent|Code)Options)$/,
    grants: ["tools", "allowed_tools"],
    servers: ["mcp_servers"],
    agents: ["agents"],
    needs: ["prompt", "description", "tools", "allowed_tools", "agents"],
    asks: ["can_use_tool"],
  },
  ...morePythonAgents,
];

export const ecmascriptAgents: readonly AgentMaker[] = [
  {
    format: "openai-agent-js",
    symbols: /^@openai\/agents(?:-core|-realtime)?(?:\/[\w-]+)?\.(?:Agent|RealtimeAgent)(?:\.create)?$/,
    agents: ["handoffs"],
    servers: ["mcpServers"],
  },
  {
    format: "mastra-agent",
    symbols: /^@mastra\/core(?:\/agent)?\.Agent$/,
    agents: ["agents", "workflows"],
    switches: { workspace: [...files, "run-code"] },
  },
  {
    format: "ai-sdk-agent",
    symbols:
      /^(?:ai|@ai-sdk\/workflow|@workflow\/ai(?:\/\w+)?)\.(?:ToolLoopAgent|Experimental_Agent|Agent|WorkflowAgent|DurableAgent)$/,
  },
  {
    format: "langchain-js-agent",
    symbols: /^(?:langchain|@langchain\/langgraph)(?:\/[\w-]+)*\.create(?:React)?Agent$/,
  },
  {
    format: "langgraph-supervisor",
    symbols: /^@langchain\/langgraph-(?:supervisor|swarm)\.create(?:Supervisor|Swarm)$/,
    built: hands,
  },
  {
    format: "deepagents-js",
    symbols: /^deepagents\.createDeepAgent$/,
    built: [...files, "delegate"],
    backend: "backend",
    asks: ["interruptOn"],
  },
  {
    format: "voltagent-agent",
    symbols: /^@voltagent\/core\.Agent$/,
    tools: ["tools", "toolkits"],
    agents: ["subAgents"],
  },
  {
    format: "llamaindex-ts-agent",
    symbols: /^(?:llamaindex|@llamaindex\/workflow)\.(?:agent|ReActAgent|OpenAIAgent)$/,
    agents: ["canHandoffTo"],
  },
  { format: "llamaindex-ts-agent", symbols: /^(?:llamaindex|@llamaindex\/workflow)\.multiAgent$/, built: hands },
  { format: "strands-agent", symbols: /^@strands-agents\/sdk\.Agent$/ },
  {
    format: "claude-agent-sdk-query",
    symbols: /^@anthropic-ai\/claude-(?:agent-sdk|code)\.(?:query|unstable_v2_(?:prompt|createSession))$/,
    under: "options",
    grants: ["tools", "allowedTools"],
    servers: ["mcpServers"],
    agents: ["agents"],
    needs: ["allowedTools", "disallowedTools", "tools", "agents", "mcpServers", "permissionMode", "systemPrompt"],
    asks: ["canUseTool"],
  },
  {
    format: "adk-agent",
    symbols: /^@google\/adk\.(?:Agent|LlmAgent|LoopAgent|SequentialAgent|ParallelAgent)$/,
    agents: ["subAgents"],
    switches: { codeExecutor: runs },
  },
  ...moreEcmascriptAgents,
];
