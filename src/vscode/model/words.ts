import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import type {
  AgentDefinition,
  Confirmation,
  Definition,
  ServerDefinition,
  ToolDefinition,
} from "../../core/model/definition.ts";
import { type Effect, effectWords, irreversibleOrOutward, sortEffects } from "../../core/model/effect.ts";

const separator = " · ";
const maxNamed = 3;

/** One line above a definition: what it can do, whether a person confirms it, and who can reach it. */
export function lensTitle(definition: Definition, reachableBy: readonly string[], t: Translate): string {
  const parts = [abilityWords(definition, t)];
  // A server's file cannot tell whether its tools are confirmed, so saying that it is not known would be noise.
  if (definition.kind !== "server" || definition.confirmation.confirmed !== "unknown") {
    parts.push(confirmationWords(definition.confirmation, t));
  }
  if (definition.kind !== "agent") parts.push(reachWords(reachableBy, t));
  return parts.filter(Boolean).join(separator);
}

/** "send outward, read secrets and 2 more": what cannot be taken back first, since it is read first. */
export function effectList(effects: Iterable<Effect>, t: Translate, limit = maxNamed): string {
  const sorted = mostSeriousFirst(effects);
  const verbs = sorted.map((effect) => t(effectWords[effect].verb));
  if (verbs.length <= limit) return verbs.join(", ");
  return t("{0} and {1} more", verbs.slice(0, limit).join(", "), verbs.length - limit);
}

export function mostSeriousFirst(effects: Iterable<Effect>): Effect[] {
  const sorted = sortEffects(effects);
  return [
    ...sorted.filter((effect) => irreversibleOrOutward.has(effect)),
    ...sorted.filter((effect) => !irreversibleOrOutward.has(effect)),
  ];
}

export function effectsOf(definition: Definition): Effect[] {
  return sortEffects(definition.effects.map((claim) => claim.effect));
}

/** What the server of a tool does with nearly each of its tools. */
export function ofServer(definition: Definition): Effect[] {
  return sortEffects(definition.kind === "tool" ? (definition.ofServer ?? []).map(({ effect }) => effect) : []);
}

export function confirmationWords(confirmation: Confirmation, t: Translate): string {
  const by = confirmation.by ? safeShort(confirmation.by, 60) : "";
  switch (confirmation.confirmed) {
    case "always":
      return by ? t("confirmed by a person ({0})", by) : t("confirmed by a person");
    case "conditional":
      return by ? t("confirmed only sometimes ({0})", by) : t("confirmed only sometimes");
    case "elsewhere":
      return by ? t("confirmed by {0}", by) : t("confirmed elsewhere");
    case "never":
      return t("nobody confirms");
    case "unknown":
      return t("confirmation not known");
  }
}

export function reachWords(reachableBy: readonly string[], t: Translate): string {
  const names = reachableBy.map((name) => safeShort(name, 40));
  if (names.length === 0) return "";
  if (names.length <= 2) return t("{0} can call it", names.join(", "));
  return t("{0} and {1} more can call it", names.slice(0, 2).join(", "), names.length - 2);
}

function abilityWords(definition: Definition, t: Translate): string {
  if (definition.kind === "agent") return agentWords(definition, t);
  if (definition.kind === "server") return serverWords(definition, t);
  return toolWords(definition, t);
}

/** What code shows, it can do; what only names, descriptions and calls that lead out of sight say, it seems to do. */
function toolWords({ effects, stub }: ToolDefinition, t: Translate): string {
  const shown = new Set(effects.filter(({ origin }) => origin !== "declared").map(({ effect }) => effect));
  const said = new Set(effects.map(({ effect }) => effect).filter((effect) => !shown.has(effect)));
  const parts: string[] = [];
  if (shown.size > 0) parts.push(t("Can {0}", effectList(shown, t)));
  if (said.size > 0 && stub) parts.push(t("Says it can {0}, and does nothing yet", effectList(said, t)));
  else if (said.size > 0) parts.push(t("Seems to {0}", effectList(said, t)));
  return parts.join(separator) || t("No effect seen in its code");
}

function agentWords(agent: AgentDefinition, t: Translate): string {
  const effects = effectsOf(agent);
  const may = effects.length > 0 ? t("May {0}", effectList(effects, t)) : "";
  if (agent.tools === undefined) return [t("Inherits every tool"), may].filter(Boolean).join(separator);
  return may || t("Has no tool with an effect");
}

function serverWords(server: ServerDefinition, t: Translate): string {
  const effects = effectsOf(server);
  const can = effects.length > 0 ? t("Can {0}", effectList(effects, t)) : t("MCP server");
  const keys = server.env.length + server.headers.length;
  const holds = keys === 0 ? "" : keys === 1 ? t("given 1 value") : t("given {0} values", keys);
  return [can, holds].filter(Boolean).join(separator);
}
