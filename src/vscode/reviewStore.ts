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
import type { DocumentText, Told } from "../core/reviewing/messages.ts";
import type { RunningReview } from "../node/review/engine.ts";
import type { NamedFault } from "../node/review/faults.ts";
import { ReviewFeed } from "../node/review/feed.ts";
import { Disposables } from "./platform/disposable.ts";
import { once } from "./platform/events.ts";
import type { Log } from "./platform/log.ts";
import { type DocumentPlace, placeOfDocument, placeOfFile } from "./review/documentPlace.ts";
import { unreadWords } from "./review/faultWords.ts";
import { followDocuments, openDocument } from "./review/followDocuments.ts";
import { ownFacts, quietReview, type Reviewed, reviewOf } from "./review/reviewed.ts";
import { findCandidates, maxReviewBytes, readText, readTexts } from "./review/workspaceFiles.ts";

export type { Reviewed } from "./review/reviewed.ts";

interface Entry {
  readonly uri: Uri;
  readonly place: DocumentPlace;
  /** Of the text that was handed over last. */
  handed: number | undefined;
  /** Of the text that was reviewed. */
  version?: number | undefined;
  review?: Review;
  facts?: DocumentFacts;
}

export interface ReviewStorePorts {
  /** Whether a file of this name may define something. */
  readonly isCandidate: Reviewer["isCandidate"];
  readonly log: Log;
  start(): Promise<RunningReview>;
}

/** How the review itself is: "stopped" after it ended too often. */
export interface ReviewHealth {
  readonly state: "running" | "restarting" | "stopped";
  readonly restarts: number;
  readonly last?: NamedFault;
}

/**
 * Single source of truth of the review: features render what it holds and never parse. The review itself runs
 * elsewhere; here is what it told last. Open documents count with their unsaved text, all others with their file.
 */
export class ReviewStore implements Disposable {
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.add(new EventEmitter<readonly Uri[]>());
  readonly #settled = this.#owned.add(new EventEmitter<void>());
  readonly #healthChanged = this.#owned.add(new EventEmitter<ReviewHealth>());
  readonly #entries = new Map<string, Entry>();
  readonly #tooLarge = new Set<string>();
  readonly #ports: ReviewStorePorts;
  readonly #feed: ReviewFeed;
  #scan = new CancellationTokenSource();
  #started = false;
  #health: ReviewHealth = { state: "running", restarts: 0 };

  /** Documents whose review changed or went away. */
  readonly onDidChange = this.#changed.event;
  /** The review was restarted, or stopped. */
  readonly onDidChangeHealth = this.#healthChanged.event;

  constructor(ports: ReviewStorePorts) {
    this.#ports = ports;
    this.#feed = new ReviewFeed({
      start: ports.start,
      today: () => new Date().toISOString().slice(0, 10),
      now: () => performance.now(),
      onTold: (told) => this.#take(told),
      onRestart: (fault) => this.#restart(fault),
      onStop: (fault) => this.#setHealth({ ...this.#health, state: "stopped", last: fault }),
      unread: unreadWords,
      onError: (error) => ports.log.error("What the review told could not be shown", error),
    });
  }

  get health(): ReviewHealth {
    return this.#health;
  }

  /** Begins to follow the workspace and reads all of it. Before, nothing is reviewed. */
  start(): Promise<void> {
    this.#started = true;
    this.#owned.add(
      followDocuments(
        {
          touched: (document) => this.#touch(document),
          saved: (document) => this.#retry(document),
          closed: (document) => this.#close(document),
          fileChanged: (uri) => this.#readFile(uri),
          deleted: (uri) => this.#dropBelow(uri),
          foldersChanged: () => this.rescan(),
        },
        this.#ports.log,
      ),
    );
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
    return [...this.#entries.values()].flatMap(({ place, facts }) => (place.group === group && facts ? [facts] : []));
  }

  /** The review of exactly this version of the document; undefined when it has none or `token` is cancelled. */
  async current(document: TextDocument, token: CancellationToken): Promise<Reviewed | undefined> {
    const id = document.uri.toString();
    if (!this.#started || !this.#isReviewed(document)) return undefined;
    const { version } = document;
    const isFresh = (): boolean => this.get(document.uri)?.version === version;
    if (!isFresh() && this.#entries.get(id)?.handed !== version) this.#touch(document);
    while (!isFresh()) {
      if (token.isCancellationRequested || document.isClosed || document.version !== version) return undefined;
      if (this.#health.state === "stopped" || this.#tooLarge.has(id)) return undefined;
      await once(this.#settled.event, token);
    }
    return this.get(document.uri);
  }

  /** Reads the workspace again. Resolves when everything found is reviewed. */
  async rescan(onFiles: (share: number) => void = () => undefined): Promise<void> {
    this.stopScan();
    const { token } = this.#scan;
    this.#feed.revive();
    if (this.#health.state === "stopped") this.#setHealth({ ...this.#health, state: "running" });
    for (const document of workspace.textDocuments) this.#touch(document);
    const { isCandidate, log } = this.#ports;
    const files = await findCandidates(isCandidate, log, token);
    this.#dropFilesExcept(new Set(files.map(String)));
    const closed = files.filter((uri) => !openDocument(uri));
    const texts = await readTexts(closed, log, token, (uri) => this.#drop(uri));
    if (token.isCancellationRequested) return;
    const documents = texts.flatMap(({ uri, text }) => (openDocument(uri) ? [] : (this.#enter(uri, text) ?? [])));
    await this.#feed.scan(documents, {
      onPart: (count) => onFiles(count / documents.length),
      // What the open ones import was not there before.
      again: () => workspace.textDocuments.map(({ uri }) => uri.toString()),
    });
    log.info(`Reviewed ${this.#entries.size} files.`);
  }

  /** Ends a scan that runs; what it found until then stays. Changed files are still followed. */
  stopScan(): void {
    this.#scan.cancel();
    this.#scan.dispose();
    this.#scan = new CancellationTokenSource();
    this.#feed.stopScan();
  }

  dispose(): void {
    this.#scan.cancel();
    this.#scan.dispose();
    this.#feed.dispose();
    this.#owned.dispose();
  }

  #isReviewed(document: TextDocument): boolean {
    const place = placeOfDocument(document);
    return place !== undefined && this.#ports.isCandidate(place.path);
  }

  #touch(document: TextDocument): void {
    if (!this.#started || !this.#isReviewed(document)) return;
    this.#feed.touch(document.uri.toString(), () => this.#handOver(document));
  }

  /** The text of an open document at the moment it is asked for. */
  #handOver(document: TextDocument): DocumentText | undefined {
    const place = placeOfDocument(document);
    const id = document.uri.toString();
    if (!place || document.isClosed) return undefined;
    const text = document.getText();
    if (text.length > maxReviewBytes) {
      if (!this.#tooLarge.has(id)) this.#ports.log.warn(`Not reviewed, too long: ${document.uri.toString(true)}`);
      this.#tooLarge.add(id);
      this.#drop(document.uri);
      return undefined;
    }
    this.#tooLarge.delete(id);
    return this.#enter(document.uri, text, place, document.version);
  }

  /** Notes what is handed over of a document. */
  #enter(uri: Uri, text: string, place = placeOfFile(uri), version?: number): DocumentText | undefined {
    if (!place) return undefined;
    const id = uri.toString();
    this.#entries.set(id, { ...this.#entries.get(id), uri, place, handed: version });
    return { id, ...place, text };
  }

  async #readFile(uri: Uri): Promise<void> {
    const place = placeOfFile(uri);
    // The open document wins: its text may be ahead of the file.
    if (!place || !this.#ports.isCandidate(place.path) || openDocument(uri)) return;
    const { token } = this.#scan;
    const text = await readText(uri, this.#ports.log);
    if (token.isCancellationRequested || openDocument(uri)) return;
    const id = uri.toString();
    this.#feed.retry(id);
    if (text === undefined) this.#drop(uri);
    else this.#feed.touch(id, () => this.#enter(uri, text, place));
  }

  async #close(document: TextDocument): Promise<void> {
    if (document.uri.scheme === "untitled") this.#drop(document.uri);
    else await this.#readFile(document.uri);
  }

  #retry(document: TextDocument): void {
    this.#feed.retry(document.uri.toString());
    this.#touch(document);
  }

  #drop(uri: Uri): void {
    const id = uri.toString();
    if (!this.#entries.delete(id)) return;
    this.#feed.drop(id);
    this.#changed.fire([uri]);
  }

  /** A deleted folder is told once, not file by file. */
  #dropBelow(uri: Uri): void {
    const folder = `${uri.toString()}/`;
    for (const [id, entry] of [...this.#entries]) {
      if (id === uri.toString() || id.startsWith(folder)) this.#drop(entry.uri);
    }
  }

  #dropFilesExcept(found: ReadonlySet<string>): void {
    for (const [id, entry] of [...this.#entries]) {
      if (entry.handed === undefined && !found.has(id)) this.#drop(entry.uri);
    }
  }

  /** Takes over what was told. */
  #take({ reviews, quiet, failures }: Told): void {
    const changed: Uri[] = [];
    for (const failure of failures) {
      this.#ports.log.error(`A language could not be loaded, so its files are not reviewed: ${failure}`);
    }
    for (const told of reviews) {
      const entry = this.#entries.get(told.id);
      if (!entry) continue;
      const review = reviewOf(entry.place.path, told);
      Object.assign(entry, { review, facts: ownFacts(review, told), version: entry.handed });
      changed.push(entry.uri);
    }
    for (const id of quiet) {
      const entry = this.#entries.get(id);
      if (!entry) continue;
      if (entry.facts) changed.push(entry.uri);
      Object.assign(entry, { review: quietReview(entry.place.path), facts: undefined, version: entry.handed });
    }
    if (changed.length > 0) this.#changed.fire(changed);
    this.#settled.fire();
  }

  /** What was shown stays until it is told anew. */
  async #restart(fault: NamedFault): Promise<void> {
    this.#ports.log.error(`The review ended (${fault.kind}) at ${fault.document ?? "no file"}`, fault.cause);
    this.#setHealth({ state: "restarting", restarts: this.#health.restarts + 1, last: fault });
    try {
      await this.rescan();
    } finally {
      if (this.#health.state === "restarting") this.#setHealth({ ...this.#health, state: "running" });
    }
  }

  #setHealth(health: ReviewHealth): void {
    this.#health = health;
    this.#healthChanged.fire(health);
    this.#settled.fire();
  }
}

function reviewed(entry: Entry | undefined): Reviewed | undefined {
  if (!entry?.review) return undefined;
  return { uri: entry.uri, group: entry.place.group, version: entry.version, review: entry.review };
}
