import type { CancellationToken, Disposable, Event } from "vscode";
import { Disposables } from "./disposable.ts";
import type { Log } from "./log.ts";

/** Wraps a listener: its failure is logged and never reaches the host or the other listeners. */
export function guarded<A extends unknown[]>(
  log: Log,
  what: string,
  listener: (...args: A) => unknown,
): (...args: A) => void {
  return (...args) => {
    try {
      Promise.resolve(listener(...args)).catch((error: unknown) => log.error(`${what} failed`, error));
    } catch (error) {
      log.error(`${what} failed`, error);
    }
  };
}

/** Calls `work` once after calls have stopped for `delayMs`, asked at each call; disposing cancels. */
export function debounce(work: () => void, delayMs: number | (() => number)): Disposable & (() => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const call = (): void => {
    clearTimeout(timer);
    timer = setTimeout(work, typeof delayMs === "number" ? delayMs : delayMs());
  };
  return Object.assign(call, { dispose: () => clearTimeout(timer) });
}

/** Calls `work` once for all calls within `delayMs` of the first; disposing cancels. */
export function collect(work: () => void, delayMs: number): Disposable & (() => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const call = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      work();
    }, delayMs);
  };
  return Object.assign(call, { dispose: () => clearTimeout(timer) });
}

/** Lets the extension host answer others between two pieces of long work. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Resolves at the next `event`, or when `token` is cancelled. */
export function once(event: Event<void>, token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const owned = new Disposables();
    const end = (): void => {
      owned.dispose();
      resolve();
    };
    owned.add(event(end));
    owned.add(token.onCancellationRequested(end));
  });
}
