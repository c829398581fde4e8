/** Arguments as texts: secrets in them, orders to skip people, switches of the server itself. */
import { findSecrets } from "../../secrets/detect.ts";
import { type Act, act } from "../act.ts";
import { namesApprovalSwitch } from "../config/approvals.ts";
import { tellsToSkipPeople } from "../config/instructions.ts";
import { secretInText } from "../secrets.ts";
import type { Subject } from "./arguments.ts";
import { isPath, isQuery, isSettingName, type Leaf } from "./leaves.ts";

const secretPlace =
  /(?:~|\/home\/\w+|\$HOME|C:\\Users\\\w+)?[\\/]?\.(?:ssh[\\/]|aws[\\/]|env\b|netrc|npmrc|cursor[\\/]mcp|claude\.json|kube[\\/]config|git-credentials)|\bid_(?:rsa|ed25519)\b|BEGIN [A-Z ]*PRIVATE KEY/;
const serverSwitch = /blocked|allowed|approval|permission|sandbox|trust|telemetry_off|denied|allowlist/i;
const finalButton =
  /delete account|close account|delete (?:all|everything|project|repository|workspace)|pay now|place order|confirm purchase|buy now|transfer/i;
/** Servers whose whole reach is a text that stays on this machine. */
const staysHere = new Set(["reads-records", "prints", "edits-in-editor"]);

/** What is kept there comes back to an agent; elsewhere such words are for people. */
const steersAgents: ReadonlySet<Subject["kind"]> = new Set(["notes", "host", "unknown", "compute"]);

export function judgeTexts(subject: Subject): Act[] {
  return subject.values.flatMap((leaf) => judgeText(leaf, subject));
}

function judgeText(leaf: Leaf, { reads, rule, kind, target, words }: Subject): Act[] {
  const { key, value } = leaf;
  const acts: Act[] = [];
  // Whoever searches for alarming words only searches.
  const isAsked = reads && (isQuery(leaf) || kind === "docs" || (kind === "compute" && key === "thought"));
  if (!isAsked && steersAgents.has(kind) && rule !== "edits-in-editor" && tellsToSkipPeople(value))
    acts.push(act("switches-approval-off", { target: `${target} (${key})` }));
  if (secretInText(value)) acts.push(act(staysHere.has(rule) ? "contains-secret" : "sends-secret", { target }));
  else if (!(reads && isQuery(leaf)) && findSecrets(value).length > 0) acts.push(act("contains-secret", { target }));
  else if (!isAsked && !isPath(leaf) && !isQuery(leaf) && secretPlace.test(value) && rule !== "edits-in-editor")
    acts.push(act("contains-secret", { target }));
  if (kind === "host" && isQuery(leaf) && huntsSecrets(value)) acts.push(act("reads-secret", { target: value }));
  if (
    !reads &&
    isSettingName(leaf) &&
    (namesApprovalSwitch(value) || (serverSwitch.test(value) && /config|setting|preference|option/.test(words.text)))
  )
    acts.push(act("switches-approval-off", { target: `${target}: ${value}` }));
  if (!reads && finalButton.test(value) && /element|text|label|name|selector/.test(key))
    acts.push(act("deletes-data", { target: value }));
  return acts;
}

/** Patterns that find credentials by their form, or the files that hold them. */
export function huntsSecrets(pattern: string): boolean {
  return /\b(?:AKIA|ASIA)\[|\bgh[pousr_[\]]{1,8}_|\bsk-(?:ant|proj|live)?|\bxox[[b]|-----BEGIN|BEGIN[ .\w\\*+]{0,20}PRIVATE|\beyJ[[A-Z]|\bAIza\b|(?:password|passwd|secret|api_?key|token)\w{0,30}["']?(?:\\s|[^\w\s]|\s){0,12}[:=].{0,8}["'[(\\]|(?:^|[/*])\.env\b|\*\.(?:pem|key|p12|pfx|kdbx|jks)\b|\bid_(?:rsa|ed25519|\*)/i.test(
    pattern,
  );
}
