import { declaredEffects } from "../../effects/code/declared.ts";
import type {
  AgentDefinition,
  Confirmation,
  EffectClaim,
  SpannedText,
  ToolDefinition,
} from "../../model/definition.ts";
import type { Span } from "../../model/span.ts";
import { type Call, type Code, type Entry, walk } from "../../parse/code/code.ts";
import {
  entriesOf,
  functionOf,
  resolveValue,
  returnsOf,
  stringOf,
  withoutTypeArguments,
  writtenName,
} from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { holderOf } from "../ecmascript/makerTools.ts";
import { functionsIn, itemsOf } from "../ecmascript/toolItems.ts";
import { functionTool, readyToolkit } from "../python/pythonLists.ts";
import { keywords } from "../python/pythonParts.ts";
import { providedEffects } from "../tools/provided.ts";
import { rowFinder } from "../tools/rows.ts";
import { librarySymbol } from "../tools/vendored.ts";
import { type AgentMaker, ecmascriptAgents, pythonAgents } from "./agentMakers.ts";
import { buildAgent, grants, serverReach } from "./agentParts.ts";
import { grantEffects } from "./grants.ts";
import { askedByTools, type Held, heldTool } from "./heldTools.ts";
import { markedWith } from "./markedTools.ts";
import { ownAgentMaker } from "./ownAgents.ts";
import { toolsWithin } from "./toolsWithin.ts";

const pythonMakerOf = rowFinder(pythonAgents);
const ecmascriptMakerOf = rowFinder(ecmascriptAgents);

/** Agents that code makes with the function or class of a library: what their tools do, they can do. */
export function discoverCodeAgents(discovery: Discovery): AgentDefinition[] {
  const makerOf = discovery.file.language === "python" ? pythonMakerOf : ecmascriptMakerOf;
  const found: AgentDefinition[] = [];
  walkKinds(discovery.file.body, ["call"], (part, ancestors) => {
    const symbol = librarySymbol(withoutTypeArguments(part.callee), (name) => makerOf(name) !== undefined);
    const maker = makerOf(symbol) ?? (discovery.file.language === "python" ? ownAgentMaker(part) : undefined);
    if (!maker) return undefined;
    const agent = readAgent(part, maker, ancestors, discovery);
    if (agent) found.push(agent);
    return undefined;
  });
  return found;
}

export function readAgent(
  call: Call,
  maker: AgentMaker,
  ancestors: readonly Code[],
  discovery: Discovery,
): AgentDefinition | undefined {
  const { file } = discovery;
  const given = givenTo(call, maker, file.language === "python");
  const entries = maker.under === undefined ? given : entriesOf(given.get(maker.under)?.value);
  const span = file.place(call.span);
  if (!span || (maker.needs && !maker.needs.some((key) => entries.has(key)))) return undefined;
  const place: Place = (code) => file.place(code.span) ?? span;
  const nameCode = firstOf(entries, [maker.named ?? "name", "name", "id"])[0];
  const items = [...itemsHeld(call, maker, entries), ...(maker.marks ? markedWith(call, discovery) : [])];
  const held = items.flatMap((item) => heldIn(item, discovery));
  const named = (maker.grants ?? []).flatMap((key) => itemsOf(entries.get(key)?.value)).flatMap(textAt(place));
  const [description] = firstOf(entries, descriptionKeys).flatMap(textAt(place));
  const [instructions] = firstOf(entries, instructionKeys).flatMap(textAt(place));
  const agent = buildAgent({
    format: maker.format,
    language: file.language,
    name: stringOf(nameCode) ?? heldAs(call, ancestors),
    nameSpan: nameCode && file.place(nameCode.span),
    span,
    claims: [
      ...grants(maker.built ?? [], "built into this kind of agent"),
      ...switched(maker, entries),
      ...(maker.backend !== undefined && canRun(entries, maker.backend) ? grants(["run-code"], maker.backend) : []),
      ...keysGiven(maker.agents, entries).flatMap((key) => grants(["delegate"], key)),
      ...keysGiven(maker.servers, entries).flatMap((key) => grants(serverReach, key)),
      ...named.flatMap((entry) => grantEffects(entry, "claude")),
      ...held.flatMap(({ claims }) => claims),
    ],
    tools: [
      ...items.map((item) => ({
        text: (item.kind === "function" ? item.name : writtenName(item)) || "tool",
        span: place(item),
      })),
      ...named,
    ],
    instructions,
    confirmation: confirmationOf(maker, entries, held),
  });
  const describedAs = maker.described === undefined ? undefined : entryNamed(entries.get(maker.described)?.value);
  return { ...agent, ...(description && { description }), ...(describedAs !== undefined && { describedAs }) };
}

/** `self.agents_config["writer"]`, also by `.get("writer")`. */
function entryNamed(code: Code | undefined): string | undefined {
  if (code?.kind === "member") return stringOf(code.index);
  const isGet = code?.kind === "call" && code.callee.kind === "member" && code.callee.property === "get";
  return isGet ? stringOf(code.args[0]) : undefined;
}

/** What the call is given, by key. */
function givenTo(call: Call, { config = 0, positional = [] }: AgentMaker, isPython: boolean): Entries {
  const record = entriesOf(call.args[config]);
  if (!isPython) return record;
  const values = call.args.filter(({ kind }) => kind !== "entry");
  const first = positional.flatMap((key, at): [string, Entry][] => {
    const value = values[at];
    return value ? [[key, { kind: "entry", key, keySpan: value.span, value, span: value.span }]] : [];
  });
  return new Map([...(call.args[config]?.kind === "entry" ? [] : record), ...first, ...keywords(call)]);
}

/** A constructor says nothing of what it makes. */
function heldAs(call: Call, ancestors: readonly Code[]): string {
  const name = holderOf(call, ancestors)?.name;
  return name === undefined || name === "constructor" ? "agent" : name;
}

type Entries = ReadonlyMap<string, Entry>;
type Place = (code: Code) => Span;

const descriptionKeys = ["description", "goal"];
const instructionKeys = [
  "instructions",
  "instruction",
  "system_prompt",
  "systemPrompt",
  "system_message",
  "system",
  "prompt",
  "backstory",
];

function firstOf(entries: Entries, keys: readonly string[]): Code[] {
  const entry = keys.map((key) => entries.get(key)).find((found) => found !== undefined);
  return entry ? [entry.value] : [];
}

function textAt(place: Place): (code: Code) => SpannedText[] {
  return (code) => {
    const text = stringOf(code);
    return text === undefined ? [] : [{ text, span: place(code) }];
  };
}

/** What stands in its list or record of tools. */
function itemsHeld(call: Call, { tools = ["tools"], toolsAt, grants: named }: AgentMaker, entries: Entries): Code[] {
  if (named) return [];
  const positional = toolsAt === undefined ? undefined : call.args[toolsAt];
  const codes = tools.flatMap((key) => entries.get(key)?.value ?? []);
  if (positional && positional.kind !== "entry") codes.push(positional);
  return codes.flatMap(itemsOfTools);
}

/** What a list or a record of tools holds, and what is spread into it. */
export function itemsOfTools(code: Code): Code[] {
  const items = itemsOf(code);
  if (items.length > 0) return [...items, ...unseenSpreads(code)];
  const entries = [...entriesOf(code).values()].map(({ value }) => value);
  const value = resolveValue(code);
  return [...entries, ...unseenSpreads(code), ...(entries.length === 0 && value.kind === "call" ? [value] : [])];
}

/** `...(await mcp.getTools())`: what is spread in from something that is only known when it runs. */
function unseenSpreads(code: Code): Code[] {
  const value = resolveValue(code);
  const parts = value.kind === "object" ? value.entries : value.kind === "list" ? value.items : [];
  return parts.flatMap((part) => {
    const spread = part.kind === "entry" && part.key === undefined ? resolveValue(part.value) : undefined;
    return spread?.kind === "call" ? [spread] : [];
  });
}

/**
 * What an item of a list of tools does: a tool made by a call, a function, a toolkit or a server, here or in another
 * file, also through a helper of the project that makes or wraps it.
 */
export function heldIn(item: Code, discovery: Discovery, steps = 4): Held[] {
  const value = resolveValue(item);
  const tools = toolsIn(item, value, discovery);
  if (tools.length > 0) return tools.map(heldTool);
  if (value.kind === "object") return ofProvider(value);
  if (value.kind !== "call") return ofLibrary(item);
  const maker = steps > 0 ? functionOf(value.callee) : undefined;
  if (!maker) return ofServer(value) ?? ofLibrary(value);
  const inside = [...returnsOf(maker), ...value.args.map((arg) => (arg.kind === "entry" ? arg.value : arg))];
  return inside.flatMap((part) => heldIn(part, discovery, steps - 1));
}

function toolsIn(item: Code, value: Code, discovery: Discovery): ToolDefinition[] {
  const within = (code: Code) => toolsWithin([code], discovery);
  if (discovery.file.language !== "python") return within(value);
  if (value.kind === "function") {
    const marked = within(value);
    return marked.length > 0 ? marked : functionsIn([item]).map((fn) => functionTool(fn, "", discovery, undefined));
  }
  // An instance of a class of tools does what the class does.
  const made = value.kind === "call" ? resolveValue(value.callee) : value;
  return [...within(made.kind === "class" ? made : value), ...readyToolkit(value, discovery)];
}

/** `{ type: "code_interpreter" }`: what a provider runs itself. */
function ofProvider(item: Code): Held[] {
  const type = stringOf(entriesOf(item).get("type")?.value);
  return type === undefined || type === "function" ? [] : [{ claims: grants(providedEffects(type), `tool ${type}`) }];
}

/** `McpToolset(connection_params=…)`: all tools of a server, or those that a filter lets through. */
function ofServer(call: Call): Held[] | undefined {
  if (!/mcp/i.test(symbolOf(call.callee) ?? "")) return undefined;
  const filtered: string[] = [];
  const receiver = call.callee.kind === "member" ? resolveValue(call.callee.object) : undefined;
  const made = receiver?.kind === "call" ? receiver : call;
  const listed = [...(serversIn(made)?.values() ?? [])].map(({ value }) => value);
  const servers = (listed.length > 0 ? listed : [made]).map(isOfFiles);
  walk(call.args, (part) => {
    if (part.kind === "entry" && filters.test(part.key ?? ""))
      filtered.push(...itemsOf(part.value).flatMap((name) => stringOf(name) ?? []));
    return undefined;
  });
  if (filtered.length > 0)
    return filtered.map((name) => ({ claims: grants(declaredEffects(name), `tool ${name} of a server`) }));
  const reach = [
    ...(servers.includes(false) ? serverReach : []),
    ...(servers.includes(true) ? (["read-files", "write-files"] as const) : []),
  ];
  return [{ claims: grants(reach, "tools of a server") }];
}

/** The servers of a client for several, by name. */
function serversIn(client: Call): Entries | undefined {
  const options = entriesOf(client.args[0]);
  const servers = options.get("servers") ?? options.get("mcpServers");
  return servers && entriesOf(servers.value);
}

function isOfFiles(server: Code): boolean {
  let found = false;
  const isName = (text: string) => filesServer.test(text);
  walk([resolveValue(server)], (part) => {
    if (part.kind === "literal") found ||= isName(String(part.value));
    if (part.kind === "template") found ||= part.texts.some(isName);
    return undefined;
  });
  return found;
}

const filesServer = /(?:^|[/@-])(?:server-filesystem|filesystem-mcp|mcp-filesystem)/;
const filters = /^(?:tool_filter|toolFilter|allowed_tools|allowedTools)$/;

/** A tool of a library, by the name of its class: `TavilyToolSpec(…).to_tool_list()[0]`. */
function ofLibrary(item: Code): Held[] {
  const symbol = symbolOf(item) ?? (item.kind === "member" && item.index ? symbolOf(item.object) : undefined);
  const parts = symbol?.replaceAll("()", "").split(".") ?? [];
  if (symbol === undefined || parts.length < 2) return [];
  const name = parts.find((part) => /^[A-Z]/.test(part)) ?? parts.at(-1) ?? "";
  return [{ claims: grants(providedEffects(name), `what ${name} does`) }];
}

function switched({ switches = {} }: AgentMaker, entries: Entries): EffectClaim[] {
  return keysGiven(Object.keys(switches), entries).flatMap((key) => grants(switches[key] ?? [], key));
}

/** Keys that are given something: not false, not none, not an empty list. */
function keysGiven(keys: readonly string[] = [], entries: Entries): string[] {
  return keys.filter((key) => {
    const code = entries.get(key)?.value;
    const value = code && resolveValue(code);
    if (!value) return false;
    if (value.kind === "literal") return value.value !== false && value.value !== null;
    return value.kind !== "list" || value.items.length > 0;
  });
}

const sandboxed = /sandbox|shell|modal|daytona|runloop|docker|e2b/i;

/** It runs commands where its files live in something that can. */
function canRun(entries: Entries, key: string): boolean {
  const backend = entries.get(key)?.value;
  if (!backend) return false;
  let found = sandboxed.test(writtenName(backend));
  walk([resolveValue(backend)], (part) => {
    if (part.kind === "name" || part.kind === "member") found ||= sandboxed.test(symbolOf(part) ?? writtenName(part));
    return undefined;
  });
  return found;
}

/** An agent asks where one of its tools does, or where it says so itself. */
function confirmationOf(maker: AgentMaker, entries: Entries, held: readonly Held[]): Confirmation {
  const key = (maker.asks ?? []).find((asked) => keysGiven([asked], entries).length > 0);
  if (key !== undefined) return { confirmed: "conditional", by: key };
  return askedByTools(held);
}
