/** What a configured server's tool does, by its definition in the workspace: a second opinion on its name and hints. */
import type { DocumentFacts } from "../discover/facts.ts";
import type { KnownTool } from "../effects/place.ts";
import type { Place } from "./input.ts";
import { toolsOfServer } from "./serverTools.ts";

export type ToolEffects = (server: string, tool: string) => KnownTool | undefined;

/** Looks a tool up among the facts of one workspace. A server that several files configure counts as all of them. */
export function toolEffectsIn(facts: readonly DocumentFacts[], place: Place): ToolEffects {
  return (server, tool) => lookUp(facts, place, server, tool);
}

function lookUp(facts: readonly DocumentFacts[], place: Place, server: string, tool: string): KnownTool | undefined {
  const launches = facts.flatMap(({ definitions }) =>
    definitions.flatMap((found) => (found.kind === "server" && found.name === server ? [found] : [])),
  );
  const tools = launches
    .flatMap(({ command, args }) => toolsOfServer({ command, args: args.map(({ value }) => value) }, facts, place))
    .filter(({ name }) => name === tool);
  if (tools.length === 0) return undefined;
  return {
    effects: tools.flatMap(({ effects }) => effects),
    confirmed: tools.every(({ confirmed }) => confirmed === "always"),
  };
}
