import type { Effect } from "../../model/effect.ts";
import { asks, type Verb, verbOf } from "./services.ts";

/** What a client of a service that no table names does, by the verb of its method. */
const byVerb: Readonly<Record<Verb, readonly Effect[]>> = {
  read: ["fetch-network"],
  change: ["send-outward"],
  remove: ["destroy-data", "send-outward"],
};

/** A class of a library that says of itself that it talks to a service. */
const clientClass = /^[^.].*\.\w*(?:Client|SDK|Api|API)\(\)\.(?:\w+(?:\(\))?\.)*(\w+)$/;
/** Clients whose methods talk to no service, or are known in a table of their own. */
const otherClients =
  /^(?:mcp|fastmcp|@modelcontextprotocol|langchain|@langchain|langgraph|redis|pymongo|mongodb|chromadb|qdrant|weaviate|google\.cloud|@google-cloud|azure|@azure|kubernetes|docker|boto|@aws|aws|pytest|unittest|fastapi|starlette|httpx|aiohttp|requests|agents|openai|anthropic|ai)\b/;

/** The effects of a method of a library's client class; undefined for anything else. */
export function clientEffects(symbol: string): readonly Effect[] | undefined {
  const method = clientClass.exec(symbol)?.[1];
  if (method === undefined || otherClients.test(symbol)) return undefined;
  const verb = verbOf(method);
  if (verb) return byVerb[verb];
  return asks(symbol, method) ? ["fetch-network"] : undefined;
}
