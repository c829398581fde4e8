import {
  type Disposable,
  debug,
  type Terminal,
  type TextDocument,
  TextDocumentSaveReason,
  tasks,
  type Uri,
  window,
  workspace,
} from "vscode";
import type { BusyTime, Surroundings } from "../../core/audit/unexplained.ts";
import { createTeller, type Doings, doingsOfOthers } from "../../node/doings.ts";
import { Disposables } from "../platform/disposable.ts";
import { collect, guarded } from "../platform/events.ts";
import { hasShellIntegration, onEndedCommand, onStartedCommand } from "../platform/terminals.ts";
import type { Services } from "../services.ts";
import { watchGit } from "./watchGit.ts";

/** Times and paths that are kept: the newest. */
const kept = 500;
/** Well before another window looks at what changed. */
const tellAfterMs = 200;
/** What another window can still need. */
const toldMs = 60_000;

/** What the person, or what they started in a window on these folders, did lately. */
export interface Person extends Disposable {
  now(): Omit<Surroundings, "records">;
  noteVersions(): void;
}

export function watchPerson({ locations, log, folders }: Pick<Services, "locations" | "log" | "folders">): Person {
  const owned = new Disposables();
  const git = owned.add(watchGit());
  const saved = new Map<string, number>();
  const saves: number[] = [];
  const byHand = new Set<TextDocument>();
  const ended: BusyTime[] = [];
  const running = new Map<unknown, number>();
  const teller = createTeller(locations.run);

  const busy = (): BusyTime[] => [...ended, ...[...running.values()].map((from): BusyTime => ({ from }))];
  const tell = guarded(log, "telling other windows", () => teller.tell({ ...ownDoings(), folders: folders() }));
  const tellSoon = owned.add(collect(tell, tellAfterMs));

  function ownDoings(): Omit<Doings, "folders"> {
    const since = Date.now() - toldMs;
    return {
      saved: [...saved].filter(([, at]) => at >= since),
      saves: saves.filter((at) => at >= since),
      busy: [...busy(), ...hidden()].filter(({ to }) => (to ?? since) >= since),
    };
  }

  const note = (uris: readonly Uri[]): void => {
    for (const { fsPath } of uris) {
      saved.delete(fsPath);
      saved.set(fsPath, Date.now());
    }
    for (const oldest of saved.keys()) {
      if (saved.size <= kept) break;
      saved.delete(oldest);
    }
    tellSoon();
  };
  const keep = <T>(list: T[], one: T): void => {
    list.push(one);
    list.splice(0, list.length - kept);
  };
  const begin = (key: unknown): void => {
    running.set(key, Date.now());
    tellSoon();
  };
  const end = (key: unknown): void => {
    const from = running.get(key);
    running.delete(key);
    if (from !== undefined) keep(ended, { from, to: Date.now() });
    tellSoon();
  };
  /** What ran in a terminal that told nothing may have been the person's, for as long as it was open. */
  const closed = (terminal: Terminal): void => {
    if (!hasShellIntegration(terminal)) keep(ended, { from: 0, to: Date.now() });
    end(terminal);
  };

  owned.add(
    workspace.onWillSaveTextDocument(({ document, reason }) => {
      // The editor saves by itself all the time while somebody types.
      if (reason === TextDocumentSaveReason.AfterDelay) return void byHand.delete(document);
      byHand.add(document);
      keep(saves, Date.now());
    }),
  );
  owned.add(
    workspace.onDidSaveTextDocument((document) => {
      if (byHand.delete(document)) keep(saves, Date.now());
      note([document.uri]);
    }),
  );
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
  owned.add(window.onDidOpenTerminal(tellSoon));
  owned.add(window.onDidCloseTerminal(closed));
  return {
    noteVersions: git.note,
    now() {
      const own = ownDoings();
      const all = [own, ...doingsOfOthers(locations.run, teller.file, folders(), Date.now())];
      return {
        // Of a file that two windows saved, the last time counts.
        saved: new Map(all.flatMap((one) => one.saved).toSorted(([, a], [, b]) => a - b)),
        saves: all.flatMap((one) => one.saves),
        git: git.times,
        busy: [...all.flatMap((one) => one.busy), ...git.busy()],
      };
    },
    dispose: () => owned.dispose(),
  };
}

/** What runs in a terminal that tells nothing may be the person's, at any time. */
function hidden(): BusyTime[] {
  return window.terminals.some((terminal) => !hasShellIntegration(terminal)) ? [{ from: 0 }] : [];
}
