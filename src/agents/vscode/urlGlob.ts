/**
 * Which addresses a pattern of VS Code meets. It compares scheme, host and path alone, each letter by letter; where a
 * pattern ends, a path may go on behind a slash. Compared with VS Code's own function, taken from its workbench and run
 * by itself (1.139.1, 2026-11-26).
 */

interface Address {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
}

/** An address as it is compared; undefined: one that VS Code may read in another way. */
export function readAddress(text: string): Address | undefined {
  const [, scheme, host, path = ""] =
    /^(https?):\/\/([^/?#@\\%\s]+)(?=[/?#]|$)([^?#\\%\s]*)(?=[?#]|$)/i.exec(text) ?? [];
  if (scheme === undefined || host === undefined || !isPlain(text)) return undefined;
  if (scheme !== scheme.toLowerCase()) return undefined;
  const lower = host.toLowerCase();
  return { scheme, host: lower, path: withoutSlash(host === "github.com" ? path.toLowerCase() : path) };
}

/** Whether the pattern meets the address; undefined: not known. */
export function meetsAddress(pattern: string, { scheme, host, path }: Address): boolean | undefined {
  const [, own, rest = ""] = /^(?:([^./:]*):\/\/)?(.*)$/s.exec(pattern) ?? [];
  const [, hostPattern = "", written = ""] = /^([^/?#]*)([^?#]*)/.exec(rest) ?? [];
  if (!isPlain(rest) || /[@\\%\s]/.test(rest) || (own !== undefined && !/^[a-z][a-z0-9+.-]*$/.test(own)))
    return undefined;
  if (own !== undefined && own !== scheme) return false;
  const pathPattern = withoutSlash(written);
  return meets(host, hostPattern, true) && (pathPattern === "/" || meets(path, pathPattern, false));
}

/** Printable ASCII without the steps upwards that a reader may resolve. */
function isPlain(text: string): boolean {
  return /^[!-~]+$/.test(text) && !/\/\.{1,2}(?:\/|$)/.test(text) && text.length <= 2_000;
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, "") || "/";
}

/** Every place in the pattern that can be reached at a place of the text. */
function meets(text: string, pattern: string, isHost: boolean): boolean {
  const reached = Array.from({ length: text.length + 1 }, () => new Set<number>());
  reached[0]?.add(0);
  for (const [at, states] of reached.entries()) {
    // A set that grows while it is gone through is gone through to its end.
    for (const state of states) {
      if (at === text.length) {
        const isPort = isHost && pattern.slice(state) === ":*";
        if (state === pattern.length || isPort) return true;
      } else {
        if (state === pattern.length && text[at] === "/") return true;
        for (const [to, next] of steps(text, at, pattern, state, isHost)) reached[to]?.add(next);
      }
    }
  }
  return false;
}

function* steps(
  text: string,
  at: number,
  pattern: string,
  state: number,
  isHost: boolean,
): Generator<readonly [at: number, state: number]> {
  const two = pattern.slice(state, state + 2);
  if (text[at] === pattern[state]) yield [at + 1, state + 1];
  if (two === "*.") {
    if (text[at] !== "/" && text[at] !== ":") yield [at + 1, state];
    if (at === 0 || text[at - 1] === ".") yield [at, state + 2];
  }
  if (two[0] === "*") {
    yield [at + 1, at + 1 === text.length ? state + 1 : state];
    yield [at, state + 1];
  }
  if (isHost && two === ":*") yield text[at] === ":" ? [afterPort(text, at), state + 2] : [at, state + 2];
}

function afterPort(text: string, at: number): number {
  const digits = /^[0-9]*/.exec(text.slice(at + 2))?.[0] ?? "";
  return at + 2 + digits.length;
}
