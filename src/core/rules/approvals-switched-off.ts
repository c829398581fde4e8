import type { SettingFact } from "../discover/facts.ts";
import type { Severity } from "../model/severity.ts";
import type { Span } from "../model/span.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf, replacement } from "./support.ts";

export const approvalsSwitchedOff = defineRule({
  id: "approvals-switched-off",
  title: "A setting switches approvals or the gate off",
  family: "confirmation",
  severity: "critical",
  confidence: "high",
  messages: {
    everything: "“{key}” lets agents act without asking, whatever they do. Remove it.",
    hooks: "“{key}” switches hooks off, and with them every gate that stands on hooks, the user's own too. Remove it.",
    servers: "“{key}” starts every server that this folder names without asking. Approve servers one by one.",
    edits: "“{key}” lets agents change files that run code later without asking. Keep those files out of it.",
    terminal:
      "“{pattern}” in “{key}” approves commands far beyond one program. Approve the few commands that are needed.",
    addresses: "“{pattern}” in “{key}” approves every address. Name the hosts that are needed.",
    agent: "“{key}: {value}” asks for an agent that never has to ask. Leave it out.",
    sandbox:
      "“sandboxEnabled” of server “{server}” makes VS Code approve all its tool calls by itself, on macOS and Linux. Leave it out where calls reach outside.",
  },
  *check({ document }) {
    for (const setting of document.settings) {
      for (const row of switches) {
        if (!row.key.test(setting.key) || !row.isOff(setting.value)) continue;
        const fixes =
          row.safeValue === undefined
            ? []
            : [replacement(`Set it to ${row.safeValue}`, "unsafe", setting.valueSpan, row.safeValue)];
        yield {
          messageId: row.messageId,
          data: { key: setting.key },
          span: setting.keySpan,
          severity: row.severity,
          fixes,
        };
      }
      yield* tooWide(setting);
    }
    for (const agent of definitionsOf(document, "agent")) {
      const mode = agent.permissionMode;
      if (mode?.text !== "bypassPermissions") continue;
      yield {
        messageId: "agent",
        data: { key: "permissionMode", value: mode.text },
        span: mode.span,
        severity: "high",
      };
    }
    for (const server of definitionsOf(document, "server")) {
      if (!server.sandboxed) continue;
      yield {
        messageId: "sandbox",
        data: { server: server.name },
        span: server.nameSpan ?? server.span,
        severity: "medium",
      };
    }
  },
});

type SwitchMessage = "everything" | "hooks" | "servers" | "edits";

interface Switch {
  readonly key: RegExp;
  readonly messageId: SwitchMessage;
  readonly severity: Severity;
  readonly isOff: (value: unknown) => boolean;
  /** JSON text that takes the danger away. */
  readonly safeValue?: string;
}

const isTrue = (value: unknown) => value === true;
const isFalse = (value: unknown) => value === false;

/** Sources: agents-a 2.2, 2.3, 3.4 and 7.4 of 2026-11-21 (Claude Code 2.1.329, VS Code 1.139). */
const switches: readonly Switch[] = [
  {
    key: /^chat\.tools\.(?:global\.)?autoApprove$/,
    messageId: "everything",
    severity: "critical",
    isOff: isTrue,
    safeValue: "false",
  },
  {
    key: /^chat\.permissions\.default$/,
    messageId: "everything",
    severity: "critical",
    isOff: (value) => value === "autoApprove" || value === "autopilot",
    safeValue: '"default"',
  },
  {
    key: /^permissions\.defaultMode$/,
    messageId: "everything",
    severity: "critical",
    isOff: (value) => value === "bypassPermissions",
    safeValue: '"default"',
  },
  {
    key: /^skipDangerousModePermissionPrompt$/,
    messageId: "everything",
    severity: "critical",
    isOff: isTrue,
    safeValue: "false",
  },
  { key: /^disableAllHooks$/, messageId: "hooks", severity: "critical", isOff: isTrue, safeValue: "false" },
  { key: /^chat\.useHooks$/, messageId: "hooks", severity: "critical", isOff: isFalse, safeValue: "true" },
  { key: /^enableAllProjectMcpServers$/, messageId: "servers", severity: "high", isOff: isTrue, safeValue: "false" },
  {
    key: /^task\.allowAutomaticTasks$/,
    messageId: "everything",
    severity: "high",
    isOff: (value) => value === "on",
    safeValue: '"off"',
  },
  {
    key: /^security\.workspace\.trust\.enabled$/,
    messageId: "everything",
    severity: "high",
    isOff: isFalse,
    safeValue: "true",
  },
  { key: /^chat\.tools\.edits\.autoApprove$/, messageId: "edits", severity: "high", isOff: approvesActingFiles },
];

/** Patterns that by themselves cover files which something runs later. The last match wins, and only true counts. */
function approvesActingFiles(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([pattern, approve]) => {
    return approve === true && /\.vscode|\.git\b|\.env|package\.json|\.claude|\.github|mcp\.json/.test(pattern);
  });
}

interface TooWide {
  readonly messageId: "terminal" | "addresses";
  readonly data: { readonly key: string; readonly pattern: string };
  readonly span: Span;
  readonly severity: Severity;
}

function* tooWide({ key, value, keySpan }: SettingFact): Iterable<TooWide> {
  if (typeof value !== "object" || value === null) return;
  const isTerminal = key === "chat.tools.terminal.autoApprove";
  if (!isTerminal && key !== "chat.tools.urls.autoApprove") return;
  for (const [pattern, approve] of Object.entries(value)) {
    if (approve === false || approve === null) continue;
    const isWide = isTerminal ? isWideCommand(pattern) : /^(?:https?:\/\/)?\*(?:\/\*)?$/.test(pattern);
    if (isWide)
      yield {
        messageId: isTerminal ? "terminal" : "addresses",
        data: { key, pattern },
        span: keySpan,
        severity: "critical",
      };
  }
}

const interpreters =
  /^(?:bash|sh|zsh|fish|pwsh|powershell|cmd|python3?|node|deno|ruby|perl|eval|sudo|env|xargs|ssh|npx|uvx|curl|wget|rm)$/;

/** A regular expression that is free at its start matches every command; a shell runs every command. */
function isWideCommand(pattern: string): boolean {
  const regex = /^\/(.*)\/[a-z]*$/.exec(pattern)?.[1];
  if (regex === undefined) return interpreters.test(pattern.trim());
  return /^\^?(?:\.\*|\.\+|\(?\.\*\)?|\[\\s\\S\]\*|\.)?\$?$/.test(regex) || /^\^?(?:bash|sh|sudo|eval)\b/.test(regex);
}
