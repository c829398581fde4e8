import type { Effect } from "../../model/effect.ts";
import { rememberAnswers } from "../../rememberAnswers.ts";
import { accessWords } from "./serviceKinds.ts";
import { asks, fitsOut, isStructure, makesValue, type Verb, verbOf } from "./services.ts";

/** What a client of a service that no table names does, by the verb of its method. */
const byVerb: Readonly<Record<Verb, readonly Effect[]>> = {
  read: ["fetch-network"],
  change: ["send-outward"],
  remove: ["destroy-data", "send-outward"],
};

/** A class of a library that says of itself that it talks to a service. */
const clientClass = /^(?:\.{1,2}\/)?[^.].*\.\w*(?:Client|SDK|Api|API|Stub)\(\)\.(?:\w+(?:\(\))?\.)*(\w+)$/;
/** Clients whose methods talk to no service, or are known in a table of their own. */
const otherClients =
  /^(?:mcp|fastmcp|@modelcontextprotocol|langchain|@langchain|langgraph|redis|pymongo|mongodb|chromadb|qdrant|weaviate|google\.cloud|@google-cloud|azure|@azure|kubernetes|docker|boto|@aws|aws|pytest|unittest|fastapi|starlette|httpx|aiohttp|requests|reqwest|agents|openai|anthropic|ai)\b/;

/** A client that was handed in, whose name is all that is known of it: `neonClient.deleteProject()`, `this.apiClient.get()`. */
const clientName =
  /(?:^|\.)_?(?:\w+_(?:client|api|sdk|fetcher|gateway)|\w*[a-z](?:Client|Api|API|SDK|Sdk|Fetcher|Gateway)|octokit|gh)(?:\(\))?\.(?:\w+(?:\(\))?\.)*(\w+)$/;
const otherNames =
  /(?:^|[._])(?:mcp|query|http|redis|db|database|prisma|mongo|pg|sql|cache|storage|socket|ws|test|web|supabase|kv|s3|chat|llm|model|ai|openai|anthropic|claude|bedrock|react|apollo|auth|trpc|rpc|view|window|document|file|fs)_?(?:client|api|sdk|fetcher|gateway)(?:\(\))?\./i;

/** What begins or ends the client and names nothing else: `lspClient.Kill()`. */
const itself =
  /(?:^|\.)\w*(?:client|sdk|api|stub|gateway|fetcher)(?:\(\))?\.(?:close|kill|terminate|destroy|shut_?down|reset|clear|flush|drain|clean_?up|tear_?down|dispose|release|reload|refresh|start|stop|restart)(?:_?async)?$/i;

/** A language server is a program of this machine that is told what stands in the editor: `lsp.Client().NotifyDidOpen()`. */
const ofLanguage = /(?:^|[./_-])(?:lsp|language_?-?(?:server|client)|languageclient)(?:[./_-])/i;

/** Services where people write to one another. */
const sharedPlaces =
  /octokit|\bgh\b|github|gitlab|jira|confluence|slack|discord|discourse|notion|linear|reddit|zendesk|intercom|mail/i;

/** The effects of a method of a client that only its name tells; undefined where name or verb says nothing. */
export const namedClientEffects = rememberAnswers((written): readonly Effect[] | undefined => {
  const method = clientName.exec(written)?.[1];
  const verb = method === undefined || otherNames.test(written) ? undefined : verbOf(method);
  if (!verb || method === undefined || itself.test(written) || fitsOut(method)) return undefined;
  if (!asks(`().${method}`, method)) return undefined;
  if (verb === "read" && sharedPlaces.test(written) && !isStructure(method)) return ["fetch-network", "read-untrusted"];
  return verb !== "read" && accessWords.test(method) ? [...byVerb[verb], "change-access"] : byVerb[verb];
});

/**
 * `resend.webhooks.get()`: the client class of a package, one of its resources and what is done to that, in the words
 * that all such packages share.
 */
const resource =
  /^(?:@[\w-]+\/)?[a-z][\w-]*(?:\/[\w/-]+)?\.[A-Z]\w*\(\)\.((?:[a-z]\w*\.)+)(?:get|getAll|list|retrieve|create|update|delete|remove|send|cancel)$/;
const inbound =
  /(?:^|\.)(?:receiv\w+|inbox|inbound\w*|messages|comments|conversations|threads|tickets|reviews|replies)\.$/i;

function ofResource(symbol: string): readonly Effect[] | undefined {
  const path = resource.exec(symbol)?.[1];
  const verb =
    path === undefined || otherClients.test(symbol) ? undefined : verbOf(symbol.slice(symbol.lastIndexOf(".")));
  if (!verb || path === undefined) return undefined;
  if (verb === "read") return inbound.test(path) ? ["fetch-network", "read-untrusted"] : ["fetch-network"];
  return accessWords.test(path) ? [...byVerb[verb], "change-access"] : byVerb[verb];
}

/** The effects of a method of a library's client class; undefined for anything else. */
export const clientEffects = rememberAnswers((symbol): readonly Effect[] | undefined => {
  const method = clientClass.exec(symbol)?.[1];
  if (method === undefined) return ofResource(symbol);
  if (
    otherClients.test(symbol) ||
    ofLanguage.test(symbol) ||
    itself.test(symbol) ||
    fitsOut(method) ||
    makesValue(method)
  )
    return undefined;
  const verb = verbOf(method);
  if (verb) return byVerb[verb];
  return asks(symbol, method) ? ["fetch-network"] : undefined;
});
