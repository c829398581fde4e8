/** How a configured server would be started or reached: what a person is shown before it is asked for its tools. */
import { parseJsonc } from "../parse/jsonc.ts";
import { parseToml } from "../parse/toml.ts";
import { membersOf, plain, type ValueNode } from "../parse/value.ts";
import { type ConfigText, serverEntries, unwrapServer } from "./wrap.ts";

export type ServerLaunch =
  | {
      readonly kind: "program";
      readonly command: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
      readonly cwd?: string;
    }
  | { readonly kind: "url"; readonly url: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: "unfit"; readonly why: string };

/** What the variables of a configuration stand for. */
export interface LaunchPlace {
  readonly workspace: string | undefined;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Undefined: the file has no such server.
 * @param line zero-based, where its name stands; of servers of one name the first counts where it is not known
 */
export function launchOf(file: ConfigText, name: string, line: number | undefined): ServerLaunch | undefined {
  const lineOf = (at: number) => file.text.slice(0, at).split("\n").length - 1;
  const named = serverEntries(file).filter((entry) => entry.name === name);
  const found = named.find(({ nameSpan }) => lineOf(nameSpan.start) === line) ?? named[0];
  if (!found) return undefined;
  const at = found.nameSpan.start;
  if (found.state.kind !== "wrapped") return readEntry(entryAt(file, at, name));
  // What our proxy starts is what counts.
  const own = unwrapServer(file, at);
  if (!("text" in own)) return unfit("its entry is not one that Countersign can read");
  return readEntry(entryAt({ ...file, text: own.text }, at, name));
}

/** With every variable replaced, or why that cannot be done here. */
export function expandLaunch(launch: ServerLaunch, place: LaunchPlace): ServerLaunch {
  try {
    const one = (text: string) => expand(text, place);
    const all = (texts: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, one(text)]));
    if (launch.kind === "url") return { ...launch, url: one(launch.url), headers: all(launch.headers) };
    if (launch.kind === "unfit") return launch;
    return {
      ...launch,
      command: one(launch.command),
      args: launch.args.map(one),
      env: all(launch.env),
      ...(launch.cwd === undefined ? {} : { cwd: one(launch.cwd) }),
    };
  } catch (error) {
    return unfit(error instanceof Error ? error.message : String(error));
  }
}

/** What tells this server from another of its name; the proxy keeps what it saw under the same. */
export function identityOf(name: string, launch: ServerLaunch): readonly string[] | undefined {
  if (launch.kind === "unfit") return undefined;
  return launch.kind === "url" ? [name, launch.url] : [name, launch.command, ...launch.args];
}

type Entry = Readonly<Record<string, unknown>>;

function readEntry(entry: Entry | undefined): ServerLaunch {
  if (!entry) return unfit("its entry cannot be read");
  const command = entry.command ?? entry.cmd;
  const words = Array.isArray(command) ? command : typeof command === "string" ? [command, ...listOf(entry.args)] : [];
  const [program, ...args] = words;
  if (typeof program === "string" && program !== "") {
    if (!args.every((arg) => typeof arg === "string")) return unfit("its arguments are not all texts");
    const env = textsOf(entry.env ?? entry.environment);
    if (!env) return unfit("its environment is not a list of texts");
    const cwd = entry.cwd;
    return { kind: "program", command: program, args, env, ...(typeof cwd === "string" && cwd !== "" ? { cwd } : {}) };
  }
  const url = entry.url ?? entry.serverUrl ?? entry.httpUrl;
  if (typeof url !== "string") return unfit("its entry has neither a command nor an address");
  if (entry.type === "sse") return unfit("it speaks the older event stream, which cannot be asked from here");
  const headers = textsOf(entry.headers ?? entry.http_headers);
  if (!headers) return unfit("its headers are not texts");
  return { kind: "url", url, headers };
}

function entryAt({ path, text }: ConfigText, at: number, name: string): Entry | undefined {
  if (path.endsWith(".toml")) {
    const root = parseToml(text).value as { mcp_servers?: Readonly<Record<string, Entry>> } | undefined;
    const servers = root?.mcp_servers;
    return servers && Object.hasOwn(servers, name) ? servers[name] : undefined;
  }
  return memberAt(parseJsonc(text).value, at);
}

function memberAt(node: ValueNode | undefined, at: number): Entry | undefined {
  for (const { keySpan, span, value } of membersOf(node)) {
    if (keySpan.start === at) return value.kind === "object" ? (plain(value) as Entry) : undefined;
    if (span.start <= at && at < span.end) return memberAt(value, at);
  }
  return undefined;
}

function expand(text: string, { workspace, home, environment }: LaunchPlace): string {
  return text.replace(/\$\{([^}]*)\}/g, (whole, inside: string) => {
    if (/^(workspaceFolder|workspaceRoot|CLAUDE_PROJECT_DIR)$/.test(inside)) {
      if (workspace === undefined) throw new Error("it names the workspace, and no folder is open");
      return workspace;
    }
    if (inside === "userHome") return home;
    const [, name = "", fallback] = /^(?:env:)?([A-Za-z_]\w*)(?::-(.*))?$/.exec(inside) ?? [];
    if (name === "") throw new Error(`it needs “${whole}”, which only its agent can fill in`);
    const value = environment[name] ?? fallback;
    if (value === undefined) throw new Error(`it needs the variable ${name}, which is not set here`);
    return value;
  });
}

function textsOf(value: unknown): Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  const isText = ([, one]: [string, unknown]) => ["string", "number", "boolean"].includes(typeof one);
  return entries.every(isText) ? Object.fromEntries(entries.map(([name, one]) => [name, String(one)])) : undefined;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const unfit = (why: string): ServerLaunch => ({ kind: "unfit", why });
