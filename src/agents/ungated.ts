/**
 * Agents that cannot be held by a hook: why, and what a person can do instead. Shown in the tree, since an agent that is
 * simply missing there would look held.
 */

export interface UngatedAgent {
  readonly id: string;
  readonly title: string;
  /** What was looked at, and when. */
  readonly facts: { readonly version: string; readonly date: string };
  readonly why: string;
  readonly instead: string;
}

export const ungatedAgents: readonly UngatedAgent[] = [
  {
    id: "vscode-inline-chat",
    title: "VS Code inline chat",
    facts: { version: "1.139.1", date: "2026-11-21" },
    why: "it writes into the editor without calling a hook.",
    instead:
      "Its change is on the disk before you accept it: Undo takes it back. Use the Chat view, whose agent is held, for files that matter.",
  },
  {
    id: "continue",
    title: "Continue",
    facts: { version: "CLI 1.5.47", date: "2026-11-21" },
    why: "it reads hook settings and never calls a hook; its VS Code extension has no way in either.",
    instead:
      "Set its tools to “Ask First” in its own list of tools, and put “ask” for Bash and * into permissions.yaml.",
  },
  {
    id: "roo-code",
    title: "Roo Code",
    facts: { version: "3.52.1", date: "2026-11-21" },
    why: "it has no hooks; only its own questions could be answered for you, and what it approves by itself asks nobody.",
    instead: "Turn auto-approval off in Roo's settings: then it waits for you before each action.",
  },
  {
    id: "zed",
    title: "Zed",
    facts: { version: "0.224", date: "2026-11-21" },
    why: "it is another editor without hooks, and no extension of VS Code reaches it.",
    instead: "Set agent.tool_permissions.default to “confirm” in Zed's settings.",
  },
  {
    id: "devin-cli",
    title: "Devin CLI and Devin Local",
    facts: { version: "3000.2.17", date: "2026-11-21" },
    why: "what it does when a hook is late or breaks is documented nowhere and could not be tried.",
    instead:
      "Start it here with “Countersign: Start an Agent (ACP)” and the command “devin acp”, or use its normal mode.",
  },
  {
    id: "kiro-cli-2",
    title: "Kiro CLI 2.x",
    facts: { version: "2.19.2", date: "2026-11-21" },
    why: "it was seen by others to go on after a hook had denied.",
    instead: "Update to Kiro CLI 3, which Countersign holds.",
  },
];
