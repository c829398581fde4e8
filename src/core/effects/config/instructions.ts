/** Text that steers agents: what it tells them to do to people's say and to secrets. */

import { plain } from "../../parse/value.ts";
import { parseYaml } from "../../parse/yaml.ts";
import { loosening } from "./loosening.ts";
import { readSettings } from "./read.ts";

const skipsPeople =
  /\b(?:always|auto\S*)\s+(?:approve|allow|accept|run)\b|\bwithout\s+(?:asking|confirm\w*|(?:any\s+)?approval|permission)\b|\bnever\s+ask\b|\b(?:skip|bypass|ignore|disable)\s+(?:the\s+|all\s+|any\s+)?(?:confirmations?|approvals?|permissions?|guards?|polic(?:y|ies)|hooks?|prompts?|sandbox)\b|\bdangerously[- ]?(?:skip|allow|bypass)\S*|\b(?:ignore|disregard|forget)\s+(?:all\s+|any\s+)?(?:your\s+|the\s+)?(?:previous|prior|earlier|above|system)\s+(?:instructions|rules|prompts?)|\bdo(?:n't| not)\s+(?:tell|mention|inform|ask|show|report)\b.{0,40}\b(?:user|human|anyone|it|this|for)\b|--yolo\b|\byolo\s+mode\b|\ball\s+(?:shell\s+)?commands\s+(?:are|is)\s+(?:pre-?)?approved\b|\bhas\s+approved\s+all\b/i;

/** True for text that tells an agent to go on without a person, or to keep something from one. */
export function tellsToSkipPeople(text: string): boolean {
  return skipsPeople.test(text);
}

const secretThings =
  /(?:^|[\s"'`(/\\~])(?:\.env\b|\.ssh\b|\.aws\b|\.netrc\b|\.npmrc\b|\.kube\b|id_(?:rsa|ed25519|ecdsa)\b|credentials?\b|secrets?\b|api[- ]?keys?\b|access[- ]?keys?\b|private[- ]?keys?\b|tokens?\b|passwords?\b|environment\s+variables\b|keychain\b|cookies\b)/i;
const outwardVerbs =
  /\b(?:post|send|upload|exfiltrate|e-?mail|mail|submit|transmit|curl|forward|leak|publish|paste|share|push)\b/i;
const outwardPlaces =
  /\bhttps?:\/\/|\b(?:ftp|wss?):\/\/|[\w.+-]+@[\w-]+\.\w+|\b(?:webhook|pastebin|gist|server|slack|discord|telegram)\b/i;

/** True for text that tells an agent to take a secret somewhere. */
export function tellsToSendSecrets(text: string): boolean {
  return text
    .split(/\n\s*\n|(?<=[.!?])\s+(?=[A-Z#-])/)
    .some((part) => secretThings.test(part) && outwardVerbs.test(part) && outwardPlaces.test(part));
}

/** What the front matter of an agent, skill or rule grants or starts. */
export function frontMatterActs(text: string): "loosens" | "starts" | undefined {
  const head = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/.exec(text)?.[1];
  if (head === undefined) return undefined;
  const { value } = parseYaml(head);
  if (value?.kind !== "object") return undefined;
  const { entries } = readSettings(JSON.stringify(plain(value)), "json");
  if (entries.some((entry) => loosening(entry) === "wide")) return "loosens";
  return entries.some(({ path }) => /^(?:hooks|mcp-?servers|command|shell)(?:$|[.[])/.test(path))
    ? "starts"
    : undefined;
}
