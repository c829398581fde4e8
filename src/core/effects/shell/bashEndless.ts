/** Loops that start processes without end. */
import type { Statement } from "./posix/syntax.ts";

/** A loop that never ends and starts something beside itself each time round. */
export function startsWithoutEnd(condition: Statement, body: Statement): boolean {
  return isEndless(condition) && startsMore(body);
}

/** `while true`, `while :`, `for ((;;))`. */
function isEndless(condition: Statement): boolean {
  if (condition.kind === "arithmetic")
    return condition.parts.every((part) => part.kind === "quoted" && /^\s*(?:1|;\s*;)\s*$/.test(part.text));
  const [only] = condition.kind === "simple" ? condition.words : [];
  const [part] = only?.parts ?? [];
  return part?.kind === "text" && /^(?:true|:|1|\/bin\/true)$/.test(part.text);
}

/** Starts something in the background each time round and never waits. */
function startsMore(body: Statement): boolean {
  const items = body.kind === "sequence" ? body.items : [];
  return items.length > 0 && items.every(({ background }) => background);
}
