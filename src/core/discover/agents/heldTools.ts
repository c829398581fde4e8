import type { Confirmation, EffectClaim, ToolDefinition } from "../../model/definition.ts";
import { onlyLooking } from "../../model/effect.ts";
import { grants } from "./agentParts.ts";

/** What an agent that code makes gets from one tool. */
export interface Held {
  readonly claims: readonly EffectClaim[];
  /** The tool that asks a person. */
  readonly asking?: string;
}

/** What the tool does, the agent can do; one that only pretends gives nothing. */
export function heldTool({ effects, name, stub, confirmation: { confirmed } }: ToolDefinition): Held {
  const claims = stub
    ? []
    : effects.flatMap(({ effect, assumed }) =>
        grants([effect], `tool ${name}`).map((claim) => (assumed ? { ...claim, assumed } : claim)),
      );
  return confirmed === "always" || confirmed === "conditional" ? { claims, asking: name } : { claims };
}

/** An agent asks where every tool of it does that leaves something behind: one that asks speaks for none of the others. */
export function askedByTools(held: readonly Held[]): Confirmation {
  const acting = held.filter(({ claims }) =>
    claims.some(({ effect, assumed }) => !assumed && !onlyLooking.has(effect)),
  );
  const all = acting.every((one) => one.asking !== undefined);
  const asking = all ? held.find((one) => one.asking !== undefined)?.asking : undefined;
  return asking === undefined ? { confirmed: "never" } : { confirmed: "conditional", by: `its tool ${asking}` };
}
