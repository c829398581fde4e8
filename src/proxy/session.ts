/**
 * One client and one server. INVARIANT: a `tools/call` reaches the server only after the gate allowed exactly it;
 * everything else goes through as it came, byte for byte, also while calls wait.
 */

import { type ClientMessage, idKey, readClientLine, type ToolCall } from "../node/mcp/clientLine.ts";
import type { ToolList } from "../node/mcp/toolList.ts";
import { denialOf, refusalsOf, waitingNote } from "./answers.ts";
import { type CallEnd, createResults } from "./results.ts";

/** What is decided of one call. "cancelled": its client wants no answer any more, so it neither runs nor is answered. */
export type Decision =
  /** `ended`: to be told how it ended, should the server say so. */
  | { readonly kind: "allow"; ended?(end: CallEnd): void }
  | { readonly kind: "deny"; readonly reason: string }
  | { readonly kind: "cancelled" };

interface HeldCall {
  readonly controller: AbortController;
  readonly decision: Promise<Decision>;
  close(): void;
}

export interface SessionPorts {
  /** Writes whole lines. */
  toClient(bytes: Uint8Array | string): void;
  toServer(bytes: Uint8Array | string): void;
  readonly tools: ToolList;
  /** Holds a call until it is decided. Never rejects. */
  decide(call: ToolCall, client: string | undefined, signal: AbortSignal): Promise<Decision>;
}

export interface Session {
  /** A line of the client, with its line feed. */
  fromClient(line: Uint8Array): void;
  /** A line of the server, with its line feed. */
  fromServer(line: Uint8Array): void;
  /** A line of the client too long to be read. */
  tooLong(): void;
  /** Ends all questions: the client is gone, or the server is. */
  end(reason: string | undefined): void;
}

export function createSession(ports: SessionPorts): Session {
  return new ProxySession(ports);
}

const waitingNoteMs = 10_000;

class ProxySession implements Session {
  readonly #ports: SessionPorts;
  /** Calls that wait, by id. */
  readonly #held = new Map<string, AbortController>();
  readonly #all = new Map<AbortController, (reason: string | undefined) => void>();
  readonly #results = createResults(() => performance.now());
  #client: string | undefined;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
  }

  fromClient(line: Uint8Array): void {
    const read = readClientLine(line.at(-1) === lineFeed ? line.subarray(0, -1) : line);
    if (read.kind === "refused") this.#refuse(read.ids, read.reason);
    else if (read.kind === "blank") this.#ports.toServer(line);
    else if (this.#isTaken(read.messages)) {
      const ids = read.messages.flatMap(({ id }) => (id === undefined ? [] : [id]));
      this.#refuse(ids, "A call with this id still waits for its answer.");
    } else {
      for (const message of read.messages) this.#note(message);
      if (read.messages.some(({ call }) => call !== undefined)) void this.#hold(line, read.messages, read.batch);
      else this.#ports.toServer(line);
    }
  }

  fromServer(line: Uint8Array): void {
    if (this.#ports.tools.observe(line)) return;
    this.#ports.toClient(line);
    this.#results.observe(line);
  }

  tooLong(): void {
    this.#refuse([], "It is longer than a person could review.");
  }

  end(reason: string | undefined): void {
    for (const [controller, tell] of [...this.#all]) {
      tell(reason);
      controller.abort();
    }
  }

  /** Whether a call comes under an id that waits, or several come under one: nobody could tell the answers apart. */
  #isTaken(messages: readonly ClientMessage[]): boolean {
    const ids = messages.flatMap(({ call }) => (call?.id === undefined ? [] : [idKey(JSON.parse(call.id))]));
    return new Set(ids).size < ids.length || ids.some((id) => this.#held.has(id));
  }

  #refuse(ids: readonly string[], reason: string): void {
    for (const text of refusalsOf(ids, reason)) this.#ports.toClient(`${text}\n`);
  }

  #note({ id, method, params }: ClientMessage): void {
    if (method === "tools/list" && id !== undefined) this.#ports.tools.requested(id);
    if (method === "initialize") this.#client = nameIn(params, "clientInfo");
    if (method !== "notifications/cancelled") return;
    const cancelled = (params as { requestId?: unknown } | null | undefined)?.requestId;
    if (cancelled !== undefined) this.#held.get(idKey(cancelled))?.abort();
  }

  /** A batch waits as a whole, so that what passes does so as it came. */
  async #hold(line: Uint8Array, messages: readonly ClientMessage[], batch: boolean): Promise<void> {
    const waiting = messages.map(({ call }) => call && this.#start(call));
    const decisions = await Promise.all(waiting.map((held) => held?.decision));
    for (const held of waiting) held?.close();
    // INVARIANT: what was cancelled while it was being decided does not run, whatever the answer was.
    const isPassed = (index: number) =>
      !waiting[index] || (decisions[index]?.kind === "allow" && !waiting[index].controller.signal.aborted);
    const passed = messages.filter((_message, index) => isPassed(index));
    const denials = messages.flatMap(({ call }, index) => {
      const decision = decisions[index];
      return call?.id !== undefined && decision?.kind === "deny" ? [denialOf(call, decision.reason)] : [];
    });
    for (const [index, { call }] of messages.entries()) {
      const decision = decisions[index];
      if (call?.id === undefined || decision?.kind !== "allow" || !decision.ended || !isPassed(index)) continue;
      this.#results.passed(JSON.parse(call.id), decision.ended);
    }
    if (passed.length === messages.length) this.#ports.toServer(line);
    else if (passed.length > 0) this.#ports.toServer(`[${passed.map(({ text }) => text).join(",")}]\n`);
    if (denials.length > 0) this.#ports.toClient(`${batch ? `[${denials.join(",")}]` : denials[0]}\n`);
  }

  #start(call: ToolCall): HeldCall {
    const controller = new AbortController();
    const key = call.id === undefined ? undefined : idKey(JSON.parse(call.id));
    if (key !== undefined) this.#held.set(key, controller);
    const ended = new Promise<Decision>((resolve) => {
      this.#all.set(controller, (reason) =>
        resolve(reason === undefined ? { kind: "cancelled" } : { kind: "deny", reason }),
      );
      controller.signal.addEventListener("abort", () => resolve({ kind: "cancelled" }));
    });
    const stopNotes = this.#tellThatItWaits(call);
    const client = this.#client ?? nameIn(call.meta, "io.modelcontextprotocol/clientInfo");
    const decision = Promise.race([ended, this.#ports.decide(call, client, controller.signal)]).finally(stopNotes);
    const close = () => {
      this.#all.delete(controller);
      if (key !== undefined) this.#held.delete(key);
    };
    return { controller, decision, close };
  }

  #tellThatItWaits({ meta }: ToolCall): () => void {
    const token = meta.progressToken;
    if (typeof token !== "string" && typeof token !== "number") return () => undefined;
    let step = 0;
    const timer = setInterval(() => this.#ports.toClient(`${waitingNote(token, ++step)}\n`), waitingNoteMs);
    return () => clearInterval(timer);
  }
}

const lineFeed = 10;

function nameIn(value: unknown, key: string): string | undefined {
  const info = (value as Readonly<Record<string, { name?: unknown } | undefined>> | null | undefined)?.[key];
  return typeof info?.name === "string" ? info.name : undefined;
}
