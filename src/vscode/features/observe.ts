import { type Disposable, debug, EventEmitter, l10n, tasks, type Uri, window, workspace } from "vscode";
import {
  type BusyTime,
  explainChange,
  explainCommand,
  type SeenChange,
  type SeenCommand,
} from "../../core/audit/unexplained.ts";
import { safeShort } from "../../core/display/shorten.ts";
import { summarizeCall } from "../../core/display/summary.ts";
import type { Unexplained } from "../model/unexplainedTree.ts";
import { Disposables } from "../platform/disposable.ts";
import { collect, guarded } from "../platform/events.ts";
import { hasShellIntegration, onEndedCommand, onStartedCommand } from "../platform/terminals.ts";
import type { Services } from "../services.ts";
import { watchGit } from "./watchGit.ts";

/** Records, saves and git come a moment later than the file system tells. */
const settleMs = 5_000;
const limits = { listed: 50, kept: 500, pending: 2_000, records: 300 } as const;

export interface Observer extends Disposable {
  /** Newest first. */
  list(): readonly Unexplained[];
  readonly onDidChange: EventEmitter<void>["event"];
}

/** Watches what changes and runs in this workspace, and lists what nothing that is known explains. */
export function createObserver(services: Services): Observer {
  const owned = new Disposables();
  const changed = owned.add(new EventEmitter<void>());
  const around = owned.add(watchPerson());
  const pending = new Map<string, SeenChange>();
  let commandsSeen: SeenCommand[] = [];
  let found: readonly Unexplained[] = [];
  let lastId = 0;

  const settle = guarded(services.log, "looking for what is not explained", async () => {
    const due = Date.now() - settleMs;
    const isDue = ({ at }: { readonly at: number }) => at <= due;
    const changes = [...pending.values()].filter(isDue);
    for (const { path } of changes) pending.delete(path);
    const ran = commandsSeen.filter(isDue);
    commandsSeen = commandsSeen.filter((one) => !isDue(one));
    if (pending.size + commandsSeen.length > 0) settleSoon();
    const records = await services.readRecent(limits.records);
    const known = { ...around.now(), records };
    const news = [
      ...changes.filter((change) => explainChange(change, known) === undefined).map(ofChange),
      ...ran.filter((command) => explainCommand(command, records) === undefined).map(ofCommand),
    ].map((one): Unexplained => ({ id: ++lastId, ...one }));
    if (news.length === 0) return;
    found = [...news.reverse(), ...found].slice(0, limits.listed);
    changed.fire();
  });
  // Not once everything is quiet: where something changes all the time, that is never.
  const settleSoon = owned.add(collect(settle, settleMs + 100));

  const seen = (kind: SeenChange["kind"]) => (uri: Uri) => {
    if (uri.scheme !== "file" || pending.size >= limits.pending) return;
    if (/[\\/]\.git[\\/]/.test(uri.fsPath)) return around.noteGit();
    pending.set(uri.fsPath, {
      ...{ path: uri.fsPath, inside: workspace.asRelativePath(uri, false) },
      ...{ kind, at: pending.get(uri.fsPath)?.at ?? Date.now() },
    });
    settleSoon();
  };
  const watcher = owned.add(workspace.createFileSystemWatcher("**/*"));
  owned.add(watcher.onDidCreate(seen("created")));
  owned.add(watcher.onDidChange(seen("changed")));
  owned.add(watcher.onDidDelete(seen("deleted")));
  owned.add(
    onStartedCommand(({ terminal, command }) => {
      const attended = window.state.focused && window.activeTerminal === terminal;
      if (commandsSeen.length < limits.pending) commandsSeen.push({ command, at: Date.now(), attended });
      settleSoon();
    }),
  );
  owned.add(
    services.gate.onDidRunAnyway(({ call, kind }) => {
      const what = summarizeCall(call, 200);
      const one = { kind: kind === "denied" ? "ran-denied" : "ran-undecided", what, time: now() } as const;
      found = [{ id: ++lastId, ...one }, ...found].slice(0, limits.listed);
      changed.fire();
      if (kind !== "denied") return;
      const agent = services.gate.agentTitle(call.agent);
      const message = l10n.t("{0} ran what was denied: {1}. Its gate does not hold.", agent, safeShort(what, 120));
      services.notify.tell({ kind: "error", message });
    }),
  );
  return { list: () => found, onDidChange: changed.event, dispose: () => owned.dispose() };
}

const now = () => new Date().toISOString();

function ofChange({ path, kind, at }: SeenChange) {
  return { kind, path, what: workspace.asRelativePath(path), time: new Date(at).toISOString() };
}

function ofCommand({ command, at }: SeenCommand) {
  return { kind: "command", what: command, time: new Date(at).toISOString() } as const;
}

/** What the person, or what they started in this window, does. */
function watchPerson() {
  const owned = new Disposables();
  const saved = new Map<string, number>();
  const git = owned.add(watchGit());
  const ended: BusyTime[] = [];
  const running = new Map<unknown, number>();
  const note = (uris: readonly Uri[]): void => {
    for (const { fsPath } of uris) {
      saved.delete(fsPath);
      saved.set(fsPath, Date.now());
    }
    for (const oldest of saved.keys()) {
      if (saved.size <= limits.kept) break;
      saved.delete(oldest);
    }
  };
  const begin = (key: unknown): unknown => running.set(key, Date.now());
  const end = (key: unknown): void => {
    const from = running.get(key);
    running.delete(key);
    if (from !== undefined) ended.push({ from, to: Date.now() });
    ended.splice(0, ended.length - limits.kept);
  };
  owned.add(workspace.onDidSaveTextDocument(({ uri }) => note([uri])));
  owned.add(workspace.onDidSaveNotebookDocument(({ uri }) => note([uri])));
  owned.add(workspace.onDidCreateFiles(({ files }) => note(files)));
  owned.add(workspace.onDidDeleteFiles(({ files }) => note(files)));
  owned.add(workspace.onDidRenameFiles(({ files }) => note(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]))));
  owned.add(tasks.onDidStartTask(({ execution }) => begin(execution)));
  owned.add(tasks.onDidEndTask(({ execution }) => end(execution)));
  owned.add(debug.onDidStartDebugSession(begin));
  owned.add(debug.onDidTerminateDebugSession(end));
  owned.add(onStartedCommand(({ terminal }) => begin(terminal)));
  owned.add(onEndedCommand(end));
  owned.add(window.onDidCloseTerminal(end));
  return {
    noteGit: git.note,
    now() {
      // What runs in a terminal that tells nothing may be the person's, at any time.
      const hidden = window.terminals.some((terminal) => !hasShellIntegration(terminal)) ? [{ from: 0 }] : [];
      const going = [...running.values()].map((from): BusyTime => ({ from }));
      return { saved, git: git.times, busy: [...ended, ...going, ...git.busy(), ...hidden] };
    },
    dispose: () => owned.dispose(),
  };
}
