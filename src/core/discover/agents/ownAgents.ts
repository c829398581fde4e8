import type { Call } from "../../parse/code/code.ts";
import { resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { itemsOf } from "../ecmascript/toolItems.ts";
import { keywords } from "../python/pythonParts.ts";
import { listNames } from "../tools/approvalMaps.ts";
import type { AgentMaker } from "./agentMakers.ts";

const prompts = ["instructions", "instruction", "system_prompt", "system_message", "prompt"];

/**
 * A record of the project's own class that makes an agent of what it is told: `AgentConfig(name="…", system_prompt="…",
 * tools=[…])`. The class is called one, and it is given a name, orders, and tools.
 */
export function ownAgentMaker(call: Call): AgentMaker | undefined {
  if (
    !/(?:^|\.)(?:\w*[a-z])?Agent(?:Config|Spec|Definition|Def|Card|Settings|Profile|Params)?$/.test(
      writtenName(call.callee),
    )
  )
    return undefined;
  // A class of the project, also where it extends another.
  if (resolveValue(call.callee).kind !== "class") return undefined;
  const given = keywords(call);
  const hasPrompt = prompts.some((key) => given.has(key));
  const isTold = hasPrompt && stringOf(given.get("name")?.value) !== undefined;
  if (!isTold || itemsOf(given.get("tools")?.value).length === 0) return undefined;
  const asks = [...given.keys()].filter((key) => listNames.test(key));
  return { format: "custom-agent-py", symbols: /^$/, asks };
}
