/** Places of common programs, files and addresses in which a secret stands without a name that says so. */
import type { Span } from "../model/span.ts";
import { outerQuote } from "./around.ts";
import { valueAt } from "./valueEnd.ts";

interface Place {
  readonly kind: string;
  /** Global; the value begins where it ends. */
  readonly pattern: RegExp;
}

const password = (pattern: RegExp): Place => ({ kind: "password", pattern });

/** As the programs' own documentation has it, 2026-11. */
const places: readonly Place[] = [
  // curl, wget, httpie: a user and a password in one argument.
  password(/(?<=\s)(?:-u|-U|--user|--proxy-user|--username)[\s=]{0,8}["']?[^\s:"'%]{1,200}[:%](?=\S)/g),
  password(/\b(?:https?|xh)\b[^\n;|&]{0,200}?\s-a\s{1,8}["']?[^\s:"']{1,200}:(?=\S)/g),
  password(/\bcurl\b[^\n;|&]{0,300}?\s-b\s{0,8}(?=[^\s=]{1,100}=)/g),
  password(/\b(?:mysql|mariadb)\w{0,20}\b[^\n;|&]{0,300}?\s-p(?=[^\s;|&])/g),
  password(/\b(?:sshpass\s{1,8}-p|7z\w?\b[^\n;|&]{0,200}?\s-p)\s{0,8}(?=[^\s;|&])/g),
  password(/\b(?:zip|unzip|sqlcmd|bcp)\b[^\n;|&]{0,300}?\s-P\s{0,8}(?=\S)/g),
  password(/\b(?:(?:docker|podman|az|oc|registry)\s{1,8}login|mongo\w{0,20})\b[^\n;|&]{0,300}?\s-p[\s=]{1,8}(?=\S)/g),
  password(/\bredis-cli\b[^\n;|&]{0,300}?\s-a\s{1,8}(?=\S)/g),
  password(/\b(?:ldap\w{1,20}|security\s{1,8}add-[\w-]{1,40})\b[^\n;|&]{0,300}?\s-w\s{1,8}(?=\S)/g),
  password(/\bhtpasswd\b(?:\s{1,8}-\w{1,8}){0,4}\s{1,8}-\w{0,6}b\w{0,6}\s{1,8}\S{1,200}\s{1,8}\S{1,100}\s{1,8}(?=\S)/g),
  password(/\bnet\s{1,8}user\s{1,8}[^\s/]{1,100}\s{1,8}(?=[^\s/])/gi),
  password(/\brabbitmqctl\s{1,8}(?:add_user|change_password)\s{1,8}\S{1,100}\s{1,8}(?=\S)/g),
  password(/\bidentified\s{1,8}(?:with\s{1,8}\S{1,60}\s{1,8})?(?:by|as)\s{1,8}(?:password\s{1,8})?(?=["'`]|\S)/gi),
  password(/\bConvertTo-SecureString\s{1,8}(?:-String\s{1,8})?(?=[^\s-])/gi),
  // Told to a program by its input.
  password(
    /\b(?:echo|printf)\s{1,8}(?:-\w\s{1,8})?(?:["']%s(?:\\n)?["']\s{1,8})?(?=[^|\n]{1,200}\|\s{0,8}(?:sudo\s[^|\n]{0,60}-S|\S{0,40}chpasswd|[^|\n]{0,120}--(?:password-stdin|passphrase-fd|with-token|password-file)))/g,
  ),
  password(/\b(?:chpasswd|sudo\s[^\n|<]{0,60}-S)\b[^\n|<]{0,60}<<<\s{0,8}(?=\S)/g),
  // A line of .pgpass.
  password(/^[^\s:#]{1,200}:(?:\d{1,5}|\*):[^\s:]{1,100}:[^\s:]{1,100}:(?=\S)/gm),
  { kind: "token", pattern: /\bvault\s{1,8}login\s{1,8}(?=[^\s-])/g },
  { kind: "token", pattern: /\bbearer\s{1,8}(?=[\w.~+/=-]{16})/gi },
  { kind: "key", pattern: /[?&](?=(?:key|sig|code|sid|hmac|ticket|jwt)=)\w{1,10}=/gi },
];

export interface PlacedValue extends Span {
  readonly kind: string;
}

export function placedValues(text: string): PlacedValue[] {
  return [...places.flatMap((place) => valuesOf(text, place)), ...inAddresses(text)];
}

function valuesOf(text: string, { kind, pattern }: Place): PlacedValue[] {
  // The search costs a part of the collecting, and most texts hold nothing.
  if (text.search(pattern) < 0) return [];
  const found: PlacedValue[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const at = match.index + match[0].length;
    const name = /^[?&]/.test(match[0]) ? match.index + 1 : at;
    const span = valueAt(text, { at, name, colon: false, spaced: false, argument: /["']/.test(match[0]) });
    if (span.end > span.start) found.push({ kind, ...span });
    pattern.lastIndex = Math.max(at, span.end);
  }
  return found;
}

const scheme = /\b(?<web>https?|wss?|ftp)?[a-z0-9+.-]{0,20}:\/\/(?=[^\s@]{0,600}@)/gi;

/** `scheme://user:password@host`, also where signs stand in the password that should have been encoded. */
function inAddresses(text: string): PlacedValue[] {
  if (!text.includes("@") || !text.includes("://")) return [];
  const found: PlacedValue[] = [];
  scheme.lastIndex = 0;
  for (let match = scheme.exec(text); match; match = scheme.exec(text)) {
    const at = match.index + match[0].length;
    const rest = restOf(text, match.index, at);
    const user = userEnd(rest, match.groups?.web !== undefined);
    if (user === undefined) continue;
    const colon = rest.slice(0, user).indexOf(":");
    const value = { start: at + colon + 1, end: at + user };
    // A user alone is a name, or a token that has no other.
    const isToken = colon >= 0 || (user >= 16 && match.groups?.web !== undefined);
    if (isToken && value.end > value.start) found.push({ kind: colon < 0 ? "token" : "password", ...value });
    scheme.lastIndex = value.end;
  }
  return found;
}

/** The address without its scheme: to a blank, or to the quote that it stands in. */
function restOf(text: string, start: number, at: number): string {
  const quote = outerQuote(text, start);
  const [rest = ""] = /^\S{0,700}/.exec(text.slice(at, at + 700)) ?? [];
  const end = quote === undefined ? -1 : rest.indexOf(quote);
  return end < 0 ? rest : rest.slice(0, end);
}

/** Where the user's part ends; on the web a path may hold an `@` too, elsewhere the last one counts. */
function userEnd(rest: string, isWeb: boolean): number | undefined {
  const host = rest.search(/[/?#]/);
  const first = host < 0 ? rest : rest.slice(0, host);
  const inFirst = first.lastIndexOf("@");
  const whole = isWeb ? inFirst : (rest.split("?", 1)[0]?.lastIndexOf("@") ?? -1);
  const end = whole < 0 && !isWeb ? rest.lastIndexOf("@") : whole;
  if (end > inFirst && inFirst < 0 && /^[^:]*(?::\d{0,5})?$/.test(first)) return undefined;
  return end < 0 ? undefined : end;
}
