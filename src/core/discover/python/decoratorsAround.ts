import { type Code, type FunctionCode, walk } from "../../parse/code/code.ts";
import { functionOf, lookup, writtenName } from "../../parse/code/resolve.ts";

/** Decorators of a project around those of a library: `def tracked(fn): return tool(fn)`. */

/**
 * True where a decorator of the project puts what it is given, or what stands for that, under a library's mark.
 * @param isMark whether a decorator's name is that of the library
 */
export function putsUnder(maker: FunctionCode, isMark: (callee: Code) => boolean): boolean {
  let found = false;
  walk(maker.body, (part) => {
    if (part.kind === "call") {
      const [given] = part.args;
      const mark = part.callee.kind === "call" ? part.callee.callee : part.callee;
      found ||= given !== undefined && given.kind === "name" && isMark(mark) && (isGiven(given) || stands(given));
    }
    if (part.kind === "function") {
      const isMarked = part.decorators.some((one) => isMark(one.kind === "call" ? one.callee : one));
      found ||= isMarked && standsForGiven(part);
    }
    return !found;
  });
  return found;
}

/** `@wraps(fn)`: a function that stands for the one that its maker is given, and is none by itself. */
export function standsForGiven({ decorators }: FunctionCode): boolean {
  return decorators.some((mark) => {
    const [given] = mark.kind === "call" ? mark.args : [];
    return given !== undefined && /(?:^|\.)wraps\(\)$/.test(writtenName(mark)) && isGiven(given);
  });
}

function stands(code: Code): boolean {
  const wrapper = functionOf(code);
  return wrapper !== undefined && standsForGiven(wrapper);
}

function isGiven(code: Code): boolean {
  return code.kind === "name" && lookup(code.scope, code.name)?.kind === "parameter";
}
