/**
 * GitHub Copilot CLI 1.0.102: what its files decide, as seen over ACP, the form in which editors run it (2026-11-25).
 * Other permission modes, managed rules and saved answers of a kind
 * that is not known here were not observed: they make the answer unknown.
 */
import type { Action } from "../../core/model/action.ts";
import type {
  AgentPermissions,
  Explanation,
  Grant,
  Provenance,
  ServerPermissions,
} from "../../core/model/permission.ts";
import { at, itemsOf, type Member, membersOf, textOf } from "../../core/parse/value.ts";
import { delegatesByGrants } from "../../core/permissions/delegates.ts";
import type { ConfigFile, PermissionInput, Place } from "../../core/permissions/input.ts";
import { endOf, type Links } from "../../core/permissions/links.ts";
import { joinNative, relativeTo, resolveFrom, slashed } from "../../core/permissions/paths.ts";
import { ruleOfTwo } from "../../core/permissions/ruleOfTwo.ts";
import { toolsOfServer } from "../../core/permissions/serverTools.ts";
import {
  defaultProvenance,
  provenanceOf,
  readSettingsFile,
  type SettingsFile,
} from "../../core/permissions/settingsFile.ts";
import type { Run } from "../flags.ts";
import { because, type Judgement } from "../judgement.ts";
import { type Approval, approvalsOf, judgeCommand, knownKinds, overBroad, writingOf } from "./approvals.ts";
import { judgeManaged, type ManagedUse, managedRules, whyClosed } from "./managed.ts";
import { allowedByFlag, foldersByFlag, judgeAlone, pathsByFlag, readCopilotRun, refusedByFlag } from "./run.ts";

const agent = "copilot-cli";
export const facts = { version: "1.0.102", date: "2026-11-25" } as const;

/** The files that can decide something, or are checked for being readable. */
export function configFiles(place: Place): readonly ConfigFile[] {
  const { platform, home, workspace } = place;
  const files: ConfigFile[] = ["settings.json", "permissions-config.json", "mcp-config.json"].map((name) => ({
    layer: "user",
    path: joinNative(platform, home, `.copilot/${name}`),
  }));
  if (platform === "linux") files.push({ layer: "managed", path: "/etc/github-copilot/managed-settings.json" });
  if (workspace === undefined) return files;
  return [
    ...files,
    { layer: "project", path: joinNative(platform, workspace, ".github/copilot/settings.json") },
    { layer: "local", path: joinNative(platform, workspace, ".github/copilot/settings.local.json") },
  ];
}

interface Settings extends Links {
  readonly place: Place;
  readonly files: readonly SettingsFile[];
  readonly approvals: readonly Approval[];
  readonly managed: ReturnType<typeof managedRules>;
  /** Why the session is closed to what lies outside. */
  readonly closed: Provenance | undefined;
  readonly run: Run;
  readonly unknown: Judgement["by"] | undefined;
}

function read({ configs, place, realPath, flags }: PermissionInput): Settings {
  const run = readCopilotRun(flags);
  const files = configs.map(readSettingsFile);
  const named = (name: string) => files.find(({ config }) => config.path.endsWith(name));
  const approvals = approvalsOf(named("permissions-config.json"), place);
  const strange = approvals.find(({ kind }) => kind === undefined || !knownKinds.has(kind));
  const ofAdministrator = files.find(({ config }) => config.layer === "managed");
  const managed = managedRules(ofAdministrator);
  return {
    place,
    ...(realPath ? { realPath } : {}),
    files,
    approvals,
    managed,
    closed: whyClosed(ofAdministrator),
    run,
    unknown: run.strange ?? unknownOf(files, strange?.by),
  };
}

function unknownOf(files: readonly SettingsFile[], saved: Judgement["by"] | undefined): Judgement["by"] | undefined {
  // A file that is no JSON counts as none (tried); one that is there and may not be read is another matter.
  const closed = files.find(({ config }) => config.error !== undefined);
  if (closed) return { layer: closed.config.layer, path: closed.config.path, line: 0, text: "the file cannot be read" };
  for (const file of files.filter(({ config }) => config.layer === "user")) {
    const mode = at(file.root, "defaultPermissionMode");
    if (mode && textOf(mode) !== "manual")
      return provenanceOf(
        file,
        mode.span,
        "defaultPermissionMode: it held in the terminal only, which was not observed",
      );
  }
  return saved && { ...saved, text: `${saved.text} (what such an answer covers was not observed)` };
}

/** Never throws: broken files are in `problems`. */
export function permissions(input: PermissionInput): AgentPermissions {
  const settings = read(input);
  const { unknown } = settings;
  const servers = serversOf(settings, input);
  const grants = unknown ? [] : grantsOf(settings, servers);
  return {
    agent,
    title: "GitHub Copilot CLI",
    factsVersion: facts.version,
    factsDate: facts.date,
    installed: input.installed,
    mode: unknown
      ? { name: "not proven", source: unknown }
      : { name: "manual", source: defaultProvenance("what is not saved as allowed is asked about") },
    grants,
    servers,
    delegates: unknown ? [] : delegatesByGrants(input, grants, isAgentFile, toolsNamed),
    credentials: input.credentials,
    ineffective: settings.approvals.flatMap(overBroad),
    ruleOfTwo: ruleOfTwo(grants, input.credentials),
    problems: settings.files.flatMap((file) => file.problems),
  };
}

const isAgentFile = (path: string) => /(^|\/)\.github\/agents\/.+\.md$|\.agent\.md$/.test(path);

/** Words of a tool list, and the tools they stand for: with `read` alone a delegate had `view` and nothing else (tried). */
const aliases: Readonly<Record<string, readonly string[]>> = {
  execute: ["bash"],
  shell: ["bash"],
  read: ["view"],
  search: ["view"],
  edit: ["create, edit"],
  agent: ["task"],
};

function toolsNamed(entry: string): readonly string[] {
  return Object.hasOwn(aliases, entry) ? (aliases[entry] ?? []) : [entry.replace("/", "-")];
}

function entriesOf({ files }: Settings): readonly { readonly entry: Member; readonly file: SettingsFile }[] {
  const file = files.find(({ config }) => config.path.endsWith("mcp-config.json"));
  return file ? membersOf(at(file.root, "mcpServers")).map((entry) => ({ entry, file })) : [];
}

function serversOf(settings: Settings, input: PermissionInput): ServerPermissions[] {
  return entriesOf(settings).map(({ entry, file }) => {
    const args = itemsOf(at(entry.value, "args")).flatMap(({ value }) => textOf(value) ?? []);
    const launch = { command: textOf(at(entry.value, "command")), args };
    const tools = toolsOfServer(launch, input.documents, input.place);
    return { name: entry.key, source: provenanceOf(file, entry.keySpan, entry.key), state: "enabled", tools };
  });
}

function grantsOf({ approvals }: Settings, servers: readonly ServerPermissions[]): Grant[] {
  const writes = writingOf(approvals);
  const row = (tool: string, effects: Grant["effects"], { outcome, by }: Judgement, specifier?: string): Grant => ({
    decision: outcome === "allow" ? "allow" : "ask",
    effects,
    tool,
    ...(specifier === undefined ? {} : { specifier }),
    source: by,
    overrides: [],
  });
  const written = writes ? because("allow", writes) : asks("create and edit");
  return [
    row("bash", ["run-code"], asks("bash")),
    ...approvals.flatMap(({ by, commands }) =>
      commands.map((command) => row("bash", ["run-code"], because("allow", by), command)),
    ),
    row("create, edit", ["write-files"], written, "in the workspace"),
    row("create, edit", ["write-files"], asks("writing elsewhere"), "elsewhere"),
    row("view", ["read-files"], readable, "in the workspace"),
    row("view", ["read-files"], asks("reading elsewhere"), "elsewhere"),
    ...servers.map(({ name, source }) => row(`${name}-*`, ["read-untrusted"], because("ask", source))),
    ...approvals.flatMap(({ by, server, tool }) =>
      server === undefined ? [] : [row(`${server}-${tool ?? "*"}`, ["read-untrusted"], because("allow", by))],
    ),
  ];
}

const readable = because("allow", defaultProvenance("files of the workspace are read without asking"));

function asks(what: string): Judgement {
  return because("ask", defaultProvenance(`${what} asks unless it was allowed for good`));
}

/** What Copilot CLI itself does with the action. Hooks are not seen here. */
export function explain(action: Action, input: PermissionInput): Explanation {
  const settings = read(input);
  const { outcome, by } = settings.unknown
    ? because("unknown", settings.unknown)
    : judgeAlone(action, settings.run, judge(action, settings));
  const lost = settings.approvals.map((approval) => approval.by).filter((one) => one !== by && one.text !== by.text);
  return {
    agent,
    outcome,
    decidedBy: by,
    lost: lost.map((source) => ({ ...source, why: "It does not cover this call." })),
  };
}

function judge(action: Action, settings: Settings): Judgement {
  const { place, approvals } = settings;
  const writes = writingOf(approvals);
  const cwd = slashed(action.cwd ?? place.workspace ?? place.home, place.platform);
  const path = "path" in action ? resolveFrom(cwd, action.path, place) : undefined;
  const open = foldersByFlag(settings.run).map(({ value }) => resolveFrom(cwd, value, place));
  const inside = (path: string) =>
    [...(place.workspace === undefined ? [] : [place.workspace]), ...open].some(
      (folder) => relativeTo(folder, endOf(resolveFrom(cwd, path, place), settings), place.platform) !== undefined,
    );
  const { workspace } = place;
  const managed = (kind: ManagedUse["kind"], text: string) =>
    judgeManaged({ kind, text, workspace, home: place.home }, settings.managed);
  const found =
    action.kind === "command"
      ? managed("shell", action.command)
      : action.kind === "file_read"
        ? managed("read", resolveFrom(cwd, action.path, place))
        : action.kind === "file_write" || action.kind === "file_edit"
          ? managed("edit", resolveFrom(cwd, action.path, place))
          : undefined;
  const refused = refusedByFlag(action, settings.run, path);
  if (found?.outcome === "deny" || !refused) {
    if (found) return found;
  } else return refused;
  const flag = allowedByFlag(action, settings.run, path);
  const everywhere = pathsByFlag(settings.run);
  const beyond = settings.closed && whyBeyond(action.kind, path === undefined || inside(path), settings.closed);
  if (beyond) return beyond;
  switch (action.kind) {
    case "command":
      return flag ? because("allow", flag) : (judgeCommand(action.command, approvals) ?? asks("a command"));
    case "file_read":
      if (inside(action.path)) return readable;
      return everywhere ? because("allow", everywhere) : asks("reading elsewhere");
    case "file_write":
    case "file_edit": {
      const by = flag ?? writes;
      return by && (everywhere || inside(action.path)) ? because("allow", by) : asks("writing a file");
    }
    case "mcp_call":
      return judgeServerTool(action.server, action.tool, settings, flag);
    default:
      return because(
        "unknown",
        defaultProvenance(`what Copilot CLI does with ${action.kind.replace("_", " ")} was not observed`),
      );
  }
}

/** In a closed session. Commands are asked about as ever, and start in a sandbox. */
function whyBeyond(kind: Action["kind"], inside: boolean, by: Provenance): Judgement | undefined {
  if (kind === "mcp_call") return because("unreachable", by, `${by.text}: no server starts`);
  return inside ? undefined : because("deny", by, `${by.text}: nothing outside the workspace is reached`);
}

function disabledIn({ files }: Settings, server: string): Judgement["by"] | undefined {
  for (const file of files) {
    const denied = itemsOf(at(file.root, "deniedMcpServers")).find(
      ({ value }) => textOf(at(value, "serverName")) === server,
    );
    if (denied) return provenanceOf(file, denied.value.span, `deniedMcpServers: ${server}`);
    if (file.config.layer !== "user") continue;
    const list = at(file.root, "disabledMcpServers");
    const found = itemsOf(list).find(({ value }) => textOf(value) === server);
    if (found) return provenanceOf(file, found.value.span, `disabledMcpServers: ${server}`);
  }
  return undefined;
}

/** Answers for a server whose name has other signs do not count (tried). */
const isPlain = /^[\w-]+$/;

function judgeServerTool(
  server: string,
  tool: string,
  settings: Settings,
  flag: Judgement["by"] | undefined,
): Judgement {
  const entries = entriesOf(settings);
  const broken = settings.files.find(({ config, broken: is }) => is && config.path.endsWith("mcp-config.json"));
  if (broken)
    return because("unreachable", {
      layer: "user",
      path: broken.config.path,
      line: 0,
      text: "the file is no JSON, so no server starts",
    });
  const found = entries.find(({ entry }) => entry.key === server);
  if (!found)
    return because(
      "unknown",
      defaultProvenance("servers of the workspace, of plugins and of GitHub were not observed"),
    );
  const { entry, file } = found;
  const disabled = at(entry.value, "disabled");
  if (disabled?.kind === "scalar" && disabled.value === true)
    return because("unreachable", provenanceOf(file, disabled.span, `${server}: disabled: true`));
  const listed = at(entry.value, "tools");
  // Without a list every tool is offered.
  const offered = listed ? itemsOf(listed).flatMap(({ value }) => textOf(value) ?? []) : ["*"];
  const source = provenanceOf(file, entry.keySpan, server);
  const ruled = settings.managed.find(({ tool: of }) => of === "mcp");
  if (ruled?.list === "deny" && ruled.pattern === server) return because("unreachable", ruled.by);
  if (ruled) return because("unknown", ruled.by, `${ruled.by.text}: what it does with this server was not observed`);
  const off = disabledIn(settings, server);
  if (off) return because("unreachable", off);
  if (!offered.includes("*") && !offered.includes(tool))
    return because("unreachable", source, `${server}: tools does not name ${tool}`);
  const saved = settings.approvals.find(
    (one) => one.server === server && isPlain.test(server) && (one.tool === null || one.tool === tool),
  );
  if (saved) return because("allow", saved.by);
  if (flag) return because("allow", flag);
  return because("ask", source, `${server}: its tools ask unless one was allowed for good`);
}
