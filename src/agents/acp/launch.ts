/**
 * Agents that speak ACP, with the words that start them as an agent of ours. Asking is the agent's choice, so each is
 * started in the mode in which it asks; what was seen on which version stands beside it.
 */
export interface AcpLaunch {
  readonly id: string;
  readonly title: string;
  readonly words: readonly string[];
  /** Set for the agent, over what the user has: it must ask. */
  readonly env: Readonly<Record<string, string>>;
  /** It cannot read the answer that a file is not there, and makes no file without it. */
  readonly missingIsEmpty?: boolean;
  /** Undefined: not run here, so what it asks about is not proven. */
  readonly seen?: { readonly version: string; readonly date: string };
}

/** By name too: Kilo Code lets a general “allow” of the user's settings win over a general “ask”. */
const asking = ["*", "bash", "edit", "webfetch", "websearch", "task", "external_directory", "skill"];
const everythingAsks = JSON.stringify(Object.fromEntries(asking.map((name) => [name, "ask"])));

export const acpLaunches: readonly AcpLaunch[] = [
  {
    id: "gemini",
    title: "Gemini CLI",
    words: ["gemini", "--acp", "--approval-mode", "default"],
    env: {},
    missingIsEmpty: true,
    seen: { version: "0.61.0", date: "2026-11-25" },
  },
  {
    id: "qwen",
    title: "Qwen Code",
    words: ["qwen", "--acp", "--approval-mode", "default"],
    env: {},
    seen: { version: "0.24.4", date: "2026-11-25" },
  },
  {
    id: "opencode",
    title: "OpenCode",
    words: ["opencode", "acp"],
    // Out of the box it asks for nothing (1.18.33).
    env: { OPENCODE_PERMISSION: everythingAsks },
    seen: { version: "1.18.33", date: "2026-11-25" },
  },
  {
    id: "kilo",
    title: "Kilo Code",
    words: ["kilo", "acp"],
    env: { KILO_PERMISSION: everythingAsks },
    seen: { version: "7.7.7", date: "2026-11-25" },
  },
  { id: "cline", title: "Cline", words: ["cline", "--acp"], env: {} },
  { id: "goose", title: "Goose", words: ["goose", "acp"], env: { GOOSE_MODE: "approve" } },
  { id: "kiro", title: "Kiro", words: ["kiro-cli", "acp"], env: {} },
  { id: "cursor", title: "Cursor", words: ["cursor-agent", "acp"], env: {} },
  { id: "devin", title: "Devin", words: ["devin", "acp"], env: {} },
];
