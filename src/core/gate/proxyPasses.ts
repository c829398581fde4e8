import { canonicalJson } from "../canonicalJson.ts";
import { atLeast } from "../model/severity.ts";
import type { Pending } from "./pending.ts";
import type { GatePorts } from "./ports.ts";

/**
 * A person's yes to a call of a server's tool, which our own proxy holds again a moment later: one call, one question.
 * A pass answers a question and nothing else: what a policy denies stays denied.
 */
export interface ProxyPasses {
  /** A person allowed a call that came through an agent's own hook. */
  leave(pending: Pending): void;
  /** Whether the call is one that was just allowed, as it was allowed. Each yes is good for one call. */
  take(pending: Pending): boolean;
  clear(): void;
}

/** The proxy sees a call as soon as its hook has answered. Where that takes longer, the person is asked again. */
const goodForMs = 60_000;

const proxySource = "mcp-proxy";

export function createProxyPasses({ now, workspaceOf }: Pick<GatePorts, "now" | "workspaceOf">): ProxyPasses {
  const passes = new Map<string, { readonly allowed: Pending; readonly at: number }[]>();
  const keyOf = (pending: Pending) => passKey(pending, workspaceOf(pending.call));

  function fresh(key: string) {
    const time = now();
    return (passes.get(key) ?? []).filter(({ at }) => time >= at && time - at <= goodForMs);
  }

  return {
    leave(pending) {
      const key = pending.sources.has(proxySource) ? undefined : keyOf(pending);
      if (key === undefined) return;
      for (const known of [...passes.keys()]) if (fresh(known).length === 0) passes.delete(known);
      passes.set(key, [...fresh(key), { allowed: pending, at: now() }]);
    },
    take(pending) {
      const throughProxy = pending.sources.size === 1 && pending.sources.has(proxySource);
      const key = throughProxy ? keyOf(pending) : undefined;
      if (key === undefined) return false;
      const [pass, ...rest] = fresh(key);
      if (pass === undefined || !wasSeenWhole(pending, pass.allowed)) return false;
      if (rest.length > 0) passes.set(key, rest);
      else passes.delete(key);
      return true;
    },
    clear: () => passes.clear(),
  };
}

/** Undefined for what is no plain call of one tool, and for a tool whose words changed: a person has to see those. */
function passKey({ call }: Pending, workspace: string | undefined): string | undefined {
  const [action, ...more] = call.actions;
  if (call.event !== "pre-tool" || action?.kind !== "mcp_call" || more.length > 0) return undefined;
  if ((action.changes ?? []).length > 0) return undefined;
  return canonicalJson([call.agent, workspace, action.server, action.tool, action.args]);
}

/** The proxy knows more of a tool than a hook does: what it alone says was not part of the question. */
function wasSeenWhole({ judgement }: Pending, allowed: Pending): boolean {
  const [now, then] = [judgement?.verdict, allowed.judgement?.verdict];
  if (now === undefined || then === undefined) return false;
  return now.effects.every((effect) => then.effects.includes(effect)) && atLeast(then.severity, now.severity);
}
