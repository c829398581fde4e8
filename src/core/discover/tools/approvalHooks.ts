import type { Confirmation } from "../../model/definition.ts";
import { type Branch, type Code, type CodeFile, walk } from "../../parse/code/code.ts";
import { stringOf, writtenName } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { snakeCase } from "../compiled/compiledParts.ts";

/** What a hook before each call of a tool answers, or does, to have a person asked: Dapr's and Strands' (2026-11). */
const asks = /(?:^|\.)RequireApproval$|^(?:event|ctx|context)\.interrupt$/;
const mention = /\bRequireApproval\s*\(|\b(?:event|ctx|context)\.interrupt\s*\(/;

/** A cheap look: without one of these words in its text a file has no such hook. */
export function mentionsHook(text: string): boolean {
  return mention.test(text);
}

/** Tools for which a hook of the file has a person asked: `if ctx.tool_name == "delete": return RequireApproval(…)`. */
export function hookedApprovals(file: CodeFile): ReadonlyMap<string, Confirmation> {
  const found = new Map<string, Confirmation>();
  walkKinds(file.body, ["branch"], (part) => {
    const question = questionIn(part);
    if (question)
      for (const name of namesIn(part.condition)) {
        const said: Confirmation = { confirmed: "always", by: `a hook with ${question.by}`, span: question.span };
        // Dapr calls the step of `delete_old_data` `DeleteOldData`.
        for (const one of [name, snakeCase(name)]) if (!found.has(one)) found.set(one, said);
      }
    return undefined;
  });
  return found;
}

function questionIn({ consequence }: Branch): { readonly by: string; readonly span: Code["span"] } | undefined {
  let found: { readonly by: string; readonly span: Code["span"] } | undefined;
  walk(consequence, (part) => {
    if (part.kind === "call" && asks.test(writtenName(part.callee)))
      found ??= { by: writtenName(part.callee).split(".").at(-1) ?? "", span: part.span };
    // What is asked only sometimes is another branch.
    return part.kind !== "branch" && part.kind !== "function" && found === undefined;
  });
  return found;
}

/** The names that what is called a name is compared with. */
function namesIn(condition: Code): string[] {
  const names: string[] = [];
  walk([condition], (part) => {
    if (part.kind !== "group" || !/^(?:===?|in)$/.test(part.operator ?? "")) return undefined;
    const isName = part.parts.some((side) => /(?:^|[._])(?:name|tool)$|\*$/.test(writtenName(side)));
    if (isName)
      names.push(
        ...part.parts
          .flatMap((side) => (side.kind === "list" ? side.items : [side]))
          .flatMap((side) => stringOf(side) ?? []),
      );
    return false;
  });
  return names;
}
