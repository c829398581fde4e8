import { type Disposable, EventEmitter, l10n, window, workspace } from "vscode";
import { ungatedAgents } from "../agents/ungated.ts";
import type { AuditRecord, GrantRecord } from "../core/audit/record.ts";
import type { RanAnyway } from "../core/gate/afterwards.ts";
import type { HoldRequest } from "../core/gate/gate.ts";
import type { LastingGrant } from "../core/gate/grants.ts";
import type { DecidedCall, Outcome, WaitingCall } from "../core/gate/outcome.ts";
import type { HeldCall } from "../core/model/heldCall.ts";
import type { StopSwitch } from "../node/stopSwitch.ts";
import type { WindowGate } from "../node/windowGate.ts";
import type { HookSource } from "../protocol/messages.ts";
import type { AuditTail } from "./gate/auditTail.ts";
import type { GateInstalls } from "./gate/installs.ts";
import { type AgentGate, type Breakage, gateOfAgent } from "./model/agentGate.ts";
import type { GateServerState } from "./model/statusWords.ts";
import { Disposables } from "./platform/disposable.ts";
import { collect, debounce, guarded } from "./platform/events.ts";
import type { Log } from "./platform/log.ts";
import type { Settings } from "./platform/settings.ts";

/** How often what other processes write (audit, stop switch) is looked at, since nothing tells of it. */
const lookAgainMs = 5_000;
const maxRecent = 100;
/** Views are drawn after an agent has got its answer, and once for all that its call changed: drawing takes longer. */
const drawAfterMs = 50;

/** A hook called. */
export interface SeenCall {
  readonly source: HookSource;
  readonly agent: string;
  readonly session: string | undefined;
}

export interface GateServicePorts {
  /** The judge can judge. */
  readonly ready: Promise<void>;
  readonly installs: GateInstalls;
  readonly settings: Settings;
  readonly log: Log;
  /** For all windows; works also while the gate of this one does not. */
  readonly stopSwitch: StopSwitch;
  /** Opens the gate of this window. `seen` is told of each call of a hook. */
  open(seen: (call: SeenCall) => void, ranAnyway: (what: RanAnyway) => void): Promise<WindowGate>;
  /** Hands the entry of this window to hooks that the editor itself starts; undefined takes it back. */
  handToHooks(entry: string | undefined): void;
  /** Whether hooks that the editor itself starts hold at all: the person's own setting, and nothing else. */
  switchHooks(on: boolean): void;
  /** The newest records of the audit, newest first, and what was allowed for longer or taken back since the oldest of them. */
  readTail(limit: number): Promise<AuditTail>;
  agentTitle(agent: string): string;
}

/** The gate of this window: what waits and what was decided, and whether each agent is held. */
export class GateService implements Disposable {
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.add(new EventEmitter<void>());
  readonly #ports: GateServicePorts;
  readonly #seen = new Set<string>();
  readonly #readSoon: () => void;
  readonly #drawSoon: () => void;
  #gate: WindowGate | undefined;
  #unsubscribe: () => void = () => {};
  #state: GateServerState = "starting";
  #tail: AuditTail = { decisions: [], grants: [] };
  #told = "";

  readonly #saw = this.#owned.add(new EventEmitter<SeenCall>());
  readonly #ranAnyway = this.#owned.add(new EventEmitter<RanAnyway>());

  readonly onDidChange = this.#changed.event;
  readonly onDidSee = this.#saw.event;
  /** An agent says that it ran what was denied, or what nobody decided. */
  readonly onDidRunAnyway = this.#ranAnyway.event;

  constructor(ports: GateServicePorts) {
    this.#ports = ports;
    const look = guarded(ports.log, "reading the audit", () => this.#lookAgain());
    this.#readSoon = this.#owned.add(debounce(look, 100));
    this.#drawSoon = this.#owned.add(collect(() => this.#changed.fire(), drawAfterMs));
    this.#owned.add(ports.installs.onDidChange(() => this.#changed.fire()));
    const apply = guarded(ports.log, "switching the gate", () => this.apply());
    this.#owned.add(ports.settings.onChange("gate.enabled", apply));
    const announce = guarded(ports.log, "announcing the window", (focused: boolean) => this.#gate?.announce(focused));
    this.#owned.add(workspace.onDidChangeWorkspaceFolders(() => announce(window.state.focused)));
    this.#owned.add(window.onDidChangeWindowState(({ focused }) => focused && announce(true)));
    const timer = setInterval(look, lookAgainMs);
    this.#owned.add({ dispose: () => clearInterval(timer) });
  }

  get state(): GateServerState {
    return this.#state;
  }

  get stopped(): boolean {
    return this.#ports.stopSwitch.isStopped();
  }

  /** Whether the person installed the gate into any agent's own files. */
  get anyInstalled(): boolean {
    return this.#ports.installs.anyInstalled;
  }

  readonly agentTitle = (agent: string): string => this.#ports.agentTitle(agent);

  /** Calls that no one has decided yet. */
  waiting(): readonly WaitingCall[] {
    return this.#gate?.gate.state().waiting.filter(({ state }) => state !== "recording") ?? [];
  }

  /** What a person allowed for a task or a session, and still holds. */
  lasting(): readonly LastingGrant[] {
    return this.#gate?.gate.state().lasting ?? [];
  }

  /** What was asked about in tasks that still run and may be allowed for the rest of them, newest first. */
  mayAllow(): readonly DecidedCall[] {
    return this.#gate?.gate.mayAllow() ?? [];
  }

  /** False: its task is over, or it could not be recorded. */
  async allowForTask(decided: string): Promise<boolean> {
    return (await this.#gate?.gate.allowForTask(decided)) ?? false;
  }

  takeBack(grant: string): void {
    this.#gate?.gate.takeBack(grant);
  }

  /** Newest first. */
  recent(): readonly AuditRecord[] {
    return this.#tail.decisions;
  }

  /** What a person allowed for longer than once or took back since the oldest of the recent ones, newest first. */
  recentGrants(): readonly GrantRecord[] {
    return this.#tail.grants;
  }

  /** The exact call of a record, while this window remembers it. It is never stored. */
  remembered(digest: string): HeldCall | undefined {
    return this.decided().find((one) => one.digest === digest)?.call;
  }

  /** What this window decided and still remembers, newest first. */
  readonly decided = (): readonly DecidedCall[] => this.#gate?.gate.state().recent ?? [];

  agentGate(agent: string): AgentGate {
    const ungated = ungatedAgents.find(({ id }) => id === agent);
    if (ungated) return { kind: "cannotBeHeld", why: ungated.why, instead: ungated.instead };
    const notGated = l10n.t("no hook of Countersign is installed for it.");
    const ways = this.#ports.installs.waysOf(agent);
    return gateOfAgent({ seen: this.#seen.has(agent), ways, notGated });
  }

  /** What keeps hooks from being called, also where another way still holds the agent. */
  brokenWays(agent: string): readonly Breakage[] {
    return this.#ports.installs.waysOf(agent).flatMap((way) => (way.kind === "broken" ? [way] : []));
  }

  /** Opens or closes the gate as the setting says. Never throws: a gate that cannot open is shown as broken. */
  async apply(): Promise<void> {
    const on = this.#ports.settings.get("gate.enabled");
    this.#ports.switchHooks(on);
    if (!on) return this.#close("off");
    if (this.#gate) return;
    try {
      await this.#ports.ready;
      this.#gate = await this.#ports.open(
        (call) => this.#markSeen(call),
        (what) => this.#ranAnyway.fire(what),
      );
      this.#unsubscribe = this.#gate.gate.onChange(() => {
        this.#drawSoon();
        this.#readSoon();
      });
      this.#ports.handToHooks(this.#gate.entry);
      this.#state = "running";
    } catch (error) {
      this.#ports.log.error("The gate could not open in this window", error);
      this.#state = "broken";
    }
    this.#changed.fire();
    this.#readSoon();
  }

  stopAll(): void {
    if (this.#gate) this.#gate.stopAll();
    else this.#ports.stopSwitch.stop();
    this.#changed.fire();
  }

  resume(): void {
    if (this.#gate) this.#gate.resume();
    else this.#ports.stopSwitch.lift();
    this.#changed.fire();
  }

  /**
   * Holds a call that comes from this window itself, not from a hook. Undefined when the gate is not open here.
   * @param gone nobody waits for the answer any longer
   */
  async hold(request: HoldRequest, gone?: AbortSignal): Promise<Outcome | undefined> {
    const hold = this.#gate?.gate.hold(request);
    gone?.addEventListener("abort", () => hold?.withdraw());
    if (gone?.aborted) hold?.withdraw();
    const outcome = await hold?.outcome;
    hold?.told();
    return outcome;
  }

  /** Denies what waits and takes the window out of the registry. */
  async close(): Promise<void> {
    await this.#close("off");
    this.dispose();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #close(state: GateServerState): Promise<void> {
    const gate = this.#gate;
    this.#gate = undefined;
    this.#state = state;
    this.#unsubscribe();
    this.#ports.handToHooks(undefined);
    await gate?.close();
    this.#changed.fire();
  }

  #markSeen(call: SeenCall): void {
    const { agent } = call;
    this.#saw.fire(call);
    if (this.#seen.has(agent)) return;
    this.#seen.add(agent);
    this.#changed.fire();
  }

  async #lookAgain(): Promise<void> {
    this.#tail = await this.#ports.readTail(maxRecent);
    const { decisions, grants } = this.#tail;
    const told = `${decisions[0]?.hash} ${decisions.length} ${grants[0]?.hash} ${this.stopped}`;
    if (told === this.#told) return;
    this.#told = told;
    this.#changed.fire();
  }
}
