import type { Effect } from "../../model/effect.ts";
import type { Verb } from "./services.ts";

export interface DeclaredWords {
  readonly words: readonly string[];
  /** Words that count only at the start, where they are verbs: "message_user", not "get_message". */
  readonly first?: readonly string[];
  /** When given, one of these has to be there too. */
  readonly and?: readonly string[];
  /** None of these may be there. */
  readonly not?: readonly string[];
  /** One of these has to be in the name or in the description. */
  readonly told?: readonly string[];
  /** Counts only where the first verb of the name goes in this direction. */
  readonly verb?: Verb;
  readonly effects: readonly Effect[];
  /** It is the only word of the name. */
  readonly alone?: true;
  /** What it does is done behind a border, so it holds beside what is seen: always, or where one of these is seen. */
  readonly beyond?: "always" | readonly Effect[];
  /** It says nothing where nothing is seen. */
  readonly only?: "beyond";
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
const accessVerbs = ["replace", "attach", "detach", "regenerate", "renew", "import", "register"];
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

/** What is done with a terminal or an agent without having it do anything. */
const closing =
  "close kill stop end clear delete remove rename resize register configure config update settings theme title id ids status".split(
    " ",
  );

/** Whom a task is given to. */
const workers =
  "agent agents subagent subagents teammate teammates assistant autonomous claude codex aider llm ai".split(" ");

/** What people keep with a service that others see too. */
const shared =
  "issue issues ticket tickets email emails mail draft drafts calendar tweet tweets invoice invoices slack jira github gitlab discord".split(
    " ",
  );
const sharedVerbs = "archive mark forward schedule cancel close reopen accept reject approve draft write save".split(
  " ",
);

/** What a tool's name claims: verbs, what they act on, and what that does. */
export const declaredWords: readonly DeclaredWords[] = [
  {
    words: "post reply publish tweet send broadcast announce upload push submit".split(" "),
    first: "comment email mail notify message share sms".split(" "),
    effects: ["send-outward"],
  },
  {
    words: ["upload", "send", "publish", "tweet"],
    verb: "change",
    not: "keys key text signal command input ctrl".split(" "),
    effects: ["send-outward"],
    beyond: ["fetch-network", "read-data", "write-data", "read-files", "change-infra"],
    only: "beyond",
  },
  {
    words: ["delete", "remove", "unlink", "erase", "trash"],
    and: ["file", "files", "folder", "directory", "path", "dir"],
    effects: ["delete-files"],
  },
  { words: ["delete", "remove"], effects: ["destroy-data"], beyond: "always" },
  // "add_drop_rule" drops nothing.
  {
    words: "purge destroy wipe drop erase clear trash empty truncate terminate prune".split(" "),
    verb: "remove",
    effects: ["destroy-data"],
    beyond: "always",
  },
  { words: ["flush"], verb: "remove", effects: ["destroy-data"], beyond: "always", only: "beyond" },
  { words: ["rm"], alone: true, effects: ["delete-files"], beyond: "always" },
  { words: ["deploy", "provision", "rollback", "undeploy", "teardown", "redeploy"], effects: ["change-infra"] },
  {
    words: ["restart", "scale", "terminate", "delete", "destroy", "recreate", "stop", "reboot", ...changeWords],
    and: infraWords,
    effects: ["change-infra"],
  },
  {
    words: ["pay", "refund", "charge", "buy", "purchase", "payout", "withdraw"],
    effects: ["spend-money"],
    beyond: "always",
  },
  {
    words: ["swap", "stake", "bridge"],
    and: "token tokens eth sol usdc crypto coin coins asset assets".split(" "),
    effects: ["spend-money"],
    beyond: "always",
  },
  {
    words: ["initiate", "make", "send", "create"],
    and: ["payment", "payout", "refund"],
    not: ["link", "method", "intent", "request", "reminder"],
    effects: ["spend-money"],
    beyond: "always",
  },
  {
    words: ["transfer", "wire"],
    and: "funds money payment balance crypto token tokens eth sol usdc native".split(" "),
    effects: ["spend-money"],
    beyond: "always",
  },
  {
    words: ["place", "submit", "execute"],
    and: ["order", "orders", "trade", "trades", "bid"],
    effects: ["spend-money"],
    beyond: "always",
  },
  {
    words: ["grant", "revoke", "invite", "ban", "unban", "promote"],
    effects: ["change-access"],
    beyond: "always",
  },
  {
    words: [...changeWords, ...accessVerbs],
    and: "role roles permission permissions access password token acl acls member members collaborator collaborators policy policies".split(
      " ",
    ),
    effects: ["change-access"],
    beyond: "always",
  },
  {
    words: [...changeWords, ...accessVerbs],
    and: ["key", "keys", "secret"],
    told: "ssh api access deploy signing oauth provisioning credential credentials application".split(" "),
    effects: ["change-access"],
    beyond: "always",
  },
  {
    words: [...changeWords, "delete", "remove"],
    and: ["share", "shares", "sharing", "sharelink", "collaborators", "member", "members", "membership"],
    effects: ["change-access"],
    beyond: "always",
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
    beyond: "always",
  },
  {
    words: ["run", "execute", "exec", "eval", "evaluate"],
    and: "cli command commands code script shell bash python terminal process javascript js program tests test".split(
      " ",
    ),
    // What is found out about code, or about a test.
    not: "analysis review search scan result results status suite plan history output".split(" "),
    effects: ["run-code"],
    beyond: "always",
  },
  {
    words: ["shell", "bash", "terminal", "ipython", "powershell"],
    not: closing,
    effects: ["run-code"],
    beyond: "always",
  },
  { words: ["exec"], alone: true, effects: ["run-code"], beyond: "always" },
  {
    words: ["pty"],
    and: ["spawn", "start", "run", "create", "write", "send"],
    effects: ["run-code"],
    beyond: "always",
  },
  {
    words: ["interpreter"],
    and: ["code", "python", "javascript", "js", "shell"],
    effects: ["run-code"],
    beyond: "always",
  },
  { words: ["exec", "execute"], and: ["container", "sandbox", "pod", "vm"], effects: ["run-code"], beyond: "always" },
  { words: ["psql", "sqlcmd"], effects: ["read-data", "write-data"], beyond: "always" },
  {
    words: ["run", "execute", "exec"],
    and: ["sql", "cypher", "mql"],
    not: ["explain", "plan", "validate", "format"],
    effects: ["read-data", "write-data"],
    beyond: "always",
  },
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
    words: ["get", "read", "print", "show", "reveal", "retrieve"],
    and: ["secret", "secrets", "credential", "credentials", "password", "passwords"],
    not: ["name", "names", "metadata", "list", "id", "ids", "policy", "expiry", "status", "scan", "scanning"],
    effects: ["read-secrets"],
    beyond: "always",
  },
  // Who makes a new one is told it.
  {
    words: ["create", "generate", "rotate", "regenerate", "issue"],
    and: ["token", "key", "secret", "credentials"],
    told: ["oauth", "api", "client", "bearer", "personal"],
    not: ["policy", "name", "rule", "scan", "kubernetes", "k8s"],
    effects: ["read-secrets"],
    beyond: ["change-access", "send-outward", "change-infra"],
  },
  {
    words: ["get", "read", "print", "list", "show"],
    and: ["secret", "secrets", "env", "credential", "credentials", "password", "passwords"],
    effects: ["read-secrets"],
  },
  { words: ["delegate", "subagent", "handoff"], not: closing, effects: ["delegate"], beyond: "always" },
  {
    words: ["agent", "agents"],
    and: "run start spawn call use invoke ask launch send execute retry prompt dispatch message".split(" "),
    not: [...closing, "command", "list", "user", "version", "log", "logs"],
    effects: ["delegate"],
    beyond: "always",
  },
  // An agent of a service, that researches for minutes by itself.
  {
    words: ["researcher", "research"],
    and: ["deep", "deepresearch"],
    not: [...closing, "list", "get", "check", "status", "result", "results"],
    effects: ["delegate"],
    beyond: ["fetch-network", "send-outward"],
    only: "beyond",
  },
  // A session of a coding agent that is started as a program.
  {
    words: ["claude", "codex", "gemini", "aider", "opencode", "acp"],
    not: [...closing, "image", "images", "video", "audio", "skills", "list"],
    effects: ["delegate"],
    beyond: ["run-code"],
    only: "beyond",
  },
  {
    words: ["task", "tasks"],
    and: "run launch start request spawn assign background dispatch".split(" "),
    told: workers,
    not: [...closing, "list", "definition", "schedule", "scheduled"],
    effects: ["delegate"],
    beyond: "always",
  },
  { words: ["task"], alone: true, told: workers, effects: ["delegate"], beyond: "always" },
];
