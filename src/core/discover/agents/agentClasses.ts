import type { AgentDefinition } from "../../model/definition.ts";
import { type ClassCode, type Code, type Entry, walk } from "../../parse/code/code.ts";
import { entriesOf, stringOf, withoutTypeArguments, writtenName } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { superArguments } from "../python/pythonClassTools.ts";
import { rowFinder } from "../tools/rows.ts";
import { buildAgent } from "./agentParts.ts";
import { heldIn, itemsOfTools } from "./codeAgents.ts";
import { askedByTools, heldTool } from "./heldTools.ts";
import { agentClasses } from "./moreAgentMakers.ts";
import { toolsWithin } from "./toolsWithin.ts";

const rowOf = rowFinder(agentClasses);

/** Agents that code writes as a class: what its methods hand to a model, and which of them a model calls, it can do. */
export function discoverAgentClasses(discovery: Discovery): AgentDefinition[] {
  const found: AgentDefinition[] = [];
  walkKinds(discovery.file.body, ["class"], (part) => {
    const agent = readClass(part, discovery);
    if (agent) found.push(agent);
    return undefined;
  });
  return found;
}

function readClass(code: ClassCode, discovery: Discovery): AgentDefinition | undefined {
  const [base] = code.bases;
  const row = base && rowOf(symbolOf(withoutTypeArguments(base)));
  const span = discovery.file.place(code.span);
  if (!row || !span) return undefined;
  const place = (at: Code) => discovery.file.place(at.span) ?? span;
  const given = givenToBase(code);
  const items = listsOfTools(code);
  const held = [
    ...toolsWithin(code.body, discovery).map(heldTool),
    ...items.flatMap((item) => heldIn(item, discovery)),
  ];
  const instructions = given.get("instructions") ?? given.get("system");
  const text = instructions && stringOf(instructions.value);
  return buildAgent({
    format: row.format,
    language: discovery.file.language,
    name: stringOf(given.get("name")?.value) ?? code.name ?? "agent",
    nameSpan: code.nameSpan && discovery.file.place(code.nameSpan),
    span,
    claims: held.flatMap(({ claims }) => claims),
    tools: items.map((item) => ({ text: writtenName(item) || "tool", span: place(item) })),
    instructions: instructions && text !== undefined ? { text, span: place(instructions.value) } : undefined,
    confirmation: askedByTools(held),
  });
}

/** `super().__init__(instructions="…", tools=[…])`, `super({ instructions: "…" })`. */
function givenToBase(code: ClassCode): ReadonlyMap<string, Entry> {
  const python = superArguments(code);
  if (python.size > 0) return python;
  let found: ReadonlyMap<string, Entry> = python;
  walk(code.body, (part) => {
    if (part.kind === "call" && writtenName(part.callee) === "super") found = entriesOf(part.args[0]);
    return found.size === 0;
  });
  return found;
}

/** All that stands under `tools`, in the class. */
function listsOfTools(code: ClassCode): Code[] {
  const found: Code[] = [];
  walk(code.body, (part) => {
    if (part.kind === "entry" && part.key === "tools") found.push(...itemsOfTools(part.value));
    return undefined;
  });
  return found;
}
