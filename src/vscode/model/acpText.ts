import { safeBlock, safeLine } from "../../core/display/sanitize.ts";
import type { Translate } from "../../core/display/translate.ts";

type Fields = Readonly<Record<string, unknown>>;

/** More of one thing an agent says is not shown: the terminal is no place to read a file in. */
const longest = 20_000;

/** What an ACP agent reports, as lines for a terminal. Empty: nothing a person needs to see. */
export function acpText(update: Fields, t: Translate): string {
  switch (update.sessionUpdate) {
    case "agent_message_chunk":
      return safeBlock(textOf(update.content));
    case "tool_call":
      return line(t("wants to: {0}", safeLine(String(update.title ?? update.kind ?? "?"))));
    case "tool_call_update":
      return ended(update, t);
    case "plan":
      return plan(update.entries);
  }
  return "";
}

function ended({ status, title, toolCallId }: Fields, t: Translate): string {
  const name = safeLine(String(title ?? toolCallId ?? ""));
  if (status === "failed") return line(t("did not happen: {0}", name));
  return status === "completed" ? line(t("done: {0}", name)) : "";
}

function plan(entries: unknown): string {
  const texts = (Array.isArray(entries) ? entries : []).map((entry: Fields | null) =>
    safeLine(String(entry?.content ?? "")),
  );
  return texts.map((text) => line(`- ${text}`)).join("");
}

function textOf(content: unknown): string {
  const { text } = (content ?? {}) as Fields;
  return typeof text === "string" ? text.slice(0, longest) : "";
}

function line(text: string): string {
  return `\n· ${text}\n`;
}

/** A pseudoterminal needs a carriage return before each line feed. */
export function forTerminal(text: string): string {
  return text.replace(/\r?\n/g, "\r\n");
}
