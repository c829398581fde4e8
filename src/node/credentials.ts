/**
 * Credentials that any action of an agent carries without being asked: told by kind, name and place, never by value.
 * Values pass through memory only where a file mixes names and values, and are dropped on the spot.
 */
import { constants } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { AmbientCredential } from "../core/model/permission.ts";
import type { Place } from "../core/permissions/input.ts";

const maxBytes = 1024 * 1024;
const maxEntries = 100;

/** One kind of credential: which files below a folder hold it, and the names to be read from such a file's text. */
interface Reader {
  readonly kind: string;
  readonly in: "home" | "workspace";
  /** With forward slashes; a trailing `/*` stands for every file of that folder. */
  readonly files: readonly string[];
  /** Names found in the text. A file without any holds no credential. */
  names(text: string, fileName: string): string[];
}

const readers: readonly Reader[] = [
  {
    kind: "aws",
    in: "home",
    files: [".aws/credentials", ".aws/config"],
    names: (text) => matchAll(/^\s*\[(?:profile\s+)?([^\]\r\n]{1,100})\]/gm, text),
  },
  {
    kind: "kubernetes",
    in: "home",
    files: [".kube/config"],
    names: (text) => matchAll(/^current-context:\s*["']?([^"'\s#]{1,200})/gm, text),
  },
  {
    kind: "gcloud",
    in: "home",
    files: [".config/gcloud/active_config", "AppData/Roaming/gcloud/active_config"],
    names: (text) => matchAll(/^([\w-]{1,100})\s*$/gm, text),
  },
  {
    kind: "gcloud",
    in: "home",
    files: [".config/gcloud/configurations/*", "AppData/Roaming/gcloud/configurations/*"],
    names: (text) => matchAll(/^\s*account\s*=\s*(\S{1,200})/gm, text),
  },
  {
    kind: "gcloud",
    in: "home",
    files: [".config/gcloud/application_default_credentials.json"],
    names: whole("application default credentials"),
  },
  {
    kind: "azure",
    in: "home",
    files: [".azure/azureProfile.json"],
    names: (text) => matchAll(/"name"\s*:\s*"([^"]{1,200})"/g, text),
  },
  {
    kind: "github",
    in: "home",
    files: [".config/gh/hosts.yml", "AppData/Roaming/GitHub CLI/hosts.yml"],
    names: githubAccounts,
  },
  { kind: "npm", in: "home", files: [".npmrc"], names: npmRegistries },
  { kind: "npm", in: "workspace", files: [".npmrc"], names: npmRegistries },
  {
    kind: "cargo",
    in: "home",
    files: [".cargo/credentials.toml", ".cargo/credentials"],
    names: (text) => matchAll(/^\s*\[(registr(?:y|ies\.[^\]\r\n]{1,100}))\]/gm, text),
  },
  {
    kind: "pypi",
    in: "home",
    files: [".pypirc"],
    names: (text) => matchAll(/^\s*\[([^\]\r\n]{1,100})\]/gm, text).filter((name) => name !== "distutils"),
  },
  { kind: "docker", in: "home", files: [".docker/config.json"], names: dockerHosts },
  {
    kind: "netrc",
    in: "home",
    files: [".netrc", "_netrc"],
    names: (text) => matchAll(/^\s*machine\s+(\S{1,200})/gm, text),
  },
  {
    kind: "git",
    in: "home",
    files: [".git-credentials"],
    names: (text) => matchAll(/^\w+:\/\/[^@\s]*@([^/\s]{1,200})/gm, text),
  },
  {
    kind: "git-helper",
    in: "home",
    files: [".gitconfig", ".config/git/config"],
    names: (text) => matchAll(/^\s*helper\s*=\s*(\S{1,100})/gm, text),
  },
  {
    kind: "git-helper",
    in: "workspace",
    files: [".git/config"],
    names: (text) => matchAll(/^\s*helper\s*=\s*(\S{1,100})/gm, text),
  },
  {
    kind: "ssh-key",
    in: "home",
    files: [".ssh/*"],
    names: (text, file) => (/^-----BEGIN [A-Z ]*PRIVATE KEY-----/m.test(text) ? [file] : []),
  },
  {
    kind: "terraform",
    in: "home",
    files: [".terraform.d/credentials.tfrc.json"],
    names: (text) => matchAll(/"([^"\s]{1,200}\.[^"\s]{1,50})"\s*:\s*\{/g, text),
  },
  {
    kind: "dotenv",
    in: "workspace",
    files: [".env", ".env.*"],
    names: (text) => variableNames(text),
  },
];

/** Environment variables by name: a set one goes with every program the agent starts. */
const environmentNames =
  /^(AWS_(PROFILE|REGION|DEFAULT_REGION|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)|KUBECONFIG|GOOGLE_APPLICATION_CREDENTIALS|SSH_AUTH_SOCK|VAULT_TOKEN)$|(_|^)(TOKEN|API_KEY|SECRET|PASSWORD|ACCESS_KEY)$/;

/**
 * @param environment the process environment; only its names are kept, and never a value.
 * Broken and unreadable files are left out: they carry nothing.
 */
export async function ambientCredentials(
  place: Place,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<AmbientCredential[]> {
  const found = await Promise.all(readers.flatMap((reader) => reader.files.map((file) => read(reader, file, place))));
  const variables = Object.keys(environment).filter((name) => environmentNames.test(name) && environment[name]);
  return [
    ...found.flat(),
    ...variables
      .sort()
      .slice(0, maxEntries)
      .map((name) => ({ kind: "environment", name, path: "environment" })),
  ];
}

async function read(reader: Reader, file: string, place: Place): Promise<AmbientCredential[]> {
  const root = reader.in === "home" ? place.home : place.workspace;
  if (root === undefined) return [];
  const found: AmbientCredential[] = [];
  for (const path of await expand(root, file)) {
    const text = await textOf(path);
    const name = path.slice(path.lastIndexOf("/") + 1);
    const names = text === undefined ? [] : safely(() => reader.names(text, name.slice(name.lastIndexOf("\\") + 1)));
    for (const each of [...new Set(names)].slice(0, maxEntries)) found.push({ kind: reader.kind, name: each, path });
  }
  return found;
}

async function expand(root: string, file: string): Promise<string[]> {
  const at = file.lastIndexOf("/");
  const pattern = file.slice(at + 1);
  if (!pattern.endsWith("*")) return [join(root, file)];
  const folder = join(root, file.slice(0, Math.max(at, 0)));
  try {
    const names = (await readdir(folder)).filter((name) => name.startsWith(pattern.slice(0, -1)));
    return names
      .sort()
      .slice(0, maxEntries)
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = await file.stat();
      return stat.isFile() && stat.size <= maxBytes ? await file.readFile("utf8") : undefined;
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

function safely(names: () => string[]): string[] {
  try {
    return names();
  } catch {
    return [];
  }
}

function matchAll(pattern: RegExp, text: string): string[] {
  return [...text.matchAll(pattern)].flatMap((match) => match[1]?.trim() ?? []).filter((name) => name !== "");
}

function whole(name: string): (text: string) => string[] {
  return (text) => (text.trim() === "" ? [] : [name]);
}

/** Something must follow the sign: the last line of a key over several lines ends in one, and is no name. */
function variableNames(text: string): string[] {
  return matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w{0,100})[ \t]*=[ \t]*[^=\s]/gm, text);
}

/** `user@host` for each account; a file without user names still has hosts. */
function githubAccounts(text: string): string[] {
  const accounts: string[] = [];
  let host = "";
  for (const line of text.split(/\r?\n/)) {
    const found = /^([\w.-]+):\s*$/.exec(line)?.[1];
    if (found !== undefined) {
      host = found;
      accounts.push(host);
    }
    const user = /^\s+user:\s*["']?([\w-]{1,100})/.exec(line)?.[1];
    if (user !== undefined && host !== "") accounts[accounts.lastIndexOf(host)] = `${user}@${host}`;
  }
  return accounts;
}

function npmRegistries(text: string): string[] {
  return matchAll(
    /^\s*(?:\/\/([^\s=]{1,200}?)\/?:)?_(?:authToken|auth|password)\s*=/gm,
    text.replace(/^\s*_auth/gm, "//default/:_auth"),
  );
}

function dockerHosts(text: string): string[] {
  const config = JSON.parse(text) as { auths?: unknown; credHelpers?: unknown; credsStore?: unknown };
  const keys = (value: unknown) => (typeof value === "object" && value !== null ? Object.keys(value) : []);
  const store = typeof config.credsStore === "string" ? [`credential store ${config.credsStore}`] : [];
  return [...keys(config.auths), ...keys(config.credHelpers), ...store];
}
