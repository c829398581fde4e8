/**
 * Puts our proxy before one server of a configuration file and takes it away again. Nothing is kept elsewhere: the
 * wrapped entry itself says what it was, so that it can be taken back on any machine, byte for byte.
 */
import type { Span } from "../model/span.ts";
import { jsonEntries, jsonNotation } from "./jsonEntries.ts";
import type { LocatedEntry, LocatedMember, Notation } from "./located.ts";
import { tomlEntries, tomlNotation } from "./tomlEntries.ts";

export type EntryState =
  | { readonly kind: "plain" }
  | { readonly kind: "wrapped" }
  /** Why it cannot be wrapped. */
  | { readonly kind: "unfit"; readonly why: string };

export interface ServerEntry {
  readonly name: string;
  readonly nameSpan: Span;
  readonly state: EntryState;
}

export type Changed = { readonly text: string } | { readonly problem: string };

/** A configuration file: its name tells its language. */
export interface ConfigText {
  readonly path: string;
  readonly text: string;
}

/** The servers of a configuration file, in its order. */
export function serverEntries(file: ConfigText): ServerEntry[] {
  return entriesOf(file).map((entry) => ({ name: entry.name, nameSpan: entry.nameSpan, state: stateOf(file, entry) }));
}

/**
 * The text with the proxy before a server.
 * @param at where the entry's name starts, since a name may stand under several keys
 * @param launcher absolute path of the proxy's launcher
 */
export function wrapServer(file: ConfigText, at: number, launcher: string): Changed {
  const entry = entriesOf(file).find(({ nameSpan }) => nameSpan.start === at);
  if (!entry) return { problem: "The server's entry is not there any more." };
  const state = stateOf(file, entry);
  if (state.kind !== "plain") return { problem: state.kind === "unfit" ? state.why : "It is wrapped already." };
  const text = apply(file.text, wrapEdits(file, entry, launcher));
  const back = unwrapServer({ ...file, text }, at);
  // INVARIANT: what cannot be taken back exactly is not written.
  if (!("text" in back) || back.text !== file.text) return { problem: "Its entry could not be taken back exactly." };
  return { text };
}

/** The text with the server's own entry again. */
export function unwrapServer(file: ConfigText, at: number): Changed {
  const entry = entriesOf(file).find(({ nameSpan }) => nameSpan.start === at);
  if (!entry) return { problem: "The server's entry is not there any more." };
  const edits = isWrapped(entry) ? unwrapEdits(file, entry) : undefined;
  return edits ? { text: apply(file.text, edits) } : { problem: "The entry is not one that Countersign wrapped." };
}

function isToml({ path }: ConfigText): boolean {
  return path.endsWith(".toml");
}

function entriesOf(file: ConfigText): LocatedEntry[] {
  return isToml(file) ? tomlEntries(file.text) : jsonEntries(file.text);
}

function notationOf(file: ConfigText): Notation {
  return isToml(file) ? tomlNotation : jsonNotation;
}

const urlKeys = ["url", "serverUrl", "httpUrl"];
const headerKeys = ["headers", "http_headers"];

/** What an entry holds that the proxy could not do for it, and why. */
const hindrances: readonly (readonly [key: string, why: string])[] = [
  ["oauth", "The agent signs in to this server itself, which it can only do directly."],
  ["auth", "The agent signs in to this server itself, which it can only do directly."],
  ["authProviderType", "The agent signs in to this server itself, which it can only do directly."],
  ["bearer_token_env_var", "Its headers come from variables that only the agent reads."],
  ["env_http_headers", "Its headers come from variables that only the agent reads."],
  ["headersHelper", "Its headers come from a program that only the agent runs."],
];

function stateOf(file: ConfigText, entry: LocatedEntry): EntryState {
  if (isWrapped(entry)) return { kind: "wrapped" };
  const why = hindranceOf(file, entry);
  return why === undefined ? { kind: "plain" } : { kind: "unfit", why };
}

function hindranceOf(file: ConfigText, entry: LocatedEntry): string | undefined {
  const command = memberOf(entry, "command");
  const args = memberOf(entry, "args");
  if (command) {
    if (command.items) return command.items.length > 0 ? undefined : "Its command is empty.";
    if (command.text === undefined) return "Its command is not a text.";
    return args && !args.items ? "Its arguments are not a list." : undefined;
  }
  const url = entry.members.find(({ key, text }) => urlKeys.includes(key) && text !== undefined);
  if (!url) return "It has neither a command nor an address.";
  if (!/^(?:https?:|\$)/.test(url.text ?? "")) return "Its address is not one of HTTP.";
  if (memberOf(entry, "type")?.text === "sse") return "It speaks the older event stream, which the proxy does not.";
  const hindrance = hindrances.find(([key]) => memberOf(entry, key));
  if (hindrance) return hindrance[1];
  if (args || memberOf(entry, "env") || memberOf(entry, "environment"))
    return "It has both an address and a program's fields.";
  const headers = headersOf(entry);
  if (headers && isToml(file)) return "Its headers cannot be handed over from TOML.";
  return headers && !isJson(raw(file, headers.value)) ? "Its headers hold comments." : undefined;
}

function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}

function memberOf(entry: LocatedEntry, key: string): LocatedMember | undefined {
  return entry.members.findLast((member) => member.key === key);
}

function headersOf(entry: LocatedEntry): LocatedMember | undefined {
  return entry.members.find(({ key }) => headerKeys.includes(key));
}

/** Our launcher, whatever home it lies in. */
function isLauncher(text: string | undefined): boolean {
  return text !== undefined && /[\\/]\.countersign[\\/]bin[\\/]mcp-proxy(?:\.cmd)?$/.test(text);
}

function isWrapped(entry: LocatedEntry): boolean {
  const command = memberOf(entry, "command");
  return isLauncher(command?.items ? command.items[0]?.text : command?.text);
}

interface Edit {
  readonly span: Span;
  readonly text: string;
}

function apply(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((current, { span, text: put }) => current.slice(0, span.start) + put + current.slice(span.end), text);
}

const put = (at: number, text: string): Edit => ({ span: { start: at, end: at }, text });
const raw = (file: ConfigText, span: Span) => file.text.slice(span.start, span.end);
const words = (...all: readonly string[]) => all.map((word) => JSON.stringify(word)).join(", ");

function wrapEdits(file: ConfigText, entry: LocatedEntry, launcher: string): Edit[] {
  const command = memberOf(entry, "command");
  if (!command) return wrapUrl(file, entry, launcher);
  const [first] = command.items ?? [];
  if (first) return [put(first.span.start, `${words(launcher, "--server", entry.name, "--")}, `)];
  const own = raw(file, command.value);
  const started: Edit = { span: command.value, text: JSON.stringify(launcher) };
  const args = memberOf(entry, "args");
  if (!args) {
    const { key, is, between } = notationOf(file);
    const list = `[${words("--server", entry.name, "--was", "no-args", "--")}, ${own}]`;
    return [{ ...started, text: `${started.text}${between}${key("args")}${is}${list}` }];
  }
  const [before] = args.items ?? [];
  const prefix = `${words("--server", entry.name, "--")}, ${own}`;
  return [started, before ? put(before.span.start, `${prefix}, `) : put(args.value.start + 1, prefix)];
}

/** OpenCode and Kilo write a program and its arguments as one list, and call the kinds "remote" and "local". */
const listStyle = "remote";

function wrapUrl(file: ConfigText, entry: LocatedEntry, launcher: string): Edit[] {
  const { key, is, between } = notationOf(file);
  const url = entry.members.find(
    ({ key: name, text }) => urlKeys.includes(name) && text !== undefined,
  ) as LocatedMember;
  const type = memberOf(entry, "type");
  const headers = headersOf(entry);
  const isList = type?.text === listStyle;
  const was = [
    `key=${url.key}`,
    ...(type ? [`type=${type.text}`] : []),
    ...(headers ? [`headers=${headers.key}`] : []),
  ];
  const own = `${words("--server", entry.name, "--was", was.join(), "--url")}, ${raw(file, url.value)}`;
  const started = JSON.stringify(launcher);
  const edits: Edit[] = [
    { span: url.keySpan, text: key("command") },
    { span: url.value, text: isList ? `[${started}, ${own}]` : `${started}${between}${key("args")}${is}[${own}]` },
  ];
  if (type) edits.push({ span: type.value, text: JSON.stringify(isList ? "local" : localType(file)) });
  if (headers) {
    const kept = `{ ${JSON.stringify(headersVariable)}: ${JSON.stringify(raw(file, headers.value))} }`;
    edits.push(
      { span: headers.keySpan, text: key(isList ? "environment" : "env") },
      { span: headers.value, text: kept },
    );
  }
  return edits;
}

/** Read by the proxy (src/node/mcp/environment.ts), which keeps it from the server. */
const headersVariable = "COUNTERSIGN_HEADERS";

/** Copilot CLI calls a server that it starts "local" (1.0.102, 2026-11-21), everybody else "stdio". */
function localType({ path }: ConfigText): string {
  return path.endsWith("mcp-config.json") ? "local" : "stdio";
}

/** Undefined where the entry no longer has the form that was written. */
function unwrapEdits(file: ConfigText, entry: LocatedEntry): Edit[] | undefined {
  const command = memberOf(entry, "command") as LocatedMember;
  const list = command.items ?? memberOf(entry, "args")?.items;
  if (!list) return undefined;
  const at = list.findIndex(({ text }) => text === "--" || text === "--url");
  const own = list[at + 1];
  if (at < 0 || !own) return undefined;
  if (list[at]?.text === "--url") return unwrapUrl(file, entry, list, own.span);
  const [first] = list as [{ span: Span }];
  if (command.items) return [{ span: { start: first.span.start, end: own.span.start }, text: "" }];
  const args = memberOf(entry, "args") as LocatedMember;
  const restored: Edit = { span: command.value, text: raw(file, own.span) };
  if (wasOf(list) === "no-args") {
    return [{ span: { start: command.value.start, end: args.value.end }, text: restored.text }];
  }
  const next = list[at + 2];
  return [restored, { span: { start: first.span.start, end: next?.span.start ?? own.span.end }, text: "" }];
}

function unwrapUrl(
  file: ConfigText,
  entry: LocatedEntry,
  list: readonly { readonly text?: string }[],
  url: Span,
): Edit[] | undefined {
  const { key } = notationOf(file);
  const was = new Map((wasOf(list) ?? "").split(",").map((part) => part.split("=", 2) as [string, string]));
  const command = memberOf(entry, "command") as LocatedMember;
  const last = command.items ? command : (memberOf(entry, "args") as LocatedMember);
  const edits: Edit[] = [
    { span: command.keySpan, text: key(was.get("key") ?? "url") },
    { span: { start: command.value.start, end: last.value.end }, text: raw(file, url) },
  ];
  const type = memberOf(entry, "type");
  const oldType = was.get("type");
  if (type && oldType !== undefined) edits.push({ span: type.value, text: JSON.stringify(oldType) });
  const headerKey = was.get("headers");
  const environment = memberOf(entry, "env") ?? memberOf(entry, "environment");
  if (headerKey === undefined) return edits;
  const kept = environment && keptHeaders(raw(file, environment.value));
  if (!environment || kept === undefined) return undefined;
  return [...edits, { span: environment.keySpan, text: key(headerKey) }, { span: environment.value, text: kept }];
}

function keptHeaders(text: string): string | undefined {
  try {
    const kept = (JSON.parse(text) as Readonly<Record<string, unknown>>)[headersVariable];
    return typeof kept === "string" ? kept : undefined;
  } catch {
    return undefined;
  }
}

function wasOf(list: readonly { readonly text?: string }[]): string | undefined {
  const at = list.findIndex(({ text }) => text === "--was");
  return at < 0 ? undefined : list[at + 1]?.text;
}
