import {
  type CancellationToken,
  CancellationTokenSource,
  type Disposable,
  EventEmitter,
  type TextDocument,
  type Uri,
  workspace,
} from "vscode";
import type { DocumentFacts } from "../core/discover/facts.ts";
import type { Review, Reviewer } from "../core/review.ts";
import { Disposables } from "./platform/disposable.ts";
import { breathe, debounce, guarded, once } from "./platform/events.ts";
import type { Log } from "./platform/log.ts";
import { type DocumentPlace, placeOfDocument, placeOfFile } from "./review/documentPlace.ts";
import { findCandidates, maxReviewBytes, readText } from "./review/workspaceFiles.ts";
import { WorkspaceTexts } from "./review/workspaceTexts.ts";

/** A review of less than a frame follows each key at once; a longer one waits for a pause, the longer the longer it takes. */
const pauses = { leastMs: 5, mostMs: 150, frameMs: 16, perMs: 3 };

/** The review of one document. `version` is that of the open document, undefined when read from the file. */
export interface Reviewed {
  readonly uri: Uri;
  /** The workspace folder (text of its URI) it was judged with; "" outside every folder. */
  readonly group: string;
  readonly version: number | undefined;
  readonly review: Review;
}

interface Entry {
  readonly uri: Uri;
  readonly place: DocumentPlace;
  readonly version: number | undefined;
  readonly facts: DocumentFacts;
  review?: Review;
  /** The version that was judged last. */
  judged?: number | undefined;
  /** What was told of this entry last, to tell only changes. */
  told?: string;
}

interface ReadFile {
  readonly uri: Uri;
  readonly place: DocumentPlace;
  readonly text: string;
}

/**
 * Single source of truth of the review: features render what it holds and never parse.
 * Open documents count with their unsaved text, all others with their file.
 */
export class ReviewStore implements Disposable {
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.add(new EventEmitter<readonly Uri[]>());
  readonly #settled = this.#owned.add(new EventEmitter<void>());
  readonly #entries = new Map<string, Entry>();
  readonly #dirtyGroups = new Set<string>();
  readonly #waiting = new Map<string, TextDocument>();
  readonly #tooLarge = new Set<string>();
  readonly #texts = new WorkspaceTexts();
  readonly #outdated = new Set<string>();
  /** How long the last review of what was typed took. */
  #lastMs = 0;
  readonly #flushSoon = this.#owned.add(
    debounce(
      () => this.#flushTimed(),
      () => Math.min(pauses.mostMs, pauses.leastMs + Math.max(0, this.#lastMs - pauses.frameMs) * pauses.perMs),
    ),
  );
  readonly #reviewer: Reviewer;
  readonly #log: Log;
  #scan = new CancellationTokenSource();
  #started = false;

  /** Documents whose review changed or went away. */
  readonly onDidChange = this.#changed.event;

  constructor(reviewer: Reviewer, log: Log) {
    this.#reviewer = reviewer;
    this.#log = log;
  }

  /** Begins to follow the workspace and reads all of it. Before, nothing is reviewed. */
  start(): Promise<void> {
    this.#started = true;
    this.#listen();
    return this.rescan();
  }

  get(uri: Uri): Reviewed | undefined {
    return reviewed(this.#entries.get(uri.toString()));
  }

  all(): readonly Reviewed[] {
    return [...this.#entries.values()].flatMap((entry) => reviewed(entry) ?? []);
  }

  /** Facts of one workspace folder (text of its URI), for the permissions. */
  facts(group: string): readonly DocumentFacts[] {
    return this.#members(group).map((entry) => entry.facts);
  }

  /** The review of exactly this version of the document; undefined when it has none or `token` is cancelled. */
  async current(document: TextDocument, token: CancellationToken): Promise<Reviewed | undefined> {
    const place = placeOfDocument(document);
    if (!this.#started || !place || !this.#reviewer.isCandidate(place.path)) return undefined;
    const fresh = (): Reviewed | undefined => {
      const found = this.get(document.uri);
      return found?.version === document.version ? found : undefined;
    };
    if (fresh()) return fresh();
    this.#touch(document);
    await once(this.#settled.event, token);
    return token.isCancellationRequested ? undefined : fresh();
  }

  /** Reads the workspace again. Resolves when everything found is reviewed. */
  async rescan(onFiles: (share: number) => void = () => undefined): Promise<void> {
    this.stopScan();
    const { token } = this.#scan;
    const files = await findCandidates((path) => this.#reviewer.isCandidate(path), this.#log, token);
    this.#dropFilesExcept(new Set(files.map(String)));
    for (const document of workspace.textDocuments) this.#inspect(document);
    this.#judge();
    // All are read before any is inspected, since code is followed into files that come later.
    const read = await this.#readAll(files, token);
    for (const { uri, place, text } of read) {
      if (token.isCancellationRequested) break;
      if (!openDocument(uri)) this.#put(uri, place, text, undefined);
      onFiles(1 / read.length);
      await breathe();
    }
    // What the open ones import was not there before.
    for (const document of workspace.textDocuments) this.#inspect(document, true);
    this.#judge();
    this.#log.info(`Reviewed ${this.#entries.size} files.`);
  }

  /** Ends a scan that runs; what it found until then stays. Changed files are still followed. */
  stopScan(): void {
    this.#scan.cancel();
    this.#scan.dispose();
    this.#scan = new CancellationTokenSource();
  }

  dispose(): void {
    this.#scan.cancel();
    this.#scan.dispose();
    this.#owned.dispose();
  }

  #listen(): void {
    const onFile = guarded(this.#log, "review of a changed file", async (uri: Uri) => {
      await this.#readFile(uri, this.#scan.token);
      this.#flushSoon();
    });
    const watcher = this.#owned.add(workspace.createFileSystemWatcher("**/*"));
    this.#owned.add(watcher.onDidCreate(onFile));
    this.#owned.add(watcher.onDidChange(onFile));
    this.#owned.add(watcher.onDidDelete((uri) => this.#dropBelow(uri)));
    this.#owned.add(workspace.onDidOpenTextDocument((document) => this.#touch(document)));
    this.#owned.add(workspace.onDidChangeTextDocument((event) => this.#touch(event.document)));
    const onClose = guarded(this.#log, "review of a closed file", async (document: TextDocument) => {
      this.#waiting.delete(document.uri.toString());
      if (document.uri.scheme === "untitled") this.#drop(document.uri);
      else await this.#readFile(document.uri, this.#scan.token);
      this.#flushSoon();
    });
    this.#owned.add(workspace.onDidCloseTextDocument(onClose));
    const onFolders = guarded(this.#log, "review of the workspace", () => this.rescan());
    this.#owned.add(workspace.onDidChangeWorkspaceFolders(onFolders));
  }

  #touch(document: TextDocument): void {
    const place = placeOfDocument(document);
    if (!place || !this.#reviewer.isCandidate(place.path)) return;
    this.#waiting.set(document.uri.toString(), document);
    this.#flushSoon();
  }

  #flushTimed(): void {
    const begun = performance.now();
    this.#flush();
    this.#lastMs = performance.now() - begun;
  }

  #flush(): void {
    const documents = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const document of documents) this.#inspect(document);
    this.#judge();
  }

  async #readAll(files: readonly Uri[], token: CancellationToken): Promise<ReadFile[]> {
    const read: ReadFile[] = [];
    for (const uri of files) {
      if (token.isCancellationRequested) return [];
      const place = placeOfFile(uri);
      const text = place && !openDocument(uri) ? await readText(uri, this.#log) : undefined;
      if (!place || openDocument(uri)) continue;
      if (text === undefined) this.#drop(uri);
      else {
        this.#texts.set(place.group, place.path, text);
        read.push({ uri, place, text });
      }
    }
    return read;
  }

  #inspect(document: TextDocument, again = false): void {
    const place = placeOfDocument(document);
    const key = document.uri.toString();
    if (!place || document.isClosed || !this.#reviewer.isCandidate(place.path)) return;
    const text = document.getText();
    if (text.length > maxReviewBytes) {
      if (!this.#tooLarge.has(key)) this.#log.warn(`Not reviewed, too long: ${document.uri.toString(true)}`);
      this.#tooLarge.add(key);
      this.#drop(document.uri);
      return;
    }
    this.#tooLarge.delete(key);
    if (!again && this.#entries.get(key)?.version === document.version) return;
    const missing = this.#reviewer.prepare({ path: place.path, text });
    const put = () => this.#put(document.uri, place, text, document.version);
    if (missing) this.#waitFor(missing, document, put);
    else put();
  }

  /** A document whose language is not loaded yet is reviewed when it is. */
  #waitFor(missing: Promise<void>, document: TextDocument, put: () => void): void {
    missing.then(
      () => this.#touch(document),
      (error: unknown) => {
        this.#log.error("A language could not be loaded, so its files are not reviewed", error);
        // Inspected without its language, the document says so itself.
        put();
        this.#flushSoon();
      },
    );
  }

  async #readFile(uri: Uri, token: CancellationToken): Promise<void> {
    const place = placeOfFile(uri);
    if (!place || !this.#reviewer.isCandidate(place.path)) return;
    // The open document wins: its text may be ahead of the file.
    if (openDocument(uri)) return;
    const text = await readText(uri, this.#log);
    if (token.isCancellationRequested || openDocument(uri)) return;
    if (text !== undefined) await this.#reviewer.prepare({ path: place.path, text });
    if (token.isCancellationRequested || openDocument(uri)) return;
    if (text === undefined) this.#drop(uri);
    else this.#put(uri, place, text, undefined);
  }

  #put(uri: Uri, place: DocumentPlace, text: string, version: number | undefined): void {
    const before = this.#entries.get(uri.toString());
    this.#texts.set(place.group, place.path, text);
    const facts = this.#reviewer.inspect({ path: place.path, text }, this.#texts.of(place.group));
    this.#entries.set(uri.toString(), { uri, place, version, facts });
    this.#dirtyGroups.add(place.group);
    if (before && before.facts.source.text !== text) this.#noteChange(place);
  }

  /** What was concluded from the text of a file that changed is found anew with the next judgement. */
  #noteChange({ group, path }: DocumentPlace): void {
    for (const [key, entry] of this.#entries) {
      if (entry.place.group === group && entry.facts.reads?.includes(path)) this.#outdated.add(key);
    }
  }

  #inspectOutdated(): void {
    for (const key of this.#outdated) {
      const entry = this.#entries.get(key);
      if (!entry) continue;
      const { uri, place, version, facts } = entry;
      const { text } = facts.source;
      const found = this.#reviewer.inspect({ path: place.path, text }, this.#texts.of(place.group));
      this.#entries.set(key, { uri, place, version, facts: found });
      this.#dirtyGroups.add(place.group);
    }
    this.#outdated.clear();
  }

  #drop(uri: Uri): void {
    const entry = this.#entries.get(uri.toString());
    if (!entry) return;
    this.#entries.delete(uri.toString());
    this.#texts.delete(entry.place.group, entry.place.path);
    this.#noteChange(entry.place);
    this.#dirtyGroups.add(entry.place.group);
    this.#changed.fire([uri]);
    this.#flushSoon();
  }

  /** A deleted folder is told once, not file by file. */
  #dropBelow(uri: Uri): void {
    const folder = `${uri.toString()}/`;
    for (const entry of [...this.#entries.values()]) {
      const key = entry.uri.toString();
      if (key === uri.toString() || key.startsWith(folder)) this.#drop(entry.uri);
    }
  }

  #dropFilesExcept(found: ReadonlySet<string>): void {
    for (const entry of [...this.#entries.values()]) {
      if (entry.version === undefined && !found.has(entry.uri.toString())) this.#drop(entry.uri);
    }
  }

  /** Judges every group in which something changed; files are joined, so one change may move findings elsewhere. */
  #judge(): void {
    this.#inspectOutdated();
    const told: Uri[] = [];
    for (const group of this.#dirtyGroups) {
      const members = this.#members(group);
      const reviews = this.#reviewer.review(
        members.map((entry) => entry.facts),
        new Date().toISOString().slice(0, 10),
      );
      for (const entry of members) {
        const review = reviews.get(entry.place.path);
        if (!review || (review === entry.review && entry.version === entry.judged)) continue;
        entry.review = review;
        entry.judged = entry.version;
        const signature = signatureOf(entry, review);
        if (signature !== entry.told) told.push(entry.uri);
        entry.told = signature;
      }
    }
    this.#dirtyGroups.clear();
    if (told.length > 0) this.#changed.fire(told);
    this.#settled.fire();
  }

  #members(group: string): Entry[] {
    return [...this.#entries.values()].filter((entry) => entry.place.group === group);
  }
}

function reviewed(entry: Entry | undefined): Reviewed | undefined {
  if (!entry?.review) return undefined;
  return { uri: entry.uri, group: entry.place.group, version: entry.version, review: entry.review };
}

function openDocument(uri: Uri): TextDocument | undefined {
  return workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === uri.toString());
}

function signatureOf(entry: Entry, review: Review): string {
  const reach = review.facts.definitions.map((definition) => review.reachableBy.get(definition) ?? []);
  return JSON.stringify([entry.version, entry.facts.source.text.length, review.findings, reach]);
}
