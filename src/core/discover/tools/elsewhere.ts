import type { CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { readerOf } from "../../parse/project/languages.ts";
import type { Project } from "../../parse/project/project.ts";
import { folderOf, parentOf, type Sources } from "../../parse/project/sources.ts";
import { runnerOfEntry } from "../ecmascript/makerTools.ts";
import { branchFor, calls } from "../ecmascript/mcpLowLevel.ts";

/** What runs a tool that is only described in a file: the branch or the entry of a table for its name in another. */
export interface Elsewhere {
  /** @param near the file of the description, where that is another than the document. */
  runnerOf(name: string, near?: string): FunctionCode | undefined;
  /** A method of this name in another file of Python, for classes of tools that an agent runs by a method of their name. */
  methodOf(name: string): FunctionCode | undefined;
  /** The files that were looked into. */
  reads(): readonly string[];
}

/** Files looked into for one document; a package of more is cut short. */
const maxFiles = 12;

/** Looks through the files of the package for code that runs a tool by its name. */
export function elsewhere(path: string, project: Project, sources: Sources): Elsewhere {
  const opened = new Map<string, CodeFile | undefined>();
  const candidates = new Map<string, readonly (readonly [string, string])[]>();

  function fileOf(at: string, text: string): CodeFile | undefined {
    if (!opened.has(at) && opened.size >= maxFiles) return undefined;
    if (!opened.has(at)) opened.set(at, project.open({ path: at, text }, sources)?.file);
    return opened.get(at);
  }

  return {
    runnerOf(name, near = path) {
      if (!/^[\w.-]{3,80}$/.test(name)) return undefined;
      const around = candidates.get(near) ?? dispatchersNear(near, sources);
      candidates.set(near, around);
      // A name may be dispatched on more than once: what any of them does, the tool may do.
      const runners = around.flatMap(([at, text]) => {
        const file = isRunIn(at, text, name, sources) ? fileOf(at, text) : undefined;
        return (file && runnerIn(file, name)) ?? [];
      });
      const running = runners.filter(calls);
      const all = running.length > 0 ? running : runners;
      return all[0] && { ...all[0], body: all.flatMap(({ body }) => body) };
    },
    methodOf(name) {
      if (!/^[a-z_]\w{2,80}$/i.test(name)) return undefined;
      const written = new RegExp(`^[ \\t]+(?:async[ \\t]+)?def[ \\t]+${name}[ \\t]*\\(\\s*self\\b`, "m");
      for (const [at, text] of besidePython(path, sources)) {
        const file = written.test(text) ? fileOf(at, text) : undefined;
        const method = file && methodIn(file, name);
        if (method) return method;
      }
      return undefined;
    },
    reads: () => [...opened.keys()],
  };
}

/** `case "name":`, `name === "name"`, `name: handler`, `name` of `{ name, … }`, `"name": async (…)`. */
function runs(name: string): RegExp {
  const quoted = name.replace(/[.-]/g, "\\$&");
  return new RegExp(
    `\\bcase\\s+['"\`]${quoted}['"\`]\\s*:|===?\\s*['"\`]${quoted}['"\`]|^\\s*(?:async\\s+)?\\*?\\s*['"]?${quoted}['"]?\\s*(?:,\\s*$|:\\s*(?:async\\b|function\\b|\\(|handle|[\\w.]+,?$)|\\()`,
    "m",
  );
}

const looksLikeDispatch =
  /\bcase\s+['"`]|===?\s*['"`]|[hH]andlers?\b|\b\w*(?:[fF]unctions?|[tT]ools?)_?[mM]ap\b|available_?[fF]unctions|[tT]ool_?(?:[cC]onfigs?|[rR]egistry)\s*(?::[^=\n]+)?=\s*\{/;
const test = /(?:^|\/)(?:__tests__|tests?|e2e|spec|evals?)\/|\.(?:test|spec)\.[cm]?[jt]sx?$|\.d\.ts$/;

/** What was seen of a text, which is looked at with each key and for each name, and seldom is another one. */
interface Seen {
  readonly text: string;
  readonly dispatches: boolean;
  /** By the names of tools. */
  readonly runs: Map<string, boolean>;
}

const maxNames = 300;
const looked = new WeakMap<Sources, Map<string, Seen>>();

function lookAt(at: string, text: string, sources: Sources): Seen {
  let known = looked.get(sources);
  if (!known) {
    known = new Map();
    looked.set(sources, known);
  }
  let seen = known.get(at);
  if (seen?.text !== text) {
    seen = { text, dispatches: looksLikeDispatch.test(text), runs: new Map() };
    known.set(at, seen);
  }
  return seen;
}

function isRunIn(at: string, text: string, name: string, sources: Sources): boolean {
  const { runs: answers } = lookAt(at, text, sources);
  let answer = answers.get(name);
  if (answer === undefined) {
    answer = text.includes(name) && runs(name).test(text);
    // Who types a name makes another one with each key.
    if (answers.size >= maxNames) answers.clear();
    answers.set(name, answer);
  }
  return answer;
}

/** Files beside and below the folder above that of the document, the nearest first. */
function dispatchersNear(path: string, sources: Sources): (readonly [string, string])[] {
  const own = folderOf(path);
  const root = parentOf(own) ?? own;
  const language = readerOf(path)?.language === "python" ? "python" : "script";
  const near: (readonly [string, string])[] = [];
  for (const at of sources.paths()) {
    const reader = at.startsWith(root) && at !== path && !test.test(at) ? readerOf(at) : undefined;
    if (!reader || (reader.language === "python" ? "python" : "script") !== language) continue;
    const text = sources.read(at);
    if (text !== undefined && lookAt(at, text, sources).dispatches) near.push([at, text]);
  }
  return near.toSorted(([left], [right]) => Number(right.startsWith(own)) - Number(left.startsWith(own)));
}

/** Files of Python below the second folder above a document: an agent lies beside the folder of its tools. */
function* besidePython(path: string, sources: Sources): Iterable<readonly [string, string]> {
  const own = folderOf(path);
  const above = parentOf(own) ?? own;
  const root = parentOf(above) ?? above;
  for (const at of sources.paths()) {
    const text =
      at.endsWith(".py") && at.startsWith(root) && at !== path && !test.test(at) ? sources.read(at) : undefined;
    if (text !== undefined) yield [at, text];
  }
}

/** The method of a class of this name. */
export function methodIn(file: CodeFile, name: string): FunctionCode | undefined {
  let found: FunctionCode | undefined;
  walkKinds(file.body, ["function"], (part, ancestors) => {
    if (part.name === name && ancestors.at(-1)?.kind === "class") found ??= part;
    return found === undefined;
  });
  return found;
}

function runnerIn(file: CodeFile, name: string): FunctionCode | undefined {
  let found: FunctionCode | undefined;
  walkKinds(file.body, ["function", "entry"], (part) => {
    if (found) return false;
    if (part.kind === "function") found = branchFor(part, name);
    if (part.kind === "entry" && part.key === name) found = runnerOfEntry(part.value);
    return found === undefined;
  });
  return found;
}
