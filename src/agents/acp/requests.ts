/**
 * What an ACP agent asks of its client (protocol 1, `@agentclientprotocol/sdk` 2.4.0, read 2026-11-21), as held calls,
 * and the answers. `kind` and `title` are the agent's own words; what it would do is read from its raw input, its diffs
 * and its places, and what cannot be read there is asked as it is.
 */
import type { Action } from "../../core/model/action.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { type Fields, fieldsOf, list, optional, shellFor, text, withContext } from "../payload.ts";

/** Methods that are held. Everything else an agent asks is refused, or concerns a terminal that was allowed. */
export const heldMethods = [
  "session/request_permission",
  "fs/write_text_file",
  "fs/read_text_file",
  "terminal/create",
] as const;
export type HeldMethod = (typeof heldMethods)[number];

export interface AcpPlace {
  readonly agent: string;
  readonly cwd: string;
}

/** A request as a call; undefined when its parameters are not what the protocol says, and it is then refused. */
export function readAcpRequest(method: HeldMethod, params: unknown, place: AcpPlace): HeldCall | undefined {
  const fields = fieldsOf(params);
  const session = text(fields?.sessionId);
  const read = fields && readers[method](fields, place.cwd);
  if (!read || session === undefined) return undefined;
  return {
    agent: place.agent,
    event: "pre-tool",
    // The same for an action that is first asked about and then done through us, so that it is one question.
    tool: "acp",
    callId: "acp",
    sessionId: session,
    cwd: place.cwd,
    actions: withContext(read, place.agent, place.cwd),
  };
}

const readers: Readonly<Record<HeldMethod, (fields: Fields, cwd: string) => readonly Action[] | undefined>> = {
  "session/request_permission": ({ toolCall }, cwd) => {
    const call = fieldsOf(toolCall);
    return call && toolActions(call, cwd);
  },
  "fs/write_text_file": (fields) => {
    const [path, content] = [text(fields.path), text(fields.content)];
    return path === undefined || content === undefined ? undefined : [{ kind: "file_write", path, content }];
  },
  "fs/read_text_file": ({ path }) =>
    text(path) === undefined ? undefined : [{ kind: "file_read", path: path as string }],
  "terminal/create": (fields, cwd) => {
    const command = text(fields.command);
    if (command === undefined) return undefined;
    // A variable may change what a command does as much as its words, and is shown nowhere.
    if (list(fields.env).length > 0) return undefined;
    const words = list(fields.args);
    if (!words.every((word) => typeof word === "string")) return undefined;
    const line = [command, ...words.map((word) => quoted(word as string))].join(" ");
    const folder = text(fields.cwd);
    return [
      { kind: "command", shell: shellFor(cwd), command: line, ...(folder === cwd ? {} : optional("cwd", folder)) },
    ];
  },
};

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Everything that can be read from a tool call; what is only named is shown and asked as an unknown tool. */
function toolActions(call: Fields, cwd: string): readonly Action[] {
  const input = fieldsOf(call.rawInput) ?? {};
  const diffs = list(call.content)
    .map(fieldsOf)
    .filter((part) => part?.type === "diff");
  const found = [...commands(input, cwd), ...diffs.flatMap((diff) => written(diff, input)), ...fetched(call, input)];
  if (found.length > 0) return found;
  const read = call.kind === "read" ? places(call).map((path): Action => ({ kind: "file_read", path })) : [];
  const deleted = call.kind === "delete" ? places(call).map((path): Action => ({ kind: "file_delete", path })) : [];
  const named = [...read, ...deleted];
  if (named.length > 0) return named;
  return [{ kind: "unknown_tool", tool: text(call.title) ?? text(call.kind) ?? "tool", args: call.rawInput ?? call }];
}

function commands(input: Fields, cwd: string): readonly Action[] {
  const command = text(input.command) ?? text(input.cmd);
  if (command === undefined) return [];
  const folder = text(input.workdir) ?? text(input.cwd) ?? text(input.directory);
  return [{ kind: "command", shell: shellFor(cwd), command, ...(folder === cwd ? {} : optional("cwd", folder)) }];
}

/** A diff holds the whole text of the file before and after; in OpenCode's family (1.18.33) only the part that changes. */
function written(diff: Fields | undefined, input: Fields): readonly Action[] {
  const [path, content] = [text(diff?.path), text(diff?.newText)];
  const old = text(input.oldString);
  if (path !== undefined && content !== undefined && old !== undefined) {
    return [{ kind: "file_edit", path, new_text: content, old_text: old }];
  }
  return path === undefined || content === undefined ? [] : [{ kind: "file_write", path, content }];
}

function fetched(call: Fields, input: Fields): readonly Action[] {
  const url = text(input.url);
  return call.kind === "fetch" && url !== undefined ? [{ kind: "url_fetch", url }] : [];
}

function places(call: Fields): readonly string[] {
  return list(call.locations).flatMap((place) => text(fieldsOf(place)?.path) ?? []);
}

/**
 * The answer to a request for permission. Options are chosen by their kind, never by their id or their words, and never
 * one that lasts: without an option for this once the answer is "cancelled", on which an agent must not go on.
 */
export function permissionAnswer(params: unknown, allowed: boolean): unknown {
  const wanted = allowed ? "allow_once" : "reject_once";
  const option = list(fieldsOf(params)?.options)
    .map(fieldsOf)
    .find((candidate) => candidate?.kind === wanted);
  const optionId = text(option?.optionId);
  return { outcome: optionId === undefined ? { outcome: "cancelled" } : { outcome: "selected", optionId } };
}
