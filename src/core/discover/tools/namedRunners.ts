import { lazily } from "../../lazily.ts";
import type { Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { functionOf, stringOf } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { branchFor } from "../ecmascript/mcpLowLevel.ts";

/**
 * What runs a tool by its name in the file that describes it: the entry of a table, wherever that is made, or the
 * branch of a function that tells names apart.
 */
export function namedRunners(file: CodeFile): (name: string) => FunctionCode | undefined {
  const index = lazily(() => indexOf(file));
  return (name) => {
    // One word may be the key of anything.
    if (!/[a-z\d][_.-][a-z]|[a-z][A-Z]/.test(name)) return undefined;
    const { entries, dispatchers } = index();
    const entry = entries.get(name)?.flatMap((value) => functionOf(value) ?? [])[0];
    if (entry) return entry;
    for (const dispatcher of dispatchers.get(name) ?? []) {
      const branch = branchFor(dispatcher, name);
      if (branch) return branch;
    }
    return undefined;
  };
}

interface Index {
  readonly entries: ReadonlyMap<string, readonly Code[]>;
  /** Functions that compare with a name. */
  readonly dispatchers: ReadonlyMap<string, readonly FunctionCode[]>;
}

function indexOf(file: CodeFile): Index {
  const entries = new Map<string, Code[]>();
  const dispatchers = new Map<string, FunctionCode[]>();
  walkKinds(file.body, ["entry", "group"], (part, ancestors) => {
    if (part.kind === "entry") {
      if (part.key !== undefined) add(entries, part.key, part.value);
      return undefined;
    }
    const inside = ancestors.findLast((ancestor): ancestor is FunctionCode => ancestor.kind === "function");
    if (!inside || !/^===?$/.test(part.operator ?? "")) return undefined;
    for (const side of part.parts) {
      const text = stringOf(side);
      if (text !== undefined) add(dispatchers, text, inside);
    }
    return undefined;
  });
  return { entries, dispatchers };
}

function add<T>(to: Map<string, T[]>, key: string, value: T): void {
  const list = to.get(key);
  if (list) list.push(value);
  else to.set(key, [value]);
}
