/** Words that a shell runs as one line. */
import { type Invocation, subScope, type Word } from "../shell/run.ts";
import { joinTexts, type Text, unknownText } from "../text.ts";

/** The words run by a shell as one line: `watch`, `ssh host …`, `tmux new …`. */
export function joined(call: Invocation, words: readonly Word[]): Text {
  if (words.length === 0) return unknownText;
  return call.run.engine.evaluate({ ...call, scope: subScope(call.scope) }, joinTexts(words, " "), "bash");
}
