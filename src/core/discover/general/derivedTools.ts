import type { ClassCode, CodeFile } from "../../parse/code/code.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { snakeCase } from "../compiled/compiledParts.ts";

/** A type of Rust of which a macro makes a tool: its documentation, or that of each of its variants, is what a model reads. */
export interface DerivedTool {
  readonly type: ClassCode;
  readonly name: string;
}

export function derivedTools(file: CodeFile): DerivedTool[] {
  if (file.language !== "rust") return [];
  const found: DerivedTool[] = [];
  walkKinds(file.body, ["class"], (part) => {
    if (!part.decorators || part.members.size > 0 || part.bases.length > 0) return undefined;
    const variants = part.body.filter((one): one is ClassCode => one.kind === "class" && one.doc !== undefined);
    for (const type of variants.length > 0 ? variants : [part])
      if (type.name !== undefined && (type !== part || part.body.length === 0))
        found.push({ type, name: snakeCase(type.name) });
    return false;
  });
  return found;
}
