/** Agents an agent may start: what their file grants them. */

import type { DocumentFacts } from "../discover/facts.ts";
import type { AgentDefinition } from "../model/definition.ts";
import { type Effect, sortEffects } from "../model/effect.ts";
import type { Delegate, Grant } from "../model/permission.ts";
import type { PermissionInput, Place } from "./input.ts";
import { resolveFrom } from "./paths.ts";
import { matchesWildcard } from "./wildcard.ts";

export interface DelegateRules {
  /** Whether a file of this path is an agent of this host. */
  isAgentFile(path: string): boolean;
  /** Effects of one entry of a tool list, as written. */
  effectsOf(entry: string): readonly Effect[];
  /** Effects of a delegate without a tool list, which inherits every tool. */
  readonly inherited: readonly Effect[];
}

/** Delegates of a host whose tool lists name its tools: what an entry lets through is what is granted of such tools. */
export function delegatesByGrants(
  { documents, place }: Pick<PermissionInput, "documents" | "place">,
  grants: readonly Grant[],
  isAgentFile: DelegateRules["isAgentFile"],
  toolsOf: (entry: string) => readonly string[],
): Delegate[] {
  const open = grants.filter(({ decision }) => decision !== "deny");
  const named = (pattern: string) => open.filter(({ tool }) => matchesWildcard(pattern, tool));
  return delegatesOf(documents, place, {
    isAgentFile,
    inherited: sortEffects(open.flatMap(({ effects }) => effects)),
    effectsOf: (entry) =>
      toolsOf(entry.trim())
        .flatMap(named)
        .flatMap(({ effects }) => effects),
  });
}

export function delegatesOf(documents: readonly DocumentFacts[], place: Place, rules: DelegateRules): Delegate[] {
  return documents.flatMap((facts) => {
    if (!rules.isAgentFile(facts.source.path)) return [];
    return facts.definitions.flatMap((definition) =>
      definition.kind === "agent" ? [delegate(definition, facts, place, rules)] : [],
    );
  });
}

function delegate(definition: AgentDefinition, facts: DocumentFacts, place: Place, rules: DelegateRules): Delegate {
  const span = definition.nameSpan ?? definition.span;
  const inheritsAll = definition.tools === undefined || definition.tools.some((entry) => entry.text === "*");
  const refused = new Set((definition.disallowedTools ?? []).map((entry) => entry.text));
  const tools = (definition.tools ?? []).map((entry) => entry.text).filter((text) => !refused.has(text));
  return {
    name: definition.name,
    source: {
      layer: "agent-file",
      path: resolveFrom(place.workspace ?? place.home, facts.source.path, place),
      span,
      line: facts.source.positionAt(span.start).line,
      text: inheritsAll ? "no tools list: inherits every tool" : `tools: ${tools.join(", ")}`,
    },
    inheritsAll,
    tools,
    effects: sortEffects(inheritsAll ? rules.inherited : tools.flatMap((entry) => [...rules.effectsOf(entry)])),
  };
}
