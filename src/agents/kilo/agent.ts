import type { Agent } from "../agent.ts";
import { otherHome } from "../limits.ts";
import { familyDelegation } from "../opencode/delegation.ts";
import { kiloFamily } from "../opencode/family.ts";
import { familyResolver } from "../opencode/permissions.ts";

export const kilo: Agent = {
  ...kiloFamily.hook,
  ...familyResolver(kiloFamily),
  delegation: familyDelegation(kiloFamily),
  facts: kiloFamily.facts,
  limits: [
    {
      id: "plugin-skipped",
      faults: ["left-out"],
      what: "An agent that is told to use no plugins is not held.",
      why: "Kilo Code skips plugins with “--pure” or KILO_PURE, and one that it cannot load without a word.",
      instead: "Look at the gate's state beside the agent: our plugin reports each time it is loaded.",
    },
    otherHome("Kilo Code", "XDG_CONFIG_HOME", "~/.config/kilo"),
    {
      id: "later-plugin",
      faults: [],
      what: "Another plugin can change a call after it was allowed.",
      why: "Kilo Code hands one plugin after the other the same arguments, and asks no one again.",
      instead: "Install no plugin that you would not let act by itself.",
    },
  ],
};
