import type { AgentDefinition, Confirmation, Definition, EffectClaim } from "../../model/definition.ts";
import { folderOf, parentOf } from "../../parse/project/sources.ts";
import type { DocumentFacts } from "../facts.ts";
import { rememberJoined } from "../rememberJoined.ts";
import { oneEach } from "./agentParts.ts";

/**
 * Crews of CrewAI stand in two files: `agents.yaml` says who an agent is, the Python file that makes the crew what it
 * is handed. It is one agent, defined where it is described, and it can do what it is handed.
 * What is joined the same way as the last time is the same object.
 * Source: tool-formats 4.5, CrewAI's `@CrewBase`, of 2026-11-21.
 */
export function createCrews(): (facts: readonly DocumentFacts[]) => readonly DocumentFacts[] {
  const remember = rememberJoined();
  return (facts) => {
    const members = membersOf(facts);
    if (members.size === 0) return facts;
    const made = new Set([...members.values()].flatMap((list) => list.map(({ agent }) => agent)));
    return facts.map((document) => {
      const own = document.definitions;
      const definitions = own.filter((definition) => !isAgent(definition) || !made.has(definition));
      const given = own.flatMap((definition) => (isAgent(definition) && members.get(definition)) || []);
      if (given.length === 0 && definitions.length === own.length) return document;
      const parts = [...definitions, ...given.map(({ agent }) => agent)];
      return remember(document, parts, () => ({
        ...document,
        definitions: definitions.map((definition) => handed(definition, members)),
      }));
    });
  };
}

/** An agent that code makes from an entry of a file, and the path of that code. */
interface Member {
  readonly agent: AgentDefinition;
  readonly path: string;
}

type Members = ReadonlyMap<AgentDefinition, readonly Member[]>;

/** By the entry of `agents.yaml` that describes them: of several of the name, the one nearest to the code. */
function membersOf(facts: readonly DocumentFacts[]): Members {
  const found = new Map<AgentDefinition, Member[]>();
  if (!facts.some(({ definitions }) => definitions.some(isDescribed))) return found;
  const agents = facts.flatMap(({ definitions, source }) =>
    definitions.filter(isAgent).map((agent) => ({ agent, path: source.path })),
  );
  const described = agents.filter(({ agent }) => isDescribed(agent));
  for (const member of agents) {
    if (member.agent.describedAs === undefined) continue;
    const same = described.filter(({ agent }) => agent.name === member.agent.describedAs);
    const folder = folderOf(member.path);
    const around = [folder, parentOf(folder) ?? folder];
    const entry = around
      .map((near) => same.find(({ path }) => path.startsWith(near)))
      .find((nearest) => nearest !== undefined);
    if (!entry) continue;
    const list = found.get(entry.agent);
    if (list) list.push(member);
    else found.set(entry.agent, [member]);
  }
  return found;
}

function handed(definition: Definition, members: Members): Definition {
  const given = isAgent(definition) ? members.get(definition) : undefined;
  if (!given || definition.kind !== "agent") return definition;
  const claims = given.flatMap(({ agent, path }) => agent.effects.map((claim) => toldOf(claim, path)));
  return { ...definition, effects: oneEach([...definition.effects, ...claims]), confirmation: confirmedBy(given) };
}

/** A place in the code is none in the file that describes the agent. */
function toldOf({ span: _, ...claim }: EffectClaim, path: string): EffectClaim {
  return { ...claim, because: `${claim.because}, in ${path}` };
}

/** Made twice, it asks only where it asks each time. */
function confirmedBy(given: readonly Member[]): Confirmation {
  const [first, ...more] = given.map(({ agent, path }): Confirmation => {
    const { confirmed, by } = agent.confirmation;
    return { confirmed, by: by === undefined ? path : `${by}, in ${path}` };
  });
  if (!first) return { confirmed: "unknown" };
  return [first, ...more].find(({ confirmed }) => confirmed === "never") ?? first;
}

function isDescribed({ format }: Definition): boolean {
  return format === "crewai-agents-yaml";
}

function isAgent(definition: Definition): definition is AgentDefinition {
  return definition.kind === "agent";
}
