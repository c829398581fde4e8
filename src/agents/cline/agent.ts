import type { Agent } from "../agent.ts";
import { documentedResolver } from "../documented.ts";
import { haltedHook, loadedFirst, unstartedHook } from "../limits.ts";
import { clineDocuments } from "./documents.ts";
import { clineHook } from "./hook.ts";

export const cline: Agent = {
  ...clineHook,
  ...documentedResolver(clineDocuments),
  facts: clineDocuments.facts,
  limits: [
    {
      id: "short-deadline",
      faults: [],
      what: "A question has to be answered within 25 seconds, or it is denied.",
      why: "Cline goes on after 30 seconds in VS Code and after 120 in its command line, whatever is configured.",
      instead: "Answer in time, or let the agent try again.",
    },
    {
      id: "killed-hook",
      faults: ["shell-killed", "all-killed"],
      what: "An action whose waiting hook script is killed from outside runs.",
      why: "A script that is killed has said nothing, and Cline takes that for a yes.",
      instead:
        "Keep what may end processes asked: only a process of your own user can do it, and an agent's own attempt is held first.",
    },
    {
      id: "foreign-shell",
      faults: [],
      what: "Where /bin/sh is bash (Fedora, Arch), a sh of a folder that stands first in PATH can answer for the hook.",
      why: "Cline looks for a shell of that name in PATH, and there is none of another name there.",
      instead: "Start Cline with the system's folders first in PATH.",
    },
    {
      id: "taken-out",
      faults: ["gate-taken-out"],
      what: "A hook script that is taken away while Cline runs holds nothing any more.",
      why: "Cline looks for the script before each call, and goes on without one.",
      instead:
        "Look at the gate's state beside the agent: it says “not gated” as soon as the script is gone. An agent's own attempt is held first.",
    },
    unstartedHook("Cline"),
    haltedHook("Cline", "30 seconds in VS Code and 120 in its command line"),
    loadedFirst("Cline"),
    {
      id: "denial-ends-the-run",
      faults: [],
      what: "A denial ends the whole run, and the model is not told why.",
      why: "Cline knows no way to deny one call and go on.",
      instead: "Start the task again with what you want instead.",
    },
  ],
};
