/** What a tool's name, its method and the kind of thing it names say about a call. */
import type { JudgementId } from "../judgements.ts";
import type { ServerKind } from "./servers.ts";
import {
  accessThings,
  adminThings,
  backups,
  configThings,
  databases,
  fileThings,
  infraThings,
  moneyThings,
  noteThings,
  releaseThings,
  secretThings,
  type ToolWords,
  wholeThings,
} from "./words.ts";

const reading: ReadonlySet<ToolWords["verb"]> = new Set(["read", "think"]);

/** True when the name says that the call only looks. */
export function isReading({ verb, verbWord, nouns, text }: ToolWords, kind: ServerKind): boolean {
  if (/\band (?:delete|send|run|update|fix|create|apply)\b|\bor (?:create|update)\b/.test(text)) return false;
  if (verbWord === "resolve")
    return !nouns.some((noun) => /^(?:thread|issue|comment|review|conflict|alert|incident|ticket)$/.test(noun));
  if (verbWord === "add") return kind === "compute" || nouns.length === 0;
  if (verbWord === "fill" || verbWord === "select") return kind === "database";
  if (verbWord === "test") return kind === "docs" || kind === "compute";
  if (verbWord === "generate")
    return nouns.some((noun) => /^(?:type|doc|schema|preview|report|summary|diagram)$/.test(noun));
  if (verbWord === "open") return kind === "notes";
  if (verb === undefined && kind !== "unknown") return shownThings.test(nouns.at(-1) ?? "");
  if (kind === "browser" && looksAtPage.test(text)) return true;
  return reading.has(verb);
}

/** Things that are only there to be looked at, named without a verb: `collection-schema`, `db-stats`. */
const shownThings =
  /^(?:schema|size|stat|statistic|metric|overview|index|version|detail|usage|health|structure|type|capability|definition|summary|event|finding|problem|advisor)$/;
const looksAtPage =
  /\b(?:snapshot|screenshot|wait|resize|close|back|forward|tab|tabs|console|messages|network|requests|list|performance|emulate)\b(?!.*\b(?:click|fill|type|evaluate|navigate|upload)\b)/;

/** The judgement of the name alone, before any argument is looked at. */
export function judgeName(words: ToolWords, kind: ServerKind): JudgementId {
  if (isReading(words, kind)) return judgeReading(words, kind);
  const head = headOf(words);
  const has = (things: ReadonlySet<string>) => words.nouns.some((noun) => things.has(noun));
  const admin = has(adminThings) && grantingVerbs.has(words.verb);
  if (admin) return "grants-admin";
  const byVerb = words.verb === undefined ? undefined : verbRules[words.verb]?.(head, has, kind, words);
  if (byVerb) return byVerb;
  if (has(moneyThings) && kind !== "git") return "spends-money";
  if (has(accessThings) && kind !== "git" && !has(noteThings)) return "changes-access";
  if (has(configThings)) return "changes-access";
  if (kind === "unknown") return "uses-unknown-server";
  if (kind === "git") return "changes-repository";
  if (has(fileThings) && kind === "host") return "edits-in-editor";
  if (kind === "outward") return "posts-for-others";
  return has(infraThings) && kind === "cloud" ? "changes-infrastructure" : "changes-data";
}

/** Languages of monitoring, in which nothing can be changed. */
const queries =
  /\b(?:promql|logql|traceql|query|queries|range query|instant query|search)\b(?!.*\b(?:sql|mutation|command|script)\b)/;

const grantingVerbs: ReadonlySet<ToolWords["verb"]> = new Set(["change", "access", "send", "operate"]);

function judgeReading(words: ToolWords, kind: ServerKind): JudgementId {
  if (words.verb === "think") return "prints";
  if (kind === "secrets") return "reads-secret";
  const secret =
    words.nouns.some((noun) => secretThings.has(noun)) ||
    /\bconnection (?:string|uri|url)\b|\b(?:api|private|ssh|access) keys?\b|\benvironment variables\b|\bauth token\b/.test(
      words.text,
    );
  const onlyNames =
    /\b(?:search|docs|documentation|list|count|css|design|scanning|alerts?|primary|foreign|public|rotation|usage|check|scan|lint|validate)\b/.test(
      words.text,
    );
  if (secret && !(onlyNames && kind !== "unknown") && kind !== "docs" && kind !== "compute") return "reads-secret";
  return kind === "unknown" ? "uses-unknown-server" : "reads-records";
}

/** What is acted on: the last noun before what only says where or whose. */
function headOf({ nouns }: ToolWords): string {
  const end = nouns.findIndex((noun) =>
    /^(?:by|from|in|for|with|to|on|of|all|many|one|bulk|batch|multiple)$/.test(noun),
  );
  const counted =
    end > 0 ? nouns.slice(0, end) : nouns.filter((noun) => !/^(?:all|many|one|bulk|batch|multiple)$/.test(noun));
  return counted.at(-1) ?? "";
}

type Has = (things: ReadonlySet<string>) => boolean;
type VerbRule = (head: string, has: Has, kind: ServerKind, words: ToolWords) => JudgementId | undefined;

const verbRules: Readonly<Partial<Record<NonNullable<ToolWords["verb"]>, VerbRule>>> = {
  delete: (name, has, kind, { text, verbWord, on }) => {
    // Where the name has no thing of its own, an argument says what goes: `pulumi-cli-destroy` of a `stack`.
    const head = /^(?:cli|up|command|tool|)$/.test(name) ? (on.find((key) => wholeThings.has(key)) ?? name) : name;
    if (verbWord === "uninstall") return "removes-package";
    if (/branch protection/.test(text)) return "destroys-environment";
    if (kind !== "notes" && has(backups) && !has(noteThings)) return "destroys-backups";
    if (/^flush(?:all|db)?$/.test(verbWord) || (databases.has(head) && kind !== "outward" && kind !== "docs"))
      return "destroys-database";
    if (wholeThings.has(head)) return "destroys-environment";
    return has(accessThings) && kind !== "outward" ? "changes-access" : "deletes-data";
  },
  pay: (_head, _has, kind) => (kind === "notes" || kind === "git" ? undefined : "spends-money"),
  access: () => "changes-access",
  publish: () => "publishes-release",
  end: () => "ends-processes",
  operate: (head, has, kind, { verbWord, text }) => {
    if (verbWord === "reset" && wholeThings.has(head)) return "destroys-environment";
    if (verbWord === "reset" && kind === "git") return "changes-repository";
    if (/\bprocess\b/.test(text)) return "starts-service";
    return has(accessThings) && verbWord === "reset" ? "changes-access" : "changes-infrastructure";
  },
  run: (_head, _has, kind, { text }) => (kind === "cloud" && queries.test(text) ? "reads-records" : "unknown-tool"),
  send: (_head, has, kind, { verbWord }) => {
    if (verbWord === "push" && kind === "git") return "pushes-commits";
    if (kind === "git" && verbWord === "merge") return "changes-repository";
    if (verbWord === "invite" || (verbWord === "request" && has(accessThings))) return "changes-access";
    if (has(moneyThings) && /^(?:send|submit|accept)$/.test(verbWord)) return "spends-money";
    return kind === "unknown" && verbWord === "upload" ? "sends-outward" : "posts-for-others";
  },
  interact: () => "sends-outward",
  browse: () => "fetches-network",
  change: (_head, has, kind) => {
    if (has(moneyThings) && /^(?:outward|unknown)$/.test(kind)) return "spends-money";
    return has(releaseThings) && has(new Set(["release"])) ? "publishes-release" : undefined;
  },
};
