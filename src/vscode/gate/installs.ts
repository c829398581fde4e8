import { join } from "node:path";
import { type Disposable, EventEmitter, l10n, version, window, workspace } from "vscode";
import type { HookInstall } from "../../agents/hookInstall.ts";
import { lastProof } from "../../node/canary.ts";
import type { GateStatus } from "../../node/gateStatus.ts";
import type { Installer } from "../../node/installer.ts";
import type { Locations } from "../../node/locations.ts";
import { switchedOffIn } from "../../node/projectSwitch.ts";
import { lastSeen } from "../../node/seen.ts";
import { type GateWay, waysIn } from "../model/agentGate.ts";
import { switchedOff, versionAtLeast } from "../model/hostSwitch.ts";
import { Disposables } from "../platform/disposable.ts";
import { debounce } from "../platform/events.ts";
import { watchFile } from "../platform/watchFile.ts";

/** `contributes.chatPlugins` is read from this version on (bundles compared on 2026-11-21). */
const pluginsSince = "1.114.0";

const hooksSwitch = "chat.useHooks";
const pluginsSwitch = "chat.plugins.enabled";

/** Which hooks of ours are in place, read from the agents' own files and from the editor's switches. */
export class GateInstalls implements Disposable {
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.add(new EventEmitter<void>());
  readonly #installer: Installer;
  readonly #targets: readonly HookInstall[];
  readonly #locations: Locations;
  /** What came of a trial before belongs to another editor. */
  readonly #since = Date.now();
  #statuses = new Map<HookInstall, GateStatus>();
  #pluginMissing: string | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(installer: Installer, targets: readonly HookInstall[], locations: Locations) {
    this.#installer = installer;
    this.#locations = locations;
    this.#targets = targets;
    const refreshSoon = this.#owned.add(debounce(() => this.refresh(), 200));
    for (const { path } of targets.flatMap((target) => [target, ...(target.beside ?? [])])) {
      this.#owned.add(watchFile(join(locations.home, ...path), refreshSoon));
    }
    const switches = workspace.createFileSystemWatcher(
      `**/{${targets.flatMap(({ project }) => project?.files ?? []).join(",")}}`,
    );
    for (const happened of [switches.onDidChange, switches.onDidCreate, switches.onDidDelete]) {
      this.#owned.add(happened(refreshSoon));
    }
    this.#owned.add(switches);
    this.#owned.add(workspace.onDidChangeWorkspaceFolders(refreshSoon));
    this.#owned.add(window.onDidChangeWindowState(({ focused }) => focused && refreshSoon()));
    this.#owned.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(hooksSwitch) || event.affectsConfiguration(pluginsSwitch)) refreshSoon();
      }),
    );
    this.refresh();
  }

  refresh(): void {
    this.#statuses = new Map(this.#targets.map((target) => [target, this.#installer.status(target)]));
    this.#changed.fire();
  }

  /** Why the hook that this extension brings along is not there; undefined: it is. */
  missPlugin(why: string | undefined): void {
    if (this.#pluginMissing === why) return;
    this.#pluginMissing = why;
    this.#changed.fire();
  }

  status(target: HookInstall): GateStatus {
    return this.#statuses.get(target) ?? { kind: "not-installed" };
  }

  /** Whether the person installed the gate into any agent's own files. */
  get anyInstalled(): boolean {
    return [...this.#statuses.values()].some(({ kind }) => kind === "installed" || kind === "live");
  }

  waysOf(agent: string): readonly GateWay[] {
    const files = this.#targets
      .filter(({ agents }) => agents.some((id) => id === agent))
      .map((target) => wayOf(target, this.status(target)));
    const here = switchedOffIn(
      (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath),
      agent,
      this.#targets.flatMap(({ project }) => project ?? []),
    );
    if (agent !== "vscode") return waysIn(files, here);
    const off = switchedOff(hooksSwitch, workspace.getConfiguration().inspect(hooksSwitch), l10n.t);
    if (off) return [switchedOffWay(hooksSwitch, off)];
    if (this.#pluginMissing !== undefined) return [...files, { kind: "broken", why: this.#pluginMissing }];
    return [...files, pluginWay(this.#locations, this.#since)];
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

/** The hook this extension brings along itself, without any file of the person's. */
function pluginWay(locations: Locations, since: number): GateWay {
  if (!versionAtLeast(version, pluginsSince)) return { kind: "absent" };
  const off = switchedOff(pluginsSwitch, workspace.getConfiguration().inspect(pluginsSwitch), l10n.t);
  if (off) return switchedOffWay(pluginsSwitch, off);
  const lastCall = lastSeen(locations, "vscode-plugin")?.at;
  const proof = lastProof(locations, "vscode-plugin");
  const times = lastCall === undefined ? {} : { lastCall };
  if (!proof || proof.at < since) return { kind: "installed", ...times };
  if ("delayMs" in proof) return { kind: "installed", ...times, delayMs: proof.delayMs };
  if ((lastCall ?? 0) >= proof.at) return { kind: "installed", ...times };
  return { kind: "broken", why: l10n.t("The hook was tried and did not work: {0}", proof.why) };
}

function switchedOffWay(key: string, why: string): GateWay {
  return { kind: "broken", why, repair: { kind: "setting", key } };
}

function wayOf({ source }: HookInstall, status: GateStatus): GateWay {
  if (status.kind === "broken") {
    const { why, path } = status;
    return { kind: "broken", why, repair: path === undefined ? { kind: "install", source } : { kind: "open", path } };
  }
  if (status.kind === "not-installed") return { kind: "absent" };
  return {
    kind: "installed",
    ...(status.kind === "live" ? { lastCall: status.lastCall } : {}),
    ...(status.trial ? { delayMs: status.trial.delayMs } : {}),
  };
}
