import { defineRule } from "./rule.ts";
import { type Switch, switchedOff } from "./switches.ts";

/** OpenClaw's own hardening list: loopback and a token (agents-b 13.3, OpenClaw 2026.9.6). */
const switches: readonly Switch[] = [
  {
    file: /openclaw\.json/,
    key: /^gateway\.bind$/,
    isOff: (value) => typeof value === "string" && value !== "loopback",
    safeValue: '"loopback"',
  },
  { file: /openclaw\.json/, key: /^gateway\.auth\.mode$/, isOff: "none", safeValue: '"token"' },
  {
    file: /openclaw\.json/,
    key: /^gateway\.controlUi\.(?:allowInsecureAuth|dangerouslyDisableDeviceAuth)$/,
    isOff: true,
    safeValue: "false",
  },
];

export const openclawGatewayOpen = defineRule({
  id: "openclaw-gateway-open",
  title: "The gateway can be reached by others than you",
  family: "identity",
  severity: "critical",
  confidence: "high",
  messages: {
    open: "“{key}” lets others than you reach the gateway that commands this agent. Bind it to loopback, with a token.",
  },
  *check({ document }) {
    for (const place of switchedOff(document, switches)) yield { messageId: "open", ...place };
  },
});
