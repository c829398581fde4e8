import type { DocumentFacts } from "../core/discover/facts.ts";
import type { Action } from "../core/model/action.ts";
import type { Acting, AgentPermissions, AmbientCredential, Explanation, Named } from "../core/model/permission.ts";
import { withActing } from "../core/permissions/acting.ts";
import type { ConfigFile, ConfigReader, LoadedConfig, PermissionInput, Place } from "../core/permissions/input.ts";
import { withRecordedTools } from "../core/permissions/recordedGrants.ts";
import { isInstalled, loadConfigs } from "./agentConfigs.ts";
import { ambientCredentials } from "./credentials.ts";
import type { RecordedTools } from "./mcp/recordedTools.ts";
import { createRealPath } from "./realPath.ts";
import { repositoryRoot } from "./repositoryRoot.ts";

/** The part of an agent that is needed here; src/agents fulfils it. */
export interface ResolvableAgent extends ConfigReader {
  readonly id: string;
  permissions(input: PermissionInput): AgentPermissions;
  explain(action: Action, input: PermissionInput): Explanation;
  readonly delegation?: {
    files(place: Place, variables?: PermissionInput["variables"]): readonly ConfigFile[];
    readonly tree?: {
      named(input: PermissionInput): readonly Named[];
      acting(name: string, input: PermissionInput): Acting;
    };
  };
  readonly skills?: {
    files(place: Place, name: string, variables?: PermissionInput["variables"]): readonly ConfigFile[];
    folders(place: Place, variables?: PermissionInput["variables"]): readonly ConfigFile[];
    named?(input: PermissionInput): readonly Named[];
    acting(name: string, input: PermissionInput): Acting;
  };
}

export interface LoadOptions<A extends ResolvableAgent = ResolvableAgent> {
  readonly agents: readonly A[];
  readonly place: Place;
  /** What the review found in the workspace. */
  readonly documents: readonly DocumentFacts[];
  /** The process environment: PATH is searched for programs, names of variables are told, values never. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Files the caller knows better, such as an editor's unsaved text or its real profile. They replace those of the same path. */
  readonly configs?: readonly LoadedConfig[];
  /** The words that a run is started with, after the program's name. */
  readonly flags?: readonly string[];
  /** A sub-agent is asked about: files of sub-agents are read too. */
  readonly delegates?: boolean;
  /** The skill that is in use, with a slash if it was typed: its file is read too. */
  readonly skill?: string;
  /** All skills are asked about. */
  readonly skills?: boolean;
  /** What servers said of themselves, where their code is not in the workspace. */
  readonly recorded?: RecordedTools;
}

/**
 * What one agent may do, with what that was told from: another text of one file can then be tried without reading again.
 * `agent` answers with the tools that were recorded, so that two of its answers differ in nothing but the text.
 */
export interface Resolved<A extends ResolvableAgent = ResolvableAgent> {
  readonly agent: A;
  readonly input: PermissionInput;
  readonly permissions: AgentPermissions;
}

/** Everything each agent may do in a place. Reads files, runs nothing, and never throws on what they hold. */
export async function loadPermissions(options: LoadOptions): Promise<AgentPermissions[]> {
  return (await loadResolved(options)).map(({ permissions }) => permissions);
}

export async function loadResolved<A extends ResolvableAgent>(options: LoadOptions<A>): Promise<Resolved<A>[]> {
  const credentials = await ambientCredentials(options.place, options.environment);
  return Promise.all(
    options.agents.map(async (one) => {
      const input = await loadInput(one, { ...options, delegates: true, skills: true }, credentials);
      const whole = withActors(one);
      const agent = options.recorded ? withRecorded(whole, options.recorded) : whole;
      return { agent, input, permissions: agent.permissions(input) };
    }),
  );
}

/** The agent, whose permissions tell what each sub-agent and skill may really do. */
export function withActors<A extends ResolvableAgent>(agent: A): A {
  return { ...agent, permissions: (input: PermissionInput) => permissionsWithActors(agent, input) };
}

function permissionsWithActors({ permissions, delegation, skills }: ResolvableAgent, input: PermissionInput) {
  const found = permissions(input);
  const tree = delegation?.tree;
  return withActing(found, {
    ...(tree ? { delegates: { named: tree.named(input), acting: (name: string) => tree.acting(name, input) } } : {}),
    ...(skills
      ? {
          skills: {
            named: skills.named?.(input) ?? namedSkills(input),
            acting: (name: string) => skills.acting(name, { ...input, skillFiles: filesOfSkill(skills, name, input) }),
          },
        }
      : {}),
  });
}

/** In the order in which one beats the other. */
function filesOfSkill(
  { files, named }: NonNullable<ResolvableAgent["skills"]>,
  name: string,
  { place, variables, allSkillFiles = [] }: PermissionInput,
): readonly LoadedConfig[] {
  if (named) return allSkillFiles;
  return files(place, name, variables).flatMap(({ path }) => allSkillFiles.filter((file) => file.path === path));
}

function namedSkills({ allSkillFiles = [] }: PermissionInput): readonly Named[] {
  const named = new Map<string, Named>();
  for (const { path } of allSkillFiles) {
    const name = /[/\\](?:([^/\\]+)[/\\]SKILL|([^/\\]+))\.md$/.exec(path);
    const text = name?.[1] ?? name?.[2];
    if (text) named.set(text, { name: text, source: { layer: "agent-file", path, line: 0, text } });
  }
  return [...named.values()];
}

function withRecorded<A extends ResolvableAgent>(agent: A, recorded: RecordedTools): A {
  return {
    ...agent,
    permissions: (input: PermissionInput) =>
      withRecordedTools(agent.permissions(input), {
        toolsOf: (server) => recorded(server, input),
        explain: (action) => agent.explain({ ...action, platform: input.place.platform }, input),
      }),
  };
}

/** The input for one agent, for `permissions` or for `explain`. */
export async function loadPermissionInput(agent: ResolvableAgent, options: LoadOptions): Promise<PermissionInput> {
  return loadInput(agent, options, await ambientCredentials(options.place, options.environment));
}

async function loadInput(
  agent: ResolvableAgent,
  options: LoadOptions,
  credentials: readonly AmbientCredential[],
): Promise<PermissionInput> {
  const { documents, environment, configs: known = [] } = options;
  const repository = repositoryRoot(options.place.workspace);
  const place = repository === undefined ? options.place : { ...options.place, repository };
  const valuesOf = (names: readonly string[] = []) =>
    Object.fromEntries(names.map((name) => [name, environment[name]]));
  const own = valuesOf(agent.variables);
  const loaded = await loadConfigs(agent.configFiles(place, options.flags, own));
  const configs = loaded.map((config) => known.find((candidate) => candidate.path === config.path) ?? config);
  const variables = { ...valuesOf(agent.variablesIn?.(configs)), ...own };
  const agentFiles = options.delegates ? await loadConfigs(agent.delegation?.files(place, variables) ?? []) : undefined;
  return {
    place,
    configs,
    ...(agentFiles ? { agentFiles } : {}),
    ...(options.skill === undefined
      ? {}
      : {
          skillFiles: await loadConfigs(agent.skills?.files(place, options.skill.replace(/^\//, ""), variables) ?? []),
        }),
    ...(options.skills ? { allSkillFiles: await loadConfigs(agent.skills?.folders(place, variables) ?? []) } : {}),
    documents,
    credentials,
    ...(options.flags ? { flags: options.flags } : {}),
    realPath: createRealPath(),
    installed: await isInstalled(agent.id, place, environment.PATH ?? environment.Path),
    variables,
  };
}
