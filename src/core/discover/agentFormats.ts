import { inspectAgentFile } from "./agentFile.ts";
import type { Format } from "./format.ts";

const copilotPath = /\.(?:agent|chatmode)\.md$|(?:^|\/)\.github\/agents\/[^/]+\.md$/;

/** Sub-agents of Claude Code: `.claude/agents/*.md`, and `agents/*.md` of plugins. */
export const claudeAgents: Format = {
  id: "claude-agent",
  isCandidate: (path) => /(?:^|\/)agents\/(?:[^/]+\/)*[^/]+\.md$/.test(path) && !copilotPath.test(path),
  inspect(source) {
    // Elsewhere a folder named agents holds other Markdown too, so the file has to say more.
    const requiredKeys = source.path.includes(".claude/agents/") ? ["name"] : ["name", "description"];
    return inspectAgentFile(source, { format: "claude-agent", dialect: "claude", requiredKeys });
  },
};

/** Custom agents of VS Code and Copilot, with their older name chat modes. */
export const copilotAgents: Format = {
  id: "copilot-agent",
  isCandidate: (path) => copilotPath.test(path),
  inspect: (source) =>
    inspectAgentFile(source, { format: "copilot-agent", dialect: "copilot", requiredKeys: ["description"] }),
};
