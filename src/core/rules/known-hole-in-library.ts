import { defineRule } from "./rule.ts";
import { compareVersions } from "./versions.ts";

interface Hole {
  readonly library: RegExp;
  /** Versions below this one have it. */
  readonly fixedIn: string;
  readonly id: string;
}

/** From the advisories of the projects, read 2026-11: what an agent built with the library can be talked into. */
const holes: readonly Hole[] = [
  { library: /^semantic-kernel$/, fixedIn: "1.39.4", id: "CVE-2026-26030" },
  { library: /^microsoft\.semantickernel(?:\.(?:core|plugins\.core))?$/, fixedIn: "1.71.0", id: "CVE-2026-25592" },
  { library: /^@modelcontextprotocol\/inspector$/, fixedIn: "0.14.1", id: "CVE-2025-49596" },
  { library: /^mcp-remote$/, fixedIn: "0.1.16", id: "CVE-2025-6514" },
];

export const knownHoleInLibrary = defineRule({
  id: "known-hole-in-library",
  title: "An agent's library is pinned to a version with a known hole",
  family: "supply-chain",
  severity: "high",
  confidence: "high",
  messages: {
    fixed:
      "“{library}” before {version} has a known hole ({id}), by which text that a model reads runs code or writes files. Use {version} or later.",
  },
  *check({ document }) {
    for (const { key, value, valueSpan } of document.settings) {
      if (!key.startsWith("dependency.")) continue;
      const library = key.slice("dependency.".length);
      for (const hole of holes) {
        if (!hole.library.test(library) || compareVersions(String(value), hole.fixedIn) >= 0) continue;
        yield { messageId: "fixed", data: { library, version: hole.fixedIn, id: hole.id }, span: valueSpan };
      }
    }
  },
});
