import type { Effect } from "../../model/effect.ts";

/** Functions that make the way to a service ready: what they read and ask for on the way is not what the tool does. */
const clientMaker =
  /^_*(?:(?:get|create|make|build|new|init|initialize|setup|open|ensure|load|resolve|require|acquire|obtain|refresh|validate)_?)(?:\w*_?)(?:client|fetcher|sdk|http|driver|engine|transport|credentials?|creds|authenticator|oauth\w*|access_?token|auth)(?:s|_?(?:from|for|with|by|in|of|instance)\w*)?$/i;
const connectionGetter =
  /^_*(?:get|ensure|load|resolve|require|acquire|obtain|refresh|validate|open)_?(?:\w*_?)(?:service|session|connection|auth|token|api|pool)(?:s|_?(?:from|for|with|by|in|of|instance)\w*)?$/i;
const entry = /^_*(?:authenticate|authorize|log_?in|sign_?in|ensure_?auth\w*|ensure_?logged_?in)$/i;

/** True of a function that only makes a client, or gets one that is there. */
export function preparesClient(name: string | undefined): boolean {
  return name !== undefined && (clientMaker.test(name) || connectionGetter.test(name) || entry.test(name));
}

/** Configuration that is read, a token that is fetched. Secrets and data that come out of it stay what they are. */
export const preparing: ReadonlySet<Effect> = new Set([
  "read-files",
  "write-files",
  "fetch-network",
  "send-outward",
  "read-untrusted",
]);
