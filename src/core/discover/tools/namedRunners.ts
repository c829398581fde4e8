import { lazily } from "../../lazily.ts";
import type { Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { stringOf } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { runnerOfEntry } from "../ecmascript/makerTools.ts";
import { branchFor, calls } from "../ecmascript/mcpLowLevel.ts";

/**
 * What runs a tool by its name in the file that describes it: the entry of a table, wherever that is made, or the
 * branch of a function that tells names apart.
 */
export function namedRunners(file: CodeFile): (name: string) => FunctionCode | undefined {
  const index = lazily(() => indexOf(file));
  return (name) => {
    // One word may be the key of anything.
    if (!isTelling(name)) return undefined;
    const entry = index()
      .entries.get(name)
      ?.flatMap((value) => runnerOfEntry(value) ?? [])[0];
    return entry ?? branchIn(index(), name);
  };
}

/** The branch alone, where a table of the file may be about anything. */
export function namedBranches(file: CodeFile): (name: string) => FunctionCode | undefined {
  const index = lazily(() => indexOf(file));
  return (name) => (isTelling(name) ? branchIn(index(), name) : undefined);
}

function isTelling(name: string): boolean {
  return /[a-z\d][_.-][a-z]|[a-z][A-Z]/.test(name);
}

function branchIn({ dispatchers }: Index, name: string): FunctionCode | undefined {
  const branches = (dispatchers.get(name) ?? []).flatMap((dispatcher) => branchFor(dispatcher, name) ?? []);
  return branches.find(calls) ?? branches[0];
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
