import type { Agent } from "../agent.ts";
import { otherHome } from "../limits.ts";
import { familyDelegation } from "./delegation.ts";
import { opencodeFamily } from "./family.ts";
import { familyResolver } from "./permissions.ts";
import { familySkills } from "./skills.ts";

export const opencode: Agent = {
  ...opencodeFamily.hook,
  ...familyResolver(opencodeFamily),
  delegation: familyDelegation(opencodeFamily),
  skills: familySkills(opencodeFamily),
  facts: opencodeFamily.facts,
  limits: [
    {
      id: "plugin-skipped",
      faults: ["left-out"],
      what: "An agent that is told to use no plugins is not held.",
      why: "OpenCode skips plugins with “--pure” or OPENCODE_PURE, and one that it cannot load without a word.",
      instead: "Look at the gate's state beside the agent: our plugin reports each time it is loaded.",
    },
    otherHome("OpenCode", "XDG_CONFIG_HOME", "~/.config/opencode"),
    {
      id: "later-plugin",
      faults: [],
      what: "Another plugin can change a call after it was allowed.",
      why: "OpenCode hands one plugin after the other the same arguments, and asks no one again.",
      instead: "Install no plugin that you would not let act by itself.",
    },
    {
      id: "slow-start",
      faults: [],
      what: "Without a network OpenCode starts about a minute later.",
      why: "Where there is a plugin it fetches a package of its own first, and tries for that long.",
      instead: "Start it once with a network, or set npm_config_fetch_retries=0.",
    },
  ],
};
