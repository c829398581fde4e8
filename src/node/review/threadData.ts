/** What the thread of the review is started with. */
export interface ThreadData {
  readonly wasmFolder: string;
  /** See place.ts. */
  readonly place: SharedArrayBuffer;
}

/** The first message of the thread: from now on it takes work. */
export const isReady = "ready";
