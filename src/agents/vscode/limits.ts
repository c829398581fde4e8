/** VS Code 1.139.1, Local harness; seen 2026-11-21, 2026-11-25 and 2026-11-26. */
import type { Limit } from "../agent.ts";
import { killedHook, unstartedHook } from "../limits.ts";

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
  unstartedHook("VS Code"),
  {
    id: "halted-hook",
    faults: [],
    what: "An action whose waiting hook is halted from outside (SIGSTOP) waits for ever, and runs when that hook is ended.",
    why: "VS Code ends the hook's shell after an hour, waits for all that it started, and then goes on.",
    instead: "Press Stop: a turn that was stopped does nothing any more.",
  },
  {
    id: "installed-anew",
    faults: [],
    what: "A turn that begins while the same version of this extension is installed again, or seconds after, is not held.",
    why: "VS Code forgets the hook while the extension's files are not there, and knows it again when this extension has told it.",
    instead: "Install it while no agent works. Updates to another version leave no such moment.",
  },
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
