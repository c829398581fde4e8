import { homedir } from "node:os";
import { basename } from "node:path";
import { type Locations, locations, locationsIn } from "../node/locations.ts";

export interface ProxyArguments {
  readonly locations: Locations;
  /** What the agent's configuration calls the server. */
  readonly server: string;
  readonly target:
    | { readonly kind: "command"; readonly command: string; readonly args: readonly string[] }
    | { readonly kind: "url"; readonly url: string };
  /** Milliseconds after which an unanswered call is denied. */
  readonly patienceMs: number;
}

/** Longest time a call waits for a person. */
const longestPatienceMs = 3_600_000;

/** Words of the entry's form that only `guard unwrap` needs: how to write it back. */
const notedWords = ["--was"];

/**
 * Reads `[--base FOLDER] [--server NAME] [--patience MS] [--was WORDS] (--url URL | -- COMMAND ARGS…)`.
 * Arguments and not the environment, since a repository can set variables for the servers it brings.
 */
export function readArguments(argv: readonly string[]): ProxyArguments | { readonly error: string } {
  const values = new Map<string, string>();
  let index = 0;
  for (; index < argv.length && argv[index] !== "--"; index += 2) {
    const [name, value] = [argv[index] as string, argv[index + 1]];
    if (!known.includes(name)) return { error: `“${name}” is no option of the proxy.` };
    if (value === undefined) return { error: `${name} needs a value.` };
    values.set(name, value);
  }
  const [command, ...args] = argv.slice(index + 1);
  const url = values.get("--url");
  if ((command === undefined) === (url === undefined)) {
    return { error: "Say which server: either --url URL, or -- and its command." };
  }
  if (url !== undefined && !isHttp(url)) return { error: "--url must be a http or https address." };
  const base = values.get("--base");
  const asked = Number(values.get("--patience"));
  return {
    locations: base ? locationsIn(base, homedir()) : locations(),
    server: values.get("--server") ?? basename(command ?? new URL(url as string).host),
    target: command === undefined ? { kind: "url", url: url as string } : { kind: "command", command, args },
    patienceMs: asked > 0 ? Math.min(asked, longestPatienceMs) : longestPatienceMs,
  };
}

const known = ["--base", "--server", "--patience", "--url", ...notedWords];

function isHttp(url: string): boolean {
  try {
    return ["http:", "https:"].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}
