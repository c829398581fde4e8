import type { AgentDefinition } from "../../model/definition.ts";
import { type Call, type ClassCode, type Code, type Entry, type Scope, walk } from "../../parse/code/code.ts";
import { entriesOf, resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { isInsideTest } from "../ecmascript/objectTools.ts";
import { otherFiles } from "../general/lookAlikes.ts";
import { superArguments } from "../python/pythonClassTools.ts";
import { listNames } from "../tools/approvalMaps.ts";
import { isProse, textIn } from "../tools/described.ts";
import { readAgent } from "./codeAgents.ts";

const orders =
  /^(?:instructions?|system_?prompt|system_?message|system|prompt|prompt_?template|backstory|goal|persona)$/i;
const names = /^(?:name|id|agent_?name|agent_?id|role)$/i;
const means =
  /^(?:tools|tool_?names|available_?tools|allowed_?tools|functions|skills|capabilities|model|llm|model_?id|model_?name|model_?client|llm_?config|client|handoffs|mode|mcp_?servers)$/i;
/** What a record, a class or a call is called that makes an agent. */
const agentWord =
  /(?:^|[a-z\d_])[aA]gent(?:Config|Configuration|Spec|Definition|Def|Settings|Profile|Params|Options|Goal|Node|Factory|_?config|_?spec|_?def\w*)?$|(?:^|_)AGENT$|^agent(?:Config|Spec|Def\w*)?$/;
/** What is done with one that is there already. */
const using =
  /(?:^|\.)(?:run|call|invoke|get|find|use|ask|start|stop|deploy|spawn|launch|chat|query|send|stream|load|save|fetch|update|delete|remove|list|select|test|mock|validate|execute|handle|render|is|has|on|log|trace|register|evaluate|clone|import|export)_?[A-Z_]?\w*$/;

/** Text without which no agent of a project's own making is looked for. */
export function mayHoldAgents(text: string): boolean {
  return (
    /[aA]gent|AGENT/.test(text) &&
    /\b(?:instructions?|system_?(?:prompt|message)|prompt|backstory)["']?\s*[:=]|\.(?:instructions?|system_?(?:prompt|message))\(/i.test(
      text,
    )
  );
}

/**
 * Agents of a project's own making, by their shape: something called an agent that has a name, orders, and tools or a
 * model; whether a call makes it, a record holds it, or a class is one.
 */
export function discoverGeneralAgents(discovery: Discovery): AgentDefinition[] {
  const { file, path, isTaken } = discovery;
  if (otherFiles.test(path)) return [];
  const found: AgentDefinition[] = [];
  const take = (call: Call, given: ReadonlyMap<string, Entry>, ancestors: readonly Code[]): boolean => {
    if (!isAgent(given) || isInsideTest(ancestors)) return false;
    const asks = [...given.keys()].filter((key) => listNames.test(key));
    const format = file.language === "python" ? "custom-agent-py" : "custom-agent-ts";
    const named = [...given.keys()].find((key) => names.test(key)) ?? "name";
    const agent = readAgent(call, { format, symbols: /^$/, asks, named }, ancestors, discovery);
    if (agent) found.push(agent);
    return agent !== undefined;
  };
  walkKinds(file.body, ["call", "object", "class"], (part, ancestors) => {
    if (isTaken(part.span)) return false;
    if (part.kind === "class")
      return !(isAgentClass(part) && take(asCall(part, file.scope), membersOf(part), ancestors));
    const isIt = part.kind === "call" ? isMaking(part) : isHeld(ancestors);
    const call = part.kind === "call" ? part : { ...asCallOf(part, file.scope), args: [part] };
    return !(isIt && take(call, part.kind === "call" ? givenTo(part) : entriesOf(part), ancestors));
  });
  return found;
}

export function isMaking(call: Call): boolean {
  const word = writtenName(call.callee).split(".").at(-1) ?? "";
  return agentWord.test(word) && !using.test(word);
}

function givenTo(call: Call): ReadonlyMap<string, Entry> {
  const [first] = call.args;
  const own = call.args.flatMap((arg): [string, Entry][] =>
    arg.kind === "entry" && arg.key !== undefined ? [[arg.key, arg]] : [],
  );
  return own.length > 0 || first?.kind === "entry" ? new Map(own) : entriesOf(first);
}

/** `const reviewer: AgentConfig = { … }`, `agents: { reviewer: { … } }`, `AGENTS = [{ … }]`. */
function isHeld(ancestors: readonly Code[]): boolean {
  const near = ancestors.slice(-4).toReversed();
  if (near[0]?.kind === "call" && !agentWord.test(writtenName(near[0].callee).split(".").at(-1) ?? "")) return false;
  return near.some((one) => {
    const isNamed = one.kind === "declaration" || one.kind === "function";
    const name = one.kind === "entry" ? one.key : isNamed ? one.name : undefined;
    return name !== undefined && (agentWord.test(name) || /(?:^|[a-z\d_])[aA]gents$|(?:^|_)AGENTS$/.test(name));
  });
}

function isAgentClass({ name = "", bases }: ClassCode): boolean {
  if (/^_*(?:Base|Abstract)|(?:Base|Mixin|Interface)$/.test(name)) return false;
  return bases.some((base) => /Agent$/.test(writtenName(base.kind === "call" ? base.callee : base)));
}

/** A name that is written, orders in words or from where they are kept, and what it works with. */
export function isAgent(given: ReadonlyMap<string, Entry>): boolean {
  const keys = [...given.keys()];
  const name = keys.find((key) => names.test(key));
  const told = keys.find((key) => orders.test(key) && key !== name);
  const isNamed = name !== undefined && (stringOf(textIn(given.get(name)?.value)) ?? "") !== "";
  return (
    isNamed &&
    told !== undefined &&
    isOrder(given.get(told)?.value) &&
    keys.some((key) => means.test(key) && !isEmpty(given.get(key)?.value))
  );
}

function isEmpty(code: Code | undefined): boolean {
  const value = code && resolveValue(code);
  return !value || (value.kind === "list" && value.items.length === 0);
}

function isOrder(code: Code | undefined): boolean {
  const value = code && resolveValue(code);
  if (!value) return false;
  if (isProse(code)) return (stringOf(textIn(code)) ?? "a b").trim().includes(" ");
  return value.kind === "name" || value.kind === "member" || value.kind === "call" || value.kind === "template";
}

/** Members, and what the base is told: `super().__init__(name="…", system_prompt="…")`, `super({ … })`. */
function membersOf(type: ClassCode): ReadonlyMap<string, Entry> {
  const told = new Map<string, Entry>(superArguments(type));
  walk(type.body, (part) => {
    if (part.kind === "call" && part.callee.kind === "name" && part.callee.name === "super")
      for (const [key, entry] of entriesOf(part.args[0])) told.set(key, entry);
    return part.kind !== "class";
  });
  return new Map([
    ...told,
    ...[...type.members].flatMap(([key, member]): [string, Entry][] => {
      const value = member.kind === "value" ? member.value : undefined;
      if (!value || value.kind === "function") return [];
      return [[key, { kind: "entry", key, keySpan: value.span, value, span: value.span }]];
    }),
  ]);
}

function asCall(type: ClassCode, scope: Scope): Call {
  return {
    ...asCallOf(type, scope),
    args: [{ kind: "object", entries: [...membersOf(type).values()], span: type.span }],
  };
}

/** What makes agents reads what a call is given. */
function asCallOf({ span }: Code, scope: Scope): Call {
  return { kind: "call", callee: { kind: "name", name: "agent", scope, span }, args: [], construct: false, span };
}

/** Orders that an agent is given, in whatever spelling. */
export function ordersIn(given: ReadonlyMap<string, Entry>): Code | undefined {
  return [...given].find(([key]) => orders.test(key))?.[1].value;
}
