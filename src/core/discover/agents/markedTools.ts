import type { Call, FunctionCode } from "../../parse/code/code.ts";
import { resolveValue } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";

/** `@agent.tool` above a function, also with options. */
export function markedWith(agent: Call, { file }: Discovery): FunctionCode[] {
  const found: FunctionCode[] = [];
  walkKinds(file.body, ["function"], (part) => {
    const isMarked = part.decorators.some((mark) => {
      const callee = mark.kind === "call" ? mark.callee : mark;
      return (
        callee.kind === "member" && /^tool(?:_plain)?$/.test(callee.property) && resolveValue(callee.object) === agent
      );
    });
    if (isMarked) found.push(part);
    return undefined;
  });
  return found;
}
