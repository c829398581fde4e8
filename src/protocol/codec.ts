/** One JSON object a line. Everything read from a socket or a file of another process is checked field by field. */
import {
  type HookReply,
  type HookRequest,
  type HookSource,
  maxMessageBytes,
  protocolVersion,
  type WindowEntry,
} from "./messages.ts";

export type Decoded<T> = { readonly value: T } | { readonly error: string };

/** A reply is a few lines of text; a larger one is not ours. */
export const maxReplyBytes = 1024 * 1024;

/** A record, so that a source without a line here is a type error. */
const knownSources: Readonly<Record<HookSource, true>> = {
  "claude-settings": true,
  "codex-config": true,
  "copilot-hooks": true,
  "gemini-settings": true,
  "mcp-proxy": true,
  "qwen-settings": true,
  "vscode-plugin": true,
  "opencode-plugin": true,
  "kilo-plugin": true,
  "cline-hooks": true,
  "openclaw-plugin": true,
  "cursor-tool": true,
  "cursor-step": true,
  "kiro-hooks": true,
  "windsurf-hooks": true,
  "goose-plugin": true,
  "amp-delegate": true,
  "factory-hooks": true,
};

export const hookSources = Object.keys(knownSources) as readonly HookSource[];

export function isHookSource(value: unknown): value is HookSource {
  return hookSources.includes(value as HookSource);
}

/** JSON escapes line feeds in strings, so one message is one line. */
export function encode(message: HookRequest | HookReply): string {
  return `${JSON.stringify(message)}\n`;
}

export function decodeRequest(line: string): Decoded<HookRequest> {
  const fields = readObject(line);
  if ("error" in fields) return fields;
  const { v, type, token, source, payload, cwd, patienceMs } = fields.value;
  if (v !== protocolVersion) return { error: otherVersion };
  if (type !== "held") return { error: "The request is of an unknown type." };
  if (!isHookSource(source)) return { error: "The request comes from an unknown hook." };
  if (typeof token !== "string" || typeof payload !== "string" || typeof cwd !== "string") {
    return { error: "The request misses a field." };
  }
  if (!isPositive(patienceMs)) return { error: "The request says no time by which it needs the answer." };
  return { value: { v: protocolVersion, type: "held", token, source, payload, cwd, patienceMs } };
}

export function decodeReply(line: string): Decoded<HookReply> {
  const fields = readObject(line);
  if ("error" in fields) return fields;
  const { v, type, stdout, stderr, exitCode } = fields.value;
  if (v !== protocolVersion) return { error: otherVersion };
  if (type !== "answer") return { error: "The reply is of an unknown type." };
  if (typeof stdout !== "string" || typeof stderr !== "string") return { error: "The reply misses a field." };
  if (exitCode !== 0 && exitCode !== 2) return { error: "The reply has an unknown exit code." };
  return { value: { v: protocolVersion, type: "answer", stdout, stderr, exitCode } };
}

export function decodeWindow(text: string): Decoded<WindowEntry> {
  const fields = readObject(text);
  if ("error" in fields) return fields;
  const { v, pid, socket, token, folders, focusedAt } = fields.value;
  if (v !== protocolVersion) return { error: otherVersion };
  if (!isPositive(pid) || !Number.isInteger(pid)) return { error: "The entry has no process id." };
  if (typeof socket !== "string" || socket === "" || typeof token !== "string" || token === "") {
    return { error: "The entry has no address." };
  }
  if (!isStringList(folders)) return { error: "The entry has no list of folders." };
  if (typeof focusedAt !== "number" || !Number.isFinite(focusedAt)) return { error: "The entry has no focus time." };
  return { value: { v: protocolVersion, pid, socket, token, folders, focusedAt } };
}

/** Collects the bytes of one line. `push` answers the line once it is whole, or that it grew beyond the limit. */
export interface LineCollector {
  push(chunk: Uint8Array): { readonly line: string } | { readonly overflow: true } | undefined;
}

export function createLineCollector(limit: number = maxMessageBytes): LineCollector {
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    push(chunk) {
      const end = chunk.indexOf(lineFeed);
      const part = end < 0 ? chunk : chunk.subarray(0, end);
      size += part.length;
      if (size > limit) return { overflow: true };
      chunks.push(part);
      return end < 0 ? undefined : { line: decodeUtf8(chunks, size) };
    },
  };
}

const lineFeed = 10;

const otherVersion =
  "The hook and the editor speak different versions of Countersign. Reload the editor window, then try again.";

/** Not fatal on bad bytes: they become U+FFFD, and the JSON or its fields then fail their own checks or are shown as such. */
function decodeUtf8(chunks: readonly Uint8Array[], size: number): string {
  if (chunks.length === 1) return decoder.decode(chunks[0]);
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return decoder.decode(whole);
}

const decoder = new TextDecoder();

function readObject(text: string): Decoded<Readonly<Record<string, unknown>>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return { value: value as Record<string, unknown> };
    }
  } catch {
    // Told below: text that is no JSON and JSON that is no object are the same fault.
  }
  return { error: "The message is not a JSON object." };
}

function isPositive(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value > 0;
}

function isStringList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
