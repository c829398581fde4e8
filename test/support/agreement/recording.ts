/**
 * What was seen when a real agent tried things under a configuration, in a form that can be played again without it.
 * Texts hold places instead of paths: $HOME, $WS (the workspace) and $BASE (the folder that holds both).
 */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Agent, ConfigFile, LoadedConfig, PermissionInput } from "../../../src/agents/agent.ts";
import type { Action } from "../../../src/core/model/action.ts";

/** Seen from outside: it ran without a question, a person was asked, or it was refused without a question. */
export type Seen = "allow" | "ask" | "deny";

/** What is tried: `start` the name of a sub-agent, `command` a line, `write`, `edit` and `read` a path, `mcp` "server/tool", `fetch` an address, `skill` a name, `again` a line for the third time, `has` a tool of which only is looked whether it is offered, `delete` a path, `move` two paths with ` -> ` between, `search` a pattern, `todo` a text, `tool` the name of another tool and its input as JSON. */
export type Tried = readonly [kind: Called[0] | "again" | "has", argument: string];

/** What one call does. */
export type Called = readonly [
  kind:
    | ("command" | "write" | "edit" | "read" | "delete" | "move")
    | ("mcp" | "fetch" | "search" | "start" | "skill" | "todo" | "tool"),
  argument: string,
];

/** The two paths of a `move`. */
export function ends(argument: string): readonly [from: string, to: string] {
  const [from = "", to = ""] = argument.split(" -> ");
  return [from, to];
}

/** The name and the input of a `tool`. */
export function toolOf(argument: string): { readonly tool: string; readonly input: Readonly<Record<string, unknown>> } {
  const [tool = ""] = argument.split(" ", 1);
  return { tool, input: JSON.parse(argument.slice(tool.length) || "{}") };
}

/** What an agent is run with. */
export interface Setting {
  /** Texts by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Symbolic links by path: what each points to, as written. */
  readonly links?: Readonly<Record<string, string>>;
  /** Variables of its environment. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The words that follow the program's name. */
  readonly flags?: readonly string[];
  /** The sub-agent that tries it: the one that the session starts, then the one that this starts. */
  readonly delegates?: readonly string[];
  /** The skill or command that is in use: `name` was loaded by the model, `/name` was typed by the person. */
  readonly skill?: string;
  /** The sub-agent loads the skill, not the session. */
  readonly within?: true;
  /** It is tried in the turn after the one in which the skill was used. */
  readonly later?: true;
}

export interface Configuration extends Setting {
  readonly name: string;
  readonly tried: readonly Tried[];
}

/** One line of test/fixtures/agreement/<agent>.jsonl: a run of the agent, with the outcome of each action. */
export interface Recording extends Setting {
  readonly agent: string;
  readonly version: string;
  readonly date: string;
  readonly config: string;
  readonly rows: readonly (readonly [...Tried, Seen])[];
}

export interface Places {
  readonly base: string;
  readonly home: string;
  readonly workspace: string;
}

/** Where the recordings are played again. */
export const replayed: Places = { base: "/lab", home: "/lab/home", workspace: "/lab/ws" };

export function placed(text: string, { base, home, workspace }: Places): string {
  return text.replaceAll("$HOME", home).replaceAll("$WS", workspace).replaceAll("$BASE", base);
}

export function placedAll(texts: Readonly<Record<string, string>>, places: Places): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, placed(text, places)]));
}

export function recordingsFile(agent: string): URL {
  // What OpenCode did in runs without a person stands in files of another form.
  const name = agent === "opencode" ? "opencode-acp" : agent;
  return new URL(`../../fixtures/agreement/${name}.jsonl`, import.meta.url);
}

export function readRecordings(agent: string): Recording[] {
  return readFileSync(recordingsFile(agent), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Recording);
}

/**
 * Everything an agent is tried with: what is written as code, and what stands in its recordings alone. A new case of the
 * second kind is a line there with "?" for each outcome.
 */
export function casesOf(agent: string, written: readonly Configuration[]): readonly Configuration[] {
  const names = new Set(written.map(({ name }) => name));
  const others = readRecordings(agent).filter(({ config }) => !names.has(config));
  return [
    ...written,
    ...others.map(({ config, rows, ...setting }) => ({
      ...settingOf(setting),
      name: config,
      tried: rows.map(([kind, argument]) => [kind, argument] as const),
    })),
  ];
}

/** The setting alone, with what it does not have left out. */
export function settingOf({ files, links, variables, flags, delegates, skill, within, later }: Setting): Setting {
  return {
    files,
    ...(links ? { links } : {}),
    ...(variables ? { variables } : {}),
    ...(flags ? { flags } : {}),
    ...(delegates ? { delegates } : {}),
    ...(skill === undefined ? {} : { skill }),
    ...(within ? { within } : {}),
    ...(later ? { later } : {}),
  };
}

/** What src/node would load for this setting, on a machine that has nothing else. */
export function inputOf(agent: Agent, setting: Setting, places: Places = replayed): PermissionInput {
  const { files, links = {} } = setting;
  const variables = placedAll(setting.variables ?? {}, places);
  const flags = setting.flags?.map((word) => placed(word, places));
  const texts = new Map(Object.entries(files).map(([path, text]) => [placed(path, places), placed(text, places)]));
  const repository = [places.workspace, places.base].find((folder) => texts.has(`${folder}/.git/HEAD`));
  const place = {
    home: places.home,
    workspace: places.workspace,
    platform: "linux",
    ...(repository === undefined ? {} : { repository }),
  } as const;
  const load = (file: ConfigFile): LoadedConfig[] => {
    if (file.dropIns === undefined) return [{ ...file, ...textAt(texts, file.path) }];
    // With a slash at its beginning it is a file of that name in each of its folders.
    const folderOf = (path: string) => (file.dropIns?.startsWith("/") ? dirname(dirname(path)) : dirname(path));
    const isIn = (path: string) => folderOf(path) === file.path || (file.deep && path.startsWith(`${file.path}/`));
    const inside = [...texts.keys()].filter((path) => isIn(path) && path.endsWith(file.dropIns ?? ""));
    return inside.sort().map((path) => ({ layer: file.layer, path, ...textAt(texts, path) }));
  };
  return {
    place,
    configs: agent.configFiles(place, flags, variables).flatMap(load),
    ...(agent.delegation ? { agentFiles: agent.delegation.files(place, variables).flatMap(load) } : {}),
    ...(setting.skill === undefined
      ? {}
      : { skillFiles: (agent.skills?.files(place, skillNamed(setting.skill), variables) ?? []).flatMap(load) }),
    documents: [],
    credentials: [],
    installed: true,
    variables,
    realPath: linksFollowed(links, places),
    ...(flags ? { flags } : {}),
  };
}

/** Where a path ends on a disk that has these links. */
function linksFollowed(links: Readonly<Record<string, string>>, places: Places): (path: string) => string {
  const all = Object.entries(links).map(([path, target]) => [placed(path, places), placed(target, places)] as const);
  const follow = (path: string, left: number): string => {
    const found = all.find(([link]) => path === link || path.startsWith(`${link}/`));
    if (!found || left === 0) return path;
    const [link, target] = found;
    return follow(resolve(dirname(link), target) + path.slice(link.length), left - 1);
  };
  return (path) => follow(resolve(path), 40);
}

function textAt(texts: ReadonlyMap<string, string>, path: string): { readonly text?: string } {
  const text = texts.get(path);
  return text === undefined ? {} : { text };
}

/** OpenCode asks for `doom_loop` first, and then for what the call is. */
function thirdTime(agent: Agent, line: string, input: PermissionInput): Seen | "unknown" {
  const { home, workspace } = replayed;
  const loop: Action = {
    ...{ cwd: workspace, workspace, home, platform: "linux" },
    ...{ kind: "unknown_tool", tool: "doom_loop" },
  } as const;
  const said = [agent.explain(loop, input).outcome, agent.explain(actionOf(["command", line]), input).outcome];
  return (["deny", "unknown", "ask"] as const).find((outcome) => said.includes(outcome)) ?? "allow";
}

function skillNamed(skill: string): string {
  return skill.replace(/^\//, "");
}

export function actionOf([kind, written]: Tried, places: Places = replayed): Action {
  const text = placed(written, places);
  const base = { cwd: places.workspace, workspace: places.workspace, home: places.home, platform: "linux" } as const;
  if (kind === "command" || kind === "again") return { ...base, kind: "command", shell: "bash", command: text };
  if (kind === "write") return { ...base, kind: "file_write", path: text, content: "written\n" };
  if (kind === "edit") return { ...base, kind: "file_edit", path: text, old_text: "before\n", new_text: "after\n" };
  if (kind === "read") return { ...base, kind: "file_read", path: text };
  if (kind === "start") return { ...base, kind: "subagent_start", name: text };
  if (kind === "has") return { ...base, kind: "unknown_tool", tool: text };
  if (kind === "skill") return { ...base, kind: "unknown_tool", tool: "Skill", args: { skill: text } };
  if (kind === "fetch") return { ...base, kind: "url_fetch", url: text };
  if (kind === "delete") return { ...base, kind: "file_delete", path: text };
  if (kind === "move") return { ...base, kind: "file_rename", path: ends(text)[0], to: ends(text)[1] };
  if (kind === "search") return { ...base, kind: "workspace_search", query: text };
  if (kind === "todo") return { ...base, kind: "todo_update", content: text };
  if (kind === "tool") return { ...base, kind: "unknown_tool", tool: toolOf(text).tool, args: toolOf(text).input };
  const [server = "", tool = ""] = text.split("/");
  return { ...base, kind: "mcp_call", server, tool };
}

/** How an explanation reads from outside. What the agent has no tool for cannot run: the same as refused. */
export function saidOf(
  agent: Agent,
  tried: Tried,
  input: PermissionInput,
  { delegates = [], skill, within, later }: Pick<Setting, "delegates" | "skill" | "within" | "later"> = {},
): Seen | "unknown" {
  const action = actionOf(tried);
  if (delegates.length > 0 && !agent.delegation) return "unknown";
  if (tried[0] === "again") return thirdTime(agent, tried[1], input);
  const isOver = later && !agent.skills?.lasts;
  if (skill !== undefined && !isOver && !(delegates.length > 0 ? agent.delegation?.withSkills : agent.skills))
    return "unknown";
  const used = skill === undefined || isOver ? undefined : { name: skill, within: within === true };
  const isLater = isOver && skill !== undefined && delegates.length === 0 && agent.skills?.later;
  const { outcome } = isLater
    ? isLater(skill, action, input)
    : delegates.length > 0 && agent.delegation
      ? agent.delegation.explain(delegates, action, input, used)
      : used && agent.skills
        ? agent.skills.explain(used.name, action, input)
        : agent.explain(action, input);
  if (outcome === "unreachable") return "deny";
  return tried[0] === "has" && outcome !== "unknown" ? "allow" : outcome;
}
