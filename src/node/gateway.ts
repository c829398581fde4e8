import type { Gate } from "../core/gate/gate.ts";
import type { HeldCall } from "../core/model/heldCall.ts";
import { type HookReply, type HookRequest, type HookSource, protocolVersion } from "../protocol/messages.ts";
import { type HandleRequest, refuse } from "./gateServer.ts";

/** What the gateway needs of an agent's adapter. */
export interface GatewayAgent {
  readonly id: string;
  readPayload(payload: unknown): HeldCall | undefined;
  allow(call: HeldCall, by: "person" | "policy"): GatewayAnswer;
  deny(call: HeldCall, reason: string): GatewayAnswer;
}

type GatewayAnswer = Pick<HookReply, "stdout" | "stderr" | "exitCode">;

export interface GatewayPorts {
  readonly gate: Gate;
  /** Which agents call which hook, in the order they are tried. */
  readonly agents: Readonly<Record<string, readonly GatewayAgent[]>>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** A hook called: the gate is live for that agent. */
  seen?(source: HookSource, agent: string, session: string | undefined): void;
}

/** How much sooner the gate answers than the hook would by itself, so that the denial says why. */
const replyMarginMs = 3_000;

/** From a hook's request to the bytes its agent obeys: recognise the agent, hold the call, say the outcome. */
export function createGateway(ports: GatewayPorts): HandleRequest {
  return async (request, gone) => {
    const trial = trialOf(request.payload);
    if (trial !== undefined) return refuse(trialReason(trial));
    const found = recognise(request, ports.agents);
    if ("error" in found) return refuse(found.error);
    const { agent, call } = found;
    ports.seen?.(request.source, agent.id, call.sessionId);
    const patienceMs = Math.max(request.patienceMs - replyMarginMs, request.patienceMs / 2);
    const hold = ports.gate.hold({ call, source: request.source, deadline: ports.now() + patienceMs });
    gone.addEventListener("abort", () => hold.withdraw());
    if (gone.aborted) hold.withdraw();
    const outcome = await hold.outcome;
    if (outcome.decision === "deny") return reply(agent.deny(call, outcome.reason));
    return reply(agent.allow(call, outcome.by === "person" ? "person" : "policy"));
  };
}

/** What a hook is sent when it is only tried: the gate denies it by itself, so it can stand for no action. */
export function trialPayload(nonce: string): string {
  return JSON.stringify({ countersignTrial: nonce });
}

/** Said of a trial that arrived. */
export function trialReason(nonce: string): string {
  return `The trial ${nonce} has arrived.`;
}

function trialOf(payload: string): string | undefined {
  return /^\{"countersignTrial":"([0-9a-f]{16})"\}$/.exec(payload)?.[1];
}

function recognise(
  request: HookRequest,
  agents: GatewayPorts["agents"],
): { readonly agent: GatewayAgent; readonly call: HeldCall } | { readonly error: string } {
  let payload: unknown;
  try {
    payload = JSON.parse(request.payload);
  } catch {
    return { error: "The agent's description of the call is not JSON." };
  }
  for (const agent of agents[request.source] ?? []) {
    const call = agent.readPayload(payload);
    if (call) return { agent, call };
  }
  return { error: "The call is in a form that this version of Countersign does not know." };
}

function reply(answer: GatewayAnswer): HookReply {
  return { v: protocolVersion, type: "answer", ...answer };
}
