/** Addresses: where they lead, and whether they stay on this machine. */

import { readAct } from "./access.ts";
import { type Act, act } from "./act.ts";
import type { Place } from "./place.ts";
import { secretInAddress } from "./secrets.ts";

/** The host of a URL, `user@host:path` or `host:port`, lower case; the text itself when it is none. */
export function hostOf(address: string): string {
  const url = /^(?:[a-z][a-z0-9+.-]*:)?[\\/]{2}(?:[^\\/@?#]*@)*(\[[^\]]*\]|[^\\/:?#]*)/i.exec(address);
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
  if (isMetadata(hosts[0] as string)) acts.push(act("reads-secret", { target: text, hosts }));
  if (secretInAddress(text)) acts.push(act("sends-secret", { target: hosts[0], hosts }));
  return acts;
}

/** Where clouds answer with credentials of the machine. Names and addresses of the large ones, 2026. */
const metadata =
  /^(?:169\.254\.\d+\.\d+|100\.100\.100\.200|192\.0\.0\.192|168\.63\.129\.16)(?:\.(?:nip|sslip|xip)\.io)?$|^(?:instance-data|metadata)(?:\.|$)|^\[(?:fd00:ec2|fe80:|::ffff:(?:169\.254|a9fe))/;

function isMetadata(host: string): boolean {
  return metadata.test(host.replace(/\.$/, "")) || metadata.test(dotted(host));
}

/** An IPv4 address in any of the forms that resolvers take: one number, hex, octal, fewer parts. */
function dotted(host: string): string {
  const parts = host.replace(/\.$/, "").split(".");
  if (parts.length > 4 || !parts.every((part) => /^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(part))) return host;
  const numbers = parts.map((part) => (/^0[0-7]+$/.test(part) ? Number.parseInt(part, 8) : Number(part)));
  const last = numbers.pop() as number;
  const rest = Array.from(
    { length: 4 - numbers.length },
    (_, index) => Math.floor(last / 256 ** (3 - numbers.length - index)) % 256,
  );
  return [...numbers, ...rest].join(".");
}
