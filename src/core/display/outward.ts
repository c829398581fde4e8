/**
 * Who would get to read what an action sends: recipient, audience and exact text, as far as the action says it. What
 * it does not say is not made up; a text that comes from elsewhere is said to.
 */
import type { Action } from "../model/action.ts";
import { splitCommand } from "../permissions/shellSegments.ts";
import { type Sender, senders } from "./senders.ts";

export interface Outward {
  readonly to: readonly string[];
  /** In words: "everyone who can see acme/app". Undefined: the action does not say. */
  readonly audience: string | undefined;
  /** The exact text that leaves. Undefined: the action does not hold it. */
  readonly text: string | undefined;
}

/** Undefined where nothing is known of recipient, audience or text. */
export function outwardOf(action: Action): Outward | undefined {
  const found =
    action.kind === "mcp_call"
      ? ofArguments(action.args)
      : action.kind === "command"
        ? ofCommand(action.command)
        : undefined;
  return found && (found.to.length > 0 || found.audience !== undefined || found.text !== undefined) ? found : undefined;
}

const recipientKey =
  /^(?:to|cc|bcc|(?:to_?)?recipients?(?:_?ids?)?|to_?emails?|emails?(?:_?address(?:es)?)?|channels?(?:_?(?:ids?|names?))?|rooms?(?:_?ids?)?|chat_?id|conversation(?:_?id)?|thread_?(?:id|ts)|user_?(?:ids?|names?)|assignees?|reviewers?|phone(?:_?numbers?)?|groups?|teams?|repo(?:sitory)?|owner|(?:issue|pull|discussion)_?(?:number|id)|topic_?id|post_?id|webhook_?url|url)$/i;

const textKey =
  /^(?:text|body|message|content|comment|subject|title|description|html|caption|notes?|summary|status|reply|markdown|payload|name)$/i;

const audienceKey =
  /^(?:visibility|privacy|audience|public|private|is_?(?:public|private)|draft|share(?:d)?_?with|access)$/i;

const maxLeaves = 500;

function ofArguments(args: unknown): Outward {
  const to: string[] = [];
  const texts: string[] = [];
  const audience: string[] = [];
  let left = maxLeaves;
  const visit = (value: unknown, key: string): void => {
    if (--left < 0) return;
    if (typeof value === "object" && value !== null) {
      for (const [name, inner] of Object.entries(value)) visit(inner, Array.isArray(value) ? key : name);
      return;
    }
    const said = String(value);
    const plainKey = key.replace(/([a-z])([A-Z])/g, "$1_$2");
    if (audienceKey.test(plainKey)) audience.push(`${key}: ${said}`);
    else if (recipientKey.test(plainKey)) to.push(`${key} ${said}`);
    else if (textKey.test(plainKey)) texts.push(said);
  };
  visit(args, "");
  return { to, audience: audienceOf(to, texts, audience), text: joined(texts) };
}

function audienceOf(to: readonly string[], texts: readonly string[], said: readonly string[]): string | undefined {
  const repo = to.find((entry) => /^repo/i.test(entry));
  const channel = to.map((entry) => /#[\w-]+/.exec(entry)?.[0]).find((name) => name !== undefined);
  const mail = to.filter((entry) => entry.includes("@")).length;
  const all = [
    ...said,
    ...(channel ? [`everyone in ${channel}`] : []),
    ...(repo ? [`everyone who can see ${repo.replace(/^\S+ /, "")}`] : []),
    ...(mail > 1 ? [`${mail} people`] : []),
    ...(texts.some((text) => /@(?:everyone|channel|here|all)\b/i.test(text)) ? ["it calls everyone in"] : []),
  ];
  return all.length > 0 ? all.join(", ") : undefined;
}

function ofCommand(command: string): Outward | undefined {
  const { segments } = splitCommand(command);
  for (const { words, redirects } of segments) {
    const name = words[0]
      ?.split(/[\\/]/)
      .at(-1)
      ?.replace(/\.exe$/, "");
    const sender = name !== undefined && Object.hasOwn(senders, name) ? senders[name] : undefined;
    const found = sender && ofWords(sender, words.slice(1));
    if (!found) continue;
    const isPiped = found.text === undefined && (segments.length > 1 || redirects.length > 0) && sender.reads === true;
    return isPiped ? { ...found, text: "⟨what comes through the pipe; it is not known beforehand⟩" } : found;
  }
  return undefined;
}

function ofWords(sender: Sender, words: readonly string[]): Outward | undefined {
  const texts: string[] = [];
  const to: string[] = [];
  const plain: string[] = [];
  const flags = new Set<string>();
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    const [flag = "", attached] = word.startsWith("--") && word.includes("=") ? splitAt(word) : [word];
    if (!word.startsWith("-") || word === "-") plain.push(word);
    else if (sender.text.includes(flag)) texts.push(attached ?? words[++index] ?? "");
    else if (sender.to.includes(flag)) to.push(attached ?? words[++index] ?? "");
    else if (sender.file.includes(flag)) texts.push(`⟨the content of ${attached ?? words[++index] ?? ""}⟩`);
    else if (sender.value.includes(flag) && attached === undefined) index++;
    else flags.add(flag);
  }
  if (sender.when && !sender.when(plain)) return undefined;
  const recipients = [...to, ...sender.recipients(plain)];
  return { to: recipients, audience: sender.audience(plain, flags, recipients), text: joined(texts.map(fromFile)) };
}

/** `@notes.txt` means the content of a file. */
function fromFile(text: string): string {
  return /^@[^\s@]+$/.test(text) ? `⟨the content of ${text.slice(1)}⟩` : text;
}

function splitAt(word: string): [string, string] {
  const at = word.indexOf("=");
  return [word.slice(0, at), word.slice(at + 1)];
}

function joined(texts: readonly string[]): string | undefined {
  return texts.length > 0 ? texts.join("\n") : undefined;
}
