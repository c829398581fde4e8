/** Text that was made into a script block: it runs like one, and is judged when it does. */
import { interpretPowerShell } from "../../programs/interpretPowerShell.ts";
import { textOfValue, type Value } from "./values.ts";

export function textBlock(text: Value): Value {
  if (text.block) return text;
  return {
    ...textOfValue(text),
    type: "scriptblock",
    block: ({ run, scope, span, stdin }) =>
      interpretPowerShell({ run, scope, span, stdin, words: [] }, { ...textOfValue(text), span }),
  };
}
