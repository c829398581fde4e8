import { randomBytes, randomUUID } from "node:crypto";
import { type FSWatcher, watch } from "node:fs";
import type { AuditSink } from "../core/audit/record.ts";
import type { RanAnyway } from "../core/gate/afterwards.ts";
import { createGate, type Gate } from "../core/gate/gate.ts";
import type { GatePorts } from "../core/gate/ports.ts";
import type { Confirm } from "../core/gate/question.ts";
import type { HeldCall } from "../core/model/heldCall.ts";
import type { HookSource } from "../protocol/messages.ts";
import { protocolVersion } from "../protocol/messages.ts";
import { areUnchanged } from "./fileContent.ts";
import { type GateServer, startGateServer } from "./gateServer.ts";
import { createGateway, type GatewayAgent } from "./gateway.ts";
import type { Judging } from "./judging.ts";
import type { Locations } from "./locations.ts";
import { lookAtChange } from "./lookAtChange.ts";
import { recordedDecision } from "./recordedDecision.ts";
import { createSeenLog } from "./seen.ts";
import { sha256 } from "./sha256.ts";
import { createStopSwitch, type StopSwitch } from "./stopSwitch.ts";
import { createVersionReader } from "./transcripts.ts";
import { userName } from "./userName.ts";
import { removeWindow, windowFile, writeWindow } from "./windows.ts";

export interface WindowGateOptions {
  readonly locations: Locations;
  readonly agents: Readonly<Record<string, readonly GatewayAgent[]>>;
  agentTitle(agent: string): string;
  readonly judging: Judging;
  /** See GatePorts. */
  beforeAllowed?: GatePorts["beforeAllowed"];
  readonly confirm: Confirm;
  readonly audit: AuditSink;
  /** Absolute workspace folders of the window, in its order. */
  folders(): readonly string[];
  /** Tells the version of the agent that calls; without it, what its own transcript says. */
  agentVersion?(call: HeldCall): string | undefined;
  /** An agent says that it ran what was denied, or what nobody decided. */
  ranAnyway?(what: RanAnyway): void;
  /** A hook called: proof that it is live. */
  onSeen?(source: HookSource, agent: string, session: string | undefined): void;
}

/** The gate of one editor window, reachable by hooks. */
export interface WindowGate {
  readonly gate: Gate;
  /** The file that announces this window; given to hooks that the window itself starts. */
  readonly entry: string;
  /** Tells hooks that the window has the focus now, or other folders. */
  announce(focused: boolean): void;
  /** Stops everything in all windows, until `resume`. */
  stopAll(): void;
  resume(): void;
  /** Denies what waits and takes the window out of the registry. */
  close(): Promise<void>;
}

/**
 * Opens the gate of a window.
 * @throws when the socket cannot be opened: then hooks find no window, and policy alone decides
 */
export async function openWindowGate(options: WindowGateOptions): Promise<WindowGate> {
  const { locations } = options;
  const stop = createStopSwitch(locations);
  const id = `${process.pid}-${randomBytes(4).toString("hex")}`;
  const gate = createGate(gatePorts({ ...options, window: id, isStopped: stop.isStopped }));
  const noteSeen = createSeenLog(locations);
  const seen = (source: HookSource, agent: string, session: string | undefined) => {
    noteSeen(source, agent, Date.now());
    options.onSeen?.(source, agent, session);
  };
  const server = await startGateServer(
    locations.run,
    id,
    createGateway({ gate, agents: options.agents, now: Date.now, seen }),
  );
  const watcher = watchRun(locations, () => {
    if (stop.isStopped() && gate.state().waiting.length > 0) haltFor(stop, gate);
  });
  const window = announcer(options, id, server);
  window(true);
  return {
    gate,
    entry: windowFile(locations.run, id),
    announce: window,
    stopAll() {
      gate.stopAll();
      stop.stop();
      haltFor(stop, gate);
    },
    resume() {
      stop.lift();
      gate.lift();
    },
    async close() {
      watcher?.close();
      removeWindow(locations.run, id);
      gate.denyWaiting("closing");
      await server.close();
    },
  };
}

/** Denies what waits. From then on the switch on disk keeps all stopped, so that any window can lift it. */
function haltFor(stop: StopSwitch, gate: Gate): void {
  gate.stopAll();
  if (stop.isStopped()) gate.lift();
}

export interface GatePortsOptions extends Omit<WindowGateOptions, "confirm" | "onSeen"> {
  readonly confirm: Confirm | undefined;
  /** Named in the record. */
  readonly window: string;
  isStopped(): boolean;
}

/** The gate's ports on a real machine. Without `confirm` there is nobody to ask. */
export function gatePorts(options: GatePortsOptions): GatePorts {
  return {
    judge: options.judging.judge,
    allowed: options.judging.allowed,
    ...(options.beforeAllowed ? { beforeAllowed: options.beforeAllowed } : {}),
    areUnchanged,
    lookAtChange,
    confirm: options.confirm,
    audit: options.audit,
    sha256,
    window: options.window,
    newId: randomUUID,
    now: Date.now,
    monotonic: () => Number(process.hrtime.bigint() / 1_000n) / 1_000,
    startTimer,
    isStopped: options.isStopped,
    agentTitle: options.agentTitle,
    workspaceOf: options.judging.workspaceOf,
    user: userName(),
    decisionOf: (wanted) => recordedDecision(options.locations.audit, wanted, Date.now()),
    agentVersion: options.agentVersion ?? createVersionReader(options.locations.home),
    ...(options.ranAnyway ? { ranAnyway: options.ranAnyway } : {}),
  };
}

/** Node fires a timer of more than 2^31-1 ms at once. */
const longestTimerMs = 2_147_483_647;

function startTimer(delayMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, Math.min(delayMs, longestTimerMs));
  return () => clearTimeout(timer);
}

function announcer({ locations, folders }: WindowGateOptions, id: string, { socket, token }: GateServer) {
  let focusedAt = 0;
  return (focused: boolean) => {
    if (focused) focusedAt = Date.now();
    const entry = { v: protocolVersion, pid: process.pid, socket, token, folders: folders(), focusedAt } as const;
    writeWindow(locations.run, id, entry);
  };
}

/** Notices a stop in another window. Where watching is not possible, the switch is still read at every call. */
function watchRun({ run }: Locations, changed: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(run, { persistent: false }, changed);
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
