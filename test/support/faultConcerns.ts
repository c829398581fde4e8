import type { AgentFixture } from "./agentLab.ts";

/** For a fault that is made of something which an agent may not have. */
export function without(part: keyof AgentFixture, why: string): (fixture: AgentFixture) => string | undefined {
  return (fixture) => (fixture[part] === undefined ? why : undefined);
}
