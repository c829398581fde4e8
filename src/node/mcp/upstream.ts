/** The server behind the proxy, whatever the way to it. */
export interface Upstream {
  /** Whole lines. */
  send(bytes: Uint8Array | string): void;
  /** The client will send no more. The server ends by itself, and is made to where it does not. */
  finish(): void;
  /** Passes a signal on. */
  signal(name: NodeJS.Signals): void;
}

/** How the server ended. */
export interface ServerEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Where it could not be started or reached. */
  readonly problem?: string;
}

export interface UpstreamHandlers {
  /** Bytes of the server's lines, as they come. */
  data(chunk: Uint8Array): void;
  ended(end: ServerEnd): void;
  /** What a program writes to its error output, where that is wanted; else it goes to ours. */
  said?(text: string): void;
  /** The client reads slowly: nothing more is taken from the server until the promise settles. */
  drained(): Promise<void> | undefined;
}

/** How long a server may take to end by itself, and after a request to end. */
export const graceMs = { finish: 10_000, terminate: 5_000 } as const;
