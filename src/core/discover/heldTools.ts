import type { Confirmation, EffectClaim, ToolDefinition } from "../model/definition.ts";
import { grants } from "./agentParts.ts";

/** What an agent that code makes gets from one tool. */
export interface Held {
  readonly claims: readonly EffectClaim[];
  /** The tool that asks a person. */
  readonly asking?: string;
}

/** What the tool does, the agent can do; one that only pretends gives nothing. */
export function heldTool({ effects, name, stub, confirmation: { confirmed } }: ToolDefinition): Held {
  const claims = stub ? [] : effects.flatMap(({ effect }) => grants([effect], `tool ${name}`));
  return confirmed === "always" || confirmed === "conditional" ? { claims, asking: name } : { claims };
}

/** An agent asks where one of its tools does. */
export function askedByTools(held: readonly Held[]): Confirmation {
  const asking = held.find((one) => one.asking !== undefined)?.asking;
  return asking === undefined ? { confirmed: "never" } : { confirmed: "conditional", by: `its tool ${asking}` };
}
