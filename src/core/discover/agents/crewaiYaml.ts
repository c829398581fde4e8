import { at, member, membersOf } from "../../parse/value.ts";
import type { Shape } from "../shapes.ts";
import { buildAgent, spanned } from "./agentParts.ts";

/** Agents of CrewAI by name: prose alone. Their tools stand in the Python file that makes the crew. */
export const crewaiAgents: Shape = {
  mention: /^\s+backstory:/m,
  read(root) {
    const agents = membersOf(root).filter(({ value }) =>
      ["role", "goal", "backstory"].every((key) => member(value, key)),
    );
    if (agents.length === 0) return undefined;
    return {
      definitions: agents.map(({ key, keySpan, value, span }) => {
        const instructions = spanned(at(value, "backstory"));
        return buildAgent({
          format: "crewai-agents-yaml",
          language: "yaml",
          name: key,
          nameSpan: keySpan,
          span,
          description: at(value, "goal"),
          claims: [],
          tools: [],
          ...(instructions && { instructions }),
          confirmation: { confirmed: "unknown", by: "the Python file that makes the crew" },
        });
      }),
    };
  },
};
