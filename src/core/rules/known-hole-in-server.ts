import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";
import { compareVersions } from "./versions.ts";

interface Hole {
  readonly package: string;
  /** Versions below this one have it; undefined: all from `from` on. */
  readonly fixedIn?: string;
  readonly from?: string;
  readonly id: string;
}

/** From the advisories of the projects and of the GitHub Advisory Database, read 2026-11. */
const holes: readonly Hole[] = [
  { package: "mcp-remote", fixedIn: "0.1.16", id: "CVE-2025-6514" },
  { package: "@modelcontextprotocol/inspector", fixedIn: "0.14.1", id: "CVE-2025-49596" },
  { package: "@modelcontextprotocol/server-filesystem", fixedIn: "2025.7.1", id: "CVE-2025-53109" },
  { package: "mcp-server-git", fixedIn: "2025.12.18", id: "CVE-2025-68143" },
  { package: "figma-developer-mcp", fixedIn: "0.6.3", id: "CVE-2025-53967" },
  { package: "mcp-server-kubernetes", fixedIn: "2.5.0", id: "CVE-2025-53355" },
  { package: "@anthropic-ai/claude-code", fixedIn: "2.0.65", id: "CVE-2026-21852" },
  { package: "postmark-mcp", from: "1.0.16", id: "a copy of every mail sent to its author" },
];

export const knownHoleInServer = defineRule({
  id: "known-hole-in-server",
  title: "A server is pinned to a version with a known hole",
  family: "supply-chain",
  severity: "high",
  confidence: "high",
  messages: {
    fixed: "“{package}” before {version} has a known hole ({id}). Use {version} or later.",
    bad: "“{package}” from {version} on is known to be hostile: {id}. Take it out, and renew what it has seen.",
  },
  *check({ document }) {
    for (const server of definitionsOf(document, "server")) {
      for (const { value, span } of server.args) {
        const match = /^((?:@[\w.-]+\/)?[\w.-]+)(?:@|==)v?(\d+(?:\.\d+)*)/.exec(value);
        const [, name, version] = match ?? [];
        if (!name || !version) continue;
        for (const hole of holes.filter((one) => one.package === name)) {
          const data = { package: name, id: hole.id, version: hole.fixedIn ?? hole.from ?? "" };
          if (hole.fixedIn && compareVersions(version, hole.fixedIn) < 0) yield { messageId: "fixed", data, span };
          if (hole.from && compareVersions(version, hole.from) >= 0)
            yield { messageId: "bad", data, span, severity: "critical" };
        }
      }
    }
  },
});
