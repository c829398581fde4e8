import { lstatSync } from "node:fs";
import { type Disposable, EventEmitter, l10n, TabInputCustom, type Uri, window, workspace } from "vscode";
import {
  explainChange,
  explainCommand,
  isNoise,
  keepsVersions,
  type SeenChange,
  type SeenCommand,
  type Surroundings,
} from "../../core/audit/unexplained.ts";
import { safeShort } from "../../core/display/shorten.ts";
import { summarizeCall } from "../../core/display/summary.ts";
import type { Unexplained } from "../model/unexplainedTree.ts";
import { Disposables } from "../platform/disposable.ts";
import { collect, guarded } from "../platform/events.ts";
import { onStartedCommand } from "../platform/terminals.ts";
import type { Services } from "../services.ts";
import { watchPerson } from "./watchPerson.ts";

/** Records, saves and git come a moment later than the file system tells. */
const settleMs = 5_000;
/** What explains something may be told late: until then what was listed is looked at again. */
const againMs = 60_000;
const limits = { listed: 50, pending: 2_000, records: 300 } as const;

export interface Observer extends Disposable {
  /** Newest first. */
  list(): readonly Unexplained[];
  readonly onDidChange: EventEmitter<void>["event"];
}

interface Found extends Unexplained {
  /** Not there: an agent said it. */
  readonly seen?: SeenChange | SeenCommand;
}

/** Watches what changes and runs in this workspace, and lists what nothing that is known explains. */
export function createObserver(services: Services): Observer {
  const owned = new Disposables();
  const changed = owned.add(new EventEmitter<void>());
  const around = owned.add(watchPerson(services));
  const pending = new Map<string, SeenChange & { readonly first: SeenChange["kind"] }>();
  let commandsSeen: SeenCommand[] = [];
  let found: readonly Found[] = [];
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
    const isUnexplained = (one: SeenChange | SeenCommand) =>
      "path" in one
        ? explainChange(one, known) === undefined && !isOwnEditor(one.path)
        : explainCommand(one, records) === undefined;
    const isStill = ({ seen }: Found) =>
      seen === undefined || Date.now() - seen.at > againMs || !isToldLate(seen, known);
    const news = [...changes, ...ran].filter(isUnexplained).map(listed);
    const kept = found.filter(isStill);
    if (news.some(({ seen }) => seen !== undefined)) lookAgainSoon();
    if (news.length === 0 && kept.length === found.length) return;
    found = [...news.reverse(), ...kept].slice(0, limits.listed);
    changed.fire();
  });
  // Not once everything is quiet: where something changes all the time, that is never.
  const settleSoon = owned.add(collect(settle, settleMs + 100));
  const lookAgainSoon = owned.add(collect(settle, againMs / 4));
  const listed = (seen: SeenChange | SeenCommand): Found => ({
    ...("path" in seen ? ofChange(seen) : ofCommand(seen)),
    ...{ id: ++lastId, seen },
  });

  const seen = (kind: SeenChange["kind"]) => (uri: Uri) => {
    if (uri.scheme !== "file" || pending.size >= limits.pending) return;
    const inside = workspace.asRelativePath(uri, false);
    if (keepsVersions(inside)) return around.noteVersions();
    // Before it takes the room of what is not: whoever installs packages writes thousands of files.
    if (isNoise(inside)) return;
    const before = pending.get(uri.fsPath);
    const first = before?.first ?? kind;
    const passing = first === "created" && kind === "deleted" ? ({ passing: true } as const) : {};
    const when = before ?? { at: Date.now(), ...changedAt(uri.fsPath) };
    pending.set(uri.fsPath, { ...when, path: uri.fsPath, inside, kind, first, ...passing });
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

/** Only what names exactly this: what merely happens near it would take away what was rightly listed. */
function isToldLate(seen: SeenChange | SeenCommand, known: Surroundings): boolean {
  const why = "path" in seen ? explainChange(seen, known) : explainCommand(seen, known.records);
  return why === "editor" || why === "action";
}

/** What the file says of it itself, which nobody can set as they like. */
function changedAt(path: string): { readonly changed?: number } {
  try {
    const { ctimeMs } = lstatSync(path);
    return ctimeMs <= Date.now() ? { changed: ctimeMs } : {};
  } catch {
    return {};
  }
}

const now = () => new Date().toISOString();

function ofChange({ path, kind, at }: SeenChange) {
  return { kind, path, what: workspace.asRelativePath(path), time: new Date(at).toISOString() };
}

function ofCommand({ command, at }: SeenCommand) {
  return { kind: "command", what: command, time: new Date(at).toISOString() } as const;
}

/** Editors of other extensions (pictures, tables, binary files) save without telling anybody. */
function isOwnEditor(path: string): boolean {
  return window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof TabInputCustom && input.uri.fsPath === path),
  );
}
