import type { Effect } from "../../model/effect.ts";
import type { AgentMaker } from "./agentMakers.ts";

/** How further libraries make an agent, by their documents of 2026-11. Data of `agentMakers.ts`. */

/** What a browser lets an agent do. */
const browses: readonly Effect[] = ["fetch-network", "send-outward", "read-untrusted"];
const hands: readonly Effect[] = ["delegate"];

/** Words without which no file of Python has an agent of these. */
export const moreAgentWords =
  /[aA]gent\w*\s*\(|\b(?:assistants|agents)\.create\(|@\w+\.(?:agent|orchestrator|router|chain|parallel)\b/;

export const morePythonAgents: readonly AgentMaker[] = [
  { format: "marvin-agent", symbols: /^marvin(?:\.agents(?:\.\w+)*)?\.(?:Agent|Team|Swarm)$/, agents: ["members"] },
  { format: "controlflow-agent", symbols: /^controlflow(?:\.\w+)*\.Agent$/ },
  { format: "griptape-agent", symbols: /^griptape\.structures(?:\.\w+)*\.Agent$/ },
  { format: "beeai-agent", symbols: /^beeai_framework\.agents(?:\.\w+)*\.\w+Agent$/ },
  { format: "swarms-agent", symbols: /^swarms(?:\.\w+)*\.Agent$/, named: "agent_name" },
  {
    format: "praisonai-agent",
    symbols: /^praisonaiagents(?:\.\w+)*\.Agent$/,
    agents: ["handoffs"],
    needs: ["instructions", "role", "goal", "tools", "name"],
  },
  { format: "upsonic-agent", symbols: /^upsonic(?:\.\w+)*\.Agent$/ },
  { format: "dapr-agent", symbols: /^dapr_agents(?:\.\w+)*\.\w*Agent$/ },
  { format: "agency-swarm-agent", symbols: /^agency_swarm(?:\.\w+)*\.Agent$/, servers: ["mcp_servers"] },
  { format: "agentscope-agent", symbols: /^agentscope\.agents?(?:\.\w+)*\.\w+Agent$/, tools: ["tools"] },
  { format: "langroid-agent", symbols: /^langroid(?:\.\w+)*\.\w*ChatAgent$/, config: 0 },
  { format: "livekit-agent", symbols: /^livekit\.agents(?:\.\w+)*\.Agent$/, servers: ["mcp_servers"] },
  {
    format: "azure-ai-agent",
    symbols:
      /^azure\.ai\.(?:projects|agents)(?:\.\w+)*\.(?:AIProjectClient|AgentsClient)\(\)\.(?:agents\.)?create_agent$/,
    tools: ["tools", "toolset"],
    needs: ["instructions", "tools", "toolset"],
  },
  {
    format: "openai-assistant",
    symbols: /^openai(?:\.\w+)*\.\w*OpenAI\(\)\.beta\.assistants\.create$/,
    needs: ["instructions", "tools", "name"],
  },
  { format: "mistral-agent", symbols: /^mistralai(?:\.\w+)*\.Mistral\(\)\.beta\.agents\.create$/ },
  {
    format: "mcp-agent",
    symbols: /^mcp_agent(?:\.\w+)*\.Agent$/,
    tools: ["functions"],
    servers: ["server_names"],
    needs: ["instruction", "server_names", "functions"],
  },
  {
    format: "fast-agent",
    symbols: /^(?:fast_agent|mcp_agent)(?:\.\w+)*\.FastAgent\(\)\.(?:agent|custom)$/,
    positional: ["name", "instruction"],
    tools: ["function_tools"],
    servers: ["servers"],
    agents: ["agents"],
  },
  {
    format: "fast-agent",
    symbols: /^(?:fast_agent|mcp_agent)(?:\.\w+)*\.FastAgent\(\)\.(?:orchestrator|router|chain|parallel)$/,
    positional: ["name"],
    built: hands,
  },
  { format: "browser-use-agent", symbols: /^browser_use(?:\.\w+)*\.Agent$/, built: browses, needs: ["task"] },
  {
    format: "letta-agent",
    symbols: /^letta(?:_client)?(?:\.\w+)*\.(?:Async)?Letta\(\)\.agents\.create$/,
    needs: ["memory_blocks", "tools", "system", "agent_type"],
  },
  {
    format: "bedrock-agent",
    symbols: /^boto3\.bedrock-agent\(\)\.create_agent$/,
    named: "agentName",
    needs: ["instruction"],
  },
];

export const moreEcmascriptAgents: readonly AgentMaker[] = [
  { format: "agentkit-agent", symbols: /^@inngest\/agent-kit\.createAgent$/, servers: ["mcpServers"] },
  { format: "agentkit-network", symbols: /^@inngest\/agent-kit\.createNetwork$/, agents: ["agents"] },
  { format: "convex-agent", symbols: /^@convex-dev\/agent\.Agent$/, config: 1 },
  { format: "livekit-agent", symbols: /^@livekit\/agents(?:\.\w+)*\.Agent$/ },
  { format: "beeai-agent", symbols: /^(?:beeai-framework|bee-agent-framework)\/agents\/[\w./-]+\.\w+Agent$/ },
  {
    format: "ax-agent",
    symbols: /^@ax-llm\/ax\.(?:AxAgent|agent)$/,
    tools: ["functions"],
    agents: ["agents"],
    needs: ["functions", "agents", "name"],
  },
  {
    format: "stagehand-agent",
    symbols: /^@browserbasehq\/stagehand\.Stagehand\(\)\.agent$/,
    built: browses,
    servers: ["integrations"],
  },
  {
    format: "openai-assistant",
    symbols: /^openai(?:\.\w+)?\(\)\.beta\.assistants\.create$/,
    needs: ["instructions", "tools", "name"],
  },
  {
    format: "genkit-prompt",
    symbols: /^genkit(?:\/\w+)?\.(?:genkit|Genkit\w*)\(\)\.definePrompt$/,
    needs: ["tools"],
  },
];

/** Agents that code writes as classes which extend one of these: the class is the agent. */
export const agentClasses: readonly { readonly format: string; readonly symbols: RegExp }[] = [
  { format: "livekit-agent", symbols: /^livekit\.agents(?:\.\w+)*\.Agent$|^@livekit\/agents(?:\.\w+)*\.Agent$/ },
  {
    format: "cloudflare-agent",
    symbols:
      /^(?:agents(?:\/ai-chat-agent)?|@cloudflare\/(?:agents|ai-chat|think)(?:\/[\w-]+)?)\.(?:Agent|AIChatAgent|Think)$/,
  },
];
