import type { Effect } from "../../model/effect.ts";
import type { Call, Code } from "../../parse/code/code.ts";
import { entriesOf, resolveValue, stringOf, visibleText } from "../../parse/code/resolve.ts";
import { startsAgent } from "./agentPrograms.ts";
import { keyword, positional } from "./callArguments.ts";
import { wordsOf } from "./nameWords.ts";
import { refineFile } from "./refineFile.ts";
import { refineDebugRequest, refineEditorCommand, refineInterpreter, refineMail } from "./refineNamed.ts";
import {
  computedMethod,
  elseGet,
  handedOptions,
  isElseGet,
  isHandedOptions,
  onlyAsks,
  refineRequest,
} from "./refineRequest.ts";
import { builtQuery, firstText, refinePrepared, refineSql, sqlAmong, unwrapText } from "./refineSql.ts";
import { verbOf } from "./services.ts";
import type { Refinement } from "./sink.ts";

/** What the arguments of a call add to its effects, and how to say it. */
export interface Refined {
  readonly effects: readonly Effect[];
  /** A few words after the callee: "with method POST". */
  readonly detail?: string;
}

/** Looks at the arguments of a sink call. `symbol` is its resolved name. */
export function refine(refinement: Refinement, call: Call, symbol: string): Refined {
  return refiners[refinement](call, symbol);
}

const refiners: Readonly<Record<Refinement, (call: Call, symbol: string) => Refined>> = {
  http: refineHttp,
  "http-route": refineRoute,
  "http-request": refineRequest,
  "whole-environment": ({ args }) => (args.length === 0 ? { effects: ["read-secrets"] } : { effects: [] }),
  graphql: refineGraphQl,
  "go-sql": (call) => refineSql(sqlAmong(call)),
  sql: (call) => builtQuery(call) ?? refineSql(firstText(call)),
  "prepared-sql": refinePrepared,
  "given-sql": (call) => (call.args.length > 0 ? (builtQuery(call) ?? refineSql(firstText(call))) : { effects: [] }),
  "open-mode": refineOpen,
  "given-file": (call) => refineFile(call, "read-files"),
  "given-path": (call) => refineFile(call, "write-files"),
  path: refinePath,
  command: refineCommand,
  code: () => ({ effects: [] }),
  socket: () => ({ effects: [] }),
  "aws-command": refineAwsCommand,
  "editor-command": refineEditorCommand,
  "debug-request": refineDebugRequest,
  interpreter: refineInterpreter,
  imap: refineMail,
};

function refineHttp(call: Call, symbol: string): Refined {
  const last = symbol.slice(symbol.lastIndexOf(".") + 1);
  const address =
    positional(call, /^(request|Request)$/.test(last) && positional(call, 1) ? 1 : 0) ?? keyword(call, "url");
  const outside = bringsOutsideText(address) ? (["read-untrusted"] as const) : [];
  if (/^(get|head|options|stream)$/.test(last)) return { effects: outside };
  if (/^(post|put|patch|delete|del)$/.test(last))
    return { effects: [...destination(address, call)], detail: `with ${last.toUpperCase()}` };
  const method = methodOf(call, last);
  const written = writtenMethod(call);
  if (method === undefined) {
    const detail = written && isElseGet(written) ? elseGet : computedMethod;
    return { effects: ["fetch-network", "send-outward", ...outside], detail };
  }
  if (method === "GET" && !written && [0, 1].some((at) => isHandedOptions(positional(call, at))))
    return { effects: ["fetch-network", ...outside], detail: handedOptions };
  if (onlyAsks(method)) return { effects: ["fetch-network", ...outside] };
  if (isGraphQlRead(call)) return { effects: ["fetch-network"], detail: "with a constant GraphQL query" };
  const removes =
    method === "DELETE" ? (["send-outward", "destroy-data"] as const) : (["fetch-network", "send-outward"] as const);
  return { effects: [...removes, ...destination(address, call)], detail: `with method ${method}` };
}

function writtenMethod(call: Call): Code | undefined {
  const options = [positional(call, 1), positional(call, 0)].map((arg) => entriesOf(arg).get("method"));
  return options.find((entry) => entry !== undefined)?.value ?? keyword(call, "method");
}

/** The method as an upper-case word; undefined when it is computed. */
function methodOf(call: Call, last: string): string | undefined {
  const written = writtenMethod(call);
  // Python: `requests.request("POST", url)`; the address is the second argument there.
  const first = /^request$/.test(last) && call.args.length > 1 ? positional(call, 0) : undefined;
  const direct = stringOf(first);
  const isWord = direct !== undefined && /^[A-Za-z]+$/.test(direct);
  const method = written ?? (isWord || (first && !direct?.includes("/") && !entriesOf(first).size) ? first : undefined);
  if (method) return stringOf(method)?.toUpperCase();
  const sendsBody =
    keyword(call, "data") ?? (last === "urlopen" || last === "Request" ? positional(call, 1) : undefined);
  return sendsBody || entriesOf(positional(call, 0)).get("body") ? "POST" : "GET";
}

/** How a request of GraphQL is told of whose document the call does not write out. */
export const handedDocument = "with a document that is handed in";

/** A document of GraphQL that is not written out can be anything. */
function refineGraphQl(call: Call): Refined {
  const texts = call.args.map((arg) => visibleText(unwrapText(arg.kind === "entry" ? arg.value : arg)));
  const isRead =
    texts.some((text) => /^\s*(?:query\b|\{)/.test(text)) && !texts.some((text) => /\bmutation\b/.test(text));
  if (isRead) return { effects: ["fetch-network"] };
  const isWritten = texts.some((text) => text !== "");
  return { effects: ["fetch-network", "send-outward"], ...(!isWritten && { detail: handedDocument }) };
}

function isGraphQlRead(call: Call): boolean {
  const texts = call.args.map((arg) => visibleText(entriesOf(arg).get("body")?.value ?? arg));
  return texts.some((text) => /^\s*(?:query\b|\{\s*\w+\s*[({])/.test(text) && !/\bmutation\b/.test(text));
}

/** Text from a place that the caller chooses is text that anybody may have written. */
function bringsOutsideText(address: Code | undefined): boolean {
  if (!address) return false;
  const value = resolveValue(address);
  if (value.kind === "name") return true;
  if (value.kind === "member") return !/env|config|settings|url$/i.test(value.property) || value.property === "url";
  return (
    value.kind === "template" && value.texts[0] === "" && value.holes[0]?.kind === "name" && value.texts.length === 1
  );
}

/** What the written address says about where a request goes. */
function destination(address: Code | undefined, call: Call): readonly Effect[] {
  const text = visibleText(address);
  const found = destinations.filter(({ pattern }) => pattern.test(text)).flatMap(({ effects }) => effects);
  return isGraphQlRead(call) ? [] : found;
}

const destinations: readonly { readonly pattern: RegExp; readonly effects: readonly Effect[] }[] = [
  {
    pattern: /stripe\.com|paypal\.com|\/(?:payments?|refunds?|charges?|payouts?|transfers?)\b/i,
    effects: ["spend-money"],
  },
  {
    pattern: /\/(?:collaborators|permissions|roles|members|tokens|api-?keys|acl|grants)\b/i,
    effects: ["change-access"],
  },
  {
    pattern: /\/(?:deployments?|environments?|clusters?|servers?|instances?|volumes?|stacks?)\b/i,
    effects: ["change-infra"],
  },
];

/** `octokit.request("DELETE /repos/{owner}/{repo}")`. */
function refineRoute(call: Call): Refined {
  const [method = "", path = ""] = visibleText(positional(call, 0)).trim().split(/\s+/);
  if (!/^[A-Z]+$/.test(method)) return { effects: ["fetch-network", "send-outward"] };
  if (method === "GET") return { effects: ["fetch-network", "read-untrusted"] };
  const access = destinations.filter(({ pattern }) => pattern.test(path)).flatMap(({ effects }) => effects);
  const base = method === "DELETE" ? (["send-outward", "destroy-data"] as const) : (["send-outward"] as const);
  return { effects: [...base, ...access], detail: `with ${method}` };
}

function refineOpen(call: Call, symbol: string): Refined {
  const isMethod = symbol.includes("().");
  const mode = keyword(call, "mode") ?? positional(call, isMethod ? 0 : 1);
  const text = mode ? modeOf(mode) : "r";
  const secret = refinePath(call).effects;
  if (text === undefined) return { effects: ["read-files", "write-files"], detail: "with a computed mode" };
  if (!/[wax+]/.test(text)) return { effects: ["read-files", ...secret] };
  return {
    effects: text.includes("+") ? ["read-files", "write-files"] : ["write-files"],
    detail: `with mode "${text.slice(0, 4)}"`,
  };
}

/** `"w" if overwrite else "x"` is either. */
function modeOf(mode: Code): string | undefined {
  const value = resolveValue(mode);
  if (value.kind !== "branch") return stringOf(mode);
  const texts = [...value.consequence, ...value.alternative].map((part) => stringOf(part));
  return texts.every((text) => text !== undefined) ? texts.join("") : undefined;
}

const secretPath =
  /(?:^|[/\\])\.env(?:\.\w+)?$|\.ssh\b|\.aws[/\\]credentials|id_(?:rsa|ed25519|ecdsa)\b|\.netrc\b|\.npmrc\b|\.pypirc\b|\.git-credentials|\.kube[/\\]config|\.docker[/\\]config\.json|credentials\.json|\/etc\/shadow/;

function refinePath(call: Call): Refined {
  const receiver = call.callee.kind === "member" ? resolveValue(call.callee.object) : undefined;
  const pathCall = receiver?.kind === "call" ? receiver.args : [];
  const isSecret = [...call.args.slice(0, 1), ...pathCall].some((arg) => secretPath.test(visibleText(arg).trim()));
  return isSecret ? { effects: ["read-secrets"], detail: "on a file that holds secrets" } : { effects: [] };
}

/** Commands in code are short; a longer text is data, and patterns over it would only cost time. */
const maxCommandText = 2_000;

/** What a program written out in the code is known to do beyond running. */
const commands: readonly { readonly pattern: RegExp; readonly effects: readonly Effect[]; readonly detail: string }[] =
  [
    {
      pattern:
        /\b(?:terraform|tofu|pulumi|cdk|serverless|sls)\s+(?:\S+\s+)*?(?:apply|destroy|up|deploy|remove|import)\b/,
      effects: ["change-infra"],
      detail: "that changes infrastructure",
    },
    {
      pattern:
        /\b(?:kubectl|oc|helm)\s+(?:\S+\s+)*?(?:apply|delete|create|patch|scale|rollout|install|upgrade|uninstall|drain|edit|replace)\b/,
      effects: ["change-infra"],
      detail: "that changes a cluster",
    },
    {
      pattern:
        /\b(?:aws|gcloud|az|doctl|flyctl|heroku|railway|vercel|netlify|eb|cf)\s+(?:\S+\s+)*?\S*(?:create|delete|terminate|destroy|deploy|update|put|stop|start|rm|remove)\S*/,
      effects: ["change-infra"],
      detail: "that changes a cloud",
    },
    {
      pattern: /\bdocker(?:-compose)?\s+(?:\S+\s+)*?(?:rm|rmi|prune|stop|kill|down|push|run|up)\b/,
      effects: ["change-infra"],
      detail: "that changes containers",
    },
    {
      pattern:
        /\bgit\s+(?:\S+\s+)*?push\b|\bgh\s+(?:pr|issue|release|gist)\s+(?:create|comment|edit|merge|close)|\b(?:npm|yarn|pnpm|cargo|twine|gem)\s+(?:publish|upload|push)\b/,
      effects: ["send-outward"],
      detail: "that publishes",
    },
    {
      pattern:
        /\bgit\s+(?:\S+\s+)*?(?:reset\s+--hard|clean\s+-\w*f|filter-branch|filter-repo|rebase)\b|--force\b.*\bpush\b|\bpush\b.*\s(?:-f|--force)\b/,
      effects: ["rewrite-history"],
      detail: "that discards history",
    },
    { pattern: /(?:^|\s)(?:rm|rmdir|del|shred|unlink)\s/, effects: ["delete-files"], detail: "that deletes" },
    {
      pattern:
        /\bgh\s+(?:(?:pr|issue|release|repo|run|gist|project|workflow|label)\s+(?:view|list|status|diff|checks|download)|search|api)\b/,
      effects: ["fetch-network", "read-untrusted"],
      detail: "that reads what others wrote",
    },
    {
      pattern: /\bgit\s+(?:\S+\s+)*?(?:clone|fetch|pull|ls-remote)\b/,
      effects: ["fetch-network"],
      detail: "that uses the network",
    },
    { pattern: /\b(?:curl|wget)\b/, effects: ["fetch-network"], detail: "that uses the network" },
    {
      pattern:
        /\b(?:npm|pnpm|yarn|pip|pip3|uv|apt|apt-get|brew|gem|cargo|go)\s+(?:install|add|i)\b|\b(?:npx|uvx|pipx)\b/,
      effects: ["install-package"],
      detail: "that installs",
    },
    {
      pattern: /\b(?:claude|codex|gemini|aider|copilot|opencode)\s/,
      effects: ["delegate"],
      detail: "that starts another agent",
    },
    { pattern: /(?:^|\s)sudo\s/, effects: ["gain-privilege"], detail: "as another user" },
    {
      pattern: /\b(?:pkill|killall|taskkill)\b|(?:^|\s)kill\s+-?\d/,
      effects: ["kill-process"],
      detail: "that ends processes",
    },
    {
      pattern: /\b(?:crontab|systemctl\s+enable|launchctl\s+load|schtasks)\b/,
      effects: ["persist"],
      detail: "that runs later",
    },
    {
      pattern: /\b(?:dropdb|dropuser|mongodump|pg_restore)\b|\bprisma\s+(?:db\s+push|migrate\s+reset)/,
      effects: ["destroy-data"],
      detail: "that changes a database",
    },
  ];

function refineCommand(call: Call): Refined {
  // The program may stand in a list that is spread into the arguments.
  const text = call.args
    .map((arg) => visibleText(arg.kind === "entry" && arg.key === undefined ? arg.value : arg))
    .join(" ")
    .slice(0, maxCommandText);
  const found = commands.filter(({ pattern }) => pattern.test(`${text} `));
  const [first] = found;
  const effects = found.flatMap((one) => one.effects);
  if (startsAgent(call) && !effects.includes("delegate")) effects.push("delegate");
  return { effects, ...(first && { detail: first.detail }) };
}

/** `new DeleteStackCommand(...)` of `@aws-sdk/client-cloudformation`. */
function refineAwsCommand(_call: Call, symbol: string): Refined {
  const [, client = "", command = ""] =
    /client-([^.]+)\.(\w+)Command$/.exec(symbol) ??
    /client-([^.]+)\.\w+\(\)\.(\w+)$/.exec(symbol) ??
    /(dynamodb)\.(?:\w+\.from\(\)\.|\w+\(\)\.)?(\w+?)(?:Command)?$/.exec(symbol) ??
    [];
  if (/^(?:send|destroy|config|middlewareStack|from)$/i.test(command)) return { effects: [] };
  const verb = awsReads.test(command) ? "read" : (verbOf(command) ?? "change");
  const row = Object.hasOwn(awsClients, client) ? awsClients[client] : undefined;
  const effects = (row ?? awsClients["*"])?.[verb] ?? [];
  const access = verb !== "read" && wordsOf(command).some((word) => /^(policy|acl|role|user|permission)$/.test(word));
  return { effects: access ? [...effects, "change-access"] : effects };
}

const awsReads = /^(?:filter|converse|batch_?get|lookup|simulate|validate|preview|retrieve|select|tail|transact_?get)/i;

const awsClients: Readonly<Record<string, Readonly<Record<"read" | "change" | "remove", readonly Effect[]>>>> = {
  "*": { read: ["fetch-network"], change: ["change-infra"], remove: ["change-infra", "destroy-data"] },
  s3: { read: ["fetch-network"], change: ["send-outward"], remove: ["destroy-data"] },
  dynamodb: { read: ["read-data"], change: ["write-data"], remove: ["destroy-data"] },
  ses: { read: ["fetch-network"], change: ["send-outward"], remove: ["destroy-data"] },
  sesv2: { read: ["fetch-network"], change: ["send-outward"], remove: ["destroy-data"] },
  sns: { read: ["fetch-network"], change: ["send-outward"], remove: ["destroy-data"] },
  sqs: { read: ["fetch-network"], change: ["send-outward"], remove: ["destroy-data"] },
  iam: { read: ["fetch-network"], change: ["change-access"], remove: ["change-access"] },
  "bedrock-runtime": { read: ["fetch-network"], change: ["fetch-network"], remove: ["fetch-network"] },
  "bedrock-agent-runtime": { read: ["fetch-network"], change: ["delegate"], remove: ["destroy-data"] },
  kinesis: { read: ["fetch-network"], change: ["send-outward"], remove: ["destroy-data"] },
  eventbridge: { read: ["fetch-network"], change: ["send-outward"], remove: ["destroy-data"] },
  "timestream-query": { read: ["read-data"], change: ["read-data"], remove: ["destroy-data"] },
  "cognito-identity-provider": { read: ["fetch-network"], change: ["change-access"], remove: ["change-access"] },
  "secrets-manager": { read: ["read-secrets"], change: ["change-access"], remove: ["destroy-data"] },
  ssm: { read: ["read-secrets"], change: ["change-access"], remove: ["destroy-data"] },
};
