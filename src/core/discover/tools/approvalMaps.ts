import { isQuestion } from "../../effects/code/questions.ts";
import type { Confirmation } from "../../model/definition.ts";
import { type Code, type CodeFile, type Entry, walk } from "../../parse/code/code.ts";
import { booleanOf, entriesOf, resolveValue, stringOf } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { hookedApprovals, mentionsHook } from "./approvalHooks.ts";
import { mentionsWrapper, wrappedApprovals } from "./approvalWrappers.ts";

/** Properties of agents and runs that say by tool name whether a person is asked. */
const maps = /^(?:interrupt_on|interruptOn|confirmation_strategies)$/;
/** Names of lists whose tools are asked for. */
export const listNames =
  /(?:hitl|approv|confirm|sensitive|dangerous|destructive|interrupt|human)\w*_?(?:tools?|actions?|names?|calls?)|tools?_?\w*(?:approv|confirm|interrupt|human)/i;
/** Functions that say of a tool by its name whether a person is asked for it. */
const decider =
  /^_*(?:requires?|needs?|should|must)_?(?:tool_?|user_?|human_?|ask_?(?:for_?)?)*(?:approv|confirm|permission|consent)\w*$/i;
const anyDecider = /\b_*(?:requires?|needs?|should|must)_?\w*(?:approv|confirm|permission|consent)/i;
const anyMap = /interrupt_on|interruptOn|confirmation_strategies/;

/** A cheap look: without one of these words in its text a file says nothing. */
export function mentionsApproval(text: string): boolean {
  return (
    anyMap.test(text) || listNames.test(text) || anyDecider.test(text) || mentionsWrapper(text) || mentionsHook(text)
  );
}

/** What the agents of a file say about approval, by tool name. */
export function approvalMaps(file: CodeFile): ReadonlyMap<string, Confirmation> {
  const found = new Map<string, Confirmation>();
  walkKinds(file.body, ["entry"], (part) => {
    if (part.key === undefined || !maps.test(part.key)) return undefined;
    for (const [name, entry] of namedEntries(part.value)) {
      const said = approvalIn(part.key, entry);
      // Of several agents the one that asks least counts.
      const before = found.get(name);
      if (said && (!before || said.confirmed === "never")) found.set(name, said);
    }
    return undefined;
  });
  for (const [name, said] of [...listedNames(file), ...wrappedApprovals(file), ...hookedApprovals(file)])
    if (!found.has(name)) found.set(name, said);
  return found;
}

/** Entries by tool name, where `{balance_tool.name: …}` and `{("read", "write"): …}` name them too. */
function namedEntries(map: Code): (readonly [string, Entry])[] {
  const value = resolveValue(map);
  if (value.kind !== "object") return [...entriesOf(map)];
  return value.entries.flatMap((entry) => {
    const names = entry.computed ? toolNames(entry.computed) : entry.key === undefined ? [] : [entry.key];
    return names.map((name) => [name, entry] as const);
  });
}

function toolNames(key: Code): readonly string[] {
  const text = stringOf(key);
  if (text !== undefined) return [text];
  if (key.kind === "list") return key.items.flatMap((item) => toolNames(item));
  if (key.kind !== "member" || !/^(?:name|id|__name__)$/.test(key.property)) return [];
  const tool = resolveValue(key.object);
  if (tool.kind === "function") return tool.name === undefined ? [] : [tool.name];
  const given =
    tool.kind === "call"
      ? tool.args.flatMap((arg) => (arg.kind === "entry" ? [arg] : [...entriesOf(arg).values()]))
      : [];
  const name = stringOf(given.find((entry) => entry.key === "name" || entry.key === "id")?.value);
  return name === undefined ? [] : [name];
}

/**
 * `hitl_tools = ["write_email", …]`, also as an argument, in a file that stops for a person: a dispatcher of the project asks for each tool
 * of the list. Which way it decides is code that is not judged, so this is a condition.
 */
function listedNames(file: CodeFile): ReadonlyMap<string, Confirmation> {
  const found = new Map<string, Confirmation>();
  walkKinds(file.body, ["declaration", "entry"], (part) => {
    const by = (part.kind === "entry" ? part.key : part.name) ?? "";
    if (!part.value || !listNames.test(by)) return undefined;
    const value = resolveValue(part.value);
    const items = value.kind === "list" ? value.items : value.kind === "call" ? value.args.flatMap(listOf) : [];
    for (const item of items) {
      const name = stringOf(item);
      if (name !== undefined) found.set(name, { confirmed: "conditional", by, span: part.span });
    }
    return undefined;
  });
  for (const [name, said] of decidedNames(file)) if (!found.has(name)) found.set(name, said);
  return found.size > 0 && asksSomewhere(file) ? found : new Map();
}

/** `def requires_approval(tool_name, args)` that looks for names: what it compares with. */
function decidedNames(file: CodeFile): ReadonlyMap<string, Confirmation> {
  const found = new Map<string, Confirmation>();
  walkKinds(file.body, ["function"], (part) => {
    const by = part.name;
    if (by === undefined || !decider.test(by)) return undefined;
    walk(part.body, (inner) => {
      if (inner.kind !== "group" || !/^(?:={2,3}|in)$/.test(inner.operator ?? "")) return undefined;
      for (const name of inner.parts
        .flatMap((side) => [side, ...listOf(resolveValue(side))])
        .map((side) => stringOf(side)))
        if (name !== undefined) found.set(name, { confirmed: "conditional", by, span: part.span });
      return undefined;
    });
    return undefined;
  });
  return found;
}

function asksSomewhere(file: CodeFile): boolean {
  let asks = false;
  walkKinds(file.body, ["call"], (part) => {
    asks ||= isQuestion(part);
    return !asks;
  });
  return asks;
}

/** `new Set([…])`, `frozenset([…])`. */
function listOf(code: Code): readonly Code[] {
  return code.kind === "list" ? code.items : [];
}

function approvalIn(by: string, { value, span }: Entry): Confirmation | undefined {
  const constant = booleanOf(value);
  if (constant !== undefined) return { confirmed: constant ? "always" : "never", by, span };
  const config = entriesOf(value);
  if (config.has("when")) return { confirmed: "conditional", by, span };
  const policy = symbolOf(config.get("confirmation_policy")?.value) ?? "";
  if (policy.includes("NeverAsk")) return { confirmed: "never", by: `${by}, which never asks`, span };
  if (policy.includes("AskOnce")) return { confirmed: "conditional", by, span };
  const resolved = resolveValue(value);
  return resolved.kind === "object" || resolved.kind === "call" || resolved.kind === "list"
    ? { confirmed: "always", by, span }
    : undefined;
}
