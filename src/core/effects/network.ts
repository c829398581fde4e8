/** Addresses: where they lead, and whether they stay on this machine. */

import { readAct } from "./access.ts";
import { type Act, act } from "./act.ts";
import type { Place } from "./place.ts";
import { secretInText } from "./secrets.ts";

/** The host of a URL, `user@host:path` or `host:port`, lower case; the text itself when it is none. */
export function hostOf(address: string): string {
  const url = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)/i.exec(address);
  if (url) return (url[1] as string).toLowerCase();
  const bare = /^(?:[^@/\s]*@)?(\[[^\]]*\]|[\w.-]+)(?::.*|\/.*)?$/.exec(address);
  return (bare?.[1] ?? address).toLowerCase();
}

export function isLoopback(address: string): boolean {
  return /^(?:localhost|[\w.-]+\.localhost|127(?:\.\d+){3}|\[?::1\]?|0\.0\.0\.0)$/.test(hostOf(address));
}

/** Fetching one address with an agent's own tool. */
export function judgeFetch(url: string, place: Place): Act[] {
  const text = url.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === "file" || scheme === undefined) return [readAct({ text }, place, { target: text })];
  if (scheme === "data" || scheme === "about") return [act("prints", { target: text })];
  if (!/^(?:https?|ftp|wss?)$/.test(scheme))
    return [act("opens-program", { target: text }), act("changes-access", { target: text })];
  const hosts = [hostOf(text)];
  const acts = [act(isLoopback(text) ? "reads-records" : "fetches-network", { target: text, hosts })];
  if (/^(?:169\.254\.|metadata\.|100\.100\.100\.200|\[fd00:ec2)/.test(hosts[0] as string))
    acts.push(act("reads-secret", { target: text, hosts }));
  if (secretInText(text)) acts.push(act("sends-secret", { target: hosts[0], hosts }));
  return acts;
}
