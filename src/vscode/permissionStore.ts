import { join } from "node:path";
import { type Disposable, EventEmitter, type WorkspaceFolder, window, workspace } from "vscode";
import type { Resolvable } from "../agents/resolvable.ts";
import type { ConfigFile, Place } from "../core/permissions/input.ts";
import { pinsFolder } from "../node/mcp/pins.ts";
import { recordedTools } from "../node/mcp/recordedTools.ts";
import { loadResolved, type Resolved } from "../node/permissions.ts";
import { Disposables } from "./platform/disposable.ts";
import { debounce, guarded } from "./platform/events.ts";
import type { Log } from "./platform/log.ts";
import { watchFile, watchFiles } from "./platform/watchFile.ts";
import type { ReviewStore } from "./reviewStore.ts";

const pauseMs = 300;

/** What one agent may do in one workspace folder. */
export interface FolderPermissions extends Resolved<Resolvable> {
  readonly folder: WorkspaceFolder;
}

export interface PermissionPorts {
  readonly agents: readonly Resolvable[];
  readonly review: ReviewStore;
  readonly log: Log;
  /** Our own folder, where what servers said of themselves is kept. */
  readonly base: string;
  /** Fulfilled once commands in rules can be read. */
  readonly ready: Promise<void>;
  place(workspaceFolder: string): Place;
}

/** Effective permissions of every known agent in every folder, kept up to date. */
export class PermissionStore implements Disposable {
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.add(new EventEmitter<void>());
  readonly #refreshSoon = this.#owned.add(debounce(() => this.#refreshQuietly(), pauseMs));
  readonly #refreshQuietly: () => void;
  readonly #watchers = new Map<string, Disposable>();
  readonly #ports: PermissionPorts;
  #all: readonly FolderPermissions[] = [];
  #state: "loading" | "ready" | "failed" = "loading";
  #run = 0;
  #latest: Promise<void> | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(ports: PermissionPorts) {
    this.#ports = ports;
    this.#refreshQuietly = guarded(ports.log, "reading permissions", () => this.refresh());
    this.#owned.add(ports.review.onDidChange(() => this.#refreshSoon()));
    this.#owned.add(workspace.onDidChangeWorkspaceFolders(() => this.#refreshSoon()));
    this.#owned.add(workspace.onDidGrantWorkspaceTrust(() => this.#refreshSoon()));
    // Settings outside the workspace may have been changed by another program meanwhile.
    this.#owned.add(window.onDidChangeWindowState(({ focused }) => focused && this.#refreshSoon()));
  }

  get state(): "loading" | "ready" | "failed" {
    return this.#state;
  }

  /** What was read so far, which is nothing while `state` is "loading". */
  all(): readonly FolderPermissions[] {
    return this.#all;
  }

  /** Every agent in every folder. Waits for the first reading, since a command can be what starts the extension. */
  async known(): Promise<readonly FolderPermissions[]> {
    if (this.#state === "loading") await (this.#latest === undefined ? this.refresh() : this.#latestEnded());
    return this.#all;
  }

  /** Reads everything again; of two runs only the later one counts, and who asked for either waits for it. */
  async refresh(): Promise<void> {
    this.#latest = this.#read(++this.#run);
    await this.#latestEnded();
  }

  async #latestEnded(): Promise<void> {
    for (let awaited: Promise<void> | undefined; awaited !== this.#latest; ) {
      awaited = this.#latest;
      await awaited;
    }
  }

  async #read(run: number): Promise<void> {
    try {
      await this.#ports.ready;
      const found: FolderPermissions[] = [];
      for (const folder of workspace.workspaceFolders ?? []) {
        if (folder.uri.scheme === "file") found.push(...(await this.#resolveFolder(folder)));
      }
      if (run !== this.#run) return;
      this.#all = found;
      this.#state = "ready";
    } catch (error) {
      if (run !== this.#run) return;
      this.#state = "failed";
      this.#ports.log.error("The permissions could not be read", error);
    }
    this.#changed.fire();
  }

  dispose(): void {
    this.#run++;
    for (const watcher of this.#watchers.values()) watcher.dispose();
    this.#watchers.clear();
    this.#owned.dispose();
  }

  async #resolveFolder(folder: WorkspaceFolder): Promise<FolderPermissions[]> {
    const { agents, base, review } = this.#ports;
    const place = this.#ports.place(folder.uri.fsPath);
    // A proxy writes down what its server lists, without a word to anybody.
    this.#watch(join(pinsFolder(base), "*.json"));
    for (const { path } of agents.flatMap((agent) => agent.configFiles(place))) this.#watch(path);
    for (const { path, dropIns = "" } of agents.flatMap((agent) => actorFolders(agent, place)))
      this.#watch(path, `*${dropIns}`);
    const documents = review.facts(folder.uri.toString());
    const recorded = recordedTools(base, process.env);
    const found = await loadResolved({ agents, place, documents, environment: process.env, recorded });
    return found.map((resolved) => ({ folder, ...resolved }));
  }

  /** Watches one configuration file, or those of a folder, also while it does not exist yet. */
  #watch(path: string, inside?: string): void {
    const key = JSON.stringify([path, inside]);
    if (this.#watchers.has(key)) return;
    const changed = () => this.#refreshSoon();
    this.#watchers.set(key, inside === undefined ? watchFile(path, changed) : watchFiles(path, inside, changed));
  }
}

/** Where sub-agents and skills are defined, which may be nowhere yet. */
function actorFolders({ delegation, skills }: Resolvable, place: Place): readonly ConfigFile[] {
  return [...(delegation?.files(place, process.env) ?? []), ...(skills?.folders(place, process.env) ?? [])];
}
