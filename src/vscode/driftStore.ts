import { join } from "node:path";
import { type Disposable, EventEmitter } from "vscode";
import { driftOf, type Refused } from "../agents/languages/compile.ts";
import { wishesOf } from "../core/policy/wishes.ts";
import { compilablePolicies } from "../node/compilablePolicies.ts";
import { type Locations, workspacePolicyName } from "../node/locations.ts";
import { compiledName, compiledRecords } from "../node/nativeRules.ts";
import type { FolderPermissions, PermissionStore } from "./permissionStore.ts";
import { Disposables } from "./platform/disposable.ts";
import { debounce, guarded } from "./platform/events.ts";
import type { Log } from "./platform/log.ts";
import { watchFile } from "./platform/watchFile.ts";
import { today } from "./policy/document.ts";

/** A policy that a person had written into one agent's rules, and what of it these rules do not keep now. */
export interface Drift {
  readonly where: FolderPermissions;
  /** The agent's file. */
  readonly path: string;
  /** When it was written, ISO 8601. */
  readonly time: string;
  readonly differs: readonly Refused[];
}

/** Whether what was compiled into the agents' own rules still holds, told anew when a policy or a configuration changes. */
export class DriftStore implements Disposable {
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.add(new EventEmitter<void>());
  readonly #watched = new Set<string>();
  readonly #locations: Locations;
  readonly #permissions: PermissionStore;
  readonly #soon: () => void;
  #all: readonly Drift[] = [];

  readonly onDidChange = this.#changed.event;

  constructor(locations: Locations, permissions: PermissionStore, log: Log) {
    this.#locations = locations;
    this.#permissions = permissions;
    const look = guarded(log, "comparing agents' rules with the policy", () => this.refresh());
    this.#soon = this.#owned.add(debounce(look, 200));
    this.#owned.add(permissions.onDidChange(look));
  }

  all(): readonly Drift[] {
    return this.#all;
  }

  refresh(): void {
    const folders = new Set(this.#permissions.all().map(({ folder }) => folder.uri.fsPath));
    const policies = [...folders].map((folder) => join(folder, workspacePolicyName));
    for (const path of [this.#locations.policy, compiledName(this.#locations), ...policies]) this.#watch(path);
    const found = compiledRecords(this.#locations).flatMap(({ agent, workspace, path, time }): Drift[] => {
      const where = this.#permissions
        .all()
        .find((one) => one.agent.id === agent && one.folder.uri.fsPath === workspace);
      return where ? [{ where, path, time, differs: this.#differing(where) }] : [];
    });
    if (JSON.stringify(found.map(essence)) === JSON.stringify(this.#all.map(essence))) return;
    this.#all = found;
    this.#changed.fire();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #differing({ agent, input }: FolderPermissions): readonly Refused[] {
    const { workspace } = input.place;
    const found = compilablePolicies(this.#locations, workspace);
    // A policy that cannot be read is told where it stands; what it wished is not known.
    if ("unreadable" in found) return [];
    const { wishes } = wishesOf(found.policies, agent.id, { ...input.place, cwd: workspace }, today());
    return driftOf({ agent, wishes, input });
  }

  #watch(path: string): void {
    if (this.#watched.has(path)) return;
    this.#watched.add(path);
    this.#owned.add(watchFile(path, this.#soon));
  }
}

function essence({ where, path, time, differs }: Drift): unknown {
  return [where.agent.id, where.folder.uri.fsPath, path, time, differs];
}
