import { defineRule } from "./rule.ts";
import { type Switch, switchedOff } from "./switches.ts";

const namesEverything = (value: unknown) => Array.isArray(value) && value.includes("*");

/** Sources: agents-a 2.3 and 5.1 (Claude Code 2.1.329, Codex 0.160). */
const switches: readonly Switch[] = [
  { file: /\.codex\//, key: /(?:^|\.)network_access$/, isOff: true, safeValue: "false" },
  { file: /\.claude\//, key: /^sandbox\.network\.allowedDomains$/, isOff: namesEverything },
  { file: /\.claude\//, key: /^sandbox\.network\.allowLocalBinding$/, isOff: true, safeValue: "false" },
];

export const sandboxNetworkOpen = defineRule({
  id: "sandbox-network-open",
  title: "The sandbox lets everything out to the network",
  family: "data-flow",
  severity: "medium",
  confidence: "high",
  messages: {
    open: "“{key}” lets sandboxed commands reach every host, so what they read can leave. Name the hosts that are needed.",
  },
  *check({ document }) {
    for (const place of switchedOff(document, switches)) yield { messageId: "open", ...place };
  },
});
