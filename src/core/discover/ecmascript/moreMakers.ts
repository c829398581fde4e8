import type { Maker } from "./ecmascriptMakers.ts";

/** How further libraries make a tool, by their documents of 2026-11. Data of `ecmascriptMakers.ts`. */
export const moreMakers: readonly Maker[] = [
  { format: "convex-tool", symbols: /^@convex-dev\/agent\.createTool$/, config: 0 },
  { format: "composio-tool", symbols: /^@composio\/\w+\.Composio\(\)\.tools\.createCustomTool$/, config: 0 },
  {
    format: "copilotkit",
    symbols: /^@copilotkit(?:next)?\/[\w-]+(?:\/v2)?\.(?:useFrontendTool|defineTool|useRemoteTool)$/,
    config: 0,
    clientRuns: true,
  },
  // What it draws is what a person answers.
  {
    format: "copilotkit",
    symbols: /^@copilotkit(?:next)?\/[\w-]+(?:\/v2)?\.useHumanInTheLoop$/,
    config: 0,
    asks: true,
  },
  {
    format: "assistant-ui-tool",
    symbols: /^@assistant-ui\/[\w-]+\.(?:makeAssistantTool|useAssistantTool|tool)$/,
    config: 0,
    clientRuns: true,
  },
  {
    format: "hashbrown-tool",
    symbols: /^@hashbrownai\/\w+\.(?:createTool|createToolWithArgs|useTool)$/,
    config: 0,
  },
  { format: "agentkit-tool", symbols: /^@inngest\/agent-kit\.createTool$/, config: 0 },
  { format: "livekit-tool", symbols: /^@livekit\/agents(?:\.llm)?\.tool$/, config: 0 },
  { format: "llmz-tool", symbols: /^llmz\.Tool$|^@botpress\/runtime\.Autonomous\.Tool$/, config: 0 },
  { format: "lmstudio-tool", symbols: /^@lmstudio\/sdk\.(?:tool|rawFunctionTool)$/, config: 0 },
  { format: "xsai-tool", symbols: /^(?:xsai|@xsai\/tool)\.(?:tool|rawTool)$/, config: 0 },
  { format: "beeai-tool", symbols: /^(?:beeai|bee-agent)-framework\/tools\/\w+\.(?:Dynamic|Function)Tool$/, config: 0 },
  { format: "goat-tool", symbols: /^@goat-sdk\/core\.createTool$/, config: 0, handler: 1 },
  {
    format: "agentkit-action",
    symbols: /^@coinbase\/agentkit\.customActionProvider$/,
    config: 0,
  },
  {
    format: "teams-ai-action",
    symbols: /^@microsoft\/teams-ai\.Application\(\)\.ai\.action$/,
    name: 0,
    handler: 1,
  },
  {
    format: "teams-ai-function",
    symbols: /^@microsoft\/teams\.ai\.ChatPrompt\(\)(?:\.function\(\))*\.function$/,
    name: 0,
    description: 1,
    schema: 2,
    handlerLast: true,
  },
  {
    format: "bedrock-agent-function",
    symbols: /^@aws-lambda-powertools\/event-handler(?:\/[\w-]+)?\.BedrockAgentFunctionResolver\(\)\.tool$/,
    handler: 0,
    config: 1,
  },
  {
    format: "genaiscript-tool",
    symbols: /^defTool$/,
    name: 0,
    description: 1,
    schema: 2,
    handler: 3,
  },
  { format: "genaiscript-agent", symbols: /^defAgent$/, name: 0, description: 1, handlerLast: true, delegates: true },
  { format: "effect-ai-tool", symbols: /^@effect\/ai(?:\/Tool)?(?:\.Tool)?\.make$/, name: 0, config: 1 },
  {
    format: "openai-realtime-tool",
    symbols: /^@openai\/realtime-api-beta\.RealtimeClient\(\)\.addTool$/,
    config: 0,
    handler: 1,
  },
  { format: "tambo-tool", symbols: /^@tambo-ai\/[\w-]+\.defineTool$/, config: 0 },
];
