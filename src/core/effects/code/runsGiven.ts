import type { Call } from "../../parse/code/code.ts";

/** `client.Run(ctx, func() { … })`: what it does is what the function does that it is given. */
export function runsGiven({ callee, args }: Call): boolean {
  return (
    callee.kind === "member" &&
    /^(?:run|start|do|use|with|execute|invoke)$/i.test(callee.property) &&
    args.some(({ kind }) => kind === "function")
  );
}
