import type { Translate } from "../../core/display/translate.ts";
import type { NodeIcon } from "./treeNode.ts";

/** What puts the gate back where something took it away. */
export type Repair =
  | { readonly kind: "install"; readonly source: string }
  | { readonly kind: "open"; readonly path: string }
  | { readonly kind: "setting"; readonly key: string };

export interface Breakage {
  readonly why: string;
  /** Undefined: only a person can, by hand; `why` says where. */
  readonly repair?: Repair;
}

/**
 * Whether Countersign holds this agent's actions. "live" only after a call was seen in this session:
 * a file that is in place proves nothing.
 */
export type AgentGate =
  | ({ readonly kind: "live" } & GateTimes)
  | ({ readonly kind: "installed" } & GateTimes)
  | { readonly kind: "notGated"; readonly why: string }
  /** No hook can hold it. `instead`: what a person can do. */
  | { readonly kind: "cannotBeHeld"; readonly why: string; readonly instead: string }
  /** It is installed, and something switches it off. */
  | { readonly kind: "broken"; readonly why: string };

export interface GateTimes {
  /** When an agent last called the hook, in milliseconds since the epoch. */
  readonly lastCall?: number;
  /** How long the hook took when it was tried, in milliseconds. */
  readonly delayMs?: number;
}

/** One way a hook of ours can be called by an agent, and what stands in its way. */
export type GateWay =
  | ({ readonly kind: "installed" } & GateTimes)
  | { readonly kind: "absent" }
  | ({ readonly kind: "broken" } & Breakage);

export interface GateFacts {
  /** A call of this agent was seen in this session. */
  readonly seen: boolean;
  readonly ways: readonly GateWay[];
  /** Said when no way is there. */
  readonly notGated: string;
}

/** The ways that are left where something in the workspace keeps the agent from calling any hook of the user. */
export function waysIn(ways: readonly GateWay[], switchedOff: string | undefined): readonly GateWay[] {
  if (switchedOff === undefined || !ways.some(({ kind }) => kind === "installed")) return ways;
  return [{ kind: "broken", why: switchedOff }];
}

/** One working way is enough; a broken one is told only where no other holds the agent. */
export function gateOfAgent({ seen, ways, notGated }: GateFacts): AgentGate {
  const working = ways.find((way) => way.kind === "installed");
  if (working) return { ...working, kind: seen ? "live" : "installed" };
  const broken = ways.find((way) => way.kind === "broken");
  return broken ? { kind: "broken", why: broken.why } : { kind: "notGated", why: notGated };
}

export function gateWords(gate: AgentGate, t: Translate): { readonly short: string; readonly long: string } {
  switch (gate.kind) {
    case "live":
      return {
        short: t("gate live"),
        long: withTimes(t("The gate has seen a call of this agent in this session."), gate, t),
      };
    case "installed":
      return {
        short: t("not seen yet"),
        long: withTimes(t("The gate is installed. It is proven as soon as this agent makes its first call."), gate, t),
      };
    case "notGated":
      return { short: t("not gated"), long: t("Not protected: {0}", gate.why) };
    case "cannotBeHeld":
      return { short: t("cannot be held"), long: `${t("Not protected: {0}", gate.why)} ${gate.instead}` };
    case "broken":
      return { short: t("not protected"), long: t("Not protected: {0}", gate.why) };
  }
}

function withTimes(text: string, { lastCall, delayMs }: GateTimes, t: Translate): string {
  const last = lastCall === undefined ? "" : ` ${t("Last call: {0}.", new Date(lastCall).toLocaleString())}`;
  const delay = delayMs === undefined ? "" : ` ${t("When tried, its hook answered in {0} ms.", String(delayMs))}`;
  return `${text}${last}${delay}`;
}

export function gateIcon(gate: AgentGate): NodeIcon {
  switch (gate.kind) {
    case "live":
      return { name: "pass-filled", color: "testing.iconPassed" };
    case "installed":
      return { name: "pass", color: "disabledForeground" };
    case "notGated":
      return { name: "circle-large-outline" };
    case "cannotBeHeld":
      return { name: "circle-slash" };
    case "broken":
      return { name: "error", color: "list.errorForeground" };
  }
}
