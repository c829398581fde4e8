import type { Translate } from "./translate.ts";
import type { NodeIcon } from "./treeNode.ts";

/** What puts the gate back where something took it away. */
export type Repair =
  | { readonly kind: "install"; readonly source: string }
  | { readonly kind: "open"; readonly path: string }
  | { readonly kind: "setting"; readonly key: string };

export interface Breakage {
  readonly why: string;
  readonly repair: Repair;
}

/** The proof that a gate is live. */
export interface LastCall {
  /** A time of day, as the person reads it. */
  readonly clock: string;
  /** How long policy took to decide it; undefined: a person decided, or there was nothing to decide. */
  readonly delayMs?: number;
}

/**
 * Whether Countersign holds this agent's actions. "live" only after a call was seen in this session:
 * a file that is in place proves nothing.
 */
export type AgentGate =
  | { readonly kind: "live"; readonly last?: LastCall }
  | { readonly kind: "installed" }
  | { readonly kind: "notGated"; readonly why: string }
  /** It is installed, and something switches it off. */
  | { readonly kind: "broken"; readonly why: string };

/** One way a hook of ours can be called by an agent, and what stands in its way. */
export type GateWay =
  | { readonly kind: "installed" }
  | { readonly kind: "absent" }
  | ({ readonly kind: "broken" } & Breakage);

export interface GateFacts {
  /** A call of this agent was seen in this session. */
  readonly seen: boolean;
  readonly last?: LastCall;
  readonly ways: readonly GateWay[];
  /** Said when no way is there. */
  readonly notGated: string;
}

/** One working way is enough; a broken one is told only where no other holds the agent. */
export function gateOfAgent({ seen, last, ways, notGated }: GateFacts): AgentGate {
  if (ways.some(({ kind }) => kind === "installed")) {
    if (!seen) return { kind: "installed" };
    return last ? { kind: "live", last } : { kind: "live" };
  }
  const broken = ways.find((way) => way.kind === "broken");
  return broken ? { kind: "broken", why: broken.why } : { kind: "notGated", why: notGated };
}

export function gateWords(gate: AgentGate, t: Translate): { readonly short: string; readonly long: string } {
  switch (gate.kind) {
    case "live":
      return { short: liveWords(gate.last, t), long: t("The gate has seen a call of this agent in this session.") };
    case "installed":
      return {
        short: t("not seen yet"),
        long: t("The gate is installed. It is proven as soon as this agent makes its first call."),
      };
    case "notGated":
      return { short: t("not gated"), long: t("Not protected: {0}", gate.why) };
    case "broken":
      return { short: t("not protected"), long: t("Not protected: {0}", gate.why) };
  }
}

function liveWords(last: LastCall | undefined, t: Translate): string {
  if (!last) return t("gate live");
  if (last.delayMs === undefined) return t("gate live, called {0}", last.clock);
  return t("gate live, called {0}, decided in {1} ms", last.clock, last.delayMs);
}

export function gateIcon(gate: AgentGate): NodeIcon {
  switch (gate.kind) {
    case "live":
      return { name: "pass-filled", color: "testing.iconPassed" };
    case "installed":
      return { name: "pass", color: "disabledForeground" };
    case "notGated":
      return { name: "circle-large-outline" };
    case "broken":
      return { name: "error", color: "list.errorForeground" };
  }
}
