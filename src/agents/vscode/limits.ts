/** VS Code 1.139.1, Local harness; seen 2026-11-21, 2026-11-25 and 2026-11-26. */
import type { Limit } from "../agent.ts";
import { killedHook, loadedFirst } from "../limits.ts";

export const limits: readonly Limit[] = [
  killedHook("VS Code", ["shell-killed", "all-killed"]),
  {
    // Not called "switched-off": what is looked at are VS Code's own settings, in the window that it is about.
    id: "hooks-off-in-workspace",
    faults: ["switched-off"],
    what: "A trusted workspace can switch the gate off by its settings.",
    why: "“chat.useHooks” and “chat.plugins.enabled” in .vscode/settings.json beat your own, and VS Code then calls no hook.",
    instead: "Look at the status bar: it says “Not protected” and takes such a setting out for you.",
  },
  {
    id: "without-extensions",
    faults: ["left-out"],
    what: "A window without this extension is not held.",
    why: "VS Code's agent also works in a window that is started with --disable-extensions, or with a profile or folder of extensions without Countersign, and nothing of ours is called there.",
    instead:
      "Look for Countersign in the status bar: where it is missing, nobody is asked. The hook for Copilot CLI is called in such a window too: install it, and what would be asked is denied there, changes of the workspace's own files too.",
  },
  loadedFirst("VS Code"),
  {
    id: "agent-host",
    faults: [],
    what: "Sessions of VS Code's Agent Host (its Copilot, Claude and Codex harnesses) are not held by this extension's plugin.",
    why: "They call the hooks of Copilot CLI, Claude Code and Codex. That was read and not seen: without an account VS Code starts none of them.",
    instead:
      "Install the gate for Copilot CLI, Claude Code and Codex too, or set “chat.agentHost.enabled” to false and work in local sessions.",
  },
  {
    id: "server-name",
    faults: [],
    what: "A server can pass for another one.",
    why: "VS Code names the tools of a server after the name that the server says of itself, and its hook is told no other.",
    instead:
      "Allow MCP tools by the name of the tool as well as of the server, and look at a server before you trust it.",
  },
];
