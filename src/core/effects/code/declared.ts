import type { Effect } from "../../model/effect.ts";
import { rememberAnswers } from "../../rememberAnswers.ts";
import { wordsOf } from "./nameWords.ts";
import { verbOf } from "./services.ts";

interface DeclaredWords {
  readonly words: readonly string[];
  /** Words that count only at the start, where they are verbs: "message_user", not "get_message". */
  readonly first?: readonly string[];
  /** When given, one of these has to be there too. */
  readonly and?: readonly string[];
  readonly effects: readonly Effect[];
}

const changeWords = [
  "create",
  "update",
  "set",
  "add",
  "change",
  "edit",
  "modify",
  "assign",
  "enable",
  "disable",
  "reset",
  "rotate",
];
const infraWords = [
  "environment",
  "environments",
  "stack",
  "cluster",
  "instance",
  "server",
  "deployment",
  "infra",
  "infrastructure",
  "service",
  "container",
  "pod",
  "vm",
  "volume",
];

/** What people keep with a service that others see too. */
const shared =
  "issue issues ticket tickets email emails mail draft drafts calendar tweet tweets invoice invoices slack jira github gitlab discord".split(
    " ",
  );
const sharedVerbs = "archive mark forward schedule cancel close reopen accept reject approve draft write save".split(
  " ",
);

/** What a tool's name claims. Only a claim: used where the code cannot be seen, and to compare with what it does. */
const table: readonly DeclaredWords[] = [
  {
    words: "post reply publish tweet send broadcast announce upload push submit".split(" "),
    first: "comment email mail notify message share sms".split(" "),
    effects: ["send-outward"],
  },
  {
    words: ["delete", "remove", "unlink", "erase", "trash"],
    and: ["file", "files", "folder", "directory", "path", "dir"],
    effects: ["delete-files"],
  },
  {
    words: [
      "delete",
      "remove",
      "purge",
      "destroy",
      "wipe",
      "drop",
      "erase",
      "clear",
      "trash",
      "empty",
      "truncate",
      "terminate",
      "prune",
    ],
    effects: ["destroy-data"],
  },
  { words: ["deploy", "provision", "rollback", "undeploy", "teardown", "redeploy"], effects: ["change-infra"] },
  {
    words: ["restart", "scale", "terminate", "delete", "destroy", "recreate", "stop", "reboot", ...changeWords],
    and: infraWords,
    effects: ["change-infra"],
  },
  {
    words: ["pay", "refund", "charge", "buy", "purchase", "payout", "withdraw"],
    effects: ["spend-money"],
  },
  {
    words: ["transfer", "wire"],
    and: ["funds", "money", "payment", "balance", "crypto", "token"],
    effects: ["spend-money"],
  },
  {
    words: ["place", "submit", "execute"],
    and: ["order", "orders", "trade", "trades", "bid"],
    effects: ["spend-money"],
  },
  { words: ["grant", "revoke", "invite", "ban", "unban", "promote"], effects: ["change-access"] },
  {
    words: changeWords,
    and: [
      "role",
      "roles",
      "permission",
      "permissions",
      "access",
      "password",
      "token",
      "acl",
      "member",
      "collaborator",
      "policy",
    ],
    effects: ["change-access"],
  },
  {
    words: [...changeWords, "delete", "remove"],
    and: ["share", "shares", "sharing", "sharelink", "collaborators"],
    effects: ["change-access"],
  },
  {
    words: ["share", "unshare"],
    and: [
      "file",
      "files",
      "folder",
      "document",
      "doc",
      "calendar",
      "dashboard",
      "sheet",
      "spreadsheet",
      "album",
      "board",
    ],
    effects: ["change-access"],
  },
  {
    words: ["run", "execute", "exec", "eval", "evaluate"],
    and: [
      "cli",
      "command",
      "commands",
      "code",
      "script",
      "shell",
      "bash",
      "python",
      "terminal",
      "process",
      "javascript",
      "program",
    ],
    effects: ["run-code"],
  },
  { words: ["shell", "bash", "terminal", "ipython"], effects: ["run-code"] },
  { words: ["interpreter"], and: ["code", "python", "javascript", "js", "shell"], effects: ["run-code"] },
  { words: ["exec", "execute"], and: ["container", "sandbox", "pod", "vm"], effects: ["run-code"] },
  { words: ["psql", "sqlcmd"], effects: ["read-data", "write-data"] },
  {
    words: ["write", "save", "edit", "create", "append", "move", "rename", "put", "patch"],
    and: ["file", "files", "folder", "directory"],
    effects: ["write-files"],
  },
  {
    words: ["read", "list", "open", "get", "view", "search", "find"],
    and: ["file", "files", "folder", "directory"],
    effects: ["read-files"],
  },
  { words: ["fetch", "download", "browse", "crawl", "scrape"], effects: ["fetch-network"] },
  // What a browser or a screen is told.
  {
    words: ["navigate", "goto"],
    and: ["to", "url", "page", "browser", "website", "back", "tab"],
    effects: ["fetch-network"],
  },
  {
    words: ["click", "tap", "fill", "type", "press", "input", "drag"],
    and: "element elements button text field form input key keys dropdown option mouse selector".split(" "),
    effects: ["send-outward"],
  },
  {
    words: ["search", "get", "read", "extract"],
    and: ["web", "url", "internet", "page", "website"],
    effects: ["fetch-network", "read-untrusted"],
  },
  {
    words: ["run", "execute", "exec", "apply"],
    and: ["sql", "query", "statement", "migration", "migrations"],
    effects: ["read-data", "write-data"],
  },
  {
    words: ["list", "describe"],
    and: ["tables", "table", "schemas", "databases", "columns", "views"],
    effects: ["read-data"],
  },
  { words: ["query", "select"], and: ["sql", "database", "db", "table"], effects: ["read-data"] },
  {
    words: [...changeWords, "insert", "upsert"],
    and: ["record", "row", "rows", "records", "table", "entry", "database"],
    effects: ["write-data"],
  },
  {
    words: [...changeWords, ...sharedVerbs],
    and: [...shared, "comment", "comments", "pr", "invite", "subscription", "dispute", "label", "labels"],
    effects: ["send-outward"],
  },
  {
    words: ["get", "list", "search", "find", "read", "check"],
    and: [...shared, "inbox", "weather", "forecast", "news"],
    effects: ["fetch-network"],
  },
  {
    words: ["get", "read", "print", "list", "show"],
    and: ["secret", "secrets", "env", "credential", "credentials", "password", "passwords"],
    effects: ["read-secrets"],
  },
  { words: ["delegate", "subagent", "handoff"], effects: ["delegate"] },
];

const reading: ReadonlySet<Effect> = new Set([
  "read-files",
  "fetch-network",
  "read-untrusted",
  "read-data",
  "read-secrets",
]);

/** What only thinks about what it names. */
const considers: ReadonlySet<string> = new Set(
  "preview simulate validate verify analyze analyse estimate calculate compute compare diff explain suggest recommend inspect detect summarize classify".split(
    " ",
  ),
);

/** `extract_method_preview`, and not `create_voice_from_preview`. */
function shows(words: readonly string[]): boolean {
  return words.length > 2 && words.at(-1) === "preview" && !/^(?:from|of|with|by|a|the)$/.test(words.at(-2) ?? "");
}

/** The effects that a tool's name claims, in no order. */
export const declaredEffects = rememberAnswers((name): readonly Effect[] => {
  const inOrder = wordsOf(name);
  const [start = ""] = inOrder;
  const words = new Set(inOrder);
  // "get_post" and "list_deleted_files" read, and "remove_file_preview" only shows, whatever else they name.
  const onlyShows = (considers.has(start) && !words.has("and")) || shows(inOrder);
  const isRead = verbOf(start) === "read" || onlyShows;
  const found = table
    .filter((row) => row.words.some((word) => words.has(word)) || row.first?.includes(start))
    .filter((row) => !isRead || row.effects.every((effect) => reading.has(effect)))
    .filter((row) => !row.and || row.and.some((word) => words.has(word)))
    .flatMap((row) => row.effects);
  return [...new Set(found)];
});

/** A description says first what the tool is for; words further on are of its parameters and its answer. */
const maxWords = 8;

/** The effects that a tool's description claims by its first words: "Executes SQL queries: analyze, …". */
export function describedEffects(description: string): readonly Effect[] {
  const clause =
    /^(?:(?! (?:and|or|so that|when|while|if|before|after|without|using) )[^.:;,\n(])*/.exec(description.trim())?.[0] ??
    "";
  const [first = "", ...rest] = wordsOf(clause).slice(0, maxWords);
  const verb = [first, first.replace(/s$/, ""), first.replace(/(?<=[sxzh])es$/, "")].find((word) => verbOf(word));
  return verb === undefined ? [] : declaredEffects([verb, ...rest].join(" "));
}
