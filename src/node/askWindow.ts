import { connect } from "node:net";
import { createLineCollector, decodeReply, encode, maxReplyBytes } from "../protocol/codec.ts";
import type { HookReply, HookRequest, WindowEntry } from "../protocol/messages.ts";

/**
 * What asking one window came to. Only "nobody-listens" (no connection at all) may go on to the next window:
 * once a window has the request, its silence is a denial.
 */
export type WindowResult = { readonly reply: HookReply } | { readonly failure: string } | "nobody-listens";

/** @param signal ends the question: the window sees its caller gone, and the answer is a failure */
export function askWindow(
  window: WindowEntry,
  request: Omit<HookRequest, "token">,
  signal?: AbortSignal,
): Promise<WindowResult> {
  return new Promise((resolve) => {
    const collector = createLineCollector(maxReplyBytes);
    const socket = connect(window.socket);
    let connected = false;
    const leave = () => settle({ failure: "The question was withdrawn." });
    const settle = (result: WindowResult) => {
      signal?.removeEventListener("abort", leave);
      resolve(result);
      socket.destroy();
    };
    socket.on("connect", () => {
      connected = true;
      socket.write(encode({ ...request, token: window.token }));
    });
    socket.on("data", (chunk) => {
      const progress = collector.push(chunk);
      if (progress) settle("line" in progress ? readReply(progress.line) : { failure: "The reply was too large." });
    });
    const gone = () =>
      settle(connected ? { failure: "The editor window closed before anybody answered." } : "nobody-listens");
    signal?.addEventListener("abort", leave);
    if (signal?.aborted) leave();
    socket.on("error", gone);
    socket.on("close", gone);
  });
}

function readReply(line: string): WindowResult {
  const decoded = decodeReply(line);
  return "value" in decoded ? { reply: decoded.value } : { failure: decoded.error };
}
